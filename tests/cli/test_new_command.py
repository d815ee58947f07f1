"""`eco-print new`: what it makes builds at once, and nothing is overwritten."""

from __future__ import annotations

from pathlib import Path

import pytest

from eco_print.templating import list_templates
from support import eco_print, pdf_text


def made(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize(("language", "report"), [("zh", "会议报道.md"), ("en", "report.md")])
def test_a_project_builds_strictly_at_once(tmp_path: Path, language: str, report: str) -> None:
    ran = eco_print("new", "project", "简报", cwd=tmp_path, ECO_PRINT_LANGUAGE=language)
    assert ran.code == 0, ran.err
    project = tmp_path / "简报"
    assert made(project) == {
        "eco-print.toml",
        report,
        "templates/简报/template.toml",
        "templates/简报/style.css",
        "templates/简报/sample.md",
    }
    built = eco_print("build", report, "--strict", "-o", "x.pdf", cwd=project)
    assert built.code == 0, built.err
    assert "warning" not in built.err
    assert "大气污染防治" in pdf_text((project / "x.pdf").read_bytes())


def test_a_project_says_what_to_do_next(tmp_path: Path) -> None:
    ran = eco_print("new", "project", "p", cwd=tmp_path)
    assert ran.out.decode().strip() == "p"
    assert "eco-print preview report.md" in ran.err


def test_a_template_goes_to_the_nearest_project_and_lists_what_it_may_change(
    tmp_path: Path,
) -> None:
    eco_print("new", "project", "p", cwd=tmp_path)
    inner = tmp_path / "p" / "十月"
    inner.mkdir()
    ran = eco_print("new", "template", "蓝头", "--from", "p", cwd=inner)
    assert ran.code == 0, ran.err
    folder = tmp_path / "p" / "templates" / "蓝头"
    style = (folder / "style.css").read_text(encoding="utf-8")
    assert '@import "../p/style.css";' in style
    assert "/* --red: #d5181f; */" in style, "the values of the parent's parent are listed too"
    assert style.count("--size-table:") == 1
    assert "/* --height-figure: 120mm; */" in style, "and those that all templates share"
    (folder / "style.css").write_text(style.replace("/* --red: #d5181f; */", "--red: #0b57a4;"))
    built = eco_print("build", "report.md", "-t", "蓝头", "--strict", cwd=tmp_path / "p")
    assert built.code == 0, built.err


def test_a_template_outside_any_project_is_used_by_its_path(tmp_path: Path) -> None:
    ran = eco_print("new", "template", "plain", cwd=tmp_path)
    assert ran.code == 0, ran.err
    assert "-t ./templates/plain" in ran.err
    built = eco_print(
        "build", "templates/plain/sample.md", "-t", "./templates/plain", "--strict", cwd=tmp_path
    )
    assert built.code == 0, built.err


@pytest.mark.parametrize("parent", [template.name for template in list_templates()])
def test_a_template_from_any_that_is_shipped_builds_strictly_at_once(
    parent: str, tmp_path: Path
) -> None:
    assert eco_print("new", "template", "mine", "--from", parent, cwd=tmp_path).code == 0
    sample = "templates/mine/sample.md"
    built = eco_print("build", sample, "-t", "./templates/mine", "--strict", cwd=tmp_path)
    assert built.code == 0, built.err


@pytest.mark.parametrize("kind", ["project", "template"])
def test_nothing_is_overwritten(tmp_path: Path, kind: str) -> None:
    assert eco_print("new", kind, "x", cwd=tmp_path).code == 0
    before = {path: (tmp_path / path).read_bytes() for path in made(tmp_path)}
    again = eco_print("new", kind, "x", cwd=tmp_path)
    assert again.code == 1
    assert "error[new-exists]" in again.err
    assert {path: (tmp_path / path).read_bytes() for path in made(tmp_path)} == before


def test_a_file_of_that_name_is_left_alone_and_an_empty_folder_is_taken(tmp_path: Path) -> None:
    (tmp_path / "x").write_text("mine", encoding="utf-8")
    assert "error[new-exists]" in eco_print("new", "project", "x", cwd=tmp_path).err
    assert (tmp_path / "x").read_text(encoding="utf-8") == "mine"
    (tmp_path / "y").mkdir()
    assert eco_print("new", "project", "y", cwd=tmp_path).code == 0
    assert not list(tmp_path.glob(".new-*")), "a draft was left behind"


@pytest.mark.parametrize("name", [".x", "_base", "-x", "a b", "a;b", "x" * 61, "a\nb", "..", 'a"b'])
@pytest.mark.parametrize("kind", ["project", "template"])
def test_names_that_make_trouble_are_refused(tmp_path: Path, kind: str, name: str) -> None:
    ran = eco_print("new", kind, "--", name, cwd=tmp_path)
    assert ran.code == 1, ran.err
    assert "error[new-name]" in ran.err
    assert made(tmp_path) == set()


def test_a_template_is_not_its_own_parent_and_its_parent_must_exist(tmp_path: Path) -> None:
    assert "error[new-name]" in eco_print("new", "template", "bulletin", cwd=tmp_path).err
    ran = eco_print("new", "template", "x", "--from", "buletin", cwd=tmp_path)
    assert ran.code == 1
    assert "error[template-unknown]" in ran.err
    assert "bulletin" in ran.err


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "templates").write_text("a file in the way", encoding="utf-8")
    ran = eco_print("new", "template", "x", cwd=tmp_path)
    assert ran.code == 5
    assert "error[output-unwritable]" in ran.err
