"""The values that settings may have where there are only a few, named once.

The settings file, the flags and the stages that act on them all read them here.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from .diagnostics import Text

#: The kinds of repair; `eco_print.reading.REPAIR_KINDS` says what each does.
Repair = Literal[
    "control",
    "dash",
    "ellipsis",
    "furniture",
    "mangled",
    "markup",
    "ornament",
    "pinyin",
    "placeholder",
    "punctuation",
    "quotes",
    "script",
    "spaces",
    "width",
]

#: Which characters a report is set in: decided by its text, Simplified, Traditional, as it is.
Script = Literal["auto", "hans", "hant", "keep"]

#: Who sets Chinese lines: eco-print, or the engine alone.
Composition = Literal["eco", "engine"]

#: How pages lie on the sheet: one by one, or as printer's spreads for saddle stitching.
Imposition = Literal["none", "booklet"]

#: The part and level of PDF/A (ISO 19005) that archive files keep to.
Conformance = Literal["3a", "2u", "3u", "4f"]


def offered(given: str, known: Sequence[str]) -> Text:
    """Which values there are besides the one given, and which of them was probably meant."""
    from difflib import get_close_matches

    guess = Text(zh="", en="")
    if near := get_close_matches(given.lower(), known, n=1):
        guess = Text(zh=f"是不是“{near[0]}”？", en=f"Did you mean “{near[0]}”? ")
    return Text(
        zh=f"{guess.zh}可用的值：{'、'.join(known)}",
        en=f"{guess.en}The values are: {', '.join(known)}",
    )
