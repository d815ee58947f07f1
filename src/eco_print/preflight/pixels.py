"""The ink of a CMYK picture, from its pixels.

Gives the heaviest total and the heaviest tint on each plate, as the file stores them, averaged
to about 150 pixels an inch where there are more: one pixel is no area a press could print.
Pictures in other colour models, or packed in a way not read here, give None.
"""

from __future__ import annotations

import io
from collections.abc import Mapping

from PIL import Image, ImageChops, ImageMath

from .marks import ImageUse
from .objects import PDF_ERRORS, OverBudgetError, Value, elements, entry, number, unpacked
from .tints import plates

_LIMIT = 256 * 2**20
_ENOUGH_PPI = 150.0
_EDGE = 127  # of 255, from one sample to the next: more is no fading


def image_ink(image: ImageUse) -> tuple[float, Mapping[str, float]] | None:
    """Total and tints (1 is full ink), None when they must be rendered to be known."""
    space = image.space
    if space.kind != "cmyk" or plates(space, (0.0,) * 4) is None or image.bits != 8:
        return None
    try:
        picture = _picture(image)
    except (*PDF_ERRORS, OverBudgetError, OSError, Image.DecompressionBombError):
        return None
    if picture is None or picture.mode != "CMYK":
        return None
    factor = int(min(image.ppi) / _ENOUGH_PPI) if min(image.ppi) < 1e5 else 1
    return _measured(picture.reduce(factor) if factor > 1 else picture, _inverted(image))


def _picture(image: ImageUse) -> Image.Image | None:
    """The stored pixels, undisturbed by what a reader of JPEG thinks of them."""
    size = (image.width, image.height)
    if "DCTDecode" in image.filters:
        if image.filters != ("DCTDecode",):
            return None
        picture = Image.open(io.BytesIO(bytes(image.value.read_raw_bytes())))
        if picture.size != size or picture.width * picture.height > _LIMIT // 4:
            return None
        picture.load()
        # Pillow turns Adobe's inverted CMYK round; a PDF says so with a Decode array instead.
        adobe = "adobe" in picture.info and picture.mode == "CMYK"
        return picture.point(lambda value: 255 - value) if adobe else picture
    if image.space.family == "Indexed" or image.filters not in {("FlateDecode",), ()}:
        return None
    return Image.frombytes("CMYK", size, unpacked(image.value, _LIMIT))


def _inverted(image: ImageUse) -> bool:
    decode = [number(value) for value in elements(entry(image.value, "/Decode"))]
    return decode[:2] == [1.0, 0.0]


def highest(band: Image.Image) -> float:
    """The highest value of a picture of one band."""
    extrema = band.getextrema()
    return float(extrema[1]) if isinstance(extrema[1], int | float) else 255.0


def _measured(picture: Image.Image, inverted: bool) -> tuple[float, Mapping[str, float]]:
    bands = picture.split()
    if inverted:
        bands = tuple(band.point(lambda value: 255 - value) for band in bands)
    names = ("Cyan", "Magenta", "Yellow", "Black")
    tints = {plate: highest(band) / 255 for plate, band in zip(names, bands, strict=True)}
    total = ImageMath.lambda_eval(
        lambda args: args["c"] + args["m"] + args["y"] + args["k"],
        **{key: band.convert("I") for key, band in zip("cmyk", bands, strict=True)},
    )
    return highest(total) / 255, {plate: tint for plate, tint in tints.items() if tint}


def has_edges(mask: Value) -> bool:
    """Whether a soft mask of grey samples has edges, which few samples make steps of."""
    size = tuple(int(number(entry(mask, key)) or 0) for key in ("/Width", "/Height"))
    try:
        levels = Image.frombytes("L", (size[0], size[1]), unpacked(mask, _LIMIT))
    except (*PDF_ERRORS, OverBudgetError, ValueError):
        return False  # packed, or made, in a way that is not read here
    shifted = (ImageChops.offset(levels, 1, 0), ImageChops.offset(levels, 0, 1))
    inner = (1, 1, *levels.size)
    steps = [ImageChops.difference(levels, other).crop(inner) for other in shifted]
    return any(highest(step) > _EDGE for step in steps)
