"""Pages on sheets: padded to the binding, imposed as printer's spreads with creep."""

from __future__ import annotations

import pypdfium2
import pytest

from eco_print.config import PressSettings
from eco_print.preflight import Binding, Limits, check
from eco_print.profile import Profile

from .pages import MM, Document, make, press_of
from .pressroom import box, darkest, lightest, opened, plates

THREE_PAGES = '<p style="break-after: page">一</p><p style="break-after: page">二</p><p>三</p>'


@pytest.mark.parametrize(
    ("binding", "pages"), [(Binding.NONE, 3), (Binding.PERFECT, 4), (Binding.SADDLE, 4)]
)
def test_pages_are_padded_to_the_binding(binding, pages):
    data = press_of(THREE_PAGES, binding=binding)
    with opened(data) as pdf:
        assert len(pdf.pages) == pages
    report = check(data, Profile.PRESS, Limits(binding=binding), validators=False)
    assert report.passed


def test_a_booklet_puts_pages_side_by_side_in_printing_order():
    data = press_of(THREE_PAGES, impose="booklet")
    document = pypdfium2.PdfDocument(data)
    assert len(document) == 2
    halves = []
    for page in document:
        middle = page.get_width() / 2
        text = page.get_textpage()
        halves.append(
            (
                text.get_text_bounded(right=middle).strip(),
                text.get_text_bounded(left=middle).strip(),
            )
        )
    assert halves == [("", "一"), ("二", "三")]
    with opened(data) as pdf:
        trim = box(pdf.pages[0], "/TrimBox")
        assert trim[2] - trim[0] == pytest.approx(210 * MM, abs=0.02)


def test_a_booklet_moves_inner_pages_to_the_spine():
    pages = [f'<p style="break-after: page">第{number}页</p>' for number in range(1, 12)]
    body = "".join(pages) + "<p>第12页</p>"
    document = pypdfium2.PdfDocument(press_of(body, impose="booklet", creep=0.5))
    lefts = [page.get_textpage().get_charbox(0)[0] for page in document]
    # Fronts have the higher number at the left: 12, 10, 8 on sheets 1, 2, 3.
    fronts = lefts[0::2]
    moved = [later - fronts[0] for later in fronts]
    assert moved == pytest.approx([0, 0.5 * MM, 1.0 * MM], abs=0.05)


def test_half_a_page_never_shows_beyond_the_spine():
    css = """
    @page { background: device-cmyk(.5 0 0 0) }
    @page :left { background: device-cmyk(0 .5 0 0) }
    """
    found = plates(press_of(THREE_PAGES, css, impose="booklet"))
    spine = 105 * MM
    left, right = (5, 5, spine - 1, 140 * MM), (spine + 1, 5, 209 * MM, 140 * MM)
    assert darkest(found.plates["Magenta"], right) == 0
    assert lightest(found.plates["Cyan"], right) > 120
    assert darkest(found.plates["Cyan"], left) == 0


@pytest.mark.parametrize("imposed", ["booklet", "none"])
def test_pages_of_different_sizes_in_a_booklet_are_said(imposed):
    css = "@page wide { size: A5 landscape } p + p { page: wide }"
    document = Document("<p>一</p><p>二</p>", css)
    made = make(document, Profile.PRESS, press=PressSettings(impose=imposed))
    codes = [each.code for each in made.findings]
    assert codes == (["press-booklet-sizes"] if imposed == "booklet" else [])


@pytest.mark.parametrize(
    ("imposed", "binding", "said"),
    [("booklet", "perfect", 1), ("booklet", "saddle", 0), ("none", "perfect", 0)],
)
def test_a_booklet_that_cannot_be_bound_as_asked_is_said(imposed, binding, said):
    settings = PressSettings(impose=imposed, binding=Binding(binding))
    made = make(Document("<p>文</p>"), Profile.PRESS, press=settings)
    assert [each.code for each in made.findings] == ["press-booklet-binding"] * said
