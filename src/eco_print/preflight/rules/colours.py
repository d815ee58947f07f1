"""Colours for the press: process and spot inks only, spot colours defined once, sound blending.

GWG 2015 and ISO 15930-7, colour; ISO 32000-1, 8.6 and 11.6. PDF/X-4 itself would let ICC-based
RGB through, to be converted at the printer's; a file that is to print as proofed has none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...diagnostics import Text
from ..colour import PROCESS, Space
from ..document import Page
from ..geometry import Box
from ..marks import Kind, Mark
from .rule import ERROR, WARNING, Case, Hit, finds, rule

KINDS = {
    Kind.TEXT: Text("文字", "text"),
    Kind.FILL: Text("填色", "a fill"),
    Kind.STROKE: Text("线条", "a line"),
    Kind.IMAGE: Text("图像", "an image"),
    Kind.SHADING: Text("渐变", "a gradient"),
}
_OVERPRINT = "ISO 32000-1, 8.6.7; GWG 2015, overprint"
_LARGE_TEXT = 24.0
_SOME_INK = 0.05

RGB = rule(
    *("colour-rgb", "GWG 2015, colour; ISO 15930-7, colour"),
    *("有 RGB 颜色", "an RGB colour is used"),
    *(
        "换成 CMYK 或专色；图片按印厂 ICC 转换",
        "use CMYK or spot; convert pictures by the ICC profile",
    ),
    press=ERROR,
)
LAB = rule(
    *("colour-lab", "GWG 2015, colour"),
    *("有 Lab 颜色", "a Lab colour is used"),
    *("换成 CMYK 或专色", "use CMYK or a spot colour"),
    press=ERROR,
)
BLEND_SPACE = rule(
    *("blend-space", "ISO 32000-1, 11.6.6; ISO 15930-7, transparency"),
    *("透明混合不在 CMYK 里进行", "transparency is blended in a space that is not CMYK"),
    *("透明组的 /CS 用 DeviceCMYK 或输出意图的空间", "give the group /CS /DeviceCMYK or none"),
    press=ERROR,
)
SPOT_CLASH = rule(
    *("spot-alternate-clash", "ISO 19005-3, 6.2.4.4; GWG 2015, spot colours"),
    *("同名专色有不同的替代色", "one spot colour has different alternates"),
    *("统一该专色的定义", "define the spot colour once, the same everywhere"),
    press=ERROR,
    archive=ERROR,
)
SPOT_ALIKE = rule(
    *("spot-names-alike", "GWG 2015, spot colours"),
    *("专色名只差写法，会多出一块版", "spot names differ in spelling only: a plate too many"),
    *("统一专色名", "use one spelling"),
    press=WARNING,
)
REGISTRATION = rule(
    *("registration-colour", "ISO 32000-1, 8.6.6.4; GWG 2015, registration colour"),
    *("裁切范围内用了套版色（All）", "the registration colour All is used inside the trim"),
    *("改用黑（K 100）；套版色只用于版外标记", "use K 100; All is for marks outside the trim"),
    press=ERROR,
)
RICH_BLACK = rule(
    *("rich-black-text", "GWG 2015, text"),
    *("黑字由多块版叠成", "black text is made of several inks"),
    *("正文黑字只用 K 100", "set black text in K 100 alone"),
    press=ERROR,
)
MIXED_TEXT = rule(
    *("text-mixed-inks", "GWG 2015, text"),
    *("小字由三种以上油墨叠成，套印稍偏即发虚", "small text is made of three inks or more"),
    *("小字只用一两种油墨", "use one ink or two for small text"),
    press=WARNING,
)
KNOCKED_OUT = rule(
    *("black-text-knockout", _OVERPRINT),
    *("黑字没有叠印，在底色上挖白", "black text knocks out what lies below it"),
    *("黑字设叠印（op true、OPM 1，DeviceCMYK）", "let it overprint (op true, OPM 1, DeviceCMYK)"),
    press=ERROR,
)
WHITE_OVERPRINT = rule(
    *("white-overprint", _OVERPRINT),
    *("白色设了叠印，印出来会消失", "white is set to overprint: it will vanish"),
    *("白色改为镂空（op false）", "let white knock out (op false)"),
    press=ERROR,
)
ICC_OVERPRINT = rule(
    *("overprint-icc-cmyk", "ISO 19005-3, 6.2.4.2"),
    *("ICC CMYK 颜色用了叠印模式 1", "overprint mode 1 is used with ICC-based CMYK"),
    *("改用 DeviceCMYK，或 OPM 0", "use DeviceCMYK, or OPM 0"),
    archive=ERROR,
)


@finds(RGB, LAB)
def models(case: Case) -> Iterator[Hit]:
    for page, mark in case.each():
        space = mark.paint.space
        found = {"rgb": RGB, "lab": LAB}.get(space.kind)
        if found is not None:
            kind = KINDS[mark.kind]
            message = Text(f"{kind.zh}用了 {space}", f"{kind.en} uses {space}")
            yield Hit(found, page.place(mark.box), _named(mark), message)


def _named(mark: Mark) -> str:
    if mark.image is not None:
        return mark.image.object
    return mark.font.label if mark.font is not None else mark.where


@finds(BLEND_SPACE)
def blending(case: Case) -> Iterator[Hit]:
    """A group's space matters only where something on the page is transparent."""
    for page, content in case.document.shown:
        if not any(mark.transparent for mark in content.marks):
            continue
        for oddity in content.oddities:
            kind, _, described = oddity.detail.partition(":")
            if oddity.kind == "group" and kind in {"rgb", "lab"}:
                yield Hit(BLEND_SPACE, page.place(), oddity.object, BLEND_SPACE.saying(described))


