"""Pass `control`: characters that cannot be seen and do not belong in a report.

Control characters, zero-width and bidirectional ones come from web pages and word processors.
They would reach the page as boxes, hide words from a search, or turn a line round. All are
removed, each with its place; a warning names each kind once. Joiners inside emoji and in scripts
that need them stay, and so do variation selectors, which choose the form of a name's character.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from ...diagnostics import Severity, Text
from ..patterns import lazy
from ..strips import Edit
from .passes import Doubt, Proposal, Texts

_NEEDS_JOINER = "\u0600-\u0dff\u0f00-\u109f\u1780-\u18af\u2600-\u27bf\ufe0f\U0001f000-\U0001faff"
_UNWANTED = lazy(
    "[\x01-\x08\x0e-\x1b\x7f-\x84\x86-\x9f"
    "\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f"
    "\ufeff\ufff9-\ufffc\ufdd0-\ufdef\ufffe\uffff\U000e0000-\U000e007f]"
    f"|(?<![{_NEEDS_JOINER}])[\u200c\u200d]|[\u200c\u200d](?![{_NEEDS_JOINER}])"
)
_TURNING = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_HARMLESS = "\u00ad\u200b\u2060\ufeff"
"""These only allow or forbid a line break; losing them is worth no more than a note."""


def repair(texts: Texts) -> Proposal:
    """Remove what cannot be seen; say once for each character what and where it was."""
    edits = tuple(
        tuple(Edit(match.start(), match.end(), "") for match in _UNWANTED.finditer(text))
        for text in texts
    )
    return Proposal(edits, tuple(_doubts(texts, edits)))


def _doubts(texts: Texts, edits: Sequence[Sequence[Edit]]) -> list[Doubt]:
    first: dict[str, tuple[int, int]] = {}
    count: dict[str, int] = {}
    for index, (text, found) in enumerate(zip(texts, edits, strict=True)):
        for edit in found:
            char = text[edit.start]
            first.setdefault(char, (index, edit.start))
            count[char] = count.get(char, 0) + 1
    return [_doubt(char, *place, count[char]) for char, place in first.items()]


def _family(char: str) -> str:
    """What a character is, in Chinese: Unicode's own names are English."""
    if char in _HARMLESS or char in "\u200c\u200d\u180e":
        return "零宽字符"
    if unicodedata.category(char) == "Cc":
        return "控制字符"
    return "书写方向控制符" if char in _TURNING else "看不见的字符"


def _doubt(char: str, index: int, start: int, count: int) -> Doubt:
    name = unicodedata.name(char, "control character")
    code = f"U+{ord(char):04X}"
    return Doubt(
        "control-character",
        index,
        start,
        start + 1,
        Text(
            zh=f"{_family(char)} {code}，已去掉 {count} 处",
            en=f"invisible character {code} ({name}), removed in {count} place(s)",
        ),
        severity=Severity.NOTE if char in _HARMLESS else Severity.WARNING,
    )
