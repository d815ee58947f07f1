"""Pass `ellipsis`: …… is six dots in two cells (GB/T 15834-2011, 4.11)."""

from __future__ import annotations

from collections.abc import Iterator

from ..han import CHINESE
from ..patterns import lazy
from ..strips import Edit

_DOTS = lazy(r"\.{3,}|。{3,}|…+|·{3,}|⋯+")


def repair(text: str) -> Iterator[Edit]:
    """The ellipses of one strip that are not …… and stand beside Chinese."""
    for match in _DOTS.finditer(text):
        start, end = match.span()
        beside = text[max(0, start - 1) : start] + text[end : end + 1]
        if match[0] != "……" and (CHINESE.search(beside) or _chinese_dots(match[0], text)):
            yield Edit(start, end, "……")


def _chinese_dots(dots: str, text: str) -> bool:
    return "。" in dots and bool(CHINESE.search(text))
