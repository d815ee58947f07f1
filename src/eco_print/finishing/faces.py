"""Embedded faces, as small as they can be.

The painter embeds CFF faces as OpenType files that keep a place for every glyph of the face,
used or not, and tables that only layout needs. In: such a face, and the glyphs that the
document uses. Out: the bare CFF program (ISO 32000-1, 9.9, CIDFontType0C) with those glyphs
alone, each under its old number, so that nothing else in the file changes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import pikepdf
from pikepdf import Name

from ..font_programs.sfnt import table
from .cff import subset


def compact_faces(pdf: pikepdf.Pdf) -> None:
    """Make every embedded CFF face of a document a bare one, in place."""
    programs: dict[tuple[int, int], Any] = {}
    used: dict[tuple[int, int], set[int]] = {}
    for item in pdf.objects:
        if isinstance(item, pikepdf.Dictionary) and item.get("/Subtype") == Name.CIDFontType0:
            program = item.FontDescriptor.get("/FontFile3")
            if program is not None and program.get("/Subtype") == Name.OpenType:
                programs[program.objgen] = program
                used.setdefault(program.objgen, set()).update(_measured(item.get("/W", ())))
    for number, program in programs.items():
        try:
            bare = subset(table(program.read_bytes(), b"CFF ") or b"", used[number])
        except (ValueError, LookupError):
            continue  # it stays as it is: larger, and as good
        program.write(bare)
        program.Subtype = Name.CIDFontType0C


def _measured(widths: Iterable[Any]) -> Iterator[int]:
    """The glyphs that a W array has a width for (ISO 32000-1, 9.7.4.3)."""
    items = iter(widths)
    for first in items:
        following = next(items)
        if isinstance(following, pikepdf.Array):
            yield from range(int(first), int(first) + len(following))
        else:
            next(items)
            yield from range(int(first), int(following) + 1)
