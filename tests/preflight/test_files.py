"""Faults of the file as a whole, of its pages as a set, and figures that the caller sets."""

from __future__ import annotations

import re

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from eco_print.preflight import Binding, Limits, Profile, check
from preflight import sound
from preflight.broken import added, words
from preflight.handmade import raw

BLACK = b"/Over gs 0 0 0 1 k"


def codes(data: bytes, profile: Profile = Profile.PRESS, limits: Limits | None = None) -> set[str]:
    report = check(data, profile, limits, validators=False)
    return {finding.code for finding in report.findings}


def test_encryption():
    locked = pikepdf.Encryption(owner="owner", user="", R=4)
    assert codes(sound.saved(sound.press_pdf(), encryption=locked, deterministic_id=False)) == {
        "pdf-encrypted"
    }


def test_a_password_keeps_preflight_out():
    locked = pikepdf.Encryption(owner="owner", user="user", R=4)
    assert codes(sound.saved(sound.press_pdf(), encryption=locked, deterministic_id=False)) == {
        "pdf-locked"
    }


def test_a_broken_cross_reference_table_is_mended_and_said():
    data = sound.saved(sound.press_pdf(), object_stream_mode=pikepdf.ObjectStreamMode.disable)
    damaged = re.sub(rb"startxref\n\d+", b"startxref\n17", data)
    assert codes(damaged) == {"pdf-damaged"}


def test_no_file_identifier():
    data = sound.saved(sound.press_pdf(), object_stream_mode=pikepdf.ObjectStreamMode.disable)
    bare = re.sub(rb"/ID \[[^\]]*\]", lambda match: b" " * len(match[0]), data)
    assert codes(bare) == {"file-id-missing"}


def test_a_version_newer_than_the_claim():
    assert codes(sound.saved(sound.press_pdf(), "1.7")) == {"pdf-version"}


@pytest.mark.parametrize(
    "junk",
    [b"", b"hello", b"%PDF-1.7\n", b"%PDF-1.7\ntrailer<</Root 1 0 R>>", b"\x89PNG" + b"%PDF-" * 9],
)
def test_what_is_no_pdf_is_said_to_be_none(junk):
    report = check(junk, validators=False)
    assert [finding.code for finding in report.findings] == ["pdf-unreadable"]
    assert "0x" not in report.findings[0].diagnostic.message.en  # no place in memory


def test_a_form():
    def edit(pdf: pikepdf.Pdf) -> None:
        field = pdf.make_indirect(Dictionary(FT=Name.Tx, T="name", V="x"))
        pdf.Root.AcroForm = Dictionary(Fields=[field])

    assert codes(sound.press(edit)) == {"form-field"}


@pytest.mark.parametrize(
    ("pdf", "version", "profile"),
    [
        (sound.press_pdf, "1.6", Profile.PRESS),
        (sound.archive_pdf, "1.7", Profile.ARCHIVE),
    ],
)
def test_lzw_is_neither_for_the_press_nor_for_the_archive(pdf, version, profile):
    made = pdf()
    packed = bytes.fromhex("800B6050220C0C8501")  # the example of ISO 32000-1, 7.4.4.2
    made.Root.Extra = pikepdf.Stream(made, packed, Filter=Name.LZWDecode)
    data = sound.saved(made, version, compress_streams=False)
    assert codes(data, profile) == {"lzw-filter"}


def test_pdfa_1_takes_no_attachments():
    def edit(pdf: pikepdf.Pdf) -> None:
        data = pdf.Root.Metadata.read_bytes().replace(b"part>3<", b"part>1<", 1)
        pdf.Root.Metadata = pdf.make_stream(data, Type=Name.Metadata, Subtype=Name.XML)

    assert codes(sound.archive(edit), Profile.ARCHIVE) == {"attachment-not-allowed"}


def test_overprint_mode_with_icc_cmyk():
    def edit(pdf: pikepdf.Pdf) -> None:
        page = pdf.pages[0].obj
        page.Resources.ColorSpace = Dictionary(
            Press=Array([Name.ICCBased, pdf.Root.OutputIntents[0].DestOutputProfile])
        )
        page.Resources.ExtGState = Dictionary(Over=Dictionary(op=True, OPM=1))
        drawing = b"/Artifact BMC /Over gs /Press cs 0 0 0 1 scn 90 90 9 9 re f EMC"
        pdf.pages[0].contents_add(drawing)

    assert codes(sound.archive(edit), Profile.ARCHIVE) == {"overprint-icc-cmyk"}


def test_a_page_without_a_media_box():
    def edit(pdf: pikepdf.Pdf) -> None:
        del pdf.pages[0].obj.MediaBox

    assert codes(sound.press(edit)) == {"mediabox-missing"}


def test_a_media_box_below_zero():
    def edit(pdf: pikepdf.Pdf) -> None:
        page = pdf.pages[0].obj
        left, bottom, right, top = (float(value) for value in page.MediaBox)
        page.MediaBox = Array([left - 5, bottom - 5, right, top])

    assert codes(sound.press(edit)) == {"box-origin"}


def test_what_lies_beyond_all_numbers_is_a_damaged_operator():
    beyond = b"1%s 0 0 1 0 0 cm " % (b"0" * 200)
    content = b"q " + 2 * beyond + b"/Artifact BMC BI /W 1 /H 1 /BPC 8 /CS /G ID x EI EMC Q"
    assert codes(sound.press(added(content))) == {"operator-damaged"}


