"""The properties of .docx paragraphs, and the styles by which they have most of them.

In: elements of the document and of its styles. Out: how a paragraph is aligned, numbered and
outlined, and what it is for. Styles are resolved along `basedOn`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from ...report import Role
from ..manuscript import Align
from .word_numbering import W

_ALIGNMENTS: dict[str, Align] = {"center": "center", "right": "right", "end": "right"}
_OUTLINES = frozenset("012345678")
"""Levels that make a heading; 9 is body text (17.3.1.20)."""
ROLES = {"title": "title", "subtitle": "subtitle", "caption": "caption", "题注": "caption"}
SAID: dict[str, Role] = {
    "salutation": "salutation",
    "称呼": "salutation",
    "称谓": "salutation",
    "主送机关": "salutation",
    "signature": "signature",
    "签名": "signature",
    "署名": "signature",
    "落款": "signature",
    "date": "date",
    "日期": "date",
    "成文日期": "date",
}
"""What paragraphs are for by their style: Word's own names, and those of offices."""


@dataclass(frozen=True, slots=True)
class ParagraphStyle:
    """What a named style says of its paragraphs."""

    name: str = ""
    level: int = 0
    align: Align = ""
    bold: bool = False
    list_id: str = ""
    depth: int = 0


class Styles:
    """The styles of a document by id, each with what it takes from those it is based on."""

    def __init__(self, root: Any | None) -> None:
        self._elements = {
            str(style.get(f"{W}styleId")): style
            for style in (() if root is None else root.iterfind(f"{W}style"))
        }
        self._known: dict[str, ParagraphStyle] = {"": ParagraphStyle()}

    def style(self, style_id: str) -> ParagraphStyle:
        """The resolved style; an unknown id, or a circle of bases, says nothing."""
        if style_id in self._known:
            return self._known[style_id]
        self._known[style_id] = ParagraphStyle()
        element = self._elements.get(style_id)
        if element is not None:
            base = self.style(value(element, "basedOn"))
            self._known[style_id] = _derived(base, element)
        return self._known[style_id]


def _derived(base: ParagraphStyle, element: Any) -> ParagraphStyle:
    name = value(element, "name").lower()
    level = number(name.removeprefix("heading ")) or base.level
    outline = value(element, "pPr", "outlineLvl")
    if outline in _OUTLINES:
        level = number(outline) + 1
    list_id, depth = numbered(element.find(f"{W}pPr"))
    nested = re.fullmatch(r"list (?:bullet|number) ([2-5])", name)
    depth = int(nested[1]) - 1 if nested else depth
    said = alignment(element.find(f"{W}pPr"))
    return ParagraphStyle(
        name,
        level,
        base.align if said is None else said,
        base.bold if (bold := switched(element.find(f"{W}rPr"), "b")) is None else bold,
        list_id or base.list_id,
        depth if list_id else base.depth,
    )


def value(element: Any, *path: str) -> str:
    """The w:val of a descendant, "" when there is none."""
    found = None if element is None else element.find("/".join(f"{W}{step}" for step in path))
    return "" if found is None else str(found.get(f"{W}val", ""))


def alignment(properties: Any | None) -> Align | None:
    """How paragraph properties align (17.3.1.13), None where they do not say."""
    return _ALIGNMENTS.get(jc, "") if (jc := value(properties, "jc")) else None


def number(text: str, most: int = 1000) -> int:
    """A whole number up to `most`, 0 for anything else."""
    return min(int(text), most) if text.isascii() and text.isdigit() and len(text) < 9 else 0


def switched(properties: Any | None, name: str) -> bool | None:
    """A toggle property (17.7.3): on, off, or not said."""
    found = None if properties is None else properties.find(f"{W}{name}")
    if found is None:
        return None
    return found.get(f"{W}val", "1") not in ("0", "false", "off", "none")


def numbered(properties: Any | None) -> tuple[str, int]:
    """The list and depth that paragraph properties name, ("", 0) for none."""
    list_id = value(properties, "numPr", "numId")
    return list_id, min(8, number(value(properties, "numPr", "ilvl")))
