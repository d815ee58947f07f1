"""What the attributes of HTML elements say of the text in them.

In: an element, and what held around it. Out: the style of its text (bold, italics, link), and the
manner of its lines (how they are aligned, what they are for).
"""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from ...report import Role
from ..manuscript import Align
from ..patterns import lazy
from ..strips import Style
from .html_tree import Element

_BOLD = lazy(r"font-weight\s*:\s*(?:bold|[6-9]00)")
_ALIGNED = lazy(r"text-align\s*:\s*(\w+)")
_ALIGNMENTS: dict[str, Align] = {"center": "center", "right": "right", "end": "right"}
_ROLES: dict[str, Role] = {"salutation": "salutation", "signature": "signature", "date": "date"}
"""Classes that name what a line is for, as our own templates write them."""


class Manner(Struct, frozen=True):
    """What a line is going to be, as `manuscript.Line` has it."""

    role: str = "paragraph"
    align: Align = ""
    says: Role = ""


def manner(element: Element, around: Manner) -> Manner:
    """The manner of the lines in a block, which takes from the blocks around what it leaves."""
    given = element.attributes
    css = _ALIGNED.search(given.get("style", ""))
    align = (css[1] if css else given.get("align", "")).lower()
    if element.tag == "center":
        align = "center"
    classes = given.get("class", "").lower().split()
    says = next((_ROLES[name] for name in classes if name in _ROLES), around.says)
    return Manner(
        "paragraph",
        _ALIGNMENTS.get(align, "") if align else around.align,
        "signature" if element.tag == "address" else says,
    )


def styled(element: Element, style: Style) -> Style:
    """The style of the text in an element."""
    css = element.attributes.get("style", "")
    if element.tag in ("b", "strong") or _BOLD.search(css):
        style = replace(style, strong=True)
    if element.tag in ("i", "em"):
        style = replace(style, emphasis=True)
    target = element.attributes.get("href", "") if element.tag == "a" else ""
    if target and not target.lower().startswith("javascript:"):
        style = replace(style, link=target)
    return style
