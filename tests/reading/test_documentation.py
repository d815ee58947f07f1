"""docs/reading.md and its English counterpart say what the program does; their examples are run."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from eco_print.field_names import FIELD_NAMES
from eco_print.reading import REPAIR_KINDS
from reading.helpers import read_text

ROOT = Path(__file__).parents[2]
PAGES = (ROOT / "docs" / "reading.md", ROOT / "docs" / "reading.en.md")
ROW = re.compile(r"^\| `(\w+)` \| `(.+?)` \| `(.+?)` \| `(.+?)` \|$", re.MULTILINE | re.DOTALL)


def rows(page: Path) -> list[tuple[str, str, str, str]]:
    """The rows of the table of repairs; ⏎ stands for the end of a line."""
    text = page.read_text("utf-8").replace("\\|", "|").replace("⏎", "\n")
    return [match.groups() for match in ROW.finditer(text)]  # type: ignore[misc]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_kind_of_repair_has_its_example(page: Path) -> None:
    assert {row[0] for row in rows(page)} == set(REPAIR_KINDS)
    assert rows(page) == rows(PAGES[0])


@pytest.mark.parametrize("row", rows(PAGES[0]), ids=lambda row: row[0])
def test_the_examples_are_true(row: tuple[str, str, str, str]) -> None:
    kind, written, becomes, alone = row
    report = read_text(written, headline="标题")
    assert report.body_text() == becomes
    assert kind in {repair.kind for repair in report.repairs}
    left = read_text(alone, headline="标题")
    assert kind not in {repair.kind for repair in left.repairs}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_field_is_listed(page: Path) -> None:
    text = page.read_text("utf-8")
    for name, aliases in FIELD_NAMES.items():
        assert f"| `{name}` | {aliases[0]}" in text
