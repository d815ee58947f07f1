"""What the reader of font programs says is what the general library says; damage is named."""

from __future__ import annotations

import io
import random

import pikepdf
import pytest
from fontTools.cffLib import (
    CFFFontSet,
    cffExpertSubsetStrings,
    cffIExpertStrings,
    cffISOAdobeStrings,
    cffStandardStrings,
)
from fontTools.fontBuilder import FontBuilder
from fontTools.ttLib import TTFont, newTable
from fontTools.ttLib.tables._c_m_a_p import CmapSubtable
from hypothesis import given, settings
from hypothesis import strategies as st

from eco_print.font_programs import DamagedError, Glyphs, glyphs
from eco_print.font_programs.predefined import STRINGS
from eco_print.font_programs.sfnt import cmap
from font_programs.made import CLEAR, TRAILER, compact, encrypted, private, segment
from preflight import sound
from support import ROOT

FACES = sorted(path for path in (ROOT / "fonts").iterdir() if path.suffix in {".otf", ".ttf"})
FILES = sorted((ROOT / "tests" / "preflight" / "makers").glob("*.pdf"))
BLOCKS = ((0, 0x250), (0x2000, 0x3100), (0x4E00, 0xA000), (0xF000, 0x10000), (0x20000, 0x20800))
CHARACTERS = [code for first, end in BLOCKS for code in range(first, end)]


def parsed(program: bytes) -> CFFFontSet:
    fonts = CFFFontSet()
    fonts.decompile(io.BytesIO(program), None)
    return fonts


def agree_on_cff(found: Glyphs, program: bytes) -> None:
    top = parsed(program)[0]
    assert found.count == top.numGlyphs
    if hasattr(top, "ROS"):
        assert found.cids == {int(name.removeprefix("cid")) for name in top.charset[1:]}
    else:
        assert found.names == set(top.charset) - {".notdef"}


def agree(program: bytes) -> None:
    found = glyphs(program)
    if program[:1] == b"\1":
        agree_on_cff(found, program)
        return
    face = TTFont(io.BytesIO(program))
    assert found.count == face["maxp"].numGlyphs
    if "CFF " in face:
        agree_on_cff(found, face.reader["CFF "])
    if "cmap" in face:
        tables = face["cmap"].tables
        mapped = {c for t in tables for c, name in t.cmap.items() if face.getGlyphID(name)}
        assert {code for code in CHARACTERS if found.cmap.maps(code)} == mapped & set(CHARACTERS)


@pytest.mark.parametrize("path", FACES, ids=lambda path: path.stem)
def test_every_shipped_face(path):
    agree(path.read_bytes())


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_program_that_another_maker_embedded(path):
    with pikepdf.open(path) as pdf:
        programs = [
            item[key].read_bytes()
            for item in pdf.objects
            for key in ("/FontFile2", "/FontFile3")
            if isinstance(item, pikepdf.Dictionary) and key in item
        ]
    assert programs
    for program in programs:
        agree(program)


# -- Compact Font Format -------------------------------------------------------------------


@pytest.mark.parametrize("cids", [True, False], ids=["cids", "names"])
@pytest.mark.parametrize(
    "charset",
    [
        pytest.param(b"\0" + bytes([0, 9, 1, 0, 0, 34, 1, 137]), id="one by one"),
        pytest.param(b"\1" + bytes([0, 9, 1, 0, 34, 0, 1, 137, 0]), id="short runs"),
        pytest.param(b"\2" + bytes([0, 9, 0, 3]), id="long runs"),
    ],
)
def test_charsets_of_every_format(charset, cids):
    agree(compact(charset, 5, (b"house",), cids))


def test_a_run_past_the_last_glyph():
    charset = b"\1" + bytes([0, 9, 1, 0, 34, 99])
    assert glyphs(compact(charset, 5, cids=True)).cids == {9, 10, 34, 35}


@pytest.mark.parametrize(
    ("number", "names"),
    [(0, cffISOAdobeStrings), (1, cffIExpertStrings), (2, cffExpertSubsetStrings)],
)
def test_predefined_charsets(number, names):
    assert glyphs(compact(number, len(names))).names == set(names) - {".notdef"}
    assert glyphs(compact(number, 30)).names == set(names[1:30])
    assert glyphs(compact(number, 30, cids=True)).cids == set(range(1, 30))


def test_standard_strings():
    assert list(STRINGS) == cffStandardStrings


# -- codes ---------------------------------------------------------------------------------


@st.composite
def mappings(draw):
    """A format, and codes with glyphs that it can hold; 0 is a glyph that is none."""
    form, last = draw(st.sampled_from([(0, 0xFF), (4, 0xFFFE), (6, 0xFFFF), (12, 0x10FFFF)]))
    start = draw(st.integers(0, last - 200 if form else 0))
    code = st.integers(start, min(start + 400, last))
    codes = draw(st.sets(code, min_size=1, max_size=60))
    return form, {code: draw(st.integers(0, 40 if form else 255)) for code in codes}


def as_table(*given: tuple[int, dict[int, int]]) -> bytes:
    """A cmap of one table for each format and its codes."""
    order = [f"g{number}" for number in range(256)]
    face = FontBuilder(1000, isTTF=True)
    face.setupGlyphOrder(order)
    made = newTable("cmap")
    made.tableVersion, made.tables = 0, []
    for number, (form, codes) in enumerate(given):
        table = CmapSubtable.newSubtable(form)
        table.platformID, table.platEncID, table.language = 3, number, 0
        table.cmap = {code: order[glyph] for code, glyph in codes.items()}
        made.tables.append(table)
    return made.compile(face.font)


