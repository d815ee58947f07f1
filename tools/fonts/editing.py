"""What is done to a face after its characters are chosen, so that Chinese pages come out even.

In and out: a `TTFont`, changed in place. Rules:

- One ascent and descent for all faces (880 and 120 thousandths, the em box): a line keeps its
  height and its baseline whatever faces meet in it.
- Marks that Chinese text shares with Latin are a full em in a Chinese face (GB/T 15834, CLREQ):
  “ ” ‘ ’ · ; the dash — fills its em so that —— has no gap.
- `halt` halves every full-width mark in the same way in every face: by where its ink lies.
- In a CFF font keyed by CID each CID equals its glyph index, so that every PDF reader agrees.
- No kerning in Chinese faces, no vertical tables: the grid is the em, and text is horizontal.
"""

from __future__ import annotations

from fontTools.feaLib.builder import addOpenTypeFeaturesFromString
from fontTools.misc.transform import Transform
from fontTools.pens.boundsPen import BoundsPen
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.transformPen import TransformPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont, newTable

ASCENT, DESCENT = 0.880, -0.120
BEARING = 0.085  # of a quotation mark to the edge of its em: as in Source Han
DASH_OVERLAP = 0.005  # so that no hairline shows between the two halves of ——
CLOSING_OR_OPENING = (
    "、，。；：！？．‼⁇⁈⁉·‧・“”‘’〝〞（）｛｝［］〔〕〈〉《》「」『』【】〖〗｟｠〘〙〚〛"
)
ALIASES = {"·": "・", "‧": "・", "・": "·", "―": "—", "〜": "～", "⋯": "…"}
DROPPED = ("BASE", "DSIG", "FFTM", "VORG", "vhea", "vmtx", "kern", "mort", "gasp", "PfEd")


def even_metrics(font: TTFont) -> None:
    """Give the face the ascent and descent that all faces share."""
    em = font["head"].unitsPerEm
    ascent, descent = round(ASCENT * em), round(DESCENT * em)
    for table, names in (
        (font["hhea"], ("ascent", "descent", "lineGap")),
        (font["OS/2"], ("sTypoAscender", "sTypoDescender", "sTypoLineGap")),
    ):
        for name, value in zip(names, (ascent, descent, 0), strict=True):
            setattr(table, name, value)


def drop_tables(font: TTFont, western: bool) -> None:
    """Take out the tables that no page needs."""
    for tag in DROPPED if western else (*DROPPED, "GPOS"):
        if tag in font:
            del font[tag]
    if "GSUB" in font and not getattr(font["GSUB"].table.LookupList, "Lookup", None):
        del font["GSUB"]


def full_width_marks(font: TTFont) -> None:
    """Make the marks that Chinese shares with Latin a full em, and let —— join."""
    dash = font.getBestCmap().get(ord("—"))
    stroke = dash and _bounds(font, dash)
    alias_marks(font)
    names = font.getBestCmap()
    for mark in "“‘":
        _widen(font, names.get(ord(mark)), 1.0)
    for mark in "”’":
        _widen(font, names.get(ord(mark)), 0.0)
    _widen(font, names.get(ord("·")), 0.5)
    if stroke:
        _redraw_dash(font, names[ord("—")], stroke[3] - stroke[1])


def alias_marks(font: TTFont) -> None:
    """Give a mark the glyph of its twin where the face lacks it or has only a narrow one."""
    em, names = font["head"].unitsPerEm, font.getBestCmap()
    for mark, twin in ALIASES.items():
        glyph, other = names.get(ord(mark)), names.get(ord(twin))
        if other and (not glyph or font["hmtx"][glyph][0] < em <= font["hmtx"][other][0]):
            _map(font, mark, other)
    dash, bar = font.getBestCmap().get(ord("—")), font.getBestCmap().get(ord("―"))
    if dash and bar and font["hmtx"][dash][0] < em:
        _map(font, "—", bar)


def _map(font: TTFont, character: str, glyph: str) -> None:
    for table in font["cmap"].tables:
        if table.isUnicode() and table.format in (4, 12):
            table.cmap[ord(character)] = glyph


def _bounds(font: TTFont, glyph: str) -> tuple[float, float, float, float] | None:
    glyphs = font.getGlyphSet()
    pen = BoundsPen(glyphs)
    glyphs[glyph].draw(pen)
    return pen.bounds


