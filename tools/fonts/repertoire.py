"""The character sets that coverage is promised and counted in.

In: the unpacked `unicode-data` package (for the 通用规范汉字表) and Python's codecs. Out: sets of
code points, by name, in the order in which coverage is listed.
"""

from __future__ import annotations

import bz2
from functools import cache
from pathlib import Path

CodePoints = frozenset[int]

HAN_BLOCKS = {
    "URO": (0x4E00, 0x9FFF),
    "Ext A": (0x3400, 0x4DBF),
    "Ext B": (0x20000, 0x2A6DF),
    "Ext C": (0x2A700, 0x2B73F),
    "Ext D": (0x2B740, 0x2B81F),
    "Ext E": (0x2B820, 0x2CEAF),
    "Ext F": (0x2CEB0, 0x2EBEF),
    "Ext G": (0x30000, 0x3134F),
    "Ext H": (0x31350, 0x323AF),
}
COMPATIBILITY = ((0xF900, 0xFAFF), (0x2F800, 0x2FA1F))
#: Punctuation, signs, arrows, mathematics, shapes, pictures.
SYMBOLS = ((0x2000, 0x2BFF), (0x2E00, 0x2E7F), (0x1F000, 0x1FAFF))
HANGUL = (
    (0x1100, 0x11FF),
    (0x3130, 0x318F),
    (0x3200, 0x321E),
    (0x3260, 0x327F),
    (0xA960, 0xA97F),
    (0xAC00, 0xD7FF),
)


def is_han(code: int) -> bool:
    """Whether a code point lies in a block of Han ideographs, compatibility ones included."""
    blocks = (*HAN_BLOCKS.values(), *COMPATIBILITY)
    return any(first <= code <= last for first, last in blocks)


def is_symbol(code: int) -> bool:
    """Whether a code point lies in a block of signs."""
    return any(first <= code <= last for first, last in SYMBOLS)


def without_hangul(codes: set[int]) -> set[int]:
    """`codes` less the Korean letters and syllables."""
    return {code for code in codes if not any(a <= code <= b for a, b in HANGUL)}


def table_of_standard_characters(unicode_data: Path) -> CodePoints:
    """The 8,105 characters of the 通用规范汉字表: kTGH of the Unihan database."""
    path = unicode_data / "usr/share/unicode/Unihan_OtherMappings.txt.bz2"
    with bz2.open(path, "rt", encoding="utf-8") as lines:
        entries = (line.split("\t") for line in lines if "\tkTGH\t" in line)
        found = frozenset(int(code.removeprefix("U+"), 16) for code, *_ in entries)
    if len(found) != 8105:
        raise SystemExit(f"{path.name}: {len(found)} characters with kTGH, not 8105")
    return found


def codec(name: str) -> CodePoints:
    """Every character of a double-byte encoding, ASCII and private use left out."""
    found: set[int] = set()
    for first in range(0x81, 0xFF):
        for second in range(0x40, 0xFF):
            text = bytes((first, second)).decode(name, errors="ignore")
            found.update(map(ord, text))
    return frozenset(code for code in found if code > 0x7F and not 0xE000 <= code <= 0xF8FF)


@cache
def sets(unicode_data: Path) -> dict[str, CodePoints]:
    """All sets that the manifest counts."""
    blocks = {name: frozenset(range(first, last + 1)) for name, (first, last) in HAN_BLOCKS.items()}
    return {
        "通用规范汉字表": table_of_standard_characters(unicode_data),
        "GB 2312": codec("gb2312"),
        "GBK": codec("gbk"),
        "Big5": codec("big5"),
        "HKSCS": codec("big5hkscs"),
        **blocks,
    }
