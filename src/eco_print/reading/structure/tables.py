"""Tables in plain text: rows whose cells are parted by tabs, upright strokes, or wide spaces.

In: the lines of a manuscript. Out: the same blocks, with each run of two or more rows as one grid.
Spaces part the names of a list too, so a table by spaces must have a head. A row of hyphens under
the first row, as Markdown has it, makes that row the head; else `heads` says.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from ..manuscript import Block, Grid, GridCell, Line
from ..patterns import lazy
from ..strips import Strip
from .credits import is_credit_line
from .heads import is_head
from .runs import is_strong

_STROKE = lazy("[|｜│]")
_TAB = lazy("\t")
_TABS = lazy("\t+")
_SPACES = lazy("[ \u00a0]{2,}|\u3000+")
_RULE = lazy(r"[|｜│\s:+-]*-{2,}[|｜│\s:+-]*")
Row = tuple[Strip, ...]


def with_tables(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks with tables for rows."""
    return tuple(_grouped(blocks))


def _grouped(blocks: Sequence[Block]) -> Iterator[Block]:
    at = 0
    while at < len(blocks):
        strips = _candidates(blocks, at)
        grid = _grid(strips) if len(strips) >= 2 else None
        if grid is None:
            yield blocks[at]
            at += 1
        else:
            yield grid
            at += len(strips)


def _candidates(blocks: Sequence[Block], start: int) -> list[Strip]:
    """The lines from `start` on that are parted in one way into two cells or more."""
    strips: list[Strip] = []
    pattern = None
    for block in blocks[start:]:
        if not isinstance(block, Line) or block.role != "line" or (block.gap and strips):
            break
        text = block.strip.text
        if not (strips and _RULE.fullmatch(text)):
            pattern = pattern or _pattern(text)
            if pattern is None or len(_cells(block.strip, pattern)) < 2 or is_credit_line(text):
                break
        strips.append(block.strip)
    return strips


def _pattern(text: str) -> re.Pattern[str] | None:
    """What parts the cells of a line."""
    found = (one for one in (_TABS, _STROKE, _SPACES) if one.search(text))
    return next(found, None)


def _cells(strip: Strip, pattern: re.Pattern[str]) -> Row:
    text = strip.text
    bounds = [match.span() for match in pattern.finditer(text)]
    if pattern is _STROKE and len(bounds) < 2:
        return (strip,)
    starts = [0, *(end for _, end in bounds)]
    ends = [*(start for start, _ in bounds), len(text)]
    if pattern is _STROKE and _is_closed(text, bounds):
        starts, ends = starts[1:-1], ends[1:-1]
    return tuple(strip.cut(low, high).strip() for low, high in zip(starts, ends, strict=True))


def _is_closed(text: str, bounds: Sequence[tuple[int, int]]) -> bool:
    return bounds[0][0] == 0 and bounds[-1][1] == len(text)


def _grid(strips: Sequence[Strip]) -> Grid | None:
    """The table that the lines make, None when they make none."""
    pattern = _pattern(strips[0].text)
    if pattern is None:
        return None
    ruled = bool(_RULE.fullmatch(strips[1].text))
    rows = _rows([strip for strip in strips if not _RULE.fullmatch(strip.text)], pattern)
    texts = [[cell.text for cell in row] for row in rows]
    headed = ruled or (len(rows) > 1 and is_head(texts))
    if not rows or (pattern is _SPACES and not (headed and len(rows[0]) > 2)):
        return None
    grid = tuple(
        tuple(GridCell(cell, header=headed and index == 0) for cell in row)
        for index, row in enumerate(rows)
    )
    return Grid(grid, strips[0].start, strips[-1].end)


def _rows(strips: Sequence[Strip], pattern: re.Pattern[str]) -> list[Row]:
    """Rows of one length; [] when there are none. The first row may be longer than the others."""
    tried = [[_cells(strip, one) for strip in strips] for one in _ways(pattern)]
    even = next((rows for rows in tried if len({len(row) for row in rows}) == 1), None)
    if even is not None:
        return even if len(even) > 1 or len(even[0]) > 1 else []
    rows = tried[0]
    widest = len(rows[0])
    closed = pattern is _TABS or (pattern is _STROKE and strips[0].text[0] in "|｜│")
    if not closed or any(len(row) > widest for row in rows):
        return []
    return [row + (Strip(),) * (widest - len(row)) for row in rows]


def _ways(pattern: re.Pattern[str]) -> tuple[re.Pattern[str], ...]:
    """Tabs in a row are one gap, or empty cells between them."""
    return (_TAB, _TABS) if pattern is _TABS else (pattern,)


def marked_header(grid: Grid) -> Grid:
    """A grid of another format with its head marked, where it plainly has one."""
    if len(grid.rows) < 2 or not grid.rows[0]:
        return grid
    if any(cell.header for row in grid.rows for cell in row):
        return grid
    deep = max(cell.rows for cell in grid.rows[0])
    rows = [grid.rows[0], *grid.rows[deep:]]
    texts = [[cell.strip.text for cell in row] for row in rows]
    if not is_head(texts, set_off=_is_set_off(rows)):
        return grid
    heads = tuple(tuple(replace(cell, header=True) for cell in row) for row in grid.rows[:deep])
    return replace(grid, rows=(*heads, *grid.rows[deep:]))


def _is_set_off(rows: Sequence[Sequence[GridCell]]) -> bool:
    """Whether the first row alone is bold or shaded."""
    first, *rest = [[_is_marked(cell) for cell in row if cell.strip.text] for row in rows]
    return bool(first) and all(first) and not any(row and all(row) for row in rest)


def _is_marked(cell: GridCell) -> bool:
    return cell.marked or is_strong(cell.strip)
