"""Undoing Flate where it matters whether the packed bytes are all there (RFC 1950 and 1951)."""

from __future__ import annotations

import zlib

_HEAD, _CHECKSUM = 2, 4
_PIECE, _ROOM = 1 << 16, 1 << 20


def complete(packed: bytes) -> bool:
    """Whether bytes end where they say that they do; the checksum after them may be cut off."""
    return inflated_length(packed) is not None


def inflated_length(packed: bytes, enough: int | None = None) -> int | None:
    """How many bytes these unpack to; None when they end early or are damaged. None are no damage.

    Nothing is kept, and no more is unpacked than a little over `enough`.
    """
    if not packed:
        return 0
    whole = _length(packed, zlib.decompressobj(), enough)
    if whole is not None:
        return whole
    bare = zlib.decompressobj(-zlib.MAX_WBITS)
    length = _length(packed[_HEAD:], bare, enough)
    return length if len(bare.unused_data) < _CHECKSUM else None


def _length(packed: bytes, unpacker: zlib._Decompress, enough: int | None) -> int | None:
    total = 0
    try:
        for start in range(0, len(packed), _PIECE):
            piece = packed[start : start + _PIECE]
            while piece and not unpacker.eof:
                total += len(unpacker.decompress(piece, _ROOM))
                if enough is not None and total > enough + _ROOM:
                    return total
                piece = unpacker.unconsumed_tail
            if unpacker.eof:
                return total
    except zlib.error:
        return None
    return None
