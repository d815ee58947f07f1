"""Colours on the plates: grey and black on one, the official red on two, ink within the limit."""

from __future__ import annotations

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageCms

from eco_print.config import PressSettings
from eco_print.diagnostics import EcoPrintError, ExitCode
from eco_print.finishing.colour import InkBook, Separation, load_profile, srgb_profile
from eco_print.finishing.colour.separation import limited

PROFILE = load_profile(PressSettings())
BOOK = InkBook(PressSettings())
SEPARATION = Separation(PROFILE, BOOK)
parts = st.floats(0, 1)
inks = st.tuples(parts, parts, parts, parts)


def rgb(code: str) -> tuple[float, float, float]:
    red, green, blue = (int(code[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return red, green, blue


@pytest.mark.parametrize("code", ["#000000", "#050505", "#231815", "#231f20", "#1a1a1a"])
def test_black_is_k_100_alone(code):
    assert SEPARATION.rgb(rgb(code)) == (0, 0, 0, 1)


@settings(deadline=None)
@given(st.integers(0, 255))
def test_grey_is_black_ink_alone_and_never_darker_than_a_darker_grey(level):
    one = SEPARATION.rgb((level / 255,) * 3)
    darker = SEPARATION.rgb((max(level - 1, 0) / 255,) * 3)
    assert one[:3] == (0, 0, 0)
    assert one[3] <= darker[3]


def test_white_is_paper():
    assert SEPARATION.rgb((1.0, 1.0, 1.0)) == (0, 0, 0, 0)


@pytest.mark.parametrize("code", ["#d5181f", "#ff0000", "#e60012", "#c8102e", "#ee1c25", "#da251d"])
def test_the_official_red_is_magenta_and_yellow_alone(code):
    cyan, magenta, yellow, black = SEPARATION.rgb(rgb(code))
    assert (cyan, black) == (0, 0)
    assert 0.8 <= magenta <= 1
    assert 0.8 <= yellow <= 1


@pytest.mark.parametrize("code", ["#8b0000", "#ff5000", "#800020", "#f08080", "#c71585"])
def test_other_reds_keep_their_own_inks(code):
    cyan, magenta, yellow, black = SEPARATION.rgb(rgb(code))
    assert cyan > 0 or black > 0 or magenta < 0.8 or yellow < 0.8


@settings(deadline=None, max_examples=200)
@given(st.tuples(parts, parts, parts))
def test_no_colour_has_more_ink_than_the_limit(colour):
    tight = Separation(PROFILE, BOOK, 240)
    assert sum(tight.rgb(colour)) <= 2.4 + 1e-9


@given(inks, st.floats(100, 400))
def test_the_limit_takes_from_the_colours_and_leaves_black(four, limit):
    printed = limited(four, limit)
    assert sum(printed) <= limit / 100 + 1e-9
    assert printed[3] == four[3]
    assert all(new <= old for new, old in zip(printed, four, strict=True))
    assert limited(printed, limit) == printed


@settings(deadline=None, max_examples=200)
@given(st.lists(inks, min_size=1, max_size=40))
def test_every_ink_comes_back_from_its_stand_in(wanted):
    stand_ins = [BOOK(each) for each in wanted]
    written = [tuple(float(f"{part:f}") for part in each) for each in stand_ins]  # as PDF has it
    assert [BOOK.inks(each) for each in written] == wanted
    assert all(0 <= part <= 1 for each in stand_ins for part in each)


def test_a_plain_colour_is_never_taken_for_inks():
    book = InkBook(PressSettings())
    looks = book((0.0, 0.95, 0.9, 0.0))
    nearest = tuple(round(255 * part) / 255 for part in looks)
    assert book.inks(nearest) is None


def test_a_colour_out_of_gamut_is_recorded_once_with_its_difference():
    separation = Separation(PROFILE, BOOK)
    for _ in range(3):
        separation.rgb((0.0, 1.0, 0.0))
        separation.rgb((0.5, 0.45, 0.4))
    (changed,) = separation.changed
    assert (changed.space, changed.written) == ("srgb", (0.0, 1.0, 0.0))
    assert changed.difference > 30


def test_a_colour_of_no_device_is_printed_as_it_looks_or_recorded():
    separation = Separation(PROFILE, BOOK)
    (looks,) = PROFILE.measured([separation.lab((55.0, 40.0, 30.0))])
    assert looks == pytest.approx((55, 40, 30), abs=6)
    assert separation.changed == ()
    separation.lab((60.0, -90.0, 70.0))
    assert [changed.space for changed in separation.changed] == ["lab"]


def test_ink_over_the_limit_is_recorded():
    separation = Separation(PROFILE, BOOK)
    assert separation.cmyk((1, 1, 1, 1)) == (0.66, 0.66, 0.66, 1)
    (changed,) = separation.changed
    assert changed.difference is None


def test_the_shipped_profile_states_its_condition_and_limit():
    assert (PROFILE.condition, PROFILE.ink_limit) == ("FOGRA39", 300)


def test_another_profile_tells_its_limit_by_what_it_asks_for(tmp_path):
    path = tmp_path / "printer.icc"
    path.write_bytes(PROFILE.data)
    other = load_profile(PressSettings(icc=path, condition="FOGRA39"))
    assert 290 <= other.ink_limit <= 310
    assert other.condition == "FOGRA39"


def without_tags(profile: bytes, start: bytes) -> bytes:
    """A profile whose tags of some kind are called otherwise, so that nobody finds them."""
    count = int.from_bytes(profile[128:132], "big")
    table = bytearray(profile)
    for at in range(132, 132 + 12 * count, 12):
        if profile[at : at + 3] == start:
            table[at : at + 3] = b"zzz"
    return bytes(table)


def test_a_profile_that_does_not_describe_itself_is_called_by_its_file(tmp_path):
    path = tmp_path / "街角印厂.icc"
    path.write_bytes(without_tags(PROFILE.data, b"des"))
    profile = load_profile(PressSettings(icc=path))
    assert (profile.description, profile.condition) == ("街角印厂", "")


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "icc-unreadable"),
        (b"no profile", "icc-unreadable"),
        (PROFILE.data[:200_000], "icc-unreadable"),
        (srgb_profile(), "icc-not-press"),
        (without_tags(PROFILE.data, b"B2A"), "icc-not-press"),
        (without_tags(PROFILE.data, b"A2B"), "icc-unreadable"),
    ],
)
def test_what_is_no_press_profile_is_refused(tmp_path, data, code):
    path = tmp_path / "x.icc"
    path.write_bytes(data)
    with pytest.raises(EcoPrintError) as caught:
        load_profile(PressSettings(icc=path))
    assert caught.value.exit_code is ExitCode.SOURCE
    assert [finding.code for finding in caught.value.findings] == [code]


def test_our_srgb_is_the_srgb_that_lcms_knows():
    picture = Image.new("RGB", (64, 64))
    picture.putdata([(x * 4, y * 4, (x * 5 + y * 3) % 256) for y in range(64) for x in range(64)])
    lab = ImageCms.createProfile("LAB")
    ours = ImageCms.ImageCmsProfile(io.BytesIO(srgb_profile()))
    theirs = ImageCms.createProfile("sRGB")
    first, second = (
        ImageCms.applyTransform(picture, ImageCms.buildTransform(each, lab, "RGB", "LAB")).tobytes()
        for each in (ours, theirs)
    )
    apart = [
        min((one - other) % 256, (other - one) % 256)
        for one, other in zip(first, second, strict=True)
    ]
    assert max(apart) <= 1


def test_our_srgb_is_always_the_same_bytes():
    assert len(srgb_profile()) == int.from_bytes(srgb_profile()[:4], "big") < 700
