"""The data of images: all there, and of the colours that the file says they have.

ISO 32000-1, 7.4, 8.9.5 and 8.6; ISO 15930-7:2010, 6.27 (JPEG 2000).
"""

from __future__ import annotations

from collections.abc import Iterator

from ...diagnostics import Text
from ..marks import ImageUse
from ..objects import Value, cache_key, entry, is_stream, label, number
from ..samples import Flaw, Stored, flaw
from .rule import ERROR, Case, Hit, finds, rule

DAMAGED = rule(
    *("image-damaged", "ISO 32000-1, 7.4 and 8.9.5"),
    *("图像数据不完整", "the data of the image is not whole"),
    *("换上完好的图片，重新导出", "put in a sound copy of the picture and export again"),
    screen=ERROR,
    press=ERROR,
    archive=ERROR,
)
MISMATCH = rule(
    *("image-mismatch", "ISO 32000-1, 7.4.8, 7.4.9 and 8.9.5"),
    *("图像数据与字典所写不符", "the data of the image is not what its dictionary says"),
    *("重新导出该图片", "export the picture again"),
    screen=ERROR,
    press=ERROR,
    archive=ERROR,
)
UNKNOWN = rule(
    *("image-colour-unknown", "ISO 32000-1, 7.4.9 and 8.9.5.1; ISO 15930-7:2010, 6.27"),
    *("看不出图像用的是什么颜色", "nothing tells which colours the image has"),
    *("导出时写明图像的颜色空间", "give the image a colour space"),
    screen=ERROR,
    press=ERROR,
    archive=ERROR,
)
_MASKS = ("/SMask", "/Mask")


@finds(DAMAGED, MISMATCH, UNKNOWN)
def image_data(case: Case) -> Iterator[Hit]:
    """Each image is read once, its masks too, and named wherever it is drawn."""
    judged: dict[object, list[tuple[str, Flaw]]] = {}
    for page, content in case.document.shown:
        for mark in content.marks:
            image = mark.image
            if image is None:
                continue
            place = page.place(mark.box)
            if not image.stencil and image.space.family == "unknown":
                yield Hit(UNKNOWN, place, image.object)
            key = cache_key(image.value) if is_stream(image.value) else None
            if key is not None and key not in judged:
                judged[key] = list(_flaws(image))
            for named, found in judged.get(key, ()):
                broken = MISMATCH if found.differs else DAMAGED
                yield Hit(broken, place, named, _said(broken.title, found.message))


def _said(title: Text, more: Text) -> Text | None:
    return None if more == title else more


def _flaws(image: ImageUse) -> Iterator[tuple[str, Flaw]]:
    components = 1 if image.stencil else image.space.components
    own = Stored(image.value, image.width, image.height, components, image.bits)
    masks = (entry(image.value, key) for key in _MASKS)
    for stored in (own, *(_mask(value) for value in masks if is_stream(value))):
        found = flaw(stored)
        if found is not None:
            yield image.object if stored is own else label(stored.stream, image.object), found


def _mask(value: Value) -> Stored:
    width, height, bits = (
        int(number(entry(value, key)) or 0) for key in ("/Width", "/Height", "/BitsPerComponent")
    )
    return Stored(value, width, height, 1, 1 if entry(value, "/ImageMask") is True else bits or 8)


CHECKS = (image_data,)
