"""From an upstream file to the characters of a face: reading, pruning, subsetting, merging.

In: the path of an upstream file, a set of code points. Out: a `TTFont` of those characters.
HarfBuzz subsets, because fontTools takes a minute for a face of 65,535 glyphs.
"""

from __future__ import annotations

import io
from pathlib import Path

import uharfbuzz as hb
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.basePen import BasePen
from fontTools.pens.qu2cuPen import Qu2CuPen
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables.DefaultTable import DefaultTable
from repertoire import is_han

CHINESE_SYSTEMS = ("ZHT ", "ZHH ")  # the default of an SC face is Simplified already
CURVE_TOLERANCE = 0.5  # of a unit, when two parabolas become one cubic


def read(path: Path, index: int) -> TTFont:
    """The face, opened so that nothing is worked out anew when it is saved."""
    return TTFont(path, fontNumber=index, lazy=True, recalcTimestamp=False, recalcBBoxes=False)


def keep_chinese_systems(font: TTFont) -> None:
    """Leave only Taiwan's and Hong Kong's language systems, and only their forms of marks."""
    if "GSUB" not in font:
        return
    table, han = font["GSUB"].table, _han_glyphs(font)
    for record in table.ScriptList.ScriptRecord:
        systems = record.Script.LangSysRecord
        record.Script.LangSysRecord = [s for s in systems if s.LangSysTag in CHINESE_SYSTEMS]
        record.Script.LangSysCount = len(record.Script.LangSysRecord)
    for record in table.FeatureList.FeatureRecord:
        if record.FeatureTag == "locl":
            for index in record.Feature.LookupListIndex:
                _forget(table.LookupList.Lookup[index], han)


def _han_glyphs(font: TTFont) -> set[str]:
    return {glyph for code, glyph in font.getBestCmap().items() if is_han(code)}


def _forget(lookup: object, glyphs: set[str]) -> None:
    for table in lookup.SubTable:  # type: ignore[attr-defined]
        mapping = getattr(getattr(table, "ExtSubTable", table), "mapping", {})
        for glyph in glyphs & set(mapping):
            del mapping[glyph]


def subset(path: Path, index: int, codes: set[int], features: tuple[str, ...]) -> TTFont:
    """A face with these characters, these layout features and no others, and no hints."""
    request = hb.SubsetInput()
    request.unicode_set.update(codes)
    request.layout_feature_tag_set.clear()
    request.layout_feature_tag_set.update(int.from_bytes(tag.encode()) for tag in features)
    request.name_id_set.update(range(26))
    request.flags = hb.SubsetFlags.NOTDEF_OUTLINE | hb.SubsetFlags.NO_HINTING
    smaller = hb.subset(hb.Face(hb.Blob(_pruned(path, index))), request)
    data = io.BytesIO(smaller.blob.data)
    return TTFont(data, lazy=False, recalcTimestamp=False, recalcBBoxes=False)


def _pruned(path: Path, index: int) -> bytes:
    """The face less the language systems and the variants that are not for Chinese.

    The changed tables are put into a face opened afresh: outlines stay as they lie in the file.
    """
    changed, font = read(path, index), read(path, index)
    changed["cmap"].tables = [table for table in changed["cmap"].tables if table.format != 14]
    keep_chinese_systems(changed)
    for tag in ("cmap", "GSUB"):
        if tag in changed:
            font[tag] = DefaultTable(tag)
            font[tag].data = changed.getTableData(tag)
    buffer = io.BytesIO()
    font.save(buffer, reorderTables=None)
    return buffer.getvalue()


def merge_as_cubic(fonts: list[TTFont], family: str) -> TTFont:
    """One CFF face of several TrueType faces; an earlier one's glyph wins."""
    first = fonts[0]
    strings, metrics, cmap, order = {}, {}, {}, [".notdef"]
    glyphs = first.getGlyphSet()
    strings[".notdef"] = _charstring(glyphs[".notdef"], glyphs, None)
    metrics[".notdef"] = first["hmtx"][".notdef"]
    for font in fonts:
        glyphs = font.getGlyphSet()
        for code, source in sorted(font.getBestCmap().items()):
            if code in cmap:
                continue
            name = cmap[code] = f"u{code:04X}"
            order.append(name)
            width = font["hmtx"][source][0]
            strings[name] = _charstring(glyphs[source], glyphs, width)
            metrics[name] = font["hmtx"][source]
    return _build(first, family, order, strings, metrics, cmap)


def _charstring(glyph: object, glyphs: object, width: int | None) -> object:
    pen = T2CharStringPen(width, glyphs)
    glyph.draw(_OnCurveStart(Qu2CuPen(pen, CURVE_TOLERANCE, all_cubic=True)))  # type: ignore[attr-defined]
    return pen.getCharString()


class _OnCurveStart(BasePen):
    """Gives contours without an on-curve point one, which `Qu2CuPen` asks for."""

    def __init__(self, out: object) -> None:
        super().__init__(None)
        self.out = out

    def moveTo(self, point):  # type: ignore[no-untyped-def]  # noqa: N802
        self.out.moveTo(point)

    def lineTo(self, point):  # type: ignore[no-untyped-def]  # noqa: N802
        self.out.lineTo(point)

    def qCurveTo(self, *points):  # type: ignore[no-untyped-def]  # noqa: N802
        if points[-1] is not None:
            self.out.qCurveTo(*points)
            return
        *off, _ = points
        start = tuple((a + b) / 2 for a, b in zip(off[-1], off[0], strict=True))
        self.out.moveTo(start)
        self.out.qCurveTo(*off, start)

    def closePath(self):  # type: ignore[no-untyped-def]  # noqa: N802
        self.out.closePath()


def _build(first, family, order, strings, metrics, cmap):  # type: ignore[no-untyped-def]
    builder = FontBuilder(first["head"].unitsPerEm, isTTF=False)
    builder.font.recalcTimestamp = False
    builder.setupGlyphOrder(order)
    builder.setupCharacterMap(cmap)
    builder.setupCFF(family.replace(" ", ""), {"FamilyName": family}, strings, {})
    builder.setupHorizontalMetrics(metrics)
    builder.setupHorizontalHeader()
    builder.setupOS2(achVendID="    ", fsType=0)
    builder.setupPost(keepGlyphNames=False)
    builder.setupMaxp()
    builder.font["name"] = first["name"]
    builder.font["head"].created = first["head"].created
    builder.font["head"].modified = first["head"].modified
    return builder.font
