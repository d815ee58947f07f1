"""The reference of the rules, as tables for the documentation.

`python -m eco_print.preflight.reference docs` writes them anew into docs/preflight.md and
docs/preflight.en.md, between the marks; a test compares.
"""

from __future__ import annotations

import sys
from pathlib import Path

from ..diagnostics import Severity, Text
from ..profile import Profile
from .inspection import RULES
from .rules import Rule

BEGIN, END = "<!-- rules: begin -->", "<!-- rules: end -->"
FILES = {"zh": "preflight.md", "en": "preflight.en.md"}
_WEIGHTS = {
    Severity.ERROR: Text("错误", "error"),
    Severity.WARNING: Text("警告", "warning"),
    Severity.NOTE: Text("提示", "note"),
    None: Text("—", "—"),
}
_HEAD = Text(
    "| 规则 | 含义 | screen | press | archive | 依据 | 改法 |",
    "| rule | what is wrong | screen | press | archive | where it is written | remedy |",
)


def table(language: str) -> str:
    """All rules in alphabetical order, as a Markdown table."""
    lines = [_HEAD.in_language(language), "|---|---|---|---|---|---|---|"]
    lines += [_row(rule, language) for rule in sorted(RULES, key=lambda rule: rule.code)]
    return "\n".join(lines)


def _row(rule: Rule, language: str) -> str:
    weights = [_WEIGHTS[rule.weight(profile)].in_language(language) for profile in Profile]
    said, remedy = rule.title.in_language(language), rule.remedy.in_language(language)
    cells = [f"`{rule.code}`", said, *weights, rule.clause, remedy]
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def with_table(text: str, language: str) -> str:
    """A document with the table between its marks brought up to date."""
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n{table(language)}\n{END}{after}"


def main(folder: Path) -> None:
    for language, name in FILES.items():
        path = folder / name
        path.write_text(with_table(path.read_text("utf-8"), language), "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
