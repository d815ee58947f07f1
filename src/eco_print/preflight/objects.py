"""Reading the objects of a PDF that nobody vouches for.

A key may be missing, of the wrong type, or point to itself; a stream may unpack to more than
the machine holds. These functions give the value when it is what it should be, and None or
nothing otherwise: what is missing is for the rules to say. Only `unpacked` and `read` raise,
with `OverBudgetError` when a stream is larger than allowed.
"""

from __future__ import annotations

import math
import re
import struct
import zlib
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pikepdf

from .inflating import complete

Value = Any
"""An object of pikepdf, or the Python value it gives for a scalar."""

PDF_ERRORS = (
    pikepdf.PdfError,
    pikepdf.ForeignObjectError,
    ArithmeticError,
    AttributeError,
    LookupError,
    NotImplementedError,
    RecursionError,
    RuntimeError,
    TypeError,
    ValueError,
    struct.error,
)
"""What reading a damaged object can raise. A damaged object is a finding, not a crash."""

_DEFLATED = (["FlateDecode"], ["Fl"])
_DEFLATE_RATIO = 1032  # the most that zlib's format can unpack one byte to
_RATIOS = {"LZWDecode": 128, "LZW": 128, "RunLengthDecode": 64, "RL": 64}
"""What other filters may unpack a byte to: LZW as it is met with, run lengths at most."""
_CHUNK = 1 << 20
_PIECE = 1 << 16
_LAYERS = 3
_STRUCTURES = (b"/ObjStm", b"/XRef")
_ESCAPE = re.compile(rb"#([0-9A-Fa-f]{2})")
_STREAM = re.compile(rb"stream\r?\n")


class OverBudgetError(Exception):
    """A file asks for more work than the budget allows; the text says of what."""


def entry(holder: Value, key: str | pikepdf.Name) -> Value:
    """The value at `key` of a dictionary or stream, None when there is none."""
    if not isinstance(holder, pikepdf.Dictionary | pikepdf.Stream):
        return None
    try:
        return holder.get(key)
    except PDF_ERRORS:
        return None


def path(holder: Value, *keys: str) -> Value:
    """The value reached through `keys` one after another."""
    for key in keys:
        holder = entry(holder, key)
    return holder


def is_dictionary(value: Value) -> bool:
    return isinstance(value, pikepdf.Dictionary)


def is_stream(value: Value) -> bool:
    return isinstance(value, pikepdf.Stream)


def items(value: Value) -> Iterator[tuple[str, Value]]:
    """The entries of a dictionary, keys with their slash; nothing for anything else."""
    if isinstance(value, pikepdf.Dictionary | pikepdf.Stream):
        try:
            keys = list(value.keys())
        except PDF_ERRORS:
            return
        for key in keys:
            yield str(key), entry(value, key)


def elements(value: Value) -> list[Value]:
    """The elements of an array; nothing for anything else."""
    if not isinstance(value, pikepdf.Array):
        return []
    try:
        return list(value)
    except PDF_ERRORS:
        return []


def number(value: Value) -> float | None:
    """A finite number, None for anything else."""
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        return None
    try:
        result = float(value)
    except (OverflowError, ValueError):
        return None
    return result if math.isfinite(result) else None


def numbers(value: Value, count: int | None = None) -> tuple[float, ...] | None:
    """An array of numbers, of `count` of them when that is given."""
    found = [number(element) for element in elements(value)]
    if not isinstance(value, pikepdf.Array) or None in found:
        return None
    if count is not None and len(found) != count:
        return None
    return tuple(item for item in found if item is not None)


def name(value: Value) -> str:
    """A name without its slash, "" for anything else.

    Names ought to be UTF-8 (ISO 32000-1, 7.3.5); those of older Chinese programs are GBK.
    """
    if not isinstance(value, pikepdf.Name):
        return ""
    try:
        return str(value)[1:]
    except UnicodeDecodeError:
        escaped = bytes(value.unparse())[1:]
        packed = _ESCAPE.sub(lambda match: bytes([int(match[1], 16)]), escaped)
        return packed.decode("gb18030", "replace")


def text(value: Value) -> str:
    """A text string, "" for anything else."""
    if isinstance(value, str):
        return value
    if isinstance(value, pikepdf.String):
        try:
            return str(value)
        except PDF_ERRORS:
            return ""
    return ""


