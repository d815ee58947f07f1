"""Every rule on a file broken for it: that rule, and no other, speaks."""

from __future__ import annotations

import pytest

from eco_print.preflight import Limits, Profile, check
from preflight import broken, sound

MAKERS = {
    Profile.PRESS: sound.press,
    Profile.ARCHIVE: sound.archive,
    Profile.SCREEN: sound.screen,
}
CASES = [
    pytest.param(profile, code, edit, id=f"{profile.value}-{code}-{what}")
    for profile, cases in (
        (Profile.PRESS, broken.PRESS),
        (Profile.ARCHIVE, broken.ARCHIVE),
        (Profile.SCREEN, broken.SCREEN),
    )
    for code, what, edit in cases
]


def codes(data: bytes, profile: Profile, limits: Limits | None = None) -> set[str]:
    report = check(data, profile, limits, validators=False)
    return {finding.code for finding in report.findings}


@pytest.mark.parametrize(
    ("profile", "maker"), MAKERS.items(), ids=lambda v: getattr(v, "value", "")
)
def test_a_sound_file_has_no_finding(profile, maker):
    assert codes(maker(), profile) == set()


def test_a_printers_own_condition_is_in_no_registry():
    own = broken.intent_entry(RegistryName=None, OutputConditionIdentifier="Custom")
    assert codes(sound.press(own), Profile.PRESS) == set()


@pytest.mark.parametrize(("profile", "code", "edit"), CASES)
def test_a_broken_file_is_caught_by_its_rule_alone(profile, code, edit):
    assert codes(MAKERS[profile](edit), profile) == {code}


@pytest.mark.parametrize(("what", "edit"), broken.SOUND, ids=lambda v: v if type(v) is str else "")
def test_data_that_is_whole_is_no_damage(what, edit):
    assert codes(sound.press(edit), Profile.PRESS) == set(), what


def passes(data: bytes) -> bool:
    return check(data, Profile.PRESS, validators=False).passed


def test_managed_grey_costs_a_file_its_verdict_where_it_is_small_text_alone():
    """PDF/X-4 allows it, and a panel of four inks prints; text of four inks does not register."""
    assert passes(sound.press(broken.MANAGED_GREY))
    assert not passes(sound.press(broken.MANAGED_BLACK_TEXT))
    assert codes(sound.press(broken.MANAGED_WHITE), Profile.PRESS) == set()


def test_a_soft_mask_may_be_coarse_where_it_fades():
    fade = bytes(round(at * 255 / 15) for at in range(16)) * 16
    assert codes(sound.press(broken.masked_picture(16, fade)), Profile.PRESS) == set()


def test_text_painted_with_a_pattern_of_one_ink_is_sound():
    def edit(pdf):
        made = broken.cell(pdf, b"0 0 0 1 k 0 0 8 8 re f")
        show = broken.words("会议", 10.5, setup=b"/Pattern cs /Cell scn")
        broken.drawn(show, "/Pattern", "/Cell", made)(pdf)

    assert codes(sound.press(edit), Profile.PRESS) == set()


def test_ink_is_judged_on_a_page_that_has_rgb_too():
    rgb = sound.added(b"1 0 0 rg " + sound.rectangle(60, 60, 9, 9) + b" f")
    heavy = sound.added(b"1 1 1 1 k " + sound.rectangle(60, 30, 20, 20) + b" f")
    assert codes(sound.press(rgb), Profile.PRESS) == {"colour-rgb"}
    found = codes(sound.press(broken.both(rgb, heavy)), Profile.PRESS)
    assert found == {"colour-rgb", "ink-over-limit"}
