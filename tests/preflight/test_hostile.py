"""Hostile and damaged files: a named finding each time, never a traceback, never a hang."""

from __future__ import annotations

import random
import zlib
from functools import cache

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eco_print.preflight import RULES, Budget, Limits, Profile, check
from preflight import sound
from preflight.handmade import raw, stream

KNOWN = {rule.code for rule in RULES}
SMALL = Limits(budget=Budget(stream_bytes=4 * 2**20, operators=20_000, pages=200))


def codes(data: bytes, limits: Limits = SMALL) -> set[str]:
    report = check(data, tuple(Profile), limits, validators=False)
    found = {finding.code for finding in report.findings}
    assert found <= KNOWN
    return found


def page(contents: bytes, resources: bytes = b"", *more: bytes) -> bytes:
    """A file of one page; `more` are objects from number 5."""
    return raw(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Contents 4 0 R"
        b"/Resources<<" + resources + b">>>>",
        contents,
        *more,
    )


def form(body: bytes, resources: bytes) -> bytes:
    head = b"/Type/XObject/Subtype/Form/BBox[0 0 200 200]/Resources<<" + resources + b">>"
    return stream(body, head)


def test_a_form_that_draws_itself():
    inner = form(b"/F Do", b"/XObject<</F 5 0 R>>")
    assert "pdf-over-budget" in codes(page(stream(b"/F Do"), b"/XObject<</F 5 0 R>>", inner))


def test_forms_that_multiply():
    """Ten forms, each drawing the next ten times: ten thousand million operators."""
    body = b"/F Do " * 10
    forms = [form(body, b"/XObject<</F %d 0 R>>" % (number + 1)) for number in range(5, 14)]
    last = form(b"0 0 1 1 re f", b"")
    data = page(stream(body), b"/XObject<</F 5 0 R>>", *forms, last)
    assert "pdf-over-budget" in codes(data)


def test_a_pattern_that_fills_itself():
    cell = stream(
        b"/Pattern cs /P scn 0 0 9 9 re f",
        b"/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 9 9]/XStep 9/YStep 9"
        b"/Resources<</Pattern<</P 5 0 R>>>>",
    )
    content = stream(b"/Pattern cs /P scn 0 0 99 99 re f")
    assert "pdf-over-budget" in codes(page(content, b"/Pattern<</P 5 0 R>>", cell))


def test_a_content_stream_that_unpacks_without_end():
    packed = zlib.compress(b"0 0 1 1 re f\n" * 2_000_000, 9)
    assert "pdf-over-budget" in codes(page(stream(packed, b"/Filter/FlateDecode")))


def test_a_bomb_in_a_bomb():
    packed = zlib.compress(zlib.compress(b" " * 40_000_000, 9), 9)
    data = page(stream(packed, b"/Filter[/FlateDecode/FlateDecode]"))
    assert "pdf-over-budget" in codes(data)


def test_an_object_stream_that_unpacks_without_end():
    packed = zlib.compress(b" " * 40_000_000, 9)
    inside = stream(packed, b"/Type/ObjStm/N 1/First 9/Filter/FlateDecode")
    assert codes(page(stream(b""), b"", inside)) == {"pdf-over-budget"}


def test_metadata_that_unpacks_without_end():
    packed = zlib.compress(b" " * 40_000_000, 9)
    data = raw(
        b"<</Type/Catalog/Pages 2 0 R/Metadata 4 0 R>>",
        b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>",
        stream(packed, b"/Type/Metadata/Subtype/XML/Filter/FlateDecode"),
    )
    assert "xmp-damaged" in codes(data)


def test_metadata_with_entities_that_multiply():
    lol = "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10}">' for i in range(1, 10))
    xml = f'<!DOCTYPE x [<!ENTITY l0 "lol">{lol}]><x xmlns="adobe:ns:meta/">&l9;</x>'
    data = raw(
        b"<</Type/Catalog/Pages 2 0 R/Metadata 4 0 R>>",
        b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>",
        stream(xml.encode(), b"/Type/Metadata/Subtype/XML"),
    )
    codes(data)


def test_a_deep_page_tree():
    """20,000 nodes one below the other: a reader that recurses loses its stack."""
    nodes = [b"<</Type/Pages/Count 1/Kids[%d 0 R]>>" % (n + 1) for n in range(2, 20_002)]
    leaf = b"<</Type/Page/MediaBox[0 0 200 200]>>"
    data = raw(b"<</Type/Catalog/Pages 2 0 R>>", *nodes, leaf)
    assert codes(data) & {"pdf-over-budget", "pdf-damaged", "pdf-unreadable"}


