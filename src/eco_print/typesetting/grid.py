"""The character grid: so many characters by so many lines on a given type area.

In: counts and the size of the type area. Out: the pitch of characters and of lines, and how
many lines of the grid a block takes. GB/T 9704-2012 5.2.2 asks for 28 characters by 22 lines
on 156 × 225 mm: a pitch of 156/28 mm, which is less than 16 pt.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

from .settings import EM

_TOLERANCE = 1e-6


@dataclass(frozen=True, slots=True)
class Grid:
    """`characters` × `lines` on a type area of `width` × `height`, in any one unit."""

    characters: int
    lines: int
    width: float
    height: float

    def __post_init__(self) -> None:
        if min(self.characters, self.lines, self.width, self.height) <= 0:
            raise ValueError("a grid has at least one character and one line on a real area")

    @property
    def character_pitch(self) -> float:
        """From one character's left edge to the next, in the unit of the area."""
        return self.width / self.characters

    @property
    def line_pitch(self) -> float:
        """From one baseline to the next, in the unit of the area."""
        return self.height / self.lines

    def pitch_in_ems(self, size: float) -> float:
        """The character pitch in thousandths of an em of type of `size`."""
        return self.character_pitch / size * EM


def whole_lines(height: float, line_pitch: float) -> int:
    """How many lines of the grid a block of `height` takes."""
    return max(1, ceil(height / line_pitch - _TOLERANCE))


def snap(position: float, origin: float, line_pitch: float) -> float:
    """The first line of the grid at or below `position`; the grid begins at `origin`."""
    steps = ceil((position - origin) / line_pitch - _TOLERANCE)
    return origin + steps * line_pitch
