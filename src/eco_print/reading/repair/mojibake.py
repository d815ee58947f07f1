"""The other half of `mangled`: text that was decoded with the wrong encoding, once or for good.

UTF-8 read as GBK (浼氳), or as Latin-1 (ä¼šè®®), and GBK read as Latin-1 (»áÒé) keep every
byte, so they are turned back, when the result is Chinese through and through: that cannot happen
by accident. What has lost bytes on the way (U+FFFD, 锟斤拷, 烫烫烫, 锛…銆) is reported.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from ..han import WIDE_MARKS, is_han
from ..patterns import lazy
from ..strips import Edit

_CP1252 = "\u0152-\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122"
_WESTERN = lazy(f"[\x80-\xff{_CP1252}]{{4,}}")
_WIDE = lazy(r"[^\x00-\x7f]{3,}")
_RADICAL = lazy("[\u2e80-\u2ef3\u2f00-\u2fd5]")
_RADICALS = dict(
    zip(
        "⺟⺠⺝⻁⻄⻅⻆⻉⻋⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻨⻩⻬⻮⻰⻳",
        "母民月虎西见角贝车长门青韦页风飞食马骨鬼鱼鸟麦黄齐齿龙龟",
        strict=True,
    )
)
"""Copies from a PDF have radicals for characters that look the same (⼯作 for 工作)."""
LOST = lazy("\ufffd+|(?:锟斤拷)+锟?斤?|烫烫烫+|屯屯屯+|[锛銆][^\x00-\x7f]{0,20}[锛銆]")


def turned_back(text: str) -> Iterator[Edit]:
    """What is whole when read with its own encoding, and radicals as characters."""
    for match in _RADICAL.finditer(text):
        meant = _RADICALS.get(match[0]) or unicodedata.normalize("NFKC", match[0])
        yield Edit(match.start(), match.end(), meant)
    for match in _WESTERN.finditer(text):
        raw = _western_bytes(match[0])
        yield from _edit(match, raw, "utf-8", "gb18030")
    for match in _WIDE.finditer(text):
        yield from _edit(match, match[0].encode("gb18030", "ignore"), "utf-8")


def _western_bytes(text: str) -> bytes:
    return b"".join(
        char.encode("latin-1") if char <= "\xff" else char.encode("cp1252", "ignore")
        for char in text
    )


def _edit(match: re.Match[str], raw: bytes, *encodings: str) -> Iterator[Edit]:
    for encoding in encodings:
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        if _chinese(text) and len(text) < len(match[0]):
            yield Edit(match.start(), match.end(), text)
        return


def _chinese(text: str) -> bool:
    han = sum(map(is_han, text))
    common = text.encode("gb2312", "ignore").decode("gb2312")
    return (
        han >= 2
        and len(common) == len(text)
        and all(is_han(char) or char in WIDE_MARKS for char in text)
    )
