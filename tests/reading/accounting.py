"""Checks that a report accounts for its source, character by character."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from eco_print.report import (
    Block,
    Figure,
    Heading,
    ListBlock,
    Paragraph,
    Quotation,
    Report,
    Runs,
    Table,
)
from eco_print.source import Span


def rebuilt(report: Report) -> str:
    """The source with every repair of the report made to it, one after the other."""
    lines = report.source.lines
    cells = [[*line, "\n"] for line in lines]
    for repair in report.repairs:
        place = list(_cells(cells, repair.span))
        old = "".join(cells[line][column] for line, column in place)
        assert repair.before in old, (repair, old)
        new = old.replace(repair.before, repair.after, 1)
        for line, column in place:
            cells[line][column] = ""
        if place:
            cells[place[0][0]][place[0][1]] = new
    return "".join("".join(line) for line in cells)


def _cells(cells: list[list[str]], span: Span) -> Iterator[tuple[int, int]]:
    for line in range(span.line - 1, span.end_line):
        low = span.column - 1 if line == span.line - 1 else 0
        high = span.end_column - 1 if line == span.end_line - 1 else len(cells[line])
        yield from ((line, column) for column in range(low, high))


def lost(report: Report) -> str:
    """The letters, figures and marks of the repaired source that the report has not.

    White space, the syntax of Markdown and front matter, and the marks between roles and people
    are no text.
    """
    source = re.sub("[\v\f\x1c-\x1e\x85\u2028\u2029]", "\n", rebuilt(report))
    if report.format in ("markdown", "text"):
        source = re.sub(r"\A---\n.*?\n---\n", "", source, flags=re.DOTALL)
        source = re.sub(r"(?m)^\s*(?:([-=_*~—＝－＊])(?:\s*\1){2,}|[|｜])\s*$", "", source)
    rest = Counter(_characters(source)) - Counter(_characters("".join(texts(report))))
    marks = "：:／/|｜丨、，；;（）()【】" if report.credits else ""
    if report.format == "markdown":
        marks += '#*`[]()<>"!|-_\\&;.:/?=%' + "".join(map(chr, range(97, 123)))
        marks += "0123456789"
    return "".join(sorted((rest - _many(marks + _table_marks(report))).elements()))


def _table_marks(report: Report) -> str:
    return "|-:" if any(isinstance(block, Table) for block in report.blocks) else ""


def _many(marks: str) -> Counter[str]:
    return Counter(dict.fromkeys(marks, 10_000))


def _characters(text: str) -> str:
    return re.sub(r"\s|\u200b", "", text)


def texts(report: Report) -> Iterator[str]:
    """All text of a report; a derived headline is not in the source."""
    headline = report.headline
    if headline is not None:
        parts = [headline.kicker, headline.subtitle]
        if not headline.derived:
            parts.append(headline.runs)
        for runs in parts:
            yield from _runs(runs)
    for block in report.blocks:
        yield from _block(block)
    for credit in report.credits:
        if not credit.in_body:
            yield credit.role
            yield from credit.people


def _runs(runs: Runs) -> Iterator[str]:
    for run in runs:
        yield run.text
        yield run.link or ""


def _block(block: Block) -> Iterator[str]:
    match block:
        case Heading() | Paragraph():
            yield from _runs(block.runs)
        case ListBlock():
            for item in block.items:
                yield item.label
                yield from _runs(item.runs)
                for child in item.children:
                    yield from _block(child)
        case Table():
            yield from _runs(block.caption)
            for row in block.rows:
                for cell in row:
                    yield from _runs(cell.runs)
        case Figure():
            yield block.alternative
            yield from _runs(block.caption)
        case Quotation():
            for child in block.blocks:
                yield from _block(child)
