"""Which encoding a file is in, and what is said when that cannot be known."""

from __future__ import annotations

import codecs

import pytest

from eco_print.diagnostics import ExitCode, Severity
from reading.helpers import codes, failure, read_text

SIMPLIFIED = "全市生态环境保护大会召开\n10月24日，全市生态环境保护大会召开，市长讲话。\n"
TRADITIONAL = "市府召開環境會議\n市長表示，今年將編列預算，補助學校裝設太陽能板。\n"


@pytest.mark.parametrize(
    ("encoding", "name"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8"),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
        ("utf-32", "utf-32"),
        ("gb2312", "gb18030"),
        ("gb18030", "gb18030"),
    ],
)
def test_simplified(encoding: str, name: str) -> None:
    report = read_text(SIMPLIFIED.encode(encoding))
    assert report.encoding == name
    assert report.headline is not None
    assert report.headline.text == "全市生态环境保护大会召开"
    assert codes(report) == []


@pytest.mark.parametrize(("encoding", "name"), [("big5", "big5hkscs"), ("gbk", "gb18030")])
def test_traditional(encoding: str, name: str) -> None:
    report = read_text(TRADITIONAL.encode(encoding), script="keep")
    assert (report.encoding, report.body_text()) == (name, TRADITIONAL.split("\n")[1])


def test_marks_are_no_text() -> None:
    for mark in (codecs.BOM_UTF8, "\ufeff".encode("gb18030")):
        encoding = "utf-8" if mark == codecs.BOM_UTF8 else "gb18030"
        report = read_text(mark + SIMPLIFIED.encode(encoding))
        assert report.repairs == ()


def test_a_wish_is_a_command() -> None:
    assert read_text("環境".encode("big5"), encoding="Big5").body_text() == "環境"
    wrong = failure(SIMPLIFIED.encode("gb18030"), encoding="utf-8")
    assert wrong.exit_code is ExitCode.SOURCE
    assert {finding.code for finding in wrong.findings} == {"encoding-broken"}


@pytest.mark.parametrize("name", ["klingon", "rot13", "base64"])
def test_an_encoding_that_does_not_exist(name: str) -> None:
    error = failure(SIMPLIFIED, encoding=name)
    assert (error.exit_code, error.findings[0].code) == (ExitCode.USAGE, "encoding-unsupported")


def test_broken_utf8_is_broken_and_not_something_else() -> None:
    data = SIMPLIFIED.encode() * 3
    at = data.index("，".encode())
    broken = data[:at] + b"\xff" + data[at:] + b"\xe4\xbd\n"
    error = failure(broken)
    assert [finding.code for finding in error.findings] == ["encoding-broken"] * 2
    first = error.findings[0].span
    assert first is not None
    assert (first.line, first.column) == (2, 7)


def test_unpaired_surrogates_are_refused_with_their_place() -> None:
    for data in (b"\xed\xa0\x80", "\ud800".encode("utf-16-le", "surrogatepass")):
        mark, encoding = (b"", "utf-8") if data[0] == 0xED else (b"\xff\xfe", "utf-16-le")
        text = "会议召开\n在".encode(encoding)
        error = failure(mark + text + data + "市里举行，环境会议今天开".encode(encoding))
        span = error.findings[0].span
        assert error.findings[0].code == "encoding-broken"
        assert span is not None
        assert (span.line, span.column) == (2, 2)


@pytest.mark.parametrize(
    "data",
    [b"\x7fELF\x02\x01\0\0\0", b"text\0more", "环境\0会议".encode(), bytes(range(256))],
)
def test_binary(data: bytes) -> None:
    error = failure(data)
    assert (error.exit_code, error.findings[0].code) == (ExitCode.SOURCE, "source-binary")


@pytest.mark.parametrize(
    "data", [b"caf\xe9 au lait\xff", b"\x93\xfa\x96\x7b\x8c\xea\x82\xcc\x95\xb6", b"\xe1\xa9\xfe"]
)
def test_what_is_no_chinese_is_a_question(data: bytes) -> None:
    error = failure(data)
    assert error.findings[0].code == "encoding-unknown"
    assert error.findings[0].hint is not None


def test_ambiguity_names_both_candidates_and_the_wish_settles_it() -> None:
    data = "家家".encode("big5")  # in GB 18030 産産, as common as it
    finding = read_text(data, headline="x", script="keep").findings[0]
    assert (finding.code, finding.severity) == ("encoding-ambiguous", Severity.WARNING)
    assert "big5hkscs" in finding.message.en
    assert "gb18030" in finding.message.en
    assert codes(read_text(data, encoding="big5", headline="x")) == []


def test_a_legacy_file_with_broken_bytes_is_told_where() -> None:
    text = "10月24日，全市会议召开。会议强调，要压实责任，抓好落实。"
    data = text.encode("gb18030").replace("会议".encode("gb18030"), b"\xff\xff", 1)
    error = failure(data)
    assert [finding.code for finding in error.findings] == ["encoding-broken"] * 2
    span = error.findings[0].span
    assert span is not None
    assert (span.line, span.column) == (1, 10)
