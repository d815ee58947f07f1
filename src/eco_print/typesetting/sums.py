"""Prefix sums at the places to divide: what a line holds, in constant time.

In: a prepared paragraph and values over its characters. Out: sums such that the sum over a
line is what stands at its end less what stands at its start.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from operator import itemgetter

from .paragraph import Paragraph

Prefix = Sequence[float]


class Places:
    """The places to divide, as indices into prefix sums over gaps.

    The gap after a line's last character does not count: a line from place `first` to place
    `last` holds `prefix[ends[last]] - prefix[starts[first]]`.
    """

    def __init__(self, paragraph: Paragraph) -> None:
        breaks = paragraph.breaks
        self.starts = breaks.starts
        self.ends = [end - 1 if end else 0 for end in breaks.ends]
        self._none = [0.0] * (len(paragraph.text) + 1)
        # A second item keeps `itemgetter` from unpacking; it is never looked at.
        self._pick_starts = itemgetter(*self.starts, 0)
        self._pick_ends = itemgetter(*self.ends, 0)

    def prefix(self, values: Sequence[float] | bytes | bytearray) -> Prefix:
        """Sums of `values` before each character."""
        return [0.0, *accumulate(values)] if any(values) else self._none

    def at_starts(self, prefix: Prefix) -> Sequence[float]:
        """What stands at the start of the lines from each place."""
        found: Sequence[float] = self._pick_starts(prefix)
        return found

    def at_ends(self, prefix: Prefix) -> Sequence[float]:
        """What stands at the end of the lines to each place."""
        found: Sequence[float] = self._pick_ends(prefix)
        return found
