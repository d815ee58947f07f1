"""Pages as pictures: PNG written fast, and the areas in which two pictures differ.

PNG is written without filters at the lowest compression: it goes no further than this machine,
and a page is on screen sooner so.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from PIL import Image, ImageChops

#: A difference less than this (of 255) is the smoothing of edges.
_THRESHOLD = 24
#: Changes are looked for in squares of so many pixels.
_CELL = 8
#: Changed squares so near to each other are one area: the lines of a paragraph, say.
_NEAR = 2


@dataclass(frozen=True, slots=True)
class Changed:
    """An area in which two pictures differ, in pixels."""

    left: int
    top: int
    right: int
    bottom: int


def png(picture: Image.Image) -> bytes:
    """A picture in mode RGB or L as PNG (ISO/IEC 15948)."""
    width, height = picture.size
    data, stride = picture.tobytes(), width * len(picture.getbands())
    rows = b"".join(b"\0" + data[at : at + stride] for at in range(0, len(data), stride))
    colour_type = 2 if picture.mode == "RGB" else 0
    header = struct.pack(">IIBBBBB", width, height, 8, colour_type, 0, 0, 0)
    return b"".join(
        (
            b"\x89PNG\r\n\x1a\n",
            _chunk(b"IHDR", header),
            _chunk(b"IDAT", zlib.compress(rows, 1)),
            _chunk(b"IEND", b""),
        )
    )


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def differences(one: Image.Image, other: Image.Image) -> tuple[Changed, ...]:
    """The areas in which two pictures differ; the whole, when their sizes do."""
    if one.size != other.size:
        width, height = max(one.width, other.width), max(one.height, other.height)
        return (Changed(0, 0, width, height),)
    changed = difference_mask(one, other)
    if changed.getbbox() is None:
        return ()
    return tuple(_areas(changed.reduce(_CELL), one.size))


def difference_mask(one: Image.Image, other: Image.Image) -> Image.Image:
    """White where two pictures of one size differ visibly."""
    difference = ImageChops.difference(one.convert("RGB"), other.convert("RGB"))
    red, green, blue = difference.split()
    strongest = ImageChops.lighter(ImageChops.lighter(red, green), blue)
    return strongest.point([255 if value > _THRESHOLD else 0 for value in range(256)])


def _areas(cells: Image.Image, size: tuple[int, int]) -> Iterator[Changed]:
    """The bounding boxes of cells that are near each other, in pixels."""
    width = cells.width
    marked = {index for index, value in enumerate(cells.tobytes()) if value}
    while marked:
        group, waiting = [], [marked.pop()]
        while waiting:
            cell = waiting.pop()
            group.append(cell)
            row, column = divmod(cell, width)
            for y in range(row - _NEAR, row + _NEAR + 1):
                for x in range(column - _NEAR, column + _NEAR + 1):
                    if 0 <= x < width and (near := y * width + x) in marked:
                        marked.discard(near)
                        waiting.append(near)
        rows, columns = [c // width for c in group], [c % width for c in group]
        yield Changed(
            min(columns) * _CELL,
            min(rows) * _CELL,
            min(size[0], (max(columns) + 1) * _CELL),
            min(size[1], (max(rows) + 1) * _CELL),
        )
