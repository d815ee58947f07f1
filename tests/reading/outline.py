"""A report as lines that a person can read and compare."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from eco_print.report import (
    Block,
    Figure,
    Heading,
    ListBlock,
    Paragraph,
    Quotation,
    Runs,
    Table,
    plain,
)


def outline(blocks: Iterable[Block]) -> list[str]:
    """One line for each block, item and row: a sign for what it is, its role, its text."""
    return [line for block in blocks for line in _lines(block)]


def styled(runs: Runs) -> str:
    """The text of runs with bold as **, italics as *, links as [text](target)."""
    parts: list[str] = []
    for run in runs:
        mark = "**" * run.strong + "*" * run.emphasis
        text = f"{mark}{run.text}{mark}"
        parts.append(f"[{text}]({run.link})" if run.link else text)
    return "".join(parts)


def _lines(block: Block) -> Iterator[str]:
    match block:
        case Heading():
            yield f"{'#' * block.level}{_role(block)} {styled(block.runs)}"
        case Paragraph():
            yield f"P{_role(block)} {styled(block.runs)}"
        case ListBlock():
            sign = ("O" if block.ordered else "U") + _role(block)
            for item in block.items:
                yield f"{sign} {item.label} {styled(item.runs)}"
                yield from (f"  {line}" for child in item.children for line in _lines(child))
        case Table():
            yield from _table(block)
        case Figure():
            yield f"F {block.asset or block.target} [{block.alternative}] {styled(block.caption)}"
        case Quotation():
            yield from (f"> {line}" for child in block.blocks for line in _lines(child))


def _role(block: Heading | Paragraph | ListBlock) -> str:
    return f":{block.role}" if block.role else ""


def _table(table: Table) -> Iterator[str]:
    yield f"T {plain(table.caption)}".rstrip()
    for row in table.rows:
        cells: list[str] = []
        for cell in row:
            wide = f"{cell.columns}x{cell.rows} " if (cell.columns, cell.rows) != (1, 1) else ""
            cells.append(wide + ("!" if cell.header else "") + styled(cell.runs))
        yield "| " + " | ".join(cells)