@given(mappings())
@settings(deadline=None)
def test_a_code_is_mapped_when_the_table_says_so(mapping):
    _, codes = mapping
    found = cmap(as_table(mapping))
    near = {code + step for code in codes for step in (-1, 0, 1, 0x100)} | {0, 0xFFFF, 0x10FFFF}
    assert {code for code in near if found.maps(code)} == {c for c, glyph in codes.items() if glyph}


def test_a_code_may_be_in_any_table():
    found = cmap(as_table((4, {0xF041: 1}), (6, {0x41: 2}), (12, {0x20000: 3})))
    assert [found.maps(code) for code in (0xF041, 0x41, 0x20000, 0x42)] == [True] * 3 + [False]


def test_of_a_table_that_is_not_read_nothing_is_said():
    assert cmap(as_table((4, {0x41: 1}), (13, {0x42: 1}))) is None


# -- Type 1 --------------------------------------------------------------------------------

NAMES = [b".notdef", b"A", b"B.alt", b"germandbls"]
SECRET = encrypted(private(NAMES))


@pytest.mark.parametrize(
    "program",
    [
        pytest.param(CLEAR + SECRET + TRAILER, id="as PDFs have it"),
        pytest.param(CLEAR + SECRET.hex().encode() + TRAILER, id="in hexadecimal"),
        pytest.param(CLEAR + encrypted(private(NAMES, b"-|")), id="with other words"),
        pytest.param(
            segment(1, CLEAR) + segment(2, SECRET) + segment(1, TRAILER) + b"\x80\3",
            id="in segments",
        ),
    ],
)
def test_names_and_encoding_of_a_type_1_program(program):
    found = glyphs(program)
    assert found.names == {"A", "B.alt", "germandbls"}
    assert found.encoding == {65: "A", 66: "B.alt"}


# -- damage --------------------------------------------------------------------------------


SAMPLES = (
    sound.face(),
    compact(b"\1" + bytes([0, 9, 1, 0, 34, 0, 1, 137, 0]), 5, (b"house",)),
    compact(b"\2" + bytes([0, 9, 0, 3]), 5, cids=True),
    CLEAR + SECRET + TRAILER,
    segment(1, CLEAR) + segment(2, SECRET),
)


def asked(program: bytes) -> None:
    """Everything that preflight asks of a program; damage is told and nothing else is raised."""
    try:
        found = glyphs(program)
    except DamagedError:
        return
    for code in (0, 0x41, 0xF041, 0xFFFF, 0x20000):
        assert found.cmap is None or found.cmap.maps(code) in {True, False}


@given(st.integers(0, 4), st.integers(0, 2**32), st.integers(1, 12))
@settings(deadline=None, max_examples=400)
def test_flipped_bytes(which, seed, count):
    rng = random.Random(seed)
    program = bytearray(SAMPLES[which])
    for _ in range(count):
        program[rng.randrange(len(program))] = rng.choice(
            [0, 1, 0x7F, 0x80, 0xFF, rng.randrange(256)]
        )
    asked(bytes(program))


@pytest.mark.parametrize("which", range(5))
def test_programs_cut_anywhere(which):
    program = SAMPLES[which]
    for length in range(len(program)):
        asked(program[:length])


@given(
    st.binary(max_size=200),
    st.sampled_from([b"\0\1\0\0", b"OTTO", b"ttcf", b"\1\0\4\1", b"%!", b"\x80\1"]),
)
def test_garbage(data, start):
    asked(start + data)


@pytest.mark.parametrize(
    "program",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(b"no font at all", id="no font"),
        pytest.param(b"\0\1\0\0" + b"\0\0" * 4, id="a face without tables"),
        pytest.param(SAMPLES[1][:-1], id="outlines cut off"),
        pytest.param(compact(b"\0\0\7", 9), id="a charset cut off"),
        pytest.param(compact(b"\3" + bytes(99), 9), id="a charset of no format"),
        pytest.param(compact(b"\0\4\0", 2), id="a name that is not there"),
        pytest.param(compact(b"\0\1\x89", 2, (b"x" * 128,)), id="a name of 128 letters"),
        pytest.param(CLEAR + encrypted(b"nothing"), id="a program without glyphs"),
        pytest.param(CLEAR, id="a program that ends where it begins"),
        pytest.param(CLEAR + SECRET + b"\0" * 2**23, id="a program of eight megabytes"),
    ],
)
def test_damage_is_named(program):
    with pytest.raises(DamagedError):
        glyphs(program)


# -- programs that ask for more than they are ------------------------------------------------


def test_a_name_that_every_glyph_has_is_cut_out_once():
    """65,000 glyphs by one name: a list of names would be read as often."""
    charset = b"\0" + b"\1\x89" * 64_999
    assert glyphs(compact(charset, 65_000, (b"x" * 127,))).names == {"x" * 127}


def test_thousands_of_tables_in_one_place():
    """Each record says where the same groups begin, two bytes further on."""
    count = 60_000
    head = b"\0\0" + count.to_bytes(2, "big")
    records = (b"\3\0\0\1" + (8 * count + 2 * n).to_bytes(4, "big") for n in range(count))
    assert cmap(head + b"".join(records) + b"\0\x0c" * count * 2) is None


def test_a_table_of_groups_without_end_is_not_gone_through():
    groups = b"\0\0\0\1\0\0\0\2\0\0\0\1" * 200_000
    table = b"\0\x0c\0\0" + len(groups).to_bytes(4, "big") + bytes(4)
    data = b"\0\0\0\1\0\3\0\x0a\0\0\0\x0c" + table + (200_000).to_bytes(4, "big") + groups
    found = cmap(data)
    assert not any(found.maps(code) for code in range(3, 3000))
