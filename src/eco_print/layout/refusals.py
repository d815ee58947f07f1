"""Where an address that led nowhere is written: in a sheet, in a template's page, in the report.

In: findings about addresses, and everything that may have asked for them. Out: the findings with
their places, as far as they can be told.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any
from urllib.parse import unquote

from msgspec import Struct

from ..diagnostics import Diagnostic
from ..markup import PLACE_ATTRIBUTE
from ..source import Source, Span
from .origins import TemplatePages
from .stylesheets import Sheet
from .stylesheets.model import address_in, walk

_ATTRIBUTES = ("src", "href", "data", "id")
_Place = tuple[Source, Span]


class Places(Struct, frozen=True):
    """All that a document was made from in which an address may be written.

    `root` is the filled page, `pages` are the template's it was filled from.
    """

    sheets: tuple[Sheet, ...]
    root: Any
    report: Source
    pages: TemplatePages

    def placed(self, findings: Iterable[tuple[str, Diagnostic]]) -> Iterator[Diagnostic]:
        """Findings about addresses, each with where its address is written."""
        for address, finding in findings:
            place = self.written(address)
            source, span = place or (None, None)
            yield replace(finding, source=source, span=span) if place else finding

    def written(self, address: str) -> tuple[Source, Span] | None:
        """Where an address is written, None where that cannot be told."""
        place = next(_in_sheets(address, self.sheets), None)
        return place or next(_in_page(address, self.root, self.report, self.pages), None)


def _in_sheets(address: str, sheets: Iterable[Sheet]) -> Iterator[_Place]:
    for sheet in sheets:
        for rule in sheet.rules:
            parts = [item.tokens for item in rule.declarations]
            if rule.prelude.lower().startswith("@import"):
                parts += rule.parts
            for token in (token for part in parts for token in walk(part)):
                if _means(address_in(token), address):
                    text = sheet.positions.text
                    start = sheet.positions.offset(token.source_line, token.source_column)
                    end = start + len(token.serialize())
                    if token.type != "string" and (closed := text.find(")", start)) > 0:
                        end = closed + 1
                    yield sheet.source, sheet.positions.span(start, end)


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
