"""Which characters a face has, as ranges of code points.

In: the compact text of a manifest (`20-7E A0 4E00-9FFF`, hexadecimal) or code points. Out: a
`Coverage` that answers for a character without any font file being opened.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from functools import lru_cache
from operator import itemgetter

from msgspec import Struct

Ranges = tuple[tuple[int, int], ...]


class Coverage(Struct, frozen=True):
    """A set of characters. `text` is its canonical form; it is parsed when first asked."""

    text: str = ""

    @classmethod
    def of(cls, codes: Iterable[int]) -> Coverage:
        """The coverage of these code points."""
        return cls.of_ranges(_joined((code, code) for code in sorted(codes)))

    @classmethod
    def of_ranges(cls, ranges: Iterable[tuple[int, int]]) -> Coverage:
        """The coverage of these ranges, first and last code point included."""
        return cls(" ".join(f"{a:X}" if a == b else f"{a:X}-{b:X}" for a, b in ranges))

    @property
    def ranges(self) -> Ranges:
        """First and last code point of each stretch, in order.

        Raises:
            ValueError: the text is not ranges in rising order.
        """
        return _parsed(self.text)

    def __contains__(self, char: str) -> bool:
        code, ranges = ord(char), self.ranges
        index = bisect_right(ranges, (code, 0x110000)) - 1
        return index >= 0 and code <= ranges[index][1]

    def __len__(self) -> int:
        return sum(last - first + 1 for first, last in self.ranges)

    def __iter__(self) -> Iterator[str]:
        return (chr(code) for a, b in self.ranges for code in range(a, b + 1))

    def within(self, allowed: Ranges) -> Coverage:
        """What this coverage and `allowed` have in common."""
        return Coverage.of_ranges(
            (max(first, low), min(last, high))
            for low, high in sorted(allowed)
            for first, last in self._meeting(low, high)
        )

    def _meeting(self, low: int, high: int) -> Ranges:
        """The stretches that have characters from `low` to `high`."""
        begin = bisect_left(self.ranges, low, key=itemgetter(1))
        end = bisect_right(self.ranges, high, key=itemgetter(0))
        return self.ranges[begin:end]


@lru_cache(maxsize=256)
def _parsed(text: str) -> Ranges:
    ranges = []
    previous = -1
    for item in text.split():
        first, _, last = item.partition("-")
        start, end = int(first, 16), int(last or first, 16)
        if not previous < start <= end < 0x110000:
            raise ValueError(f"not in rising order: {item}")
        ranges.append((start, end))
        previous = end
    return tuple(ranges)


def _joined(ranges: Iterable[tuple[int, int]]) -> Ranges:
    found: list[tuple[int, int]] = []
    for first, last in ranges:
        if found and first <= found[-1][1] + 1:
            found[-1] = (found[-1][0], max(last, found[-1][1]))
        else:
            found.append((first, last))
    return tuple(found)
