"""Font programs put together byte by byte: in Compact Font Format, and of Type 1."""

from __future__ import annotations

from fontTools.misc.eexec import encrypt

from eco_print.finishing.cff import write_dict, write_index


def whole(value: int) -> bytes:
    return b"\x1d" + value.to_bytes(4, "big", signed=True)


def compact(charset: bytes | int, count: int, strings: tuple[bytes, ...] = (), cids: bool = False):
    """A program of empty glyphs: its charset as bytes, or the number of a predefined one."""
    ros = {(12, 30): whole(391) + whole(392) + whole(0)} if cids else {}

    def head(start: int, outlines: int) -> bytes:
        top = write_dict({**ros, 15: whole(start), 17: whole(outlines)})
        lists = ([b"Face"], [top], [b"Adobe", b"Identity", *strings], [])
        return b"\1\0\4\4" + b"".join(map(write_index, lists))

    start, data = len(head(0, 0)), b""
    outlines = start
    if isinstance(charset, bytes):
        data, outlines = charset, start + len(charset)
    else:
        start = charset
    return head(start, outlines) + data + write_index([b"\x0e"] * count)


CLEAR = (
    b"%!PS-AdobeFont-1.0: Face 1\n/Encoding 256 array\n0 1 255 {1 index exch /.notdef put} for\n"
    b"dup 65 /A put\ndup 66/B.alt put\nreadonly def\ncurrentfile eexec\n"
)
TRAILER = b"\n" + b"0" * 64 + b"\ncleartomark\n"


def private(names: list[bytes], say: bytes = b"RD") -> bytes:
    """Glyphs whose bytes look like the names of others."""
    outline = b"\n/Z 9 RD 123456789 ND\n/Y 1 "
    each = b"".join(b"/%s %d %s %s ND\n" % (name, len(outline), say, outline) for name in names)
    head = b"dup /Private 8 dict dup begin\n/lenIV 4 def\n/Subrs 1 array\ndup 0 3 RD abc NP\n"
    return head + b"2 index /CharStrings %d dict dup begin\n%send\nend\n" % (len(names), each)


def encrypted(data: bytes) -> bytes:
    return encrypt(b"\xff\xfe\xfd\xfc" + data, 55665)[0]


def segment(kind: int, data: bytes) -> bytes:
    return bytes([0x80, kind]) + len(data).to_bytes(4, "little") + data
