"""Compact Font Format: a face's program with some of its glyphs (Adobe Technical Note 5176).

In: the CFF table of a face whose glyphs are already free of subroutines, and the glyphs wanted.
Out: a program keyed by number (CID) in which every glyph has the number it had as a glyph, which
is what the codes in the painter's text are. Only structure is read and written; outlines are
copied byte for byte. It is done here because the general library takes longer to load than the
rest of finishing takes to run.
"""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from ..font_programs import cff
from ..font_programs.cff import Operator, read_dict, read_index, whole_number, whole_numbers

_PLACED = frozenset(
    (
        *(cff.CHARSET, cff.ENCODING, cff.CHARSTRINGS, cff.PRIVATE),
        cff.FD_ARRAY,
        cff.FD_SELECT,
        cff.ROS,
    )
)


class UnsupportedError(ValueError):
    """A program that this module leaves alone."""


def subset(program: bytes, glyphs: Iterable[int]) -> bytes:
    """The program with glyph 0 and the glyphs wanted.

    Raises:
        UnsupportedError: for programs with local subroutines, or of another version.
        DamagedError: for programs that are not what they say they are.
    """
    if program[:1] != b"\x01":
        raise UnsupportedError
    face = cff.read(program)
    kept = [0, *sorted(glyph for glyph in set(glyphs) if 0 < glyph < face.outlines.count)]
    families, chosen = _families(program, face.top, kept, face.outlines.count)
    return _assembled(
        names=[face.name],
        top={operator: value for operator, value in face.top.items() if operator not in _PLACED},
        strings=[*face.strings, b"Adobe", b"Identity"],
        routines=program[face.strings.end : face.routines.end],
        outlines=[face.outlines[glyph] for glyph in kept],
        numbers=kept[1:],
        families=families,
        chosen=chosen,
    )


class _Family(Struct, frozen=True):
    """What a group of glyphs shares: a dictionary, and the private one with widths and hints."""

    entries: dict[Operator, bytes]
    private: bytes


def _families(
    program: bytes, top: dict[Operator, bytes], kept: list[int], count: int
) -> tuple[list[_Family], bytes]:
    """The families of a program, and for each glyph kept the number of its family."""
    if cff.FD_ARRAY not in top:
        return [_family(program, {cff.PRIVATE: top[cff.PRIVATE]})], bytes(len(kept))
    listed = read_index(program, whole_number(top[cff.FD_ARRAY]))
    families = [_family(program, read_dict(item)) for item in listed]
    return families, _selected(program, whole_number(top[cff.FD_SELECT]), kept, count)


def _family(program: bytes, entries: dict[Operator, bytes]) -> _Family:
    size, start = whole_numbers(entries[cff.PRIVATE])
    private = program[start : start + size]
    if cff.SUBRS in read_dict(private):
        raise UnsupportedError
    others = {operator: value for operator, value in entries.items() if operator != cff.PRIVATE}
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
    first = cff.STANDARD_STRINGS + len(strings) - 2
    ros: dict[Operator, bytes] = {cff.ROS: _coded(first) + _coded(first + 1) + _coded(0)}
    order: tuple[Operator, ...] = (cff.CHARSET, cff.FD_SELECT, cff.CHARSTRINGS, cff.FD_ARRAY)
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
        write_dict({**each.entries, cff.PRIVATE: _coded(len(each.private)) + _coded(start)})
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
