"""What a report does not need is not loaded."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

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
