"""The readers below the rules, on the forms that real files bring."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name

from eco_print.preflight import Profile, check
from eco_print.preflight.cmaps import Codes, codes, to_unicode
from eco_print.preflight.colour import Spaces
from eco_print.preflight.functions import output_maxima
from eco_print.preflight.geometry import (
    IDENTITY,
    Box,
    apply,
    mean_scale,
    multiply,
    narrowest_scale,
)
from eco_print.preflight.metadata import DC, PDF, moment, read_packet
from eco_print.preflight.tints import is_white, plates
from preflight import sound

CHINA = timezone(timedelta(hours=8))
FLOATS = st.floats(-100, 100)
MATRICES = st.tuples(*[FLOATS] * 6)


# -- dates and XMP -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("D:20241024090000+08'00'", datetime(2024, 10, 24, 9, tzinfo=CHINA)),
        ("D:20241024090000+08'00", datetime(2024, 10, 24, 9, tzinfo=CHINA)),
        ("D:20241024010000Z", datetime(2024, 10, 24, 9, tzinfo=CHINA)),
        ("20241024010000", datetime(2024, 10, 24, 1)),
        ("D:2024", datetime(2024, 1, 1)),
        ("2024-10-24T09:00:00+08:00", datetime(2024, 10, 24, 9, tzinfo=CHINA)),
        ("2024-10-24", datetime(2024, 10, 24)),
        ("D:20249924", None),
        ("yesterday", None),
    ],
)
def test_dates(written, meant):
    assert moment(written) == meant


def packet(xml: bytes):
    pdf = pikepdf.Pdf.new()
    pdf.Root.Metadata = pdf.make_stream(xml)
    return read_packet(pdf.Root)


WRITTEN = (
    '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
    '<rdf:Description rdf:about="" xmlns:pdf="http://ns.adobe.com/pdf/1.3/" pdf:Producer="会议"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title><rdf:Alt><rdf:li xml:lang="en">Bulletin'
    '</rdf:li><rdf:li xml:lang="x-default">简报</rdf:li></rdf:Alt></dc:title></rdf:Description>'
    "</rdf:RDF></x:xmpmeta>"
)


@pytest.mark.parametrize(
    "data",
    [
        WRITTEN.encode(),
        b"\xef\xbb\xbf" + WRITTEN.encode() + b"\n \0\0",
        b'<?xpacket begin=""?>' + WRITTEN.encode() + b"<?xpacket end='w'?>",
        WRITTEN.encode("utf-16"),
    ],
)
def test_xmp_as_attributes_and_elements_in_any_encoding(data):
    found = packet(data)
    assert not found.problem
    assert found.get(PDF, "Producer") == "会议"
    assert found.get(DC, "title") == "简报"


def test_xmp_does_not_reach_outside(tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("secret")
    declared = f'<!DOCTYPE x [<!ENTITY e SYSTEM "file://{secret}">]>'
    found = packet((declared + WRITTEN.replace("Bulletin", "&e;")).encode())
    assert all("secret" not in value for values in found.properties.values() for value in values)


# -- codes and text ------------------------------------------------------------------------


def test_mixed_codes_of_gbk_are_split_by_their_first_byte():
    found = codes(Name("/GBK-EUC-H"))
    assert [length for _, length in found.split("A会B议".encode("gbk"))] == [1, 2, 1, 2]
    assert found.cid(0x41) is None


def test_vertical_identity():
    assert codes(Name("/Identity-V")) == Codes(vertical=True)


def test_an_embedded_cmap():
    pdf = pikepdf.Pdf.new()
    stream = pdf.make_stream(
        b"2 begincodespacerange <00> <7F> <8000> <FFFF> endcodespacerange "
        b"1 begincidrange <8001> <8010> 100 endcidrange 1 begincidchar <20> 3 endcidchar"
    )
    found = codes(stream)
    assert list(found.split(b"\x20\x80\x05")) == [(0x20, 1), (0x8005, 2)]
    assert [found.cid(code) for code in (0x20, 0x8005, 0x9000)] == [3, 104, None]


def test_to_unicode_in_every_form():
    found = to_unicode(
        b"1 beginbfchar <01> <4F1A> <02> <D840DC00> <03> <00660069> endbfchar "
        b"2 beginbfrange <10> <12> <4E00> <20> <21> [<0041> <0042>] endbfrange"
    )
    assert found == {
        1: "会",
        2: "\U00020000",
        3: "fi",
        0x10: "一",
        0x11: "丁",
        0x12: "丂",
        0x20: "A",
        0x21: "B",
    }


# -- colour --------------------------------------------------------------------------------


def space(value: object):
    return Spaces().read(value)


def function(*ends: float) -> Dictionary:
    return Dictionary(FunctionType=2, Domain=[0, 1], C0=[0, 0, 0, 0], C1=list(ends), N=1)


def test_plates_of_every_kind_of_ink():
    assert plates(space(Name.DeviceCMYK), (0, 1, 1, 0)) == {"Magenta": 1, "Yellow": 1}
    assert plates(space(Name.DeviceGray), (0.25,)) == {"Black": 0.75}
    assert plates(space(Name.DeviceRGB), (0, 0, 0)) is None
    assert plates(space(sound.spot("/X")), (0.5,)) == {"X": 0.5}
    colorants = Array([Name.Cyan, Name("/None"), Name.Gold])
    several = Array([Name.DeviceN, colorants, Name.DeviceCMYK, function(1, 0, 0, 0)])
    assert plates(space(several), (0.3, 1, 2)) == {"Cyan": 0.3, "Gold": 1}
    table = pikepdf.String(b"\x00\xff\xff\x00" + b"\x00\x00\x00\x00")
    indexed = Array([Name.Indexed, Name.DeviceCMYK, 1, table])
    assert plates(space(indexed), (0,)) == {"Magenta": 1, "Yellow": 1}
    assert is_white(space(indexed), (1,))


@pytest.mark.parametrize(
    ("name", "values"), [("DeviceGray", (1,)), ("DeviceRGB", (1, 1, 1)), ("DeviceCMYK", (0,) * 4)]
)
def test_white_is_white_in_every_space(name, values):
    assert is_white(space(Name("/" + name)), values)


def test_a_stitched_function_gives_no_more_than_its_parts():
    parts = [function(0.2, 0.4, 0, 0), function(0.1, 0.9, 0, 0)]
    stitched = Dictionary(FunctionType=3, Domain=[0, 1], Functions=parts, Bounds=[0.5],
                          Encode=[0, 1, 0, 1])  # fmt: skip
    assert output_maxima(stitched, 4) == (0.2, 0.9, 0, 0)
    assert output_maxima(Dictionary(FunctionType=4, Range=[0, 0.7]), 1) == (0.7,)
    assert output_maxima(Dictionary(FunctionType=2, Domain=[0, 5], N=1), 1) is None


# -- geometry ------------------------------------------------------------------------------


@given(MATRICES, MATRICES, FLOATS, FLOATS)
def test_matrices_work_one_after_the_other(first, then, x, y):
    together = apply(multiply(first, then), x, y)
    assert together == pytest.approx(apply(then, *apply(first, x, y)), rel=1e-6, abs=1e-3)


@given(MATRICES)
def test_the_narrowest_scale_is_the_least(matrix):
    assert narrowest_scale(matrix) <= mean_scale(matrix) * (1 + 1e-6) + 1e-3
    assert multiply(matrix, IDENTITY) == pytest.approx(matrix)


@given(st.lists(st.tuples(FLOATS, FLOATS), min_size=4, max_size=4))
def test_a_box_holds_what_it_cuts(corners):
    (a, b), (c, d), (e, f), (g, h) = corners
    one = Box(min(a, c), min(b, d), max(a, c), max(b, d))
    two = Box(min(e, g), min(f, h), max(e, g), max(f, h))
    cut = one.cut(two)
    assert (cut is not None) == one.meets(two) == two.meets(one)
    assert cut is None or (one.holds(cut) and two.holds(cut))
    assert one.joined(two).holds(one)


# -- small differences of meaning ----------------------------------------------------------


def test_pdfx_4p_may_refer_to_a_profile_outside():
    def edit(pdf: pikepdf.Pdf) -> None:
        intent = pdf.Root.OutputIntents[0]
        del intent.DestOutputProfile
        intent.DestOutputProfileRef = Dictionary(ProfileName="x")
        data = pdf.Root.Metadata.read_bytes().replace(b">PDF/X-4<", b">PDF/X-4p<")
        pdf.Root.Metadata = pdf.make_stream(data)

    assert check(sound.press(edit), Profile.PRESS).findings == ()
