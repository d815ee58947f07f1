"""PDFs written by hand, byte by byte, where a library would mend what is to be broken."""

from __future__ import annotations


def raw(*objects: bytes) -> bytes:
    """A PDF of these objects, numbered from 1; object 1 is the catalog."""
    out, places = [b"%PDF-1.7\n"], []
    size = len(out[0])
    for number, body in enumerate(objects, start=1):
        places.append(size)
        out.append(b"%d 0 obj\n%s\nendobj\n" % (number, body))
        size += len(out[-1])
    count = len(objects) + 1
    out.append(b"xref\n0 %d\n0000000000 65535 f \n" % count)
    out.extend(b"%010d 00000 n \n" % place for place in places)
    out.append(b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (count, size))
    return b"".join(out)


def stream(data: bytes, entries: bytes = b"") -> bytes:
    return b"<<%s/Length %d>>\nstream\n%s\nendstream" % (entries, len(data), data)
