"""What the engine logs about stylesheets, as findings with file, place and remedy.

In: a log record, the sheet being read when it was made (none while pages are set), and every
sheet read so far. Out: a finding, or several when one record stands for several faults. The
record's own arguments say what and where; the parsed sheet says the rest.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Sequence
from typing import Any

from ...diagnostics import Diagnostic, Text, warning
from ...source import Source, Span
from .model import Declaration, Rule, Sheet, walk
from .names import AT_RULES, PAGE_SELECTORS, UNSUPPORTED, supported
from .selectors import wrong_selectors
from .suggestions import ARITHMETIC, meant, near, value_hint

_UNKNOWN = ("unknown property", "property not supported yet")
_AT = re.compile(r"\bat (\d+):(\d+)")


def css_findings(
    record: logging.LogRecord, current: Sheet | None, sheets: Sequence[Sheet]
) -> tuple[Diagnostic, ...] | None:
    """The findings for a record about CSS; None when it is about something else."""
    pattern = str(record.msg)
    arguments: tuple[Any, ...] = record.args if isinstance(record.args, tuple) else ()
    searched = (current,) if current else tuple(sheets)
    if pattern.startswith("Ignored `%s:") and len(arguments) == 5:
        return (_declaration(*arguments, searched),)
    if pattern.startswith(("Ignored `", "Deprecated `")) and len(arguments) == 5:
        return (_prefixed(*arguments, searched),)
    if pattern.startswith("Invalid or unsupported selector"):
        return tuple(_selector(str(arguments[0]), current))
    if pattern.startswith("Invalid math function"):
        return (_arithmetic(arguments, searched),)
    for start, make in _AT_RULE_MESSAGES:
        if pattern.startswith(start) and (place := _AT.search(record.getMessage())):
            return (make(int(place[1]), int(place[2]), record.getMessage(), current),)
    return None


def _declaration(
    name: str, value: str, line: int, column: int, reason: str, sheets: Sequence[Sheet]
) -> Diagnostic:
    sheet, rule, item = _find(name, line, column, sheets)
    if reason in _UNKNOWN:
        return _unknown_property(name, sheet, item, Span.at(line, column, len(name)))
    if rule is not None and rule.kind == "face" and reason == "descriptor not supported":
        return _unknown_descriptor(name, sheet, Span.at(line, column, len(name)))
    return _wrong_value(name, value.strip(), reason, sheet, item, Span.at(line, column, len(name)))


def _find(
    name: str, line: int, column: int, sheets: Sequence[Sheet]
) -> tuple[Sheet | None, Rule | None, Declaration | None]:
    """The declaration that begins, or whose value begins, at a place."""
    for sheet in sheets:
        for rule, item in sheet.declarations:
            starts = (item.name_span, item.value_span)
            if item.name == name.lower() and any(
                (s.line, s.column) == (line, column) for s in starts
            ):
                return sheet, rule, item
    return (sheets[0] if len(sheets) == 1 else None), None, None


def _unknown_property(
    name: str, sheet: Sheet | None, item: Declaration | None, span: Span
) -> Diagnostic:
    source = sheet.source if sheet else None
    span = item.name_span if item else span
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
    resolved = value if item and "var(" in item.text else ""
    text = Text(zh=f"{name} 不能是“{shown}”", en=f"{name} cannot be “{shown}”")
    if resolved:
        text = Text(
            zh=f"{text.zh}（代入后是“{resolved}”）", en=f"{text.en} (which comes to “{resolved}”)"
        )
    if reason == "no value":
        text = Text(zh=f"{name} 没有值", en=f"{name} has no value")
    hint = value_hint(item) if item else None
    if hint is None and reason not in ("invalid value", "no value"):
        hint = Text(zh=f"引擎的说明：{reason}", en=f"the engine says: {reason}")
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
    sheet, _, item = _find(name, line, column, sheets)
    return warning(
        "css-property-unknown",
        Text(zh=f"没有 CSS 属性 {name}", en=f"there is no CSS property {name}"),
        source=sheet.source if sheet else None,
        span=item.name_span if item else Span.at(line, column, len(name)),
        hint=meant(plain),
    )


def _selector(detail: str, current: Sheet | None) -> Iterator[Diagnostic]:
    """Every wrong selector of the sheet: the record names none, and more records only repeat it."""
    found = False
    if current is not None:
        for rule in current.rules:
            if rule.kind == "style":
                for finding in wrong_selectors(current, rule):
                    found = True
                    yield finding
    if not found:
        yield warning(
            "css-selector-invalid",
            Text(zh=f"选择器不能用：{detail}", en=f"the selector cannot be used: {detail}"),
            source=current.source if current else None,
        )


def _arithmetic(arguments: tuple[Any, ...], sheets: Sequence[Sheet]) -> Diagnostic:
    line, column, text = arguments
    source, span = None, None
    for sheet in sheets:
        for _, item in sheet.declarations:
            for token in walk(item.tokens):
                if (token.source_line, token.source_column) == (line, column):
                    source, span = sheet.source, item.value_span
    return warning(
        "css-value-invalid",
        Text(zh=f"算式“{text}”算不出来", en=f"“{text}” cannot be worked out"),
        source=source,
        span=span,
        hint=ARITHMETIC,
    )


def _syntax(line: int, column: int, message: str, sheet: Sheet | None) -> Diagnostic:
    source, span = _place(line, column, sheet)
    text = (source.line(line) if source else None) or ""
    detail = message.rpartition(": ")[2]
    hint = Text(zh=f"解析到这里停下：{detail}", en=f"the parser stopped here: {detail}")
    if wide := re.search("[：；｛｝]", text):
        span = Span.at(line, wide.start() + 1)
        hint = Text(
            zh="这是全角符号，改成半角的冒号、分号、花括号",
            en="this is a full-width mark: use the plain colon, semicolon or brace",
        )
    elif "Expected ':'" in message or "before {} block" in message:
        if word := re.search(r"[\w-]+\s*$", text[: column - 1]):
            span = Span.at(line, word.start() + 1, len(word[0].rstrip()))
        hint = Text(zh="属性名后面缺冒号？", en="is a colon missing after the property?")
    return warning(
        "css-syntax",
        Text(zh="这里的 CSS 写得不对，未用上", en="this is not well-formed CSS, and is left out"),
        source=source,
        span=span,
        hint=hint,
    )


def _at_rule(line: int, column: int, message: str, sheet: Sheet | None) -> Diagnostic:
    source, span = _place(line, column, sheet)
    keyword = _keyword(source, line, column)
    if keyword:
        span = Span.at(line, column, len(keyword))
    known = keyword[1:].lower() in AT_RULES
    return warning(
        "css-rule-invalid",
        Text(
            zh=f"{keyword} 这条规则{'写法不对' if known else '不支持'}，未用上",
            en=f"the rule {keyword} is {'not well formed' if known else 'not supported'}, "
            "and is left out",
        ),
        source=source,
        span=span,
        hint=_at_hint(keyword, message, known),
    )


def _keyword(source: Source | None, line: int, column: int) -> str:
    text = (source.line(line) if source else None) or ""
    match = re.match(r"@[\w-]+", text[column - 1 :])
    return match[0] if match else ""


def _at_hint(keyword: str, message: str, known: bool) -> Text | None:
    if "not at the beginning" in message:
        return Text(
            zh="@import 要写在样式表最前面", en="@import stands before everything else in a sheet"
        )
    if page := re.search(r"@page selector '\s*:([\w-]+)\s*'", message):
        return meant(f":{offered}" if (offered := near(page[1], PAGE_SELECTORS)) else None)
    if known:
        return Text(zh=f"引擎的说明：{message}", en=f"the engine says: {message}")
    return meant(f"@{offered}" if (offered := near(keyword[1:], AT_RULES)) else None)


def _margin_box(line: int, column: int, _message: str, sheet: Sheet | None) -> Diagnostic:
    from weasyprint.css import PAGE_MARGIN_BOXES

    source, span = _place(line, column, sheet)
    keyword = _keyword(source, line, column)
    offered = near(keyword[1:], sorted(PAGE_MARGIN_BOXES))
    return warning(
        "css-rule-invalid",
        Text(zh=f"@page 里没有 {keyword}", en=f"there is no {keyword} in @page"),
        source=source,
        span=Span.at(line, column, len(keyword)) if keyword else span,
        hint=meant(f"@{offered}" if offered else None),
    )


def _place(line: int, column: int, sheet: Sheet | None) -> tuple[Source | None, Span | None]:
    if sheet is None:
        return None, None
    return sheet.source, Span.at(line, column)


#: How the engine's messages about whole rules begin, and what each is made into.
_AT_RULE_MESSAGES = (
    ("Parse error", _syntax),
    ("Error: ", _syntax),
    ("Unknown @page rule", _margin_box),
    ("Empty @page rule", _at_rule),
    ("Invalid prelude", _at_rule),
    ("Unknown empty rule", _at_rule),
    ("Unknown rule", _at_rule),
    ("@import rule", _at_rule),
    ("Invalid @import", _at_rule),
    ("Invalid layer", _at_rule),
    ("Invalid media", _at_rule),
    ("Unsupported @page", _at_rule),
    ("Missing %s descriptor", _at_rule),
    ("Invalid color profile", _at_rule),
    ("Unknown descriptor", _at_rule),
    ("No source for profile", _at_rule),
    ("Invalid profile file", _at_rule),
    ("Invalid counter style", _at_rule),
    ("In counter style", _at_rule),
    ("Unsupported @layer", _at_rule),
    ("@layer rule", _at_rule),
)
