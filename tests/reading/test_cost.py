"""What a report does not need is not loaded, and twice the text is twice the work."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from reading.helpers import body, read_text

FIXTURES = Path(__file__).parents[1] / "fixtures" / "reports"
HEAVY = ("opencc", "pypinyin", "docx", "lxml", "markdown_it", "yaml")
SCRIPT = """
import sys
from eco_print.reading import read
from pathlib import Path
read(Path(sys.argv[1]))
print(*[name for name in sys.argv[2:] if name in sys.modules])
"""


def loaded(name: str) -> list[str]:
    run = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(FIXTURES / name), *HEAVY],
        capture_output=True,
        check=True,
        text=True,
    )
    return run.stdout.split()


def test_a_clean_simplified_text_needs_no_dictionary() -> None:
    assert loaded("press-release.txt") == []


def test_a_damaged_one_needs_only_the_converter() -> None:
    assert loaded("damaged-annotated.txt") == ["opencc"]


def test_a_page_needs_no_parser_of_others() -> None:
    assert loaded("portal.html") == []


def work(text: str) -> int:
    """How many functions are called to read a text."""
    called = 0

    def count(_frame: object, event: str, _argument: object) -> None:
        nonlocal called
        called += event in ("call", "c_call")

    sys.setprofile(count)
    try:
        read_text(text)
    finally:
        sys.setprofile(None)
    return called


@pytest.mark.parametrize("line", ["会议要求抓好落实。\n", "会议✅要求🎉抓好落实。\n"])
def test_twice_the_lines_are_twice_the_work(line: str) -> None:
    read_text(line)  # what is loaded once
    assert work(line * 1000) < 2.2 * work(line * 500)


@pytest.mark.parametrize("marks", ["[图片" + " " * 100_000, "[图片]" * 50_000])
def test_marks_without_end_are_read_once(marks: str) -> None:
    assert "会议" in body(f"会议{marks}召开。", headline="标题")
