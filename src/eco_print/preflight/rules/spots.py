"""Spot inks: each defined once and spelled one way, so that there is one plate for it.

GWG 2015, spot colours; ISO 32000-1, 8.6.6.4.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...diagnostics import Text
from ..colour import Space
from ..document import Page
from ..geometry import MM
from ..tints import PROCESS
from .colours import called
from .rule import ERROR, WARNING, Case, Hit, finds, reaches, rule

_SOME_INK = 0.05
_TOLERANCE = 0.1 * MM
_PROCESS_SPELLINGS = {
    **dict.fromkeys(("cyan", "processcyan", "c", "青", "青色"), "Cyan"),
    **dict.fromkeys(("magenta", "processmagenta", "m", "品红", "品"), "Magenta"),
    **dict.fromkeys(("yellow", "processyellow", "y", "黄", "黄色"), "Yellow"),
    **dict.fromkeys(("black", "processblack", "k", "黑", "黑色", "单黑"), "Black"),
}

SPOT_CLASH = rule(
    "spot-alternate-clash",
    "ISO 15930-7:2010, 6.4; ISO 19005-3, 6.2.4.4; GWG 2015, spot colours",
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
_IN_BLEED = Text("套版色标记伸进了出血", "marks in the registration colour reach into the bleed")


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
    for folded, names in spellings.items():
        process = _PROCESS_SPELLINGS.get(folded)
        if process or len(names) > 1:
            yield Hit(SPOT_ALIKE, object=" / ".join(sorted((*names, *filter(None, (process,))))))


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
    """Marks in the bleed show as soon as the cut is a little off."""
    for page, content in case.document.shown:
        near = page.trim.grown(case.limits.bleed_mm * MM / page.unit - _TOLERANCE)
        for mark in content.marks if page.trim_given else ():
            if mark.hidden or mark.blank or (mark.inks or {}).get("All", 0) <= _SOME_INK:
                continue
            place = page.place(mark.box)
            if reaches(mark, page.trim):
                yield Hit(REGISTRATION, place, called(mark))
            elif reaches(mark, near.cut(page.bleed) or page.trim):
                yield Hit(REGISTRATION, place, called(mark), _IN_BLEED, WARNING)


CHECKS = (spots, registration)
