"""The damage that web copies do, done on purpose: sound text in, damaged text out.

`annotate` works as the tools at fault must work: it converts to Traditional, encodes as GBK, and
puts the reading after every occurrence of the bytes of certain characters, wherever those bytes
are; then it decodes what has become of the rest.
"""

from __future__ import annotations

from functools import cache

from eco_print.reading.readings import readings
from eco_print.reading.scripts import _converter

ANNOTATED = (
    "訓態環護會設學習認時動實對強進戰堅現質發協關續計經濟臺規轉調責結個項點務領導執細標準藍衛嚴揚礎"
    "風險爭級產業優達節區統農養構負監創範獎"
)
"""The characters which the example's tool annotates, and some that it breaks others by."""

_UNSPLIT = str.maketrans("於範築峯佈紮後爲幹係並淨裏", "于范筑峰布扎后為干系并凈里")


@cache
def _reading(char: str) -> bytes:
    return readings(char)[0].encode("gbk")


def traditional(text: str) -> str:
    """What such tools make of Simplified text: they know no words, and split no characters."""
    return str(_converter("s2t").convert(text)).translate(_UNSPLIT)


def annotate(text: str, characters: str = ANNOTATED) -> str:
    """The text converted and annotated, with what that breaks."""
    data = traditional(text).encode("gbk")
    for char in characters:
        code = char.encode("gbk")
        data = data.replace(code, code + b"(" + _reading(char) + b")")
    return _decoded(data)


def _decoded(data: bytes) -> str:
    """GBK as those pages decode it: an impossible pair becomes one question mark."""
    text: list[str] = []
    at = 0
    while at < len(data):
        length = 1 if data[at] < 0x80 else 2
        try:
            text.append(data[at : at + length].decode("gbk"))
        except UnicodeDecodeError:
            text.append("?")
        at += length
    return "".join(text)
