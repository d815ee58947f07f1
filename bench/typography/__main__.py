"""Typography measured: this project and its peers on the same text, one table a measure.

    python -m bench.typography [--runs N] [--only NAME …] [--text NAME …] [--keep FOLDER]

Two texts: `corpus`, which prices were chosen with, and `unseen`, which nothing was ever chosen
with. The face is the project's 宋体. Processor time of layout is measured
in turn with stock WeasyPrint's, and the ratio is of the medians of N runs.
"""

from __future__ import annotations

import argparse
import statistics
from dataclasses import astuple, fields
from pathlib import Path
from time import process_time

from eco_print.typesetting import compose, prepare

from .corpus import long_paragraph, paragraphs
from .makers import MAKERS, Job, NotInstalledError, Product
from .measure import Figures, measure
from .unseen import unseen_paragraphs

TEXTS = {"corpus": paragraphs, "unseen": unseen_paragraphs}
MEASURES = ((28, 16.0), (20, 12.0), (14, 10.5))


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.typography")
    parser.add_argument("--runs", type=int, default=3, help="runs of each for the times")
    parser.add_argument("--only", nargs="*", choices=MAKERS, default=list(MAKERS))
    parser.add_argument("--text", nargs="*", choices=TEXTS, default=list(TEXTS))
    parser.add_argument("--keep", type=Path, help="where to leave the PDFs")
    options = parser.parse_args()
    for name in options.text:
        text = tuple(TEXTS[name]())
        print(f"# {name}: {len(text)} paragraphs, {sum(map(len, text)):,} characters\n")
        for ems, size in MEASURES:
            _table(name, Job(text, ems, size), options)
    _growth()


def _table(text: str, job: Job, options: argparse.Namespace) -> None:
    print(f"## {text}, {job.ems} em at {job.size} pt\n")
    print("| | " + " | ".join(field.name for field in fields(Figures)) + " | CPU, s |")
    print("|---" * (len(fields(Figures)) + 2) + "|")
    for name in options.only:
        try:
            product = MAKERS[name](job)
        except NotInstalledError as reason:
            print(f"| {name} | not installed: {reason} |")
            continue
        if options.keep:
            options.keep.mkdir(parents=True, exist_ok=True)
            (options.keep / f"{text}-{name}-{job.ems}.pdf").write_bytes(product.pdf)
        figures = " | ".join(map(str, astuple(measure(product.pdf, job))))
        print(f"| {name} | {figures} | {product.total:.2f} |", flush=True)
    if {"eco-print", "WeasyPrint"} <= set(options.only) and options.runs:
        print("\n" + _times(job, options.runs))
    print()


def _times(job: Job, runs: int) -> str:
    """Ours against the stock engine's, run in turn."""
    ours: list[Product] = []
    stock: list[Product] = []
    for _ in range(runs):
        ours.append(MAKERS["eco-print"](job))
        stock.append(MAKERS["WeasyPrint"](job))
    said = []
    for what in ("layout", "total"):
        own, other = (
            statistics.median(getattr(product, what) for product in products)
            for products in (ours, stock)
        )
        said.append(f"{what} {own:.2f} s, stock {other:.2f} s, ratio {own / other:.2f}")
    return "CPU: " + "; ".join(said)


def _growth() -> None:
    """One paragraph, longer and longer: the time a character should stay the same."""
    print("## One paragraph of so many characters (composer alone)\n")
    print("| characters | lines | s | µs a character |\n|---|---|---|---|")
    for count in (1_000, 25_000, 50_000, 100_000):
        text = long_paragraph(count)
        advances = [500 if char < "\u2000" else 1000 for char in text]
        before = process_time()
        lines = compose(prepare(text, advances), (26_000, 28_000))
        spent = process_time() - before
        print(f"| {count:,} | {len(lines):,} | {spent:.2f} | {spent / count * 1e6:.1f} |")


if __name__ == "__main__":
    main()
