"""From bytes to text: which encoding, and what to say when that cannot be known.

In: the bytes of a text file. Out: the text and the name of its encoding, or an `EcoPrintError`.
A byte order mark decides; strict UTF-8 comes next, because no other encoding looks like it by
chance; among the legacy encodings the more plausible text wins, and a close race is a warning.
"""

from __future__ import annotations

import codecs
from dataclasses import dataclass

from ..diagnostics import Diagnostic, EcoPrintError, ExitCode, Text, error
from ..source import Source

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


@dataclass(frozen=True, slots=True)
class Decoded:
    text: str
    encoding: str
    findings: tuple[Diagnostic, ...] = ()


def decode(data: bytes, source: Source, wanted: str | None = None) -> Decoded:
    """The text of `data`. Raises EcoPrintError (SOURCE): source-binary, encoding-*."""
    if wanted is not None:
        return _decode_as(data, source, wanted)
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _decode_as(data, source, name)
    for name in ("utf-8", "gb18030", "big5hkscs"):
        try:
            return Decoded(data.decode(name), name)
        except UnicodeDecodeError:
            continue
    raise EcoPrintError(
        ExitCode.SOURCE,
        error(
            "encoding-unknown",
            Text(zh="看不出这个文件的编码", en="the encoding of this file cannot be told"),
            source=source,
        ),
    )


def _decode_as(data: bytes, source: Source, name: str) -> Decoded:
    try:
        return Decoded(data.decode(name), name.removesuffix("-sig"))
    except (UnicodeDecodeError, LookupError) as problem:
        message = Text(zh=f"不能按 {name} 解码", en=f"cannot be decoded as {name}")
        finding = error("encoding-wrong", message, source=source)
        raise EcoPrintError(ExitCode.SOURCE, finding) from problem
