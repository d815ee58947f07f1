"""Outside programs: what they say is heard, and that they are absent is said."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Dictionary, Name

from eco_print.diagnostics import Severity
from eco_print.preflight import Profile, check, inspection, verapdf
from eco_print.preflight._exec import Absent, Failed, ghostscript
from eco_print.preflight.rules.rule import Check
from preflight import broken, sound
from preflight.broken import added

NO_ALT = broken.tagged_entry("Figure", "/Alt")
HEAVY = added(b"1 1 1 1 k " + sound.rectangle(60, 60, 20, 20) + b" f")


def found(data: bytes, profile: Profile, **options: object) -> list[tuple[str, Severity]]:
    report = check(data, profile, **options)  # type: ignore[arg-type]
    return [(finding.code, finding.severity) for finding in report.findings]


@pytest.fixture
def bare_machine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A machine without any outside program; the folder that is its PATH."""
    monkeypatch.setenv("PATH", str(tmp_path))
    return tmp_path


def script(path: Path, text: str) -> None:
    path.write_text("#!/bin/sh\n" + text)
    path.chmod(path.stat().st_mode | stat.S_IXUSR)


# -- Ghostscript ---------------------------------------------------------------------------


def test_without_ghostscript_the_unmeasured_ink_is_noted(bare_machine):
    assert found(sound.press(HEAVY), Profile.PRESS) == [("ink-unmeasured", Severity.NOTE)]


def test_without_ghostscript_a_light_page_is_cleared_all_the_same(bare_machine):
    report = check(sound.press(), Profile.PRESS)
    assert report.findings == ()
    assert report.facts.pages[0].ink.method == "computed"


def test_a_ghostscript_that_fails_is_a_finding(bare_machine):
    script(bare_machine / "gs", "echo broken >&2; exit 1\n")
    assert found(sound.press(HEAVY), Profile.PRESS) == [("ink-render-failed", Severity.WARNING)]


def test_separations_show_black_text_on_the_black_plate_alone():
    pdf = sound.press_pdf(
        b"0 1 1 0 k " + sound.rectangle(50, 50, 40, 40) + b" f /Over gs 0 0 0 1 k "
        + sound.rectangle(60, 60, 10, 10) + b" f"
    )  # fmt: skip
    (page,) = ghostscript.separations(sound.saved(pdf), [1], 72)
    x, y = sound.points(sound.SLUG + sound.BLEED + 65, sound.SLUG + sound.BLEED + 65)
    spot = (int(x), int(page.plates["Black"].height - y))
    tints = {plate: picture.getpixel(spot) for plate, picture in page.plates.items()}
    assert tints["Black"] == 255
    assert tints["Magenta"] == tints["Yellow"] == 255, "black knocked out what lies below"
    assert tints["Cyan"] == 0


def test_spot_plates_keep_their_names():
    (page,) = ghostscript.separations(sound.press(), [1], 36)
    assert "专色红" in page.plates


def test_a_page_is_measured_where_it_is_heavy():
    report = check(sound.press(HEAVY), Profile.PRESS)
    (finding,) = report.findings
    box = finding.places[0].area
    assert (box.x, box.y) == pytest.approx((60, sound.HEIGHT - 80), abs=0.3)
    assert (box.width, box.height) == pytest.approx((20, 20), abs=0.4)
    ink = report.facts.pages[0].ink
    assert ink.total == pytest.approx(400, abs=1)
    assert {item.plate: round(item.heaviest) for item in ink.plates}["Cyan"] == 100


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_the_heavy_place_is_found_on_a_turned_page(turn):
    def edit(pdf: pikepdf.Pdf) -> None:
        HEAVY(pdf)
        pdf.pages[0].obj.Rotate = turn

    report = check(sound.press(edit), Profile.PRESS)
    (finding,) = (item for item in report.findings if item.code == "ink-over-limit")
    box = finding.places[0].area
    assert (box.x, box.y) == pytest.approx((60, sound.HEIGHT - 80), abs=0.4)


def test_marks_outside_the_trim_carry_no_ink():
    def edit(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].contents_add(b"/All cs 1 scn 1 1 20 20 re f")

    assert check(sound.press(edit), Profile.PRESS).findings == ()


# -- veraPDF -------------------------------------------------------------------------------


def test_without_java_the_missing_validation_is_noted(bare_machine):
    assert found(sound.archive(), Profile.ARCHIVE) == [("verapdf-absent", Severity.NOTE)]
    assert found(sound.archive(), Profile.ARCHIVE, validators=False) == []


def test_a_java_that_fails_is_noted(bare_machine):
    script(bare_machine / "java", "exit 3\n")
    assert isinstance(verapdf.validate([(Path(__file__), ("3a",))]), Failed)
    assert found(sound.archive(), Profile.ARCHIVE) == [("verapdf-absent", Severity.NOTE)]


def test_what_is_missing_is_named(bare_machine):
    assert verapdf.missing()[0].startswith("java")
    answer = verapdf.validate([(Path(__file__), ("3a",))])
    assert isinstance(answer, Absent)
    assert "java" in answer.program


def test_an_unknown_flavour_is_a_mistake_of_the_caller():
    with pytest.raises(ValueError, match="9z"):
        verapdf.validate([(Path(__file__), ("9z",))])


