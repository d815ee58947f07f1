"""Tables of the structure tree made regular (ISO 14289-1, 7.5; ISO 32000-1, table 349).

A template may have a row that is too short, or spans that do not fit; a page shows nothing there,
and the tree says so with an empty cell. Reports bring none: reading completes theirs.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..diagnostics import Diagnostic, Text, warning
from ..grids import Placed, Spans, regular
from .standing import Place
from .structure import Node

_CELLS = ("TH", "TD")
_GROUPS = ("THead", "TBody", "TFoot")


def complete(table: Node) -> bool:
    """Make the rows of a table a regular grid; whether they were none."""
    rows = [(row, [cell for cell in _nodes(row) if cell.role in _CELLS]) for row in _rows(table)]
    spans = [[_spans(cell) for cell in cells] for _, cells in rows]
    grid = regular(spans)
    ragged = [[Placed(at, *each) for at, each in enumerate(row)] for row in spans]
    if ragged == list(map(list, grid)):
        return False
    for (row, cells), places in zip(rows, grid, strict=True):
        row.kids = [_cell(place, cells, row) for place in places]
    return True


def ragged(place: Place) -> Diagnostic:
    """The finding for a table that had to be completed."""
    source, span = place
    return warning(
        "table-ragged",
        Text(
            zh="表格各行不一样宽，标签里补了空单元格，超出表格的合并单元格截到表边",
            en="the rows of a table differ in width: the tags have empty cells added, and spans "
            "that run past the table cut",
        ),
        source=source,
        span=span,
        hint=Text(
            zh="在模板里把每行的单元格写全，colspan、rowspan 不要超出表格",
            en="write every row in full in the template, and no colspan or rowspan past the table",
        ),
    )


def _nodes(node: Node) -> Iterator[Node]:
    return (kid for kid in node.kids if isinstance(kid, Node))


def _rows(table: Node) -> Iterator[Node]:
    for kid in _nodes(table):
        if kid.role in _GROUPS:
            yield from _rows(kid)
        elif kid.role == "TR":
            yield kid


def _spans(cell: Node) -> Spans:
    return Spans(cell.attributes.get("ColSpan", 1), cell.attributes.get("RowSpan", 1))


def _cell(place: Placed, cells: list[Node], row: Node) -> Node:
    if place.cell is None:
        return Node("TD", row)
    cell = cells[place.cell]
    cell.span(place.columns, place.rows)
    return cell
