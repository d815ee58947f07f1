"""A paragraph made ready for breaking: every width and rule looked up once.

In: the text, its advances (whole thousandths of an em as the face has them) and the settings.
Out: a `Paragraph`, whose sums answer in constant time what any stretch of the text would
measure as a line, how far it could shrink and grow. It holds for every measure, so that a
paragraph that continues on another page or beside a float is prepared once.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from . import classes as c
from .addresses import addresses, divisions
from .classes import classify
from .pairs import AFTER_OPERATOR, HALF, NEVER, WORD, may_end, may_start, table_for
from .settings import EM, Settings, Strictness, Trim

HYPHEN_PRICE: Final = 60
_BETWEEN_SENSES: Final = 6
_COUNTED: Final = 8  # a number and the Han that counts: 10|月, 第|3
_COUNTERS: Final = re.compile(
    "[0-9%](?=[年月日时分秒点元角万亿千百个名位人次项家户亩吨米度届号条期周天岁类级版页章条款层栋台套件间处座])|第(?=[0-9])"
)
# A ratio of three terms or more, with decimals (so it is no time of day), like a formula.
_RATIO: Final = re.compile(r"\d+(?:\.\d+)?(?:[:∶]\d+\.\d+){2,}", re.ASCII)
_TERMS: Final = re.compile("(?<=[:∶])")
# Full-width marks and lines: their cell is an em (a pitch) whatever the glyph's advance.
_CELLS: Final = frozenset("OCPSQDE")
_PITCHED: Final = frozenset("HKFTNMX/i") | _CELLS
_EVENTFUL: Final = re.compile("[^HB]+")
_UNSET: Final = re.compile("[ Zi]+")
_WIDE_DOT: Final = 750


@dataclass(frozen=True, slots=True)
class Breaks:
    """The places to divide, in order, as parallel lists; the text's start and end are among them.

    At place `n` the text divides at `positions[n]`; the line before ends at `ends[n]`, the next
    starts at `starts[n]` (spaces between the two are not set). `prices` holds what is not free,
    `hyphens` the places that put a hyphen, `forced` those where the text demands a new line.
    """

    positions: list[int]
    ends: list[int]
    starts: list[int]
    prices: dict[int, float]
    hyphens: frozenset[int]
    forced: list[int]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Text with everything that breaking and spacing need. Lengths are in 1/1000 em.

    Lists over characters: `cells` (width as set), `gaps` (natural white after each), and for
    the white after each its `stages`, `gives`, `airs`, `words` and `evens` (see `Pair`).
    """

    text: str
    classes: str
    advances: Sequence[float]
    sizes: Sequence[float] | None
    settings: Settings
    cells: list[float]
    gaps: list[float]
    stages: bytearray
    gives: list[float]
    airs: list[float]
    words: list[float]
    evens: bytearray
    breaks: Breaks
    hyphen_width: float = 0
    extras: Mapping[int, float] = field(default_factory=dict)
    plain: bool = False  # every cell is as wide as its glyph


@dataclass(frozen=True, slots=True)
class Hints:
    """What else is known of a text, by character index.

    `extras` is width that is fixed to a character (an inline's padding), `spacing` white that the
    designer puts after one (`letter-spacing`), none at a line's end. `never` lists places
    where no line may end, `hyphens` places inside words where one may, with a hyphen of
    `hyphen_width`. `senses` lists where words begin; a break elsewhere between Han costs a
    little.
    """

    extras: Mapping[int, float] = field(default_factory=dict)
    spacing: Mapping[int, float] = field(default_factory=dict)
    never: Collection[int] = ()
    hyphens: Collection[int] = ()
    hyphen_width: float = 400
    senses: Collection[int] | None = None


