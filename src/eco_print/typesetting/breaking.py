"""Where the lines of a paragraph end: the whole paragraph at once, at least cost.

In: a `Paragraph` and the measure of each line. Out: the lines as pairs of places to divide,
with the choice made at each line's end.

The search is the shortest path of Knuth and Plass over the places to divide, with the prices
of Chinese: what a line takes from marks and air is priced by CLREQ's order of reduction, what
it adds between characters by the square, a line that follows another loose one dearer. Only
places that begin a line on some path are looked at, and from each only those ends that a line
can reach; so the time is linear in the text. It looks first among paragraphs without a loose
line, then among those without an ugly one, and only then at all of them.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import inf
from operator import add, sub
from typing import Final

from .edges import line_ends, line_starts
from .pairs import AIR, BRACKET, COMMA, DOT, FULL_STOP, WORD
from .paragraph import Paragraph
from .settings import Justify

# Points for an em of white taken at each stage; half of it when little is taken of much.
TAKE: Final = {WORD: 3.0, DOT: 4.0, BRACKET: 8.0, COMMA: 11.0, AIR: 16.0, FULL_STOP: 22.0}
GROW_WORD: Final = 4.0
GROW_AIR: Final = 8.0
OVERFULL: Final = 1e7
RUNT: Final = 3_000.0  # a last line of one character
SHORT: Final = 8.0  # a last line of two
LOOSE: Final = 30.0  # thousandths a gap from which a line counts as loose
LOOSE_AGAIN: Final = 12.0
UGLY: Final = 125.0  # an eighth of an em a gap
UGLY_PRICE: Final = 600.0
RAGGED: Final = 4.0  # points for an em left open, by the square

# What is tried in turn: the share of the measure that may be left to fill.
TOLERANCES: Final = (0.042, 0.14, 0.6)
_WHOLE: Final = (0.0,)
_SLACK: Final = 1e-6  # for sums of floats


@dataclass(frozen=True, slots=True)
class Cut:
    """A line from one place to divide to another; `trim` is left out of its last cell."""

    first: int
    last: int
    trim: float
    measure: float
    closing: bool  # the text demands a new line after it


@dataclass(slots=True)
class _Sums:
    """Prefix sums over gaps, as a line that starts or ends at each place to divide sees them."""

    start: list[float]
    end: list[float]

    @classmethod
    def over(cls, paragraph: Paragraph, values: Sequence[float]) -> _Sums:
        """The gap after a line's last character does not count."""
        prefix = [0.0, *accumulate(values)]
        breaks = paragraph.breaks
        start = [prefix[place] for place in breaks.starts]
        return cls(start, [prefix[place - 1] if place else 0.0 for place in breaks.ends])


@dataclass(slots=True)
class _Node:
    """The best ways to a line's start: after a line that is not loose, and after a loose one."""

    costs: list[float]
    before: list[tuple[int, int, int, float] | None]  # layer, place, way, trim


_Layers = list[dict[int, _Node]]


