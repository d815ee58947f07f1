"""Type 1: the names of the glyphs, which stand in the part that is encrypted, and the encoding.

Clauses are those of Adobe Type 1 Font Format, version 1.1.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import accumulate

from .pieces import DamagedError, number, piece

SIGNATURES = (b"%!", b"\x80\x01")
_EEXEC = re.compile(rb"currentfile\s+eexec[ \t\r\n]+")
_GLYPH = re.compile(rb"/([^\s/()<>\[\]{}%]+)\s+(\d{1,6})\s+[^\s/\d]\S*\s")
_ENCODED = re.compile(rb"\bdup\s+(\d{1,3})\s*/([^\s/()<>\[\]{}%]+)\s+put\b")
_HEX = re.compile(rb"[0-9A-Fa-f\s]{4}")
_START, _RANDOM = 55665, 4  # the first key, and the random bytes before what is meant (7.2)
_SEGMENT, _ENDS = 0x80, 3
_LIMIT = 4 * 2**20  # bytes, many times what 256 glyphs take; every one of them is decrypted


def split(program: bytes) -> tuple[bytes, bytes]:
    """The part in clear text, and what was encrypted; that is empty where nothing was.

    Raises:
        DamagedError: when segments are cut off, or there is more than any face needs.
    """
    if len(program) > _LIMIT:
        raise DamagedError("a program beyond any need")
    program = _unwrapped(program) if program[:1] == b"\x80" else program
    found = _EEXEC.search(program)
    if not found:
        return program, b""
    cipher = program[found.end() :]
    if _HEX.match(cipher):
        digits = b"".join(re.findall(rb"[0-9A-Fa-f]+", cipher))
        cipher = bytes.fromhex(digits[: len(digits) // 2 * 2].decode("ascii"))
    return program[: found.start()], _decrypted(cipher)[_RANDOM:]


def _unwrapped(program: bytes) -> bytes:
    """The program without the headers of its segments, as files of the PC have them."""
    parts, at = [], 0
    while number(program, at, 1) == _SEGMENT and number(program, at + 1, 1) != _ENDS:
        length = int.from_bytes(piece(program, at + 2, 4), "little")
        parts.append(piece(program, at + 6, length))
        at += 6 + length
        if at == len(program):
            break
    return b"".join(parts)


def _decrypted(cipher: bytes) -> bytes:
    """What the bytes mean: each is the key of the next (7.3)."""
    keys = accumulate(
        cipher, lambda key, byte: (byte + key) * 52845 + 22719 & 0xFFFF, initial=_START
    )
    return bytes(byte ^ key >> 8 for byte, key in zip(cipher, keys, strict=False))


def names(private: bytes) -> frozenset[str]:
    """The names of the glyphs, but for .notdef.

    Raises:
        DamagedError: when there are no glyphs.
    """
    found = frozenset(_names(private))
    if not found:
        raise DamagedError("no glyphs")
    return found - {".notdef"}


def _names(private: bytes) -> Iterator[str]:
    """`/name length RD`, so many bytes, and the next (2.3); the bytes are passed over."""
    at = private.find(b"/CharStrings")
    if at < 0:
        return
    at += 1
    while found := _GLYPH.search(private, at):
        yield found[1].decode("latin-1")
        at = found.end() + int(found[2])


def encoding(clear: bytes) -> dict[int, str]:
    """The names by code that the program gives itself; empty where it names a standard one."""
    return {int(code): name.decode("latin-1") for code, name in _ENCODED.findall(clear)}
