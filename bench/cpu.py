"""What a build costs, against the stock engine on the same HTML; what `--help` costs.

    python bench/cpu.py [--runs N]

Every figure is processor time (user + system, children included) of whole processes, run in
turn, so that what slows the machine slows both; ratios are those of neighbours, their median.
"""

from __future__ import annotations

import argparse
import compileall
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

import eco_print
from eco_print.config import nearest_settings, resolve
from eco_print.fonts import fontconfig, load_fonts
from eco_print.orders import given_fields, read_options
from eco_print.reading import read
from eco_print.templating import find_template, render, resolve_fields

ROOT = Path(__file__).resolve().parents[1]
EXAMPLE = ROOT / "examples" / "tieling.txt"
ECO_PRINT = [sys.executable, "-m", "eco_print"]


def cpu(command: list[str], environment: dict[str, str]) -> float:
    """Processor seconds of one run of a command."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(
        command, env=environment, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def handed_html(folder: Path) -> Path:
    """The HTML that layout is given for the example, with its sheets beside it."""
    config = resolve(nearest_settings(EXAMPLE.parent), {})
    report = read(EXAMPLE, read_options(config))
    template = find_template(config.template)
    fields, _ = resolve_fields(template.fields, given_fields(report, config))
    for source in reversed(template.folders):
        for sheet in source.glob("*.css"):
            shutil.copy(sheet, folder)
    page = folder / "page.html"
    page.write_text(render(report, template, fields).html, encoding="utf-8")
    return page


def compare(name: str, ours: list[str], theirs: list[str], runs: int, env: dict[str, str]) -> None:
    """Run two commands in turn; print their medians, and the median of ratio and difference."""
    cpu(ours, env), cpu(theirs, env)  # warm: file caches, the fontconfig cache
    pairs = [(cpu(ours, env), cpu(theirs, env)) for _ in range(runs)]
    a, b = (statistics.median(column) for column in zip(*pairs, strict=True))
    ratio = statistics.median(x / y for x, y in pairs)
    more = 1000 * statistics.median(x - y for x, y in pairs)
    print(f"{name:<44}{a:8.3f} s{b:8.3f} s   ratio {ratio:5.2f}   difference {more:+.0f} ms")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=7)
    runs = parser.parse_args().runs
    compileall.compile_dir(eco_print.__path__[0], quiet=1)  # as pip does with what it installs
    fonts = load_fonts()
    environment = {
        **os.environ,
        "FONTCONFIG_FILE": str(fontconfig.write(fonts)),
        "LC_ALL": "C.UTF-8",
    }
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        page = handed_html(folder)
        out = str(folder / "out.pdf")
        stock = [sys.executable, "-m", "weasyprint", str(page), out]
        ours = [*ECO_PRINT, "build", str(EXAMPLE), "-o", out]
        compare("build / weasyprint on the same HTML", ours, stock, runs, environment)
        compare("build / weasyprint --pdf-tags", ours, [*stock, "--pdf-tags"], runs, environment)
    nothing = [sys.executable, "-c", "pass"]
    compare("--help / python -c pass", [*ECO_PRINT, "--help"], nothing, runs, environment)


if __name__ == "__main__":
    main()
