"""What a font file says of itself: names, weight, slant, characters.

In: the path of a TrueType or OpenType file, or collection. Out: `Facts`. Kept in the cache by
path, size and time of change, so that a file is read once.
"""

from __future__ import annotations

import hashlib
import struct
from contextlib import suppress
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

from ..cache import cache_folder
from ..diagnostics import EcoPrintError
from ..files import write_whole
from .coverage import Coverage

COMPRESSED = (b"wOFF", b"wOF2")
COLLECTION = b"ttcf"
SFNT = (b"\x00\x01\x00\x00", b"OTTO", b"true")
NEEDED = ("cmap", "head", "hhea", "hmtx", "maxp", "name")
OUTLINES = ("glyf", "CFF ", "CFF2")


class FontUnusableError(Exception):
    """A file is no font that pages can be set in. `code` is that of the finding."""

    def __init__(self, code: str, reason: str) -> None:
        super().__init__(reason)
        self.code = code


class Facts(Struct, frozen=True):
    """What was read from a file. `names` are its family names, the English one first."""

    names: tuple[str, ...]
    weight: int
    italic: bool
    coverage: str
    sha256: str
    faces: int


def probe(path: Path, index: int) -> Facts:
    """The facts of one face of a file.

    Raises:
        FontUnusableError: the file is damaged, compressed, or has no such face.
        OSError: it cannot be read.
    """
    place = path.resolve()
    if not place.is_file():
        raise FileNotFoundError(place)
    state = place.stat()
    key = f"{place}|{state.st_size}|{state.st_mtime_ns}|{index}|1"
    name = hashlib.sha256(key.encode()).hexdigest()[:32]
    kept = cache_folder() / "fonts" / "facts" / f"{name}.json"
    try:
        return msgspec.json.decode(kept.read_bytes(), type=Facts)
    except (OSError, msgspec.MsgspecError):
        facts = _read(place, index)
    with suppress(EcoPrintError):  # the next run reads the file again
        write_whole(kept, msgspec.json.encode(facts))
    return facts


def _read(path: Path, index: int) -> Facts:
    from fontTools.ttLib import TTFont, TTLibError

    data = path.read_bytes()
    faces = _check(data, index)
    try:
        # Lazy, and `with`: outlines are not read, and the file is let go.
        with TTFont(path, fontNumber=index, lazy=True) as font:
            _check_tables(font, len(data))
            codes = {code for code, glyph in font.getBestCmap().items() if glyph != ".notdef"}
            names = _names(font["name"])
            weight, italic = _style(font)
    except FontUnusableError:
        raise
    except (TTLibError, struct.error, KeyError, AttributeError, IndexError, ValueError) as reason:
        raise FontUnusableError("font-broken", str(reason) or type(reason).__name__) from reason
    except Exception as reason:  # fontTools asserts, and lets any error of a table out
        raise FontUnusableError("font-broken", f"{type(reason).__name__}: {reason}") from reason
    if not codes or not names:
        raise FontUnusableError("font-broken", "no characters" if names else "no name")
    digest = hashlib.sha256(data).hexdigest()
    return Facts(names, weight, italic, Coverage.of(codes).text, digest, faces)


def _check(data: bytes, index: int) -> int:
    """How many faces a file has."""
    kind = data[:4]
    if kind in COMPRESSED:
        raise FontUnusableError("font-compressed", "WOFF")
    faces = int.from_bytes(data[8:12]) if kind == COLLECTION else 1
    if kind != COLLECTION and kind not in SFNT:
        raise FontUnusableError("font-broken", "not TrueType or OpenType")
    if not 0 <= index < faces:
        raise FontUnusableError("font-broken", f"{faces} faces, none with index {index}")
    return faces


def _check_tables(font: Any, size: int) -> None:
    """A cut-off file still opens; its tables reach beyond its end."""
    for tag in NEEDED:
        if tag not in font:
            raise FontUnusableError("font-broken", f"no table {tag}")
    if not any(tag in font for tag in OUTLINES):
        raise FontUnusableError("font-broken", "no outlines")
    for tag, entry in font.reader.tables.items():
        if entry.offset + entry.length > size:
            raise FontUnusableError("font-broken", f"the file ends inside table {tag}")
    if "fvar" in font:
        axes = " ".join(axis.axisTag for axis in font["fvar"].axes)
        raise FontUnusableError("font-variable", axes)


def _names(table: Any) -> tuple[str, ...]:
    records = [r for r in table.names if r.nameID in (1, 16)]
    records.sort(key=lambda r: (r.platformID != 3, r.langID != 0x409, r.nameID))
    found = (record.toUnicode(errors="replace").strip() for record in records)
    return tuple(dict.fromkeys(name for name in found if name and "\ufffd" not in name))


def _style(font: Any) -> tuple[int, bool]:
    style = font["head"].macStyle
    if "OS/2" not in font:
        return (700 if style & 1 else 400), bool(style & 2)
    table = font["OS/2"]
    weight = table.usWeightClass
    weight = weight * 100 if weight < 10 else min(max(round(weight, -2), 100), 900)
    return weight, bool(table.fsSelection & 1)
