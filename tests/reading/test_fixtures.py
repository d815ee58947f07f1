"""Every fixture gives the report that the file beside it describes."""

from __future__ import annotations

import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from eco_print.reading import ReadOptions, read
from eco_print.report import Report
from reading.accounting import lost
from reading.documents import DOCUMENTS
from reading.outline import outline, styled

FIXTURES = Path(__file__).parents[1] / "fixtures" / "reports"
EXPECTED = sorted(FIXTURES.glob("*.toml"))


def load(name: str) -> Report:
    if name in DOCUMENTS:
        return read(DOCUMENTS[name](), ReadOptions(name=name))
    return read(FIXTURES / name, ReadOptions())


def described(report: Report) -> dict[str, Any]:
    """A report in the words of the files of expectations; what is not there is left out."""
    headline, date = report.headline, report.meeting_date
    found: dict[str, Any] = {
        "headline": styled(headline.runs) if headline else "",
        "kicker": styled(headline.kicker) if headline else "",
        "subtitle": styled(headline.subtitle) if headline else "",
        "derived": bool(headline and headline.derived),
        "date": f"{date.text} {date.year or '?'}-{date.month:02}-{date.day:02}" if date else "",
        "dateline": report.dateline.text if report.dateline else "",
        "read": f"{report.format} {report.encoding} {report.language}",
        "fields": {
            name: value if isinstance(value, str) else list(value)
            for name, value in report.fields.items()
        },
        "credits": [
            f"{credit.role}：{'、'.join(credit.people)}" + " （见正文）" * credit.in_body
            for credit in report.credits
        ],
        "repairs": dict(Counter(repair.kind for repair in report.repairs)),
        "findings": [
            f"{finding.code} {finding.span.line}:{finding.span.column}"
            if finding.span
            else finding.code
            for finding in report.findings
        ],
        "body": outline(report.blocks),
    }
    return {name: value for name, value in found.items() if value}


@pytest.mark.parametrize("expected", EXPECTED, ids=lambda path: path.stem)
def test_fixture(expected: Path) -> None:
    wanted = tomllib.loads(expected.read_text("utf-8"))
    wanted["body"] = wanted["body"].strip("\n").split("\n")
    assert described(load(expected.stem)) == wanted


@pytest.mark.parametrize("expected", EXPECTED, ids=lambda path: path.stem)
def test_nothing_is_lost(expected: Path) -> None:
    report = load(expected.stem)
    if report.format != "html":  # a page is left out on purpose; see test_html
        assert lost(report) == ""


@pytest.mark.parametrize("expected", EXPECTED, ids=lambda path: path.stem)
def test_repairing_again_changes_nothing(expected: Path) -> None:
    report = load(expected.stem)
    text = "\n".join(["标题", report.body_text()])
    again = read(text.encode(), ReadOptions(script="keep"))
    assert [repair for repair in again.repairs if repair.kind != "spaces"] == []


def test_every_fixture_has_its_expectation() -> None:
    sources = {path.name for path in FIXTURES.glob("*.*") if path.suffix != ".toml"}
    assert sources | DOCUMENTS.keys() == {path.stem for path in EXPECTED}
    assert len(sources) >= 40