@pytest.mark.parametrize(
    "kids",
    [
        pytest.param(b"3 0 R 2 0 R", id="its own root"),
        pytest.param(b"3 0 R 3 0 R", id="one page twice"),
        pytest.param(b"3 0 R 17", id="a number for a page"),
    ],
)
def test_a_page_tree_that_is_none(kids):
    data = raw(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count 2/Kids[" + kids + b"]>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>",
    )
    assert codes(data, Profile.SCREEN) & {"page-tree-damaged", "pdf-damaged", "pdf-unreadable"}


def test_no_pages():
    pdf = pikepdf.Pdf.new()
    sound.describe(pdf, "")
    assert "pdf-no-pages" in codes(sound.saved(pdf), Profile.SCREEN)


# -- what the caller asks ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("binding", "pages", "expected"),
    [
        (Binding.SADDLE, 4, set()),
        (Binding.SADDLE, 6, {"page-count-binding"}),
        (Binding.PERFECT, 6, set()),
        (Binding.PERFECT, 3, {"page-count-binding"}),
        (Binding.NONE, 3, set()),
    ],
)
def test_the_page_count_fits_the_binding(binding, pages, expected):
    assert codes(sound.press(pages=pages), limits=Limits(binding=binding)) == expected


def test_blank_leaves_that_fill_a_signature_are_only_noted():
    pdf = sound.press_pdf(pages=3)
    last = pikepdf.Page(pdf.make_indirect(Dictionary(pdf.pages[0].obj)))
    last.obj.Contents = pdf.make_stream(b"")
    pdf.pages.append(last)
    report = check(sound.saved(pdf), Profile.PRESS, Limits(binding=Binding.SADDLE))
    assert [(f.code, f.severity.value, f.page) for f in report.findings] == [
        ("page-empty", "note", 4)
    ]


@pytest.mark.parametrize(("size", "expected"), [((148, 210), set()), ((210, 297), {"trim-size"})])
def test_the_trim_is_of_the_size_agreed(size, expected):
    assert codes(sound.press(), limits=Limits(trim_mm=size)) == expected


def test_the_printer_sets_the_ink_limit():
    heavy = sound.press(added(b"0.9 0.8 0.8 0 k " + sound.rectangle(60, 60, 20, 20) + b" f"))
    assert codes(heavy) == set()
    assert codes(heavy, limits=Limits(total_ink=240)) == {"ink-over-limit"}


def test_a_wider_bleed_may_be_asked_for():
    assert codes(sound.press(), limits=Limits(bleed_mm=5)) == {"bleed-narrow", "bleed-not-reached"}
    assert codes(sound.press(), limits=Limits(bleed_mm=0)) == set()


# -- what is no fault ----------------------------------------------------------------------


def test_marks_around_the_page_in_one_path_do_not_touch_it():
    corners = b" ".join(
        b"%.2f %.2f m %.2f %.2f l" % tuple(sound.points(*line))
        for line in ((13, 0, 13, 6), (161, 0, 161, 6), (13, 230, 13, 236), (161, 230, 161, 236))
    )
    assert codes(sound.press(added(b"/All CS 1 SCN 0.1 w " + corners + b" S"))) == set()


def test_what_a_hidden_layer_holds_is_not_printed():
    def edit(pdf: pikepdf.Pdf) -> None:
        group = pdf.make_indirect(Dictionary(Type=Name.OCG, Name="off"))
        default = Dictionary(Name="x", OFF=[group])
        pdf.Root.OCProperties = Dictionary(OCGs=[group], D=default)
        pdf.pages[0].obj.Resources.Properties = Dictionary(Layer=group)
        content = b"/OC /Layer BDC 1 0 0 rg " + sound.rectangle(60, 60, 9, 9) + b" f EMC"
        pdf.pages[0].contents_add(content)

    assert codes(sound.press(edit)) == {"layers"}


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"0 0 0 0 k " + sound.rectangle(-1, -1, 50, 50) + b" f", id="white paper"),
        pytest.param(words("会议", 10.5, 60, 190, b"/Over gs 0 0 0 1 k"), id="black over red"),
        pytest.param(words("会议", 10.5, setup=b"/Knock gs 0 0 0 1 k"), id="black on paper"),
        pytest.param(words("会议", 40, setup=b"0.6 0.5 0.4 1 k"), id="a large headline"),
        pytest.param(words("会议", 12, setup=b"0 1 1 0 k"), id="red text"),
        pytest.param(BLACK + b" 3 Tr " + words("会", 2), id="unseen text"),
        pytest.param(b"0.25 w 0 0 0 1 K " + sound.rectangle(9, 9, 9, 9) + b" S", id="a thin line"),
        pytest.param(
            b"q " + sound.rectangle(-3, 60, 154, 9) + b" W n 0 0.3 0 0 k "
            + sound.rectangle(-30, 0, 300, 300) + b" f Q",
            id="a panel clipped to the bleed",
        ),
        pytest.param(
            b"0 1 1 0 k %s f 0 0 0 0 k %s f /Knock gs " % (
                sound.rectangle(60, 60, 30, 30), sound.rectangle(62, 62, 26, 26))
            + words("会", 10.5, 65, 70, b"0 0 0 1 k"),
            id="black on white on red",
        ),
    ],
)  # fmt: skip
def test_no_false_finding(content):
    assert codes(sound.press(added(content))) == set()
