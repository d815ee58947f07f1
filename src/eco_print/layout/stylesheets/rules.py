"""What the engine logs about whole rules of a stylesheet, and about text that is none.

In: the message, which holds a line and a column, and the sheet being read. Out: a finding.
"""

from __future__ import annotations

import re

from ...diagnostics import Diagnostic, Text, warning
from ...source import Source, Span
from ...wording import reason
from .model import Sheet
from .names import AT_RULES, PAGE_SELECTORS
from .suggestions import meant, near

_AT = re.compile(r"\bat (\d+):(\d+)")
_AT_START = re.compile(r"^(?:Parse error at \d+:\d+|Error): | at \d+:\d+\.$")


def rule_finding(
    pattern: str, message: str, current: Sheet | None
) -> tuple[Diagnostic, ...] | None:
    """The finding for a message about a rule; None when it is about something else."""
    if pattern.startswith("Expected a media type"):
        return ()  # the rule that is left out for it is told of next
    for start, make in _MESSAGES:
        if pattern.startswith(start) and (found := _AT.search(message)):
            place = int(found[1]), int(found[2])
            line, column = current.place(*place) if current else place
            return (make(line, column, message, current),)
    return None


def _syntax(line: int, column: int, message: str, sheet: Sheet | None) -> Diagnostic:
    source, span = _place(line, column, sheet)
    text = (source.line(line) if source else None) or ""
    why = reason(_AT_START.sub("", message).rstrip("."))
    hint = Text(zh=f"读到这里停下：{why.zh}", en=f"the parser stopped here: {why.en}")
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
    if page := re.search(r"@page selector '\s*:([\w-]+)\s*'", message):
        offered = near(page[1], PAGE_SELECTORS)
        return meant(f":{offered}") if offered else _PAGES
    by_message = next((how for start, how in _HOW.items() if message.startswith(start)), None)
    hint = by_message or _HINTS.get(keyword.lower())
    if hint is None and not known:
        hint = meant(f"@{offered}" if (offered := near(keyword[1:], AT_RULES)) else None)
    return hint


_ALWAYS = Text(
    zh="条件总是成立的，去掉这一层，直接写里面的规则",
    en="where the condition always holds, write the rules inside it without it",
)
_MEDIA = Text(
    zh="只认媒体类型 print、screen、all，不认 (min-width: …)、not、supports() 等条件",
    en="media types alone are known (print, screen, all), and no conditions such as "
    "(min-width: …), not, supports()",
)
_HINTS = {
    "@media": _MEDIA,
    "@charset": Text(
        zh="@charset 只能是样式表的头几个字节", en="@charset can only be the very first bytes"
    ),
    "@supports": _ALWAYS,
    "@container": _ALWAYS,
}
_PAGES = Text(
    zh="@page 后面可以写页名，和 :first、:left、:right、:blank、:nth(2n)",
    en="@page takes the name of a page, and :first, :left, :right, :blank, :nth(2n)",
)
_BLOCK = Text(
    zh="后面直接写 { }，里面是声明", en="a block in { } follows at once, with declarations"
)
_PROFILE = Text(
    zh="写成 @color-profile --名 { src: url(文件.icc) }，文件是模板文件夹里的 ICC 文件",
    en="write @color-profile --name { src: url(file.icc) }; the ICC file lies with the template",
)
_COUNTER = Text(
    zh='写成 @counter-style 名 { system: cyclic; symbols: "甲" "乙" }，alphabetic、numeric 至少两个'
    " symbols，additive 至少两个 additive-symbols",
    en='write @counter-style name { system: cyclic; symbols: "a" "b" }; alphabetic and numeric '
    "take at least two symbols, additive at least two additive-symbols",
)
_LAYER = Text(
    zh="写成 @layer 名 { … }，一次一个名字；几个名字的后面不带 { }",
    en="write @layer name { … }, one name at a time; several names have no block",
)
_HOW = {
    "@import rule": Text(
        zh="@import 要写在样式表最前面", en="@import stands before everything else in a sheet"
    ),
    "Invalid media": _MEDIA,
    "Unsupported @page": _PAGES,
    "Empty @page": _BLOCK,
    "Invalid prelude": _BLOCK,
    "Unknown empty": _BLOCK,
    "Invalid @import": Text(zh='写成 @import "文件.css";', en='write @import "file.css";'),
    "Invalid layer": _LAYER,
    "Unsupported @layer": _LAYER,
    "@layer": _LAYER,
    "Missing src": Text(
        zh="@font-face 里要有 src: url(字体文件)", en="@font-face has a src: url(file of the face)"
    ),
    "Missing font-family": Text(
        zh="@font-face 里要有 font-family", en="@font-face has a font-family"
    ),
    "Invalid color profile": _PROFILE,
    "Unknown descriptor": _PROFILE,
    "No source": _PROFILE,
    "Invalid profile": _PROFILE,
    "Invalid counter style": _COUNTER,
    "In counter style": _COUNTER,
}


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
_MESSAGES = (
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
