"""The names of CSS: what the engine knows, what CSS has besides, and words that values use.

Suggestions are looked for among these. A property that CSS has and the engine lacks is told
from one that nobody has.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path


def _words(name: str) -> tuple[str, ...]:
    return tuple(Path(__file__).with_name(name).read_text(encoding="ascii").split())


#: Properties of CSS (W3C, all levels) that the engine does not know, where a designer of pages
#: may well reach for them.
UNSUPPORTED = frozenset(_words("unsupported.txt"))

#: Functions that values are made of; a misspelt one is looked for among them.
FUNCTIONS = ("attr", "calc", "clamp", "content", "counter", "counters", "device-cmyk", "element",
             "fit-content", "hsl", "linear-gradient", "max", "min", "minmax", "oklch",
             "radial-gradient", "repeat", "rgb", "rotate", "round", "scale", "string",
             "target-counter", "target-text", "translate", "url", "var")  # fmt: skip

#: Words that values are made of; a misspelt one is looked for among them.
KEYWORDS = _words("keywords.txt")

UNITS = ("pt", "mm", "cm", "in", "px", "pc", "q", "em", "rem", "ch", "ex", "lh", "rlh", "ic",
         "vw", "vh", "vmin", "vmax", "deg", "rad", "turn", "dpi", "dpcm", "dppx")  # fmt: skip

PSEUDO_CLASSES = (
    "active", "any-link", "checked", "disabled", "empty", "enabled", "first-child",
    "first-of-type", "focus", "has", "hover", "is", "lang", "last-child", "last-of-type", "link",
    "not", "nth-child", "nth-last-child", "nth-last-of-type", "nth-of-type", "only-child",
    "only-of-type", "root", "scope", "target", "visited", "where",
)  # fmt: skip
PSEUDO_ELEMENTS = (
    "before", "after", "marker", "first-line", "first-letter", "footnote-call",
    "footnote-marker",
)  # fmt: skip
PAGE_SELECTORS = ("first", "left", "right", "blank", "nth")
MEDIA = ("all", "print", "screen", "speech", "and", "not", "only")
AT_RULES = ("import", "media", "page", "font-face", "layer", "counter-style", "color-profile")


@cache
def supported() -> frozenset[str]:
    """Every property the engine takes, ours included."""
    from weasyprint.css.validation.expanders import EXPANDERS
    from weasyprint.css.validation.properties import PROPERTIES

    return frozenset(PROPERTIES) | frozenset(EXPANDERS)


@cache
def not_for_print() -> frozenset[str]:
    """Properties that mean nothing on paper: the engine leaves them out without a word."""
    from weasyprint.css.validation import NOT_PRINT_MEDIA

    return frozenset(NOT_PRINT_MEDIA)


@cache
def colours() -> tuple[str, ...]:
    """The names of colours."""
    from tinycss2 import color4

    return tuple(sorted(getattr(color4, "_COLOR_KEYWORDS", ())))
