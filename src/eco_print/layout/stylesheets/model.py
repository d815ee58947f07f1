"""A stylesheet with places: every rule and declaration, and where it stands.

In: the text of a sheet. Out: its rules in order, with their declarations. The engine parses
sheets too, but keeps no places; what it warns of, what the checks find and what the preview
shows of a rule are all looked up here. The grammar is tinycss2's, which is the engine's own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Literal

import tinycss2

from ...source import Source, Span
from ...written import Written
from .positions import Positions

Kind = Literal["style", "page", "margin", "face", "inline", "other", "unused"]

_KINDS: dict[str, Kind] = {"page": "page", "font-face": "face"}


@dataclass(frozen=True, slots=True)
class Declaration:
    """One `name: value`. Names are lower case, but custom properties keep theirs."""

    name: str
    tokens: tuple[Any, ...] = field(repr=False)
    name_span: Span
    value_span: Span
    text: str
    important: bool = False

    @property
    def custom(self) -> bool:
        return self.name.startswith("--")


@dataclass(frozen=True, slots=True, eq=False)
class Rule:
    """One rule that holds declarations.

    `prelude` is its selector as written (`@page :first`, and for a margin box
    `@page @bottom-center`, whose name is in `margin` too); `parts` are the tokens of its
    selectors with those of the rules that it is nested in. An "unused" rule is left out with
    all that is in it: one for other media, or one that does nothing where it stands.
    """

    kind: Kind
    prelude: str
    span: Span
    declarations: tuple[Declaration, ...]
    parts: tuple[tuple[Any, ...], ...] = field(default=(), repr=False)
    margin: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Sheet:
    """One stylesheet: its text by lines, and its rules in order.

    `start` is where it begins in its source: a sheet may stand in a page. `element` is the one
    whose `style` attribute it is.
    """

    source: Source
    rules: tuple[Rule, ...]
    positions: Positions = field(repr=False)
    start: tuple[int, int] = (1, 1)
    element: Any = field(default=None, repr=False)

    def place(self, line: int, column: int) -> tuple[int, int]:
        """A place in its text as the engine tells it, as a place in its source."""
        return line + self.start[0] - 1, column + (self.start[1] - 1 if line == 1 else 0)

    @property
    def declarations(self) -> Iterator[tuple[Rule, Declaration]]:
        return ((rule, item) for rule in self.rules for item in rule.declarations)

    @property
    def drawn(self) -> bool:
        """Whether it is the `style` attribute of a part of a drawing, which is painted by it."""
        return str(getattr(self.element, "tag", "")).startswith("{http://www.w3.org/2000/svg}")

    @property
    def written(self) -> Iterator[Written]:
        """Every token of its declarations that says a colour or a length, with its place.

        What is in a drawing is found there.
        """
        return self.written_without(frozenset())

    def written_without(self, refused: Set[tuple[Source, Span]]) -> Iterator[Written]:
        """The same without the declarations whose name or value stands at a refused place."""
        for _, item in () if self.drawn else self.declarations:
            if refused and any(
                (self.source, s) in refused for s in (item.name_span, item.value_span)
            ):
                continue
            for token, inside in told(item.tokens):
                start = self.positions.offset(token.source_line, token.source_column)
                span = self.positions.span(start, start + len(token.serialize()))
                yield Written(item.name, token, self.source, span, inside)


@lru_cache(maxsize=64)
def parse_sheet(source: Source, text: str | None = None, start: tuple[int, int] = (1, 1)) -> Sheet:
    """The rules of a sheet. Whatever is wrong in it is left out here: the engine names it.

    `text` and `start` are for a sheet that is only a part of its source.
    """
    positions = Positions("\n".join(source.lines) if text is None else text, start)
    nodes = tinycss2.parse_stylesheet(positions.text, skip_comments=True, skip_whitespace=True)
    return Sheet(source, tuple(_rules(nodes, positions, ())), positions, start)


def sheet_lines(text: str) -> tuple[str, ...]:
    """The lines of a sheet as CSS counts them (other line separators of Unicode are none)."""
    return Positions(text).lines


def walk(tokens: Iterable[Any]) -> Iterator[Any]:
    """Every token, those inside functions and blocks included."""
    for token in tokens:
        yield token
        if token.type == "function":
            yield from walk(token.arguments)
        elif token.type in ("() block", "[] block", "{} block"):
            yield from walk(token.content)


def told(tokens: Iterable[Any], inside: str = "") -> Iterator[tuple[Any, str]]:
    """Every token that may say a colour or a length, and the function it is an argument of."""
    for token in tokens:
        if token.type in ("hash", "ident", "function", "dimension"):
            yield token, inside
        if token.type == "function":
            yield from told(token.arguments, token.lower_name)


def address_in(token: Any) -> str:
    """The address that a token gives, as `url()` or as a string; "" when it gives none."""
    if token.type in ("url", "string"):
        return str(token.value)
    if token.type == "function" and token.lower_name == "url" and token.arguments:
        return str(getattr(token.arguments[0], "value", ""))
    return ""


_Parents = tuple[tuple[Any, ...], ...]


def _rules(nodes: Iterable[Any], positions: Positions, parents: _Parents) -> Iterator[Rule]:
    for node in nodes:
        if node.type == "qualified-rule":
            yield from _style_rule(node, positions, parents)
        elif node.type == "at-rule":
            yield from _at_rule(node, positions)


def _style_rule(node: Any, positions: Positions, parents: _Parents) -> Iterator[Rule]:
    start = positions.offset(node.source_line, node.source_column)
    end = positions.prelude_end(start)
    contents = tinycss2.parse_blocks_contents(
        node.content, skip_comments=True, skip_whitespace=True
    )
    parts = (*parents, tuple(node.prelude))
    yield Rule(
        "style",
        _one_line(positions.text[start:end]),
        positions.span(start, end),
        tuple(declarations(contents, positions)),
        parts,
    )
    for item in contents:
        if item.type == "qualified-rule":
            yield from _style_rule(item, positions, parts)
        elif item.type == "at-rule":
            yield _unused(item, positions, parts)


def _at_rule(node: Any, positions: Positions) -> Iterator[Rule]:
    keyword = node.lower_at_keyword
    if node.content is None or (keyword == "media" and not for_print(node.prelude)):
        yield _unused(node, positions)
        return
    if keyword in ("media", "layer"):
        nodes = tinycss2.parse_rule_list(node.content, skip_comments=True, skip_whitespace=True)
        yield from _rules(nodes, positions, ())
        return
    contents = tinycss2.parse_blocks_contents(
        node.content, skip_comments=True, skip_whitespace=True
    )
    start = positions.offset(node.source_line, node.source_column)
    end = positions.prelude_end(start)
    prelude = _one_line(positions.text[start:end])
    kind = _KINDS.get(keyword, "other")
    page = (tuple(node.prelude),)
    items = tuple(declarations(contents, positions))
    yield Rule(kind, prelude, positions.span(start, end), items, page)
    for item in contents if kind == "page" else ():
        if item.type == "at-rule" and item.content is not None:
            yield _margin_rule(item, prelude, page, positions)


def _unused(node: Any, positions: Positions, parents: _Parents = ()) -> Rule:
    """A rule of which nothing is used: `@import` (its sheet is another), other media."""
    start = positions.offset(node.source_line, node.source_column)
    end = positions.prelude_end(start)
    prelude = _one_line(positions.text[start:end])
    parts = (*parents, tuple(node.prelude))
    return Rule("unused", prelude, positions.span(start, end), (), parts)


def for_print(prelude: Iterable[Any]) -> bool:
    """Whether a list of media, of which the engine knows types alone, means printed pages."""
    tokens = [token for token in prelude if token.type not in ("whitespace", "comment")]
    if tokens and tokens[0].type == "ident" and tokens[0].lower_value == "only":
        tokens = tokens[1:]
    words, marks = tokens[::2], tokens[1::2]
    if any(word.type != "ident" for word in words) or any(mark != "," for mark in marks):
        return False
    return not words or any(word.lower_value in ("all", "print") for word in words)


def _margin_rule(node: Any, page: str, parts: _Parents, positions: Positions) -> Rule:
    contents = tinycss2.parse_blocks_contents(
        node.content, skip_comments=True, skip_whitespace=True
    )
    start = positions.offset(node.source_line, node.source_column)
    name = f"@{node.lower_at_keyword}"
    return Rule(
        "margin",
        f"{page} {name}",
        positions.span(start, start + len(name)),
        tuple(declarations(contents, positions)),
        parts,
        margin=name,
    )


def declarations(contents: Iterable[Any], positions: Positions) -> Iterator[Declaration]:
    """The declarations among the contents of a block."""
    for node in contents:
        if node.type == "declaration":
            yield _declaration(node, positions)


def _declaration(node: Any, positions: Positions) -> Declaration:
    start = positions.offset(node.source_line, node.source_column)
    tokens = tuple(token for token in node.value if token.type not in ("whitespace", "comment"))
    colon = positions.text.find(":", start)
    first = positions.offset(tokens[0].source_line, tokens[0].source_column) if tokens else colon
    end = max(positions.value_end(first), first + 1)
    custom = node.name.startswith("--")
    return Declaration(
        name=node.name if custom else node.lower_name,
        tokens=tokens,
        name_span=positions.span(start, start + len(node.name)),
        value_span=positions.span(first, end),
        text=_one_line(positions.text[first:end]),
        important=node.important,
    )


def _one_line(text: str) -> str:
    return re.sub(r"[ \t\n]+", " ", re.sub(r"/\*.*?\*/", " ", text, flags=re.DOTALL)).strip(" ")
