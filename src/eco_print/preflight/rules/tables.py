"""Tables and lists as the structure tree has them: heads, a regular grid, items in lists.

ISO 14289-1, 7.2, 7.5 and 7.6: who hears a table read goes by its rows and columns.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...diagnostics import Text
from ...grids import Spans, regular
from ..document import Document
from ..objects import entry, name, number, text
from ..tags import Element
from .rule import ERROR, WARNING, Case, Hit, finds, rule
from .tagging import is_tagged, tag_hit

_COLUMNS = 2_000
"""More than any table has; what spans more is not followed."""

NO_SCOPE = rule(
    *("table-scope-missing", "ISO 14289-1, 7.5"),
    *("表头没有写明所管的行列（Scope）", "a header cell does not say what it heads"),
    *("给 TH 写 /Scope（Row 或 Column）", "give each TH a /Scope of Row or Column"),
    screen=WARNING,
    archive=ERROR,
)
NO_HEADERS = rule(
    *("table-headers-missing", "ISO 14289-1, 7.5"),
    *("表格没有表头单元格", "a table has no header cell"),
    *("表头用 TH 标签；只为排版的表格不用 Table", "tag headers TH; tag no Table for mere layout"),
    screen=WARNING,
    archive=WARNING,
)
IRREGULAR = rule(
    *("table-irregular", "ISO 14289-1, 7.2"),
    *("表格各行的格数凑不成整齐的行列", "the rows of a table make no regular grid"),
    *("补上缺的格，或改正 RowSpan、ColSpan", "add the cells that lack, or mend RowSpan, ColSpan"),
    screen=WARNING,
    archive=ERROR,
)
LIST_CHILD = rule(
    *("list-child", "ISO 14289-1, 7.2 and 7.6"),
    *("列表里有不是列表项的标签", "a list holds something that is no item"),
    *("L 里只放 LI（和 Caption、下级 L）", "put LI into L, and Caption or a nested L alone"),
    screen=WARNING,
    archive=ERROR,
)


@finds(NO_SCOPE, NO_HEADERS, IRREGULAR)
def tables(case: Case) -> Iterator[Hit]:
    if not is_tagged(case.document):
        return
    for table, rows in _tables(case.document):
        cells = [cell for row in rows for cell in row]
        if cells and not any(cell.kind == "TH" for cell in cells):
            yield tag_hit(case, NO_HEADERS, table)
        for cell in cells:
            if cell.kind == "TH" and not _scoped(cell):
                yield tag_hit(case, NO_SCOPE, cell)
        odd = _odd_row([[_spans(cell) for cell in row] for row in rows])
        if odd:
            message = Text(f"{IRREGULAR.title.zh}：第 {odd} 行", f"{IRREGULAR.title.en}: row {odd}")
            yield tag_hit(case, IRREGULAR, table, message)


def _tables(document: Document) -> Iterator[tuple[Element, list[list[Element]]]]:
    """Every table with its rows of cells, in reading order."""
    tables: dict[Element, list[list[Element]]] = {}
    rows: dict[Element, list[Element]] = {}
    for element in document.structure:
        if element.kind == "Table":
            tables[element] = []
        elif element.kind == "TR" and (table := element.inside("Table")) is not None:
            tables[table].append(rows.setdefault(element, []))
        elif element.kind in {"TH", "TD"} and (row := element.inside("TR")) in rows:
            rows[row].append(element)
    yield from tables.items()


def _scoped(element: Element) -> bool:
    """A TH needs a scope unless the cells name their headers themselves."""
    scope = name(element.attribute("/Scope"))
    return scope in {"Row", "Column", "Both"} or bool(text(entry(element.value, "/ID")))


def _spans(cell: Element) -> Spans:
    across, down = (number(cell.attribute(key)) for key in ("/ColSpan", "/RowSpan"))
    return Spans(max(int(across or 1), 1), max(int(down or 1), 1))


def _odd_row(rows: Sequence[Sequence[Spans]]) -> int:
    """The number of the first row that a regular grid would have otherwise; 0 when there is none:
    a row that lacks cells or has none, or whose cells run into others or out of the table."""
    for index, row in enumerate(rows):
        if not row or sum(spans.columns for spans in row) > _COLUMNS:
            return index + 1
    pairs = enumerate(zip(rows, regular(rows), strict=True))
    return next((n + 1 for n, (row, made) in pairs if list(row) != [m[1:] for m in made]), 0)


@finds(LIST_CHILD)
def lists(case: Case) -> Iterator[Hit]:
    if not is_tagged(case.document):
        return
    for element in case.document.structure:
        parent = element.parent
        if parent is not None and parent.kind == "L" and element.kind not in _IN_LISTS:
            yield tag_hit(case, LIST_CHILD, element)


_IN_LISTS = {"LI", "L", "Caption"}

CHECKS = (tables, lists)
