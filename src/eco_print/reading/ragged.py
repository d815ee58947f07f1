"""Ragged tables made regular: what Word and HTML allow, and no table on paper can be.

In: a manuscript. Out: the same with empty cells where rows were too short (a row of two cells
under three, Word's gridBefore and gridAfter), spans that run past the table cut, rows without any
cell taken out; and a note for each table that had to be mended.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from ..diagnostics import Diagnostic, Text, note
from ..grids import Spans, regular
from ..source import Source, Span
from .manuscript import Block, Grid, GridCell, Item, Items, Manuscript, Quote
from .strips import EMPTY

_Rows = tuple[tuple[GridCell, ...], ...]


def with_regular_tables(manuscript: Manuscript) -> tuple[Manuscript, tuple[Diagnostic, ...]]:
    """The manuscript with each table a regular grid, and where that took mending."""
    mended: list[Grid] = []
    blocks = _blocks(manuscript.blocks, mended)
    if not mended:
        return manuscript, ()
    original = manuscript.original
    found = (_ragged(original.source, original.span(each.start, each.start)) for each in mended)
    return replace(manuscript, blocks=blocks), tuple(found)


def _blocks(blocks: Sequence[Block], mended: list[Grid]) -> tuple[Block, ...]:
    return tuple(_block(block, mended) for block in blocks)


def _block(block: Block, mended: list[Grid]) -> Block:
    match block:
        case Grid():
            rows = _regular(block.rows)
            if rows == block.rows:
                return block
            mended.append(block)
            return replace(block, rows=rows)
        case Items():
            return replace(block, items=tuple(_item(item, mended) for item in block.items))
        case Quote():
            return replace(block, blocks=_blocks(block.blocks, mended))
    return block


def _item(item: Item, mended: list[Grid]) -> Item:
    return replace(item, children=_blocks(item.children, mended))


def _regular(rows: _Rows) -> _Rows:
    """The rows as a regular grid. An added cell is a header where its whole row is."""
    there = _without_empty(rows)
    grid = regular([[Spans(cell.columns, cell.rows) for cell in row] for row in there])
    return tuple(
        tuple(
            GridCell(EMPTY, all(cell.header for cell in row))
            if place.cell is None
            else replace(row[place.cell], columns=place.columns, rows=place.rows)
            for place in places
        )
        for row, places in zip(there, grid, strict=True)
    )


def _without_empty(rows: _Rows) -> _Rows:
    """The rows that hold a cell; cells that spanned others span one less for each."""
    return tuple(
        tuple(
            replace(cell, rows=max(1, sum(map(bool, rows[number : number + cell.rows]))))
            if cell.rows > 1 and number + cell.rows <= len(rows)
            else cell
            for cell in row
        )
        for number, row in enumerate(rows)
        if row
    )


def _ragged(source: Source, span: Span) -> Diagnostic:
    return note(
        "table-completed",
        Text(
            zh="表格各行不一样宽，补了空单元格，超出表格的合并单元格截到表边",
            en="the rows of a table differ in width: empty cells were added, and spans that run "
            "past the table were cut",
        ),
        source=source,
        span=span,
        hint=Text(
            zh="看看补的格子对不对；要改，在原稿里把每行的单元格写全",
            en="see whether the cells stand where they should; else write every row in full",
        ),
    )
