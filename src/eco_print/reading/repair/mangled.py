"""Pass `mangled`: characters destroyed on the way are put back where that can be proved.

Two kinds of destruction are undone: the broken characters of annotated web copies (`broken`) and
text read with the wrong encoding (`mojibake`). What is recognised as damage and cannot be undone
is left as it is and reported.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence

from ...diagnostics import Text
from ..patterns import lazy
from ..readings import TONED
from ..strips import Edit
from . import broken, mojibake
from .passes import Doubt, Pass, Proposal, Texts

_LEFT = lazy(rf"([^\x00-\x7f])(?: ?[(（] ?[{TONED}:]{{1,7}}[1-5]? ?[)）])? ?\Z", re.I)
_WIDE = lazy(rf"[?？][{TONED}]{{1,7}} ?[)）][!-~！-～]?", re.I)
"""The same damage after somebody has made all marks full-width."""
_TONE = lazy("[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ]")


def repair_decoding(texts: Texts) -> Proposal:
    """Turn back what was read with the wrong encoding, whole; before anything else."""
    return Proposal(tuple(tuple(_in_order(mojibake.turned_back(text))) for text in texts))


def repair_in(*, annotated: bool) -> Pass:
    """The pass for a text that a web copy has annotated, or has not."""

    def run(given: Texts) -> Proposal:
        texts = [_WIDE.sub(_narrow, text) for text in given]
        edits = [tuple(_in_order(_restored(text, annotated))) for text in texts]
        doubts = [
            _doubt(index, match)
            for index, (text, made) in enumerate(zip(texts, edits, strict=True))
            for match in _suspicious(text, annotated)
            if not _covered(match.start(), made)
        ]
        return Proposal(tuple(edits), tuple(doubts))

    return run


def _narrow(match: re.Match[str]) -> str:
    """Full-width ASCII as ASCII; the length stays."""
    return "".join(chr(ord(one) - 0xFEE0) if "！" <= one <= "～" else one for one in match[0])


def _restored(text: str, annotated: bool) -> Iterator[Edit]:
    if "?" not in text:
        return
    for match in broken.READING.finditer(text):
        left = _left_of(text, match.start())
        if left:
            yield from _certain(match.start(), broken.by_reading(text, left, match))
    if annotated:
        for match in broken.CUT.finditer(text):
            left = _left_of(text, match.start())
            yield from _certain(match.start(), broken.by_word(text, left, match.start()))


def _left_of(text: str, at: int) -> str:
    match = _LEFT.search(text[max(0, at - 16) : at])
    return match[1] if match else ""


def _certain(start: int, answers: set[broken.Answer]) -> Iterator[Edit]:
    if len(answers) == 1:
        restored, end = answers.pop()
        yield Edit(start, end, restored)


def _in_order(edits: Iterable[Edit]) -> Iterator[Edit]:
    """The edits from left to right, without those that reach into an earlier one."""
    reached = 0
    for edit in sorted(edits, key=lambda edit: (edit.start, edit.end)):
        if edit.start >= reached:
            yield edit
            reached = edit.end


def _covered(at: int, edits: Sequence[Edit]) -> bool:
    """Whether one of the edits (in order) replaces the character at `at`."""
    before = bisect_right(edits, at, key=lambda edit: edit.start)
    return before > 0 and at < edits[before - 1].end


def _suspicious(text: str, annotated: bool) -> Iterator[re.Match[str]]:
    yield from mojibake.LOST.finditer(text)
    if "?" in text:
        yield from (match for match in broken.READING.finditer(text) if _TONE.search(match[1]))
        if annotated:
            yield from broken.CUT.finditer(text)


def _doubt(index: int, match: re.Match[str]) -> Doubt:
    return Doubt(
        "mangled-unknown",
        index,
        match.start(),
        max(match.end(), match.start() + 1),
        Text(
            zh="这里的字在转码中毁坏，原字无法推定",
            en="characters were destroyed here by a conversion and cannot be inferred",
        ),
        Text(zh="请对照原文改正", en="correct it from the original"),
        keep=True,
    )
