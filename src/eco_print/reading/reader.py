"""The one place that knows the order of reading: decode, take apart, repair, understand."""

from __future__ import annotations

import re
from pathlib import Path

from ..diagnostics import EcoPrintError, ExitCode, Text, error
from ..report import Report
from ..source import Source
from .decoding import decode
from .formats import text as text_format
from .manuscript import Original
from .options import ReadOptions
from .repair import repair_characters, repair_marks
from .structure import recognise

_DEFAULT = ReadOptions()
_LINE_END = re.compile(r"\r\n|\r|\n")


def read(source: Path | bytes, options: ReadOptions = _DEFAULT) -> Report:
    """The report in a file or in given bytes.

    Raises EcoPrintError: SOURCE for what is empty, binary, broken or undecodable, FILE_ACCESS
    for what is missing or may not be read. Softer findings are in `Report.findings`.
    """
    place, data = _load(source, options.name)
    decoded = decode(data, place, options.encoding)
    original = _original(decoded.text, place, decoded.encoding)
    manuscript = text_format.read(original)
    first = repair_characters(manuscript, options)
    second = repair_marks(first.manuscript, options)
    structure = recognise(second.manuscript)
    return Report(
        source=original.source,
        headline=structure.headline,
        blocks=structure.blocks,
        credits=structure.credits,
        meeting_date=structure.meeting_date,
        encoding=decoded.encoding,
        format=manuscript.format,
        repairs=first.repairs + second.repairs,
        findings=decoded.findings + first.findings + second.findings,
    )


def _load(source: Path | bytes, name: str) -> tuple[Source, bytes]:
    if isinstance(source, bytes):
        return Source(name), source
    place = Source(str(source), source)
    try:
        return place, source.read_bytes()
    except OSError as problem:
        message = Text(
            zh=f"打不开报告：{problem.strerror}", en=f"cannot open the report: {problem.strerror}"
        )
        finding = error("source-unreadable", message, source=place)
        raise EcoPrintError(ExitCode.FILE_ACCESS, finding) from problem


def _original(text: str, place: Source, encoding: str) -> Original:
    starts = (0, *(match.end() for match in _LINE_END.finditer(text)))
    source = Source(place.name, place.path, tuple(_LINE_END.split(text)))
    return Original(text, source, encoding, starts)
