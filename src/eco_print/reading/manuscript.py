"""The manuscript: what a format reader hands on, before anything is repaired or understood.

In: nothing; these are values. A manuscript is a tree of blocks whose text is held in strips.

Offsets count characters of `Original.text` from 0; `Original.span` turns them into lines and
columns.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from ..diagnostics import Diagnostic
from ..report import Asset, Role
from ..source import Source, Span
from .patterns import lazy
from .strips import EMPTY, Strip


@dataclass(frozen=True, slots=True)
class Original:
    """The decoded source: the text that offsets point into, and its lines for messages."""

    text: str = field(repr=False)
    source: Source
    encoding: str
    starts: tuple[int, ...] = field(repr=False)

    def place(self, offset: int) -> tuple[int, int]:
        """Line and column (from 1) of an offset."""
        line = bisect_right(self.starts, offset)
        return line, offset - self.starts[line - 1] + 1

    def span(self, start: int, end: int) -> Span:
        """The span of source[start:end)."""
        return Span(*self.place(start), *self.place(max(start, end)))


_LINE_END = lazy(r"\r\n|\r|\n")


def original_of(text: str, source: Source, encoding: str) -> Original:
    """The original for a decoded text: its lines found, `source` with them."""
    starts = (0, *(match.end() for match in _LINE_END.finditer(text)))
    lines = tuple(_LINE_END.split(text))
    return Original(text, Source(source.name, source.path, lines), encoding, starts)


# ---- blocks ------------------------------------------------------------------------------


Align = Literal["", "center", "right"]


class Line(Struct, frozen=True):
    """A line of plain text, or a paragraph that its format has marked out as one.

    `role` is "line" where only the text itself says what it is; a format that knows says
    "paragraph", "title", "kicker", "subtitle", "heading" (with `level`), "caption" or "note" (a
    footnote, at the end of all).
    `gap` is true after an empty line, `soft` where Markdown lets a paragraph run on from the
    line before. `indent` counts the ems of leading space. `align` is said by .docx and HTML, and
    `says`, what the line is for, where they name it (a style Signature, an <address>).
    """

    strip: Strip
    role: str = "line"
    level: int = 0
    gap: bool = False
    soft: bool = False
    indent: int = 0
    align: Align = ""
    says: Role = ""


class Item(Struct, frozen=True):
    label: str
    strip: Strip
    children: tuple[Block, ...] = ()


class Items(Struct, frozen=True):
    items: tuple[Item, ...]
    ordered: bool = False


class GridCell(Struct, frozen=True):
    """A cell; `marked` says that its format sets it off (shading), as heads are."""

    strip: Strip
    header: bool = False
    columns: int = 1
    rows: int = 1
    marked: bool = False


class Grid(Struct, frozen=True):
    rows: tuple[tuple[GridCell, ...], ...]
    start: int
    end: int
    caption: Strip = EMPTY


class Picture(Struct, frozen=True):
    start: int
    end: int
    alternative: str = ""
    caption: Strip = EMPTY
    asset: str | None = None
    target: str | None = None
    width: float | None = None
    decorative: bool = False


class Quote(Struct, frozen=True):
    blocks: tuple[Block, ...]


Block = Line | Items | Grid | Picture | Quote


class Manuscript(Struct, frozen=True):
    """Everything a format reader found.

    `given` holds what front matter says of the headline ("title", "kicker", "subtitle").
    """

    original: Original
    format: str
    blocks: tuple[Block, ...]
    fields: tuple[tuple[str, str | tuple[str, ...]], ...] = ()
    assets: tuple[Asset, ...] = ()
    given: Mapping[str, Strip] = MappingProxyType({})
    findings: tuple[Diagnostic, ...] = ()

    def strips(self) -> tuple[Strip, ...]:
        """Every strip in reading order."""
        found: list[Strip] = []

        def note(strip: Strip) -> Strip:
            found.append(strip)
            return strip

        self._walked(note)
        return tuple(found)

    def with_strips(self, strips: Sequence[Strip]) -> Manuscript:
        """The manuscript with its strips replaced, in the order of `strips()`."""
        supply = iter(strips)
        return self._walked(lambda _: next(supply))

    def _walked(self, change: Callable[[Strip], Strip]) -> Manuscript:
        given = {name: change(strip) for name, strip in self.given.items()}
        blocks = tuple(_walk(block, change) for block in self.blocks)
        return replace(self, blocks=blocks, given=MappingProxyType(given))


def _walk(block: Block, change: Callable[[Strip], Strip]) -> Block:
    match block:
        case Line():
            return replace(block, strip=change(block.strip))
        case Items():
            return replace(block, items=tuple(_walk_item(item, change) for item in block.items))
        case Grid():
            caption = change(block.caption)
            rows = tuple(
                tuple(replace(cell, strip=change(cell.strip)) for cell in row) for row in block.rows
            )
            return replace(block, caption=caption, rows=rows)
        case Picture():
            return replace(block, caption=change(block.caption))
        case Quote():
            return replace(block, blocks=tuple(_walk(child, change) for child in block.blocks))


def _walk_item(item: Item, change: Callable[[Strip], Strip]) -> Item:
    strip = change(item.strip)
    return replace(
        item, strip=strip, children=tuple(_walk(child, change) for child in item.children)
    )
