"""From bytes to text: which encoding, and what to say when that cannot be known.

In: the bytes of a text file. Out: the text and the name of its encoding, or an `EcoPrintError`.

A byte order mark decides. Then comes strict UTF-8, which no other encoding resembles by chance; a
file that is UTF-8 but for a few bytes is broken UTF-8, not something else. Among the legacy
encodings the text decides that comes out: the commonest characters of Chinese are half of any
Chinese text, and hardly occur in one decoded wrongly. A close race is a warning, and a text that
looks like Chinese in no encoding is an error: a wrong guess is worse than a question.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

from msgspec import Struct

from ..diagnostics import Diagnostic, EcoPrintError, ExitCode, Text, error, warning
from ..source import Source, Span
from .commonness import commonness

_MARKS = (
    (b"\xff\xfe\0\0", "utf-32"),
    (b"\0\0\xfe\xff", "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
_LEGACY = (("gb18030",), ("big5hkscs", "cp950"))
"""The families, each with its tables in the order in which they are tried."""
_WIDER = {"gb2312": "gb18030", "gbk": "gb18030", "cp936": "gb18030", "big5": "big5hkscs"}
"""Names that in practice mean the larger set; reading by it loses nothing."""
_HINT = Text(zh="用 --encoding 指明编码，如 --encoding gb18030", en="name it: --encoding gb18030")
_SAMPLE = 200_000
_PLAUSIBLE = 0.1
_MOST_PLACES = 20


class Decoded(Struct, frozen=True):
    """Text, the name of its encoding, and what there is to say about the choice."""

    text: str
    encoding: str
    findings: tuple[Diagnostic, ...] = ()


def decode(data: bytes, source: Source, wanted: str | None = None) -> Decoded:
    """The text of `data`, without byte order mark.

    Raises EcoPrintError: USAGE for an encoding that does not exist (encoding-unsupported), SOURCE
    for binary data (source-binary), for bytes that the encoding does not allow (encoding-broken)
    and when no encoding is plausible (encoding-unknown).
    """
    if wanted is not None:
        return _checked(_decode_as(data, source, _known(wanted)), source)
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _checked(_decode_as(data, source, name), source)
    if b"\0" in data:
        return _wide(data, source)
    if _is_mostly_utf8(data):
        return _decode_as(data, source, "utf-8")
    return _legacy(data, source)


def _known(name: str) -> str:
    try:
        canonical = codecs.lookup(name).name
        "".encode(canonical)
    except (LookupError, ValueError) as problem:
        message = Text(zh=f"不认识的编码：{name}", en=f"there is no encoding {name!r}")
        hint = Text(zh="可用 utf-8、gb18030、big5、utf-16", en="utf-8, gb18030, big5, utf-16 …")
        finding = error("encoding-unsupported", message, hint=hint)
        raise EcoPrintError(ExitCode.USAGE, finding) from problem
    return "utf-8-sig" if canonical == "utf-8" else _WIDER.get(canonical, canonical)


def _decode_as(data: bytes, source: Source, name: str) -> Decoded:
    try:
        text = data.decode(name)
    except UnicodeDecodeError:
        broken = list(_broken_places(data, name))
        findings = [_broken(name, source, *place) for place in broken[:_MOST_PLACES]]
        raise EcoPrintError(ExitCode.SOURCE, *findings) from None
    return Decoded(text.removeprefix("\ufeff"), name.removesuffix("-sig"))


def _broken_places(data: bytes, name: str) -> Iterator[tuple[Span, bytes]]:
    """Where the bytes are that the encoding does not allow, and what they are."""
    decoder_errors: list[tuple[int, int]] = []

    def note(problem: UnicodeError) -> tuple[str, int]:
        assert isinstance(problem, UnicodeDecodeError)
        decoder_errors.append((problem.start, problem.end))
        return "\ufffd", problem.end

    codecs.register_error("eco-print-note", note)
    text = data.decode(name, "eco-print-note")
    places = (match.start() for match in re.finditer("\ufffd", text))
    for (start, end), at in zip(decoder_errors, places, strict=False):
        line = text.count("\n", 0, at) + 1
        column = at - (text.rfind("\n", 0, at) + 1) + 1
        yield Span.at(line, column), data[start:end]


def _broken(name: str, source: Source, span: Span, raw: bytes) -> Diagnostic:
    shown = raw[:4].hex(" ").upper()
    name = name.removesuffix("-sig")
    return error(
        "encoding-broken",
        Text(
            zh=f"字节 {shown} 不合 {name} 编码，文件可能已损坏",
            en=f"bytes {shown} are not allowed in {name}; the file may be damaged",
        ),
        source=source,
        span=span,
        hint=_HINT,
    )


def _wide(data: bytes, source: Source) -> Decoded:
    """UTF-16 without a mark, or no text at all."""
    for name in ("utf-16-le", "utf-16-be"):
        try:
            text = data.decode(name)
        except UnicodeDecodeError:
            continue
        if "\0" not in text and commonness(text[:_SAMPLE]) >= _PLAUSIBLE:
            return Decoded(text, name)
    raise _binary(source)


def _checked(decoded: Decoded, source: Source) -> Decoded:
    if "\0" in decoded.text:
        raise _binary(source)
    return decoded


def _binary(source: Source) -> EcoPrintError:
    return EcoPrintError(
        ExitCode.SOURCE,
        error(
            "source-binary",
            Text(zh="这不是文本文件", en="this is not a text file"),
            source=source,
            hint=Text(
                zh="可读纯文本、Markdown、HTML 和 .docx",
                en="text, Markdown, HTML and .docx are read",
            ),
        ),
    )


def _is_mostly_utf8(data: bytes) -> bool:
    """Whether the data is UTF-8, whole or with a few broken bytes."""
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd") - data.count("\ufffd".encode())
    if broken <= 0:
        return True
    return sum(char > "\u07ff" for char in text) - broken > 2 * broken


def _legacy(data: bytes, source: Source) -> Decoded:
    ranked = sorted(_readable(data), key=lambda choice: -choice[0])
    if not ranked:
        _refuse_broken(data, source)
    if not ranked or ranked[0][0] < _PLAUSIBLE:
        message = Text(
            zh="看不出这个文件的编码：按 UTF-8、GB18030、Big5 都读不成中文",
            en="the encoding cannot be told: it is Chinese in none of UTF-8, GB18030 and Big5",
        )
        finding = error("encoding-unknown", message, source=source, hint=_HINT)
        raise EcoPrintError(ExitCode.SOURCE, finding)
    score, name, text = ranked[0]
    rivals = [other for rank, other, _ in ranked[1:] if rank > score / 2]
    findings = tuple(_ambiguous(name, rival, source) for rival in rivals)
    return Decoded(text, name, findings)


def _refuse_broken(data: bytes, source: Source) -> None:
    """A text that is Chinese in one encoding but for a few bytes: say which they are."""
    for name in ("gb18030", "big5hkscs"):
        text = data.decode(name, "replace")
        broken = text.count("\ufffd")
        if broken <= _MOST_PLACES and commonness(text[:_SAMPLE]) >= 2 * _PLAUSIBLE:
            _decode_as(data, source, name)


def _readable(data: bytes) -> Iterator[tuple[float, str, str]]:
    """How plausible the data is in each legacy encoding that it is valid in."""
    for family in _LEGACY:
        for name in family:
            try:
                text = data.decode(name)
            except UnicodeDecodeError:
                continue
            yield commonness(text[:_SAMPLE]), name, text
            break


def _ambiguous(name: str, rival: str, source: Source) -> Diagnostic:
    return warning(
        "encoding-ambiguous",
        Text(
            zh=f"编码不能确定：按 {name} 读，也可能是 {rival}",
            en=f"the encoding is uncertain: read as {name}, but it may be {rival}",
        ),
        source=source,
        hint=_HINT,
    )
