"""The ICC profiles of others that come along; those of faces are in fonts/test_shipped.py."""

from __future__ import annotations

import hashlib
import tomllib

from support import ROOT


def test_profiles_are_the_ones_recorded_with_origin_and_licence() -> None:
    folder = ROOT / "profiles"
    listed = tomllib.loads((folder / "profiles.toml").read_text(encoding="utf-8"))["profile"]
    assert {each["file"] for each in listed} == {path.name for path in folder.glob("*.ic[cm]")}
    for each in listed:
        data = (folder / each["file"]).read_bytes()
        assert hashlib.sha256(data).hexdigest() == each["sha256"]
        assert each["origin"]
        assert each["licence"]
        assert "warrant" in (folder / each["licence_file"]).read_text(encoding="utf-8").lower()
