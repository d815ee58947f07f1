"""Fonts and glyphs: embedded, whole enough, readable as text; nothing shown as .notdef.

ISO 32000-1, 9.9 and 9.10; ISO 15930-7:2010, 6.5; ISO 19005-3, 6.2.11.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from ...diagnostics import Text
from ..fonts import Font
from ..model import Place
from .rule import ERROR, NOTE, WARNING, Case, Hit, finds, rule

_EMBEDDING = "ISO 15930-7:2010, 6.5; ISO 19005-3, 6.2.11.4.1"

NOT_EMBEDDED = rule(
    *("font-not-embedded", _EMBEDDING),
    *("字体没有嵌入", "the font is not embedded"),
    *("导出时嵌入全部字体；没有字体文件的换一款", "embed every font; replace one you do not have"),
    screen=WARNING,
    press=ERROR,
    archive=ERROR,
)
NOT_SUBSET = rule(
    *("font-not-subset", "GWG 2015, fonts"),
    *("整套字体嵌入，没有取子集", "the font is embedded whole, not as a subset"),
    *("取子集可使文件更小", "a subset makes the file smaller"),
    screen=NOTE,
    press=NOTE,
)
DAMAGED = rule(
    *("font-damaged", "ISO 19005-3, 6.2.11.2"),
    *("嵌入的字体读不出来", "the embedded font program cannot be read"),
    *("重新导出，或换一个完好的字体文件", "export again, or use a sound copy of the font"),
    screen=ERROR,
    press=ERROR,
    archive=ERROR,
)
NOTDEF = rule(
    *("notdef-glyph", "ISO 19005-3, 6.2.11.8; ISO 14289-1, 7.21.8"),
    *("有字显示为缺字（.notdef）", "a character is shown as .notdef, the missing glyph"),
    *("换一款有此字的字体，或补字", "use a font that has the character"),
    screen=ERROR,
    press=ERROR,
    archive=ERROR,
)
NO_UNICODE = rule(
    *("tounicode-missing", "ISO 19005-3, 6.2.11.7.2; ISO 14289-1, 7.21.7"),
    *("文字不能转为 Unicode（缺 ToUnicode），不能检索、朗读", "text cannot be had as Unicode"),
    *("导出时写入 ToUnicode", "write a ToUnicode map for the font"),
    screen=WARNING,
    archive=ERROR,
)
TYPE3 = rule(
    *("font-type3", "GWG 2015, fonts"),
    *("Type 3 字体，字形是点阵图", "a Type 3 font whose glyphs are bitmaps"),
    *("换用 OpenType 或 Type 1 字体", "use an OpenType or Type 1 font"),
    press=WARNING,
)
_OUTLINES = Text("Type 3 字体，字形是轮廓，能印清楚", "a Type 3 font of outlines, which print well")


@finds(NOT_EMBEDDED, NOT_SUBSET, DAMAGED, TYPE3)
def embedding(case: Case) -> Iterator[Hit]:
    for font, places in _fonts(case):
        for place in places:
            if not font.embedded:
                if font.rendered:  # ISO 19005-3, 6.2.11.4.1: text of scans need not be
                    yield Hit(NOT_EMBEDDED, place, font.label)
            elif font.kind == "Type3":
                drawn = (None, None) if font.bitmaps else (_OUTLINES, NOTE)
                yield Hit(TYPE3, place, font.label, *drawn)
            elif font.damaged:
                yield Hit(DAMAGED, place, font.label)
            elif not font.subset:
                yield Hit(NOT_SUBSET, place, font.label)


@finds(NO_UNICODE)
def readable(case: Case) -> Iterator[Hit]:
    """Level B asks for no Unicode; PDF/UA, levels A and U, and PDF/A-4 do."""
    claims = case.document.claims
    lighter = WARNING if claims.pdfa_level.upper() == "B" and not claims.pdfua_part else None
    for font, places in _fonts(case):
        unmapped = _unmapped(font)
        codes = ", ".join(f"{code:#x}" for code in sorted(unmapped)[:5])
        for place in places if unmapped else ():
            yield Hit(NO_UNICODE, place, font.label, NO_UNICODE.saying(codes), lighter)
        private = _private(font)
        for place in places if private else ():
            message = Text(
                f"文字对应到专用区：{private}，别处读不出是什么字",
                f"text is mapped to the private use area: {private}; nobody else can read it",
            )
            yield Hit(NO_UNICODE, place, font.label, message, WARNING)


def _unmapped(font: Font) -> set[int]:
    """The codes shown that no map turns into text; a missing glyph is its own finding."""
    mapped = font.to_unicode
    if mapped is None:
        return set() if font.predefined_text else set(font.used)
    return {
        code for code in font.used if not _meaningful(mapped.get(code)) and not font.lacks(code)
    }


def _private(font: Font) -> str:
    """The private characters that codes shown stand for (ISO 19005-3, 6.2.11.7.3)."""
    texts = (text for code in font.used for text in (font.to_unicode or {}).get(code) or "")
    found = sorted({text for text in texts if unicodedata.category(text) == "Co"})
    return ", ".join(f"U+{ord(text):04X}" for text in found[:5])


def _meaningful(text: str | None) -> bool:
    return bool(text) and text not in {"\0", "\ufeff", "\ufffe", "\ufffd"}


@finds(NOTDEF)
def glyphs_there(case: Case) -> Iterator[Hit]:
    for font, places in _fonts(case):
        lacking = sorted(code for code in font.used if font.lacks(code))
        if lacking:
            named = ", ".join(_code_name(font, code) for code in lacking[:8])
            message = Text(f"缺字：{named}", f"shown as .notdef: {named}")
            yield from (Hit(NOTDEF, place, font.label, message) for place in places)


def _code_name(font: Font, code: int) -> str:
    text = font.text(code)
    return f"{text} ({code:#x})" if text and text.isprintable() else f"{code:#x}"


def _fonts(case: Case) -> Iterator[tuple[Font, list[Place]]]:
    """Every font that shows something, with a place on each page it is on."""
    places: dict[int, dict[int, Place]] = {}
    for page, content in case.document.shown:
        for mark in content.marks:
            if mark.font is not None:
                on = places.setdefault(id(mark.font), {})
                on.setdefault(page.number, page.place(mark.box))
    for font in case.document.work.fonts.all():
        if font.used:
            known = places.get(id(font), {})
            yield font, [known.get(number, Place(number)) for number in sorted(font.pages)]


CHECKS = (embedding, readable, glyphs_there)
