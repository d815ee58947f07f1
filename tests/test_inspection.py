"""`build` judges what it made: a file that preflight fails is never handed out."""

from __future__ import annotations

from pathlib import Path

import pytest

from eco_print import Config, EcoPrintError, build
from eco_print.config import PressSettings
from eco_print.profile import Binding
from support import EXAMPLE, eco_print


def test_ink_over_the_printers_limit_stops_the_press_file(tmp_path: Path) -> None:
    ran = eco_print(
        "build", EXAMPLE, "-o", "x.pdf", "--profile", "press", "--ink-limit", "150", cwd=tmp_path
    )
    assert ran.code == 4
    assert "error[ink-over-limit]" in ran.err
    assert not list(tmp_path.iterdir())


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
    built = build(EXAMPLE, Config(profiles=("press", "archive"), press=press))
    assert [product.profile for product in built.products] == ["press", "archive"]


def test_one_error_of_the_layout_is_said_before_any_file_is_made(tmp_path: Path) -> None:
    (tmp_path / "r.txt").write_text("标题一行\n\n正文有\u1234字。\n", encoding="utf-8")
    with pytest.raises(EcoPrintError) as caught:
        build(tmp_path / "r.txt", Config(profiles=("press",)))
    assert caught.value.exit_code == 3
