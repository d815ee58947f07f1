"""Colours in every place where a designer may write one, on the plates as they are written."""

from __future__ import annotations

import pytest

from .pages import MM, press_of
from .pressroom import plates

BOX = "position: absolute; left: 0; top: 0; width: 20mm; height: 20mm; margin: 0"
PROCESS = ("Cyan", "Magenta", "Yellow", "Black")
NS = 'xmlns="http://www.w3.org/2000/svg"'


def inks(css: str, body: str = "", at: tuple[float, float] = (10, 10), **svg: str):
    """Per cent of each ink at a place (mm) of a page that has a box in its corner."""
    pictures = {f"{name}.svg": text.encode() for name, text in svg.items()}
    sheet = f"@page {{ margin: 0 }} div {{ {BOX}; {css} }} img, svg {{ display: block }}"
    found = plates(press_of(f"<div>{body}</div>", sheet, pictures)).plates
    spot = tuple(round((13 + each) * MM) for each in at)
    return tuple(round(found[name].getpixel(spot) / 2.55) for name in PROCESS)


def test_an_ink_that_is_none_is_not_printed():
    """CSS Color 4, 4.4: a missing component counts as 0."""
    assert inks("background: device-cmyk(none 30% 40% none)") == (0, 30, 40, 0)


@pytest.mark.parametrize("style", ["inset", "outset", "groove", "ridge"])
def test_a_border_in_relief_is_the_colour_that_is_written_and_a_darker_one(style):
    """CSS Backgrounds 3, 4.2; the colour of a groove's outer half is its inner half's opposite."""
    css = f"border: 8mm {style} device-cmyk(20% 30% 0 0); box-sizing: border-box"
    lit, shaded = sorted((inks(css, at=(10, 2)), inks(css, at=(10, 18))), key=sum)
    assert lit == (20, 30, 0, 0)
    assert shaded != (0, 0, 0, 100)
    assert 50 < sum(shaded) < 200


@pytest.mark.parametrize("word", ["currentColor", "currentcolor", "CURRENTCOLOR"])
def test_a_drawing_takes_the_colour_around_whatever_its_case(word):
    drawing = (
        f'<svg {NS} width="80" height="80"><g color="device-cmyk(0 .3 .4 0)">'
        f'<rect width="80" height="80" fill="{word}"/></g></svg>'
    )
    assert inks("", '<img src="a.svg" alt="图">', a=drawing) == (0, 30, 40, 0)


@pytest.mark.parametrize("where", ["", "<g color='inherit'>", "<g fill='currentcolor'>"])
def test_a_drawing_in_the_page_takes_the_colour_of_its_text(where):
    rectangle = '<rect width="80" height="80" fill="currentColor"/>'
    drawing = f'<svg {NS} width="80" height="80">{where}{rectangle}'
    assert inks("color: device-cmyk(0 .3 .4 0)", drawing) == (0, 30, 40, 0)


def test_a_drawings_own_colour_comes_before_that_of_the_text():
    drawing = f"""<svg {NS} width="80" height="80" color="device-cmyk(.5 0 0 0)">
    <rect width="80" height="80" fill="currentColor"/></svg>"""
    assert inks("color: device-cmyk(0 .3 .4 0)", drawing) == (50, 0, 0, 0)
