"""The guides for a printer and an archivist: every command in them works and shows what it says."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from eco_print.preflight import RULES
from support import EXAMPLE, ROOT

DOCS = ROOT / "docs"
GUIDES = ("printer", "archivist")
CODES = {rule.code for rule in RULES}
_BLOCK = re.compile(r"^```sh\n(.*?)^```", re.DOTALL | re.MULTILINE)


def commands(name: str) -> list[str]:
    text = (DOCS / name).read_text(encoding="utf-8")
    return [line for block in _BLOCK.findall(text) for line in block.splitlines()]


@pytest.mark.parametrize("guide", GUIDES)
def test_both_languages_give_the_same_commands(guide):
    assert commands(f"{guide}.md") == commands(f"{guide}.en.md")


@pytest.mark.parametrize("guide", GUIDES)
def test_every_command_works(guide, tmp_path):
    shutil.copy(EXAMPLE, tmp_path / "report.txt")
    shutil.copy(EXAMPLE.with_name("eco-print.toml"), tmp_path)
    here = Path(sys.executable).parent
    path = f"{here}{os.pathsep}{os.environ['PATH']}"
    for command in commands(f"{guide}.md"):
        done = subprocess.run(
            ["sh", "-c", command],
            cwd=tmp_path,
            env={**os.environ, "PATH": path, "LC_ALL": "C.UTF-8"},
            capture_output=True,
            check=False,
            timeout=300,
        )
        assert done.returncode == 0, f"{command}\n{done.stderr.decode()}"


def test_the_boxes_are_as_wide_as_the_printers_guide_says():
    """The figures of the table, against the rule they follow."""
    sizes = re.findall(r"\| (\w+Box) \| (\d+) × (\d+) mm", (DOCS / "printer.md").read_text("utf-8"))
    assert {name: (int(w), int(h)) for name, w, h in sizes} == {
        "TrimBox": (210, 297),
        "BleedBox": (210 + 2 * 3, 297 + 2 * 3),
        "MediaBox": (210 + 2 * 13, 297 + 2 * 13),
    }


def rule_columns(name: str) -> list[list[str]]:
    """The rules that each row of a table of clauses names in its last cell."""
    text = (DOCS / name).read_text("utf-8")
    (table,) = re.findall(r"(?:检查它的规则|rules that check it) \|\n\|[-|]+\n((?:\|.*\n)+)", text)
    cells = [row.rstrip(" |").rsplit("|", 1)[-1] for row in table.splitlines()]
    return [re.findall(r"`(.+?)`", cell) for cell in cells]


@pytest.mark.parametrize("guide", GUIDES)
def test_the_rules_that_check_a_clause_exist_and_are_the_same_in_both_languages(guide):
    columns = rule_columns(f"{guide}.md")
    assert columns == rule_columns(f"{guide}.en.md")
    assert all(columns)
    assert {code for codes in columns for code in codes} <= CODES
