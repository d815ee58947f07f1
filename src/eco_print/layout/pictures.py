"""Raster pictures, made into what the engine paints as it is.

In: a picture as its file has it. Out: the same bytes, or, for the kinds of which the engine would
lose something, a picture that keeps it:

- tones of 16 bits and more are brought to eight (the engine takes them for colours);
- inks and other spaces that PNG has no room for become JPEG in inks, or sRGB;
- colours with a profile of their own become sRGB, except in JPEG, which brings its profile along;
- a JPEG that has to be turned upright is written again at a quality that shows no loss.
"""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from PIL import Image, ImageCms, ImageFile, ImageOps

from .colouring import replaced

_QUALITY = 95
_SCAN, _END = b"\xff\xda", b"\xff\xd9"
_ORIENTATION = 0x0112  # the EXIF tag
_PAINTED = frozenset(("1", "L", "LA", "P", "RGB", "RGBA"))
_SPACES = {"L": b"GRAY", "RGB": b"RGB ", "CMYK": b"CMYK", "LAB": b"Lab "}


def damage(data: bytes) -> Exception | None:
    """What is wrong with a picture that opens and is not whole: the engine would paint a part.

    The engine tells Pillow to make do with less, hence the switch. A JPEG that has its end of
    image after its last scan is taken for whole; others are unpacked.
    """
    try:
        with replaced(ImageFile, "LOAD_TRUNCATED_IMAGES", False), _opened(data) as picture:
            if picture.format == "PNG":
                picture.verify()
            elif not (_is_jpeg(picture) and data.rfind(_END) > data.rfind(_SCAN)):
                picture.load()
    except (OSError, ValueError, SyntaxError) as problem:
        return problem
    return None


@contextmanager
def _opened(data: bytes) -> Iterator[Image.Image]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", Image.DecompressionBombWarning)
        with Image.open(io.BytesIO(data)) as picture:
            yield picture


def paintable(data: bytes) -> bytes:
    """A picture the engine paints as it is; what cannot be read is left to the engine to name."""
    try:
        with _opened(data) as picture:
            made = _upright(picture) if _is_jpeg(picture) else _displayed(picture)
    except (OSError, ValueError, SyntaxError, ImageCms.PyCMSError):
        return data
    return data if made is None else made


def _is_jpeg(picture: Image.Image) -> bool:
    return picture.format in ("JPEG", "MPO")


def _upright(picture: Image.Image) -> bytes | None:
    """A JPEG turned as its camera says; None where it stands upright."""
    if picture.getexif().get(_ORIENTATION, 1) == 1:
        return None
    return _encoded(ImageOps.exif_transpose(picture), "JPEG", picture.info.get("icc_profile"))


def _displayed(picture: Image.Image) -> bytes | None:
    """A picture that is no JPEG in grey or sRGB, or in inks; None where it is already."""
    profile = picture.info.get("icc_profile")
    known = profile is None or _is_srgb(profile)
    if picture.mode in _PAINTED and known:
        return None
    upright = ImageOps.exif_transpose(picture)
    if upright.mode == "CMYK":
        return _encoded(upright, "JPEG", profile)
    alpha = upright.convert("RGBA").getchannel("A") if upright.has_transparency_data else None
    colours = _eight_bits(upright)
    if profile is not None and not known and profile[16:20] == _SPACES.get(colours.mode):
        colours = _in_srgb(colours, _handle(profile))
    elif colours.mode == "LAB":
        colours = _in_srgb(colours, ImageCms.createProfile("LAB"))
    if alpha is not None:
        colours.putalpha(alpha)
    return _encoded(colours, "PNG", None)


def _eight_bits(picture: Image.Image) -> Image.Image:
    """A picture in one of three modes: L, RGB or LAB."""
    if picture.mode.startswith(("I", "F")):
        tones = picture.convert("F")
        white = 65535.0 if picture.mode.startswith("I") else _lightest(tones)
        return tones.point(lambda tone: tone * (255 / white) + 0.5).convert("L")
    if picture.mode in ("L", "LA", "La", "1"):
        return picture.convert("L")
    return picture if picture.mode == "LAB" else picture.convert("RGB")


def _lightest(tones: Image.Image) -> float:
    """The tone that is white where nothing says so: the lightest there is."""
    _, lightest = tones.getextrema()
    assert isinstance(lightest, float)
    return lightest or 1.0


def _in_srgb(picture: Image.Image, profile: Any) -> Image.Image:
    converted = ImageCms.profileToProfile(
        *(picture, profile, ImageCms.createProfile("sRGB")),
        renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
        outputMode="RGB",
        flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
    )
    assert converted is not None
    return converted.convert("L") if picture.mode == "L" else converted


def _is_srgb(profile: bytes) -> bool:
    return "srgb" in ImageCms.getProfileDescription(_handle(profile)).lower()


def _handle(profile: bytes) -> ImageCms.ImageCmsProfile:
    return ImageCms.ImageCmsProfile(io.BytesIO(profile))


def _encoded(picture: Image.Image, kind: str, profile: bytes | None) -> bytes:
    out = io.BytesIO()
    options = {"quality": _QUALITY, "subsampling": 0} if kind == "JPEG" else {"compress_level": 1}
    picture.save(out, kind, icc_profile=profile, **options)
    return out.getvalue()
