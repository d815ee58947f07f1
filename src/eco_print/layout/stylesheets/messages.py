"""What the engine logs about stylesheets, as findings with file, place and remedy.

In: a log record, the sheet being read when it was made (none while pages are set), and every
sheet read so far. Out: a finding, or several when one record stands for several faults. The
record's own arguments say what and where; the parsed sheet says the rest.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from ...diagnostics import Diagnostic, Text, note, warning
from ...source import Source, Span
from ...wording import reason as told
from ...written import Written
from ..composition.properties import EXPANDERS, VALIDATORS
from .model import Declaration, Rule, Sheet, walk
from .names import UNSUPPORTED, supported
from .rules import rule_finding
from .selectors import wrong_selectors
from .suggestions import ARITHMETIC, meant, near, value_hint
from .variables import Variables

_UNKNOWN = ("unknown property", "property not supported yet")


def css_findings(
    record: logging.LogRecord,
    current: Sheet | None,
    sheets: Sequence[Sheet],
    drawn: Iterable[Written] = (),
) -> tuple[Diagnostic, ...] | None:
    """The findings for a record about CSS; None when it is about something else."""
    pattern = str(record.msg)
    arguments: tuple[Any, ...] = record.args if isinstance(record.args, tuple) else ()
    searched = (current,) if current else tuple(sheets)
    if pattern.startswith("Ignored `%s:") and len(arguments) == 5:
        return _declaration(*arguments, searched)
    if pattern.startswith(("Ignored `", "Deprecated `")) and len(arguments) == 5:
        return (_prefixed(*arguments, searched),)
    if pattern.startswith("Invalid or unsupported selector"):
        return tuple(_selector(arguments[0], current))
    if pattern.startswith("Invalid math function"):
        return (_arithmetic(arguments, searched),)
    if pattern.startswith("Unsupported color space"):
        written = (*(each for sheet in sheets for each in sheet.written), *drawn)
        return tuple(_foreign_colours(str(arguments[0]), written))
    return rule_finding(pattern, record.getMessage(), current)


def _foreign_colours(space: str, written: Iterable[Written]) -> Iterator[Diagnostic]:
    """Colours of a space that the engine paints as if it were sRGB, where they are written."""
    named = [
        each
        for each in written
        if each.token.type == "function" and each.token.lower_name == "color"
        if any(getattr(argument, "lower_value", "") == space for argument in each.token.arguments)
    ]
    if not named:
        yield _foreign_colour(space)
    for each in named:
        yield replace(_foreign_colour(space), source=each.source, span=each.span)


def _foreign_colour(space: str) -> Diagnostic:
    return warning(
        "css-colour-space",
        Text(
            zh=f"不认颜色空间 {space}，按 sRGB 排了，颜色不对",
            en=f"the colour space {space} is not known here; taken for sRGB, the colour is wrong",
        ),
        hint=Text(
            zh="写成 #rrggbb、lab()、oklch()，或用 device-cmyk() 指定油墨",
            en="write it as #rrggbb, lab() or oklch(), or name the inks with device-cmyk()",
        ),
    )


def _declaration(
    name: str, value: str, line: int, column: int, reason: str, sheets: Sequence[Sheet]
) -> tuple[Diagnostic, ...]:
    everywhere = list(_find(name, line, column, sheets))
    found = [each for each in everywhere if not each[0].drawn]
    if everywhere and not found:
        return ()  # drawings have properties of their own
    if not found:
        sheet = sheets[0] if len(sheets) == 1 else None
        place = sheet.place(line, column) if sheet else (line, column)
        return (_fault(name, value, reason, (sheet, None, None), place),)
    if "var(" in found[0][2].text and Variables(sheets).explains(found[0][2]):
        return ()  # the checks tell it, whether the engine comes by or not
    if found[0][0].element is None:
        del found[1:]  # else the same is said in several elements
    names = [(item.name_span.line, item.name_span.column) for _, _, item in found]
    homes = Variables(sheets).homes(found[0][2]) if reason == "no value" else None
    faults = [_fault(name, value, reason, *each) for each in zip(found, names, strict=True)]
    return tuple(replace(fault, hint=homes or fault.hint) for fault in faults)


_Found = tuple[Sheet | None, Rule | None, Declaration | None]


def _fault(name: str, value: str, reason: str, found: _Found, place: tuple[int, int]) -> Diagnostic:
    sheet, rule, item = found
    span = Span.at(*place, len(name))
    if reason in _UNKNOWN:
        return _unknown_property(name, sheet, item, span)
    if rule is not None and rule.kind == "face" and reason == "descriptor not supported":
        return _unknown_descriptor(name, sheet, span)
    return _wrong_value(name, value.strip(), reason, sheet, item, span)


def _find(
    name: str, line: int, column: int, sheets: Sequence[Sheet]
) -> Iterator[tuple[Sheet, Rule, Declaration]]:
    """The declarations that begin, or whose value begins, at a place of their sheet's text."""
    for sheet in sheets:
        place = sheet.place(line, column)
        for rule, item in sheet.declarations:
            starts = (item.name_span, item.value_span)
            if item.name == name.lower() and place in [(s.line, s.column) for s in starts]:
                yield sheet, rule, item


