"""Tables in plain text: rows whose cells are parted by tabs or upright strokes.

In: the lines of a manuscript. Out: the same blocks, with each run of two or more rows of the same
number of cells as one grid. A row of hyphens under the first row, as Markdown has it, makes that
row the header; so does a first row of words above columns of figures.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ..manuscript import Block, Grid, GridCell, Line, Strip
from ..patterns import lazy

_STROKE = lazy("[|｜│]")
_TAB = lazy("\t+")
_RULE = lazy(r"[|｜│\s:+-]*-{2,}[|｜│\s:+-]*")
_FIGURE = lazy(r"[\d.,%％]+")
Row = tuple[Strip, ...]


def with_tables(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks with tables for rows."""
    return tuple(_grouped(blocks))


def _grouped(blocks: Sequence[Block]) -> Iterator[Block]:
    at = 0
    while at < len(blocks):
        end = _table_end(blocks, at)
        if end - at >= 2:
            yield _grid(blocks[at:end])
            at = end
        else:
            yield blocks[at]
            at += 1


def _table_end(blocks: Sequence[Block], start: int) -> int:
    """The index after the rows that begin at `start`."""
    width = 0
    end = start
    while end < len(blocks):
        block = blocks[end]
        if not isinstance(block, Line) or block.role != "line" or (block.gap and end > start):
            break
        if not (end > start and _RULE.fullmatch(block.strip.text)):
            cells = len(_cells(block.strip))
            if cells < 2 or (width and cells != width):
                break
            width = cells
        end += 1
    return end


def _cells(strip: Strip) -> Row:
    text = strip.text
    pattern = _TAB if "\t" in text else _STROKE
    bounds = [match.span() for match in pattern.finditer(text)]
    if not bounds:
        return (strip,)
    if pattern is _STROKE and bounds[0][0] == 0 and bounds[-1][1] == len(text):
        starts, ends = [end for _, end in bounds[:-1]], [start for start, _ in bounds[1:]]
    elif pattern is _STROKE:
        return (strip,) if len(bounds) < 2 else _between(strip, bounds)
    else:
        return _between(strip, bounds)
    return tuple(strip.cut(low, high).strip() for low, high in zip(starts, ends, strict=True))


def _between(strip: Strip, bounds: list[tuple[int, int]]) -> Row:
    starts = [0, *(end for _, end in bounds)]
    ends = [*(start for start, _ in bounds), len(strip.text)]
    return tuple(strip.cut(low, high).strip() for low, high in zip(starts, ends, strict=True))


def _grid(lines: Sequence[Block]) -> Grid:
    strips = [line.strip for line in lines if isinstance(line, Line)]
    ruled = len(strips) > 1 and bool(_RULE.fullmatch(strips[1].text))
    rows = [_cells(strip) for strip in strips if not _RULE.fullmatch(strip.text)]
    header = ruled or _has_header(rows)
    grid = tuple(
        tuple(GridCell(cell, header=header and index == 0) for cell in row)
        for index, row in enumerate(rows)
    )
    return Grid(grid, strips[0].start, strips[-1].end)


def _has_header(rows: Sequence[Row]) -> bool:
    """Whether the first row has no figures and a later row has."""
    first, *rest = [[cell.text for cell in row] for row in rows]
    figures = any(_FIGURE.fullmatch(cell) for row in rest for cell in row)
    return figures and not any(_FIGURE.fullmatch(cell) for cell in first) and all(first)


def marked_header(grid: Grid) -> Grid:
    """A grid of another format with its header row marked, where it plainly has one."""
    if any(cell.header for row in grid.rows for cell in row) or len(grid.rows) < 2:
        return grid
    if not _has_header([tuple(cell.strip for cell in row) for row in grid.rows]):
        return grid
    first = tuple(replace(cell, header=True) for cell in grid.rows[0])
    return replace(grid, rows=(first, *grid.rows[1:]))
