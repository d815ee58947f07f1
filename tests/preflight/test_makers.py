"""PDFs of other makers: judged rightly, nothing made up, nothing believed."""

from __future__ import annotations

from pathlib import Path

import pytest

from eco_print.preflight import Profile, check

MAKERS = Path(__file__).parent / "makers"
FILES = sorted(MAKERS.glob("*.pdf"))


def judged(path: Path) -> list[str]:
    """What preflight says, in the form of the `.expected` files."""
    claims = str(check(path, validators=False).facts.claims) or "nothing"
    lines = [f"claims: {claims}"]
    for profile in Profile:
        report = check(path, profile, validators=False)
        said = sorted({f"{f.severity.value} {f.code}" for f in report.findings})
        lines.append(f"{profile.value}: {', '.join(said) or 'nothing'}")
    return lines


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_file_of_another_maker_is_judged_as_expected(path):
    assert judged(path) == path.with_suffix(".expected").read_text("utf-8").splitlines()


def test_the_fixtures_are_small():
    assert len(FILES) >= 10
    assert all(path.stat().st_size < 60_000 for path in FILES)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("chromium", "会议强调"),
        ("xelatex", "会议强调"),
        ("typst", "会议强调"),
        ("gs-plain", "会议强调"),
        ("scribus-x4", "会"),
        ("fop-x4", "会议强调"),
        ("libreoffice-a3b", "会议强调"),
    ],
)
def test_text_is_understood_whoever_set_it(name, text):
    from eco_print.preflight.document import open_document
    from eco_print.preflight.model import Budget

    document = open_document((MAKERS / f"{name}.pdf").read_bytes(), Budget())
    shown = "".join(mark.text for content in document.contents for mark in content.marks)
    assert text in shown
