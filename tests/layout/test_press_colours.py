"""Colours of every notation reach the press, or are named; none ends the program."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

import pytest

from eco_print import Config, EcoPrintError, Profile, build
from eco_print.diagnostics import Diagnostic
from layout.desk import make_desk, quoted


@pytest.mark.parametrize(
    "colour", ["lab(50% 40 20)", "oklch(0.6 0.2 30)", "color(display-p3 1 0 0)"]
)
def test_wide_colours_are_printed_or_named(tmp_path: Path, colour: str) -> None:
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "template.toml").write_text('[template]\nextends = "bulletin"\n', "utf-8")
    (mine / "style.css").write_text(
        f'@import "bulletin/style.css";\n.name {{ color: {colour} }}\n', "utf-8"
    )
    (tmp_path / "r.txt").write_text("某市召开会议\n\n10月8日，会议召开。\n", "utf-8")
    try:
        build(tmp_path / "r.txt", Config(template=str(mine), profiles=(Profile.PRESS,)))
    except EcoPrintError as refused:
        assert all(f.code != "internal-error" for f in refused.findings)
        assert refused.exit_code in (1, 4)


@pytest.mark.parametrize(
    "declaration",
    [
        "background-image: linear-gradient(lime, #fff)",
        "border-image: linear-gradient(lime, #fff) 1",
        "text-emphasis: circle lime",
        "border-inline: 1pt solid lime",
    ],
)
def test_a_colour_is_found_by_its_name_wherever_colours_are_taken(
    tmp_path: Path, declaration: str
) -> None:
    css = f"p {{ {declaration} }} b {{ font-family: lime; page: lime }}"
    findings = [each for each in built_with(tmp_path, css) if each.code == "css-colour-unprintable"]
    assert [quoted(each) for each in findings] == ["lime"]


@pytest.mark.parametrize(
    "declaration",
    ["color: color-mix(in srgb, red, blue)", "colr: #0f0", "border: .1pt solid lime sideways"],
)
def test_of_a_declaration_that_is_thrown_away_that_alone_is_told(
    tmp_path: Path, declaration: str
) -> None:
    found = built_with(tmp_path, f"p {{ {declaration} }}")
    assert len(found) == 1
    assert found[0].code in ("css-value-invalid", "css-property-unknown")


def test_ink_that_is_left_out_can_be_asked_about(tmp_path: Path) -> None:
    css = "p { color: device-cmyk(0.6 0.5 none 1); height: 1mm; background: none }"
    found = {each.code: each for each in built_with(tmp_path, css)}
    assert quoted(found["css-height-overflow"]) == "1mm"
    assert quoted(found["rich-black-text"]) == "device-cmyk(0.6 0.5 none 1)"


def test_a_drawing_in_an_address_that_fails_is_named_in_brief(tmp_path: Path) -> None:
    address = "data:image/svg+xml," + quote(
        '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path stroke="red" '
        f'stroke-miterlimit="{"x" * 200}" d="M0 0L9 9"/></svg>'
    )
    found = built_with(tmp_path, f'p {{ background: url("{address}") }}')
    (finding,) = [each for each in found if each.code == "picture-unreadable"]
    assert len(finding.message.en) < 100


def test_an_address_that_holds_no_drawing_is_told_by_who_reads_it(tmp_path: Path) -> None:
    found = built_with(tmp_path, "p { background: url(data:image/svg+xml;base64,A) }")
    assert "internal-error" not in {each.code for each in found}
    assert [each.code for each in found if "unreadable" in each.code] != []


def built_with(folder: Path, css: str) -> tuple[Diagnostic, ...]:
    """What is found when a press file is made with a sheet."""
    desk = make_desk(folder / "mine")
    desk.findings(css)
    try:
        return build(
            folder / "r.txt", Config(template=str(desk.folder), profiles=(Profile.PRESS,))
        ).findings
    except EcoPrintError as refused:
        return refused.findings
