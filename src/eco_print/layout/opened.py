"""The faces as the engine has opened them, kept from one document to the next.

A `FontConfiguration` of the engine reads fontconfig's configuration, opens faces and remembers
what it measured; the composer keeps the glyphs it had shaped with it, and here what was cut out
of the faces for a PDF. All of it hangs on the declared faces alone, so that documents set with
the same faces share it. One that a stylesheet brought faces into (`@font-face`) serves no second
document: the engine knows such faces by their rule, not by what their file holds now.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

from weasyprint.pdf.fonts import Font
from weasyprint.text.fonts import FontConfiguration

from ..fonts import FontSet, fontconfig
from .colouring import replaced

#: Combinations of face, size and leading after which one begins afresh; a report has a dozen.
MOST_STYLES: Final = 120
#: Cut faces that are kept; one is some hundred kilobytes.
MOST_SUBSETS: Final = 24

_kept: dict[str, FontConfiguration] = {}


def opened_faces(fonts: FontSet) -> FontConfiguration:
    """The engine's view of a font set, the same as last time where that can be."""
    key = str(fontconfig.write(fonts))  # named after what the faces hold
    known = _kept.get(key)
    if known is None or known._folder or len(known.strut_layouts) > MOST_STYLES:
        _kept.clear()
        known = _kept[key] = FontConfiguration()
    return known


@contextmanager
def kept_subsets(document: Any) -> Iterator[None]:
    """While pages are painted: a face is cut once for the same glyphs, not for every PDF."""
    kept = document.font_config.__dict__.setdefault("_eco_subsets", OrderedDict())
    original = Font.subset

    def subset(font: Any, to_unicode: Any, hinting: bool) -> None:
        variations = frozenset(font.variations.items())
        key = (
            font.hash, font.index, len(font.file_content), variations, bool(font.missing),
            hinting, frozenset(to_unicode),
        )  # fmt: skip
        if key not in kept:
            original(font, to_unicode, hinting)
            kept[key] = font.file_content
        font.file_content = kept[key]
        kept.move_to_end(key)
        if len(kept) > MOST_SUBSETS:
            kept.popitem(last=False)

    with replaced(Font, "subset", subset):
        yield


def forget() -> None:
    """Open the faces afresh for the next document."""
    _kept.clear()
