"""Faults in out-of-the-way places are found, and what only looks like one is not."""

from __future__ import annotations

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from eco_print.preflight import Limits, PreflightReport, Profile, check
from preflight import broken, corners, sound
from preflight.broken import tagged
from preflight.corners import icc

MAKERS = {Profile.PRESS: sound.press, Profile.ARCHIVE: sound.archive}
BROKEN = [
    pytest.param(profile, code, edit, id=f"{code}-{what}")
    for profile, cases in ((Profile.PRESS, corners.PRESS), (Profile.ARCHIVE, corners.ARCHIVE))
    for code, what, edit in cases
]
SOUND = [
    pytest.param(profile, edit, id=what)
    for profile, cases in (
        (Profile.PRESS, corners.SOUND_PRESS),
        (Profile.ARCHIVE, corners.SOUND_ARCHIVE),
    )
    for what, edit in cases
]
PANEL = b"/S cs 0.5 0.2 0.2 scn " + sound.rectangle(60, 60, 9, 9) + b" f"


def judged(data: bytes, profile: Profile = Profile.PRESS, **limits: object) -> PreflightReport:
    return check(data, profile, Limits(**limits), validators=False)  # type: ignore[arg-type]


def codes(report: PreflightReport) -> set[str]:
    return {finding.code for finding in report.findings}


@pytest.mark.parametrize(("profile", "code", "edit"), BROKEN)
def test_a_fault_is_found_where_nobody_looks(profile, code, edit):
    assert codes(judged(MAKERS[profile](edit), profile)) == {code}


@pytest.mark.parametrize(("profile", "edit"), SOUND)
def test_what_only_looks_broken_is_none(profile, edit):
    assert codes(judged(MAKERS[profile](edit), profile)) == set()


# -- what is judged by a size --------------------------------------------------------------


def test_a_page_in_larger_units_is_measured_in_millimetres():
    report = judged(sound.press(corners.half_size), trim_mm=(148, 210))
    assert codes(report) == {"page-user-unit"}
    assert report.facts.pages[0].trim_mm == pytest.approx((148, 210), abs=0.01)


def test_a_turned_page_has_the_size_it_is_seen_in():
    assert codes(judged(sound.press(broken.rotated), trim_mm=(210, 148))) == {"page-rotated"}


def test_glyphs_drawn_in_pixels_are_as_large_as_they_look():
    report = judged(sound.press(corners.type3(corners.BITMAP, **corners.PIXELS)), text_pt=14)
    tiny = next(f for f in report.findings if f.code == "text-tiny" and f.object == "Type 3")
    assert "12.0 pt" in tiny.diagnostic.message.en


def test_type_3_glyphs_of_outlines_are_only_noted():
    (finding,) = judged(sound.press(corners.type3(corners.OUTLINE))).findings
    assert (finding.code, finding.severity.value) == ("font-type3", "note")


def test_fonts_of_one_name_are_one_finding():
    """As programs write that make a font for every character."""

    def edit(pdf: pikepdf.Pdf) -> None:
        corners.type3(corners.BITMAP, **corners.PIXELS)(pdf)
        fonts = pdf.pages[0].obj.Resources.Font
        fonts.T4 = pdf.make_indirect(Dictionary(fonts.T3))
        pdf.pages[0].contents_add(b"0 0 0 1 k BT /T4 0.3 Tf " + sound.at(20, 135) + b" (A) Tj ET")

    (finding,) = judged(sound.press(edit)).findings
    assert (finding.code, finding.count) == ("font-type3", 2)


# -- what PDF/X-4 lets through -------------------------------------------------------------


def test_a_picture_by_a_profile_passes_pdfx4_with_a_warning():
    (finding,) = judged(sound.press(icc("sRGB", PANEL))).findings
    assert (finding.code, finding.severity.value) == ("colour-rgb", "warning")
    assert "PDF/X-4 许可" in finding.diagnostic.message.zh
    assert "PDF/X-4 allows it" in finding.diagnostic.message.en


def test_small_text_by_a_profile_does_not():
    text = broken.words("会议", 10.5, setup=b"/S cs 0 0 0 scn")
    assert not judged(sound.press(icc("sRGB", text))).passed


def test_pdfx1a_lets_no_profile_through():
    def edit(pdf: pikepdf.Pdf) -> None:
        icc("sRGB", PANEL)(pdf)
        broken.info("/GTS_PDFXVersion", "PDF/X-1:2001")(pdf)
        broken.info("/GTS_PDFXConformance", "PDF/X-1a:2001")(pdf)
        broken.packet(sound.X4.encode(), b"")(pdf)

    report = judged(sound.press(edit))
    assert report.facts.claims.pdfx == "PDF/X-1a:2001"
    assert {f.code: f.severity.value for f in report.findings}["colour-rgb"] == "error"


