"""Pass `punctuation`: half-width marks in Chinese text become full-width (GB/T 15834-2011).

A mark belongs to Chinese text when Han or a Chinese mark stands on its left, or, for marks that
do not join figures or Latin words, on its right. What stands inside an address, a file name, a
number, a time or a formula is not touched, nor is a paragraph that is written in Latin letters.

A full stop between two Han characters may also be the dot of a foreign name (卡尔.马克思); it ends
a sentence only in a text that ends its sentences so. After a Chinese numeral that opens a line it
is the mark of a heading, 、.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from ..han import CHINESE, is_chinese_text
from ..patterns import lazy
from ..strips import Edit
from .passes import Proposal, Texts

_FULL = {
    ",": "，", ".": "。", ":": "：", ";": "；", "?": "？", "!": "！", "(": "（", ")": "）",
    "｡": "。", "､": "、",
}  # fmt: skip
_MARK = lazy(r"[,.:;?!()｡､]")
_NOT_IN_ADDRESS = r"\s\u3000-\u9fff\uff00-\uffef“”‘’"
_KEPT = lazy(
    r"(?<![A-Za-z0-9_.+-])(?:"  # only from the start of a word: each is looked at once
    rf"(?:https?|ftp|file)://[^{_NOT_IN_ADDRESS}]+|www\.[^{_NOT_IN_ADDRESS}]+"
    r"|[A-Za-z0-9_+-]+(?:\.[A-Za-z0-9_+-]+)*@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+"
    r"|[A-Za-z]:[\\/][\w\\/.-]*"
    r"|[A-Za-z0-9_-]+(?:[.,:][A-Za-z0-9_-]+)+)",
    re.ASCII,
)
_NEVER_AFTER = ("。", "；", "！", "？", "，")
_NUMERAL = lazy(r"[一二三四五六七八九十]{1,3}\.(?!\.)")


class _Habits(Struct, frozen=True):
    """How a text ends its sentences."""

    dots: bool

    @classmethod
    def of(cls, texts: Texts) -> _Habits:
        if any("。" in text for text in texts):
            return cls(dots=False)
        ends = (text[-2:] for text in texts)
        return cls(any(end[1:] == "." and bool(CHINESE.match(end)) for end in ends))


def repair(texts: Texts) -> Proposal:
    """The marks that have to be full-width."""
    habits = _Habits.of(texts)
    return Proposal(tuple(tuple(_strip(text, habits)) for text in texts))


def _strip(text: str, habits: _Habits) -> Iterator[Edit]:
    if not _MARK.search(text) or not is_chinese_text(text):
        return
    kept = {at for match in _KEPT.finditer(text) for at in range(match.start(), _end(match))}
    numeral = _NUMERAL.match(text)
    brackets = _brackets(text, kept)
    ahead = _chinese_ahead(text, brackets)
    widened = -1
    for match in _MARK.finditer(text):
        at = match.start()
        if numeral and at == numeral.end() - 1:
            yield Edit(at, at + 1, "、")
            continue
        after = widened == at - 1 >= 0 or (at > 0 and bool(CHINESE.match(text, at - 1)))
        wide = at in brackets if match[0] in "()" else _belongs(text, at, after, ahead, habits)
        if wide and at not in kept:
            yield Edit(at, at + 1, _FULL[match[0]])
            widened = at


def _end(match: re.Match[str]) -> int:
    """Where an address ends: the marks after it belong to the sentence."""
    bare = match[0].rstrip(".,:;?!")
    if bare.endswith(")") and bare.count(")") > bare.count("("):
        bare = bare[:-1].rstrip(".,:;?!")
    return match.start() + len(bare)


def _belongs(text: str, at: int, after: bool, ahead: bytearray, habits: _Habits) -> bool:
    """Whether a mark belongs to Chinese, given whether it stands after and before Chinese."""
    if text[at] == ".":
        return _ends_sentence(text, at, after, habits)
    if text[at] == "?" and text[at + 1 : at + 2] in _NEVER_AFTER:
        return False  # no mark of a writer's: a character was destroyed here (see `broken`)
    return text[at] in "｡､" or after or bool(ahead[at])


def _ends_sentence(text: str, at: int, after: bool, habits: _Habits) -> bool:
    """Whether a half-width full stop ends a Chinese sentence."""
    left, right = text[max(0, at - 1) : at], text[at + 1 : at + 2]
    if "." in (left, right):
        return False
    ends = not right or right.isspace() or bool(CHINESE.match(right))
    if not after:
        return habits.dots and ends and (not right or left in ("%", ")"))
    return ends and (not right or habits.dots or right in "”’）」』》")


def _chinese_ahead(text: str, brackets: set[int]) -> bytearray:
    """For each place whether Chinese follows, with nothing but more marks between."""
    ahead = bytearray(len(text))
    follows = False
    for at in range(len(text) - 1, -1, -1):
        ahead[at] = follows
        if text[at] not in ",:;?!":
            follows = at in brackets or bool(CHINESE.match(text, at))
    return ahead


def _brackets(text: str, kept: set[int]) -> set[int]:
    """Where half-width brackets stand that hold Chinese, follow it, or match a wide one."""
    wide: set[int] = set()
    opened: list[tuple[int, bool]] = []
    last_chinese = -1
    for at, char in enumerate(text):
        if char in "(（" and at not in kept:
            opened.append((at, char == "（" or bool(CHINESE.match(text[max(0, at - 1) : at]))))
        elif char in ")）" and opened and at not in kept:
            start, is_wide = opened.pop()
            label = start == 0 and CHINESE.match(text, at + 1)
            if is_wide or char == "）" or label or last_chinese > start:
                wide |= {one for one in (start, at) if text[one] in "()"}
            last_chinese = max(last_chinese, start if is_wide else -1)
        elif char not in "（）" and CHINESE.match(char):
            last_chinese = at
    return wide
