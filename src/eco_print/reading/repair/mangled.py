"""Pass `mangled`: characters that the annotating of web copies broke in two.

How it happens. The tool that writes readings into a text works on GBK bytes without minding
where a character begins. 動東 is 84D3 967C; the bytes D3 96 in the middle are also the code of
訓, so its reading goes in between: 84D3 96 "(xùn)" 7C. Read as GBK, 96 and the bracket are
no character and become one "?", and 7C is "|". What stands there is 動?xùn)|.

That can be undone by arithmetic. The second byte of 動 is D3; the character of that first byte
which reads xùn and has another Simplified form is 訓 = D396; so the lost byte is 96, and 96 with
the bytes of what follows, read anew until the reading falls into step again, gives back 東.
A second byte above 7F pulls the following characters out of step as well (展狀況 →
展?fàn)顩r); reading anew puts them right too. Where more than one character fits, nothing is
done, and the place is reported.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...diagnostics import Text
from ..han import HAN, is_han
from ..manuscript import Edit
from ..readings import TONED, normal, readings
from ..scripts import differing, simplified
from .passes import Doubt, Proposal, Texts, nothing

_BROKEN = re.compile(rf"([{HAN}])(?:\([{TONED}]{{1,7}}\))?(\?([{TONED}]{{1,7}})\))", re.I)
_REACH = 12
"""How many characters after the break may be out of step; longer is not believed."""


def repair(texts: Texts) -> Proposal:
    """Put back what can be proved; report the rest."""
    if not any("?" in text for text in texts):
        return nothing(texts)
    edits: list[tuple[Edit, ...]] = []
    doubts: list[Doubt] = []
    for index, text in enumerate(texts):
        made: list[Edit] = []
        for match in _BROKEN.finditer(text):
            edit = _undo(text, match)
            if edit is None:
                doubts.append(_doubt(index, match.start(2), match.end(2)))
            elif not made or edit.start >= made[-1].end:
                made.append(edit)
        edits.append(tuple(made))
    return Proposal(tuple(edits), tuple(doubts))


def _undo(text: str, match: re.Match[str]) -> Edit | None:
    answers = {answer for answer in _answers(text, match) if answer is not None}
    common = _most_common(answers)
    if len(common) != 1:
        return None
    restored, end = common.pop()
    return Edit(match.start(2), end, restored)


def _most_common(answers: set[tuple[str, int]]) -> set[tuple[str, int]]:
    """Those whose Simplified form is in GB 2312: the text was Simplified once."""
    return {answer for answer in answers if _encodable(simplified(answer[0]), "gb2312")}


def _encodable(text: str, codec: str) -> bool:
    return text == text.encode(codec, "ignore").decode(codec)


def _answers(text: str, match: re.Match[str]) -> Iterator[tuple[str, int] | None]:
    code = match[1].encode("gb18030")
    if len(code) != 2:
        return
    reading = normal(match[3])
    for lost in _lost_bytes(code[1], reading):
        yield _restored(lost, text, match.end())


def _lost_bytes(first: int, reading: str) -> list[int]:
    """The second bytes of the characters of that first byte which the tool would annotate."""
    found: dict[str, int] = {}
    for second in range(0x40, 0xFF):
        try:
            char = bytes((first, second)).decode("gbk")
        except UnicodeDecodeError:
            continue
        if len(char) == 1 and reading in readings(char):
            found[char] = second
    strange = differing(frozenset(found)) if found else frozenset()
    return [second for char, second in found.items() if char in strange]


def _restored(lost: int, text: str, start: int) -> tuple[str, int] | None:
    """What the lost byte and the text from `start` on give, and where they are in step again."""
    data = bytes((lost,))
    for end in range(start, min(start + _REACH, len(text))):
        try:
            data += text[end].encode("gbk")
        except UnicodeEncodeError:
            return None
        if len(data) % 2 == 0:
            return _decoded(data, end + 1)
    return None


def _decoded(data: bytes, end: int) -> tuple[str, int] | None:
    try:
        restored = data.decode("gbk")
    except UnicodeDecodeError:
        return None
    if len(restored) * 2 != len(data) or not is_han(restored[0]):
        return None
    return restored, end


def _doubt(index: int, start: int, end: int) -> Doubt:
    return Doubt(
        "mangled-unknown",
        index,
        start,
        end,
        Text(
            zh="这里的字在转码中毁坏，原字无法推定",
            en="a character was destroyed here by a conversion and cannot be inferred",
        ),
        Text(zh="请对照原文改正", en="correct it from the original"),
    )
