"""Pictures for displays: as many samples as are seen, packed as small as shows no loss.

In: pictures in sRGB or grey, as the painter writes them, and how large they stand. Out: the same
pictures with no more samples than a display shows, photographs as JPEG, line art in black and
white in tones of grey. Drawings in colour, small pictures and whatever would not get smaller stay
as they are; what is clear stays clear.
"""

from __future__ import annotations

from typing import Any

import pikepdf
from pikepdf import Name
from PIL import Image

from .pictures import exactly, jpeg, open_picture, put_packed
from .placing import largest_places

_ENOUGH = 192  # samples an inch: twice what CSS counts on, for displays that show two for one
_TOO_MANY = 225  # under this, fewer would cost more sharpness than they save room
_SMALL = 20_000  # packed bytes
_FEW_COLOURS = 64  # a drawing has no more
_QUALITY, _SUBSAMPLING = 85, 2
_MUCH = 2  # JPEG is for what takes this many times the room without loss


def coarsen_pictures(pdf: pikepdf.Pdf) -> None:
    """Make every picture of a document as coarse as the largest of its places allows."""
    for number, place in largest_places(pdf).items():
        picture: Any = pdf.get_object(*number)
        if len(picture.read_raw_bytes()) > _SMALL:
            _coarsen(picture, _size_for(picture, place))


def _size_for(image: Any, place: tuple[float, float]) -> tuple[int, int]:
    """The samples that a picture needs in its place; those it has where they are not too many."""
    width, height = int(image.Width), int(image.Height)
    across, down = (max(points, 0.01) / 72 for points in place)
    if min(width / across, height / down) <= _TOO_MANY:
        return width, height
    share = _ENOUGH * max(across / width, down / height)
    return max(1, round(width * share)), max(1, round(height * share))


def _coarsen(image: Any, size: tuple[int, int]) -> None:
    too_fine = size != (image.Width, image.Height)
    was_jpeg = image.get("/Filter") == Name.DCTDecode
    opened = open_picture(image, size) if too_fine or not was_jpeg else None
    if opened is not None and opened[0].mode == "1":
        if too_fine:
            _in_tones(image, opened[0], size)
        return
    if opened is None or (not was_jpeg and _is_drawing(opened[0])):
        return
    picture = opened[0].resize(size, Image.Resampling.LANCZOS) if too_fine else opened[0]
    if _put_if_smaller(image, picture, was_jpeg) and too_fine and "/SMask" in image:
        _coarsen_mask(image.SMask, size)


def _in_tones(image: Any, picture: Image.Image, size: tuple[int, int]) -> None:
    """Line art with fewer samples, its edges in tones of grey, if it takes less room so."""
    tones = picture.convert("L").resize(size, Image.Resampling.BOX)
    data = exactly(tones)
    if len(data) < len(image.read_raw_bytes()):
        put_packed(image, tones, data, Name.FlateDecode)


def _is_drawing(picture: Image.Image) -> bool:
    """Whether a picture is line art or a diagram, whose edges must stay as they are."""
    return picture.getcolors(_FEW_COLOURS) is not None


def _put_if_smaller(image: Any, picture: Image.Image, was_jpeg: bool) -> bool:
    """Take over samples if they take less room than those there are; says whether they did."""
    data, packing = _packed(picture, was_jpeg)
    if len(data) >= len(image.read_raw_bytes()):
        return False
    put_packed(image, picture, data, packing)
    return True


def _packed(picture: Image.Image, was_jpeg: bool) -> tuple[bytes, Name]:
    """Samples as JPEG where they were, or where that is what a photograph asks for."""
    photograph = jpeg(picture, _QUALITY, _SUBSAMPLING)
    exact = b"" if was_jpeg else exactly(picture)
    if was_jpeg or len(exact) > _MUCH * len(photograph):
        return photograph, Name.DCTDecode
    return exact, Name.FlateDecode


def _coarsen_mask(mask: Any, size: tuple[int, int]) -> None:
    opened = open_picture(mask)
    if opened is not None and opened[0].width > size[0]:
        clear = opened[0].resize(size, Image.Resampling.LANCZOS)
        put_packed(mask, clear, exactly(clear), Name.FlateDecode)
