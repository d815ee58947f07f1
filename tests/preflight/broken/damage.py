"""Data broken on purpose: packed bytes that end early, pictures and content that are not whole."""

from __future__ import annotations

import io
import zlib

from pikepdf import Array, Dictionary, Name, Pdf
from PIL import Image

from preflight.sound import Edit, added, at, codes, face, picture, points, press_content, rectangle

from .edits import Case, descriptor

SIDE = 240


def coded(form: str, mode: str, **options: object) -> bytes:
    """A light picture of `SIDE` pixels in a form of its own."""
    values = bytes(at * 37 % 90 for at in range(SIDE * SIDE * len(mode)))
    out = io.BytesIO()
    Image.frombytes(mode, (SIDE, SIDE), values).save(out, form, **options)
    return out.getvalue()


def packed(data: bytes, *filters: str, **keys: object) -> Edit:
    """Draw a picture of `SIDE` pixels from data that is packed already; `None` takes a key away."""

    def edit(pdf: Pdf) -> None:
        made = picture(pdf, SIDE)
        names = [Name("/" + name) for name in filters]
        made.write(data, filter=Array(names) if len(names) != 1 else names[0])
        for key, value in keys.items():
            if value is None:
                del made[Name("/" + key)]
            else:
                made[Name("/" + key)] = value
        pdf.pages[0].obj.Resources.XObject.Extra = made
        place = b"%.3f 0 0 %.3f %.3f %.3f cm /Extra Do" % tuple(points(20, 20, 33, 73))
        pdf.pages[0].contents_add(b"q " + place + b" Q")

    return edit


def masked(data: bytes) -> Edit:
    """A sound picture behind a soft mask of packed samples."""

    def edit(pdf: Pdf) -> None:
        mask = picture(pdf, SIDE)
        mask.write(data, filter=Name.FlateDecode)
        mask.ColorSpace = Name.DeviceGray
        packed(SAMPLES, SMask=mask)(pdf)

    return edit


def page_content(data: bytes) -> Edit:
    """The page's content in bytes that are packed already."""

    def edit(pdf: Pdf) -> None:
        stream = pdf.make_stream(b"")
        stream.write(data, filter=Name.FlateDecode)
        pdf.pages[0].obj.Contents = stream

    return edit


def form_content(data: bytes) -> Edit:
    """A form whose content is packed already."""

    def edit(pdf: Pdf) -> None:
        made = pdf.make_stream(b"", Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 600, 800])
        made.write(data, filter=Name.FlateDecode)
        pdf.pages[0].obj.Resources.XObject.Form = made
        pdf.pages[0].contents_add(b"/Form Do")

    return edit


def appended(content: bytes) -> Edit:
    """Content at the end of the page, as it is."""

    def edit(pdf: Pdf) -> None:
        pdf.pages[0].contents_add(content)

    return edit


def font_program(data: bytes, filtered: bool = False) -> Edit:
    def edit(pdf: Pdf) -> None:
        stream = pdf.make_stream(b"" if filtered else data)
        if filtered:
            stream.write(data, filter=Name.FlateDecode)
        descriptor(pdf).FontFile2 = stream

    return edit


def face_with(table: bytes, offset: int, value: bytes) -> bytes:
    """The face with other bytes at a place of a table."""
    data = face()
    entry = data.index(table, 12)
    start = int.from_bytes(data[entry + 8 : entry + 12], "big") + offset
    return data[:start] + value + data[start + len(value) :]


SAMPLES = b"\x20\x40\x30\x00" * SIDE * SIDE
ROWS = (b"\0" + SAMPLES[: 4 * SIDE]) * SIDE
PREDICTED = Dictionary(Predictor=15, Colors=4, BitsPerComponent=8, Columns=SIDE)
JPEG = coded("JPEG", "CMYK")
INVERTED = Array([1, 0] * 4)  # as photo programs store CMYK
RGB_JPEG, RGB_JP2 = coded("JPEG", "RGB"), coded("JPEG2000", "RGB")
J2K = coded("JPEG2000", "RGB", no_jp2=True)
CONTENT = zlib.compress(press_content())
BOX = rectangle(60, 60, 9, 9)

