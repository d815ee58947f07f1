"""Embedded font programs: whether they can be read, and which codes reach a glyph in them.

What a program does not say is not known, and then nothing is said to be missing.
"""

from __future__ import annotations

from ..font_programs import DamagedError, Glyphs, glyphs
from .encodings import glyph_text
from .objects import PDF_ERRORS, OverBudgetError, Value
from .objects import read as read_stream

_LIMIT = 64 * 2**20
_SYMBOLIC = (0, 0xF000, 0xF100, 0xF200)  # what a code may have before it (9.6.6.4)


def read(stream: Value) -> Glyphs | None:
    """The glyphs of the program in a stream; None when it cannot be read."""
    try:
        program, whole = read_stream(stream, _LIMIT)
        return glyphs(program) if whole else None
    except (*PDF_ERRORS, OverBudgetError, DamagedError):
        return None


def has_cid(found: Glyphs, cid: int, glyph_of_cid: bytes | None) -> bool:
    """Whether a CID reaches a glyph, by the CIDToGIDMap if there is one (ISO 32000-1, 9.7.4.2)."""
    if glyph_of_cid is not None:
        place = glyph_of_cid[2 * cid : 2 * cid + 2]
        return len(place) == 2 and 0 < int.from_bytes(place, "big") < found.count
    return cid < found.count if found.cids is None else cid in found.cids


def has_code(found: Glyphs, code: int, given: str | None) -> bool:
    """Whether a code of a simple font reaches a glyph (ISO 32000-1, 9.6.6).

    `given` is the name that the font dictionary has for the code.
    """
    if found.names is not None:
        name = given or found.encoding.get(code)
        return name is None or name in found.names
    if found.cmap is None:
        return True
    text = glyph_text(given) if given else None
    if given and text is None:
        return True  # it may be looked up by its name, in a table that is not read
    wanted = {before + code for before in _SYMBOLIC} | {ord(each) for each in (text or "")[:1]}
    return any(map(found.cmap.maps, wanted))
