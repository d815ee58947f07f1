"""Pass `punctuation`: half-width marks in Chinese text become full-width (GB/T 15834-2011).

A mark belongs to Chinese text when Han or a Chinese mark stands on its left, or, for marks that
do not join figures or Latin words, on its right. What stands inside an address, a file name, a
number, a time or a formula is not touched.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..han import HAN, WIDE_MARKS
from ..manuscript import Edit

_FULL = {",": "，", ".": "。", ":": "：", ";": "；", "?": "？", "!": "！", "(": "（", ")": "）"}
_CHINESE = re.compile(rf"[{HAN}{WIDE_MARKS}]")
_KEPT = re.compile(
    r"(?:https?|ftp|file)://[^\s\u3000-\u9fff\uff00-\uffef“”‘’]+"
    r"|www\.[^\s\u3000-\u9fff\uff00-\uffef“”‘’]+"
    r"|[\w.+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+"
    r"|\d+(?:[.,:]\d+)+",
    re.ASCII,
)
_MARK = re.compile(r"[,.:;?!()]")


def repair(text: str) -> Iterator[Edit]:
    """The marks of one strip that have to be full-width."""
    if not _MARK.search(text) or not _CHINESE.search(text):
        return
    kept = {at for match in _KEPT.finditer(text) for at in range(*match.span())}
    brackets = _brackets(text)
    for match in _MARK.finditer(text):
        at = match.start()
        if at in kept:
            continue
        if at in brackets or (match[0] not in "()" and _in_chinese(text, at)):
            yield Edit(at, at + 1, _FULL[match[0]])


def _in_chinese(text: str, at: int) -> bool:
    left, right = text[at - 1 : at], text[at + 1 : at + 2]
    if text[at] == "." and (right == "." or left == "."):
        return False
    if left and _CHINESE.match(left):
        return not (text[at] == "." and right.isascii() and right.isalnum())
    return text[at] != "." and bool(right and _CHINESE.match(right))


def _brackets(text: str) -> set[int]:
    """Where brackets stand that hold Chinese or follow it."""
    wide: set[int] = set()
    opened: list[int] = []
    last_han = -1
    for at, char in enumerate(text):
        if char == "(":
            opened.append(at)
        elif char == ")" and opened:
            start = opened.pop()
            if last_han > start or (start and _CHINESE.match(text[start - 1])):
                wide |= {start, at}
        elif _CHINESE.match(char):
            last_han = at
    return wide
