"""The designer's guide is run: its commands work in order, its stylesheets say what it says."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from eco_print import orders, pipeline
from eco_print.config import Config
from eco_print.diagnostics import Severity
from eco_print.reading import read
from support import ROOT, eco_print

GUIDES = {"zh": ROOT / "docs" / "designer.md", "en": ROOT / "docs" / "designer.en.md"}
BLOCK = re.compile(r"(?:<!-- (wrong|file): (\S+) -->\n)?```(\w+)\n(.*?)```", re.DOTALL)


def blocks(language: str, kind: str) -> list[tuple[str, str]]:
    """The code blocks of a guide that are no whole file, each with the finding it is to have."""
    text = GUIDES[language].read_text(encoding="utf-8")
    found = BLOCK.findall(text)
    return [(said, code) for what, said, named, code in found if named == kind and what != "file"]


@pytest.mark.parametrize("language", GUIDES)
def test_a_newcomer_who_does_as_told_gets_what_is_told(language: str, tmp_path: Path) -> None:
    place, ran = tmp_path, 0
    text = GUIDES[language].read_text(encoding="utf-8")
    for what, path, kind, code in BLOCK.findall(text):
        if what == "file":
            (place / path).parent.mkdir(parents=True, exist_ok=True)
            (place / path).write_text(code, encoding="utf-8")
        for line in code.splitlines() if kind == "sh" else ():
            program, *arguments = shlex.split(line)
            if program == "cd":
                place /= arguments[0]
                continue
            assert program == "eco-print"
            if arguments[0] == "preview":
                assert (place / arguments[1]).is_file()  # it serves until interrupted
                arguments = ["preview", "--help"]
            done = eco_print(*arguments, cwd=place, ECO_PRINT_LANGUAGE=language)
            assert done.code == 0, f"{line}\n{done.err}"
            ran += 1
    assert ran > 5


@pytest.mark.parametrize("language", GUIDES)
def test_every_stylesheet_is_right_or_wrong_as_it_says(language: str, tmp_path: Path) -> None:
    (tmp_path / "template.toml").write_text(
        '[template]\nname = "mine"\nextends = "bulletin"\n', encoding="utf-8"
    )
    config = Config(template=str(tmp_path))
    sample = ROOT / "templates" / "bulletin" / "sample.md"
    report = read(sample, orders.read_options(config))
    for wrong, code in blocks(language, "css"):
        style = f'@import "../bulletin/style.css";\n{code}'
        (tmp_path / "style.css").write_text(style, encoding="utf-8")
        _, found = pipeline.set_report(report, config)
        told = {each.code for each in found if each.severity is not Severity.NOTE}
        assert told == ({wrong} if wrong else set()), code


def test_both_languages_show_the_same() -> None:
    zh, en = (blocks(language, "css") for language in ("zh", "en"))
    assert zh == en
    codes = [
        set(re.findall(r"^\| `(.*?)` \|", p.read_text(), re.MULTILINE)) for p in GUIDES.values()
    ]
    assert len(codes[0]) == len(codes[1])


def test_every_code_it_names_is_one_of_the_programs() -> None:
    listed = (ROOT / "docs" / "diagnostics.md").read_text(encoding="utf-8")
    for guide in GUIDES.values():
        text = guide.read_text(encoding="utf-8")
        for code in re.findall(r"`((?:css|text|family|resource)-[a-z-]+)`", text):
            is_property = code.startswith("text-") and code not in (
                "text-overflow",
                "text-off-page",
            )
            assert is_property or f"`{code}`" in listed, code


@pytest.mark.parametrize("kind", ["toml"])
def test_other_blocks_are_well_formed(kind: str) -> None:
    for language in GUIDES:
        assert all(tomllib.loads(code) for _, code in blocks(language, kind))


def test_both_languages_show_the_same_properties_with_the_pictures_kept() -> None:
    shown = re.compile(
        r"```css\n(.*?)\n```\n\n!\[.+?\]\(pictures/typography/([\w-]+)\.png\)", re.DOTALL
    )
    spec = tomllib.loads((ROOT / "docs/pictures/typography.toml").read_text(encoding="utf-8"))
    wanted = [(each["after"], each["name"]) for each in spec["picture"]]
    for page in ("typography.md", "typography.en.md"):
        text = (ROOT / "docs" / page).read_text(encoding="utf-8")
        assert shown.findall(text) == wanted
        assert text.count("```css") == len(wanted)


def test_the_pictures_of_typography_are_as_the_program_sets_them() -> None:
    checked = subprocess.run(
        [sys.executable, ROOT / "tools" / "typography_pictures.py", "--check"],
        check=False,
        capture_output=True,
        text=True,
    )
    assert checked.returncode == 0, checked.stderr