def test_verapdf_judges_many_files_in_one_run(tmp_path):
    """The sound file passes both standards; each broken one fails by the clause it breaks."""
    files = {
        "sound": sound.archive(),
        "alt": sound.archive(broken.tagged_entry("Figure", "/Alt")),
        "font": sound.archive(broken.no_font_file),
        "unicode": sound.archive(broken.font_without("/ToUnicode")),
        "rgb": sound.archive(added(b"/Artifact BMC 1 0 0 rg 9 9 9 9 re f EMC")),
    }
    for name, data in files.items():
        (tmp_path / f"{name}.pdf").write_bytes(data)
    (tmp_path / "none.pdf").write_bytes(b"no pdf")
    jobs = [(tmp_path / f"{name}.pdf", ("3a", "ua1")) for name in files]
    judged = verapdf.validate([*jobs, (tmp_path / "none.pdf", ("2u",))])
    assert not isinstance(judged, Absent | Failed)
    broken_clauses = {
        (item.path.stem, item.flavour): {violation.clause for violation in item.violations}
        for item in judged
        if not item.passed
    }
    assert broken_clauses == {
        ("alt", "ua1"): {"7.3"},
        ("font", "3a"): {"6.2.11.4.1"},
        ("font", "ua1"): {"7.21.4.1"},
        ("unicode", "3a"): {"6.2.11.7.2"},
        ("unicode", "ua1"): {"7.21.7"},
        ("rgb", "3a"): {"6.2.4.3"},
        ("none", "2u"): set(),
    }
    assert [item.error is not None for item in judged] == [False] * 10 + [True]


def killer() -> bytes:
    """A file over which the virtual machine runs out of memory."""
    return sound.archive(broken.tagged_entry("TH", "/A", Dictionary(O=Name.Table, ColSpan=10**9)))


def test_a_file_that_ends_the_machine_takes_no_other_with_it(tmp_path):
    pdfs = {"sound": sound.archive(), "killer": killer(), "alt": sound.archive(NO_ALT)}
    files = [tmp_path / f"简报 {name}.pdf" for name in pdfs]
    for file, data in zip(files, pdfs.values(), strict=True):
        file.write_bytes(data)
    alone = [check(file, validators=False) for file in files]
    first, ended, last = inspection.confirmed(zip(alone, files, strict=True))
    assert first == check(files[0])
    assert "verapdf-absent" in {finding.code for finding in ended.findings}
    assert last == check(files[2])
    assert "verapdf" in {finding.code for finding in last.findings}


def test_many_files_start_one_machine(monkeypatch, tmp_path):
    runs = []
    asked = verapdf.lines
    monkeypatch.setattr(verapdf, "lines", lambda *a, **k: runs.append(a) or asked(*a, **k))
    files = [tmp_path / f"{at}.pdf" for at in range(5)]
    for file in files:
        file.write_bytes(sound.archive())
    reports = inspection.confirmed((check(file, validators=False), file) for file in files)
    assert all(report.findings == () for report in reports)
    assert len(runs) == 1


def test_what_verapdf_alone_sees_becomes_a_finding():
    """A width in the font dictionary that is not the embedded font's."""

    def edit(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].obj.Resources.Font.F1.DescendantFonts[0].DW = 700

    report = check(sound.archive(edit), Profile.ARCHIVE)
    assert {finding.code for finding in report.findings} == {"verapdf"}
    assert any("6.2.11.5" in finding.diagnostic.message.en for finding in report.findings)
    assert {finding.page for finding in report.findings} == {1}
    assert not report.passed


# -- our own ------------------------------------------------------------------------------


def test_a_check_that_stumbles_ends_itself_alone(monkeypatch):
    def stumbles(case: object) -> object:
        raise RuntimeError("nobody foresaw this")

    every = inspection.CHECKS[0].rules
    monkeypatch.setattr(inspection, "CHECKS", (Check(stumbles, every), *inspection.CHECKS))  # type: ignore[arg-type]
    report = check(sound.press(broken.page_without("/BleedBox")), Profile.PRESS)
    assert [finding.code for finding in report.findings] == ["check-incomplete", "bleedbox-missing"]
    assert "nobody foresaw this" in report.findings[0].diagnostic.message.en


def test_the_sound_files_open_in_other_readers(tmp_path):
    import subprocess

    import pypdfium2

    for name, data in (("press", sound.press()), ("archive", sound.archive())):
        path = tmp_path / f"{name}.pdf"
        path.write_bytes(data)
        done = subprocess.run(["qpdf", "--check", path], capture_output=True, check=False)
        assert done.returncode == 0, done.stderr
        document = pypdfium2.PdfDocument(data)
        assert document[0].render(scale=0.2).to_pil().convert("L").getextrema()[0] < 128
        document.close()


def test_outloud_finds_nothing_in_the_sound_archive_file(tmp_path):
    import subprocess
    import sys

    path = tmp_path / "archive.pdf"
    path.write_bytes(sound.archive())
    command = [str(Path(sys.executable).parent / "outloud"), str(path)]
    done = subprocess.run(command, capture_output=True, check=False, text=True, env=os.environ)
    assert done.stdout.startswith("PASS"), done.stdout
