"""Short ways to read a text in a test."""

from __future__ import annotations

from eco_print.diagnostics import EcoPrintError
from eco_print.reading import ReadOptions, read
from eco_print.report import Report


def read_text(text: str | bytes, **options: object) -> Report:
    data = text if isinstance(text, bytes) else text.encode()
    return read(data, ReadOptions(**options))  # type: ignore[arg-type]


def body(text: str, **options: object) -> str:
    """The text of the report's body, read as it stands."""
    return read_text(text, **options).body_text()


def codes(report: Report) -> list[str]:
    return [finding.code for finding in report.findings]


def failure(text: str | bytes, **options: object) -> EcoPrintError:
    """The error that reading ends with."""
    try:
        read_text(text, **options)
    except EcoPrintError as error:
        return error
    raise AssertionError("nothing was raised")
