"""Tables that are no regular grid are made one, nothing of them lost, and it is said."""

from __future__ import annotations

import io
from collections.abc import Iterator

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st

from eco_print.report import Report, Table, plain
from reading.helpers import codes, read_text

HEAD = "<h1>河东市召开工作会议</h1><p>会议召开。</p>"


def tables(report: Report) -> Iterator[Table]:
    return (block for block in report.blocks if isinstance(block, Table))


def places(table: Table) -> list[dict[int, str]]:
    """Row by row the text at each place; that a place is taken twice or left free fails."""
    grid: list[dict[int, str]] = [{} for _ in table.rows]
    for number, row in enumerate(table.rows):
        for cell in row:
            start = next(n for n in range(1000) if n not in grid[number])
            for down in range(cell.rows):
                for column in range(start, start + cell.columns):
                    assert grid[number + down].setdefault(column, plain(cell.runs)) is not None
    assert len({tuple(sorted(row)) for row in grid}) == 1
    assert all(sorted(row) == list(range(len(row))) for row in grid)
    assert sum(cell.rows * cell.columns for row in table.rows for cell in row) == sum(
        map(len, grid)
    )
    return grid


def rows(html: str) -> tuple[list[str], Report]:
    report = read_text(f"{HEAD}\n<table>{html}</table>", format="html")
    (table,) = tables(report)
    return ["|".join(text for _, text in sorted(row.items())) for row in places(table)], report


@pytest.mark.parametrize(
    ("html", "wanted"),
    [
        ("<tr><th>a<th>b<th>c<tr><td>1<td>2", ["a|b|c", "1|2|"]),
        ("<tr><th>a<th rowspan=9>b<tr><td>1", ["a|b", "1|b"]),
        ("<tr><td>a<td>b<td>c<tr><td colspan=100>1<tr><td>1<td>2<td>3",
            ["a|b|c", "1|1|1", "1|2|3"]),
        ("<tr><td>a<td rowspan=2>b<td>c<tr><td colspan=2>1<td>2", ["a|b|c", "1|b|2"]),
        ("<tr><td>a<td rowspan=2>b<td>c<td>d<tr><td>1", ["a|b|c|d", "1|b||"]),
        ("<tr><td rowspan=2>a<td rowspan=2>b<tr><tr><td>1<td>2", ["a|b", "1|2"]),
        ("<tr><td colspan=3>a<tr><td>1<td>2", ["a|a", "1|2"]),
    ],
)  # fmt: skip
def test_rows_are_completed_and_spans_cut(html, wanted):
    found, report = rows(html)
    assert found == wanted
    assert set(codes(report)) <= {"table-completed"}


def test_what_was_mended_is_told_at_its_line():
    _, report = rows("<tr><th>a<th>b<th>c<tr><td>1<td>2")
    (finding,) = report.findings
    assert (finding.code, finding.span and finding.span.line) == ("table-completed", 2)


@pytest.mark.parametrize(
    "html",
    [
        "<tr><th>a<th>b<tr><td>1<td>2",
        "<tr><td rowspan=2>a<td colspan=2>b<tr><td>1<td>2",
        "<tr><td colspan=2>a<td>b<tr><td colspan=2>1<td>2",
    ],
)
def test_a_regular_table_stays_as_it_is(html):
    assert codes(rows(html)[1]) == []


def test_no_cell_reaches_into_the_next_group():
    html = "<thead><tr><th rowspan=2>a<th>b</thead><tbody><tr><td>1<td>2<tr><td>3<td rowspan=0>4"
    assert rows(html + "<tr><td>5")[0] == ["a|b", "1|2", "3|4", "5|4"]


def word_table(*grids: tuple[int, str, int]) -> bytes:
    """A Word table: for each row what is free before it, its cells, what is free after."""
    document = docx.Document()
    document.add_paragraph("河东市召开工作会议")
    document.add_paragraph("会议召开。")
    width = max(map(len, (cells for _, cells, _ in grids)))
    table = document.add_table(rows=0, cols=width)
    for before, cells, after in grids:
        row = table.add_row()
        for cell, text in zip(row.cells, cells, strict=False):
            cell.text = text
        for lacking in row.cells[len(cells) :]:
            row._tr.remove(lacking._tc)
        properties = row._tr.get_or_add_trPr()
        for name, count in (("w:gridBefore", before), ("w:gridAfter", after)):
            if count:
                element = OxmlElement(name)
                element.set(qn("w:val"), str(count))
                properties.append(element)
    saved = io.BytesIO()
    document.save(saved)
    return saved.getvalue()


def test_places_left_free_in_word_are_empty_cells():
    data = word_table((0, "甲乙丙", 0), (1, "丁戊", 0), (0, "己庚", 1), (1, "辛", 1))
    report = read_text(data, format="docx")
    (table,) = tables(report)
    assert [sorted(row.items()) for row in places(table)] == [
        list(enumerate(row)) for row in (["甲", "乙", "丙"], ["", "丁", "戊"],
            ["己", "庚", ""], ["", "辛", ""])
    ]  # fmt: skip
    assert "table-completed" in codes(report)


CELLS = st.lists(
    st.tuples(st.sampled_from(("td", "th")), st.integers(0, 4), st.integers(0, 4)), max_size=5
)


@given(st.lists(CELLS, min_size=1, max_size=6), st.sets(st.integers(0, 5)))
@settings(deadline=None, max_examples=300)
def test_every_table_read_is_a_regular_grid_with_all_its_text(grid, groups):
    html, count = f"{HEAD}<table>", 0
    for number, row in enumerate(grid):
        html += ("<tbody>" if number in groups else "") + "<tr>"
        for tag, columns, height in row:
            count += 1
            html += f"<{tag} colspan={columns} rowspan={height}>格{count}"
    report = read_text(f"{html}</table>", format="html")
    for table in tables(report):
        places(table)
        said = [plain(cell.runs) for row in table.rows for cell in row if cell.runs]
        assert said == [f"格{number}" for number in range(1, count + 1)]
        assert all(table.rows)


@given(st.lists(st.lists(st.sampled_from(("甲", "", "乙 丙")), min_size=2, max_size=5), min_size=2))
@settings(deadline=None, max_examples=60)
def test_every_table_of_markdown_is_a_regular_grid(grid):
    lines = ["|" + "|".join(row) + "|" for row in grid]
    lines.insert(1, "|" + "---|" * len(grid[0]))
    text = "# 河东市召开工作会议\n\n会议召开。\n\n" + "\n".join(lines) + "\n"
    for table in tables(read_text(text, format="markdown")):
        places(table)