def reference(value: Value) -> tuple[int, int] | None:
    """The number and generation of an indirect object; None for a direct one."""
    if not isinstance(value, pikepdf.Object):
        return None
    objgen = value.objgen
    return objgen if objgen != (0, 0) else None


def label(value: Value, otherwise: str = "") -> str:
    """How messages name an object: `12 0 obj`."""
    found = reference(value)
    return f"{found[0]} {found[1]} obj" if found else otherwise


def cache_key(value: Value) -> object:
    """What tells equal objects: the reference, or the content of a direct object."""
    found = reference(value)
    if found:
        return found
    return value.unparse() if isinstance(value, pikepdf.Object) else repr(value)


def filters(stream: Value) -> list[str]:
    """The names of a stream's filters in the order they are undone."""
    given = entry(stream, "/Filter")
    return [name(item) for item in (elements(given) or [given]) if name(item)]


def unpacked(stream: Value, limit: int) -> bytes:
    """The bytes of a stream without its filters.

    Raises `OverBudgetError` when they are more than `limit`, without unpacking them all, and
    one of `PDF_ERRORS` when they cannot be unpacked.
    """
    return read(stream, limit)[0]


def read(stream: Value, limit: int) -> tuple[bytes, bool]:
    """What `unpacked` gives, and whether that is all: of Flate that ends early the library takes
    what there is, and other readers take more or less.
    """
    names = filters(stream)
    raw = bytes(stream.read_raw_bytes())
    if names in _DEFLATED and entry(stream, "/DecodeParms") is None:
        data, whole = _inflated(raw, limit, stream)
        if whole:
            return data, True  # nearly every stream: unpacked once, and not by the library again
    _guard(stream, names, raw, limit)
    data = bytes(stream.read_bytes())
    if len(data) > limit:
        raise OverBudgetError(_too_large(stream, limit))
    return data, names not in _DEFLATED or complete(raw)


def _guard(stream: Value, names: list[str], raw: bytes, limit: int) -> None:
    """Follow the packed bytes through every filter that can blow up, counting only."""
    for kind in names:
        if [kind] in _DEFLATED:
            if len(raw) * _DEFLATE_RATIO <= limit and len(names) == 1:
                return
            raw, _ = _inflated(raw, limit, stream)
        elif len(raw) * _RATIOS.get(kind, 1) > limit:
            raise OverBudgetError(_too_large(stream, limit))


def _inflated(raw: bytes, limit: int, stream: Value) -> tuple[bytes, bool]:
    """What bytes unpack to, and whether they do so from beginning to end."""
    unpacker = zlib.decompressobj()
    try:
        data = unpacker.decompress(raw, limit + 1)
    except zlib.error:
        return raw, False  # damaged: qpdf will say so, or mend it
    if len(data) > limit:
        raise OverBudgetError(_too_large(stream, limit))
    return data, unpacker.eof


def guard_structure(data: bytes, limit: int) -> None:
    """Look for object streams that unpack to more than `limit`, before anything opens them.

    The library unpacks object and cross-reference streams whole when it opens a file, so
    they are found here by their type in the raw bytes. Raises `OverBudgetError`.
    """
    for kind in _STRUCTURES:
        at = data.find(kind)
        while at >= 0:
            start = _STREAM.search(data, at, at + 4096)
            if start:
                _count_inflated(memoryview(data)[start.end() :], limit, 0)
            at = data.find(kind, at + 1)


def _count_inflated(packed: memoryview | bytes, limit: int, layer: int) -> None:
    """Unpack piece by piece, keeping nothing but a layer that is itself packed."""
    unpacker, total, kept = zlib.decompressobj(), 0, bytearray()
    for start in range(0, len(packed), _PIECE):
        piece = bytes(packed[start : start + _PIECE])
        while piece and not unpacker.eof:
            try:
                out = unpacker.decompress(piece, _CHUNK)
            except zlib.error:
                return
            total += len(out)
            if total > limit:
                raise OverBudgetError(_too_large(None, limit))
            if layer < _LAYERS and (kept or total == len(out)) and (kept or out[:1] == b"\x78"):
                kept += out
            piece = unpacker.unconsumed_tail
        if unpacker.eof:
            break
    if kept:
        _count_inflated(bytes(kept), limit, layer + 1)


def _too_large(stream: Value, limit: int) -> str:
    where = label(stream, "an object stream")
    return f"{where} unpacks to more than {limit // _CHUNK} MiB"
