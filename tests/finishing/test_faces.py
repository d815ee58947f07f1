"""Faces made small: the outlines are the same, under the same numbers, and nothing else moves."""

from __future__ import annotations

import io

import pikepdf
import pypdfium2
import pytest
from fontTools.cffLib import CFFFontSet
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.recordingPen import RecordingPen
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.ttLib import TTFont
from hypothesis import given, settings
from hypothesis import strategies as st

from eco_print.config import PressSettings
from eco_print.finishing.cff import UnsupportedError, subset
from eco_print.profile import Profile

from .pages import Document, make

BODY = '<h1>会议简报</h1><p>全市生态环境保护大会，2024年召开；ABC。</p><p class="k">楷体字样</p>'
CSS = "h1 { font-family: 小标宋 } p { font-family: 西文, 仿宋 } .k { font-family: 楷体 }"


def outlines(fonts: CFFFontSet) -> dict[str, list]:
    top = fonts[0]
    drawn = {}
    for name in top.charset:
        pen = RecordingPen()
        charstring = top.CharStrings[name]
        charstring.draw(pen)
        drawn[name] = [pen.value, charstring.width]
    return drawn


def parsed(program: bytes) -> CFFFontSet:
    fonts = CFFFontSet()
    fonts.decompile(io.BytesIO(program), None)
    return fonts


def programs(data: bytes) -> dict[str, tuple[str, bytes]]:
    """The CFF programs of a PDF by the name of their face, with what they say they are."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return {
            str(item.FontName): (str(item.FontFile3.Subtype), item.FontFile3.read_bytes())
            for item in pdf.objects
            if isinstance(item, pikepdf.Dictionary) and "/FontFile3" in item
        }


def test_every_used_glyph_has_the_outline_it_had_under_its_old_number():
    layout, _ = Document(BODY, CSS).lay_out(PressSettings())
    before = programs(layout.paint()[0])
    after = programs(make(Document(BODY, CSS), Profile.SCREEN).data(Profile.SCREEN))
    assert len(before) >= 2
    assert before.keys() == after.keys()
    for name, (kind, face) in before.items():
        font = TTFont(io.BytesIO(face))
        whole = outlines(font["CFF "].cff)
        by_number = dict(enumerate(whole.values()))
        now, program = after[name]
        assert (kind, now) == ("/OpenType", "/CIDFontType0C")
        assert len(program) < len(face)
        kept = outlines(parsed(program))
        assert len(kept) > 3
        for cid, drawn in kept.items():
            assert drawn == by_number[0 if cid == ".notdef" else int(cid.removeprefix("cid"))]


def test_pages_look_as_they_were_painted():
    """To the pixel, but for what another way to read the same program rounds otherwise."""
    document = Document(BODY, CSS)
    layout, _ = document.lay_out(PressSettings())
    painted = pypdfium2.PdfDocument(layout.paint()[0])[0]
    painted.set_mediabox(0, 0, 105 / 25.4 * 72, 148 / 25.4 * 72)
    made = pypdfium2.PdfDocument(make(document, Profile.SCREEN).data(Profile.SCREEN))[0]
    one, other = (page.render(scale=2).to_pil() for page in (painted, made))
    assert one.size == other.size
    apart = [abs(a - b) for a, b in zip(one.tobytes(), other.tobytes(), strict=True)]
    assert max(apart) < 32
    assert sum(apart) / len(apart) < 0.05


def plain_face(glyphs: int) -> bytes:
    """The CFF table of a face keyed by names, whose glyphs are boxes of growing size."""
    names = [".notdef", *(f"box{number}" for number in range(1, glyphs))]
    builder = FontBuilder(1000, isTTF=False)
    builder.setupGlyphOrder(names)
    builder.setupCharacterMap({0x4E00 + number: name for number, name in enumerate(names[1:])})
    charstrings = {}
    for size, name in enumerate(names, 1):
        pen = T2CharStringPen(500 + size, None)
        pen.moveTo((0, 0))
        for point in ((0, size), (size, size), (size, 0)):
            pen.lineTo(point)
        pen.closePath()
        charstrings[name] = pen.getCharString()
    builder.setupCFF("Boxes", {"FullName": "Boxes"}, charstrings, {"nominalWidthX": 500})
    builder.setupHorizontalMetrics({name: (500 + size, 0) for size, name in enumerate(names, 1)})
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupPost()
    out = io.BytesIO()
    builder.save(out)
    return TTFont(io.BytesIO(out.getvalue())).reader["CFF "]


PLAIN = plain_face(300)


@settings(deadline=None, max_examples=50)
@given(st.sets(st.integers(0, 320)))
def test_a_face_keyed_by_names_becomes_one_keyed_by_number(wanted):
    whole = list(outlines(parsed(PLAIN)).values())
    kept = outlines(parsed(subset(PLAIN, wanted)))
    numbers = {0 if name == ".notdef" else int(name.removeprefix("cid")) for name in kept}
    assert numbers == {0} | {number for number in wanted if number < 300}
    for name, drawn in kept.items():
        assert drawn == whole[0 if name == ".notdef" else int(name.removeprefix("cid"))]


def test_making_it_small_again_changes_nothing():
    once = subset(PLAIN, {5, 7})
    assert outlines(parsed(once)).keys() == {".notdef", "cid00005", "cid00007"}


@pytest.mark.parametrize("program", [b"", b"\x02\x00\x05\x00", b"garbage" * 9])
def test_what_is_no_program_is_left_alone(program):
    with pytest.raises((UnsupportedError, IndexError, KeyError)):
        subset(program, {1})