# -- spot colours --------------------------------------------------------------------------


@finds(SPOT_CLASH, SPOT_ALIKE)
def spots(case: Case) -> Iterator[Hit]:
    found = spot_definitions(case)
    for named, (definitions, pages) in found.items():
        if len(definitions) > 1:
            alternates = " ≠ ".join(sorted({str(space.base) for space in definitions.values()}))
            said = SPOT_CLASH.saying(alternates)
            yield from (Hit(SPOT_CLASH, page.place(), named, said) for page in pages)
    spellings: dict[str, list[str]] = {}
    for named in found:
        spellings.setdefault(_folded(named), []).append(named)
    for names in spellings.values():
        if len(names) > 1:
            yield Hit(SPOT_ALIKE, object=" / ".join(sorted(names)))


def spot_definitions(case: Case) -> dict[str, tuple[dict[str, Space], list[Page]]]:
    """Every Separation by name: its definitions by digest, and the pages it is on."""
    found: dict[str, tuple[dict[str, Space], list[Page]]] = {}
    for page, content in case.document.shown:
        spaces = {id(mark.paint.space.root): mark.paint.space.root for mark in content.marks}
        for space in spaces.values():
            if space.family != "Separation" or space.names[0] in {"All", "None", *PROCESS}:
                continue
            definitions, pages = found.setdefault(space.names[0], ({}, []))
            definitions.setdefault(space.digest, space)
            if page not in pages:
                pages.append(page)
    return found


def _folded(named: str) -> str:
    """A spot name without what people write differently: case, spaces, C/CV/CVC, U."""
    folded = re.sub(r"[\s_-]+", "", named).lower()
    return re.sub(r"(?<=\d)(cvc|cvu|cv|cp|c|u)$", "", folded)


@finds(REGISTRATION)
def registration(case: Case) -> Iterator[Hit]:
    for page, mark in case.each():
        if page.trim_given and mark.inks and mark.inks.get("All", 0) > _SOME_INK:
            yield Hit(REGISTRATION, page.place(mark.box), _named(mark))


# -- text and overprint --------------------------------------------------------------------