def _widen(font: TTFont, glyph: str | None, side: float) -> None:
    """Set a narrow glyph in a full em: side 0 to the left, 1 to the right, 0.5 in the middle."""
    em = font["head"].unitsPerEm
    if glyph is None or font["hmtx"][glyph][0] >= em or "glyf" not in font:
        return
    left, _, right, _ = _bounds(font, glyph) or (0, 0, 0, 0)
    room = em - (right - left)
    target = {0.0: BEARING * em, 0.5: room / 2, 1.0: room - BEARING * em}[side]
    move = round(target - left)
    glyphs = font.getGlyphSet()
    pen = TTGlyphPen(glyphs)
    glyphs[glyph].draw(TransformPen(pen, Transform().translate(move, 0)))
    _put(font, glyph, pen)
    font["hmtx"][glyph] = (em, round(left) + move)


def _redraw_dash(font: TTFont, glyph: str, thickness: float) -> None:
    """Draw — from edge to edge of its em, as high as the face has its full-width dash."""
    em = font["head"].unitsPerEm
    _, bottom, _, top = _bounds(font, glyph) or (0, 0, 0, 0)
    bottom = round((bottom + top - thickness) / 2)
    top = bottom + round(thickness)
    left, right = round(-DASH_OVERLAP * em), round((1 + DASH_OVERLAP) * em)
    corners = ((left, bottom), (left, top), (right, top), (right, bottom))
    if "glyf" in font:
        pen = TTGlyphPen(None)
        _polygon(pen, corners)
        _put(font, glyph, pen)
    else:
        _replace_charstring(font, glyph, corners)
    font["hmtx"][glyph] = (em, left)


def _put(font: TTFont, glyph: str, pen: TTGlyphPen) -> None:
    font["glyf"][glyph] = pen.glyph()
    font["glyf"][glyph].recalcBounds(font["glyf"])


def _polygon(pen: object, corners: tuple[tuple[float, float], ...]) -> None:
    pen.moveTo(corners[0])  # type: ignore[attr-defined]
    for corner in corners[1:]:
        pen.lineTo(corner)  # type: ignore[attr-defined]
    pen.closePath()  # type: ignore[attr-defined]


def _replace_charstring(font: TTFont, glyph: str, corners: tuple[tuple[float, float], ...]) -> None:
    em = font["head"].unitsPerEm
    strings = font["CFF "].cff.topDictIndex[0].CharStrings
    old, _ = strings.getItemAndSelector(glyph)
    private = old.private
    width = None if private.defaultWidthX == em else em - private.nominalWidthX
    pen = T2CharStringPen(width, None)
    _polygon(pen, corners)
    new = pen.getCharString(private, old.globalSubrs)
    strings[glyph].program = new.program
    strings[glyph].bytecode = None


def add_halt(font: TTFont) -> None:
    """Replace positioning by `halt`, for every full-width mark and its variants.

    In Taiwan and Hong Kong ，。、；：！？ stand in the middle. A face without such variants of its
    own gets `dist` for these two languages, which moves the marks there.
    """
    marks = _mark_glyphs(font)
    moves = {} if "GSUB" in font else _moves_to_middle(font)
    halves = _halves(font, marks, set())
    if not halves:
        return
    middles = _halves(font, marks, set(moves))
    systems = "".join(
        f"languagesystem {script} dflt;" for script in ("DFLT", "hani", "kana", "latn")
    )
    source = (
        f"{systems} languagesystem hani ZHT; languagesystem hani ZHH; {_lookup('HALF', halves)}"
    )
    source += _lookup("MIDDLE_HALF", middles)
    source += f"feature halt {{ lookup HALF; {_hani('MIDDLE_HALF', 'exclude_dflt')} }} halt;"
    if moves:
        source += _lookup("TO_MIDDLE", moves)
        source += f"feature dist {{ {_hani('TO_MIDDLE', '')} }} dist;"
    addOpenTypeFeaturesFromString(font, source, tables=["GPOS"])


def _lookup(name: str, values: dict[str, tuple[int, int, int]]) -> str:
    rules = "".join(f"pos {g} <{x} {y} {advance} 0>;" for g, (x, y, advance) in values.items())
    return f"lookup {name} {{ {rules} }} {name};"


def _hani(lookup: str, flag: str) -> str:
    uses = (f"language {system} {flag}; lookup {lookup};" for system in ("ZHT", "ZHH"))
    return f"script hani; {' '.join(uses)}"


