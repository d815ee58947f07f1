"""From a prepared paragraph to lines whose every distance is a whole number.

In: a `Paragraph` and the measures of its lines. Out: `Line`s, each with what is added after
(or taken before) each character, in whole thousandths of that character's em, so that a PDF
can say it exactly; what division leaves over is spread along the line, and the right edge is
met to half a thousandth of an em.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from operator import sub

from . import classes as c
from .breaking import Breaker, Cut
from .edges import line_starts
from .emergency import with_emergency_breaks
from .letters import UGLY, letter_gaps, shares
from .pairs import STAGES
from .paragraph import Paragraph
from .settings import EM, Justify


@dataclass(frozen=True, slots=True)
class Line:
    """One line: the characters from `start` to `end`; the next line begins at `next`.

    What stands between `end` and `next` (spaces, a line feed) is not set. `after` holds, for
    each character, what is added to its advance; `before` pairs of an index into the line and
    what is put before that character: an opening mark that lost its blank side moves left.
    `width` is what the line measures, less what hangs out on the right (`hang`). `looseness`
    is what the widest even gap got, `hyphen` whether the line ends in a hyphen, `closing`
    whether the text itself ends the line here.
    """

    start: int
    end: int
    next: int
    after: tuple[int, ...]
    before: tuple[tuple[int, int], ...]
    width: float
    hang: float = 0
    looseness: float = 0
    hyphen: bool = False
    closing: bool = False


class Composer:
    """A paragraph that can be set to one measure after another, from any line on."""

    def __init__(self, paragraph: Paragraph) -> None:
        self._paragraph = paragraph
        self._breaker = Breaker(paragraph)
        self._sturdy: dict[float, Composer] = {}

    def lines(self, measures: Sequence[float], start: int = 0) -> tuple[Line, ...]:
        """The lines from character `start` on, the first to `measures[0]` and so forth.

        Measures are in thousandths of the paragraph's em; the last one repeats. `start` is 0
        or the `next` of a line. Raises ValueError for a start that no line can have.
        """
        narrow = min(measures)
        if self._breaker.candidates.widest() > narrow:
            found = self._cut_to(narrow)._lines(measures, start)
        else:
            found = self._lines(measures, start)
        if found is None:  # the line before was cut as a last resort, on another measure
            found = self._cut_to(0)._lines(measures, start)
        if found is None:
            raise ValueError(f"no line starts at character {start}")
        return found

    def _cut_to(self, measure: float) -> Composer:
        if measure not in self._sturdy:
            cut = with_emergency_breaks(self._paragraph, measure)
            self._sturdy[measure] = self if cut is self._paragraph else Composer(cut)
        return self._sturdy[measure]

    def _lines(self, measures: Sequence[float], start: int) -> tuple[Line, ...] | None:
        positions = self._paragraph.breaks.positions
        place = bisect_left(positions, start)
        if place == len(positions) or positions[place] != start:
            return None
        cuts = self._breaker.cuts(measures, place)
        return tuple(line_of(self._paragraph, cut) for cut in cuts)

    def natural_width(self) -> float:
        """The width of the widest line when only the text itself ends lines."""
        cuts = self._breaker.cuts((float("inf"),))
        return max((line_of(self._paragraph, cut).width for cut in cuts), default=0)

    def least_width(self) -> float:
        """The width of the widest piece that may not be divided."""
        return self._breaker.candidates.widest()


def compose(paragraph: Paragraph, measures: Sequence[float]) -> tuple[Line, ...]:
    """The lines of a paragraph; see `Composer.lines`."""
    return Composer(paragraph).lines(measures)


def line_of(paragraph: Paragraph, cut: Cut) -> Line:
    """One line as it is set: what its cut leaves open is given to its gaps."""
    breaks = paragraph.breaks
    start, position = breaks.starts[cut.first], breaks.positions[cut.last]
    end = max(breaks.ends[cut.last], start)
    fresh = cut.first == 0 or cut.first in breaks.forced
    lead = line_starts(paragraph, cut.first, first=fresh) if start < end else 0
    whites = paragraph.gaps[start:end]
    if whites:
        whites[-1] = 0
    cells = sum(paragraph.cells[start:end])
    hyphen = cut.last in breaks.hyphens
    natural = cells + sum(whites) - lead - cut.trim + (paragraph.hyphen_width if hyphen else 0)
    looseness = 0.0
    justified = paragraph.settings.justify is not Justify.NONE
    fill = not cut.closing or paragraph.settings.last_justified
    rest = cut.measure - natural if cut.measure < 1e12 else 0.0
    if rest < 0 and justified:
        _take(paragraph, whites, start, -rest)
    elif rest > 0 and justified and fill and end - start > 1:
        looseness = _grow(paragraph, whites, start, rest)
    width = cells + sum(whites) - lead - cut.trim + (paragraph.hyphen_width if hyphen else 0)
    after, before = _whole(paragraph, start, whites, lead, cut.trim)
    hang = max(0.0, cut.trim - EM / 2) if cut.trim > EM / 2 else 0.0
    return Line(start, end, position, after, before, width, hang, looseness, hyphen, cut.closing)


def _take(paragraph: Paragraph, whites: list[float], start: int, need: float) -> None:
    """Take white in CLREQ's order, from all gaps of a stage alike."""
    last = len(whites) - 1
    stages, gives = paragraph.stages, paragraph.gives
    for stage in range(1, STAGES):
        gaps = [gap for gap in range(last) if stages[start + gap] == stage]
        room = sum(gives[start + gap] for gap in gaps)
        if room <= 0:
            continue
        share = min(1.0, need / room)
        for gap in gaps:
            whites[gap] -= gives[start + gap] * share
        need -= room * share
        if need <= 0:
            return


