"""Pages as pictures. pdfium renders them, one at a time, for it knows no threads."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from io import BytesIO

import pypdfium2

_KEPT = 400
_TALLEST = 4000


class PageImages:
    """Pictures of pages, the latest kept at hand."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._pictures: OrderedDict[tuple[str, int, int], bytes] = OrderedDict()

    def png(self, name: str, read: Callable[[], bytes], number: int, width: int) -> bytes | None:
        """Page `number` (from 1) of the PDF that `read` gives, `width` pixels wide, as PNG.

        None when there is no such page, or the file cannot be shown. `name` tells PDFs apart.
        """
        key = (name, number, width)
        with self._lock:
            if key not in self._pictures:
                picture = _rendered(read(), number, width)
                if picture is None:
                    return None
                self._pictures[key] = picture
                if len(self._pictures) > _KEPT:
                    self._pictures.popitem(last=False)
            self._pictures.move_to_end(key)
            return self._pictures[key]


def _rendered(data: bytes, number: int, width: int) -> bytes | None:
    try:
        with pypdfium2.PdfDocument(data) as document:
            if not 1 <= number <= len(document):
                return None
            page = document[number - 1]
            across, down = page.get_size()
            scale = min(width / max(across, 1), _TALLEST / max(down, 1))
            picture = page.render(scale=scale).to_pil()
    except pypdfium2.PdfiumError:
        return None
    file = BytesIO()
    picture.convert("RGB").save(file, "PNG", compress_level=3)
    return file.getvalue()
