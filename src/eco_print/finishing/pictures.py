"""Pictures for plates: the samples converted by ICC, every one of them kept.

In: image XObjects as the painter writes them (eight bits a channel; JPEG, or packed samples).
Out: the same pictures in DeviceCMYK, or in DeviceGray where they have no colour, which prints
on the black plate alone. JPEG stays JPEG, at a quality that shows no loss; the rest stays exact.
"""

from __future__ import annotations

import io
import zlib
from typing import Any

import pikepdf
from pikepdf import Array, Name
from PIL import Image, ImageChops, ImageCms, ImageMath

from .colour.inks import InkBook
from .colour.profiles import srgb_handle, transform
from .colour.separation import Separation

_QUALITY = 95
_JPEG_MARGIN = 4.0  # per cent of ink that JPEG may add where tones change abruptly
_STRIP = 1_000_000  # samples gone through at once
_NEUTRAL = 8  # of 255, as for colours
_MODES = {"/DeviceRGB": "RGB", "/DeviceGray": "L", "/DeviceCMYK": "CMYK"}
_SPACES = {"1": "/DeviceGray"} | {mode: space for space, mode in _MODES.items()}


def is_picture(item: Any) -> bool:
    """Whether an object is a picture, and no mask of one."""
    return isinstance(item, pikepdf.Stream) and item.get("/Subtype") == Name.Image


def separate_picture(image: pikepdf.Stream, separation: Separation) -> None:
    """Convert a picture, in place."""
    _sharpen(image)
    opened = open_picture(image)
    if opened is None:
        return
    picture, is_jpeg = opened
    embedded = _profile_in(picture)
    if picture.mode == "CMYK" and (embedded is None or embedded == separation.profile.data):
        return
    if picture.mode == "L" and embedded is not None:
        picture = _applied(picture, transform(_handle(embedded), srgb_handle(), "L", "RGB"))
        embedded = None
    if picture.mode == "L" or (picture.mode == "RGB" and _has_no_colour(picture)):
        tones = _for_black(picture.convert("L"), separation)
        _put(image, _as_line_art(tones) if not is_jpeg else tones, is_jpeg)
        return
    source = _handle(embedded) if embedded else srgb_handle()
    by = transform(source, separation.profile.handle, picture.mode, "CMYK")
    converted = _applied(picture, by)
    limit = separation.ink_limit - (_JPEG_MARGIN if is_jpeg else 0.0)
    _put(image, _limited(converted, limit), is_jpeg)


def picture_for_display(image: pikepdf.Stream, inks: InkBook) -> None:
    """Convert a picture that is not in sRGB, in place; others stay as they are.

    One in inks without a profile of its own is taken to be for the printer's.
    """
    opened = open_picture(image) if _may_need_display(image) else None
    if opened is None:
        return
    picture, is_jpeg = opened
    embedded = _profile_in(picture)
    if picture.mode == "CMYK":
        source = _handle(embedded) if embedded else inks.profile.handle
    elif embedded is None or _is_srgb(embedded):
        return
    else:
        source = _handle(embedded)
    by = transform(source, srgb_handle(), picture.mode, "RGB")
    _put(image, _applied(picture, by), is_jpeg)


def keep_line_art(image: pikepdf.Stream) -> None:
    """Give line art its one bit a sample back, in place: the painter writes it in colour."""
    if image.get("/Filter") == Name.DCTDecode or "/SMask" in image:
        return
    opened = open_picture(image)
    if opened is None or opened[0].mode not in ("RGB", "L"):
        return
    tones = {tone for _, tone in opened[0].getcolors(2) or ()}
    black, white = ((0, 0, 0), (255, 255, 255)) if opened[0].mode == "RGB" else (0, 255)
    if tones == {black, white}:
        _put(image, opened[0].convert("1", dither=Image.Dither.NONE), False)


def _applied(picture: Image.Image, by: Any) -> Image.Image:
    converted = ImageCms.applyTransform(picture, by)
    assert converted is not None
    return converted


def _may_need_display(image: pikepdf.Stream) -> bool:
    """Whether a picture is in inks, or is a JPEG, which may bring a profile."""
    is_jpeg = image.get("/Filter") == Name.DCTDecode
    return image.get("/ColorSpace") == Name.DeviceCMYK or (
        is_jpeg and b"ICC_PROFILE\0" in image.read_raw_bytes()[:65536]
    )


def _is_srgb(profile: bytes) -> bool:
    """Whether a profile describes sRGB, under whichever of its names."""
    return "srgb" in ImageCms.getProfileDescription(_handle(profile)).lower()


def picture_for_mask(image: pikepdf.Stream) -> None:
    """Make a picture that is part of a soft mask a grey one."""
    opened = open_picture(image)
    if opened is not None and opened[0].mode != "L":
        _put(image, opened[0].convert("L"), False)


def _sharpen(image: pikepdf.Stream) -> None:
    """No smoothing between samples: the press has its own (ISO 19005-3, 6.2.8, forbids it too)."""
    for part in (image, image.get("/SMask")):
        if part is not None and "/Interpolate" in part:
            del part["/Interpolate"]


