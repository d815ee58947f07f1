"""Total ink: what is worked out without rendering is never less than what is rendered."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pikepdf import Dictionary, Name, Pdf

from eco_print.preflight import InkFact, Limits, Profile, check
from preflight import sound

TINTS = st.sampled_from([0, 0.2, 0.5, 0.9, 1])
PLACES = st.integers(5, 100)
STATES = {
    "Over": Dictionary(OP=True, op=True, OPM=1),
    "Over0": Dictionary(OP=True, op=True, OPM=0),
    "Half": Dictionary(ca=0.5, op=False),
    "Multiply": Dictionary(BM=Name.Multiply, op=False),
    "Plain": Dictionary(op=False),
}


@st.composite
def shapes(draw) -> bytes:
    ink = draw(
        st.one_of(
            st.tuples(TINTS, TINTS, TINTS, TINTS).map(lambda t: b"%g %g %g %g k" % t),
            TINTS.map(lambda t: b"%g g" % t),
            TINTS.map(lambda t: b"/Red cs %g scn" % t),
        )
    )
    state = draw(st.sampled_from(sorted(STATES)))
    x, y = draw(PLACES), draw(PLACES)
    box = sound.rectangle(x, y, draw(st.integers(10, 45)), draw(st.integers(10, 45)))
    return b"q /%s gs %s %s f Q" % (state.encode(), ink, box)


def ink_of(content: bytes, limit: float) -> InkFact:
    def edit(pdf: Pdf) -> None:
        for key, value in STATES.items():
            pdf.pages[0].obj.Resources.ExtGState["/" + key] = value

    pdf = sound.press_pdf(content)
    edit(pdf)
    report = check(sound.saved(pdf), Profile.PRESS, Limits(total_ink=limit))
    return report.facts.pages[0].ink


@given(st.lists(shapes(), min_size=1, max_size=6))
@settings(deadline=None, max_examples=8)
def test_the_bound_holds_whatever_is_painted(painted):
    content = b"\n".join(painted)
    computed, measured = ink_of(content, 10_000), ink_of(content, -1)
    assert (computed.method, measured.method) == ("computed", "measured")
    assert computed.total >= measured.total - 1


@pytest.mark.parametrize(
    ("content", "total"),
    [
        pytest.param(b"1 1 0 0 k %s f 0 0 1 1 k %s f", 200, id="one knocks out the other"),
        pytest.param(b"1 1 0 0 k %s f /Over gs 0 0 0.5 1 k %s f", 350, id="overprint adds up"),
        pytest.param(b"1 0 0 0 k %s f /Over gs /Red cs 1 scn %s f", 200, id="a spot over cyan"),
    ],
)
def test_the_bound_is_exact_where_it_can_be(content, total):
    box = sound.rectangle(40, 40, 30, 30)
    drawn = content % (box, box)
    assert ink_of(drawn, 10_000).total == pytest.approx(total, abs=0.1)
    assert ink_of(drawn, -1).total == pytest.approx(total, abs=1)


def test_apart_on_the_page_is_not_together():
    left, right = sound.rectangle(10, 10, 30, 30), sound.rectangle(80, 10, 30, 30)
    over = b"/Over gs 1 1 0 0 k %s f 0 0 1 1 k %s f" % (left, right)
    assert ink_of(over, 10_000).total == pytest.approx(200, abs=0.1)


def test_a_picture_is_measured_by_its_pixels():
    def edit(pdf: Pdf) -> None:
        pdf.pages[0].obj.Resources.XObject.Photo = sound.picture(pdf, 240, b"\xff\xcc\x99\x00")

    place = b"%.3f 0 0 %.3f %.3f %.3f cm /Photo Do" % tuple(sound.points(20, 20, 80, 90))
    report = check(sound.press(edit, place), Profile.PRESS)
    assert report.findings == ()
    assert report.facts.pages[0].ink.method == "computed"
    assert report.facts.pages[0].ink.total == pytest.approx(240, abs=0.5)


def test_the_colour_all_is_every_plate():
    def edit(pdf: Pdf) -> None:
        pdf.pages[0].contents_add(b"/All cs 1 scn " + sound.rectangle(60, 60, 9, 9) + b" f")

    report = check(sound.press(edit), Profile.PRESS)
    assert {finding.code for finding in report.findings} == {
        "registration-colour",
        "ink-over-limit",
    }
