"""Boxes and matrices of a page, in its default user space unless said otherwise.

A box is a rectangle with sides parallel to the axes; a matrix is the six numbers of ISO
32000-1, 8.3.3. Lengths are points (1/72 inch) here; millimetres are made at the border.
"""

from __future__ import annotations

import math
from collections.abc import Iterable

from msgspec import Struct

MM = 72 / 25.4
"""Points in a millimetre."""

Matrix = tuple[float, float, float, float, float, float]
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


class Box(Struct, frozen=True):
    """A rectangle, `x0 <= x1` and `y0 <= y1`."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def width(self) -> float:
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        return self.y1 - self.y0

    @property
    def area(self) -> float:
        return self.width * self.height

    def grown(self, by: float) -> Box:
        """The box with every side moved outwards by `by` points."""
        return Box(self.x0 - by, self.y0 - by, self.x1 + by, self.y1 + by)

    def meets(self, other: Box) -> bool:
        """Whether the two share a point; lines have no width, so touching counts."""
        return (
            self.x0 <= other.x1
            and other.x0 <= self.x1
            and self.y0 <= other.y1
            and other.y0 <= self.y1
        )

    def overlaps(self, other: Box) -> bool:
        """Whether the two share an area."""
        return (
            self.x0 < other.x1 and other.x0 < self.x1 and self.y0 < other.y1 and other.y0 < self.y1
        )

    def holds(self, other: Box, tolerance: float = 0.01) -> bool:
        """Whether `other` lies inside, up to `tolerance` points."""
        return (
            self.x0 - tolerance <= other.x0
            and self.y0 - tolerance <= other.y0
            and self.x1 + tolerance >= other.x1
            and self.y1 + tolerance >= other.y1
        )

    def cut(self, other: Box) -> Box | None:
        """What the two have in common, or None."""
        if not self.meets(other):
            return None
        return Box(
            max(self.x0, other.x0),
            max(self.y0, other.y0),
            min(self.x1, other.x1),
            min(self.y1, other.y1),
        )

    def joined(self, other: Box) -> Box:
        """The smallest box that holds both."""
        return Box(
            min(self.x0, other.x0),
            min(self.y0, other.y0),
            max(self.x1, other.x1),
            max(self.y1, other.y1),
        )

    def corners(self) -> tuple[tuple[float, float], ...]:
        return (
            (self.x0, self.y0),
            (self.x1, self.y0),
            (self.x1, self.y1),
            (self.x0, self.y1),
        )

    def through(self, matrix: Matrix) -> Box:
        """The box around this one after `matrix`.

        Raises:
            ValueError: when it lies beyond all numbers.
        """
        box = around(apply(matrix, x, y) for x, y in self.corners())
        if box is None:
            raise ValueError("a place beyond all numbers")
        return box


UNIT = Box(0.0, 0.0, 1.0, 1.0)


def around(points: Iterable[tuple[float, float]]) -> Box | None:
    """The box around points, None when there is none (or one is not a number)."""
    xs, ys = [], []
    for x, y in points:
        xs.append(x)
        ys.append(y)
    if not xs or not all(map(math.isfinite, xs)) or not all(map(math.isfinite, ys)):
        return None
    return Box(min(xs), min(ys), max(xs), max(ys))


def multiply(first: Matrix, then: Matrix) -> Matrix:
    """The matrix that does `first`, and `then` the other (ISO 32000-1 writes first × then)."""
    a, b, c, d, e, f = first
    g, h, i, j, k, m = then
    return (
        a * g + b * i,
        a * h + b * j,
        c * g + d * i,
        c * h + d * j,
        e * g + f * i + k,
        e * h + f * j + m,
    )


def apply(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def scales(matrix: Matrix) -> tuple[float, float]:
    """How long the unit vectors along x and y become."""
    return math.hypot(matrix[0], matrix[1]), math.hypot(matrix[2], matrix[3])


def mean_scale(matrix: Matrix) -> float:
    """The factor by which lengths grow on average: the root of the determinant."""
    return math.sqrt(abs(matrix[0] * matrix[3] - matrix[1] * matrix[2]))


def narrowest_scale(matrix: Matrix) -> float:
    """The least factor by which a length can grow: the smaller singular value."""
    a, b, c, d = matrix[:4]
    total = a * a + b * b + c * c + d * d
    determinant = a * d - b * c
    root = math.sqrt(max(total * total - 4 * determinant * determinant, 0.0))
    return math.sqrt(max((total - root) / 2, 0.0))
