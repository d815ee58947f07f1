"""Bad sources, sizes, and hostile ones: named errors, and time in step with length."""

from __future__ import annotations

from pathlib import Path

import pytest

from eco_print.diagnostics import EcoPrintError, ExitCode
from eco_print.reading import ReadOptions, read
from reading.helpers import codes, failure, read_text


@pytest.mark.parametrize("data", [b"", b"\n \n", b"\xef\xbb\xbf", "　\n".encode(), b"\xff\xfe"])
def test_nothing_to_print(data: bytes) -> None:
    error = failure(data)
    assert (error.exit_code, error.findings[0].code) == (ExitCode.SOURCE, "source-empty")


def test_a_file_that_is_missing(tmp_path: Path) -> None:
    with pytest.raises(EcoPrintError) as caught:
        read(tmp_path / "没有.txt", ReadOptions())
    assert caught.value.exit_code is ExitCode.FILE_ACCESS
    assert caught.value.findings[0].code == "source-unreadable"
    assert "没有.txt" in caught.value.findings[0].source.name  # type: ignore[union-attr]


def test_a_folder_is_no_report(tmp_path: Path) -> None:
    with pytest.raises(EcoPrintError) as caught:
        read(tmp_path, ReadOptions())
    assert caught.value.exit_code is ExitCode.FILE_ACCESS


def test_bytes_and_files_give_the_same_report(tmp_path: Path) -> None:
    path = tmp_path / "报告.txt"
    text = "全市会议召开\n会议指出,要抓好。\n"
    path.write_text(text, "utf-8")
    one, other = read(path), read_text(text, name="报告.txt")
    assert one.blocks == other.blocks
    assert one.repairs == other.repairs
    assert (one.source.path, other.source.path) == (path, None)
    assert other.source.name == "报告.txt"


def test_too_many_bytes_and_too_many_lines() -> None:
    text = "会议召开。\n" * 50
    for limit in ({"max_bytes": 100}, {"max_lines": 10}):
        error = failure(text, **limit)
        assert (error.exit_code, error.findings[0].code) == (
            ExitCode.SOURCE,
            "source-too-large",
        )


def test_the_file_is_not_read_beyond_the_limit() -> None:
    error = failure_of(Path("/dev/zero"))
    assert error.findings[0].code == "source-too-large"


def failure_of(path: Path) -> EcoPrintError:
    with pytest.raises(EcoPrintError) as caught:
        read(path, ReadOptions(max_bytes=1000))
    return caught.value


LENGTH = 200_000
MANY = 40_000
"""For lines of which every character is repaired, or every third is an element."""
HOSTILE = {
    "brackets": "(" * LENGTH + "环",
    "wide brackets": "（" * LENGTH + "环）",
    "quotes": '环"' * (MANY // 2),
    "apostrophes": "环'" * (MANY // 2),
    "spaces": "环" + " " * LENGTH + "境",
    "spaced": "环 " * (MANY // 2) + "x",
    "marks": ":" * MANY + "环",
    "dots": "." * LENGTH + "环",
    "words": "a." * (LENGTH // 2) + "环" * LENGTH,
    "addresses": ("a." * 50 + "@") * (LENGTH // 101) + "环" * LENGTH,
    "readings": "環(huán)" * (MANY // 7),
    "broken": "動?xùn)|" * (MANY // 7),
    "roles": "记者张三" * (MANY // 4),
    "dates": "1月" * (LENGTH // 2),
    "names": "环境 张三 " * (MANY // 6) + "。",
    "tabs": "环\t" * (MANY // 2),
    "lost": "锟斤拷" * (LENGTH // 3),
}
HOSTILE_MARKDOWN = {
    "stars": "*a " * (MANY // 3),
    "images": "![" * (MANY // 20),
    "links": "[a](" * (MANY // 4),
    "lines": "环境\n" * (MANY // 10),
}
HOSTILE_HTML = {
    "less": "<" * MANY,
    "open tag": '<a "' * (LENGTH // 4),
    "comments": "<!--" * (LENGTH // 4),
    "depth": "<div>" * (LENGTH // 5) + "环境，",
    "scripts": "<script>" * 5000 + "</script" * 20000,
    "items": "<ul>" + "<li>环，" * (MANY // 20),
}


@pytest.mark.parametrize(
    ("form", "text"),
    [
        *(("text", text) for text in HOSTILE.values()),
        *(("markdown", text) for text in HOSTILE_MARKDOWN.values()),
        *(("html", text) for text in HOSTILE_HTML.values()),
    ],
    ids=[*HOSTILE, *HOSTILE_MARKDOWN, *HOSTILE_HTML],
)
def test_hostile_lines_come_to_an_end(form: str, text: str) -> None:
    try:
        report = read_text(text, format=form)
    except EcoPrintError as error:
        assert error.exit_code is ExitCode.SOURCE
    else:
        assert report.blocks or report.headline


def test_a_hostile_line_is_still_repaired() -> None:
    report = read_text("（" * 1000 + "会议,要抓好", headline="标题")
    assert report.body_text().endswith("会议，要抓好")
    assert codes(report) == []