def prepare(
    text: str,
    advances: Sequence[float],
    settings: Settings | None = None,
    *,
    classes: str | None = None,
    sizes: Sequence[float] | None = None,
    hints: Hints | None = None,
) -> Paragraph:
    """Look up every rule for `text`.

    `advances` holds one width a character, in thousandths of the paragraph's em; 0 for the
    rest of a cluster. `sizes` gives each character's own em in the same unit when they differ.
    `classes` is what `classify` said, when it was asked before.

    Raises ValueError when lengths disagree.
    """
    count = len(text)
    if len(advances) != count or (sizes is not None and len(sizes) != count):
        raise ValueError("one advance and one size for each character")
    settings, hints = settings or Settings(), hints or Hints()
    names = _narrow_dots(classify(text) if classes is None else classes, advances, sizes)
    builder = _Builder(text, names, advances, sizes, settings)
    builder.look_up_pairs()
    if sizes is not None:
        builder.scale(sizes)
    for index, width in hints.extras.items():
        builder.cells[index] += width
    for index, width in hints.spacing.items():
        builder.gaps[index] += width
    breaks = builder.breaks(hints)
    return Paragraph(
        text, names, advances, sizes, settings, builder.cells, builder.gaps, builder.stages,
        builder.gives, builder.airs, builder.words, builder.evens, breaks, hints.hyphen_width,
        hints.extras, builder.cells == advances,
    )  # fmt: skip


def _narrow_dots(names: str, advances: Sequence[float], sizes: Sequence[float] | None) -> str:
    """Classes with a narrow middle dot taken for a connector: it has no sides to give."""
    if c.MIDDLE not in names:
        return names
    return "".join(
        c.CONNECTOR
        if name == c.MIDDLE and advances[i] < _WIDE_DOT * (sizes[i] / EM if sizes else 1)
        else name
        for i, name in enumerate(names)
    )


