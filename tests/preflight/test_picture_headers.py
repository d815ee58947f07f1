"""What JPEG and JPEG 2000 say of themselves is read, and damage of any kind is named."""

from __future__ import annotations

import random

import pytest
from PIL import ImageCms

from eco_print.preflight import jpeg, jpeg2000
from preflight.broken.damage import J2K, JPEG, RGB_JP2, RGB_JPEG, SIDE, coded

READERS = [
    pytest.param(jpeg.frame, JPEG, id="JPEG"),
    pytest.param(jpeg2000.header, RGB_JP2, id="JP2"),
    pytest.param(jpeg2000.header, J2K, id="codestream"),
]
ENUMERATED = b"\0\0\0\x0fcolr\1\0\0\0\0\0\x10"


def test_a_jpeg_says_its_size_and_components():
    assert jpeg.frame(JPEG) == jpeg.Frame(SIDE, SIDE, 4, 8)
    assert jpeg.frame(RGB_JPEG).components == 3
    assert jpeg.frame(coded("JPEG", "L", progressive=True)).components == 1


@pytest.mark.parametrize(
    ("data", "components", "colours"), [(RGB_JP2, 3, 16), (coded("JPEG2000", "L"), 1, 17)]
)
def test_a_jp2_says_its_colours(data, components, colours):
    assert jpeg2000.header(data) == jpeg2000.Header(SIDE, SIDE, components, 8, True, colours)


def test_a_jp2_may_bring_a_profile():
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    more = len(profile) - 4
    head = RGB_JP2.index(b"jp2h") - 4
    length = int.from_bytes(RGB_JP2[head : head + 4], "big") + more
    boxed = (15 + more).to_bytes(4, "big") + b"colr\2\0\0" + profile
    data = RGB_JP2[:head] + length.to_bytes(4, "big") + RGB_JP2[head + 4 :]
    found = jpeg2000.header(data.replace(ENUMERATED, boxed))
    assert (found.colours, found.profile) == (0, profile)


@pytest.mark.parametrize(("read", "data"), READERS)
def test_a_picture_cut_anywhere_is_not_whole(read, data):
    for length in (*range(0, 200), *range(200, len(data) - 2, 97), len(data) - 3):
        with pytest.raises(ValueError, match=r"\w"):
            read(data[:length])


@pytest.mark.parametrize(("read", "data"), READERS)
def test_other_bytes_give_a_header_or_damage(read, data):
    dice = random.Random(20241024)
    for _ in range(300):
        changed = bytearray(data)
        for _ in range(4):
            changed[dice.randrange(300)] = dice.choice((0, 1, 0xFF, dice.randrange(256)))
        try:
            read(bytes(changed))
        except ValueError as problem:
            assert str(problem)
