"""What the tests of the seam share: pages set from HTML, and their characters read back."""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
from pypdfium2 import raw

from eco_print.fonts import fontconfig, load_fonts

os.environ["FONTCONFIG_FILE"] = str(fontconfig.write(load_fonts()))  # before the engine is imported

from eco_print.layout.composition import install, uninstall

FAMILY = "西文, 宋体, 补字"
SHEET = """
@page { size: %(width)spt 600pt; margin: 50pt }
html { font: 20pt/1.5 %(family)s }
body, p, h1 { margin: 0 }
h1 { font-size: 20pt; font-weight: normal }
"""


@dataclass(frozen=True)
class Char:
    """One character of a page: its origin, and its ink's left and right, in points."""

    char: str
    page: int
    x: float
    y: float
    left: float
    right: float


@contextmanager
def composing(on: bool = True) -> Iterator[None]:
    """The engine with composition, or without."""
    (install if on else uninstall)()
    try:
        yield
    finally:
        uninstall()


def pdf_of(
    body: str, css: str = "", ems: float = 20, lang: str = "zh-Hans", on: bool = True
) -> bytes:
    """A document of 20 pt text on a measure of `ems`."""
    from weasyprint import HTML

    sheet = SHEET % {"width": 100 + 20 * ems, "family": FAMILY}
    html = f'<html lang="{lang}"><style>{sheet}{css}</style><body>{body}'
    with composing(on):
        return HTML(string=html).write_pdf()


def chars(pdf: bytes) -> list[Char]:
    """The characters of a PDF in the order of its content; invented ones are left out."""
    found = []
    document = pypdfium2.PdfDocument(pdf)
    for number, page in enumerate(document):
        text = page.get_textpage()
        for index in range(raw.FPDFText_CountChars(text.raw)):
            code = raw.FPDFText_GetUnicode(text.raw, index)
            if raw.FPDFText_IsGenerated(text.raw, index) == 1 or code in (0, 10, 13, 0xFFFE):
                continue
            x, y = ctypes.c_double(), ctypes.c_double()
            raw.FPDFText_GetCharOrigin(text.raw, index, x, y)
            box = [ctypes.c_double() for _ in range(4)]
            raw.FPDFText_GetCharBox(text.raw, index, *box)
            found.append(
                Char(
                    "-" if code == 2 else chr(code),
                    number,
                    x.value,
                    y.value,
                    box[0].value,
                    box[1].value,
                )
            )
    document.close()
    return found


def rows(pdf: bytes) -> list[list[Char]]:
    """Characters by baseline, from the top of the first page."""
    lines: dict[tuple[int, int], list[Char]] = defaultdict(list)
    for char in chars(pdf):
        lines[char.page, -round(char.y)].append(char)
    return [lines[key] for key in sorted(lines)]


def texts(pdf: bytes) -> list[str]:
    """The lines of a PDF as text."""
    return ["".join(char.char for char in row) for row in rows(pdf)]


def offsets(pdf: bytes, row: int = 0) -> list[float]:
    """Where the characters of a line stand, in thousandths of an em from the left margin."""
    return [round((char.x - 50) / 20 * 1000) for char in rows(pdf)[row]]


def pdfium_text(pdf: bytes) -> str:
    """The text as PDFium gives it, invented spaces included, lines joined."""
    document = pypdfium2.PdfDocument(pdf)
    text = "".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    return text.replace("\r\n", "").replace("\ufffe", "")


def poppler_text(pdf: bytes, folder: Path) -> str:
    """The text as poppler gives it, lines joined."""
    program = shutil.which("pdftotext")
    assert program, "poppler-utils is needed (apt-get install poppler-utils)"
    path = folder / "page.pdf"
    path.write_bytes(pdf)
    done = subprocess.run([program, path, "-"], capture_output=True, check=True)
    return done.stdout.decode().replace("\n", "").replace("\f", "")
