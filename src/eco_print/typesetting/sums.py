"""Prefix sums at the places to divide: what a line holds, in constant time.

In: a prepared paragraph and values over its characters. Out: sums such that the sum over a
line is what stands at its end less what stands at its start.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from operator import itemgetter

from .paragraph import Paragraph


@dataclass(slots=True)
class Sums:
    """Prefix sums over gaps, as a line that starts or ends at each place to divide sees them."""

    start: Sequence[float]
    end: Sequence[float]


class Places:
    """Picks from a list over characters what stands at each place to divide."""

    def __init__(self, paragraph: Paragraph) -> None:
        breaks = paragraph.breaks
        # A second item keeps `itemgetter` from unpacking; it is never looked at.
        self._starts = itemgetter(*breaks.starts, 0)
        self._ends = itemgetter(*(max(end - 1, 0) for end in breaks.ends), 0)
        self._nothing = [0.0] * len(breaks.positions)

    def at_starts(self, values: Sequence[float]) -> Sequence[float]:
        found: Sequence[float] = self._starts(values)
        return found

    def before_ends(self, values: Sequence[float]) -> Sequence[float]:
        found: Sequence[float] = self._ends(values)
        return found

    def sums(self, values: Sequence[float] | bytearray) -> Sums:
        """Sums up to each place; the gap after a line's last character does not count."""
        if not any(values):
            return Sums(self._nothing, self._nothing)
        prefix = [0.0, *accumulate(values)]
        return Sums(self.at_starts(prefix), self.before_ends(prefix))
