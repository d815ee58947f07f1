"""Chinese words and how common they are, for breaking headlines by sense.

The words are those of jieba's dictionary, an installed dependency. Reading all of it takes
longer than setting a page, so what is needed is kept in the cache: the words of up to four Han
counted at least ten times, in the order of their UTF-8 bytes, a line each with its price,
10 · ln(all / count).
"""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from math import log
from pathlib import Path

from .cache import kept

LEAST = 10
LONGEST = 4


@cache
def word_prices() -> bytes:
    """Lines of `word price`, sorted, for `looked_up`."""
    dictionary = _dictionary()
    name = f"words-{LEAST}-{LONGEST}-{dictionary.stat().st_size}"
    return kept(name, lambda: _prices(dictionary.read_text(encoding="utf-8")))


def _dictionary() -> Path:
    """The dictionary's file; jieba itself, which would load all of it, is not imported."""
    found = find_spec("jieba")
    if found is None or found.origin is None:
        raise ModuleNotFoundError("jieba")
    return Path(found.origin).parent / "dict.txt"


def _prices(dictionary: str) -> bytes:
    entries = [line.split(" ", 2)[:2] for line in dictionary.splitlines()]
    total = sum(int(count) for _, count in entries)
    lines = sorted(
        f"{word} {round(10 * log(total / int(count)))}\n".encode()
        for word, count in entries
        if int(count) >= LEAST and len(word) <= LONGEST and _is_han(word)
    )
    return b"".join(lines)


def _is_han(word: str) -> bool:
    return all("\u4e00" <= char <= "\u9fff" for char in word)
