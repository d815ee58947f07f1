"""What is wrong in stylesheets that the engine passes over in silence.

Custom properties that nobody defines, brackets without a partner, properties that mean nothing
on paper, prefixes of browsers, families that are not declared though no text asks for them yet,
a sheet that is not UTF-8. Each is a finding with its place.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any

from ...diagnostics import Diagnostic, Text, error, note, warning
from ...source import Source, Span
from .model import Declaration, Rule, Sheet, walk
from .names import MEDIA, not_for_print, supported
from .selectors import split_on_commas
from .suggestions import meant, near
from .variables import Variables

#: Words in `font` and `font-family` that are no family.
_WIDE = frozenset({"inherit", "initial", "unset", "revert"})


def check_sheets(sheets: Sequence[Sheet], families: Collection[str]) -> tuple[Diagnostic, ...]:
    """Findings for a document's sheets; `families` are those that are declared."""
    variables = Variables(sheets)
    found: list[Diagnostic] = []
    for sheet in sheets:
        found += _encoding(sheet)
        found += _brackets(sheet)
        for rule in sheet.rules:
            found += _left_out(sheet.source, rule)
        for _, item in sheet.declarations:
            found += variables.check(sheet, item)
            found += _silently_dropped(sheet.source, item)
        found += _undeclared(sheet, families)
    return tuple(dict.fromkeys(found))


def _left_out(source: Source, rule: Rule) -> Iterator[Diagnostic]:
    """Rules that the engine leaves out without a word: nested `@` rules, misspelt media."""
    if rule.kind != "unused":
        return
    keyword = rule.prelude.split("(")[0].split()[0]
    if len(rule.parts) > 1:
        yield warning(
            "css-rule-invalid",
            Text(
                zh=f"{keyword} 写在另一条规则里不起作用",
                en=f"{keyword} does nothing inside another rule",
            ),
            source=source,
            span=Span.at(rule.span.line, rule.span.column, len(keyword)),
            hint=Text(
                zh=f"移到外面：{keyword} … {{ 选择器 {{ … }} }}",
                en=f"move it outside: {keyword} … {{ selector {{ … }} }}",
            ),
        )
    elif keyword == "@media":
        words = [token for token in rule.parts[0] if token.type == "ident"]
        for word in words:
            if word.lower_value not in MEDIA and (guess := near(word.value, MEDIA)):
                yield warning(
                    "css-rule-invalid",
                    Text(zh=f"没有媒体类型 {word.value}", en=f"there is no medium {word.value}"),
                    source=source,
                    span=_at(word, word.value),
                    hint=meant(guess),
                )


def _silently_dropped(source: Source, item: Declaration) -> Iterator[Diagnostic]:
    if item.name in not_for_print():
        yield note(
            "css-property-not-print",
            Text(
                zh=f"{item.name} 在纸上没有意义，未用上",
                en=f"{item.name} means nothing on paper, and is left out",
            ),
            source=source,
            span=item.name_span,
        )
    elif item.name.startswith("-") and not item.name.startswith(("--", "-weasy-", "-eco-")):
        plain = item.name.split("-", 2)[-1]
        yield note(
            "css-property-prefixed",
            Text(
                zh=f"{item.name} 是某种浏览器专用的，未用上",
                en=f"{item.name} is for one browser only, and is left out",
            ),
            source=source,
            span=item.name_span,
            hint=meant(plain if plain in supported() else None),
        )


def _undeclared(sheet: Sheet, families: Collection[str]) -> Iterator[Diagnostic]:
    """Families that a sheet names and nobody declares."""
    own = {name for rule in sheet.rules if rule.kind == "face" for name in _face_names(rule)}
    for rule, item in sheet.declarations:
        if rule.kind != "face":
            for name, span in named_families(item):
                if name not in families and name not in own:
                    yield _undeclared_family(name, families, sheet.source, span)


def _face_names(rule: Any) -> Iterator[str]:
    for item in rule.declarations:
        if item.name == "font-family":
            yield from (name for name, _ in _families(item.tokens))


def named_families(item: Declaration) -> Iterator[tuple[str, Span]]:
    """The families that a declaration names itself, with their places."""
    if item.name == "font-family":
        yield from _families(item.tokens)
    elif item.name == "font":
        size = next((i for i, t in enumerate(item.tokens) if _is_size(t)), None)
        if size is not None:
            rest = item.tokens[size + 1 :]
            if rest and rest[0] == "/":
                rest = rest[2:]
            yield from _families(rest)


