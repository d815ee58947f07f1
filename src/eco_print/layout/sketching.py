"""Painting a few pages quickly, to be looked at: untagged, uncompressed, out to the bleed.

What is painted is what every product is made from; what is left out cannot be seen.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from .painting import PAINTED_BLEED, StandIn, paintable_pages

_SIDES = ("top", "right", "bottom", "left")


def sketch(document: Any, stand_in: StandIn, numbers: Iterable[int]) -> bytes:
    """The pages with these numbers, from 1, as a PDF in this order."""
    pages = [document.pages[number - 1] for number in numbers]
    for page in pages:
        style = page._page_box.style
        page.bleed = {s: max(PAINTED_BLEED, style[f"bleed_{s}"].value) for s in _SIDES}
        style["marks"] = ()
    with paintable_pages(stand_in):
        data: bytes = document.copy(pages).write_pdf(uncompressed_pdf=True)
    return data
