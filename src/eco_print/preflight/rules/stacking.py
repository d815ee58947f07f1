"""What lies under what, as far as boxes tell."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ..geometry import Box
from ..marks import Kind, Mark
from .rule import reaches

PANELS = frozenset({Kind.FILL, Kind.IMAGE, Kind.SHADING})
_NEAR = 0.01


def is_solid(mark: Mark) -> bool:
    """Whether a mark fills the boxes of its parts: frames and letters leave most of them free."""
    if mark.kind is Kind.STROKE and mark.width is not None:
        return min(mark.box.width, mark.box.height) <= mark.width + _NEAR
    return mark.kind in PANELS


def lies_on(box: Box, below: Sequence[Mark], prints: Callable[[Mark], bool]) -> bool:
    """Whether something that `prints` lies right under a box, not covered by anything since.

    `below` are the solid marks painted before, the latest last.
    """
    area = box if box.area > 0 else box.grown(_NEAR)  # a line has no area to share
    for mark in reversed(below):
        if not reaches(mark, area):
            continue
        if prints(mark):
            return True
        if mark.box.holds(box) and not mark.transparent and not mark.overprint:
            return False
    return False
