"""The worker that makes pictures of painted pages: PDF in, PNG out, with what changed.

It keeps the PDFs it was given until it is told to forget them, so that a page can be shown at
another size without being set again. pdfium is a C++ program of many parts: it has a process of
its own.
"""

from __future__ import annotations

import hashlib

import pypdfium2
from PIL import Image

from .build import Mark, Shot
from .pictures import differences, png

_DPI_OF_PDF = 72
#: At this resolution two pages are compared.
_COMPARING = 72


class Camera:
    """Methods are called from the parent, one at a time. A PDF is known by its key."""

    def __init__(self) -> None:
        self._documents: dict[str, pypdfium2.PdfDocument] = {}

    def load(self, key: str, pdf: bytes) -> int:
        """Keep a PDF; how many pages it has."""
        self.forget((key,))
        self._documents[key] = pypdfium2.PdfDocument(pdf)
        return len(self._documents[key])

    def forget(self, keys: tuple[str, ...]) -> None:
        """Let go of PDFs; unknown keys do no harm."""
        for key in keys:
            if (document := self._documents.pop(key, None)) is not None:
                document.close()

    def shoot(self, key: str, index: int, dpi: int) -> Shot | None:
        """A picture of page `index` (from 0); None for a PDF that is not kept."""
        if key not in self._documents:
            return None
        picture = self._picture(key, index, dpi)
        digest = hashlib.sha256(picture.tobytes() + repr(picture.size).encode())
        return Shot(digest.hexdigest()[:20], png(picture))

    def compare(
        self, key: str, index: int, other_key: str, other_index: int
    ) -> tuple[Mark, ...] | None:
        """Where two pages differ; None for a PDF that is not kept."""
        if key not in self._documents or other_key not in self._documents:
            return None
        one = self._picture(key, index, _COMPARING)
        other = self._picture(other_key, other_index, _COMPARING)
        scale = _DPI_OF_PDF / _COMPARING
        return tuple(
            Mark(
                area.left * scale,
                area.top * scale,
                (area.right - area.left) * scale,
                (area.bottom - area.top) * scale,
            )
            for area in differences(one, other)
        )

    def _picture(self, key: str, index: int, dpi: int) -> Image.Image:
        page = self._documents[key][index]
        bitmap = page.render(scale=dpi / _DPI_OF_PDF, rev_byteorder=True)
        picture: Image.Image = bitmap.to_pil()
        picture = picture.convert("RGB")  # copied: the bitmap goes
        bitmap.close()
        page.close()
        return picture
