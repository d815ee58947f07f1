"""The same text set by this project and by its peers: same face, same size, same measure.

Each maker takes a `Job` and gives a PDF and the processor time it took. Those that are not
installed say so. Nothing is tuned for any of them: each is asked, in its own words, for
justified Chinese paragraphs with an indent of two ems.
"""

from __future__ import annotations

import json
import os
import re
import resource
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import asdict, dataclass
from html import escape
from pathlib import Path

ROOT = Path(__file__).parents[2]
FACE = ROOT / "fonts" / "EcoSong-Regular.otf"
FAMILY = "Eco Song"
MARGIN = 50.0  # points, on every side
HEIGHT = 842.0
LEADING = 1.6


@dataclass(frozen=True)
class Job:
    """Paragraphs to set on a measure of `ems` in type of `size` points."""

    paragraphs: tuple[str, ...]
    ems: float
    size: float

    @property
    def width(self) -> float:
        """The width of the page, in points."""
        return 2 * MARGIN + self.ems * self.size


@dataclass(frozen=True)
class Product:
    """A PDF and what it cost: processor seconds of layout alone (None: not told), and of all."""

    pdf: bytes
    layout: float | None
    total: float


class NotInstalledError(Exception):
    """A maker that this machine does not have."""


def html(job: Job) -> str:
    """The document for makers that read HTML."""
    return (
        f'<!DOCTYPE html><html lang="zh-Hans"><meta charset="utf-8"><style>'
        f"@page {{ size: {job.width}pt {HEIGHT}pt; margin: {MARGIN}pt }}"
        f"html {{ font: {job.size}pt/{LEADING} '{FAMILY}' }}"
        f"body, p {{ margin: 0 }} p {{ text-indent: 2em; text-align: justify;"
        f"text-autospace: normal; text-spacing-trim: trim-start; line-break: normal }}"
        f"</style><body>" + "".join(f"<p>{escape(text)}</p>" for text in job.paragraphs)
    )


def eco(job: Job) -> Product:
    """This project's composition in its engine."""
    return _weasyprint(job, composed=True)


def engine(job: Job) -> Product:
    """WeasyPrint alone."""
    return _weasyprint(job, composed=False)


def _weasyprint(job: Job, *, composed: bool) -> Product:
    """In a process of its own, so that nothing is warm but what every run warms."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        (place / "job.json").write_text(json.dumps(asdict(job)), encoding="utf-8")
        command = [sys.executable, "-m", "bench.typography.worker", "eco" if composed else "engine"]
        done = subprocess.run(
            [*command, folder], cwd=ROOT, check=True, stdout=subprocess.PIPE,
            env=os.environ | {"FONTCONFIG_FILE": str(_fontconfig(place))},
        )  # fmt: skip
        layout, total = map(float, done.stdout.split())
        return Product((place / "out.pdf").read_bytes(), layout, total)


def _fontconfig(folder: Path) -> Path:
    """A configuration that shows one face."""
    faces = folder / "faces"
    faces.mkdir()
    (faces / FACE.name).symlink_to(FACE)
    cache = Path(tempfile.gettempdir()) / "bench-typography-fonts"
    path = folder / "fonts.conf"
    path.write_text(
        f'<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>'
        f"<dir>{faces}</dir><cachedir>{cache}</cachedir></fontconfig>"
    )
    return path


def typst(job: Job) -> Product:
    """Typst, by its Python package."""
    try:
        import typst as compiler  # type: ignore[import-not-found]
    except ImportError as reason:
        raise NotInstalledError("pip install typst") from reason
    leading = (LEADING - 1) * job.size
    source = (
        f"#set page(width: {job.width}pt, height: {HEIGHT}pt, margin: {MARGIN}pt)\n"
        f'#set text(font: "{FAMILY}", size: {job.size}pt, lang: "zh", region: "cn")\n'
        f"#set par(justify: true, first-line-indent: (amount: 2em, all: true), "
        f"leading: {leading}pt, spacing: {leading}pt)\n"
    ) + "\n\n".join(f"#{json.dumps(text, ensure_ascii=False)}" for text in job.paragraphs)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "job.typ"
        path.write_text(source, encoding="utf-8")
        before = _own_time()
        pdf = compiler.compile(str(path), font_paths=[str(FACE.parent)])
        return Product(pdf, None, _own_time() - before)


def _own_time() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def chromium(job: Job) -> Product:
    """Chromium's print to PDF."""
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    if program is None:
        raise NotInstalledError("apt-get install chromium")
    face = f"@font-face {{ font-family: '{FAMILY}'; src: url({FACE.as_uri()}) }}"
    text = html(job).replace("<style>", f"<style>{face}", 1)
    with tempfile.TemporaryDirectory() as folder:
        page, out = Path(folder) / "job.html", Path(folder) / "out.pdf"
        page.write_text(text, encoding="utf-8")
        command = [
            program, "--headless", "--no-sandbox", "--disable-gpu",
            "--allow-file-access-from-files", f"--user-data-dir={folder}/profile",
            "--no-pdf-header-footer",
            f"--print-to-pdf={out}", page.as_uri(),
        ]  # fmt: skip
        return _timed(command, Path(folder), out)


def xelatex(job: Job) -> Product:
    """XeLaTeX with ctex."""
    if shutil.which("xelatex") is None or not _has_ctex():
        raise NotInstalledError("apt-get install texlive-xetex texlive-lang-chinese")
    lines = "\n\n".join(map(_tex, job.paragraphs))
    face = f"Path={FACE.parent}/"
    source = (
        "\\documentclass[UTF8,fontset=none]{ctexart}\\pagestyle{empty}"
        f"\\usepackage[paperwidth={job.width}bp,paperheight={HEIGHT}bp,margin={MARGIN}bp]"
        f"{{geometry}}\\setmainfont[{face}]{{{FACE.name}}}\\setCJKmainfont[{face}]{{{FACE.name}}}"
        f"\\begin{{document}}\\fontsize{{{job.size}bp}}{{{job.size * LEADING}bp}}\\selectfont"
        f"\\parskip=0pt\n{lines}\n\\end{{document}}"
    )
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        (place / "job.tex").write_text(source, encoding="utf-8")
        command = ["xelatex", "-interaction=batchmode", "job.tex"]
        return _timed(command, place, place / "job.pdf")


def _has_ctex() -> bool:
    found = subprocess.run(["kpsewhich", "ctexart.cls"], capture_output=True, check=False)
    return bool(found.stdout.strip())


def _tex(text: str) -> str:
    text = re.sub(r"([%&#_$])", r"\\\1", text).replace("--", "-{}-")
    return text.replace("~", "\\textasciitilde{}").replace("^", "\\textasciicircum{}")


def _timed(command: list[str], folder: Path, out: Path) -> Product:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, cwd=folder, check=True, capture_output=True, timeout=600)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Product(out.read_bytes(), None, spent)


MAKERS: dict[str, Callable[[Job], Product]] = {
    "eco-print": eco,
    "WeasyPrint": engine,
    "Typst": typst,
    "Chromium": chromium,
    "XeLaTeX": xelatex,
}
