"""Pass `quotes`: straight quotation marks become “ ” and ‘ ’ (GB/T 15834-2011, 4.7).

Straight marks do not say which way they turn, so they are taken in pairs, within one paragraph.
A paragraph in which they do not pair is left and reported; only a quotation that goes on in the
next paragraph may stay open, when its paragraph begins with the mark. Apostrophes, feet and
inches, and quotations in Latin text stay straight.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...diagnostics import Text
from ..han import CHINESE, is_chinese_text
from ..patterns import lazy
from ..strips import Edit
from .passes import Doubt, Proposal, Texts

_DOUBLE = lazy('["＂]')
_SINGLE = lazy("['＇]")
_AFTER_OPENING = lazy(r"[\s，。、；：？！）》」』”’,.;:?!)\]]")
_BEFORE_CLOSING = lazy(r"[\s（《「『“‘(\[]")


def repair(texts: Texts) -> Proposal:
    """Pair the straight marks of every Chinese strip."""
    edits: list[tuple[Edit, ...]] = []
    doubts: list[Doubt] = []
    for index, text in enumerate(texts):
        found, left = _strip(text)
        edits.append(tuple(sorted(found, key=lambda edit: edit.start)))
        doubts.extend(_doubt(index, at) for at in left)
    return Proposal(tuple(edits), tuple(doubts))


def _strip(text: str) -> tuple[list[Edit], list[int]]:
    if not (_DOUBLE.search(text) or _SINGLE.search(text)) or not is_chinese_text(text):
        return [], []
    found: list[Edit] = []
    left: list[int] = []
    for marks, opening, closing in (
        (list(_double_marks(text)), "“", "”"),
        (list(_single_marks(text)), "‘", "’"),
    ):
        pairs = _pairs(text, marks)
        if pairs is None:
            left.append(marks[0])
            continue
        for start, end in pairs:
            found.append(Edit(start, start + 1, opening))
            if end >= 0:
                found.append(Edit(end, end + 1, closing))
    return found, left


def _double_marks(text: str) -> Iterator[int]:
    """The double marks, but for inches (5")."""
    for match in _DOUBLE.finditer(text):
        at = match.start()
        after_figure = text[at - 1 : at].isdigit()
        if not (after_figure and re.match(r"[\s×xX*)）]", text[at + 1 : at + 2])):
            yield at


def _single_marks(text: str) -> Iterator[int]:
    """The single marks that stand beside Chinese; the others are apostrophes."""
    for match in _SINGLE.finditer(text):
        at = match.start()
        beside = text[max(0, at - 1) : at] + text[at + 1 : at + 2]
        if CHINESE.search(beside) or _DOUBLE.search(beside):
            yield at


def _pairs(text: str, marks: list[int]) -> list[tuple[int, int]] | None:
    """The marks two by two (-1 for one left open), or None when they do not pair."""
    rest = marks
    pairs: list[tuple[int, int]] = []
    if len(marks) % 2:
        if marks[0] != 0:
            return None
        pairs.append((marks[0], -1))
        rest = marks[1:]
    pairs += zip(rest[::2], rest[1::2], strict=True)
    return pairs if all(_plausible(text, *pair) for pair in pairs) else None


def _plausible(text: str, start: int, end: int) -> bool:
    if _AFTER_OPENING.match(text, start + 1) or start + 1 == len(text):
        return False
    return end < 0 or (end > start + 1 and not _BEFORE_CLOSING.match(text, end - 1))


def _doubt(index: int, at: int) -> Doubt:
    return Doubt(
        "quotes-unpaired",
        index,
        at,
        at + 1,
        Text(
            zh="这一段的直引号不能配成对，照原样保留",
            en="the straight quotation marks of this paragraph do not pair; they are kept",
        ),
        Text(zh="请补上缺少的引号", en="add the missing mark"),
    )
