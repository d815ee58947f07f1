"""Compact Font Format: the lists and dictionaries that programs are made of, and their glyphs.

Clauses are those of Adobe Technical Note 5176.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from . import predefined
from .pieces import DamagedError, number, piece

CHARSET, ENCODING, CHARSTRINGS, PRIVATE, SUBRS = 15, 16, 17, 18, 19
ROS, FD_ARRAY, FD_SELECT = (12, 30), (12, 36), (12, 37)
STANDARD_STRINGS = 391
_NAME_LIMIT = 127  # bytes of a name (ISO 32000-1, annex C)

Operator = int | tuple[int, int]


class Index(Struct, frozen=True):
    """A list of byte strings in a program, and where it ends. Items are cut out when asked for.

    Raises DamagedError for an item that is not there.
    """

    data: bytes
    count: int
    width: int
    offsets: int
    end: int

    def __getitem__(self, item: int) -> bytes:
        start, end = self.extent(item)
        return self.data[start:end]

    def __iter__(self) -> Iterator[bytes]:
        return (self[item] for item in range(self.count))

    def extent(self, item: int) -> tuple[int, int]:
        """Where an item starts and ends in the program."""
        if not 0 <= item < self.count:
            raise DamagedError("a place outside a list")
        start, end = self.place(item), self.place(item + 1)
        if not start <= end <= len(self.data):
            raise DamagedError("a list out of order")
        return start, end

    def place(self, item: int) -> int:
        """Where an item starts, or for the number after the last where the list ends."""
        base = self.offsets + (self.count + 1) * self.width - 1
        return base + number(self.data, self.offsets + item * self.width, self.width)


def read_index(data: bytes, start: int) -> Index:
    """The list that begins at a place (clause 5).

    Raises:
        DamagedError: when the program ends before the list does.
    """
    count = number(data, start)
    if count == 0:
        return Index(data, 0, 1, start + 2, start + 2)
    width = number(data, start + 2, 1)
    index = Index(data, count, width, start + 3, 0)
    end = index.place(count)
    if not (1 <= width <= 4 and index.place(0) <= end <= len(data)):
        raise DamagedError("a list without end")
    return Index(data, count, width, start + 3, end)


def read_dict(data: bytes) -> dict[Operator, bytes]:
    """The entries of a dictionary: the operands of each operator as they are coded (clause 4)."""
    found: dict[Operator, bytes] = {}
    start = at = 0
    while at < len(data):
        first = data[at]
        if first <= 21:
            long = first == 12
            found[(12, number(data, at + 1, 1)) if long else first] = data[start:at]
            start = at = at + 1 + long
        else:
            at += _operand_length(data, at)
    return found


def _operand_length(data: bytes, at: int) -> int:
    match data[at]:
        case 28:
            return 3
        case 29:
            return 5
        case 30:  # a real number, two digits a byte, up to a byte with F in it
            end = at + 1
            while end < len(data) and data[end] & 15 != 15 and data[end] >> 4 != 15:
                end += 1
            return end - at + 1
        case first if first >= 247:
            return 2
    return 1


def whole_numbers(operands: bytes) -> list[int]:
    """Operands that are whole numbers.

    Raises:
        DamagedError: when the last of them is cut off.
    """
    values, at = [], 0
    while at < len(operands):
        first, length = operands[at], _operand_length(operands, at)
        rest = piece(operands, at + 1, length - 1)
        if first in (28, 29):
            values.append(int.from_bytes(rest, "big", signed=True))
        elif first >= 251:
            values.append(-(first - 251) * 256 - rest[0] - 108)
        elif first >= 247:
            values.append((first - 247) * 256 + rest[0] + 108)
        else:
            values.append(first - 139)
        at += length
    return values


def whole_number(operands: bytes) -> int:
    """The last of some operands, a whole number."""
    values = whole_numbers(operands)
    if not values:
        raise DamagedError("an operator without operands")
    return values[-1]


class Program(Struct, frozen=True):
    """The parts of a program that say where the others are."""

    data: bytes
    name: bytes
    top: dict[Operator, bytes]
    strings: Index
    routines: Index
    outlines: Index


def read(data: bytes) -> Program:
    """The head of a program.

    Raises:
        DamagedError: when it has none, or no outlines.
    """
    if number(data, 0, 1) != 1:
        raise DamagedError("no version 1 of the format")
    names = read_index(data, number(data, 2, 1))
    tops = read_index(data, names.end)
    strings = read_index(data, tops.end)
    top = read_dict(tops[0])
    if CHARSTRINGS not in top:
        raise DamagedError("no outlines")
    routines = read_index(data, strings.end)
    outlines = read_index(data, whole_number(top[CHARSTRINGS]))
    return Program(data, names[0], top, strings, routines, outlines)


def charset(program: Program) -> list[int]:
    """The CID of every glyph, or the number of the string that is its name (clause 13).

    Raises:
        DamagedError: when the program ends before its charset does.
    """
    start, count = whole_number(program.top.get(CHARSET, b"\x8b")), program.outlines.count
    if 0 <= start <= 2:  # means nothing in a font with CIDs; readers take glyph numbers for them
        return list(range(count)) if ROS in program.top else predefined.charset(start)[:count]
    form = number(program.data, start, 1)
    if form == 0:
        listed = piece(program.data, start + 1, 2 * (count - 1)) if count else b""
        return [0, *(int.from_bytes(listed[at : at + 2], "big") for at in range(0, len(listed), 2))]
    if form > 2:
        raise DamagedError("a charset of no known format")
    return _ranges(program.data, start + 1, form, count)


def _ranges(data: bytes, at: int, width: int, count: int) -> list[int]:
    """Formats 1 and 2: the first of a run, and how many more are in it, in `width` bytes."""
    found = [0]
    while len(found) < count:
        first, more = number(data, at), number(data, at + 2, width)
        found.extend(range(first, first + more + 1))
        at += 2 + width
    return found[:count]


def names(program: Program) -> frozenset[str]:
    """The names of the glyphs of a program without CIDs, but for .notdef."""
    return frozenset(_string(program, number) for number in set(charset(program)) - {0})


def _string(program: Program, wanted: int) -> str:
    if wanted < STANDARD_STRINGS:
        return predefined.STRINGS[wanted]
    start, end = program.strings.extent(wanted - STANDARD_STRINGS)
    if end - start > _NAME_LIMIT:
        raise DamagedError("a name too long to be one")
    return program.data[start:end].decode("latin-1")
