"""Words that this command line does not have are answered with those that mean the same."""

from __future__ import annotations

from pathlib import Path

import pytest

from support import eco_print

MEANT = {
    ("build", "r.txt", "--title", "x"): "--headline",
    ("build", "r.txt", "--out", "x"): "--output",
    ("build", "r.txt", "--pdf", "x"): "--output",
    ("build", "r.txt", "--tpl", "x"): "--template",
    ("build", "r.txt", "--author", "x"): "--set",
    ("build", "r.txt", "--config", "x"): "--settings",
    ("build", "r.txt", "--cmyk"): "--profile",
    ("build", "r.txt", "--font", "x"): "eco-print fonts",
    ("build", "r.txt", "--watch"): "eco-print preview",
    ("build", "r.txt", "--lang", "en"): "ECO_PRINT_LANGUAGE",
    ("build", "r.txt", "--version"): "eco-print --version",
    ("build", "r.txt", "--headlin", "x"): "--headline",
    ("preview", "r.txt", "--watch"): "eco-print preview",
    ("fonts", "--has", "x"): "--covers",
    ("build", "r.txt", "--zzz"): "--help",
    ("r.txt",): "eco-print build r.txt",
    ("pdf", "r.txt"): "build",
    ("init",): "new",
    ("zzz",): "--help",
    ("archive", "list", "."): "--archive",
}


@pytest.mark.parametrize("given", MEANT, ids=" ".join)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_habit_of_other_programs_is_answered_with_what_does_it_here(
    tmp_path: Path, given: tuple[str, ...], language: str
) -> None:
    (tmp_path / "r.txt").write_text("标题\n\n正文一段。\n", encoding="utf-8")
    ran = eco_print(*given, cwd=tmp_path, ECO_PRINT_LANGUAGE=language)
    assert ran.code == 2
    assert MEANT[given] in ran.err.splitlines()[-1]
    assert len(ran.err.splitlines()[-1].split("--")) <= 4
