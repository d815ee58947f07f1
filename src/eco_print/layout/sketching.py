"""Painting a few pages quickly, to be looked at: untagged, uncompressed, out to the bleed.

What is painted is what every product is made from; what is left out cannot be seen.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from .colouring import StandIn
from .opened import kept_subsets
from .painting import PAINTED_BLEED, paintable_pages

_POINTS = 0.75
_SIDES = ("top", "right", "bottom", "left")


def sketch(document: Any, stand_in: StandIn, numbers: Iterable[int]) -> bytes:
    """The pages with these numbers, from 1, as a PDF in this order."""
    pages = [document.pages[number - 1] for number in numbers]
    for page in pages:
        page.bleed = _painted(page)
        page._page_box.style["marks"] = ()
    with paintable_pages(stand_in), kept_subsets(document):
        data: bytes = document.copy(pages).write_pdf(uncompressed_pdf=True)
    return data


def sheet_sizes(document: Any) -> tuple[tuple[float, float, tuple[float, ...]], ...]:
    """Width and height of every page, and what is painted around it (top, right, bottom, left)."""
    return tuple(
        (
            page.width * _POINTS,
            page.height * _POINTS,
            tuple(width * _POINTS for width in _painted(page).values()),
        )
        for page in document.pages
    )


def _painted(page: Any) -> dict[str, float]:
    style = page._page_box.style
    return {side: max(PAINTED_BLEED, style[f"bleed_{side}"].value) for side in _SIDES}
