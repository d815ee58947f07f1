"""The arithmetic behind `mangled`: characters that the annotating of web copies broke in two.

The tool that writes readings into a text works on GBK bytes without minding where a character
begins, and it handles a text sentence by sentence, cutting after the same fashion.

*A reading in the middle.* 動東 is 84D3 967C; the bytes D3 96 across the two are also the code of
訓, so its reading goes in between: 84D3 96 "(xùn)" 7C. Read as GBK, 96 and the bracket are no
character and become one "?", and 7C is "|": 動?xùn)|. To undo it: the second byte of 動 is D3;
the Traditional characters of that first byte which read xùn give the lost byte, 96; and 96 with
the bytes of what follows, read anew until reading is in step again, is 東. Where a second byte
above 7F pulls more characters out of step (展狀況 → 展?fàn)顩r), reading anew puts those right
too. Where the out-of-step stretch ends in the reading of its own last character (要創新 →
要?jiǎng)?chuàng)新), that reading gives the last byte.

*A cut in the middle.* 省（ is CAA1 A3A8; A1 A3 across the two is also the full stop, so the
sentence is cut there, and CA alone becomes "?": 各省（區 → 各?。▍^. Here no reading tells the
lost byte, but the second byte (A1 or A3) and the character before leave few words, and
`_WORDS` has those that leave one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from ..han import HAN, WIDE_MARKS, is_han, words
from ..patterns import lazy
from ..readings import TONED, normal, readings
from ..scripts import differing, simplified

READING = lazy(rf"\?([{TONED}]{{1,7}}) ?\)", re.I)
CUT = lazy(rf"(?<=[{HAN})])\?(?=[。！；？，])")
_REACH, _WIDE_REACH = 3, 16
"""How many characters may be out of step. Pairs of bytes that GBK leaves to the user decode to the
private use area, and many programs drop those; a stretch that may have lost some in silence is
believed only when it is short, or has one of them to show."""
_PRIVATE = lazy("[\ue000-\uf8ff]")
_WORDS = words(
    "各省 全省 我省 本省 外省 两省 邻省 跨省 最小 较小 缩小 狭小 弱小 保健 稳健 强健 "
    "听取 争取 采取 吸取 获取 夺取 收取 评选 入选 推选 竞选 遴选 居住 复印 打印 疾病 "
    "规模 学校 高校 母校 党校 院校 确保 环保 社保 医保 担保 上海 沿海 青海 渤海 "
    "日常 正常 异常 经常 通常 事迹 奇迹 足迹 轨迹 幸福 造福 承担 负担 分担 富裕 暂停 庆祝"
)

Answer = tuple[str, int]
"""What stood there, and the index in the damaged text after the last character it replaces."""


def by_reading(text: str, left: str, match: re.Match[str]) -> set[Answer]:
    """What can have stood at a `READING` match after the character `left`."""
    code = left.encode("gb18030")
    if len(code) != 2:
        return set()
    lost = _bytes_read_as(code[1], normal(match[1]))
    return _believable(answer for one in lost for answer in _in_step(one, text, match.end()))


def by_word(text: str, left: str, at: int) -> set[Answer]:
    """What can have stood at a `CUT` match ("?" at `at`) after the character `left`."""
    mark = text[at + 1].encode("gb18030")
    before = simplified(left)
    found: list[Answer] = []
    for word in _WORDS:
        code = word[1].encode("gb18030")
        if word[0] == before and code[1] == mark[0]:
            found.extend(_in_step(code[0], text, at + 1))
    return _believable(found)


@cache
def _bytes_read_as(first: int, reading: str) -> tuple[int, ...]:
    """The second bytes of the Traditional characters of that first byte and reading."""
    found: dict[str, int] = {}
    for second in range(0x40, 0xFF):
        char = _decoded(bytes((first, second)))
        if char is not None and reading in readings(char):
            found[char] = second
    strange = differing(frozenset(found)) if found else frozenset()
    return tuple(second for char, second in found.items() if char in strange)


def _in_step(lost: int, text: str, start: int) -> Iterator[Answer]:
    """What the lost byte and the text from `start` on give, up to where they are in step."""
    data = bytes((lost,))
    far = _WIDE_REACH if _PRIVATE.search(text, start, start + _WIDE_REACH) else _REACH
    for end in range(start, min(start + far, len(text))):
        last = READING.match(text, end)
        if last is not None:
            for byte in _bytes_read_as(data[-1], normal(last[1])):
                yield from _answer(data + bytes((byte,)), last.end())
            return
        code = text[end].encode("gb18030", "replace")
        if len(code) > 2 or code < b"\x40":
            return
        data += code
        if len(data) % 2 == 0:
            yield from _answer(data, end + 1)
            return


def _answer(data: bytes, end: int) -> Iterator[Answer]:
    restored = _decoded(data)
    if restored is not None:
        yield restored, end


def _decoded(data: bytes) -> str | None:
    """The characters of whole pairs of bytes, if all are Han or Chinese marks."""
    try:
        text = data.decode("gbk")
    except UnicodeDecodeError:
        return None
    sound = all(is_han(char) or char in WIDE_MARKS for char in text)
    return text if sound and len(text) * 2 == len(data) else None


def _believable(answers: Iterator[Answer] | list[Answer]) -> set[Answer]:
    """The text was Simplified once: all its forms are in GB 2312, the frequent ones first."""
    listed = {answer for answer in answers if _rows(answer[0], 0xF7)}
    frequent = {answer for answer in listed if _rows(answer[0], 0xD7)}
    return frequent if len(listed) > 1 else listed


@lru_cache(maxsize=4096)
def _rows(text: str, last: int) -> bool:
    """Whether each Simplified form is in the rows of GB 2312 up to `last`."""
    forms = simplified(text).encode("gb2312", "replace")
    return b"?" not in forms and all(byte <= last for byte in forms[::2])