class Breaker:
    """The search over one paragraph; its sums hold for every measure."""

    def __init__(self, paragraph: Paragraph) -> None:
        self.paragraph = paragraph
        self._starts, self._ends = self._widths()
        breaks = paragraph.breaks
        self._trims = {
            index: line_ends(paragraph, index, last=index in breaks.forced)
            for index, place in enumerate(breaks.ends)
            if place and paragraph.classes[place - 1] in "CPSQ"
        }
        justified = paragraph.settings.justify is not Justify.NONE
        nothing = bytes(len(paragraph.text))
        self._even = _Sums.over(paragraph, paragraph.evens if justified else nothing)
        self._air = _Sums.over(paragraph, paragraph.airs if justified else nothing)
        self._word = _Sums.over(paragraph, paragraph.words if justified else nothing)
        self._give = _Sums.over(paragraph, paragraph.gives if justified else nothing)
        self._stages = self._stage_sums() if justified else []
        self._bounds()
        self._justified = justified

    def _widths(self) -> tuple[list[float], list[float]]:
        """A line's natural width is its end less its start, before the choice at its end."""
        paragraph, breaks = self.paragraph, self.paragraph.breaks
        widths = [0.0, *accumulate(map(add, paragraph.cells, paragraph.gaps))]
        starts = [widths[place] for place in breaks.starts]
        ends = [
            widths[place] - paragraph.gaps[place - 1] if place else 0.0 for place in breaks.ends
        ]
        for index in breaks.hyphens:
            ends[index] += paragraph.hyphen_width
        if "O" in paragraph.classes:
            fresh = {0, *breaks.forced}
            for index, place in enumerate(breaks.starts):
                if paragraph.classes[place : place + 1] == "O":
                    starts[index] += line_starts(paragraph, index, first=index in fresh)
        return starts, ends

    def _stage_sums(self) -> list[tuple[float, _Sums]]:
        paragraph, sums = self.paragraph, []
        for stage, price in TAKE.items():
            if stage in paragraph.stages:
                gives = [
                    give if at == stage else 0
                    for at, give in zip(paragraph.stages, paragraph.gives, strict=True)
                ]
                sums.append((price / 1000, _Sums.over(paragraph, gives)))
        return sums

    def _bounds(self) -> None:
        """The least and the easy width of every line, as an end less a start."""
        self._least_starts = list(map(sub, self._starts, self._give.start))
        self._least_ends = list(map(sub, self._ends, self._give.end))
        for index, trims in self._trims.items():
            self._least_ends[index] -= max(trims)
        self._easy_starts = [
            sum(parts)
            for parts in zip(self._starts, self._air.start, self._word.start, strict=True)
        ]
        self._easy_ends = [
            sum(parts) for parts in zip(self._ends, self._air.end, self._word.end, strict=True)
        ]

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
        best: tuple[float, list[Cut]] = (inf, [])
        for tolerance in TOLERANCES:
            layers = self._search(first, last, measures, tolerance)
            cost, layer, way = min(_ways(layers, last), default=(inf, 0, 0))
            if cost < best[0]:
                best = cost, _walk(layers, measures, last, layer, way)
            if best[0] < RUNT:
                break
        return best[1]

    def _search(
        self, first: int, last: int, measures: Sequence[float], tolerance: float
    ) -> _Layers:
        """Nodes by line number while measures differ, then all in one layer."""
        layers: _Layers = [{} for _ in measures]
        layers[0][first] = _Node([0.0, inf], [None, None])
        runt, short = self._runts(first, last)
        judge = self._judge()
        final = len(measures) - 1
        for layer, measure in enumerate(measures):
            nodes, target = layers[layer], min(layer + 1, final)
            index = min(nodes, default=last)
            while index < last and (layer == final or index <= max(nodes)):
                node = nodes.get(index)
                if node is not None:
                    for place, cost, loose, trim in self._reach(
                        judge, index, last, measure, tolerance
                    ):
                        extra = 0.0
                        if place == last and index != first and index >= short:
                            extra = RUNT if index >= runt else SHORT
                        _join(
                            layers[target], place, node, (layer, index, trim), cost + extra, loose
                        )
                index += 1
        return layers

    def _reach(
        self, judge: _Judge, index: int, last: int, measure: float, tolerance: float
    ) -> list[tuple[int, float, bool, float]]:
        """The lines that start at `index`: where they end, cost, looseness, trim."""
        found = []
        wanted = self._easy_starts[index] + measure * (1 - tolerance)
        place = bisect_left(self._easy_ends, wanted, index + 1, last + 1)
        limit = self._least_starts[index] + measure + _SLACK
        ends = self._least_ends
        place = min(place, last)
        while place <= last and ends[place] <= limit:
            judged = judge(index, place, measure, place == last)
            if judged is not None:
                found.append((place, *judged))
            place += 1
        if not found and tolerance == TOLERANCES[-1]:
            found.append(self._at_worst(judge, index, last, measure))
        return found

    def _at_worst(
        self, judge: _Judge, index: int, last: int, measure: float
    ) -> tuple[int, float, bool, float]:
        """The fullest line when none is good; the shortest when even that is too long."""
        limit = self._least_starts[index] + measure + _SLACK
        place = bisect_left(self._least_ends, limit, index + 1, last + 1) - 1
        if place > index and (judged := judge(index, place, measure, place == last)):
            return place, *judged
        place = index + 1
        trim = max(self._trims.get(place, _WHOLE))
        over = self._least_ends[place] - self._least_starts[index] - measure
        return place, OVERFULL + max(over, 0.0), False, trim

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

    def _judge(self) -> _Judge:
        """A function that prices one line; everything it reads is bound once."""
        starts, ends, trims, prices = (
            self._starts,
            self._ends,
            self._trims,
            self.paragraph.breaks.prices,
        )
        take, grow = self._take, self._grow
        flush_last = not (self.paragraph.settings.last_justified and self._justified)

        def judge(
            first: int, end: int, measure: float, last: bool
        ) -> tuple[float, bool, float] | None:
            best = None
            room = measure - ends[end] + starts[first]
            for trim in trims.get(end, _WHOLE):
                rest = room + trim
                loose = 0.0
                if rest < -_SLACK:
                    cost = take(first, end, -rest)
                    if cost < 0:
                        continue
                elif last and flush_last:
                    cost = 0.0
                else:
                    cost, loose = grow(first, end, rest)
                if best is None or cost < best[0]:
                    best = (cost, loose > LOOSE, trim)
            if best is not None and end in prices:
                return best[0] + prices[end], best[1], best[2]
            return best

        return judge

    def _take(self, first: int, end: int, need: float) -> float:
        """The price of taking `need` out of a line, in CLREQ's order; -1 when it has less."""
        cost = 0.0
        for price, sums in self._stages:
            give = sums.end[end] - sums.start[first]
            if give > 0:
                taken = need if need < give else give
                cost += price * taken * (0.5 + 0.5 * taken / give)
                need -= taken
                if need <= _SLACK:
                    return cost
        return -1.0

    def _grow(self, first: int, end: int, rest: float) -> tuple[float, float]:
        """The price of filling a line, and what each gap between characters gets."""
        cost = 0.0
        for price, sums in ((GROW_WORD, self._word), (GROW_AIR, self._air)):
            room = sums.end[end] - sums.start[first]
            if room > 0 and rest > 0:
                taken = rest if rest < room else room
                cost += price * taken * taken / room / 1000
                rest -= taken
        if rest <= _SLACK:
            return cost, 0.0
        gaps = self._even.end[end] - self._even.start[first]
        if gaps <= 0:
            return cost + RAGGED * (rest / 1000) ** 2, 0.0
        gap = rest / gaps
        cost += rest * gap / 1000
        return (cost if gap <= UGLY else cost + UGLY_PRICE + gap), gap

    def _first_fit(self, first: int, last: int, measures: Sequence[float]) -> list[Cut]:
        """Each line as full as it can be without taking white from it."""
        found: list[Cut] = []
        while first < last:
            measure = measures[min(len(found), len(measures) - 1)]
            place = first + 1
            trim = max(self._trims.get(place, _WHOLE))
            for end in range(first + 1, last + 1):
                if self._least_ends[end] - self._least_starts[first] > measure + _SLACK:
                    break
                room = measure - self._ends[end] + self._starts[first] + _SLACK
                fitting = [trim for trim in self._trims.get(end, _WHOLE) if trim + room >= 0]
                if fitting:
                    place, trim = end, min(fitting)
            found.append(Cut(first, place, trim, measure, closing=place == last))
            first = place
        return found


