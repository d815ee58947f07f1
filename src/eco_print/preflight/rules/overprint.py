"""What overprints and what knocks out: black text over colours, and never white.

ISO 32000-1, 8.6.7; GWG 2015, overprint; ISO 19005-3, 6.2.4.2.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...diagnostics import Text
from ..marks import Kind, Mark
from .colours import KINDS, called
from .rule import ERROR, WARNING, Case, Hit, finds, rule
from .stacking import PANELS, lies_on

_OVERPRINT = "ISO 32000-1, 8.6.7; GWG 2015, overprint"
_SOME_INK = 0.05

KNOCKED_OUT = rule(
    *("black-text-knockout", _OVERPRINT),
    *("黑字没有叠印，把底色镂空了", "black text knocks out what lies below it"),
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
            if mark.kind in PANELS:
                below.append(mark)
            elif _knocks_out(mark) and lies_on(mark.box, below, _coloured):
                light = mark.size >= case.limits.black_text_pt
                named = mark.font.label if mark.font is not None else None
                severity = WARNING if light else None
                yield Hit(KNOCKED_OUT, page.place(mark.box), named, severity=severity)


def _knocks_out(mark: Mark) -> bool:
    """Whether it is black text that leaves nothing of what is below."""
    inks = mark.inks or {}
    return (
        mark.font is not None
        and not mark.blank
        and not mark.transparent
        and set(inks) == {"Black"}
        and inks["Black"] >= 0.95
        and not _overprints(mark)
    )


def _overprints(mark: Mark) -> bool:
    """Whether the plates it does not use keep what is below (ISO 32000-1, table 148)."""
    family = mark.paint.space.root.family
    if not mark.overprint:
        return False
    return family in {"Separation", "DeviceN"} or (
        family == "DeviceCMYK" and mark.overprint_mode == 1
    )


def _coloured(mark: Mark) -> bool:
    """Whether a mark has inks other than black."""
    if mark.paint.white:
        return False
    if mark.paint.many or mark.inks is None:
        return mark.inks is None or bool(set(mark.inks) - {"Black"})
    return any(tint > _SOME_INK for plate, tint in mark.inks.items() if plate != "Black")


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
