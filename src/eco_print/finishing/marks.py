"""Printer's marks: crop, bleed, registration and colour, all of them in the slug.

In: the boxes of a sheet. Out: the operators that draw the marks. Lines are a quarter point wide
and, in the colorant All (ISO 32000-1, 8.6.6.4), on every plate; the colour patches show each ink
by itself and two at a time, for the densitometer.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

from .boxes import MM, SLUG, SheetBoxes

LINE = 0.25
_GAP = 1.5 * MM  # from the bleed to the marks, so that none is left on a badly cut page
_CROP = 6 * MM
_BLEED_MARK = 3 * MM
_RADIUS = 2 * MM
_PATCH = 4.5 * MM
_LEAST_PATCH = 2 * MM
_KAPPA = 4 * (math.sqrt(2) - 1) / 3  # a circle as four Bézier curves
_PATCHES = (
    *((1, 0, 0, 0), (0, 1, 0, 0), (0, 0, 1, 0), (0, 0, 0, 1)),
    *((0.5, 0, 0, 0), (0, 0.5, 0, 0), (0, 0, 0.5, 0), (0, 0, 0, 0.5)),
    *((0, 1, 1, 0), (1, 0, 1, 0), (1, 1, 0, 0)),
)


def printers_marks(boxes: SheetBoxes, *, spot: bool, fold: bool) -> bytes:
    """The marks of a sheet. They use the colour spaces /EcoAll and, for a spot, /EcoSpot.

    With `fold` the sheet is folded along its middle, which gets marks of its own.
    """
    lines = [
        "q",
        *_patches(boxes, spot),
        f"/EcoAll CS 1 SCN {LINE} w",
        *_corners(boxes),
        *_registration(boxes, fold),
        *(_fold(boxes) if fold else ()),
        "Q",
    ]
    return "\n".join(lines).encode()


def _corners(boxes: SheetBoxes) -> Iterator[str]:
    """Lines that point at the trim, and shorter ones that point at the bleed."""
    for edges, reach in ((boxes.trim, _CROP), (boxes.bleeding, _BLEED_MARK)):
        left, bottom, right, top = boxes.bleeding
        for x in (edges[0], edges[2]):
            yield _line(x, bottom - _GAP, x, bottom - _GAP - reach)
            yield _line(x, top + _GAP, x, top + _GAP + reach)
        for y in (edges[1], edges[3]):
            yield _line(left - _GAP, y, left - _GAP - reach, y)
            yield _line(right + _GAP, y, right + _GAP + reach, y)


def _registration(boxes: SheetBoxes, fold: bool) -> Iterator[str]:
    """A cross in a circle in the middle of every side; beside the fold where there is one."""
    left, bottom, right, top = boxes.bleeding
    across = left + (right - left) * (0.75 if fold else 0.5)
    along = (bottom + top) / 2
    reach = SLUG / 2
    for x, y in (
        *((across, bottom - reach), (across, top + reach)),
        *((left - reach, along), (right + reach, along)),
    ):
        yield _circle(x, y, _RADIUS)
        yield _line(x - 1.5 * _RADIUS, y, x + 1.5 * _RADIUS, y)
        yield _line(x, y - 1.5 * _RADIUS, x, y + 1.5 * _RADIUS)


def _fold(boxes: SheetBoxes) -> Iterator[str]:
    left, bottom, right, top = boxes.bleeding
    middle = (left + right) / 2
    yield "q [2 2] 0 d"
    yield _line(middle, bottom - _GAP, middle, bottom - _GAP - _CROP)
    yield _line(middle, top + _GAP, middle, top + _GAP + _CROP)
    yield "Q"


def _patches(boxes: SheetBoxes, spot: bool) -> Iterator[str]:
    """Colour patches above the page, between the corner and the mark in the middle."""
    colours = [f"{_numbers(*inks)} k" for inks in _PATCHES]
    colours += ["/EcoSpot cs 1 scn", "/EcoSpot cs 0.5 scn"] if spot else []
    start = boxes.trim[0] + _GAP
    room = boxes.width / 2 - 2 * _GAP - 2 * _RADIUS
    side = min(_PATCH, room / len(colours))
    if side < _LEAST_PATCH:
        return
    low = boxes.bleeding[3] + (SLUG - side) / 2
    for number, colour in enumerate(colours):
        yield f"{colour} {_numbers(start + number * side, low, side, side)} re f"


def _line(x0: float, y0: float, x1: float, y1: float) -> str:
    return f"{_numbers(x0, y0)} m {_numbers(x1, y1)} l S"


def _circle(x: float, y: float, radius: float) -> str:
    bend = radius * _KAPPA
    quarters = [f"{_numbers(x + radius, y)} m"]
    for dx, dy in ((1, 0), (0, 1), (-1, 0), (0, -1)):
        # From (dx, dy) a quarter turn on, to (-dy, dx).
        first = x + radius * dx - bend * dy, y + radius * dy + bend * dx
        second = x - radius * dy + bend * dx, y + radius * dx + bend * dy
        end = x - radius * dy, y + radius * dx
        quarters.append(f"{_numbers(*first, *second, *end)} c")
    return " ".join((*quarters, "S"))


def _numbers(*values: float) -> str:
    return " ".join(f"{value:.3f}".rstrip("0").rstrip(".") for value in values)
