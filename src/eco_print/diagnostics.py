"""What the program has to say: findings with a code, a severity, a place and a remedy.

A finding is a value. Stages collect findings and go on, so that one run lists every problem;
only what makes going on pointless is raised, as an `EcoPrintError` that carries its findings
and its exit code. Every message exists in Chinese and in English; the choice between them is
made when a message is shown, never when it is made.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum, IntEnum
from typing import Any

from .source import Source, Span


class Severity(Enum):
    """How much a finding weighs. Under --strict a warning counts as an error."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class ExitCode(IntEnum):
    """What the process says to its caller."""

    DONE = 0
    SOURCE = 1  # the report, the template or the settings are wrong
    USAGE = 2
    MISSING = 3  # a font or a tool is missing
    PREFLIGHT = 4
    FILE_ACCESS = 5
    BUG = 70
    INTERRUPTED = 130


@dataclass(frozen=True, slots=True)
class Text:
    """One message in both languages."""

    zh: str
    en: str

    def in_language(self, language: str) -> str:
        """The text for a language tag: Chinese for any `zh`, else English."""
        return self.zh if language.lower().startswith("zh") else self.en


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle on a page: points from the top left corner of the trimmed sheet.

    `page` counts from 1.
    """

    page: int
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """A finding.

    `code` is a stable name in kebab case (`glyph-missing`), listed in docs/diagnostics.md.
    `source` and `span` say where; either may be None when the finding has no place in a text.
    `place` names a place that is not in a text (a page and an object of a PDF, a device);
    `area` is where it shows on the laid-out pages, when that is known. `clause` is where the
    rule is written that the finding rests on, of findings that rest on a standard.
    """

    code: str
    severity: Severity
    message: Text
    source: Source | None = None
    span: Span | None = None
    hint: Text | None = None
    place: Text | None = None
    area: Area | None = None
    clause: str | None = None


def error(code: str, message: Text, **where: object) -> Diagnostic:
    """A finding that stops the output from being made or used."""
    return Diagnostic(code, Severity.ERROR, message, **where)  # type: ignore[arg-type]


def warning(code: str, message: Text, **where: object) -> Diagnostic:
    """A finding the editor should look at; an error under --strict."""
    return Diagnostic(code, Severity.WARNING, message, **where)  # type: ignore[arg-type]


def note(code: str, message: Text, **where: object) -> Diagnostic:
    """A finding that asks for nothing."""
    return Diagnostic(code, Severity.NOTE, message, **where)  # type: ignore[arg-type]


def has_errors(findings: Iterable[Diagnostic], *, strict: bool = False) -> bool:
    """Whether any finding is an error, counting warnings as errors when `strict`."""
    failing = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
    return any(finding.severity in failing for finding in findings)


def as_data(finding: Diagnostic) -> dict[str, Any]:
    """A finding for JSON, in both languages."""
    data: dict[str, Any] = {
        "code": finding.code,
        "severity": finding.severity.value,
        "message": {"zh": finding.message.zh, "en": finding.message.en},
    }
    if finding.source is not None:
        data["file"] = finding.source.name
    if finding.span is not None:
        data["line"], data["column"] = finding.span.line, finding.span.column
        data["end_line"], data["end_column"] = finding.span.end_line, finding.span.end_column
    for name in ("place", "hint"):
        if (text := getattr(finding, name)) is not None:
            data[name] = {"zh": text.zh, "en": text.en}
    if finding.clause is not None:
        data["clause"] = finding.clause
    return data


class EcoPrintError(Exception):
    """What ends a run: one or more findings and the exit code that says what kind they are."""

    def __init__(self, exit_code: ExitCode, *findings: Diagnostic) -> None:
        super().__init__("; ".join(f"{f.code}: {f.message.en}" for f in findings))
        self.exit_code = exit_code
        self.findings = findings

    def __reduce__(self) -> tuple[object, ...]:
        # Errors cross from the worker process to the command line.
        return (type(self), (self.exit_code, *self.findings))
