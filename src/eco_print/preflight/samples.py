"""Whether the data of an image is whole, and what it says that its dictionary says too.

ISO 32000-1, 7.4 and 8.9.5. Nothing is decoded but Flate and the filters that make text of bytes.
"""

from __future__ import annotations

import base64
import zlib

from msgspec import Struct

from ..diagnostics import Text
from . import jpeg, jpeg2000
from .inflating import inflated_length
from .objects import PDF_ERRORS, Value, elements, entry, filters, number, unpacked

_LIMIT = 256 * 2**20
_PNG = 10  # predictors from here put a byte before each row (table 10)
_PARAMETERS = (("/Predictor", 1), ("/Columns", 1), ("/Colors", 1), ("/BitsPerComponent", 8))
_FLATE = frozenset(("FlateDecode", "Fl"))
_JPEG = frozenset(("DCTDecode", "DCT"))
_BASE85 = frozenset(("ASCII85Decode", "A85"))
_LENGTHS = frozenset(("LZWDecode", "LZW", "RunLengthDecode", "RL", *_FLATE, *_BASE85))
ENDS_EARLY = Text("图像数据不完整", "the data of the image ends early")


class Stored(Struct, frozen=True):
    """An image as its dictionary has it; `components` is 0 where that is not known."""

    stream: Value
    width: int
    height: int
    components: int
    bits: int

    @property
    def row(self) -> int:
        """The bytes of a row."""
        return (self.width * self.components * self.bits + 7) // 8


class Flaw(Struct, frozen=True):
    """`differs`: the data is whole, but not what the dictionary says that it is."""

    message: Text
    differs: bool = False


def flaw(image: Stored) -> Flaw | None:
    """What is wrong with the data of an image, None where nothing is or it is packed in a way
    that is not read.

    Raises:
        OverBudgetError: when it unpacks to more than any page needs.
    """
    names = filters(image.stream)
    try:
        if names and names[-1] in _JPEG:
            return _of_jpeg(image, names[:-1])
        if names[-1:] == ["JPXDecode"]:
            return _of_jpeg2000(image, names[:-1])
        return _of_samples(image, names) if set(names) <= _LENGTHS else None
    except (*PDF_ERRORS, zlib.error):
        return Flaw(ENDS_EARLY)


def jpeg2000_header(stream: Value) -> jpeg2000.Header | None:
    """The header of an image in JPEG 2000, None for any other or one that cannot be read."""
    names = filters(stream)
    if names[-1:] != ["JPXDecode"]:
        return None
    try:
        data = _before(stream, names[:-1])
        return None if data is None else jpeg2000.header(data)
    except (*PDF_ERRORS, zlib.error):
        return None


def _before(stream: Value, names: list[str]) -> bytes | None:
    """The data without its first filters, None when one of them is not read here."""
    data = bytes(stream.read_raw_bytes())
    for kind in names:
        if kind in _FLATE:
            data = zlib.decompressobj().decompress(data, _LIMIT)
        elif kind in _BASE85:
            data = base64.a85decode(data.strip().removeprefix(b"<~").removesuffix(b"~>"))
        else:
            return None
    return data


def _of_jpeg(image: Stored, names: list[str]) -> Flaw | None:
    data = _before(image.stream, names)
    if data is None:
        return None
    found = jpeg.frame(data)
    if image.components not in {0, found.components}:
        return _differs("颜色分量", "components", found.components, image.components)
    return _of_size(image, found.width, found.height or image.height)


def _of_jpeg2000(image: Stored, names: list[str]) -> Flaw | None:
    data = _before(image.stream, names)
    if data is None:
        return None
    found = jpeg2000.header(data)
    if found.components < image.components and not found.indexed:
        return _differs("颜色分量", "components", found.components, image.components)
    return _of_size(image, found.width, found.height)


def _of_size(image: Stored, width: int, height: int) -> Flaw | None:
    if (width, height) == (image.width, image.height):
        return None
    return _differs("像素", "pixels", f"{width} × {height}", f"{image.width} × {image.height}")


def _differs(zh: str, en: str, held: object, said: object) -> Flaw:
    return Flaw(
        Text(
            f"数据里的{zh}是 {held}，字典写的是 {said}",
            f"the data has {held} {en}, its dictionary says {said}",
        ),
        differs=True,
    )


def _of_samples(image: Stored, names: list[str]) -> Flaw | None:
    wanted = image.height * image.row
    if len(names) == 1 and names[0] in _FLATE:
        raw = bytes(image.stream.read_raw_bytes())
        packed = inflated_length(raw, 2 * wanted)
        if packed is None:
            return Flaw(ENDS_EARLY)
        length = _unmarked(image.stream, packed)
    else:
        length = len(unpacked(image.stream, _LIMIT))
    if length < wanted:
        message = Text(
            f"图像数据只有 {length} 字节，应有 {wanted} 字节",
            f"the image has {length} bytes of data and needs {wanted}",
        )
        return Flaw(message)
    return None


def _unmarked(stream: Value, length: int) -> int:
    """What is left of so many bytes without those that predictors put before each row."""
    given = entry(stream, "/DecodeParms")
    parameters = (elements(given)[-1:] or [given])[0]
    predictor, columns, colours, bits = (
        int(number(entry(parameters, key)) or default) for key, default in _PARAMETERS
    )
    row = (columns * colours * bits + 7) // 8
    return length - -(-length // (row + 1)) if predictor >= _PNG else length
