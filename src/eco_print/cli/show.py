"""Findings as a person reads them: code, place, the line with a caret under it, the hint.

    warning[glyph-missing]: no face has “䶮” (U+4DAE)
       ┌─ 简报.txt:12:7
    12 │ 记者：孙馗䶮
       │           ^^
    hint: …

Carets are measured in display cells, of which a Chinese character takes two.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import click

from ..diagnostics import Diagnostic, Severity, Text
from .language import language, say

_NAMES = {
    Severity.ERROR: Text(zh="错误", en="error"),
    Severity.WARNING: Text(zh="警告", en="warning"),
    Severity.NOTE: Text(zh="提示", en="note"),
}
_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.NOTE: "cyan"}
_ORDER = (Severity.ERROR, Severity.WARNING, Severity.NOTE)

#: How many cells of a long line are shown before and after the place.
_BEFORE, _AFTER = 30, 46


def show_findings(findings: Iterable[Diagnostic], *, notes: bool = True, err: bool = True) -> None:
    """Write findings, errors first: to standard error, unless they are what was asked for."""
    ordered = sorted(findings, key=lambda finding: _ORDER.index(finding.severity))
    for finding in ordered:
        if notes or finding.severity is not Severity.NOTE:
            click.echo("\n".join(_lines(finding)), err=err)


def _lines(finding: Diagnostic) -> Iterator[str]:
    tongue = language()
    name = click.style(
        f"{_NAMES[finding.severity].in_language(tongue)}[{finding.code}]",
        fg=_COLOURS[finding.severity],
        bold=True,
    )
    yield f"{name}{say('：', ': ')}{finding.message.in_language(tongue)}"
    yield from _excerpt(finding)
    if finding.place is not None:
        yield f"   ─ {finding.place.in_language(tongue)}"
    if finding.clause is not None:
        yield f"   § {finding.clause}"
    if finding.hint is not None:
        label = click.style(say("办法", "hint"), fg="green")
        yield f"{label}{say('：', ': ')}{finding.hint.in_language(tongue)}"


def _excerpt(finding: Diagnostic) -> Iterator[str]:
    source, span = finding.source, finding.span
    if source is None:
        return
    if span is None:
        yield f"   ┌─ {source.name}"
        return
    number = str(span.line)
    gutter = " " * len(number)
    yield f"{gutter} ┌─ {source.name}:{span.line}:{span.column}"
    line = source.line(span.line)
    if line is None:
        return
    last = span.end_column if span.end_line == span.line else len(line) + 1
    shown, before, width = _window(line, span.column - 1, max(last - 1, span.column))
    yield f"{number} │ {shown}"
    yield f"{gutter} │ {' ' * before}{click.style('^' * width, fg='red')}"


def _window(line: str, start: int, end: int) -> tuple[str, int, int]:
    """The part of a line around [start, end), and the caret's offset and width in cells."""
    from rich.cells import cell_len

    line = line.replace("\t", " ")
    first = start
    while first > 0 and cell_len(line[first - 1 : start]) <= _BEFORE:
        first -= 1
    stop = min(max(end, start + 1), len(line))
    while stop < len(line) and cell_len(line[start : stop + 1]) <= _AFTER:
        stop += 1
    while stop > start + 1 and cell_len(line[start:stop]) > _AFTER:
        stop -= 1
    head = "…" if first > 0 else ""
    tail = "…" if stop < len(line) else ""
    width = max(1, cell_len(line[start : min(end, stop)]))
    return head + line[first:stop] + tail, cell_len(head + line[first:start]), width
