"""What the bytes of a JPEG 2000 picture say of it: size, depth, colours, and whether all are there.

Boxes are those of a JP2 file (ITU-T T.800, annex I), which holds a codestream (annex A); a PDF may
have either (ISO 32000-1, 7.4.9). Nothing is decoded.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

from msgspec import Struct

_SIGNATURE = b"\0\0\0\x0cjP  "
_CODESTREAM = b"\xff\x4f\xff\x51"
_TILE_PART, _END = 0xFF90, 0xFFD9
_TILE_HEAD = 14  # the least bytes of a tile part: its marker segment, and where its data starts
_BOXES = 256  # more than any picture has
_ENUMERATED, _PROFILES = 1, (2, 3)


class Header(Struct, frozen=True):
    """`colours` is the number of an enumerated space, `profile` an ICC profile; where a picture has
    neither, `boxed` says whether that is so against the rules. `indexed` samples are numbers of
    colours in a palette.
    """

    width: int
    height: int
    components: int
    bits: int
    boxed: bool
    colours: int = 0
    profile: bytes = b""
    indexed: bool = False


def header(data: bytes) -> Header:
    """The header of a picture.

    Raises:
        ValueError: when it is no JPEG 2000, or its codestream ends early.
    """
    try:
        if data.startswith(_CODESTREAM):
            return _codestream(data, 0, len(data), {})
        if not data.startswith(_SIGNATURE):
            raise ValueError("no JPEG 2000")
        return _file(data)
    except struct.error as problem:
        raise ValueError("a JPEG 2000 picture that ends early") from problem


def _file(data: bytes) -> Header:
    told: dict[str, object] = {}
    for kind, start, end in _boxes(data, 0, len(data)):
        if kind == b"jp2h":
            for inner, first, last in _boxes(data, start, end):
                if inner == b"pclr":
                    told["indexed"] = True
                elif inner == b"colr" and not told.keys() & {"colours", "profile"}:
                    told.update(_colours(data[first:last]))
        elif kind == b"jp2c":
            return _codestream(data, start, end, {"boxed": True, **told})
    raise ValueError("no codestream")


def _boxes(data: bytes, at: int, end: int) -> Iterator[tuple[bytes, int, int]]:
    """The boxes between two places: what they are, where their content starts and ends."""
    for _ in range(_BOXES):
        if at >= end:
            return
        length, kind = struct.unpack_from(">I4s", data, at)
        head = 8
        if length == 1:
            (length,) = struct.unpack_from(">Q", data, at + 8)
            head = 16
        last = at + length if length else end
        if not at + head <= last <= end:
            raise ValueError("a box that ends early")
        yield kind, at + head, last
        at = last


def _colours(box: bytes) -> dict[str, object]:
    if box[0:1] and box[0] == _ENUMERATED:
        return {"colours": struct.unpack_from(">I", box, 3)[0]}
    return {"profile": box[3:]} if box[0:1] and box[0] in _PROFILES else {}


def _codestream(data: bytes, start: int, end: int, told: dict[str, object]) -> Header:
    if not data.startswith(_CODESTREAM, start):
        raise ValueError("no codestream")
    right, bottom, left, top = struct.unpack_from(">4I", data, start + 8)
    components, depth = struct.unpack_from(">HB", data, start + 40)
    _reach_end(data, start + 2, end)
    size = (right - left, bottom - top)
    return Header(*size, components, (depth & 0x7F) + 1, **{"boxed": False, **told})  # type: ignore[arg-type]


def _reach_end(data: bytes, at: int, end: int) -> None:
    """Go by the lengths of segments and tile parts. The mark of the end itself may be missing."""
    parts = 0
    while at < end:
        marker, length = struct.unpack_from(">HH", data, at) if at + 4 <= end else (_END, 0)
        if marker == _END:
            break
        if marker != _TILE_PART:
            at += 2 + length
            continue
        (length,) = struct.unpack_from(">I", data, at + 6)
        parts += 1
        if length == 0:  # the last, up to the end
            at = end
        elif length < _TILE_HEAD:
            raise ValueError("a tile without room for itself")
        else:
            at += length
    if at > end or parts == 0:
        raise ValueError("a codestream that ends early")
