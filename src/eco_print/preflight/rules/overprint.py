"""What overprints and what knocks out: black text over colours, and never white.

ISO 32000-1, 8.6.7; GWG 2015, overprint; ISO 19005-3, 6.2.4.2.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...diagnostics import Text
from ..geometry import Box
from ..marks import Kind, Mark
from .colours import KINDS, called
from .rule import ERROR, WARNING, Case, Hit, finds, rule

_OVERPRINT = "ISO 32000-1, 8.6.7; GWG 2015, overprint"
_SOME_INK = 0.05

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
            yield Hit(WHITE_OVERPRINT, page.place(mark.box), called(mark), message, severity)


@finds(ICC_OVERPRINT)
def managed_overprint(case: Case) -> Iterator[Hit]:
    for page, mark in case.each():
        space = mark.paint.space.root
        managed = space.family == "ICCBased" and space.kind == "cmyk"
        if managed and mark.overprint and mark.overprint_mode == 1:
            yield Hit(ICC_OVERPRINT, page.place(mark.box), called(mark))


CHECKS = (black_text, white, managed_overprint)
