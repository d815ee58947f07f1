"""Pass `ellipsis`: …… is six dots in two cells (GB/T 15834-2011, 4.11)."""

from __future__ import annotations

from collections.abc import Iterator

from ..han import CHINESE, HAN, WIDE_MARKS
from ..patterns import lazy
from ..strips import Edit

_DOTS = lazy(r"\.{3,}|。{3,}|…+|·{3,}|⋯+")
_FIGURE = lazy(rf"[{HAN}{WIDE_MARKS}][+\-−]?[0-9A-Za-z][0-9A-Za-z.,]{{0,20}}[%％‰℃]?\Z")
"""A figure or a word in Chinese text (增长6.1%...); what stands behind a space is of another."""
_LONGEST_FIGURE = 24


def repair(text: str) -> Iterator[Edit]:
    """The ellipses of one strip that are not …… and stand beside Chinese."""
    for match in _DOTS.finditer(text):
        start, end = match.span()
        beside = text[max(0, start - 1) : start] + text[end : end + 1]
        chinese = CHINESE.search(beside) or _chinese_dots(match[0], text)
        if match[0] != "……" and (chinese or _after_figure(text, start, end)):
            yield Edit(start, end, "……")


def _chinese_dots(dots: str, text: str) -> bool:
    return "。" in dots and bool(CHINESE.search(text))


def _after_figure(text: str, start: int, end: int) -> bool:
    """Whether the dots follow a figure in Chinese and end it; 1...10 is a range."""
    before = text[max(0, start - _LONGEST_FIGURE) : start]
    return not text[end : end + 1].isalnum() and _FIGURE.search(before) is not None
