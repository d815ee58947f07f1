"""Tables as regular grids: each place of each row taken by exactly one cell.

In: the spans of a table's cells, row by row. Out: where the cells of a regular grid come from.
A cell stands in the first free place of its row, as in HTML (4.9.12) and in WeasyPrint; PDF/UA
asks that rows have the same number of places, spans counted (ISO 14289-1, 7.5).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple


class Spans(NamedTuple):
    """How many columns and rows a cell takes."""

    columns: int = 1
    rows: int = 1


class Placed(NamedTuple):
    """A cell of a regular grid: its index in the row it comes from, None for one that lacked."""

    cell: int | None
    columns: int = 1
    rows: int = 1


GridRow = tuple[Placed, ...]


def regular(rows: Sequence[Sequence[Spans]]) -> tuple[GridRow, ...]:
    """The regular grid of a table: rows completed, spans that run past it or into others cut."""
    starts, ends = zip(*_extents(rows), strict=True) if rows else ((), ())
    width = max(ends, default=0) if len(set(ends)) <= 1 else max(starts)
    return tuple(_rows(rows, width))


def _extents(rows: Sequence[Sequence[Spans]]) -> Iterator[tuple[int, int]]:
    """Of each row the place after the last in which a cell starts, and its whole width."""
    for taken, cells in _placed(rows):
        start = max((place for place, *_ in cells), default=-1) + 1
        yield start, max(taken, default=-1) + 1


def _rows(rows: Sequence[Sequence[Spans]], width: int) -> Iterator[GridRow]:
    for taken, cells in _placed(rows):
        found = {
            place: Placed(index, min(spans.columns, width - place), spans.rows)
            for index, (place, spans) in enumerate(cells)
        }
        found |= {place: Placed(None) for place in set(range(width)) - taken}
        yield tuple(found[place] for place in sorted(found))


def _placed(
    rows: Sequence[Sequence[Spans]],
) -> Iterator[tuple[set[int], list[tuple[int, Spans]]]]:
    """For each row the places taken, and the place of each cell with its spans cut to fit."""
    ends: list[int] = []  # of each column, the row in which it is free again
    for number, row in enumerate(rows):
        place = 0
        cells: list[tuple[int, Spans]] = []
        for spans in row:
            while place < len(ends) and ends[place] > number:
                place += 1
            wanted = ends[place : place + spans.columns]
            free = next((n for n, end in enumerate(wanted) if end > number), spans.columns)
            fit = Spans(free, min(spans.rows, len(rows) - number))
            ends[place : place + free] = [number + fit.rows] * free
            cells.append((place, fit))
            place += free
        yield {place for place, end in enumerate(ends) if end > number}, cells
