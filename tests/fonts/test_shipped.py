"""The faces that come with the program: what the manifest and fonts/README.md promise."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from eco_print.fonts import ROLES, WESTERN, Face, FontSet, check_shipped
from eco_print.shipped import shipped
from fonts.support_fonts import standard_characters

CHINESE_ROLES = ("仿宋", "楷体", "宋体", "黑体", "小标宋")
FOLDER = shipped("fonts")
FILES = sorted([*FOLDER.glob("*.otf"), *FOLDER.glob("*.ttf")])
CHINESE_FILES = [
    FOLDER / name
    for name in (
        *("EcoFang-Regular.otf", "EcoKai-Regular.ttf", "EcoHei-Regular.otf"),
        *("EcoSong-Regular.otf", "EcoSong-Bold.otf"),
    )
]
MARKS = "、，。；：！？（）《》〈〉「」『』【】〔〕〖〗［］｛｝“”‘’·‧・"


def encoded(codec: str, first: range, second: range) -> str:
    """Every character of a double-byte encoding."""
    both = (bytes((a, b)).decode(codec, errors="ignore") for a in first for b in second)
    return "".join(c for c in dict.fromkeys("".join(both)) if c > "\x7f")


GB2312 = encoded("gb2312", range(0xA1, 0xFF), range(0xA1, 0xFF))
GBK = encoded("gbk", range(0x81, 0xFF), range(0x40, 0xFF))
BIG5 = encoded("big5", range(0xA1, 0xFA), range(0x40, 0xFF))


@pytest.mark.parametrize("role", CHINESE_ROLES)
@pytest.mark.parametrize(
    ("text", "count"), [(standard_characters(), 8105), (GB2312, 7445), (GBK, 21791), (BIG5, 13706)]
)
def test_every_character_of_the_standards_is_printable(
    shipped_fonts: FontSet, role: str, text: str, count: int
) -> None:
    assert len(set(text) - set(map(chr, range(0x80)))) == count
    assert shipped_fonts.missing(text, ("西文", role, "补字")) == set()


@pytest.mark.parametrize("role", ["楷体", "宋体", "黑体", "小标宋"])
def test_these_roles_need_no_fallback_for_the_standard_table(
    shipped_fonts: FontSet, role: str
) -> None:
    assert shipped_fonts.missing(standard_characters(), (role,)) == set()


def test_the_song_supplement_of_fangsong_is_light_and_complete(shipped_fonts: FontSet) -> None:
    assert shipped_fonts.missing(standard_characters() + GB2312, ("仿宋",)) == set()


@pytest.mark.parametrize(
    ("name", "first", "last"),
    [
        ("URO", 0x4E00, 0x9FEF),
        ("Ext A", 0x3400, 0x4DB5),
        ("Ext B", 0x20000, 0x2A6D6),
        ("Ext C", 0x2A700, 0x2B734),
        ("Ext D", 0x2B740, 0x2B81D),
        ("Ext E", 0x2B820, 0x2CEA1),
        ("Ext F", 0x2CEB0, 0x2EBE0),
    ],
)
def test_rare_characters_have_a_fallback(
    shipped_fonts: FontSet, name: str, first: int, last: int
) -> None:
    every = "".join(map(chr, range(first, last + 1)))
    assert shipped_fonts.missing(every, ("补字",)) == set(), name


def test_the_manifest_says_what_the_files_are() -> None:
    assert check_shipped() == ()


def test_a_changed_file_is_found(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    folder = tmp_path / "fonts"
    folder.mkdir()
    for path in FOLDER.iterdir():
        (folder / path.name).symlink_to(path)
    (folder / "EcoSans-Bold.ttf").unlink()
    (folder / "EcoSans-Bold.ttf").write_bytes(b"not it")
    (folder / "EcoKai-Regular.ttf").unlink()
    monkeypatch.setattr("eco_print.fonts.shipped", lambda name: tmp_path / name)
    found = {(f.code, f.message.en.rpartition("/")[2].split()[0]) for f in check_shipped()}
    assert found == {("font-changed", "EcoSans-Bold.ttf"), ("font-missing", "EcoKai-Regular.ttf")}


def test_the_manifest_names_every_file_and_no_other(shipped_fonts: FontSet) -> None:
    assert {face.path for face in shipped_fonts.faces} == set(FILES)


def test_coverage_in_the_manifest_is_that_of_the_files(shipped_fonts: FontSet) -> None:
    for face in shipped_fonts.faces:
        with TTFont(face.path, lazy=True) as font:
            codes = set(font.getBestCmap())
        if face.restricted:
            codes = {c for c in codes if any(a <= c <= b for a, b in WESTERN)}
        assert set(map(ord, face.coverage)) == codes, face.family


def test_origin_and_licence_are_recorded(shipped_fonts: FontSet) -> None:
    for face in shipped_fonts.faces:
        assert face.licence
        assert face.licence_file
        assert len(face.licence_file.read_text(encoding="utf-8")) > 1000
        assert face.origins
        for origin in face.origins:
            assert origin.package
            assert origin.version
            assert len(origin.sha256) == hashlib.sha256().digest_size * 2


def test_no_more_than_70_megabytes() -> None:
    assert sum(p.stat().st_size for p in FOLDER.rglob("*") if p.is_file()) <= 70_000_000


def test_no_reserved_font_name_is_used() -> None:
    reserved = ("LXGW", "霞鹜", "Liberation", "Arimo", "Tinos", "Hanazono", "HanaMin", "Source")
    for path in FILES:
        with TTFont(path, lazy=True) as font:
            shown = {str(r) for r in font["name"].names if r.nameID in (1, 3, 4, 6, 16, 18)}
        assert not [name for name in shown if any(word in name for word in reserved)], path.name


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_line_metrics_are_the_same_in_all_faces(path: Path) -> None:
    with TTFont(path, lazy=True) as font:
        em, hhea, typo = font["head"].unitsPerEm, font["hhea"], font["OS/2"]
        wanted = (round(0.88 * em), round(-0.12 * em), 0)
        assert (hhea.ascent, hhea.descent, hhea.lineGap) == wanted
        assert (typo.sTypoAscender, typo.sTypoDescender, typo.sTypoLineGap) == wanted


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_faces_may_be_embedded_and_subset(path: Path) -> None:
    with TTFont(path, lazy=True) as font:
        assert font["OS/2"].fsType & 0x0302 == 0


@pytest.mark.parametrize("path", [p for p in FILES if p.suffix == ".otf"], ids=lambda p: p.stem)
def test_each_cid_is_its_glyph_index(path: Path) -> None:
    with TTFont(path, lazy=True) as font:
        top = font["CFF "].cff.topDictIndex[0]
        keyed = hasattr(top, "ROS")
        assert not keyed or top.charset[1:] == [f"cid{n:05d}" for n in range(1, len(top.charset))]


@pytest.mark.parametrize("path", CHINESE_FILES, ids=lambda p: p.stem)
def test_shared_marks_are_a_full_em(path: Path) -> None:
    with TTFont(path, lazy=True) as font:
        names, em = font.getBestCmap(), font["head"].unitsPerEm
        widths = {mark: font["hmtx"][names[ord(mark)]][0] for mark in "“”‘’—…·‧"}
    assert widths == dict.fromkeys(widths, em)


@pytest.mark.parametrize("path", CHINESE_FILES, ids=lambda p: p.stem)
def test_halt_halves_every_full_width_mark(path: Path) -> None:
    import uharfbuzz as hb

    face = hb.Face(hb.Blob.from_file_path(str(path)))
    font = hb.Font(face)
    half = face.upem // 2
    for mark in MARKS:
        buffer = hb.Buffer()
        buffer.add_str(mark)
        buffer.guess_segment_properties()
        hb.shape(font, buffer, {"halt": True})
        glyph, place = buffer.glyph_infos[0].codepoint, buffer.glyph_positions[0]
        ink = font.get_glyph_extents(glyph)
        left = place.x_offset + ink.x_bearing
        assert place.x_advance == half, mark
        assert -0.06 * face.upem <= left <= left + ink.width <= half + 0.06 * face.upem, mark


@pytest.mark.parametrize("path", CHINESE_FILES, ids=lambda p: p.stem)
def test_a_double_dash_has_no_gap(path: Path) -> None:
    import uharfbuzz as hb

    face = hb.Face(hb.Blob.from_file_path(str(path)))
    font = hb.Font(face)
    buffer = hb.Buffer()
    buffer.add_str("——")
    buffer.guess_segment_properties()
    hb.shape(font, buffer)
    assert [p.x_advance for p in buffer.glyph_positions] == [face.upem, face.upem]
    ink = font.get_glyph_extents(buffer.glyph_infos[0].codepoint)
    assert ink.x_bearing <= 0
    assert ink.x_bearing + ink.width >= face.upem


@pytest.mark.parametrize("path", CHINESE_FILES, ids=lambda p: p.stem)
def test_marks_stand_in_the_middle_in_taiwan_and_hong_kong(path: Path) -> None:
    import uharfbuzz as hb

    face = hb.Face(hb.Blob.from_file_path(str(path)))
    font, em = hb.Font(face), face.upem
    for language, features in (("zh-Hant", {}), ("zh-HK", {}), ("zh-Hant", {"halt": True})):
        for mark in "，。、；：！？":
            buffer = hb.Buffer()
            buffer.add_str(f"國{mark}")
            buffer.guess_segment_properties()
            buffer.language = language
            hb.shape(font, buffer, features)
            glyph, place = buffer.glyph_infos[1].codepoint, buffer.glyph_positions[1]
            ink = font.get_glyph_extents(glyph)
            middle = place.x_offset + ink.x_bearing + ink.width / 2
            assert abs(middle - place.x_advance / 2) < 0.03 * em, (language, mark)
            if mark in "，。、":
                height = place.y_offset + ink.y_bearing + ink.height / 2
                assert abs(height - 0.38 * em) < 0.03 * em, (language, mark)


@pytest.mark.parametrize("role", CHINESE_ROLES)
def test_promised_characters_have_ink(shipped_fonts: FontSet, role: str) -> None:
    import uharfbuzz as hb

    fonts: dict[Path, hb.Font] = {}
    blank = []
    for char in standard_characters():
        face = shipped_fonts.chosen(char, (role, "补字"))
        assert face
        if face.path not in fonts:
            fonts[face.path] = hb.Font(hb.Face(hb.Blob.from_file_path(str(face.path))))
        font = fonts[face.path]
        glyph = font.get_nominal_glyph(ord(char))
        extents = font.get_glyph_extents(glyph) if glyph else None
        if not extents or not extents.width or not extents.height:
            blank.append(char)
    assert blank == []


def test_every_role_has_a_face(shipped_fonts: FontSet) -> None:
    assert set(shipped_fonts.roles) == set(ROLES)


def test_only_these_roles_have_a_bold_face(shipped_fonts: FontSet) -> None:
    def bold(chain: tuple[Face, ...]) -> bool:
        return any(face.weight >= 700 for face in chain)

    assert {role for role, chain in shipped_fonts.roles.items() if bold(chain)} == {
        *("宋体", "补字", "西文", "西文全", "西文黑体", "西文黑体全"),
    }
