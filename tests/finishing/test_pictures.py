"""Pictures on the plates: converted by ICC, every sample kept, ink within the limit."""

from __future__ import annotations

import io
import struct
from dataclasses import dataclass

import pikepdf
import pytest
from PIL import Image, ImageCms

from eco_print.finishing.colour import srgb_profile
from eco_print.profile import Profile

from .documents import EVERYTHING, everything
from .pages import (
    PRESS_ICC,
    colourful,
    encoded,
    in_inks,
    press_of,
)
from .pressroom import opened


def images(pdf: pikepdf.Pdf) -> list[pikepdf.Stream]:
    return [
        item
        for item in pdf.objects
        if isinstance(item, pikepdf.Stream)
        and item.get("/Subtype") == "/Image"
        and item.objgen
        not in {
            other.SMask.objgen
            for other in pdf.objects
            if isinstance(other, pikepdf.Stream) and "/SMask" in other
        }
    ]


@dataclass(frozen=True)
class Picture:
    """The one picture of a press file, as a press reads it."""

    space: str
    size: tuple[int, int]
    inks: Image.Image


def one_picture(data: bytes, name: str, **press: float) -> Picture:
    with opened(press_of(f'<img src="{name}" alt="图">', pictures={name: data}, **press)) as pdf:
        (image,) = images(pdf)
        size = int(image.Width), int(image.Height)
        return Picture(str(image.ColorSpace), size, samples(image))


def samples(image: pikepdf.Stream) -> Image.Image:
    """The inks of a picture as a press would read them."""
    if image.get("/Filter") == "/DCTDecode":
        if image.ColorSpace == "/DeviceCMYK":
            assert [int(value) for value in image.Decode] == [1, 0] * 4  # Adobe's inverted inks
        picture = Image.open(io.BytesIO(image.read_raw_bytes()))
        picture.load()
        return picture
    mode = {1: "1", 8: "L" if image.ColorSpace == "/DeviceGray" else "CMYK"}[
        int(image.BitsPerComponent)
    ]
    return Image.frombytes(mode, (int(image.Width), int(image.Height)), image.read_bytes())


def seen(inks: Image.Image) -> bytes:
    display = ImageCms.createProfile("sRGB")
    return ImageCms.profileToProfile(inks, str(PRESS_ICC), display, outputMode="RGB").tobytes()


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_a_colour_picture_is_converted_by_icc_and_keeps_its_samples(kind):
    options = {"quality": 95} if kind == "JPEG" else {}
    picture = one_picture(encoded(colourful(), kind, **options), f"a.{kind.lower()}")
    assert picture.size == colourful().size
    assert picture.space == "/DeviceCMYK"
    pairs = zip(seen(picture.inks), seen(in_inks(colourful())), strict=True)
    apart = [abs(one - other) for one, other in pairs]
    assert sum(apart) / len(apart) < 6


@pytest.mark.parametrize("mode", ["L", "RGB"])
def test_a_picture_without_colour_prints_in_black_alone(mode):
    picture = one_picture(encoded(Image.linear_gradient("L").convert(mode), "PNG"), "g.png")
    assert picture.space == "/DeviceGray"
    assert picture.inks.getextrema() == (0, 255)


@pytest.mark.parametrize(("kind", "limit"), [("PNG", 220), ("PNG", 300), ("JPEG", 260)])
def test_no_sample_has_more_ink_than_the_limit(kind, limit):
    inks = one_picture(encoded(colourful(), kind), f"a.{kind.lower()}", ink_limit=limit).inks
    totals = [sum(inks.getpixel((x, y))) for x in range(inks.width) for y in range(inks.height)]
    assert max(totals) <= limit * 2.55 + 1


def swapped_profile() -> bytes:
    """A profile whose red is sRGB's green, and the other way round."""
    swapped = srgb_profile().replace(b"sRGB", b"mine").replace("sRGB".encode("utf-16-be"), b"m" * 8)
    return swapped.replace(b"rXYZ", b"tmp_").replace(b"gXYZ", b"rXYZ").replace(b"tmp_", b"gXYZ")


