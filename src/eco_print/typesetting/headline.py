"""Headlines: lines that end where the sense does, in the shapes of GB/T 9704-2012.

In: a prepared paragraph and a measure. Out: lines. A title is set in as few lines as hold it,
each a whole phrase where that can be had, no line of one character, in the shape of a
trapezoid (each line shorter than the last, or longer) or a diamond; GB/T 9704 7.3.1.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from math import ceil, inf
from typing import Final

from .breaking import Cut
from .candidates import Candidates
from .compose import Line, line_of
from .emergency import with_emergency_breaks
from .paragraph import Paragraph
from .settings import EM
from .words import GRAMMAR, word_starts

MOST_LINES: Final = 6  # longer texts are no headlines
_ANOTHER_LINE: Final = 14.0
_INSIDE_WORD: Final = 4_000.0
_LONELY: Final = 900.0  # a line of one character
_STUB: Final = 30.0  # a line of two or three
_HANGING_WORD: Final = 30.0  # 的 at a line's start, 和 at its end
_IN_QUOTES: Final = 25.0
_SQUARE: Final = 5.0  # two lines of one width are neither trapezoid nor diamond
_SENSE: Final = 12.0  # between any two words; less beside a conjunction or a particle
_AT_PAUSE: Final = 6.0  # after ， or 、 within a headline; nothing after ： and the like
# Words that belong to what follows, and words that belong to what went before.
_LEADING: Final = frozenset([
    "全面", "深入", "加快", "进一步", "扎实", "切实", "不断", "持续", "大力", "关于", "加强",
    "认真", "奋力", "着力", "坚决", "努力", "积极",
])  # fmt: skip
_TRAILING: Final = frozenset([
    "精神", "工作", "会议", "活动", "任务", "情况", "问题", "事宜", "期间", "以来", "同志",
    "代表团",
])  # fmt: skip
_RANKS: Final = frozenset("会组局厅院所办队站部处科班团")  # alone they end a name: 学习|会
_COUNTED: Final = re.compile("[一二三四五六七八九十百千万][届次期号批年月日个名项条款]")
_ORDINALS: Final = re.compile("[0-9一二三四五六七八九十百][届次期号批]$")
_NEVER_FIRST: Final = frozenset("的了着过地得们等之者性化")
_NEVER_LAST: Final = frozenset("和与及暨或在对向为把被从以于由将第不全")
_SHAPE_STEP: Final = 0.07  # of the mean width, between two lines of a shape
_SHAPES: Final[dict[str, tuple[float, Callable[[int, int], float]]]] = {
    "inverted": (0.0, lambda line, count: (count - 1) / 2 - line),
    "upright": (0.4, lambda line, count: line - (count - 1) / 2),
    "diamond": (0.2, lambda line, count: (count - 1) / 4 - abs(line - (count - 1) / 2)),
}


def compose_headline(paragraph: Paragraph, measure: float) -> tuple[Line, ...] | None:
    """The lines of a headline, or None when the text is too long to be set as one."""
    candidates = Candidates(paragraph)
    if candidates.widest() > measure:
        paragraph = with_emergency_breaks(paragraph, measure)
        candidates = Candidates(paragraph)
    if len(paragraph.breaks.forced) > 1 or paragraph.breaks.positions == [0]:
        return None
    total = candidates.width(0, len(paragraph.breaks.positions) - 1)
    least = max(1, ceil(total / measure - 1e-9))
    if least > MOST_LINES:
        return None
    prices = list(_sense_prices(paragraph))
    for dearest in (_INSIDE_WORD, inf):
        ends = [place for place, price in enumerate(prices) if price < dearest]
        best = _best(_Search(candidates, prices, ends, measure, total), least)
        if best:
            break
    else:
        return None
    places = [0, *best]
    last = len(paragraph.breaks.positions) - 1
    return tuple(
        line_of(paragraph, Cut(start, end, candidates.edge(end), measure, closing=end == last))
        for start, end in itertools.pairwise(places)
    )


def _sense_prices(paragraph: Paragraph) -> Iterable[float]:
    """The price of ending a line at each place to divide."""
    text, positions = paragraph.text, paragraph.breaks.positions
    starts = word_starts(text)
    words = sorted(starts)
    depth = _depths(paragraph)
    for index, place in enumerate(positions):
        if place in (0, len(text)):
            yield 0.0
            continue
        price = paragraph.breaks.prices.get(index, 0.0) + _IN_QUOTES * depth[place]
        before, after = text[place - 1], text[place]
        if (
            place not in starts
            or _COUNTED.match(text, place - 1)
            or (before.isdigit() and paragraph.classes[place] == "H")
        ):
            price += _INSIDE_WORD
        if before in "，、；：。？！ 　":
            yield price + _AT_PAUSE * (before in "，、")
            continue
        bracket = paragraph.classes[place] == "O" or paragraph.classes[place - 1] == "C"
        if bracket and after not in _NEVER_FIRST and before not in _NEVER_LAST:
            yield price  # what is bracketed is a phrase
            continue
        price += _SENSE + _bound(text, words, place)
        if after in _NEVER_FIRST or before in _NEVER_LAST:
            price += _HANGING_WORD
        elif place - 1 in starts and before not in GRAMMAR and paragraph.classes[place - 1] == "H":
            price += _SENSE  # 市 or 县 alone goes with what follows
        elif before in GRAMMAR or after in GRAMMAR:
            price -= _SENSE * 0.7
        yield price


def _bound(text: str, words: list[int], place: int) -> float:
    """What it costs more that the words on either side belong together."""
    index = bisect_left(words, place)
    if index == len(words) or words[index] != place:
        return 0.0
    before = text[words[index - 1] : place]
    after = text[place : words[index + 1]] if index + 1 < len(words) else ""
    if before in _LEADING or after in _RANKS:
        return _HANGING_WORD
    return _SENSE if after in _TRAILING or _ORDINALS.search(text[:place]) else 0.0


def _depths(paragraph: Paragraph) -> list[int]:
    """How many quotation marks or brackets stand open before each character."""
    depths, depth = [], 0
    for name in paragraph.classes:
        depth -= name in "Cc" and depth > 0
        depths.append(depth)
        depth += name in "Op"
    return depths


@dataclass(frozen=True, slots=True)
class _Search:
    """What the search for a shape reads: places to end a line (`ends`) and their prices."""

    candidates: Candidates
    prices: list[float]
    ends: list[int]
    measure: float
    total: float


def _best(search: _Search, least: int) -> list[int]:
    """The best places to divide in as many lines as needed, or one or two more."""
    found = [
        (price + _ANOTHER_LINE * (count - least), places)
        for count in range(least, least + 3)
        for name in (_SHAPES if count > 1 else ("inverted",))
        for price, places in (_in_shape(search, count, name),)
    ]
    return min(found)[1]


def _in_shape(search: _Search, count: int, name: str) -> tuple[float, list[int]]:
    """The best places to divide into `count` lines of one shape, and their price."""
    bias, offset = _SHAPES[name]
    candidates, mean, last = search.candidates, search.total / count, search.ends[-1]
    best: dict[int, tuple[float, list[int]]] = {0: (bias, [])}
    for line in range(count):
        ideal = mean * (1 + _SHAPE_STEP * offset(line, count)) if count > 1 else mean
        reached: dict[int, tuple[float, list[int]]] = {}
        for start, (cost, places) in best.items():
            for end in search.ends:
                if end <= start or (end == last) != (line == count - 1):
                    continue
                width = candidates.width(start, end)
                if width > search.measure + 1:
                    break
                price = cost + ((width - ideal) / EM) ** 2 + search.prices[end]
                price += _thin(candidates, start, end) if count > 1 else 0.0
                price += (
                    _SQUARE if line == 1 == count - 1 and _alike(candidates, start, end) else 0.0
                )
                if price < reached.get(end, (inf, []))[0]:
                    reached[end] = (price, [*places, end])
        best = reached
    return best.get(last, (inf, []))


def _alike(candidates: Candidates, start: int, end: int) -> bool:
    """Whether the first line, up to `start`, is as wide as the second, up to `end`."""
    return abs(candidates.width(start, end) - candidates.width(0, start)) < EM / 2


def _thin(candidates: Candidates, start: int, end: int) -> float:
    """The price of a line with hardly anything on it."""
    positions, names = candidates.paragraph.breaks.positions, candidates.paragraph.classes
    solid = sum(name in "HKFA0BTy" for name in names[positions[start] : positions[end]])
    if solid < 2:
        return _LONELY
    return _STUB if solid < 4 else 0.0
