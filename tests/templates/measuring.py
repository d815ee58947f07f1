"""What is measured on a page of a PDF: characters by their ink, and rules, in millimetres."""

from __future__ import annotations

import ctypes
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

import pypdfium2
from pypdfium2 import raw

MM = 25.4 / 72
POINTS = 72 / 25.4


@dataclass(frozen=True)
class Ink:
    """A character: its origin, and the box of its ink, from the top left of the page."""

    char: str
    x: float
    baseline: float
    left: float
    top: float
    right: float
    bottom: float
    size: float


@dataclass(frozen=True)
class Rule:
    """A straight line or a flat box that is painted, and its colour."""

    left: float
    top: float
    right: float
    bottom: float
    colour: tuple[int, int, int]

    @property
    def thickness(self) -> float:
        return self.bottom - self.top


@dataclass(frozen=True)
class Page:
    characters: tuple[Ink, ...]
    rules: tuple[Rule, ...]

    @property
    def text(self) -> str:
        return "".join(each.char for each in self.characters)

    def lines(self) -> list[list[Ink]]:
        """The characters by their baselines, from the top."""
        found: dict[int, list[Ink]] = defaultdict(list)
        for each in self.characters:
            found[round(each.baseline * 2)].append(each)
        return [sorted(found[key], key=lambda each: each.x) for key in sorted(found)]

    def line(self, text: str) -> list[Ink]:
        """The first line that holds a text; only that text's characters."""
        for line in self.lines():
            at = "".join(each.char for each in line).find(text)
            if at >= 0:
                return line[at : at + len(text)]
        raise AssertionError(f"no line says {text}")


def top(inks: Iterable[Ink]) -> float:
    return min(each.top for each in inks)


def bottom(inks: Iterable[Ink]) -> float:
    return max(each.bottom for each in inks)


def measured(pdf: bytes) -> list[Page]:
    """The pages of a PDF; white space is left out."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [Page(tuple(_characters(page)), tuple(_rules(page))) for page in document]
    finally:
        document.close()


def _characters(page: pypdfium2.PdfPage) -> Iterable[Ink]:
    text, height = page.get_textpage(), page.get_height()
    for index in range(raw.FPDFText_CountChars(text.raw)):
        char = chr(raw.FPDFText_GetUnicode(text.raw, index))
        if raw.FPDFText_IsGenerated(text.raw, index) == 1 or char.isspace() or char < " ":
            continue
        x, y = ctypes.c_double(), ctypes.c_double()
        raw.FPDFText_GetCharOrigin(text.raw, index, x, y)
        left, right, low, high = (ctypes.c_double() for _ in range(4))
        raw.FPDFText_GetCharBox(text.raw, index, left, right, low, high)
        yield Ink(
            char,
            x.value * MM,
            (height - y.value) * MM,
            left.value * MM,
            (height - high.value) * MM,
            right.value * MM,
            (height - low.value) * MM,
            raw.FPDFText_GetFontSize(text.raw, index),
        )


def _rules(page: pypdfium2.PdfPage) -> Iterable[Rule]:
    height = page.get_height()
    for item in page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH]):
        left, low, right, high = (edge * MM for edge in item.get_bounds())
        colour = [ctypes.c_uint() for _ in range(4)]
        raw.FPDFPageObj_GetFillColor(item.raw, *colour)
        red, green, blue, _ = (each.value for each in colour)
        yield Rule(left, height * MM - high, right, height * MM - low, (red, green, blue))
