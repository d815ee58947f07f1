"""Compact Font Format: a face's program with some of its glyphs (Adobe Technical Note 5176).

In: the CFF table of a face whose glyphs are already free of subroutines, and the glyphs wanted.
Out: a program keyed by number (CID) in which every glyph has the number it had as a glyph, which
is what the codes in the painter's text are. Only structure is read and written; outlines are
copied byte for byte. It is done here because the general library takes longer to load than the
rest of finishing takes to run.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct

_CHARSET, _ENCODING, _CHARSTRINGS, _PRIVATE, _SUBRS = 15, 16, 17, 18, 19
_ROS, _FD_ARRAY, _FD_SELECT = (12, 30), (12, 36), (12, 37)
_PLACED = frozenset((_CHARSET, _ENCODING, _CHARSTRINGS, _PRIVATE, _FD_ARRAY, _FD_SELECT, _ROS))
_STANDARD_STRINGS = 391

Operator = int | tuple[int, int]


class UnsupportedError(ValueError):
    """A program that this module leaves alone."""


class Index(Struct, frozen=True):
    """A list of byte strings in a program, and where it ends. Items are cut out when asked for."""

    data: bytes
    count: int
    width: int
    offsets: int
    end: int

    def __getitem__(self, item: int) -> bytes:
        return self.data[self._place(item) : self._place(item + 1)]

    def __iter__(self) -> Iterator[bytes]:
        return (self[item] for item in range(self.count))

    def _place(self, item: int) -> int:
        start = self.offsets + item * self.width
        base = self.offsets + (self.count + 1) * self.width - 1
        return base + int.from_bytes(self.data[start : start + self.width], "big")


def subset(program: bytes, glyphs: Iterable[int]) -> bytes:
    """The program with glyph 0 and the glyphs wanted.

    Raises:
        UnsupportedError: for programs with local subroutines, or of another version.
    """
    if program[:1] != b"\x01":
        raise UnsupportedError
    names = read_index(program, program[2])
    tops = read_index(program, names.end)
    strings = read_index(program, tops.end)
    routines = read_index(program, strings.end)
    top = read_dict(tops[0])
    outlines = read_index(program, _number(top[_CHARSTRINGS]))
    kept = [0, *sorted(glyph for glyph in set(glyphs) if 0 < glyph < outlines.count)]
    families, chosen = _families(program, top, kept, outlines.count)
    return _assembled(
        names=[names[0]],
        top={operator: value for operator, value in top.items() if operator not in _PLACED},
        strings=[*strings, b"Adobe", b"Identity"],
        routines=program[strings.end : routines.end],
        outlines=[outlines[glyph] for glyph in kept],
        numbers=kept[1:],
        families=families,
        chosen=chosen,
    )


def read_index(data: bytes, start: int) -> Index:
    """The list that begins at an offset."""
    count = int.from_bytes(data[start : start + 2], "big")
    if count == 0:
        return Index(data, 0, 1, start + 2, start + 2)
    width = data[start + 2]
    index = Index(data, count, width, start + 3, 0)
    return Index(data, count, width, start + 3, index._place(count))


def read_dict(data: bytes) -> dict[Operator, bytes]:
    """The entries of a dictionary: the operands of each operator as they are coded."""
    found: dict[Operator, bytes] = {}
    start = at = 0
    while at < len(data):
        first = data[at]
        if first <= 21:
            long = first == 12
            found[(12, data[at + 1]) if long else first] = data[start:at]
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
            while data[end] & 15 != 15 and data[end] >> 4 != 15:
                end += 1
            return end - at + 1
        case first if first >= 247:
            return 2
    return 1


def _numbers(operands: bytes) -> list[int]:
    """Operands that are whole numbers."""
    values, at = [], 0
    while at < len(operands):
        first, length = operands[at], _operand_length(operands, at)
        rest = operands[at + 1 : at + length]
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


def _number(operands: bytes) -> int:
    return _numbers(operands)[-1]


class _Family(Struct, frozen=True):
    """What a group of glyphs shares: a dictionary, and the private one with widths and hints."""

    entries: dict[Operator, bytes]
    private: bytes


def _families(
    program: bytes, top: dict[Operator, bytes], kept: list[int], count: int
) -> tuple[list[_Family], bytes]:
    """The families of a program, and for each glyph kept the number of its family."""
    if _FD_ARRAY not in top:
        return [_family(program, {_PRIVATE: top[_PRIVATE]})], bytes(len(kept))
    listed = read_index(program, _number(top[_FD_ARRAY]))
    families = [_family(program, read_dict(item)) for item in listed]
    return families, _selected(program, _number(top[_FD_SELECT]), kept, count)


def _family(program: bytes, entries: dict[Operator, bytes]) -> _Family:
    size, start = _numbers(entries[_PRIVATE])
    private = program[start : start + size]
    if _SUBRS in read_dict(private):
        raise UnsupportedError
    others = {operator: value for operator, value in entries.items() if operator != _PRIVATE}
    return _Family(others, private)


def _selected(program: bytes, start: int, kept: list[int], count: int) -> bytes:
    """The family of each glyph kept (FDSelect, formats 0 and 3)."""
    if program[start] == 0:
        return bytes(program[start + 1 + glyph] for glyph in kept)
    if program[start] != 3:
        raise UnsupportedError
    ranges = int.from_bytes(program[start + 1 : start + 3], "big")
    places = [start + 3 + 3 * number for number in range(ranges)]
    starts = [int.from_bytes(program[at : at + 2], "big") for at in places] + [count]
    chosen, current = bytearray(), 0
    for glyph in kept:
        while starts[current + 1] <= glyph:
            current += 1
        chosen.append(program[places[current] + 2])
    return bytes(chosen)


def _assembled(
    names: list[bytes],
    top: dict[Operator, bytes],
    strings: list[bytes],
    routines: bytes,
    outlines: list[bytes],
    numbers: list[int],
    families: list[_Family],
    chosen: bytes,
) -> bytes:
    """Everything put together again, with the places of what the top dictionary refers to."""
    first = _STANDARD_STRINGS + len(strings) - 2
    ros: dict[Operator, bytes] = {_ROS: _coded(first) + _coded(first + 1) + _coded(0)}
    order: tuple[Operator, ...] = (_CHARSET, _FD_SELECT, _CHARSTRINGS, _FD_ARRAY)
    places = dict.fromkeys(order, _coded(0))
    head = b"\x01\x00\x04\x04" + write_index(names)
    tail = write_index(strings) + routines
    length = len(head) + len(write_index([write_dict({**ros, **top, **places})])) + len(tail)

    parts = [b"\x00" + b"".join(number.to_bytes(2, "big") for number in numbers)]
    parts += [b"\x00" + chosen, write_index(outlines), *(each.private for each in families)]
    starts = [length]
    for part in parts:
        starts.append(starts[-1] + len(part))
    dictionaries = [
        write_dict({**each.entries, _PRIVATE: _coded(len(each.private)) + _coded(start)})
        for each, start in zip(families, starts[3:], strict=False)
    ]
    wanted = zip(places, (*starts[:3], starts[-1]), strict=True)
    top = {**ros, **top, **{operator: _coded(start) for operator, start in wanted}}
    return b"".join((head, write_index([write_dict(top)]), tail, *parts, write_index(dictionaries)))


def write_index(items: list[bytes]) -> bytes:
    """A list, with offsets no wider than they need be."""
    if not items:
        return b"\0\0"
    offsets = [1]
    for item in items:
        offsets.append(offsets[-1] + len(item))
    width = (offsets[-1].bit_length() + 7) // 8
    table = b"".join(offset.to_bytes(width, "big") for offset in offsets)
    return len(items).to_bytes(2, "big") + bytes((width,)) + table + b"".join(items)


def write_dict(entries: dict[Operator, bytes]) -> bytes:
    """A dictionary from its coded entries, in their order."""
    return b"".join(
        operands + bytes(operator if isinstance(operator, tuple) else (operator,))
        for operator, operands in entries.items()
    )


def _coded(value: int) -> bytes:
    """A whole number, always in five bytes, so that places can be filled in later."""
    return b"\x1d" + value.to_bytes(4, "big", signed=True)