PRESS: tuple[Case, ...] = (
    ("image-damaged", "half a JPEG", packed(JPEG[: len(JPEG) // 2], "DCTDecode", Decode=INVERTED)),
    ("image-damaged", "a JPEG of junk", packed(b"\xff\xd8\xff\xe0junk", "DCTDecode")),
    ("image-damaged", "half a JPEG, packed",
     packed(zlib.compress(JPEG[: len(JPEG) // 2]), "FlateDecode", "DCTDecode", Decode=INVERTED)),
    ("image-damaged", "half the packed samples",
     packed(zlib.compress(SAMPLES)[:-60], "FlateDecode")),
    ("image-damaged", "half the packed rows",
     packed(zlib.compress(ROWS)[:-60], "FlateDecode", DecodeParms=PREDICTED)),
    ("image-damaged", "rows too few",
     packed(zlib.compress(ROWS[:-1]), "FlateDecode", DecodeParms=PREDICTED)),
    ("image-damaged", "samples too few", packed(SAMPLES[:-4])),
    ("image-damaged", "a soft mask cut short", masked(zlib.compress(bytes(SIDE * SIDE))[:-9])),
    ("image-damaged", "half a JPEG 2000",
     packed(RGB_JP2[: len(RGB_JP2) // 2], "JPXDecode", ColorSpace=Name.DeviceCMYK)),
    ("image-mismatch", "a JPEG of three colours for CMYK", packed(RGB_JPEG, "DCTDecode")),
    ("image-mismatch", "a JPEG of another size",
     packed(JPEG, "DCTDecode", Decode=INVERTED, Height=SIDE - 20)),
    ("colour-rgb", "JPEG 2000 in sRGB", packed(RGB_JP2, "JPXDecode", ColorSpace=None)),
    ("colour-rgb", "a bare codestream of three colours",
     packed(J2K, "JPXDecode", ColorSpace=None)),
    ("image-colour-unknown", "JPEG 2000 in a space nobody knows",
     packed(RGB_JP2.replace(b"colr\1\0\0\0\0\0\x10", b"colr\1\0\0\0\0\0\x63"),
            "JPXDecode", ColorSpace=None)),
    ("image-colour-unknown", "samples without a space", packed(SAMPLES, ColorSpace=None)),
    ("content-damaged", "packed content cut short", page_content(CONTENT[:-9])),
    ("content-damaged", "a form cut short", form_content(zlib.compress(b"q Q " * 50)[:-6])),
    ("content-damaged", "a string without end", appended(b"q Q (abc")),
    ("content-damaged", "a dictionary without end", appended(b"/X << /A 1")),
    ("content-damaged", "an array without end", appended(b"[ 1 2")),
    ("operator-damaged", "a bracket too many", added(b"[ 1 ] ] 0 d")),
    ("operator-unpaired", "q without Q", appended(b"q q 0 0 0 1 k")),
    ("operator-unpaired", "Q without q", appended(b"Q")),
    ("operator-unpaired", "BT inside BT", added(b"BT BT ET")),
    ("operator-unpaired", "ET without BT", added(b"ET")),
    ("operator-unpaired", "BT without ET",
     appended(b"/Over gs 0 0 0 1 k BT /F1 12 Tf " + at(20, 100) + codes("会") + b" Tj")),
    ("font-damaged", "three quarters of a TrueType program",
     font_program(face()[: len(face()) * 3 // 4])),
    ("font-damaged", "a TrueType program without its last bytes", font_program(face()[:-40])),
    ("font-damaged", "a packed font program cut short",
     font_program(zlib.compress(face())[:-40], filtered=True)),
    ("font-damaged", "glyphs beyond their table", font_program(face_with(b"loca", 2, b"\xff\xf0"))),
)  # fmt: skip

SOUND: tuple[tuple[str, Edit], ...] = (
    ("a JPEG", packed(JPEG, "DCTDecode", Decode=INVERTED)),
    ("a progressive JPEG",
     packed(coded("JPEG", "CMYK", progressive=True), "DCTDecode", Decode=INVERTED)),
    ("bytes after a JPEG", packed(JPEG + b"\r\n", "DCTDecode", Decode=INVERTED)),
    ("a packed JPEG", packed(zlib.compress(JPEG), "FlateDecode", "DCTDecode", Decode=INVERTED)),
    ("packed samples", packed(zlib.compress(SAMPLES), "FlateDecode")),
    ("packed samples without a checksum", packed(zlib.compress(SAMPLES)[:-4], "FlateDecode")),
    ("packed rows", packed(zlib.compress(ROWS), "FlateDecode", DecodeParms=PREDICTED)),
    ("JPEG 2000 of a space that is given",
     packed(coded("JPEG2000", "CMYK", no_jp2=True), "JPXDecode")),
    ("packed content without a checksum", page_content(CONTENT[:-4])),
    ("a comment at the end", appended(b"% no more")),
)  # fmt: skip
