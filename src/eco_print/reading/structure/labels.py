"""The numbers that open headings and items (GB/T 9704-2012, 7.3.3): 一、 （一） 1. （1）.

In: the text of a line. Out: its label, and the level that the label stands for.
"""

from __future__ import annotations

from msgspec import Struct

from ..patterns import lazy

_NUMERAL = "[一二三四五六七八九十百]{1,4}"
_LEVELS = (
    (1, lazy(rf"{_NUMERAL}、\s*|第{_NUMERAL}(?:部分|章)[\s、：]*")),
    (2, lazy(rf"[（(]{_NUMERAL}[）)]、?\s*|第{_NUMERAL}[节条]\s+")),
    (3, lazy(r"\d{1,2}(?:[.．](?!\d)|、)\s*")),
    (4, lazy(r"[（(]\d{1,2}[）)]、?\s*|\d{1,2}[）)]\s*")),
)
_BULLET = lazy(r"(?:[•●○■◆▪◇□★]|[-*·](?=\s))\s*|[①-⑳]\s*")


class Label(Struct, frozen=True):
    """`length` characters of label; `level` 1 to 4, 0 for bullets and circled figures."""

    text: str
    level: int
    length: int


def label_of(text: str) -> Label | None:
    """The label a line opens with, if there is something after it."""
    for level, pattern in (*_LEVELS, (0, _BULLET)):
        match = pattern.match(text)
        if match is not None and match.end() < len(text):
            return Label(match[0].strip(), level, match.end())
    return None
