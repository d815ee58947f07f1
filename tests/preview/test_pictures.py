"""Pictures of pages: PNG as it must be, and differences found wherever they are."""

from __future__ import annotations

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from eco_print.preview.pictures import differences, png


@st.composite
def pictures(draw: st.DrawFn) -> Image.Image:
    size = draw(st.tuples(st.integers(1, 40), st.integers(1, 40)))
    mode = draw(st.sampled_from(["L", "RGB"]))
    length = size[0] * size[1] * len(mode)
    return Image.frombytes(mode, size, draw(st.binary(min_size=length, max_size=length)))


@settings(deadline=None)
@given(pictures())
def test_png_says_every_pixel(picture: Image.Image) -> None:
    with Image.open(io.BytesIO(png(picture))) as read:
        read.load()
        assert read.format == "PNG"
        assert (read.mode, read.size, read.tobytes()) == (
            picture.mode,
            picture.size,
            picture.tobytes(),
        )


SIZES = st.tuples(st.integers(1, 120), st.integers(1, 120))


@settings(deadline=None)
@given(SIZES, st.data())
def test_every_changed_pixel_is_in_an_area_and_no_area_is_beside_the_picture(
    size: tuple[int, int], data: st.DataObject
) -> None:
    width, height = size
    page, other = Image.new("RGB", size, "white"), Image.new("RGB", size, "white")
    points = data.draw(
        st.lists(st.tuples(st.integers(0, width - 1), st.integers(0, height - 1)), max_size=6)
    )
    for point in points:
        other.putpixel(point, (0, 0, 0))
    areas = differences(page, other)
    assert bool(areas) == bool(points)
    for x, y in points:
        assert any(a.left <= x < a.right and a.top <= y < a.bottom for a in areas)
    assert all(0 <= a.left < a.right <= width and 0 <= a.top < a.bottom <= height for a in areas)


def test_what_is_near_is_one_area_and_what_is_far_is_two() -> None:
    page, other = Image.new("RGB", (400, 400), "white"), Image.new("RGB", (400, 400), "white")
    other.paste("black", (10, 10, 60, 20))
    other.paste("black", (62, 10, 90, 20))
    other.paste("black", (300, 300, 320, 320))
    first, second = sorted(differences(page, other), key=lambda area: area.top)
    assert (first.left, first.right) == (8, 96)
    assert second.top >= 296


@pytest.mark.parametrize("shade", [255, 245, 235])
def test_the_smoothing_of_edges_is_no_difference(shade: int) -> None:
    page, other = Image.new("L", (50, 50), 255), Image.new("L", (50, 50), shade)
    assert differences(page, other) == ()


def test_pages_of_another_size_differ_as_a_whole() -> None:
    (area,) = differences(Image.new("L", (50, 50)), Image.new("L", (40, 70)))
    assert (area.right, area.bottom) == (50, 70)
