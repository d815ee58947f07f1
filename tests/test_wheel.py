"""A wheel works from any folder: it brings its templates and fonts with it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from support import ROOT, eco_print, pdf_text


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that the wheel is installed into."""
    folder = tmp_path_factory.mktemp("wheel")
    pip = [sys.executable, "-m", "pip", "--quiet", "--no-input", "--disable-pip-version-check"]
    build = [*pip, "wheel", "--no-deps", "--no-build-isolation", "-w", str(folder), str(ROOT)]
    subprocess.run(build, check=True, capture_output=True)
    (wheel,) = folder.glob("*.whl")
    target = folder / "site"
    subprocess.run([*pip, "install", "--no-deps", "--target", str(target), str(wheel)], check=True)
    return target


def test_builds_far_from_the_source(site: Path, tmp_path: Path) -> None:
    (tmp_path / "r.txt").write_text("某市召开会议\n\n10月8日，会议召开。\n", encoding="utf-8")
    ran = eco_print("build", "r.txt", "-o", "x.pdf", cwd=tmp_path, PYTHONPATH=str(site))
    assert ran.code == 0, ran.err
    assert pdf_text((tmp_path / "x.pdf").read_bytes()).startswith("会议简报")


def test_names_its_own_files(site: Path, tmp_path: Path) -> None:
    for command in ("templates", "fonts"):
        ran = eco_print(command, "--format", "json", cwd=tmp_path, PYTHONPATH=str(site))
        assert str(site).encode() in ran.out
        assert str(ROOT).encode() not in ran.out
