"""Pages on sheets: padded to the binding, and put together as printer's spreads.

In: the finished leaves in reading order. Out: the leaves of a signature, or the spreads of a
saddle-stitched booklet, from the outermost sheet inwards, front before back. On a folded sheet
the inner ones stand out at the fore edge; each page is moved towards the spine by the creep
that its place in the booklet needs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from ..profile import Binding

Leaf = TypeVar("Leaf")


def padded(leaves: Sequence[Leaf], binding: Binding, blank: Leaf) -> tuple[Leaf, ...]:
    """The leaves with blank ones at the end, as many as the binding needs."""
    lacking = -len(leaves) % binding.signature
    return (*leaves, *([blank] * lacking))


@dataclass(frozen=True, slots=True)
class Spread:
    """Two pages side by side, by their numbers from 0, and how far both move to the spine."""

    left: int
    right: int
    creep: float


def booklet(pages: int, creep: float) -> tuple[Spread, ...]:
    """The spreads of a booklet of `pages` pages, a multiple of four.

    `creep` is what one sheet adds, in points; the outermost sheet stays where it is.
    """
    if pages % 4:
        raise ValueError(f"a booklet has a multiple of four pages, not {pages}")
    spreads = []
    for sheet in range(pages // 4):
        first, last = 2 * sheet, pages - 1 - 2 * sheet
        move = sheet * creep
        spreads.append(Spread(last, first, move))
        spreads.append(Spread(first + 1, last - 1, move))
    return tuple(spreads)


def page_on_sheet(sheet: int, x: float, widths: Sequence[float]) -> tuple[int, float]:
    """The page that lies at `x` points from the left of the trim of a booklet's sheet.

    `sheet` counts from 1, as does the page, which is beyond the last where it was added blank;
    with it comes how far from the left of the sheet its own trim begins, creep left aside.
    """
    leaves = padded(widths, Binding.SADDLE, widths[0])
    spread = booklet(len(leaves), 0.0)[sheet - 1]
    spine = leaves[spread.left]
    return (spread.left + 1, 0.0) if x < spine else (spread.right + 1, spine)
