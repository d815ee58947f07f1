"""What the tests of the press file share: opening it, its boxes, its plates."""

from __future__ import annotations

import io

import pikepdf
from PIL import Image

from eco_print.preflight._exec.ghostscript import PagePlates, separations

from .pages import MM, PRESS_ICC


def opened(data: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(data))


def box(page: pikepdf.Page, name: str) -> tuple[float, ...]:
    return tuple(float(value) for value in page.obj[name])


def plates(data: bytes, dpi: float = 72, page: int = 1) -> PagePlates:
    found = separations(data, [page], dpi, PRESS_ICC.read_bytes())
    assert isinstance(found, tuple), found
    return found[0]


def darkest(picture: Image.Image, area: tuple[float, float, float, float]) -> int:
    """The heaviest tint (0–255) inside an area in points from the trim's top left corner."""
    return picture.crop(tuple(round(13 * MM + value) for value in area)).getextrema()[1]


def lightest(picture: Image.Image, area: tuple[float, float, float, float]) -> int:
    return picture.crop(tuple(round(13 * MM + value) for value in area)).getextrema()[0]