def _is_size(token: Any) -> bool:
    if token.type == "ident":
        return token.lower_value in {"medium", "large", "small", "larger", "smaller"}
    if token.type == "function":
        return token.lower_name in ("calc", "min", "max", "clamp", "var")
    return token.type in ("dimension", "percentage")


def _families(tokens: Iterable[Any]) -> Iterator[tuple[str, Span]]:
    for part in split_on_commas(tuple(tokens)):
        if part and all(token.type == "ident" for token in part):
            name = " ".join(token.value for token in part)
            if name.lower() not in _WIDE:
                yield name, _at(part[0], name)
        elif len(part) == 1 and part[0].type == "string":
            yield part[0].value, _at(part[0], f'"{part[0].value}"')


def _undeclared_family(
    name: str, families: Collection[str], source: Source, span: Span
) -> Diagnostic:
    """The finding that a family has no declared face, though no text is set in it yet."""
    hint = _family_hint(name, families)
    return warning("family-undeclared", _not_declared(name), source=source, span=span, hint=hint)


def used_undeclared_family(
    name: str, families: Collection[str], sheets: Sequence[Sheet]
) -> Diagnostic:
    """The finding that text asks for a family that has no declared face."""
    source, span = _where_named(name, sheets)
    hint = _family_hint(name, families)
    if any(rule.kind == "face" and name in _face_names(rule) for s in sheets for rule in s.rules):
        hint = Text(
            zh="@font-face 不算声明：把字体文件放进 fonts/，在 fonts.toml 里写明用途",
            en="@font-face declares nothing here: put the file into fonts/ and its role into "
            "fonts.toml",
        )
    return error("family-undeclared", _not_declared(name), source=source, span=span, hint=hint)


def _not_declared(name: str) -> Text:
    return Text(zh=f"没有声明过的字体“{name}”", en=f"the family “{name}” is not declared")


def _family_hint(name: str, families: Collection[str]) -> Text:
    hint = Text(
        zh="用 eco-print fonts 查看可用的字体名；自备字体放进 fonts/ 并写明用途",
        en="see `eco-print fonts` for the names there are; a face of your own goes into fonts/ "
        "with its role",
    )
    if guess := meant(near(name, sorted(families), 0.6 if len(name) > 3 else 0.5)):
        return Text(zh=f"{guess.zh}{hint.zh}", en=f"{guess.en} {hint.en}")
    return hint


def _where_named(name: str, sheets: Sequence[Sheet]) -> tuple[Source | None, Span | None]:
    """The first place that names a family, in a declaration or in a custom property."""
    for sheet in sheets:
        for _, item in sheet.declarations:
            for token in walk(item.tokens):
                if token.type == "string" and token.value == name:
                    return sheet.source, _at(token, f'"{name}"')
                if token.type == "ident" and token.value == name.partition(" ")[0]:
                    return sheet.source, _at(token, name)
    return None, None


def _brackets(sheet: Sheet) -> Iterator[Diagnostic]:
    for offset, mark in sheet.positions.stray_brackets():
        opening = mark in ("(", "[", "{", "/*")
        yield warning(
            "css-unbalanced",
            Text(
                zh=f"“{mark}”没有{'闭合' if opening else '对应的开头'}",
                en=f"“{mark}” is never closed" if opening else f"“{mark}” closes nothing",
            ),
            source=sheet.source,
            span=sheet.positions.span(offset, offset + len(mark)),
            hint=Text(
                zh="它后面的规则可能都没有用上",
                en="the rules after it may all have been left out",
            )
            if opening
            else None,
        )


def _encoding(sheet: Sheet) -> Iterator[Diagnostic]:
    for number, line in enumerate(sheet.source.lines, 1):
        if (column := line.find("\ufffd")) >= 0:
            yield warning(
                "css-encoding",
                Text(zh="样式表不是 UTF-8 编码", en="the stylesheet is not UTF-8"),
                source=sheet.source,
                span=Span.at(number, column + 1),
                hint=Text(
                    zh='另存为 UTF-8，或在第一行写明，如 @charset "gb18030";',
                    en='save it as UTF-8, or say so in its first line: @charset "gb18030";',
                ),
            )
            return


def _at(token: Any, text: str) -> Span:
    return Span.at(token.source_line, token.source_column, len(text))
