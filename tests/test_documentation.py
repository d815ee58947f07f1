"""Documentation is a contract: what it lists is what the program has."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from eco_print.cli import COMMANDS
from support import ROOT

DOCS = ROOT / "docs"
LINK = re.compile(r"\[[^\]]*\]\((?!https?:|#|mailto:)([^)#]+)")


def test_every_diagnostic_is_listed() -> None:
    checked = subprocess.run(
        [sys.executable, ROOT / "tools" / "diagnostics.py", "--check"], check=False
    )
    assert checked.returncode == 0, "run: python tools/diagnostics.py"


@pytest.mark.parametrize("name", ["README.md"])
@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_documented(name: str, command: str) -> None:
    assert f"eco-print {command}" in (ROOT / name).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "page",
    [*sorted(ROOT.glob("*.md")), *sorted(DOCS.glob("*.md")), ROOT / "fonts" / "README.md"],
    ids=lambda page: page.name,
)
def test_links_lead_somewhere(page: Path) -> None:
    for target in LINK.findall(page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), f"{page.name} links to {target}"


@pytest.mark.parametrize(
    "page", sorted(DOCS.glob("*.en.md")), ids=lambda page: page.name.removesuffix(".en.md")
)
def test_every_page_exists_in_both_languages(page: Path) -> None:
    assert (DOCS / page.name.replace(".en.md", ".md")).is_file()


@pytest.mark.parametrize("page", ["clreq.md", "clreq.en.md"])
def test_the_clauses_of_clreq_name_tests_that_exist(page: str) -> None:
    named = re.findall(r"`([\w/]+\.py)::(\w+)`", (DOCS / page).read_text(encoding="utf-8"))
    assert len(named) > 40
    for path, test in named:
        assert f"def {test}(" in (ROOT / "tests" / path).read_text(encoding="utf-8"), test


def test_the_clauses_of_clreq_are_the_same_in_both_languages() -> None:
    def clauses(page: str) -> list[tuple[str, ...]]:
        text = (DOCS / page).read_text(encoding="utf-8")
        return re.findall(r"^\| ([\d.]+) \| \[[^]]+\]\((\S+)\) .* \| (.+) \|$", text, re.MULTILINE)

    chinese, english = clauses("clreq.md"), clauses("clreq.en.md")
    assert len(chinese) > 30
    assert chinese == english
