"""Numbers and pieces of a font program, taken from where they are said to be."""

from __future__ import annotations


class DamagedError(ValueError):
    """A font program that is not what it says it is."""


def piece(data: bytes, start: int, length: int) -> bytes:
    """So many bytes from a place.

    Raises:
        DamagedError: when not all of them are there.
    """
    if start < 0 or length < 0 or start + length > len(data):
        raise DamagedError("a place outside the program")
    return data[start : start + length]


def number(data: bytes, start: int, width: int = 2) -> int:
    """The unsigned number of so many bytes at a place.

    Raises:
        DamagedError: when not all of them are there.
    """
    return int.from_bytes(piece(data, start, width), "big")