def test_too_many_pages():
    kids = b" ".join(b"%d 0 R" % n for n in range(3, 303))
    pages = [b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>"] * 300
    root = b"<</Type/Pages/Count 300/Kids[" + kids + b"]>>"
    assert codes(raw(b"<</Type/Catalog/Pages 2 0 R>>", root, *pages)) == {"pdf-over-budget"}


def test_content_that_cannot_be_unpacked():
    garbage = stream(b"no deflate data at all", b"/Filter/FlateDecode")
    assert "content-damaged" in codes(page(garbage))


def test_deep_arrays():
    codes(page(stream(b"[" * 50_000 + b"]" * 50_000 + b" TJ")))
    codes(page(stream(b"q " * 5_000)))
    codes(page(stream(b""), b"/ColorSpace<</C " + b"[/Indexed " * 400 + b"]" * 400 + b">>"))


def test_names_in_gbk():
    """宋体 as older Chinese programs name it, for the resource and for the font."""
    song = b"#CB#CE#CC#E5"
    font = b"<</Type/Font/Subtype/TrueType/BaseFont/" + song + b"/Encoding/WinAnsiEncoding>>"
    data = page(
        stream(b"BT /" + song + b" 12 Tf (a) Tj ET"), b"/Font<</" + song + b" 5 0 R>>", font
    )
    report = check(data, Profile.PRESS, SMALL)
    found = [f.object for f in report.findings if f.code == "font-not-embedded"]
    assert found == ["宋体 (5 0 obj)"]


def test_loops_everywhere():
    data = raw(
        b"<</Type/Catalog/Pages 2 0 R/Outlines 5 0 R/Names<</JavaScript 6 0 R>>"
        b"/MarkInfo<</Marked true>>/StructTreeRoot 7 0 R/OpenAction 8 0 R>>",
        b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Contents 4 0 R/Annots[3 0 R]"
        b"/Resources<</ColorSpace<</C 9 0 R>>/XObject<</X 3 0 R>>>>>>",
        stream(b"/C cs 1 scn /X Do"),
        b"<</First 5 0 R/Next 5 0 R/A 8 0 R>>",
        b"<</Kids[6 0 R]/Names[(a) 8 0 R]>>",
        b"<</K[7 0 R]/S/P/RoleMap<</P/P>>>>",
        b"<</S/GoTo/Next 8 0 R>>",
        b"[/Separation/X 9 0 R 9 0 R]",
    )
    codes(data)


@pytest.mark.parametrize(
    "content",
    [
        b"1 0 0 1 cm BT /F1 Tf (a) Tj [(a) (b] TJ ET",
        b"BI /W 99999 /H 99999 /BPC 8 /CS /RGB ID EI",
        b"1e309 0 0 1e309 1e309 0 cm 0 0 1 1 re f",
        b"nan inf 0 0 re f /X gs /Y cs 1 2 3 scn /Z sh /W Do",
        b"Q Q Q EMC EMC ET ET BMC /a BDC",
        b"<" * 9000,
        b"(" * 9000,
        bytes(range(256)) * 20,
    ],
)
def test_content_that_makes_no_sense(content):
    codes(page(stream(content)))


@cache
def sample() -> bytes:
    """A press file without its megabyte of profile, so that damage hits what matters."""
    pdf = sound.press_pdf()
    pdf.Root.OutputIntents[0].DestOutputProfile = pdf.make_stream(b"\0" * 200, N=4)
    pdf.pages[0].obj.Resources.XObject.Photo = sound.picture(pdf, 8)
    return sound.saved(
        pdf, compress_streams=False, object_stream_mode=pikepdf.ObjectStreamMode.disable
    )


@given(st.integers(0, 2**32), st.integers(1, 30))
@settings(deadline=None, max_examples=100)
def test_flipped_bytes_never_raise(seed, count):
    rng = random.Random(seed)
    data = bytearray(sample())
    for _ in range(count):
        data[rng.randrange(8, len(data))] = rng.randrange(256)
    codes(bytes(data))


@given(st.integers(0, 100_000))
@settings(deadline=None, max_examples=40)
def test_a_cut_file_never_raises(length):
    codes(sample()[: length % len(sample())])


@given(st.integers(0, 2**32))
@settings(deadline=None, max_examples=40)
def test_a_shuffled_file_never_raises(seed):
    rng = random.Random(seed)
    data = sample()
    first, second = sorted(rng.sample(range(8, len(data)), 2))
    codes(data[:first] + data[second:] + data[first:second])
