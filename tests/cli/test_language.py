"""A Chinese command line says nothing in English: not click, not the system, not the libraries."""

from __future__ import annotations

import ast
import errno
import os
import re
from pathlib import Path

import click
import pytest

from eco_print.cli.click_words import WORDS
from eco_print.wording import reason
from support import eco_print

LETTERS = re.compile(r"[a-z]{3,}")
#: click's words that no command here can come to say: prompts, editors, faults of declarations.
UNSAID = re.compile(
    r"prompt|editor|Editing|Repeat|continue|entered values|invalid input|Windows|version %|"
    r"colou?r|DeprecationWarning|UUID|boolean|format|flag|declar|defined twice|No options defined|"
    r"start character|iterable|standard stream|Choice|^d$|values? (?:are|but)|Takes|Error: \{|"
    r"%\(prog\)s"
)


def words_of_click() -> set[str]:
    """Every text that click hands to gettext."""
    found: set[str] = set()
    for path in Path(click.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                texts = {"_": node.args[:1], "ngettext": node.args[:2]}.get(node.func.id, [])
                found |= {text.value for text in texts if isinstance(text, ast.Constant)}
    return found


def test_every_word_of_click_has_its_chinese() -> None:
    lacking = {text for text in words_of_click() - set(WORDS) if not UNSAID.search(text)}
    assert lacking == set()


@pytest.mark.parametrize("text", WORDS)
def test_the_chinese_fills_in_nothing_else(text: str) -> None:
    fields = re.compile(r"{(\w+)")
    assert set(fields.findall(WORDS[text])) <= set(fields.findall(text))


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["build"], 2, "缺少参数"),
        (["build", "稿.txt", "--profile", "x"], 2, "可用"),
        (["build", "稿.txt", "-j", "0"], 2, "不在范围"),
        (["build", "稿.txt", "--colour"], 2, "没有选项"),
        (["build", "稿.txt", "-o"], 2, "缺少值"),
        (["buld"], 2, "没有命令"),
        (["fonts", "x"], 2, "多出了参数"),
        (["check", "没有.pdf"], 5, "没有这个文件"),
        (["build", "没有.txt"], 5, "没有这个文件"),
        (["build", "稿.txt", "--settings", "没有.toml"], 5, "没有这个文件"),
        (["build", "稿.txt", "--settings", "错.toml"], 1, "缺少 ="),
        (["build", "稿.txt", "--settings", "值.toml"], 1, "应是"),
        (["build", "稿.txt", "--encoding", "gkb"], 2, "不认识的编码"),
        (["build", "头.md"], 1, "缺少收尾"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else str(value),
)
def test_errors_are_chinese(tmp_path: Path, arguments: list[str], code: int, said: str) -> None:
    (tmp_path / "稿.txt").write_text("会议召开\n\n会议强调，要抓好落实。\n", encoding="utf-8")
    (tmp_path / "错.toml").write_text("template\n", encoding="utf-8")
    (tmp_path / "值.toml").write_text("strict = 3\n", encoding="utf-8")
    (tmp_path / "头.md").write_text("---\nissue: [1\n---\n会议召开。\n", encoding="utf-8")
    ran = eco_print(*arguments, cwd=tmp_path, ECO_PRINT_LANGUAGE="zh")
    assert ran.code == code
    assert said in ran.err
    message = next(line for line in ran.err.splitlines() if said in line)
    english = set(LETTERS.findall(re.sub(r"\[[a-z-]+\]|\S*\.\w+|'[^']*'|`[^`]*`", "", message)))
    assert english <= {
        "profile",
        "colour",
        "build",
        "buld",
        "icc",
        "strict",
        "true",
        "false",
        "gkb",
    }


@pytest.mark.parametrize(
    "number",
    [errno.ENOENT, errno.EACCES, errno.EISDIR, errno.ENOSPC, errno.EROFS, errno.ENOTDIR],
)
def test_the_system_speaks_both_languages(number: int) -> None:
    said = reason(OSError(number, os.strerror(number), "稿.txt"))
    assert not LETTERS.search(said.zh)
    assert said.en == os.strerror(number)


def test_what_is_not_known_is_quoted_as_it_is() -> None:
    assert reason(ValueError("something else")).zh == "原文“something else”"


@pytest.mark.parametrize(
    "said",
    [
        "no characters", "no name", "no outlines", "no table glyf", "not TrueType or OpenType",
        "the file ends inside table glyf", "3 faces, none with index 7",
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_face_is_chinese(said: str) -> None:
    assert not LETTERS.search(re.sub("glyf|TrueType|OpenType", "", reason(said).zh))
