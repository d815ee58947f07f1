"""Where an address that led nowhere is written: in a sheet, in a template's page, in the report.

In: what the gate refused, and everything that may have asked for it. Out: the findings with
their places, as far as they can be told.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any
from urllib.parse import unquote

from ..diagnostics import Diagnostic
from ..markup import PLACE_ATTRIBUTE
from ..source import Source, Span
from .origins import TemplatePages
from .stylesheets import Sheet
from .stylesheets.model import walk

_ATTRIBUTES = ("src", "href", "data")
_Place = tuple[Source, Span]


def with_places(
    refusals: Iterable[tuple[str, Diagnostic]],
    sheets: Iterable[Sheet],
    root: Any,
    report: Source,
    pages: TemplatePages,
) -> Iterator[Diagnostic]:
    """The findings, each with where its address is written."""
    for address, finding in refusals:
        place = next(_in_sheets(address, sheets), None)
        place = place or next(_in_page(address, root, report, pages), None)
        source, span = place or (None, None)
        yield replace(finding, source=source, span=span) if place else finding


def _in_sheets(address: str, sheets: Iterable[Sheet]) -> Iterator[_Place]:
    for sheet in sheets:
        for rule in sheet.rules:
            parts = [item.tokens for item in rule.declarations]
            if rule.prelude.lower().startswith("@import"):
                parts += rule.parts
            for token in (token for part in parts for token in walk(part)):
                if _means(_address(token), address):
                    text = sheet.positions.text
                    start = sheet.positions.offset(token.source_line, token.source_column)
                    end = start + len(token.serialize())
                    if token.type != "string" and (closed := text.find(")", start)) > 0:
                        end = closed + 1
                    yield sheet.source, sheet.positions.span(start, end)


def _address(token: Any) -> str:
    if token.type in ("url", "string"):
        return str(token.value)
    if token.type == "function" and token.lower_name == "url" and token.arguments:
        return str(getattr(token.arguments[0], "value", ""))
    return ""


def _in_page(address: str, root: Any, report: Source, pages: TemplatePages) -> Iterator[_Place]:
    parents = {child: parent for parent in root.iter() for child in parent}
    for element in root.iter():
        for name in _ATTRIBUTES:
            value = element.get(name) if hasattr(element, "get") else None
            if not value or not _means(value, address):
                continue
            if origin := pages.attribute(name, value):
                yield origin.source, Span.at(origin.line, origin.column, len(value))
            around = element
            while around is not None and not around.get(PLACE_ATTRIBUTE):
                around = parents.get(around)
            if around is not None:
                line, _, column = around.get(PLACE_ATTRIBUTE).partition(":")
                yield report, Span.at(int(line), int(column))


def _means(written: str, address: str) -> bool:
    """Whether an address as it is written, relative to who knows what, is this one."""
    written, address = unquote(written.strip()), unquote(address)
    if not written:
        return False
    while written.startswith(("./", "../")):
        written = written.partition("/")[2]
    return written == address or address.endswith(f"/{written}")
