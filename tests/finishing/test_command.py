"""The command line's flags for the press and the archive."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pytest

from support import EXAMPLE, eco_print

from .pages import MM, PRESS_ICC


def built(folder: Path, *flags: object) -> pikepdf.Pdf:
    ran = eco_print("build", EXAMPLE, "-o", "out.pdf", *flags, cwd=folder)
    assert ran.code == 0, ran.err
    return pikepdf.open(folder / "out.pdf")


def test_one_product_goes_to_the_file_that_is_named(tmp_path):
    with built(tmp_path, "--profile", "press") as pdf:
        assert "/OutputIntents" in pdf.Root
    assert [path.name for path in tmp_path.iterdir()] == ["out.pdf"]


def test_flags_come_before_the_settings_file(tmp_path):
    (tmp_path / "house.icc").write_bytes(PRESS_ICC.read_bytes())
    (tmp_path / "eco-print.toml").write_text(
        'conformance = "3u"\n[press]\nicc = "house.icc"\ncondition = "FOGRA51"\nbleed = 4\n',
        encoding="utf-8",
    )
    settings = ("--settings", tmp_path / "eco-print.toml", "--profile", "press")
    with built(tmp_path, *settings, "--bleed", "5", "--binding", "saddle") as pdf:
        bleed, trim = (pdf.pages[0].obj[name] for name in ("/BleedBox", "/TrimBox"))
        assert float(trim[0]) - float(bleed[0]) == pytest.approx(5 * MM, abs=0.01)
        assert str(pdf.Root.OutputIntents[0].OutputConditionIdentifier) == "FOGRA51"
        assert len(pdf.pages) % 4 == 0


def test_standard_output_takes_one_product(tmp_path):
    ran = eco_print("build", EXAMPLE, "-o", "-", "--profile", "archive", cwd=tmp_path)
    assert ran.code == 0
    with pikepdf.open(io.BytesIO(ran.out)) as pdf:
        assert "/AF" in pdf.Root
    both = ("--profile", "archive", "--profile", "press")
    assert eco_print("build", EXAMPLE, "-o", "-", *both, cwd=tmp_path).code == 2


@pytest.mark.parametrize(
    ("flags", "code", "said"),
    [
        (("--profile", "press", "--icc", "nowhere.icc"), 1, "icc-unreadable"),
        (("--profile", "press", "--ink-limit", "40"), 2, "40"),
        (("--profile", "press", "--ink-limit", "nan"), 2, "nan"),
        (("--profile", "press", "--bleed", "nan"), 2, "nan"),
        (("--profile", "press", "--spot", "None"), 1, "press-spot-name"),
        (("--profile", "press", "--binding", "glue"), 2, "glue"),
        (("--conformance", "1b"), 2, "1b"),
        (("--spot", "PANTONE 485 C", "--ink-limit", "240"), 2, "--ink-limit, --spot"),
        (("--profile", "archive", "--impose", "booklet"), 2, "--profile press"),
        (("--profile", "paper"), 2, "paper"),
    ],
)
def test_what_cannot_be_done_is_said(tmp_path, flags, code, said):
    ran = eco_print("build", EXAMPLE, "-o", "out.pdf", *flags, cwd=tmp_path)
    assert ran.code == code
    assert said in ran.err
    assert not list(tmp_path.iterdir())


def test_a_profile_that_is_not_needed_is_not_read(tmp_path):
    ran = eco_print("build", EXAMPLE, "-o", "out.pdf", "--icc", "nowhere.icc", cwd=tmp_path)
    assert ran.code == 0
