"""What the house rests on: what passes between stages cannot change, and the map is complete."""

from __future__ import annotations

import dataclasses
from importlib import import_module

import msgspec
import pytest

from support import ROOT

SOURCE = ROOT / "src" / "eco_print"
SHARED = ("report", "source", "diagnostics", "config", "markup", "profile", "pipeline")
STAGES = ("reading", "templating", "typesetting", "layout", "finishing", "preflight", "archive")


def frozen(value: type) -> bool:
    if issubclass(value, msgspec.Struct):
        return value.__struct_config__.frozen
    return not dataclasses.is_dataclass(value) or value.__dataclass_params__.frozen


@pytest.mark.parametrize("name", [*SHARED, *STAGES, "preservation", "fonts"])
def test_what_passes_between_stages_is_frozen(name: str) -> None:
    module = import_module(f"eco_print.{name}")
    public = getattr(module, "__all__", None) or [n for n in vars(module) if n[0] != "_"]
    types = [value for n in public if isinstance(value := getattr(module, n), type)]
    own = [value for value in types if value.__module__.startswith("eco_print.")]
    assert [value.__name__ for value in own if not frozen(value)] == []


@pytest.mark.parametrize("page", ["architecture.md", "architecture.en.md"])
def test_the_map_shows_every_module_at_the_top_and_no_other(page: str) -> None:
    text = (ROOT / "docs" / page).read_text(encoding="utf-8")
    there = {path.stem for path in SOURCE.iterdir() if path.suffix == ".py" or path.is_dir()}
    there -= {"__init__", "__main__", "__pycache__", "py", "_data"}
    listed = {
        name.strip("` ")
        for line in text.splitlines()
        if line.startswith("| `")
        for name in line.split("|")[1].split("·")
    }
    assert listed == there