def grey_profile(gamma: float) -> bytes:
    """A profile of grey tones with a plain curve."""
    curve = b"curv" + bytes(4) + struct.pack(">IH", 1, round(gamma * 256)) + bytes(2)
    white = b"XYZ " + bytes(4) + struct.pack(">3i", 63190, 65536, 54061)
    text = "grey".encode("utf-16-be")
    said = b"mluc" + bytes(4) + struct.pack(">II2s2sII", 1, 12, b"en", b"US", len(text), 28) + text
    tags = [(b"desc", said), (b"cprt", said), (b"wtpt", white), (b"kTRC", curve)]
    at, table, body = 128 + 4 + 12 * len(tags), b"", b""
    for name, data in tags:
        table += name + struct.pack(">II", at + len(body), len(data))
        body += data
    size = at + len(body)
    head = struct.pack(">I4sI4s4s4s", size, bytes(4), 0x04300000, b"mntr", b"GRAY", b"XYZ ")
    head += bytes(12) + b"acsp" + bytes(28) + white[8:] + bytes(48)
    return head + struct.pack(">I", len(tags)) + table + body


@pytest.mark.parametrize(
    ("kind", "suffix"), [("JPEG", "jpg"), ("PNG", "png"), ("TIFF", "tif"), ("WEBP", "webp")]
)
def test_a_picture_in_another_rgb_is_read_by_its_own_profile(kind, suffix):
    red = Image.new("RGB", (16, 16), (0, 255, 0))
    picture = one_picture(encoded(red, kind, icc_profile=swapped_profile()), f"a.{suffix}")
    cyan, magenta, yellow, _ = picture.inks.getpixel((8, 8))
    assert magenta > 200
    assert yellow > 200
    assert cyan < 40


def test_pictures_in_inks_are_not_touched():
    made = everything()
    with made.open(Profile.PRESS) as pdf:
        raw = {bytes(image.read_raw_bytes()) for image in images(pdf)}
    assert EVERYTHING.pictures["inks.jpg"] in raw


@pytest.mark.parametrize(("kind", "suffix"), [("JPEG", "jpg"), ("PNG", "png")])
def test_grey_tones_are_read_by_their_own_profile(kind, suffix):
    flat = Image.new("L", (16, 16), 128)
    plain = one_picture(encoded(flat, kind), f"a.{suffix}").inks
    light = one_picture(encoded(flat, kind, icc_profile=grey_profile(1.0)), f"a.{suffix}").inks
    assert light.convert("L").getpixel((8, 8)) > plain.convert("L").getpixel((8, 8)) + 30


@pytest.mark.parametrize("depth", ["I;16", "I", "F"])
def test_tones_of_many_bits_are_tones(depth):
    ramp = Image.linear_gradient("L")
    deep = ramp.convert("F").point(lambda tone: tone * 257 + 0)
    if depth != "F":
        deep = deep.convert("I").convert(depth)
    kind, suffix = ("PNG", "png") if depth == "I;16" else ("TIFF", "tif")
    picture = one_picture(encoded(deep, kind), f"a.{suffix}")
    expected = one_picture(encoded(ramp, "PNG"), "a.png")
    assert picture.space == "/DeviceGray"
    pairs = zip(picture.inks.tobytes(), expected.inks.tobytes(), strict=True)
    assert max(abs(one - other) for one, other in pairs) <= 2


def test_a_tiff_in_inks_keeps_them():
    solid = Image.new("CMYK", (32, 32), (0, 242, 230, 0))
    picture = one_picture(encoded(solid, "TIFF"), "a.tif")
    assert picture.space == "/DeviceCMYK"
    assert all(
        abs(ink - wanted) < 4
        for ink, wanted in zip(picture.inks.getpixel((9, 9)), (0, 242, 230, 0), strict=True)
    )


def test_a_photograph_stands_upright_and_loses_nothing_visible():
    turned = Image.Exif()
    turned[0x0112] = 6
    data = encoded(colourful(), "JPEG", quality=97, subsampling=0, exif=turned)
    picture = one_picture(data, "a.jpg")
    width, height = colourful().size
    assert picture.size == (height, width)
    upright = colourful().transpose(Image.Transpose.ROTATE_270)
    pairs = zip(seen(picture.inks), seen(in_inks(upright)), strict=True)
    apart = [abs(one - other) for one, other in pairs]
    assert sum(apart) / len(apart) < 6


def test_line_art_stays_line_art():
    drawing = Image.radial_gradient("L").point(lambda tone: 255 * (tone > 99)).convert("1")
    picture = one_picture(encoded(drawing, "PNG"), "a.png")
    assert picture.inks.mode == "1"
    assert picture.inks.tobytes() == drawing.tobytes()