def _halves(font: TTFont, marks: set[str], centred: set[str]) -> dict[str, tuple[int, int, int]]:
    """How each full-width mark is halved: towards where its ink is, or `centred`."""
    em = font["head"].unitsPerEm
    half, found = em // 2, {}
    for glyph in sorted(marks, key=font.getGlyphID):
        if font["hmtx"][glyph][0] == em:
            left, _, right, _ = _bounds(font, glyph) or (0, 0, em, 0)
            middle = 0.5 if glyph in centred else (left + right) / 2 / em
            move = 0 if middle < 0.4 else -half if middle > 0.6 else -(half // 2)
            found[glyph] = (move, 0, -half)
    return found


def _moves_to_middle(font: TTFont) -> dict[str, tuple[int, int, int]]:
    """How far the marks that Taiwan and Hong Kong set in the middle are from it."""
    em, names, found = font["head"].unitsPerEm, font.getBestCmap(), {}
    for mark in "，。、；：！？":
        glyph = names.get(ord(mark))
        if glyph and font["hmtx"][glyph][0] == em:
            left, bottom, right, top = _bounds(font, glyph) or (0, 0, em, em)
            rise = (ASCENT + DESCENT) / 2 * em - (bottom + top) / 2 if mark in "，。、" else 0
            found[glyph] = (round((em - left - right) / 2), round(rise), 0)
    return found


def _mark_glyphs(font: TTFont) -> set[str]:
    names = font.getBestCmap()
    glyphs = {names[ord(mark)] for mark in CLOSING_OR_OPENING if ord(mark) in names}
    if "GSUB" in font:
        for lookup in font["GSUB"].table.LookupList.Lookup:
            for table in lookup.SubTable:
                mapping = getattr(getattr(table, "ExtSubTable", table), "mapping", {})
                glyphs |= {mapping[glyph] for glyph in glyphs if glyph in mapping}
    return glyphs


def scale_glyphs(font: TTFont, factor: float, shift: int) -> None:
    """Scale every outline about the origin, lift it, and give it the advance of a full em."""
    em, glyphs = font["head"].unitsPerEm, font.getGlyphSet()
    matrix = Transform().translate(0, shift).scale(factor, factor)
    for name in font.getGlyphOrder():
        pen = TTGlyphPen(glyphs)
        glyphs[name].draw(TransformPen(pen, matrix))
        font["glyf"][name] = pen.glyph(round=round)
    for name in font.getGlyphOrder():
        glyph = font["glyf"][name]
        glyph.recalcBounds(font["glyf"])
        font["hmtx"][name] = (em, getattr(glyph, "xMin", 0))


def number_by_glyph(font: TTFont) -> None:
    """Let each CID of a CFF font be its glyph index (Adobe-Identity-0)."""
    top = font["CFF "].cff.topDictIndex[0]
    if not hasattr(top, "ROS"):
        return
    names = [".notdef", *(f"cid{index:05d}" for index in range(1, len(top.charset)))]
    strings = top.CharStrings
    strings.charStrings = {
        new: strings.charStrings[old] for new, old in zip(names, top.charset, strict=True)
    }
    top.charset = names
    top.ROS = ("Adobe", "Identity", 0)
    top.CIDCount = len(names)


def rename(font: TTFont, family: str, style: str, note: str) -> None:
    """Name the face anew; the copyright, the makers and the licence stay as they were."""
    old = font["name"]
    keep = {number: old.getDebugName(number) for number in (0, 7, 8, 9, 11, 12, 13, 14)}
    version = old.getDebugName(5) or "Version 1.0"
    table = font["name"] = newTable("name")
    table.names = []
    postscript = f"{family.replace(' ', '')}-{style}"
    full = family if style == "Regular" else f"{family} {style}"
    legacy = {"BoldItalic": "Bold Italic"}.get(style, style)
    new = {1: family, 2: legacy, 3: f"{postscript};{version}", 4: full, 5: version, 6: postscript}
    for number, text in sorted({**keep, **new, 10: note}.items()):
        if text:
            table.setName(text, number, 3, 1, 0x409)
    if "CFF " in font:
        _rename_cff(font, postscript, family, full)


def _rename_cff(font: TTFont, postscript: str, family: str, full: str) -> None:
    cff = font["CFF "].cff
    cff.fontNames = [postscript]
    top = cff.topDictIndex[0]
    top.FamilyName, top.FullName = family, full


def set_style(font: TTFont, weight: int, italic: bool) -> None:
    """Say the weight and slant where programs look for them."""
    bold = weight >= 700
    font["OS/2"].usWeightClass = weight
    selection = font["OS/2"].fsSelection & ~0b1100001
    selection |= (1 if italic else 0) | (32 if bold else 0) | (0 if bold or italic else 64)
    font["OS/2"].fsSelection = selection
    font["head"].macStyle = (1 if bold else 0) | (2 if italic else 0)
