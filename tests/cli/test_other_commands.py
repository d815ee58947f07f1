"""The other commands: each says what it should, with the exit code that means it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from eco_print.cli import COMMANDS
from support import EXAMPLE, eco_print

BROKEN = Path(__file__).parents[1] / "preflight" / "makers"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the example set for all three purposes."""
    folder = tmp_path_factory.mktemp("desk")
    shutil.copy(EXAMPLE, folder)
    profiles = [word for name in ("screen", "press", "archive") for word in ("--profile", name)]
    ran = eco_print("build", "tieling.txt", "-o", "x.pdf", *profiles, cwd=folder)
    assert ran.code == 0, ran.err
    return folder


@pytest.mark.parametrize("name", ["x.pdf", "x.press.pdf", "x.archive.pdf"])
def test_check_passes_what_build_made(desk: Path, name: str) -> None:
    ran = eco_print("check", name, "--format", "json", cwd=desk)
    (file,) = ran.data["files"]
    assert (ran.code, file["passed"]) == (0, True), file["findings"]


def test_check_says_what_the_press_cannot_take(desk: Path) -> None:
    ran = eco_print("check", "x.pdf", "--profile", "press", cwd=desk)
    assert ran.code == 4
    assert "error[colour-rgb]" in ran.out.decode()
    assert "ISO 15930-7:2010, 6.4" in ran.out.decode()
    assert "hint:" in ran.out.decode()


def test_check_of_several_files_goes_on_past_one_that_is_not_there(desk: Path) -> None:
    ran = eco_print("check", "missing.pdf", "x.pdf", cwd=desk)
    assert ran.code == 5
    assert "x.pdf" in ran.out.decode()
    assert "missing.pdf" in ran.err


def test_check_names_files_as_they_were_given(desk: Path) -> None:
    for folder in ("甲", "乙"):
        (desk / folder).mkdir()
        shutil.copy(desk / "x.archive.pdf", desk / folder / "x.pdf")
    given = ["甲/x.pdf", "乙/x.pdf"]
    ran = eco_print("check", *given, "--format", "json", cwd=desk)
    assert [file["file"] for file in ran.data["files"]] == given
    assert all(file["passed"] for file in ran.data["files"])
    assert all(name in eco_print("check", *given, cwd=desk).out.decode() for name in given)


def test_check_writes_a_web_page_that_needs_nothing_else(desk: Path) -> None:
    assert eco_print("check", "x.press.pdf", "--report", "r.html", cwd=desk).code == 0
    page = (desk / "r.html").read_text(encoding="utf-8")
    assert "<html" in page
    assert 'src="http' not in page
    assert 'href="http' not in page


def test_check_of_no_pdf_at_all(desk: Path) -> None:
    assert eco_print("check", "missing.pdf", cwd=desk).code == 5
    ran = eco_print("check", "tieling.txt", cwd=desk)
    assert ran.code == 4
    assert "Traceback" not in ran.err


def test_fonts_lists_every_role_with_its_files(tmp_path: Path) -> None:
    ran = eco_print("fonts", "--format", "json", cwd=tmp_path)
    faces = json.loads(ran.out)
    roles = {role for face in faces for role in face["roles"]}
    assert {"仿宋", "楷体", "宋体", "黑体", "小标宋", "西文", "补字"} <= roles
    assert all(Path(face["file"]).is_file() for face in faces)
    human = eco_print("fonts", cwd=tmp_path).out.decode()
    assert "仿宋" in human


def test_fonts_answers_which_face_has_a_character(tmp_path: Path) -> None:
    assert eco_print("fonts", "--covers", "䶮", cwd=tmp_path).code == 0
    ran = eco_print("fonts", "--covers", "馗\u1234", cwd=tmp_path)
    assert ran.code == 3
    assert "U+1234" in ran.out.decode()


def test_a_face_of_ones_own_takes_its_role(tmp_path: Path) -> None:
    fonts = tmp_path / "fonts"
    fonts.mkdir()
    kai = Path(__file__).parents[2] / "fonts" / "EcoKai-Regular.ttf"
    shutil.copy(kai, fonts / "自备.ttf")
    (fonts / "fonts.toml").write_text('[[face]]\nrole = "仿宋"\nfile = "自备.ttf"\n', "utf-8")
    (tmp_path / "eco-print.toml").write_text('fonts = "fonts"\n', "utf-8")
    faces = json.loads(eco_print("fonts", "--format", "json", cwd=tmp_path).out)
    first = next(face for face in faces if "仿宋" in face["roles"])
    assert Path(first["file"]).name == "自备.ttf"
    assert not first["shipped"]


def test_a_face_that_is_not_there_is_missing(tmp_path: Path) -> None:
    fonts = tmp_path / "fonts"
    fonts.mkdir()
    (fonts / "fonts.toml").write_text('[[face]]\nrole = "仿宋"\nfile = "没有.ttf"\n', "utf-8")
    (tmp_path / "r.txt").write_text("某市召开会议\n\n10月8日，会议召开。\n", "utf-8")
    ran = eco_print("build", "r.txt", cwd=tmp_path)
    assert ran.code == 3
    assert "font-missing" in ran.err


def test_templates_lists_fields(tmp_path: Path) -> None:
    listed = json.loads(eco_print("templates", "--format", "json", cwd=tmp_path).out)
    (bulletin,) = [template for template in listed if template["name"] == "bulletin"]
    assert {"issue", "organ", "report_to"} <= {field["name"] for field in bulletin["fields"]}


def test_doctor_finds_nothing_missing_here(tmp_path: Path) -> None:
    ran = eco_print("doctor", "--format", "json", cwd=tmp_path)
    assert ran.code == 0
    checks = {check["name"]: check for check in json.loads(ran.out)}
    assert checks["weasyprint"]["found"]
    assert checks["harfbuzz-subset"]["found"]


def test_doctor_says_how_to_get_what_is_missing(tmp_path: Path) -> None:
    ran = eco_print("doctor", cwd=tmp_path, PATH="/nonexistent")
    assert "apt-get install" in ran.out.decode()


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("command", [[], *([name] for name in COMMANDS)], ids=str)
def test_help_speaks_both_languages(tmp_path: Path, command: list[str], language: str) -> None:
    ran = eco_print(*command, "--help", cwd=tmp_path, ECO_PRINT_LANGUAGE=language)
    assert ran.code == 0
    chinese = any("\u4e00" <= char <= "\u9fff" for char in ran.out.decode())
    assert chinese == (language == "zh")


def test_a_misspelt_command_gets_a_guess(tmp_path: Path) -> None:
    ran = eco_print("buld", cwd=tmp_path)
    assert ran.code == 2
    assert "build" in ran.err