def open_picture(
    image: pikepdf.Stream, size: tuple[int, int] | None = None
) -> tuple[Image.Image, bool] | None:
    """The samples, with whether they were JPEG; None for a kind that the painter never writes.

    Of a JPEG no more than twice the `size` asked for is unpacked, which is quick and takes
    little room.
    """
    mode = _MODES.get(str(image.get("/ColorSpace")))
    depth = image.get("/BitsPerComponent")
    if image.get("/Filter") == Name.DCTDecode:
        picture = Image.open(io.BytesIO(image.read_raw_bytes()))
        if size is not None:
            picture.draft(picture.mode, (2 * size[0], 2 * size[1]))
        picture.load()
        return (picture, True) if picture.mode in _MODES.values() else None
    if mode == "L" and depth == 1:
        mode = "1"
    elif mode is None or depth != 8:
        return None
    samples = int(image.Width), int(image.Height)
    return Image.frombytes(mode, samples, image.read_bytes()), False


def _put(image: pikepdf.Stream, picture: Image.Image, as_jpeg: bool) -> None:
    """Take over samples: as JPEG that shows no loss, or exactly."""
    if as_jpeg:
        put_packed(image, picture, jpeg(picture, _QUALITY, subsampling=0), Name.DCTDecode)
    else:
        put_packed(image, picture, exactly(picture), Name.FlateDecode)


def jpeg(picture: Image.Image, quality: int, subsampling: int) -> bytes:
    """Samples as a JPEG of the same bytes always."""
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=quality, subsampling=subsampling, optimize=False)
    return out.getvalue()


def exactly(picture: Image.Image) -> bytes:
    """Samples packed without loss."""
    return zlib.compress(picture.tobytes(), 9)


def put_packed(image: pikepdf.Stream, picture: Image.Image, data: bytes, packing: Name) -> None:
    """Take over samples as they were packed."""
    image.Width, image.Height = picture.size
    image.ColorSpace = Name(_SPACES[picture.mode])
    image.BitsPerComponent = 1 if picture.mode == "1" else 8
    for key in ("/Decode", "/DecodeParms"):
        if key in image:
            del image[key]
    image.write(data, filter=packing)
    if packing == Name.DCTDecode and picture.mode == "CMYK":  # Pillow writes Adobe's inverted inks
        image.Decode = Array([1, 0] * 4)


def _has_no_colour(picture: Image.Image) -> bool:
    red, green, blue = picture.split()
    pairs = ((red, green), (green, blue), (red, blue))
    spreads = [ImageChops.difference(*pair).histogram() for pair in pairs]
    return not any(any(spread[_NEUTRAL + 1 :]) for spread in spreads)


def _for_black(picture: Image.Image, separation: Separation) -> Image.Image:
    """A grey picture whose values are what paper is left after the black plate."""
    return picture.point([255 - round(2.55 * black) for black in separation.black_for])


def _as_line_art(picture: Image.Image) -> Image.Image:
    """A grey picture with one bit a sample where it has nothing but black and white.

    Line art is made for the full resolution of the plate, and is judged as such.
    """
    only_ends = not any(picture.histogram()[1:255])
    return picture.convert("1", dither=Image.Dither.NONE) if only_ends else picture


def _limited(picture: Image.Image, limit: float) -> Image.Image:
    """A picture in inks with none of its samples over the limit (per cent); black stays.

    It is gone through in strips, for sums take four times the room of samples.
    """
    rows = max(1, _STRIP // picture.width)
    for top in range(0, picture.height, rows):
        box = (0, top, picture.width, min(top + rows, picture.height))
        strip = picture.crop(box)
        less = _limited_strip(strip, int(limit * 2.55))
        if less is not None:
            picture.paste(less, box)
    return picture


def _limited_strip(picture: Image.Image, most: int) -> Image.Image | None:
    """A strip with no sum over `most`; None where there is none."""
    bands = dict(zip("cmyk", picture.split(), strict=True))
    total = ImageMath.lambda_eval(lambda _: _["c"] + _["m"] + _["y"] + _["k"], **bands)
    if total.getextrema()[1] <= most:
        return None

    def share(_: Any) -> Any:
        """What of the colours there is room for, in 256ths."""
        colours = _["max"](_["c"] + _["m"] + _["y"], 1)
        return _["min"]((most - _["k"]) * 256 / colours, 256)

    shares = ImageMath.lambda_eval(share, **bands)
    less = [
        ImageMath.lambda_eval(
            lambda _: _["convert"](_["band"] * _["share"] / 256, "L"),
            band=bands[name],
            share=shares,
        )
        for name in "cmy"
    ]
    return Image.merge("CMYK", (*less, bands["k"]))


def _profile_in(picture: Image.Image) -> bytes | None:
    """The profile inside a picture, None where it has none that fits its samples."""
    data = picture.info.get("icc_profile")
    wanted = {"RGB": b"RGB ", "L": b"GRAY", "CMYK": b"CMYK"}[picture.mode]
    if not data or data[16:20] != wanted:
        return None
    try:
        _handle(data)
    except (OSError, ImageCms.PyCMSError):
        return None
    return bytes(data)


def _handle(data: bytes) -> ImageCms.ImageCmsProfile:
    return ImageCms.ImageCmsProfile(io.BytesIO(data))
