"""What the bytes of a JPEG say of it, and whether they reach its end (ITU-T T.81, annex B).

Only its markers are read; nothing is decoded.
"""

from __future__ import annotations

import re
import struct

from msgspec import Struct

_START, _END, _SCAN = 0xD8, 0xD9, 0xDA
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}  # tables have these three
_MARKER = re.compile(rb"\xff([^\x00\xd0-\xd7\xff])")
"""Any but stuffed bytes and restarts, which lie in the midst of scans."""


class Frame(Struct, frozen=True):
    """Size in pixels, the number of components, bits in each; a height of 0 is told later on."""

    width: int
    height: int
    components: int
    bits: int


def frame(data: bytes) -> Frame:
    """The frame of a JPEG.

    Raises:
        ValueError: when it is none, or ends before its end is marked.
    """
    if data[:2] != bytes((0xFF, _START)):
        raise ValueError("no JPEG")
    found, scanned, place = None, False, 2
    while (marker := _MARKER.search(data, place)) is not None:
        kind, place = marker[1][0], marker.end()
        if kind == _END:
            break
        try:
            (length,) = struct.unpack_from(">H", data, place)
            if kind in _FRAMES:
                bits, height, width, count = struct.unpack_from(">BHHB", data, place + 2)
                found = Frame(width, height, count, bits)
        except struct.error:
            break
        scanned = scanned or kind == _SCAN
        place += length
    if marker is None or marker[1][0] != _END or not scanned or found is None:
        raise ValueError("a JPEG without its end")
    return found