def _grow(paragraph: Paragraph, whites: list[float], start: int, rest: float) -> float:
    """Widen word spaces, then Han-Latin air, then every gap alike; what the last got."""
    last = len(whites) - 1
    for rooms in (paragraph.words, paragraph.airs):
        room = sum(rooms[start : start + last])
        if room > 0:
            share = min(1.0, rest / room)
            for gap in range(last):
                whites[gap] += rooms[start + gap] * share
            rest -= room * share
            if rest <= 0:
                return 0.0
    evens = paragraph.evens
    count = sum(evens[start : start + last])
    letters: list[int] = []
    if rest > UGLY * count:
        letters = letter_gaps(paragraph, start, start + last + 1)
    each, spaced = shares(rest, count, len(letters))
    for gap in range(last):
        if evens[start + gap]:
            whites[gap] += each
    for gap in letters:
        whites[gap - start] += spaced
    return each


def _whole(
    paragraph: Paragraph, start: int, whites: list[float], lead: float, trim: float
) -> tuple[tuple[int, ...], tuple[tuple[int, int], ...]]:
    """Whole thousandths from exact distances, each rounding carried to the next gap.

    White that an opening mark lost on its left is taken before it, not after its neighbour.
    """
    end = start + len(whites)
    plain = paragraph.plain or paragraph.cells[start:end] == paragraph.advances[start:end]
    if plain and not (lead or trim or any(whites)):
        return (0,) * len(whites), ()
    if not plain or paragraph.sizes:
        return _whole_by_size(paragraph, start, whites, lead, trim)
    marks = [
        index
        for index in range(1, len(whites))
        if whites[index - 1] < 0 and paragraph.classes[start + index] == c.OPENING
    ]
    whites[-1] -= trim
    places = [0, *map(round, accumulate(whites))]
    after = list(map(sub, places[1:], places))
    before = [(0, round(-lead))] if lead else []
    for index in marks:
        before.append((index, after[index - 1]))
        after[index - 1] = 0
    return tuple(after), tuple(before)


def _whole_by_size(
    paragraph: Paragraph, start: int, whites: list[float], lead: float, trim: float
) -> tuple[tuple[int, ...], tuple[tuple[int, int], ...]]:
    """The same where characters differ in size, or glyphs are not as wide as their cells."""
    after: list[int] = []
    before: list[tuple[int, int]] = []
    owed, last = 0.0, len(whites) - 1
    for index, white in enumerate(whites):
        place = start + index
        unit = paragraph.sizes[place] / EM if paragraph.sizes else 1.0
        put, add = _around(paragraph, place, white if index < last else -trim)
        if index == 0:
            put -= lead
        elif paragraph.classes[place] == c.OPENING and whites[index - 1] < 0:
            put += whites[index - 1]
        if put:
            owed += put
            moved = round(owed / unit)
            owed -= moved * unit
            if moved:
                before.append((index, moved))
        owed += add
        moved = round(owed / unit)
        owed -= moved * unit
        after.append(moved)
    return tuple(after), tuple(before)


def _around(paragraph: Paragraph, place: int, white: float) -> tuple[float, float]:
    """What goes before and after a character: its cell's spare width, and the white."""
    name = paragraph.classes[place]
    spare = paragraph.cells[place] - paragraph.advances[place] - paragraph.extras.get(place, 0.0)
    put = spare if name == c.OPENING else spare / 2 if name in "DE" else 0.0
    follows = paragraph.classes[place + 1 : place + 2]
    taken = white if white < 0 and follows == c.OPENING else 0.0
    return put, spare - put + white - taken


def set_widths(paragraph: Paragraph, line: Line) -> Iterator[tuple[float, float]]:
    """Where each character of a line stands: its origin and the next one's, in 1/1000 em."""
    before = dict(line.before)
    at = 0.0
    for index in range(line.end - line.start):
        place = line.start + index
        unit = paragraph.sizes[place] / EM if paragraph.sizes else 1.0
        at += before.get(index, 0) * unit
        origin = at
        at += paragraph.advances[place] + line.after[index] * unit
        yield origin, at
