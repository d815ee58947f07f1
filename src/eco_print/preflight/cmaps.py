"""Character codes: how a string is split into them, their CIDs, the text they stand for.

Follows ISO 32000-1, 9.7.5 (CMaps) and 9.10 (ToUnicode). Of the predefined CMaps only the
way they split strings is known here; their CIDs are not needed for any rule.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from msgspec import Struct

from .objects import PDF_ERRORS, OverBudgetError, Value, entry, is_stream, name, number, unpacked

LIMIT = 16 * 2**20
_ENTRIES = 200_000
_RANGE = re.compile(rb"<([0-9A-Fa-f\s]+)>\s*<([0-9A-Fa-f\s]+)>\s*(\d+)")
_PAIR = re.compile(rb"<([0-9A-Fa-f\s]*)>\s*<([0-9A-Fa-f\s]*)>")
_TRIPLE = re.compile(rb"<([0-9A-Fa-f\s]*)>\s*<([0-9A-Fa-f\s]*)>\s*(?:<([0-9A-Fa-f\s]*)>|\[(.*?)\])",
                     re.DOTALL)  # fmt: skip
_SINGLE = re.compile(rb"<([0-9A-Fa-f\s]+)>\s*(\d+)")
_HEX = re.compile(rb"<([0-9A-Fa-f\s]*)>")


class Codes(Struct, frozen=True):
    """How strings of a composite font are split, and the CIDs of the codes.

    `spaces` are (length, first, last); empty for two bytes throughout. `identity` says that
    a code is its own CID; `starts` and `ranges` hold an embedded CMap's ranges in order.
    """

    identity: bool = True
    vertical: bool = False
    spaces: tuple[tuple[int, int, int], ...] = ()
    starts: tuple[int, ...] = ()
    ranges: tuple[tuple[int, int, int], ...] = ()
    wide: int = 2

    def split(self, data: bytes) -> Iterator[tuple[int, int]]:
        """The codes of a string with the number of bytes each takes."""
        position = 0
        while position < len(data):
            length = self._length(data, position)
            yield int.from_bytes(data[position : position + length], "big"), length
            position += length

    def _length(self, data: bytes, position: int) -> int:
        for length, first, last in self.spaces:
            piece = data[position : position + length]
            low, high = first.to_bytes(length, "big"), last.to_bytes(length, "big")
            if len(piece) == length and all(
                a <= b <= c for a, b, c in zip(low, piece, high, strict=True)
            ):
                return length
        return self.wide

    def cid(self, code: int) -> int | None:
        """The CID of a code, None when it is not known."""
        if self.identity:
            return code
        place = bisect_right(self.starts, code) - 1
        if place >= 0:
            first, last, cid = self.ranges[place]
            if first <= code <= last:
                return cid + code - first
        return None


_MIXED = ((1, 0x00, 0x80), (2, 0x8100, 0xFEFF))


def codes(encoding: Value) -> Codes:
    """Reads the Encoding of a composite font."""
    if is_stream(encoding):
        return _embedded(encoding)
    given = name(encoding)
    vertical = given.endswith("-V")
    if given.startswith("Identity"):
        return Codes(vertical=vertical)
    if "UTF32" in given:
        return Codes(identity=False, vertical=vertical, wide=4)
    if any(part in given for part in ("UCS2", "UTF16")):
        return Codes(identity=False, vertical=vertical)
    return Codes(identity=False, vertical=vertical, spaces=_MIXED)


def _embedded(stream: Value) -> Codes:
    try:
        data = unpacked(stream, LIMIT)
    except (*PDF_ERRORS, OverBudgetError):
        return Codes(identity=False)
    spaces = tuple(
        (max(len(low) // 2, 1), int(low or b"0", 16), int(high or b"0", 16))
        for block in _blocks(data, b"codespacerange")
        for low, high in _pairs(block)
        if len(low) == len(high) <= 8
    )
    ranges = sorted(_cid_ranges(data))[:_ENTRIES]
    vertical = number(entry(stream, "/WMode")) == 1
    starts = tuple(first for first, _, _ in ranges)
    return Codes(False, vertical, spaces, starts, tuple(ranges))


def _cid_ranges(data: bytes) -> Iterator[tuple[int, int, int]]:
    for block in _blocks(data, b"cidrange"):
        for low, high, cid in _RANGE.findall(block):
            yield _hex(low), _hex(high), int(cid)
    for block in _blocks(data, b"cidchar"):
        for code, cid in _SINGLE.findall(block):
            yield _hex(code), _hex(code), int(cid)


def _blocks(data: bytes, kind: bytes) -> Iterator[bytes]:
    """The bodies between begin… and end… of a kind."""
    position = 0
    begin, end = b"begin" + kind, b"end" + kind
    while (start := data.find(begin, position)) >= 0:
        stop = data.find(end, start)
        stop = len(data) if stop < 0 else stop
        yield data[start + len(begin) : stop]
        position = stop + 1


def _pairs(block: bytes) -> Iterator[tuple[bytes, bytes]]:
    for low, high in _PAIR.findall(block):
        yield b"".join(low.split()), b"".join(high.split())


def _hex(digits: bytes) -> int:
    return int(b"".join(digits.split()) or b"0", 16)


def to_unicode(data: bytes) -> dict[int, str]:
    """The text by code of a ToUnicode CMap."""
    found: dict[int, str] = {}
    for block in _blocks(data, b"bfchar"):
        for code, target in _pairs(block):
            found[_hex(code)] = _utf16(target)
    for block in _blocks(data, b"bfrange"):
        for low, high, target, listed in _TRIPLE.findall(block):
            _add_range(found, _hex(low), _hex(high), target, listed)
            if len(found) > _ENTRIES:
                return found
    return found


def _add_range(found: dict[int, str], low: int, high: int, target: bytes, listed: bytes) -> None:
    if listed:
        for offset, item in enumerate(_HEX.findall(listed)[: high - low + 1]):
            found[low + offset] = _utf16(item)
        return
    start = _utf16(target)
    if not start:
        return
    for code in range(low, min(high, low + 65535) + 1):
        last = ord(start[-1]) + code - low
        found[code] = start[:-1] + (chr(last) if last <= 0x10FFFF else "")


def _utf16(digits: bytes) -> str:
    packed = b"".join(digits.split())
    if len(packed) % 2:
        packed += b"0"
    return bytes.fromhex(packed.decode("ascii")).decode("utf-16-be", "replace")
