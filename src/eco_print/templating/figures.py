"""Figures in tables: which cells hold one, and how wide a column's figures are.

In: a table. Out: for each place in a row the width of the widest figure there, in ems. With it
a template sets the figures of a column in one box, flush right in it and the box centred, so
that the units stand below each other however wide the column is.
"""

from __future__ import annotations

import re
from typing import Final

from ..report import Cell, Table, plain

_FIGURE: Final = re.compile(r"[+\-−±]?\d[\d,.]*\s?[%‰℃]?")
# Widths in the wider of the two Western faces (西文黑体), hundredths of an em.
_WIDTHS: Final = (
    dict.fromkeys("0123456789", 56) | dict.fromkeys("+−±", 59) | dict.fromkeys(",. ", 28)
    | {"-": 34, "%": 89}
)  # fmt: skip
_WIDEST: Final = 100


def is_figure(cell: Cell) -> bool:
    """Whether a table cell holds a figure, with its sign and unit mark."""
    return _FIGURE.fullmatch(plain(cell.runs).strip()) is not None


def figure_widths(table: Table) -> tuple[float, ...]:
    """For each place in a row the width of the widest figure, in ems; 0 where there is none."""
    widths = [0] * max(map(len, table.rows), default=0)
    for row in table.rows:
        for place, cell in enumerate(row):
            if not cell.header and is_figure(cell):
                widths[place] = max(widths[place], _width(plain(cell.runs).strip()))
    return tuple(width / 100 for width in widths)


def _width(figure: str) -> int:
    return sum(_WIDTHS.get(char, _WIDEST) for char in figure)