class _Builder:
    """The lists of a paragraph while they are filled."""

    def __init__(
        self,
        text: str,
        names: str,
        advances: Sequence[float],
        sizes: Sequence[float] | None,
        settings: Settings,
    ) -> None:
        count = len(names)
        self.text, self.names, self.settings = text, names, settings
        self.table = table_for(settings)
        plain = self.table[c.HAN + c.HAN]
        self.cells = _cells(names, advances, sizes, settings.pitch)
        self.gaps: list[float] = [0] * count
        self.stages = bytearray(count)
        self.gives: list[float] = [0] * count
        self.airs: list[float] = [0] * count
        self.words: list[float] = [0] * count
        self.evens = bytearray([plain.even]) * count
        self.free = bytearray([plain.price != NEVER]) * (count + 1)
        self.prices: dict[int, float] = {}

    def look_up_pairs(self) -> None:
        """Fill the lists from the table wherever a neighbour is not simply Han."""
        names, last = self.names, len(self.names) - 1
        for run in _EVENTFUL.finditer(names):
            first, end = run.span()
            left = names[first - 1] if first else ""
            for place in range(max(first, 1), min(end, last) + 1):
                before = names[place - 1]
                if before != c.MARK or not left:
                    left = before
                self._pair(place, left, names[place])
        # ？！ and ！！ together take one em, ！！！ takes two (GB/T 15834, 4.2 and 4.3).
        for run in re.finditer("(?<!Q)(?:QQ)+(?!Q)", names):
            place = run.end() - 1
            if place < last and self.gaps[place] == 0 and self.settings.trim is not Trim.SPACE_ALL:
                self.gaps[place] = -HALF
                self.stages[place] = self.gives[place] = 0

    def _pair(self, place: int, left: str, right: str) -> None:
        pair, gap = self.table[left + right], place - 1
        self.gaps[gap], self.stages[gap], self.gives[gap] = pair.gap, pair.stage, pair.give
        self.airs[gap], self.evens[gap] = pair.air, pair.even
        if pair.word:
            width = self.cells[gap]
            self.words[gap] = max(0, pair.word - width)
            self.gives[gap] = max(0, width - pair.give) if pair.stage == WORD else 0
        if left == c.SPACE and right != c.SPACE:
            self.free[place] = self._free_after_spaces(place, right)
        elif pair.price == NEVER:
            self.free[place] = 0
        else:
            self.free[place] = 1
            if pair.price:
                self.prices[place] = pair.price

    def _free_after_spaces(self, place: int, right: str) -> bool:
        before = self.names[:place].rstrip(c.SPACE)[-1:] if place < 8 else self._last(place)
        strictness = self.settings.strictness
        if strictness is Strictness.ANYWHERE or not before:
            return right not in "Jm\n"
        return may_start(right, strictness) and may_end(before, strictness)

    def _last(self, place: int) -> str:
        while place and self.names[place - 1] == c.SPACE:
            place -= 1
        return self.names[place - 1] if place else ""

    def scale(self, sizes: Sequence[float]) -> None:
        """Bring the white of each gap to the size of the character that owns it."""
        for gap, (white, give, air) in enumerate(
            zip(self.gaps, self.gives, self.airs, strict=True)
        ):
            if not (white or give or air):
                continue
            owner = gap + 1 if self.names[gap + 1 : gap + 2] == c.OPENING else gap
            ratio = sizes[owner] / EM
            self.gaps[gap] = white * ratio
            self.airs[gap] = air * ratio
            if self.stages[gap] != WORD:
                self.gives[gap] = give * ratio

    def breaks(self, hints: Hints) -> Breaks:
        """Every place to divide, in order, the paragraph's start and end among them."""
        names, free, count = self.names, self.free, len(self.names)
        hyphens = set(hints.hyphens)
        for place in hints.never:
            free[place] = 0
        if hints.senses is not None:
            self._price_senses(set(hints.senses))
        newlines = [place + 1 for place, name in enumerate(names) if name == c.NEWLINE]
        soft = {place + 1 for place, name in enumerate(names) if name == c.SOFT_HYPHEN}
        for place in (*hyphens, *newlines):
            free[place] = 1
        free[count] = 1
        self._divide_addresses(set(hints.never))
        for ratio in _RATIO.finditer(self.text) if ":" in self.text else ():
            for term in _TERMS.finditer(self.text, *ratio.span()):
                self.free[term.start()], self.prices[term.start()] = 1, AFTER_OPERATOR
        positions = [0, *(place for place in range(1, count + 1) if free[place])]
        ends, starts = positions.copy(), positions.copy()
        index_of = {place: index for index, place in enumerate(positions)}
        for run in _UNSET.finditer(names):
            index = index_of.get(run.end())
            if index is not None and index:
                ends[index] = run.start()
        starts[0] = len(names) - len(names.lstrip(c.SPACE))
        forced = [index_of[place] for place in newlines]
        for index in forced:
            ends[index] = back(names, positions[index] - 1)
            starts[index] = _skip(names, positions[index])
        if not forced or positions[forced[-1]] != count:
            forced.append(len(positions) - 1)
        divided = frozenset(
            index_of[place] for place in hyphens | soft if place in index_of and place < count
        )
        for found in _COUNTERS.finditer(self.text):
            self.prices[found.end()] = self.prices.get(found.end(), 0) + _COUNTED
        prices = {index_of[place]: price for place, price in self.prices.items() if free[place]}
        prices |= dict.fromkeys(divided, HYPHEN_PRICE)
        return Breaks(positions, ends, starts, prices, divided, forced)

    def _divide_addresses(self, never: set[int]) -> None:
        even = self.table[c.HAN + c.HAN].even
        for start, end in addresses(self.text):
            for place, price in divisions(self.text, start, end):
                if place not in never:
                    self.free[place], self.prices[place] = 1, price
            self.evens[start : end - 1] = bytes([even]) * (end - 1 - start)

    def _price_senses(self, senses: set[int]) -> None:
        names = self.names
        for place in range(1, len(names)):
            if place not in senses and names[place - 1] == names[place] == c.HAN:
                self.prices[place] = self.prices.get(place, 0) + _BETWEEN_SENSES


def _cells(
    names: str, advances: Sequence[float], sizes: Sequence[float] | None, pitch: float
) -> list[float]:
    cells = list(advances)
    shift = pitch - EM
    for index, name in enumerate(names) if shift else ():
        if name in _PITCHED:
            cells[index] += shift * (sizes[index] / EM if sizes else 1)
    for run in re.finditer(f"[{''.join(sorted(_CELLS))}]", names):
        index = run.start()
        cells[index] = pitch if sizes is None else pitch * sizes[index] / EM
    return cells


def back(names: str, end: int) -> int:
    """The end of a line without the spaces at its end."""
    while end and names[end - 1] in " Zi":
        end -= 1
    return end


def _skip(names: str, start: int) -> int:
    """The start of a line without the collapsible spaces before it."""
    while start < len(names) and names[start] == c.SPACE:
        start += 1
    return start
