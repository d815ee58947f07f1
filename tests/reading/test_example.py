"""The report that the program exists for, read from start to end."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from eco_print.reading import ReadOptions, read
from eco_print.report import Paragraph, Report

TIELING = Path(__file__).parents[2] / "examples" / "tieling.txt"


@pytest.fixture(scope="module")
def report() -> Report:
    return read(TIELING, ReadOptions())


def test_headline_is_derived_from_the_lead(report: Report) -> None:
    assert report.headline is not None
    assert report.headline.text == (
        "全市生态环境保护大会暨市生态文明建设和生态环境保护委员会会议召开"
    )
    assert report.headline.derived


def test_six_paragraphs_and_three_credits(report: Report) -> None:
    assert [type(block) for block in report.blocks] == [Paragraph] * 6
    assert [(credit.role, credit.people) for credit in report.credits] == [
        ("记者", ("孙馗凯",)),
        ("校对", ("田畅",)),
        ("监制", ("韩冰洁",)),
    ]


def test_the_date_is_said_without_a_year(report: Report) -> None:
    said = report.meeting_date
    assert said is not None
    assert (said.text, said.month, said.day, said.year) == ("10月24日", 10, 24, None)


def test_no_trace_of_damage(report: Report) -> None:
    text = report.body_text()
    assert text.encode("gb2312")  # no Traditional form is in GB 2312
    latin = {char for char in text if unicodedata.name(char, "").startswith("LATIN")}
    assert latin == {"N"}
    assert not set(text) & set(",.:;?!()|\"'")
    assert text.count("新时代推动东北全面振兴座谈会") == 2
    assert "碳中和“1+N”政策体系" in text
    assert not report.findings


def test_every_repair_knows_its_place(report: Report) -> None:
    lines = TIELING.read_text("utf-8").split("\n")
    for repair in report.repairs:
        span = repair.span
        assert span.line == span.end_line
        stretch = lines[span.line - 1][span.column - 1 : span.end_column - 1]
        assert stretch == repair.before or repair.kind == "script"
