"""The lines of the character grid (GB/T 9704-2012, 5.2.2: 22 of them on 225 mm).

In: a height or a position, and the pitch of lines, in any one unit. Out: how many lines of the
grid a block takes, and where the next line is.
"""

from __future__ import annotations

from math import ceil

_TOLERANCE = 1e-6


def whole_lines(height: float, line_pitch: float) -> int:
    """How many lines of the grid a block of `height` takes."""
    return max(1, ceil(height / line_pitch - _TOLERANCE))


def snap(position: float, origin: float, line_pitch: float) -> float:
    """The first line of the grid at or below `position`; the grid begins at `origin`."""
    steps = ceil((position - origin) / line_pitch - _TOLERANCE)
    return origin + steps * line_pitch