@finds(RICH_BLACK, MIXED_TEXT)
def text_inks(case: Case) -> Iterator[Hit]:
    for page, mark in case.each():
        if mark.kind is not Kind.TEXT or not mark.inks or mark.font is None:
            continue
        used = {plate: tint for plate, tint in mark.inks.items() if tint > _SOME_INK}
        place, said = page.place(mark.box), _tints(used)
        if _looks_black(used) and mark.size < _LARGE_TEXT:
            severity = None if mark.size < case.limits.black_text_pt else WARNING
            yield Hit(RICH_BLACK, place, mark.font.label, RICH_BLACK.saying(said), severity)
        elif len(used) >= 3 and mark.size < case.limits.mixed_text_pt:
            yield Hit(MIXED_TEXT, place, mark.font.label, MIXED_TEXT.saying(said))


def _looks_black(inks: dict[str, float]) -> bool:
    """Black with another ink under it, or cyan, magenta and yellow making black."""
    black = inks.get("Black", 0.0)
    others = [inks.get(plate, 0.0) for plate in PROCESS[:3]]
    if black >= 0.85:
        return len(inks) > 1
    return min(others) >= 0.5 and min(others) + black >= 0.9


def _tints(inks: dict[str, float]) -> str:
    return " ".join(f"{plate} {tint * 100:.0f}" for plate, tint in inks.items())


@finds(KNOCKED_OUT)
def black_text(case: Case) -> Iterator[Hit]:
    """Black text knocked out of a colour shows white rims as soon as the plates shift."""
    for page, marks in case.printed:
        below: list[Mark] = []
        for mark in marks:
            if mark.kind in {Kind.FILL, Kind.IMAGE, Kind.SHADING}:
                below.append(mark)
            elif _black_text(mark) and not _overprints(mark) and _on_colour(mark.box, below):
                light = mark.size >= case.limits.black_text_pt
                named = mark.font.label if mark.font is not None else None
                severity = WARNING if light else None
                yield Hit(KNOCKED_OUT, page.place(mark.box), named, severity=severity)


def _black_text(mark: Mark) -> bool:
    inks = mark.inks or {}
    return (
        mark.kind is Kind.TEXT
        and not mark.blank
        and not mark.transparent
        and set(inks) == {"Black"}
        and inks["Black"] >= 0.95
    )


def _overprints(mark: Mark) -> bool:
    """Whether the plates it does not use keep what is below (ISO 32000-1, table 148)."""
    family = mark.paint.space.root.family
    if not mark.overprint:
        return False
    return family in {"Separation", "DeviceN"} or (
        family == "DeviceCMYK" and mark.overprint_mode == 1
    )


def _on_colour(box: Box, below: list[Mark]) -> bool:
    """Whether inks other than black lie right under the box, not covered by something since."""
    for mark in reversed(below):
        if not mark.box.overlaps(box):
            continue
        if mark.paint.many or mark.inks is None:
            coloured = mark.inks is None or bool(set(mark.inks) - {"Black"})
        else:
            coloured = any(tint > _SOME_INK for p, tint in mark.inks.items() if p != "Black")
        if coloured and not mark.paint.white:
            return True
        if mark.box.holds(box) and not mark.transparent and not mark.overprint:
            return False
    return False


@finds(WHITE_OVERPRINT)
def white(case: Case) -> Iterator[Hit]:
    for page, mark in case.each():
        if mark.overprint and mark.paint.white and mark.kind is not Kind.IMAGE:
            severity = None if _overprints(mark) else WARNING
            kind = KINDS[mark.kind]
            message = Text(f"白色{kind.zh}设了叠印", f"{kind.en} in white is set to overprint")
            yield Hit(WHITE_OVERPRINT, page.place(mark.box), _named(mark), message, severity)


@finds(ICC_OVERPRINT)
def managed_overprint(case: Case) -> Iterator[Hit]:
    for page, mark in case.each():
        space = mark.paint.space.root
        managed = space.family == "ICCBased" and space.kind == "cmyk"
        if managed and mark.overprint and mark.overprint_mode == 1:
            yield Hit(ICC_OVERPRINT, page.place(mark.box), _named(mark))


CHECKS = (models, blending, spots, registration, text_inks, black_text, white, managed_overprint)
