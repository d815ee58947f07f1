"""Colours of every notation reach the press, or are named; none ends the program."""

from __future__ import annotations

from pathlib import Path

import pytest

from eco_print import Config, EcoPrintError, Profile, build


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
