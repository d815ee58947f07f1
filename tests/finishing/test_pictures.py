"""Pictures on the plates: converted by ICC, every sample kept, ink within the limit."""

from __future__ import annotations

import io
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
        assert [int(value) for value in image.Decode] == [1, 0] * 4  # Adobe's inverted inks
        picture = Image.open(io.BytesIO(image.read_raw_bytes()))
        picture.load()
        return picture
    mode = "L" if image.ColorSpace == "/DeviceGray" else "CMYK"
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


def test_a_picture_in_another_rgb_is_read_by_its_own_profile():
    swapped = srgb_profile()  # made a profile whose red is sRGB's green, and the other way round
    swapped = swapped.replace(b"rXYZ", b"tmp_").replace(b"gXYZ", b"rXYZ").replace(b"tmp_", b"gXYZ")
    red = Image.new("RGB", (16, 16), (0, 255, 0))
    picture = one_picture(encoded(red, "JPEG", quality=95, icc_profile=swapped), "a.jpg")
    cyan, magenta, yellow, _ = picture.inks.getpixel((8, 8))
    assert magenta > 200
    assert yellow > 200
    assert cyan < 40


def test_pictures_in_inks_are_not_touched():
    made = everything()
    with made.open(Profile.PRESS) as pdf:
        raw = {bytes(image.read_raw_bytes()) for image in images(pdf)}
    assert EVERYTHING.pictures["inks.jpg"] in raw
