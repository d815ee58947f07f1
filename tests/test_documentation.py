"""Documentation is a contract: what it lists is what the program has."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import eco_print
from eco_print.cli import COMMANDS
from support import EXAMPLE, ROOT

DOCS = ROOT / "docs"
LINK = re.compile(r"\[[^\]]*\]\((?!https?:|#|mailto:)([^)#]+)")


def test_every_diagnostic_is_listed() -> None:
    checked = subprocess.run(
        [sys.executable, ROOT / "tools" / "diagnostics.py", "--check"], check=False
    )
    assert checked.returncode == 0, "run: python tools/diagnostics.py"


def test_the_reference_of_commands_is_what_help_says() -> None:
    checked = subprocess.run(
        [sys.executable, ROOT / "tools" / "commands.py", "--check"], check=False
    )
    assert checked.returncode == 0, "run: python tools/commands.py"


@pytest.mark.parametrize("page", ["api.md", "api.en.md"])
def test_the_interface_documented_is_the_one_exported(page: str) -> None:
    text = (DOCS / page).read_text(encoding="utf-8")
    listed = re.findall(r"^\| `(\w+)", text, re.MULTILINE)
    assert sorted(listed) == sorted(eco_print.__all__)
    for name in listed:
        assert getattr(eco_print, name) is not None


def test_the_example_of_the_interface_runs(tmp_path: Path) -> None:
    parts = re.findall(r"```python\n(.*?)```", (DOCS / "api.en.md").read_text("utf-8"), re.DOTALL)
    shutil.copy(EXAMPLE, tmp_path / "report.txt")
    done = subprocess.run(
        [sys.executable, "-c", "".join(parts)],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    told, judged, kept = done.stdout.splitlines()
    assert re.fullmatch(r"全市生态环境保护大会.+ 6 812", told)  # headline, paragraphs, repairs
    assert judged.endswith(".press.pdf True []")
    assert len(list(tmp_path.glob("*.screen.pdf"))) == 1
    assert kept.endswith(" True True")


def test_importing_the_package_loads_none_of_it() -> None:
    code = "import eco_print, sys; print([m for m in sys.modules if m.startswith('eco_print.')])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


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
