"""Selectors: compiled for matching, and, where one is wrong, the place and the reason.

The engine drops a whole rule when one selector of its list is wrong, and says so without a
place. Here each selector is tried by itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

import cssselect2
import tinycss2
from tinycss2.ast import FunctionBlock, IdentToken, LiteralToken, WhitespaceToken

from ...diagnostics import Diagnostic, Text, warning
from ...source import Span
from .model import Rule, Sheet, walk
from .names import PSEUDO_CLASSES, PSEUDO_ELEMENTS
from .suggestions import meant, near

Tokens = tuple[Any, ...]

#: What the engine's library raises for a selector it cannot take; for `:nth-child(2n+)` by mistake.
_WRONG = (cssselect2.SelectorError, AttributeError)
_ROOT = (LiteralToken(1, 1, ":"), IdentToken(1, 1, "root"))


@cache
def compiled(rule: Rule) -> tuple[Any, ...]:
    """The selectors of a style rule; none when the engine does not take them."""
    parent: Tokens | None = None
    for part in rule.parts:
        parent = tuple(_joined(part, parent))
    try:
        return tuple(cssselect2.compile_selector_list(parent or ()))
    except _WRONG:
        return ()


def _joined(part: Tokens, parent: Tokens | None) -> Iterator[Any]:
    """A nested rule's selectors with its parent's in them (CSS Nesting 1, 2.1)."""
    for index, selector in enumerate(split_on_commas(part)):
        if index:
            yield LiteralToken(1, 1, ",")
        scope = _ROOT if parent is None else _within(parent)
        nested = any(token == "&" for token in selector)
        if parent is not None and not nested:
            yield from (*scope, WhitespaceToken(1, 1, " "))
        for token in selector:
            yield from scope if token == "&" else (token,)


def _within(parent: Tokens) -> Tokens:
    return (LiteralToken(1, 1, ":"), FunctionBlock(1, 1, "is", list(parent)))


def split_on_commas(tokens: Tokens) -> Iterator[Tokens]:
    """The parts of a list, without the space around them."""
    part: list[Any] = []
    for token in (*tokens, LiteralToken(1, 1, ",")):
        if token == ",":
            while part and part[0].type in ("whitespace", "comment"):
                part.pop(0)
            while part and part[-1].type in ("whitespace", "comment"):
                part.pop()
            yield tuple(part)
            part = []
        else:
            part.append(token)


def wrong_selectors(sheet: Sheet, rule: Rule) -> Iterator[Diagnostic]:
    """A finding for each selector of a rule that cannot be used."""
    listed = list(split_on_commas(rule.parts[-1]))
    for selector in listed:
        wrong, place = _fault(rule, selector)
        if selector and not wrong:
            continue
        culprit = _culprit(selector)
        place = culprit or place or (selector[0] if selector else None)
        hints = [_hint(selector, culprit), _WHOLE_RULE if len(listed) > 1 else None]
        reason = _reason(selector, culprit)
        text = tinycss2.serialize(selector)
        yield warning(
            "css-selector-invalid",
            Text(zh=f"选择器“{text}”不能用：{reason.zh}", en=f"the selector “{text}”: {reason.en}"),
            source=sheet.source,
            span=_span(sheet, place) if place else rule.span,
            hint=_joined_texts([hint for hint in hints if hint is not None]),
        )


_WHOLE_RULE = Text(zh="整条规则因此都不起作用", en="the whole rule is left out because of it")


def _joined_texts(hints: list[Text]) -> Text | None:
    if not hints:
        return None
    return Text(zh="；".join(h.zh for h in hints), en="; ".join(h.en for h in hints))


def _fault(rule: Rule, selector: Tokens) -> tuple[bool, Any]:
    """Whether a selector is wrong, and the token at which the library stopped, if it says so."""
    whole: Tokens | None = None
    for part in (*rule.parts[:-1], selector):
        whole = tuple(_joined(part, whole))
    try:
        found = cssselect2.compile_selector_list(whole or ())
    except _WRONG as reason:
        token = reason.args[0] if reason.args else None
        return True, token if _stands_in(token, selector) else None
    return any(each.pseudo_element not in (None, *PSEUDO_ELEMENTS) for each in found), None


def _stands_in(token: Any, selector: Tokens) -> bool:
    """Whether a token is one of the selector's own: of its list and its parents there are more."""
    return any(each is token for each in walk(selector)) and token.type != "whitespace"


def _culprit(selector: Tokens) -> Any:
    """The pseudo-class or pseudo-element that nobody knows, when that is what is wrong."""
    for index, token in enumerate(selector):
        named = token.type in ("ident", "function")
        if index and selector[index - 1] == ":" and named:
            doubled = index > 1 and selector[index - 2] == ":"
            known = PSEUDO_ELEMENTS if doubled else (*PSEUDO_CLASSES, *PSEUDO_ELEMENTS)
            if _name(token).lower() not in known:
                return token
        if token.type == "function" and (inside := _culprit(tuple(token.arguments))):
            return inside
    return None


def _reason(selector: Tokens, culprit: Any) -> Text:
    if culprit is not None:
        name = _name(culprit)
        return Text(zh=f"没有“{name}”，或排版时用不上", en=f"“{name}” is unknown or not for print")
    if not selector:
        return Text(zh="逗号前后缺选择器", en="there is nothing beside the comma")
    return Text(zh="写法不对，或不支持", en="it is not well formed, or not supported")


def _hint(selector: Tokens, culprit: Any) -> Text | None:
    if culprit is not None:
        return meant(near(_name(culprit), (*PSEUDO_CLASSES, *PSEUDO_ELEMENTS)))
    if any(token.type == "function" and token.lower_name.startswith("nth-") for token in selector):
        return Text(zh="写成 2n+1、odd、even 或一个数", en="write 2n+1, odd, even or one number")
    if any(token.type == "[] block" for token in selector):
        return Text(
            zh='属性值加引号，如 [data-x="1"]', en='put the value in quotes, as in [data-x="1"]'
        )
    if any(token.type in ("number", "dimension", "hash") for token in selector):
        return Text(
            zh="类名、id 不能以数字开头",
            en="names of classes and ids do not begin with a figure",
        )
    return None


def _name(token: Any) -> str:
    return str(token.value if token.type == "ident" else token.name)


def _span(sheet: Sheet, token: Any) -> Span:
    start = sheet.positions.offset(token.source_line, token.source_column)
    return sheet.positions.span(start, start + len(tinycss2.serialize((token,))))
