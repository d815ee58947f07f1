"""What a file claims to be counts only where there is such a thing."""

from __future__ import annotations

import pytest

from eco_print.preflight import Profile, check
from preflight import broken, sound


def claiming(version: str) -> bytes:
    return sound.press(broken.packet(b"PDF/X-4<", f"{version}<".encode()))


@pytest.mark.parametrize("version", ["PDF/X-9", "PDF/X", "PDF/X-4q", "PDF/X-3:2099"])
def test_a_version_that_does_not_exist_is_told_and_no_pdfx(version):
    report = check(claiming(version))
    assert report.profiles == (Profile.SCREEN,)
    assert (report.facts.claims.pdfx, str(report.facts.claims)) == (version, "")
    assert {finding.code for finding in report.findings} == {"pdfx-claim-wrong", "untagged"}


@pytest.mark.parametrize("version", ["PDF/X-3:2003", "PDF/X-4p", "PDF/X-5pg", "PDF/X-6n"])
def test_a_version_that_exists_asks_for_the_press(version):
    report = check(claiming(version))
    assert (report.profiles, str(report.facts.claims)) == ((Profile.PRESS,), version)


def test_no_entity_of_a_packet_is_expanded():
    """Not even in an attribute, where parsers expand them though told not to."""
    bomb = b'<!DOCTYPE x [<!ENTITY a "%s"><!ENTITY b "%s">]><x:xmpmeta' % (
        b"PDF/X-4 " * 99, b"&a;" * 99
    )  # fmt: skip
    edits = (broken.packet(b"PDF/X-4<", b"&b;<"), broken.packet(b"<x:xmpmeta", bomb))
    report = check(sound.press(broken.both(*edits)), Profile.PRESS)
    assert report.facts.claims.pdfx == ""
    assert "DOCTYPE" in report.findings[0].diagnostic.message.zh
