"""The head of a table: which rows are repeated where it runs on to the next page."""

from __future__ import annotations

from itertools import takewhile

from ..report import Cell, Table


def head_rows(table: Table) -> int:
    """How many rows at the top are the head: header cells alone, and none that reaches below it.

    A `<thead>` holds whole cells: one that reached out of it would be cut there.
    """
    heads = len(tuple(takewhile(_is_head, table.rows)))
    if heads == len(table.rows):
        return 0
    return next((most for most in range(heads, 0, -1) if _holds(table.rows[:most])), 0)


def _is_head(row: tuple[Cell, ...]) -> bool:
    return bool(row) and all(cell.header for cell in row)


def _holds(rows: tuple[tuple[Cell, ...], ...]) -> bool:
    return all(at + cell.rows <= len(rows) for at, row in enumerate(rows) for cell in row)