def _unknown_property(
    name: str, sheet: Sheet | None, item: Declaration | None, span: Span
) -> Diagnostic:
    source = sheet.source if sheet else None
    span = item.name_span if item else span
    if name.lower() in (VALIDATORS.keys() | EXPANDERS.keys()):
        return _ours(name, source, span)
    if name.lower() in UNSUPPORTED:
        return warning(
            "css-property-unsupported",
            Text(zh=f"不支持 CSS 属性 {name}", en=f"the CSS property {name} is not supported"),
            source=source,
            span=span,
            hint=Text(
                zh="支持的属性见 docs/designer.md", en="docs/designer.en.md lists what is supported"
            ),
        )
    return warning(
        "css-property-unknown",
        Text(zh=f"没有 CSS 属性 {name}", en=f"there is no CSS property {name}"),
        source=source,
        span=span,
        hint=meant(near(name, sorted(supported()))),
    )


def _ours(name: str, source: Source | None, span: Span) -> Diagnostic:
    """A property of our composer's, unknown while the engine alone sets the lines."""
    return note(
        "css-property-unused",
        Text(
            zh=f"{name} 只在由 eco-print 排行时有效，现在由引擎自己排",
            en=f"{name} counts when eco-print sets the lines; now the engine sets them alone",
        ),
        source=source,
        span=span,
    )


def _unknown_descriptor(name: str, sheet: Sheet | None, span: Span) -> Diagnostic:
    known = ("font-family", "src", "font-style", "font-weight", "font-stretch")
    return warning(
        "css-property-unknown",
        Text(zh=f"@font-face 里没有 {name}", en=f"there is no {name} in @font-face"),
        source=sheet.source if sheet else None,
        span=span,
        hint=meant(near(name, known)),
    )


def _wrong_value(
    name: str, value: str, reason: str, sheet: Sheet | None, item: Declaration | None, span: Span
) -> Diagnostic:
    shown = item.text if item else value
    text = Text(zh=f"{name} 不能是“{shown}”", en=f"{name} cannot be “{shown}”")
    if reason == "no value":
        text = Text(zh=f"{name} 没有值", en=f"{name} has no value")
    hint = value_hint(item) if item else None
    if hint is None and reason not in ("invalid value", "no value"):
        why = told(reason)
        hint = Text(zh=f"{why.zh}；查一查这个属性能写什么", en=f"{why.en}; look up what it can be")
    return warning(
        "css-value-invalid",
        text,
        source=sheet.source if sheet else None,
        span=item.value_span if item else span,
        hint=hint,
    )


def _prefixed(
    name: str, _value: str, line: int, column: int, plain: str, sheets: Sequence[Sheet]
) -> Diagnostic:
    sheet, _, item = next(_find(name, line, column, sheets), (None, None, None))
    return warning(
        "css-property-unknown",
        Text(zh=f"没有 CSS 属性 {name}", en=f"there is no CSS property {name}"),
        source=sheet.source if sheet else None,
        span=item.name_span if item else Span.at(line, column, len(name)),
        hint=meant(plain),
    )


def _selector(problem: Any, current: Sheet | None) -> Iterator[Diagnostic]:
    """Every wrong selector of the sheet: the record names none, and more records only repeat it."""
    found = False
    detail = str(problem.args[-1] if getattr(problem, "args", None) else problem)
    if current is not None:
        for rule in current.rules:
            if rule.kind == "style":
                for finding in wrong_selectors(current, rule):
                    found = True
                    yield finding
    if not found:
        why = told(detail)
        yield warning(
            "css-selector-invalid",
            Text(zh=f"选择器不能用：{why.zh}", en=f"the selector cannot be used: {why.en}"),
            source=current.source if current else None,
            hint=Text(
                zh="整条规则因此不起作用；改成类名或元素名试试",
                en="the whole rule is left out because of it; try a class or an element",
            ),
        )


def _arithmetic(arguments: tuple[Any, ...], sheets: Sequence[Sheet]) -> Diagnostic:
    line, column, text = arguments
    source, span = None, None
    for sheet in sheets:
        for _, item in sheet.declarations:
            for token in walk(item.tokens):
                if (token.source_line, token.source_column) == sheet.place(line, column):
                    source, span = sheet.source, item.value_span
    return warning(
        "css-value-invalid",
        Text(zh=f"算式“{text}”算不出来", en=f"“{text}” cannot be worked out"),
        source=source,
        span=span,
        hint=ARITHMETIC,
    )
