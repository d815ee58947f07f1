"""The file's two accounts of itself: the Info dictionary and the XMP packet.

XMP is read as ISO 16684-1 writes it, with properties as elements or attributes, without
reaching outside the packet. One with a DOCTYPE, which alone can declare entities, is not read:
their expansion would be the file's to choose. Gives plain strings by (namespace, name).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta, timezone

from lxml import etree
from msgspec import Struct

from .model import Claims
from .objects import (
    PDF_ERRORS,
    OverBudgetError,
    Value,
    entry,
    is_stream,
    items,
    name,
    text,
    unpacked,
)

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
DC = "http://purl.org/dc/elements/1.1/"
XMP = "http://ns.adobe.com/xap/1.0/"
XMP_MM = "http://ns.adobe.com/xap/1.0/mm/"
PDF = "http://ns.adobe.com/pdf/1.3/"
PDFX_ID = "http://www.npes.org/pdfx/ns/id/"
PDFX_OLD = "http://ns.adobe.com/pdfx/1.3/"
PDFA_ID = "http://www.aiim.org/pdfa/ns/id/"
PDFUA_ID = "http://www.aiim.org/pdfua/ns/id/"
_LIMIT = 16 * 2**20
_PDF_DATE = re.compile(
    r"D?:?(\d{4})(\d\d)?(\d\d)?(\d\d)?(\d\d)?(\d\d)?(?:([Zz+-])(?:(\d\d)'?(?:(\d\d)'?)?)?)?"
)


_DOCTYPE = re.compile(rb"(\s|\xef\xbb\xbf|<\?.*?\?>|<!--.*?-->)*<!DOCTYPE", re.DOTALL)
_NO_DOCTYPE = "a DOCTYPE in the packet"


class Packet(Struct, frozen=True):
    """An XMP packet: what it says, each property as a list of values, or why it cannot be read."""

    properties: Mapping[tuple[str, str], tuple[str, ...]] = {}
    present: bool = False
    problem: str = ""

    def get(self, namespace: str, key: str) -> str:
        """The first value of a property, "" when there is none."""
        values = self.properties.get((namespace, key), ())
        return values[0] if values else ""

    def all(self, namespace: str, key: str) -> tuple[str, ...]:
        return self.properties.get((namespace, key), ())


def read_packet(catalog: Value) -> Packet:
    """The packet of the document's Metadata stream."""
    stream = entry(catalog, "/Metadata")
    if not is_stream(stream):
        return Packet()
    try:
        data = unpacked(stream, _LIMIT)
        if _DOCTYPE.match(data.replace(b"\0", b"").lstrip(b"\xfe\xff")):
            return Packet(present=True, problem=_NO_DOCTYPE)
        parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
        root = etree.fromstring(_unpadded(data), parser)
    except (etree.XMLSyntaxError, *PDF_ERRORS, OverBudgetError) as problem:
        return Packet(present=True, problem=str(problem))
    found: dict[tuple[str, str], tuple[str, ...]] = {}
    for description in root.iter(f"{{{RDF}}}Description"):
        for key, values in _properties(description):
            found.setdefault(key, values)
    return Packet(found, present=True)


def _unpadded(data: bytes) -> bytes:
    """The packet without the padding that writers leave around it; UTF-16 with the mark of its
    order before it, which XMP has inside (ISO 16684-1, 7.3.2).
    """
    if data[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return data
    for codec, mark in (("utf-16-be", b"\xfe\xff"), ("utf-16-le", b"\xff\xfe")):
        if data.startswith("<?".encode(codec)):
            return mark + data
    return data.strip(b"\x00 \t\r\n\xef\xbb\xbf")


def _properties(
    description: etree._Element,
) -> Iterator[tuple[tuple[str, str], tuple[str, ...]]]:
    for attribute, value in description.attrib.items():
        qualified = etree.QName(str(attribute))
        if qualified.namespace and qualified.namespace != RDF:
            yield (qualified.namespace, qualified.localname), (str(value),)
    for child in description:
        if isinstance(child.tag, str):
            qualified = etree.QName(child)
            yield (qualified.namespace or "", qualified.localname), _values(child)


def _values(element: etree._Element) -> tuple[str, ...]:
    """A plain value, or the members of a bag, sequence or choice of languages."""
    members = list(element.iter(f"{{{RDF}}}li"))
    if not members:
        return ((element.text or "").strip(),)
    language = "{http://www.w3.org/XML/1998/namespace}lang"
    members.sort(key=lambda member: member.get(language) != "x-default")
    return tuple("".join(member.itertext()).strip() for member in members)


def read_info(trailer: Value) -> Mapping[str, str]:
    """The Info dictionary as strings; a name (Trapped) without its slash."""
    found = {}
    for key, value in items(entry(trailer, "/Info")):
        found[key.removeprefix("/")] = name(value) or text(value)
    return found


def claims(packet: Packet, info: Mapping[str, str]) -> Claims:
    """What the file says it conforms to. PDF/X before X-4 is claimed in Info, and X-1a:2001 there
    as the conformance of a version called X-1 (ISO 15930-1).
    """
    pdfx = packet.get(PDFX_ID, "GTS_PDFXVersion") or packet.get(PDFX_OLD, "GTS_PDFXVersion")
    pdfx = pdfx or info.get("GTS_PDFXVersion", "")
    conformance = info.get("GTS_PDFXConformance", "")
    return Claims(
        pdfx=conformance if pdfx.startswith("PDF/X-1:") and conformance else pdfx,
        pdfa_part=packet.get(PDFA_ID, "part"),
        pdfa_level=packet.get(PDFA_ID, "conformance"),
        pdfua_part=packet.get(PDFUA_ID, "part"),
    )


def moment(value: str) -> datetime | None:
    """A date as PDF (ISO 32000-1, 7.9.4) or XMP (ISO 8601) writes it; None when it is neither.

    Without a zone, it is not known which moment is meant, only what the clock said.
    """
    value = value.strip()
    if re.match(r"\d{4}-", value):
        try:
            return datetime.fromisoformat(value)
        except ValueError:
            return None
    match = _PDF_DATE.match(value)
    return _pdf_moment(match) if match else None


def _pdf_moment(match: re.Match[str]) -> datetime | None:
    year, month, day, hour, minute, second = (int(item or 0) for item in match.groups()[:6])
    sign, hours, minutes = match.groups()[6:]
    offset = timedelta(hours=int(hours or 0), minutes=int(minutes or 0))
    try:
        zone = timezone(-offset if sign == "-" else offset) if sign else None
        return datetime(year, month or 1, day or 1, hour, minute, second, tzinfo=zone)
    except ValueError:
        return None
