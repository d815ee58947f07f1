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
