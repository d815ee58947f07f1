"""The marks of the report's pages: boxes around what was found, and numbers that can be read.

In: findings and a page. Out: rectangles in millimetres of the page before it is turned, and
tags: the numbers of findings, each beside its rectangle as the page is seen. Numbers that would
lie on one another stand side by side.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from .geometry import MM
from .model import Finding, PageFact, Place, PreflightReport

_MARKS = 400
_SHOWN = 640.0  # pixels that a page is wide on a desk
_TAG = 29.0  # pixels of a number, so that it has room when the page is shown smaller
_IN_ROW = 6
_NUMBERED = 12  # places of one finding on a page; more numbers hide what they are about
_LEAST = 0.6  # millimetres; less is not seen

Matrix = tuple[float, float, float, float, float, float]


@dataclass(frozen=True, slots=True)
class Marking:
    """A finding's mark on a page, in millimetres of the picture before it is turned."""

    finding: int
    severity: str
    title: str
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Tags:
    """Numbers of findings that stand together, at per cent of the page's width and height."""

    x: float
    y: float
    marks: tuple[Marking, ...]


@dataclass(frozen=True, slots=True)
class View:
    """A page as it is seen: its size in millimetres, and how it is turned to get there."""

    width: float
    height: float
    matrix: Matrix

    @classmethod
    def of(cls, page: PageFact) -> View:
        left, bottom, right, top = page.boxes.media
        scale = page.unit / MM
        width, height = (right - left) * scale, (top - bottom) * scale
        matrices: dict[int, Matrix] = {
            90: (0, 1, -1, 0, height, 0),
            180: (-1, 0, 0, -1, width, height),
            270: (0, -1, 1, 0, 0, width),
        }
        matrix = matrices.get(page.rotate, (1, 0, 0, 1, 0, 0))
        seen = (height, width) if page.rotate in {90, 270} else (width, height)
        return cls(round(seen[0], 2), round(seen[1], 2), matrix)

    @property
    def transform(self) -> str:
        """The matrix as SVG has it."""
        return f"matrix({' '.join(f'{number:g}' for number in self.matrix)})"

    def corner(self, mark: Marking) -> tuple[float, float]:
        """The upper left corner of a mark as the page is seen."""
        a, b, c, d, e, f = self.matrix
        ends = ((mark.x, mark.y), (mark.x + mark.width, mark.y + mark.height))
        return (
            min(a * x + c * y + e for x, y in ends),
            min(b * x + d * y + f for x, y in ends),
        )


def boxes(page: PageFact) -> Iterator[tuple[str, float, float, float, float]]:
    """What is shown of the page's boxes: (name, x, y, width, height)."""
    scale, media = page.unit / MM, page.boxes.media
    named = [("trim", page.boxes.trim)]
    if page.boxes.bleed is not None:
        named.append(("bleed", page.boxes.bleed))
    for name, box in named:
        yield (
            name,
            round((box[0] - media[0]) * scale, 2),
            round((media[3] - box[3]) * scale, 2),
            round((box[2] - box[0]) * scale, 2),
            round((box[3] - box[1]) * scale, 2),
        )


def markings(report: PreflightReport, page: PageFact, language: str) -> tuple[Marking, ...]:
    """The marks of a page, a few hundred at most."""
    scale, media, trim = page.unit / MM, page.boxes.media, page.boxes.trim
    origin = (trim[0] - media[0]) * scale, (media[3] - trim[3]) * scale
    found = [
        _marking(index, finding, place, origin, language)
        for index, finding in enumerate(report.findings, start=1)
        for place in finding.places
        if place.page == page.number and place.area is not None
    ]
    return tuple(found[:_MARKS])


def tagged(marks: Iterable[Marking], view: View) -> tuple[Tags, ...]:
    """The numbers of marks, those together that would lie on one another on a desk's screen."""
    scale = _SHOWN / view.width
    corners = [(view.corner(mark), mark) for mark in _first_of_each(marks)]
    rows = [_Row(x * scale, y * scale, {mark.finding: mark}) for (x, y), mark in corners]
    settled: list[_Row] = []
    for row in sorted(rows, key=lambda each: (each.down, each.across)):
        grown = row
        while (other := next((each for each in settled if each.touches(grown)), None)) is not None:
            settled.remove(other)
            grown = other.with_those_of(grown)
        settled.append(grown)
    return tuple(
        Tags(
            round(100 * row.across / _SHOWN, 2),
            round(100 * row.down / (view.height * scale), 2),
            tuple(row.marks[number] for number in sorted(row.marks)),
        )
        for row in settled
    )


def _first_of_each(marks: Iterable[Marking]) -> Iterator[Marking]:
    """Of the marks of each finding, those that are numbered."""
    seen: Counter[int] = Counter()
    for mark in marks:
        seen[mark.finding] += 1
        if seen[mark.finding] <= _NUMBERED:
            yield mark


@dataclass(frozen=True, slots=True)
class _Row:
    """Numbers side by side, in pixels from the page's upper left corner."""

    across: float
    down: float
    marks: dict[int, Marking]

    def touches(self, other: _Row) -> bool:
        """Whether two rows would lie on one another."""
        return (
            self.across < other.across + other._width
            and other.across < self.across + self._width
            and abs(self.down - other.down) < _TAG
        )

    def with_those_of(self, other: _Row) -> _Row:
        """Both as one row, where the first of them begins."""
        across, down = min(self.across, other.across), min(self.down, other.down)
        return _Row(across, down, {**self.marks, **other.marks})

    @property
    def _width(self) -> float:
        return _TAG * min(len(self.marks), _IN_ROW)


def _marking(
    index: int, finding: Finding, place: Place, origin: tuple[float, float], language: str
) -> Marking:
    area = place.area
    assert area is not None
    return Marking(
        finding=index,
        severity=finding.severity.value,
        title=f"{index}. {finding.diagnostic.message.in_language(language)}",
        x=round(area.x + origin[0], 2),
        y=round(area.y + origin[1], 2),
        width=max(area.width, _LEAST),
        height=max(area.height, _LEAST),
    )
