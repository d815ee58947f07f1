"""The lines that a paragraph can have, and what each costs.

In: a `Paragraph`. Out: from any place to divide, the lines of a measure that start there, each
with its price in the terms of Chinese: what a line takes from marks and air is priced by CLREQ's
order of reduction, what it adds between characters by the square.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from itertools import accumulate
from math import inf
from operator import add, sub
from typing import Final

from .edges import line_ends, line_starts
from .letters import UGLY, letter_gaps, shares
from .pairs import AIR, BRACKET, COMMA, DOT, FULL_STOP, WORD
from .paragraph import Paragraph
from .settings import EM, Hanging, Justify
from .sums import Places, Prefix

# Points for an em of white taken at each stage, when all of it is taken; less by the square.
TAKE: Final = {WORD: 1.0, DOT: 2.0, BRACKET: 3.0, COMMA: 3.5, AIR: 5.0, FULL_STOP: 6.0}
CROWDED: Final = 0.01  # for each thousandth that a line gives beyond an em
GROW_WORD: Final = 4.0
GROW_AIR: Final = 20.0  # air of a third is allowed, of half an em seldom chosen
OVERFULL: Final = 1e7
LOOSE: Final = 30.0  # thousandths a gap from which a line counts as loose
UGLY_PRICE: Final = 600.0
RAGGED: Final = 4.0  # points for an em left open by the square, where lines are not justified

_CLOSING: Final = re.compile("[CPSQ]")
_OPENING: Final = re.compile("O")
_WHOLE: Final = (0.0,)
_SLACK: Final = 1e-6  # for sums of floats

Candidate = tuple[int, float, bool, float]
"""Where a line ends, its cost, whether it is loose, and what is left out of its last cell."""


class Candidates:
    """The lines of one paragraph; its sums hold for every measure."""

    def __init__(self, paragraph: Paragraph) -> None:
        self.paragraph = paragraph
        self._places = Places(paragraph)
        self._starts, self._ends = self._widths()
        breaks = paragraph.breaks
        self._trims = self._end_choices()
        self._prices = breaks.prices
        places = self._places
        justified = self._justified = paragraph.settings.justify is not Justify.NONE
        self._flush_last = not (justified and paragraph.settings.last_justified)
        nothing = b""
        self._even = places.prefix(paragraph.evens if justified else nothing)
        self._rooms = [
            (price / 1000, places.prefix(values))
            for price, values in ((GROW_WORD, paragraph.words), (GROW_AIR, paragraph.airs))
            if justified and any(values)
        ]
        self._stages = self._stage_sums() if justified else []
        self._bounds(places.prefix(paragraph.gives if justified else nothing))

    def _widths(self) -> tuple[list[float], list[float]]:
        """A line's natural width is its end less its start, before the choice at its end."""
        paragraph, breaks = self.paragraph, self.paragraph.breaks
        steps = list(map(add, paragraph.cells, paragraph.gaps))
        prefix = [0.0, *accumulate(steps)]
        starts = list(self._places.at_starts(prefix))
        # Up to the last character, and that character without the gap after it.
        ends = list(
            map(
                add,
                self._places.at_ends(prefix),
                self._places.at_ends([*paragraph.cells, 0.0]),
            )
        )
        for index in range(breaks.ends.count(0)):
            ends[index] = 0.0
        for index in breaks.hyphens:
            ends[index] += paragraph.hyphen_width
        fresh = {0, *breaks.forced}
        for mark in _OPENING.finditer(paragraph.classes):
            for index in _all_at(breaks.starts, mark.start()):
                starts[index] += line_starts(paragraph, index, first=index in fresh)
        return starts, ends

    def _end_choices(self) -> dict[int, tuple[float, ...]]:
        """What the last mark of each line may lose; the same everywhere unless marks hang."""
        paragraph, breaks = self.paragraph, self.paragraph.breaks
        settings = paragraph.settings
        varied = paragraph.sizes or settings.hang_last or settings.hanging is not Hanging.NONE
        usual: tuple[float, ...] | None = None
        found: dict[int, tuple[float, ...]] = {}
        for mark in _CLOSING.finditer(paragraph.classes):
            for index in _all_at(breaks.ends, mark.end()):
                if usual is None or varied:
                    usual = line_ends(paragraph, index, last=index in breaks.forced)
                found[index] = usual
        return found

    def _stage_sums(self) -> list[tuple[float, Prefix]]:
        paragraph, sums = self.paragraph, []
        for stage, price in TAKE.items():
            if stage in paragraph.stages:
                gives = [0.0] * len(paragraph.gives)
                for gap in re.finditer(bytes([stage]), paragraph.stages):
                    gives[gap.start()] = paragraph.gives[gap.start()]
                sums.append((price / 1000, self._places.prefix(gives)))
        return sums

    def _bounds(self, give: Prefix) -> None:
        """The least and the easy width of every line, as an end less a start."""
        at_starts, at_ends = self._places.at_starts, self._places.at_ends
        self._least_starts = list(map(sub, self._starts, at_starts(give)))
        self._least_ends = list(map(sub, self._ends, at_ends(give)))
        for index, trims in self._trims.items():
            self._least_ends[index] -= max(trims)
        self._easy_starts, self._easy_ends = self._starts, self._ends
        for _, prefix in self._rooms:
            self._easy_starts = list(map(add, self._easy_starts, at_starts(prefix)))
            self._easy_ends = list(map(add, self._easy_ends, at_ends(prefix)))

    def widest(self) -> float:
        """The width of the widest stretch that no place divides, set as tight as may be."""
        ends, starts = self._least_ends, self._least_starts
        return max(map(sub, ends[1:], starts), default=0)

    def width(self, first: int, last: int) -> float:
        """The natural width of a line, its last mark without the blank side."""
        return self._ends[last] - self._starts[first] - self.edge(last)

    def edge(self, last: int) -> float:
        """What the last mark of a line may lose without hanging out."""
        paragraph = self.paragraph
        whole = paragraph.cells[paragraph.breaks.ends[last] - 1]
        return max((trim for trim in self._trims.get(last, _WHOLE) if trim < whole), default=0.0)

    def reach(self, index: int, last: int, measure: float, tolerance: float) -> list[Candidate]:
        """The lines that start at a place; `tolerance` is the share of them that may stay open."""
        found: list[Candidate] = []
        wanted = self._easy_starts[index] + measure * (1 - tolerance)
        place = min(bisect_left(self._easy_ends, wanted, index + 1, last + 1), last)
        limit = self._least_starts[index] + measure + _SLACK
        ends, judge = self._least_ends, self.judge
        while place <= last and ends[place] <= limit:
            line = judge(index, place, measure, place == last)
            if line is not None:
                found.append(line)
            place += 1
        return found

    def at_worst(self, index: int, last: int, measure: float) -> Candidate:
        """The fullest line when none is good; the shortest when even that is too long."""
        limit = self._least_starts[index] + measure + _SLACK
        place = bisect_left(self._least_ends, limit, index + 1, last + 1) - 1
        if place > index and (line := self.judge(index, place, measure, place == last)):
            return line
        place = index + 1
        trim = max(self._trims.get(place, _WHOLE))
        over = self._least_ends[place] - self._least_starts[index] - measure
        return place, OVERFULL + max(over, 0.0), False, trim

    def fullest(self, first: int, last: int, measure: float) -> tuple[int, float]:
        """Where the fullest line that no white is taken from ends, and what its last cell loses."""
        place = first + 1
        trim = max(self._trims.get(place, _WHOLE))
        for end in range(first + 1, last + 1):
            if self._least_ends[end] - self._least_starts[first] > measure + _SLACK:
                break
            room = measure - self._ends[end] + self._starts[first] + _SLACK
            fitting = [trim for trim in self._trims.get(end, _WHOLE) if trim + room >= 0]
            if fitting:
                place, trim = end, min(fitting)
        return place, trim

    def judge(self, first: int, end: int, measure: float, last: bool) -> Candidate | None:
        """The price of one line, by the better choice at its end."""
        best: Candidate | None = None
        room = measure - self._ends[end] + self._starts[first]
        flush = last and self._flush_last
        price = self._prices.get(end, 0.0)
        for trim in self._trims.get(end, _WHOLE):
            rest = room + trim
            gap = 0.0
            if rest < -_SLACK:
                cost = self.take(first, end, -rest)
                if cost < 0:
                    continue
            elif flush or rest < _SLACK:
                cost = 0.0
            else:
                cost, gap = self.grow(first, end, rest)
            if best is None or cost + price < best[1]:
                best = (end, cost + price, gap > LOOSE, trim)
        return best

    def take(self, first: int, end: int, need: float) -> float:
        """The price of taking `need` out of a line, in CLREQ's order; -1 when it has less."""
        cost = CROWDED * (need - EM) if need > EM else 0.0
        start, stop = self._places.starts[first], self._places.ends[end]
        for price, prefix in self._stages:
            give = prefix[stop] - prefix[start]
            if give > 0:
                taken = need if need < give else give
                cost += price * taken * taken / give
                need -= taken
                if need <= _SLACK:
                    return cost
        return -1.0

    def grow(self, first: int, end: int, rest: float) -> tuple[float, float]:
        """The price of filling a line, and what each gap between characters gets."""
        cost = 0.0
        start, stop = self._places.starts[first], self._places.ends[end]
        for price, prefix in self._rooms:
            room = prefix[stop] - prefix[start]
            if room > 0 and rest > 0:
                taken = rest if rest < room else room
                cost += price * taken * taken / room
                rest -= taken
        if rest <= _SLACK:
            return cost, 0.0
        gaps = self._even[stop] - self._even[start]
        if not self._justified:
            return cost + RAGGED * (rest / 1000) ** 2, 0.0
        gap = rest / gaps if gaps > 0 else inf
        if gap <= UGLY:
            return cost + rest * gap / 1000, gap
        letters = len(letter_gaps(self.paragraph, start, stop + 1))
        gap, each = shares(rest, gaps, letters)
        widest = max(gap, each) or rest  # what is left open counts as one gap
        return cost + rest * widest / 1000 + UGLY_PRICE + widest, gap


def _all_at(places: list[int], place: int) -> Iterator[int]:
    """Every index at which a sorted list has `place`."""
    index = bisect_left(places, place)
    while index < len(places) and places[index] == place:
        yield index
        index += 1
