"""TrueType and OpenType: the table directory, and the codes that a `cmap` maps (ISO/IEC 14496-22).

Of a cmap the formats are read that programs embedded in PDFs have: 0, 4, 6 and 12. A code is
looked up where it stands, so that a table costs what is asked of it, whatever it says of its size.
"""

from __future__ import annotations

import sys
from array import array
from bisect import bisect_left
from struct import unpack

from msgspec import Struct

from .pieces import DamagedError, number, piece

SIGNATURES = frozenset((b"\0\1\0\0", b"true", b"OTTO", b"ttcf"))
_READ = frozenset((0, 4, 6, 12))
_VARIATIONS = 14  # says which glyph a code has before a selector, not whether it has one
_TABLES_LIMIT = 64  # more than any face has


def table(face: bytes, name: bytes) -> bytes | None:
    """A table of a face, of the first one in a collection; None when it has no such table.

    Raises:
        DamagedError: when directory or table lie outside the face.
    """
    found = places(face).get(name)
    return None if found is None else piece(face, *found)


def places(face: bytes) -> dict[bytes, tuple[int, int]]:
    """Where the tables of a face start, and how long they are; the first of a name counts.

    Raises:
        DamagedError: when the directory lies outside the face.
    """
    start = number(face, 12, 4) if face[:4] == b"ttcf" else 0
    found: dict[bytes, tuple[int, int]] = {}
    for entry in range(number(face, start + 4)):
        name, _, offset, length = unpack(">4s3I", piece(face, start + 12 + 16 * entry, 16))
        found.setdefault(name, (offset, length))
    return found


def see_outlines(face: bytes) -> None:
    """See that a TrueType face is all there, its outlines too, as far as tables and places tell.

    Raises:
        DamagedError: when a table ends after the face does, or places of glyphs lie outside theirs.
    """
    tables = places(face)
    if any(offset + length > len(face) for offset, length in tables.values()):
        raise DamagedError("a table outside the program")
    if not {b"glyf", b"loca", b"head"} <= tables.keys():
        return
    long = number(face, tables[b"head"][0] + 50) != 0
    width, unit = (4, 1) if long else (2, 2)
    size = (count(face) + 1) * width
    ends = array("I" if long else "H", piece(face, tables[b"loca"][0], size))
    if sys.byteorder == "little":
        ends.byteswap()
    if size > tables[b"loca"][1] or max(ends) * unit > tables[b"glyf"][1]:
        raise DamagedError("glyphs outside their table")


class Cmap(Struct, frozen=True):
    """A cmap: `places` are those of its tables."""

    data: bytes
    places: tuple[int, ...]

    def maps(self, code: int) -> bool:
        """Whether any of the tables maps a code to a glyph."""
        return any(_glyph(self.data, at, code) for at in self.places)


def cmap(data: bytes) -> Cmap | None:
    """The cmap in a table's bytes; None when it has a table of a format that is not read.

    Raises:
        DamagedError: when a table does not lie in those bytes.
    """
    count = number(data, 2)
    places = {number(data, 8 + 8 * record, 4) for record in range(min(count, _TABLES_LIMIT))}
    forms = {at: number(data, at) for at in places}
    wanted = tuple(sorted(at for at, form in forms.items() if form != _VARIATIONS))
    if not wanted or count > _TABLES_LIMIT or any(forms[at] not in _READ for at in wanted):
        return None
    for at in wanted:
        piece(data, at, _length(data, at))
    return Cmap(data, wanted)


def _length(data: bytes, at: int) -> int:
    """The least that a table has to be long for what it says to be there."""
    match number(data, at):
        case 0:
            return 6 + 256
        case 4:
            return 16 + 4 * number(data, at + 6)
        case 6:
            return 10 + 2 * number(data, at + 8)
    return 16 + 12 * number(data, at + 12, 4)


def _glyph(data: bytes, at: int, code: int) -> int:
    """The glyph of a code in the table at a place, 0 for none."""
    match number(data, at):
        case 0:
            return data[at + 6 + code] if code < 256 else 0
        case 4:
            return _in_segments(data, at, code)
        case 6:
            nth = code - number(data, at + 6)
            inside = 0 <= nth < number(data, at + 8)
            return number(data, at + 10 + 2 * nth) if inside else 0
    return _in_groups(data, at, code)


def _in_segments(data: bytes, at: int, code: int) -> int:
    """Format 4: lists of ends, starts, shifts and places of glyph numbers, a segment in each."""
    size = number(data, at + 6)
    ends, starts = at + 14, at + 16 + size
    nth = bisect_left(range(size // 2), code, key=lambda item: number(data, ends + 2 * item))
    if nth == size // 2 or code < (first := number(data, starts + 2 * nth)):
        return 0
    shift, place = (number(data, starts + part * size + 2 * nth) for part in (1, 2))
    if place == 0:
        return (code + shift) & 0xFFFF
    listed = starts + 2 * size + 2 * nth + place + 2 * (code - first)
    glyph = number(data, listed) if listed + 2 <= len(data) else 0
    return (glyph + shift) & 0xFFFF if glyph else 0


def _in_groups(data: bytes, at: int, code: int) -> int:
    """Format 12: groups of a first code, a last one, and the glyph of the first."""
    count, groups = number(data, at + 12, 4), at + 16
    nth = bisect_left(range(count), code, key=lambda item: number(data, groups + 12 * item + 4, 4))
    if nth == count or code < (first := number(data, groups + 12 * nth, 4)):
        return 0
    return number(data, groups + 12 * nth + 8, 4) + code - first


def count(face: bytes) -> int:
    """How many glyphs a face has (maxp).

    Raises:
        DamagedError: when it does not say.
    """
    found = table(face, b"maxp")
    if found is None:
        raise DamagedError("no maxp table")
    return number(found, 4)
