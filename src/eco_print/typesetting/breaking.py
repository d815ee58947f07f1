"""Where the lines of a paragraph end: the whole paragraph at once, at least cost.

In: a `Paragraph` and the measure of each line. Out: the lines as pairs of places to divide,
with the choice made at each line's end.

The search is the shortest path of Knuth and Plass over the places to divide; `candidates` prices
each line, and one that follows another loose line is dearer. Only places that begin a line on some
path are looked at, and from each only those ends that a line can reach; so the time is linear in
the text. It looks first among paragraphs without a loose line, then among those without an ugly
one, and only then at all of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import inf
from operator import itemgetter
from typing import Final

from .candidates import Candidate, Candidates
from .paragraph import Paragraph

RUNT: Final = 3_000.0  # a last line of one character
SHORT: Final = 8.0  # a last line of two
LOOSE_AGAIN: Final = 12.0  # a loose line after another

# What is tried in turn: the share of the measure that may be left to fill.
TOLERANCES: Final = (0.042, 0.14, 0.6)
_TAIL: Final = 12  # lines


@dataclass(frozen=True, slots=True)
class Cut:
    """A line from one place to divide to another; `trim` is left out of its last cell."""

    first: int
    last: int
    trim: float
    measure: float
    closing: bool  # the text demands a new line after it


@dataclass(slots=True)
class _Ways:
    """The best ways to each place after so many lines: one that comes after a line that is not
    loose (`calm`), one after a loose one (`hard`), each with the line it ends in."""

    calm: dict[int, tuple[float, Origin]]
    hard: dict[int, tuple[float, Origin]]

    def to(self, place: int) -> Iterator[tuple[float, Origin]]:
        for ways in (self.calm, self.hard):
            if place in ways:
                yield ways[place]


# Layer, place, whether after a loose line, and what the last cell of the line loses.
Origin = tuple[int, int, bool, float] | None


class Breaker:
    """The search over one paragraph, for any measures."""

    def __init__(self, paragraph: Paragraph) -> None:
        self.paragraph = paragraph
        self.candidates = Candidates(paragraph)

    def cuts(self, measures: Sequence[float], start: int = 0) -> list[Cut]:
        """The lines from the place to divide `start` on; the last measure repeats."""
        found: list[Cut] = []
        for last in self.paragraph.breaks.forced:
            if last > start or (last == start == 0):
                taken = min(len(found), len(measures) - 1)
                found += self._segment(start, last, measures[taken:])
                start = last
        return found

    def _segment(self, first: int, last: int, measures: Sequence[float]) -> list[Cut]:
        if first == last:
            return [Cut(first, last, 0, measures[0], closing=True)]
        if self.paragraph.settings.first_fit:
            return self._first_fit(first, last, measures)
        price, cuts = inf, list[Cut]()
        for tolerance in TOLERANCES:
            # A paragraph that only ends badly is looked at again near its end alone.
            kept = cuts[:-_TAIL]
            begin = kept[-1].last if kept else first
            rest = measures[min(len(kept), len(measures) - 1) :]
            cost, found = self._least(begin, last, rest, tolerance)
            if cost < (RUNT if kept else price):
                price, cuts = cost, kept + found
            if price < RUNT:
                break
        return cuts

    def _least(
        self, first: int, last: int, measures: Sequence[float], tolerance: float
    ) -> tuple[float, list[Cut]]:
        """The way of least cost from one place to another, and its cost."""
        layers = self._search(first, last, measures, tolerance)
        ways = [way for layer in layers for way in layer.to(last)]
        cost, origin = min(ways, key=itemgetter(0), default=(inf, None))
        return cost, _walk(layers, measures, last, origin)

    def _search(
        self, first: int, last: int, measures: Sequence[float], tolerance: float
    ) -> list[_Ways]:
        """Ways by line number while measures differ, then all in one layer."""
        layers = [_Ways({}, {}) for _ in measures]
        layers[0].calm[first] = (0.0, None)
        runt, short = self._runts(first, last)
        final = len(measures) - 1
        for number, measure in enumerate(measures):
            ways, after = layers[number], layers[min(number + 1, final)]
            # The last layer grows while it is gone through, always further on.
            starts = sorted({*ways.calm, *ways.hard})
            for index in range(starts[0] if starts else last, last) if number == final else starts:
                calm, hard = ways.calm.get(index), ways.hard.get(index)
                if index == last or (calm is None and hard is None):
                    continue
                lines = self._reach(index, last, measure, tolerance)
                if lines and lines[-1][0] == last and index != first and index >= short:
                    extra = RUNT if index >= runt else SHORT
                    end, cost, loose, trim = lines[-1]
                    lines[-1] = (end, cost + extra, loose, trim)
                _join(after, lines, (number, index), calm, hard)
        return layers

    def _reach(self, index: int, last: int, measure: float, tolerance: float) -> list[Candidate]:
        """The lines that start at `index`: a bad one at last, so that there is a way on."""
        found = self.candidates.reach(index, last, measure, tolerance)
        if not found and tolerance == TOLERANCES[-1]:
            found.append(self.candidates.at_worst(index, last, measure))
        return found

    def _runts(self, first: int, last: int) -> tuple[int, int]:
        """Places from which a last line would hold one character, or two, marks aside."""
        breaks, names = self.paragraph.breaks, self.paragraph.classes
        solid, runt = 0, last
        for index in range(last - 1, first, -1):
            piece = names[breaks.positions[index] : breaks.positions[index + 1]]
            solid += sum(name in "HKFBA0TXy" for name in piece)
            if solid > 2:
                return runt, index + 1
            if solid <= 1:
                runt = index
        return runt, first + 1

    def _first_fit(self, first: int, last: int, measures: Sequence[float]) -> list[Cut]:
        """Each line as full as it can be without taking white from it."""
        found: list[Cut] = []
        while first < last:
            measure = measures[min(len(found), len(measures) - 1)]
            place, trim = self.candidates.fullest(first, last, measure)
            found.append(Cut(first, place, trim, measure, closing=place == last))
            first = place
        return found


def _join(
    ways: _Ways,
    lines: list[Candidate],
    start: tuple[int, int],
    calm: tuple[float, Origin] | None,
    hard: tuple[float, Origin] | None,
) -> None:
    """Take the lines from one place into account as ways to the places where they end."""
    easy = calm[0] if calm else inf
    tense = hard[0] if hard else inf
    layer, index = start
    for place, cost, loose, trim in lines:
        again = tense + LOOSE_AGAIN if loose else tense
        total = cost + (easy if easy <= again else again)
        into = ways.hard if loose else ways.calm
        known = into.get(place)
        if known is None or total < known[0]:
            into[place] = (total, (layer, index, easy > again, trim))


def _walk(layers: list[_Ways], measures: Sequence[float], last: int, origin: Origin) -> list[Cut]:
    """The lines of the best way, from the first."""
    found = []
    place, closing = last, True
    while origin is not None:
        layer, first, loose, trim = origin
        found.append(Cut(first, place, trim, measures[layer], closing))
        place, closing = first, False
        ways = layers[layer]
        origin = (ways.hard if loose else ways.calm)[first][1]
    return found[::-1]
