"""Places to cut what is wider than its line, when no rule leaves another.

In: a prepared paragraph and a measure. Out: the same paragraph with more places to divide, at
prices that make them a last resort.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import accumulate
from typing import Final

from . import classes as c
from .pairs import may_end, may_start
from .paragraph import Breaks, Paragraph, back
from .settings import Strictness

EMERGENCY_PRICE: Final = 4000
_FORBIDDEN_PRICE: Final = 40_000  # what is cut where no line may end


def with_emergency_breaks(paragraph: Paragraph, measure: float) -> Paragraph:
    """The same paragraph with places to cut inside what is wider than `measure`.

    A last resort: between any two characters that are not one cluster; between Latin letters
    and figures only when the settings allow it.
    """
    offsets = [0, *accumulate(paragraph.cells)]
    old = paragraph.breaks
    extra = [
        place
        for start, end in zip(old.starts, old.ends[1:], strict=False)
        if start < end and offsets[end] - offsets[start] > measure
        for place in range(start + 1, end)
        if _may_cut(paragraph, place)
    ]
    if not extra:
        return paragraph
    where = sorted(
        [(place, index) for index, place in enumerate(old.positions)]
        + [(place, -1) for place in extra]
    )
    moved = {index: new for new, (_, index) in enumerate(where) if index >= 0}
    prices = {moved[index]: price for index, price in old.prices.items()}
    prices |= {
        new: _cut_price(paragraph, place) for new, (place, index) in enumerate(where) if index < 0
    }
    breaks = Breaks(
        [place for place, _ in where],
        [back(paragraph.classes, place) if i < 0 else old.ends[i] for place, i in where],
        [place if i < 0 else old.starts[i] for place, i in where],
        prices,
        frozenset(moved[index] for index in old.hyphens),
        [moved[index] for index in old.forced],
    )
    return replace(paragraph, breaks=breaks)


def _cut_price(paragraph: Paragraph, place: int) -> float:
    """Words are cut before the rules are: rather PROTO|COL than a comma at a line's start."""
    before, after = paragraph.classes[place - 1], paragraph.classes[place]
    level = Strictness.LOOSE
    if not (may_start(after, level) and may_end(before, level)):
        return _FORBIDDEN_PRICE
    return EMERGENCY_PRICE / 4 if paragraph.text[place - 1] in "_./\\-" else EMERGENCY_PRICE


def _may_cut(paragraph: Paragraph, place: int) -> bool:
    before, after = paragraph.classes[place - 1], paragraph.classes[place]
    if after in "Jm ~" or before == c.JOINER or paragraph.advances[place] == 0:
        return False
    return paragraph.settings.emergency or before not in "A0" or after not in "A0"
