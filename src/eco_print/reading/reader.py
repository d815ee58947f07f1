"""The one place that knows the order of reading: decode, take apart, repair, understand."""

from __future__ import annotations

from pathlib import Path
from types import MappingProxyType

from ..diagnostics import EcoPrintError, ExitCode, Text, error
from ..report import Report
from ..source import Source
from ..wording import reason
from . import formats
from .manuscript import Manuscript
from .options import ReadOptions
from .ragged import with_regular_tables
from .remote import without_remote
from .repair import repair_characters, repair_marks
from .roles import with_roles
from .scripts import share_of_traditional
from .structure import arranged, recognise
from .structure.several import second_report

_DEFAULT = ReadOptions()


def read(source: Path | str | bytes, options: ReadOptions = _DEFAULT) -> Report:
    """The report in a file, named by its path, or in given bytes.

    Raises EcoPrintError: SOURCE for what is empty, binary, broken, too large or undecodable,
    FILE_ACCESS for what is missing or may not be read. Softer findings are in `Report.findings`.
    """
    place, data = _load(Path(source) if isinstance(source, str) else source, options)
    manuscript, findings = formats.read(data, place, options)
    _check(manuscript, options)
    manuscript, ragged = with_regular_tables(manuscript)
    first = repair_characters(manuscript, options)
    second = repair_marks(arranged(first.manuscript), options)
    repaired = second.manuscript
    structure = recognise(repaired, options.headline)
    origin = manuscript.original.source
    page = manuscript.format == "html"
    blocks, remote = without_remote(structure.blocks, origin, page=page)
    text = "\n".join(strip.text for strip in repaired.strips())
    return Report(
        source=origin,
        headline=structure.headline,
        blocks=with_roles(blocks, structure.said),
        credits=structure.credits,
        dateline=structure.dateline,
        meeting_date=structure.meeting_date,
        language="zh-Hant" if share_of_traditional(text) > 0.5 else "zh-Hans",
        encoding=manuscript.original.encoding,
        format=manuscript.format,
        fields=MappingProxyType(dict(manuscript.fields)),
        assets=manuscript.assets,
        repairs=first.repairs + second.repairs,
        findings=(
            *findings,
            *manuscript.findings,
            *ragged,
            *first.findings,
            *second_report(first.manuscript),
            *second.findings,
            *structure.findings,
            *remote,
        ),
        original=data,
    )


def _load(source: Path | bytes, options: ReadOptions) -> tuple[Source, bytes]:
    """The bytes and the name for them, no more than the limit allows."""
    if isinstance(source, bytes):
        return Source(options.name), _bounded(source, Source(options.name), options.max_bytes)
    place = Source(str(source), source)
    try:
        with source.open("rb") as file:
            data = file.read(options.max_bytes + 1)
    except OSError as problem:
        why = reason(problem)
        message = Text(zh=f"打不开报告：{why.zh}", en=f"cannot open the report: {why.en}")
        finding = error("source-unreadable", message, source=place, hint=_near(source))
        raise EcoPrintError(ExitCode.FILE_ACCESS, finding) from problem
    return place, _bounded(data, place, options.max_bytes)


def _near(path: Path) -> Text | None:
    """A file of much the same name, where there is none of this one."""
    from difflib import get_close_matches

    try:
        names = [each.name for each in path.parent.iterdir()] if not path.exists() else []
    except OSError:
        names = []
    near = get_close_matches(path.name, names, n=1)
    return Text(zh=f"是不是 {near[0]}？", en=f"did you mean {near[0]}?") if near else None


def _bounded(data: bytes, place: Source, limit: int) -> bytes:
    if len(data) > limit:
        raise _too_large(place, Text(zh=f"超过 {limit} 字节", en=f"over {limit} bytes"))
    if not data.strip(b" \t\r\n\xef\xbb\xbf"):
        raise _empty(place)
    return data


def _check(manuscript: Manuscript, options: ReadOptions) -> None:
    """Refuse what has too many lines, or nothing to print."""
    place = manuscript.original.source
    if len(place.lines) > options.max_lines:
        limit = options.max_lines
        raise _too_large(place, Text(zh=f"超过 {limit} 行", en=f"over {limit} lines"))
    if not manuscript.blocks:
        raise _empty(place)


def _too_large(place: Source, message: Text) -> EcoPrintError:
    hint = Text(zh="限度可在设置中改", en="the limits can be changed in the settings")
    finding = error("source-too-large", message, source=place, hint=hint)
    return EcoPrintError(ExitCode.SOURCE, finding)


def _empty(place: Source) -> EcoPrintError:
    message = Text(zh="报告是空的", en="the report is empty")
    hint = Text(
        zh="看看文件有没有存好，是不是这一份",
        en="see whether the file was saved, and is the right one",
    )
    return EcoPrintError(ExitCode.SOURCE, error("source-empty", message, source=place, hint=hint))
