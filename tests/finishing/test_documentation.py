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


NUMBER = re.compile(r"\d+(\.\d+)*")
CLAUSES = {"printer": "ISO 15930-7:2010", "archivist": "ISO 19005-3"}
"""The standard whose clauses head the rows of each guide's table."""


def rows(name: str, heading: str) -> list[list[str]]:
    """The cells of the one table whose last heading is this, row by row."""
    text = (DOCS / name).read_text("utf-8")
    (table,) = re.findall(rf"(?:{heading}) \|\n\|[-|]+\n((?:\|.*\n)+)", text)
    return [row.strip("| ").split(" | ") for row in table.splitlines()]


def clauses(name: str) -> list[tuple[str, list[str]]]:
    """What each row of a table of clauses cites, and the rules that its last cell names."""
    found = rows(name, "检查它的规则|rules that check it")
    return [(row[0].split(" ")[0], re.findall(r"`(.+?)`", row[-1])) for row in found]


def cited(code: str, standard: str) -> list[str]:
    """The clauses of a standard that a rule says it rests on."""
    (clause,) = (rule.clause for rule in RULES if rule.code == code)
    parts = (part.removeprefix(f"{standard}, ") for part in clause.split("; ") if standard in part)
    return [found[0] for part in parts for found in NUMBER.finditer(part)]


@pytest.mark.parametrize("guide", GUIDES)
def test_the_rules_that_check_a_clause_exist_and_are_the_same_in_both_languages(guide):
    table = clauses(f"{guide}.md")
    assert table == clauses(f"{guide}.en.md")
    assert all(codes for _, codes in table)
    assert {code for _, codes in table for code in codes} <= CODES


@pytest.mark.parametrize("guide", GUIDES)
def test_a_clause_is_the_one_that_its_rules_cite(guide):
    """What the guide promises is what the reader of a report of `check` finds there."""
    for clause, codes in clauses(f"{guide}.md"):
        named = [number for code in codes for number in cited(code, CLAUSES[guide])]
        if NUMBER.fullmatch(clause):
            assert any(f"{number}.".startswith(f"{clause}.") for number in named), clause
        else:
            assert not named, codes


def test_every_clause_of_pdfx_that_a_rule_cites_is_in_the_printers_guide():
    numbers = {number for rule in RULES for number in cited(rule.code, CLAUSES["printer"])}
    assert numbers == {clause for clause, _ in clauses("printer.md")} - {"—"}


@pytest.mark.parametrize("page", ["printer.md", "printer.en.md"])
def test_every_clause_of_pdfx_is_in_the_table_or_named_as_unchecked(page):
    table = {clause for clause, _ in clauses(page)}
    text = (DOCS / page).read_text("utf-8")
    (rest,) = re.findall(r"^(?:表里没有的条款|Not in the table).*", text, re.MULTILINE)
    unchecked = re.findall(r"6\.\d+", rest)
    assert table.isdisjoint(unchecked)
    assert table | set(unchecked) == {"1", "—", *(f"6.{n}" for n in range(1, 28))}


def test_every_requirement_on_archives_is_seen_by_a_rule_or_a_command_of_the_guide():
    table = rows("archivist.md", "怎样看到")
    seen = [re.findall(r"`(.+?)`", row[-1]) for row in table]
    assert seen == [re.findall(r"`(.+?)`", r[-1]) for r in rows("archivist.en.md", "how to see it")]
    assert all(seen)
    others = {each for row in seen for each in row} - CODES
    shown = commands("archivist.md")
    assert not [each for each in others if not any(f"{c} ".startswith(f"{each} ") for c in shown)]
