"""The benches run: their figures are read by people, but that they still fit the program is not."""

from __future__ import annotations

import subprocess
import sys

import pytest

from support import ROOT


@pytest.mark.parametrize(
    ("bench", "figure"),
    [
        ("cpu.py", "build / weasyprint"),
        ("finishing/products.py", "preflight of the two"),
        ("preflight/checks.py", "qpdf --check"),
    ],
)
def test_a_bench_prints_its_figures(bench: str, figure: str) -> None:
    ran = subprocess.run(
        [sys.executable, ROOT / "bench" / bench, "--runs", "1"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    assert figure in ran.stdout
