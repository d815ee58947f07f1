"""Whether two PDFs show the same, when their bytes differ.

In: a kept file and the same made again by other versions. Out: which pages look otherwise.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest

import pypdfium2
from PIL import Image, ImageChops

from ..diagnostics import Text

#: How far a channel may be off, of 255: rounding, where glyphs meet the grid of pixels.
_UNSEEN = 24
_LISTED = 8


def likeness(kept: bytes, made: bytes) -> Text:
    """How the pages of two PDFs compare to the eye."""
    try:
        with pypdfium2.PdfDocument(kept) as one, pypdfium2.PdfDocument(made) as other:
            unlike, total = list(_unlike(one, other)), max(len(one), len(other))
    except pypdfium2.PdfiumError as reason:
        return Text(zh=f"页面无法比对（{reason}）", en=f"the pages cannot be compared ({reason})")
    if not unlike:
        return Text(
            zh=f"{total} 页看上去与馆藏的都一样", en=f"all {total} pages look as those kept do"
        )
    listed = ", ".join(map(str, unlike[:_LISTED])) + (" …" if len(unlike) > _LISTED else "")
    return Text(
        zh=f"{total} 页中 {len(unlike)} 页看上去与馆藏的不同：第 {listed} 页",
        en=f"{len(unlike)} of {total} pages look otherwise than those kept: {listed}",
    )


def _unlike(one: pypdfium2.PdfDocument, other: pypdfium2.PdfDocument) -> Iterator[int]:
    pairs = zip_longest(range(len(one)), range(len(other)))
    for number, (a, b) in enumerate(pairs, 1):
        if a is None or b is None or not _alike(_picture(one[a]), _picture(other[b])):
            yield number


def _picture(page: pypdfium2.PdfPage) -> Image.Image:
    picture: Image.Image = page.render(scale=1).to_pil()  # 72 dots an inch
    return picture.convert("RGB")


def _alike(a: Image.Image, b: Image.Image) -> bool:
    if a.size != b.size:
        return False
    beyond = ImageChops.difference(a, b).point(lambda value: 255 if value > _UNSEEN else 0)
    return beyond.getbbox() is None