_Judge = Callable[[int, int, float, bool], "tuple[float, bool, float] | None"]


def _join(
    nodes: dict[int, _Node],
    place: int,
    before: _Node,
    origin: tuple[int, int, float],
    cost: float,
    loose: bool,
) -> None:
    """Take a line into account as a way to `place`."""
    calm, hard = before.costs
    again = hard + LOOSE_AGAIN if loose else hard
    way, total = (0, calm + cost) if calm <= again else (1, again + cost)
    node = nodes.get(place)
    if node is None:
        node = nodes[place] = _Node([inf, inf], [None, None])
    if total < node.costs[loose]:
        layer, index, trim = origin
        node.costs[loose] = total
        node.before[loose] = (layer, index, way, trim)


def _ways(layers: _Layers, last: int) -> Iterator[tuple[float, int, int]]:
    """The ways that reach the end: cost, layer, and after what kind of line."""
    for layer, nodes in enumerate(layers):
        if last in nodes:
            for way, cost in enumerate(nodes[last].costs):
                if cost < inf:
                    yield cost, layer, way


def _walk(layers: _Layers, measures: Sequence[float], last: int, layer: int, way: int) -> list[Cut]:
    """The lines of the best way, from the first."""
    found = []
    place, closing = last, True
    while (step := layers[layer][place].before[way]) is not None:
        layer, first, way, trim = step
        found.append(Cut(first, place, trim, measures[layer], closing))
        place, closing = first, False
    return found[::-1]
