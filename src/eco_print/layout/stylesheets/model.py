"""A stylesheet with places: every rule and declaration, and where it stands.

In: the text of a sheet. Out: its rules in order, with their declarations. The engine parses
sheets too, but keeps no places; what it warns of, what the checks find and what the preview
shows of a rule are all looked up here. The grammar is tinycss2's, which is the engine's own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Literal

import tinycss2

from ...source import Source, Span
from .positions import Positions

Kind = Literal["style", "page", "margin", "face", "other"]

_GROUPS = frozenset({"media", "layer"})
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
    selectors with those of the rules that it is nested in.
    """

    kind: Kind
    prelude: str
    span: Span
    declarations: tuple[Declaration, ...]
    parts: tuple[tuple[Any, ...], ...] = field(default=(), repr=False)
    margin: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Sheet:
    """One stylesheet: its text by lines, and its rules in order."""

    source: Source
    rules: tuple[Rule, ...]
    positions: Positions = field(repr=False)

    @property
    def declarations(self) -> Iterator[tuple[Rule, Declaration]]:
        return ((rule, item) for rule in self.rules for item in rule.declarations)


@lru_cache(maxsize=64)
def parse_sheet(source: Source) -> Sheet:
    """The rules of a sheet. Whatever is wrong in it is left out here: the engine names it."""
    positions = Positions("\n".join(source.lines))
    nodes = tinycss2.parse_stylesheet(positions.text, skip_comments=True, skip_whitespace=True)
    return Sheet(source, tuple(_rules(nodes, positions, ())), positions)


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


_Parents = tuple[tuple[Any, ...], ...]


def _rules(nodes: Iterable[Any], positions: Positions, parents: _Parents) -> Iterator[Rule]:
    for node in nodes:
        if node.type == "qualified-rule":
            yield from _style_rule(node, positions, parents)
        elif node.type == "at-rule" and node.content is not None:
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
        tuple(_declarations(contents, positions)),
        parts,
    )
    nested = [item for item in contents if item.type == "qualified-rule"]
    yield from _rules(nested, positions, parts)


def _at_rule(node: Any, positions: Positions) -> Iterator[Rule]:
    keyword = node.lower_at_keyword
    if keyword in _GROUPS:
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
    declarations = tuple(_declarations(contents, positions))
    page = (tuple(node.prelude),)
    yield Rule(kind, prelude, positions.span(start, end), declarations, page)
    for item in contents if kind == "page" else ():
        if item.type == "at-rule" and item.content is not None:
            yield _margin_rule(item, prelude, page, positions)


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
        tuple(_declarations(contents, positions)),
        parts,
        margin=name,
    )


def _declarations(contents: Iterable[Any], positions: Positions) -> Iterator[Declaration]:
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
