"""Whether every character can be printed, by a declared face, before a page is drawn.

The engine takes any face that has a character, and draws an empty box when none has. Both
are found here from the laid-out text itself: the families each text asks for against the
font set's coverage.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from typing import Any

from msgspec import Struct

from ..diagnostics import Diagnostic, Text, error
from ..markup import PLACE_ATTRIBUTE
from ..source import Source, Span

#: Characters that need no glyph. Private ones do, and those that Unicode has added since: names.
_INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Zs", "Zl", "Zp"})


class SetText(Struct, frozen=True):
    """A text box: its text, the families it asks for, and the place of its element."""

    text: str
    families: tuple[str, ...]
    place: str | None


def set_texts(pages: Iterable[Any]) -> Iterator[SetText]:
    """Every text box of the laid-out pages."""
    for page in pages:
        for box in page._page_box.descendants(placeholders=True):
            if text := getattr(box, "text", None):
                yield SetText(text, tuple(box.style["font_family"]), _place_of(box))


def _place_of(box: Any) -> str | None:
    element = box.element
    return element.get(PLACE_ATTRIBUTE) if hasattr(element, "get") else None


def needs_glyph(char: str) -> bool:
    """Whether a character is drawn at all."""
    return unicodedata.category(char) not in _INVISIBLE and not (
        0xFE00 <= ord(char) <= 0xFE0F or 0xE0100 <= ord(char) <= 0xE01EF
    )


def missing_glyph(
    char: str, families: Iterable[str], place: str | None, source: Source
) -> Diagnostic:
    """The finding for a character that none of the declared faces has."""
    span = _find(char, place, source)
    tried = "、".join(families)
    return error(
        "glyph-missing",
        Text(
            zh=f"没有字体有“{char}”（U+{ord(char):04X}）；试过：{tried}",
            en=f"no face has “{char}” (U+{ord(char):04X}); tried: {tried}",
        ),
        source=source if span else None,
        span=span,
        hint=Text(
            zh=f"把有 U+{ord(char):04X} 的字体放进 fonts/；"
            f"可用 eco-print fonts --covers {char} 查找",
            en=f"add a face that has U+{ord(char):04X} to fonts/, or see "
            f"eco-print fonts --covers {char}",
        ),
    )


def _find(char: str, place: str | None, source: Source) -> Span | None:
    """Where the source has the character: from its element's place on, else from the start."""
    first = int(place.partition(":")[0]) if place else 1
    for start in (first, 1):
        for number in range(start, len(source.lines) + 1):
            if (index := source.lines[number - 1].find(char)) >= 0:
                return Span.at(number, index + 1)
    return None
