"""Where on the pages a finding shows: the box made from its line, or one its rule applies to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ..diagnostics import Area, Diagnostic
from ..layout.inspection import Inspector, PlacedBox
from ..source import Source


def placed(
    findings: tuple[Diagnostic, ...], inspector: Inspector, report: Source
) -> tuple[Diagnostic, ...]:
    """The findings with an area each, as far as one can be told."""
    return tuple(
        finding
        if finding.area is not None
        else replace(finding, area=_area(finding, inspector, report))
        for finding in findings
    )


def _area(finding: Diagnostic, inspector: Inspector, report: Source) -> Area | None:
    source, span = finding.source, finding.span
    if source is None or span is None:
        return None
    if source.name == report.name:
        return _of_line(inspector, span.line, span.column)
    return next(_of_rule(inspector, source.name, span.line), None)


def _of_line(inspector: Inspector, line: int, column: int) -> Area | None:
    """The last box that was made from this place or one before it on the line."""
    best: tuple[tuple[int, int], Area] | None = None
    for number, box in _boxes(inspector):
        start = (box.line, box.column)
        if box.line and start <= (line, max(column, 1)) and (best is None or start >= best[0]):
            best = (start, _area_of(number, box))
    return best[1] if best else None


def _of_rule(inspector: Inspector, file: str, line: int) -> Iterator[Area]:
    for number, index in inspector.matched(file, line):
        yield _area_of(number, inspector.page(number).boxes[index])


def _boxes(inspector: Inspector) -> Iterator[tuple[int, PlacedBox]]:
    for number in range(1, inspector.pages + 1):
        for box in inspector.page(number).boxes:
            yield number, box


def _area_of(number: int, box: PlacedBox) -> Area:
    area = box.area
    return Area(number, area.x, area.y, area.width, area.height)