def test_the_ink_of_colours_by_a_profile_is_what_the_intent_makes_of_them():
    dark = b"/S cs 0 0 0 scn " + sound.rectangle(60, 60, 20, 20) + b" f"
    report = judged(sound.press(icc("sRGB", dark)), total_ink=200)
    assert codes(report) == {"colour-rgb", "ink-over-limit"}
    assert report.facts.pages[0].ink.method == "measured"


def test_a_gradient_is_as_heavy_as_its_heavier_end():
    """Each plate reaches 100 % somewhere, and no place has more than two of them."""
    report = judged(sound.press(corners.gradient([1, 1, 0, 0], [0, 0, 1, 1]), content=b""))
    ink = report.facts.pages[0].ink
    assert (ink.method, ink.total) == ("computed", 200)
    assert {plate.heaviest for plate in ink.plates} == {100}
    heavy = corners.gradient([1, 1, 0.9, 0.3], [0, 0, 1, 1])
    assert codes(judged(sound.press(heavy, content=b""))) == {"ink-over-limit"}


# -- what libraries say --------------------------------------------------------------------


def chinese(report: PreflightReport) -> str:
    return "\n".join(finding.diagnostic.message.zh for finding in report.findings)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"hello", "开头没有 %PDF-"),
        (sound.press()[:2000], "找不到"),
        (sound.press(broken.packet(b"</rdf:RDF>", b"</rdf:RD>")), "不合 XML"),
    ],
    ids=["no PDF", "half a PDF", "no XML"],
)
def test_damage_is_told_in_chinese(data, said):
    assert said in chinese(judged(data))


def test_packed_data_that_is_damaged_is_told_without_places_in_memory():
    def edit(pdf: pikepdf.Pdf) -> None:
        torn = pikepdf.Stream(pdf, b"\x78\x9c" + b"\xff" * 40, Filter=Name.FlateDecode)
        pdf.pages[0].obj.Contents = torn

    report = judged(sound.press(edit))
    assert "压缩的数据坏了" in chinese(report)
    assert all("0x" not in finding.diagnostic.message.en for finding in report.findings)


def test_a_key_that_stands_twice_is_named_and_no_great_harm():
    plain = sound.saved(sound.press_pdf(), object_stream_mode=pikepdf.ObjectStreamMode.disable)
    twice = plain.replace(b"/StemV 80", b"/Flags 4 ")
    assert twice != plain
    (finding,) = judged(twice).findings
    assert (finding.code, finding.severity.value) == ("pdf-damaged", "warning")
    assert "Flags 写了两次" in finding.diagnostic.message.zh


def test_what_verapdf_says_is_quoted():
    def edit(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].obj.Resources.Font.F1.DescendantFonts[0].DW = 700

    report = check(sound.archive(edit), Profile.ARCHIVE)
    message = report.findings[0].diagnostic.message.zh
    assert message.startswith("不合 ISO 19005-3:2012 第 6.2.11.5-1 条：veraPDF 原文“")


# -- annotations, forms, titles, versions ---------------------------------------------------


def test_a_link_without_words_is_told_where_it_lies():
    report = judged(sound.archive(tagged.link("/Contents")), Profile.ARCHIVE)
    (finding,) = report.findings
    assert finding.places[0].area is not None
    assert (finding.places[0].area.x, finding.places[0].area.y) == pytest.approx((80, 41), abs=0.1)


def test_a_script_in_a_field_that_no_page_shows():
    def edit(pdf: pikepdf.Pdf) -> None:
        field = pdf.make_indirect(Dictionary(FT=Name.Tx, T="n", AA=Dictionary(K=corners.SCRIPT)))
        parent = pdf.make_indirect(Dictionary(T="all", Kids=Array([field])))
        pdf.Root.AcroForm = Dictionary(Fields=[parent])

    assert codes(judged(sound.press(edit))) == {"form-field", "javascript"}


def test_a_title_in_info_alone_is_said_to_be_there():
    data = sound.archive(broken.packet("会议简报".encode(), b""))
    (finding,) = judged(data, Profile.ARCHIVE).findings
    assert finding.diagnostic.message.zh == "标题只写在 Info 里，XMP 没有"


def test_the_version_of_a_press_standard_is_no_matter_of_the_archive():
    data = sound.saved(sound.press_pdf(), "1.7")
    assert "pdf-version" not in codes(judged(data, Profile.ARCHIVE))
