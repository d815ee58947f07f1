"""`build` judges what it made: a file that preflight fails is never handed out."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from eco_print import Config, EcoPrintError, build
from eco_print.config import PressSettings
from eco_print.profile import Binding, Profile
from support import EXAMPLE, eco_print


def test_ink_over_the_printers_limit_stops_the_press_file(tmp_path: Path) -> None:
    ran = eco_print(
        "build", EXAMPLE, "-o", "x.pdf", "--profile", "press", "--ink-limit", "150", cwd=tmp_path
    )
    assert ran.code == 4
    assert "error[ink-over-limit]" in ran.err
    assert not list(tmp_path.iterdir())


def test_a_coarse_picture_holds_back_the_press_file_alone(tmp_path: Path) -> None:
    Image.new("RGB", (60, 40), (200, 30, 30)).save(tmp_path / "会场.png")
    text = "# 会议召开\n\n会议强调，要抓好落实。\n\n![会场](会场.png)\n"
    (tmp_path / "稿.md").write_text(text, encoding="utf-8")
    profiles = ("--profile", "screen", "--profile", "press", "--profile", "archive")
    ran = eco_print("build", "稿.md", *profiles, "-o", "x.pdf", cwd=tmp_path)
    assert ran.code == 4
    assert "error[image-resolution-low]" in ran.err
    assert "the press file failed preflight" in ran.err
    assert ran.out.decode().split() == ["x.pdf", "x.archive.pdf"]
    assert not (tmp_path / "x.press.pdf").exists()
    ran = eco_print("build", "稿.md", *profiles, "--format", "json", cwd=tmp_path)
    assert ran.code == 4
    (entry,) = ran.data["reports"]
    assert entry["withheld"] == ["press"]
    assert [output["profile"] for output in entry["outputs"]] == ["screen", "archive"]
    assert eco_print("build", "稿.md", "-o", "x.pdf", cwd=tmp_path).code == 0


@pytest.mark.parametrize(
    "press",
    [
        PressSettings(),
        PressSettings(binding=Binding.SADDLE),
        PressSettings(binding=Binding.PERFECT),
        PressSettings(impose="booklet"),
        PressSettings(spot="PANTONE 485 C"),
        PressSettings(bleed=5.0),
    ],
    ids=str,
)
def test_what_the_printer_may_ask_for_passes(press: PressSettings) -> None:
    built = build(EXAMPLE, Config(profiles=(Profile.PRESS, Profile.ARCHIVE), press=press))
    assert [product.profile for product in built.products] == [Profile.PRESS, Profile.ARCHIVE]


def test_one_error_of_the_layout_is_said_before_any_file_is_made(tmp_path: Path) -> None:
    (tmp_path / "r.txt").write_text("标题一行\n\n正文有\u1234字。\n", encoding="utf-8")
    with pytest.raises(EcoPrintError) as caught:
        build(tmp_path / "r.txt", Config(profiles=(Profile.PRESS,)))
    assert caught.value.exit_code == 3
