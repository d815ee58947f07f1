"""The XMP packet and the Info dictionary of a finished file, always in accord.

In: metadata, the moment, what the file claims to be. Out: the packet as bytes (ISO 16684-1),
with the extension schemas that PDF/A asks for whatever XMP does not define itself
(ISO 19005-3, 6.6.2.3). Nothing in it depends on the clock, the machine or chance.
"""

from __future__ import annotations

import re
from datetime import datetime
from html import escape
from uuid import NAMESPACE_URL, UUID, uuid5

from msgspec import Struct

from .metadata import Metadata

_NOT_XML = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_NAMESPACES = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "xmpMM": "http://ns.adobe.com/xap/1.0/mm/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "prism": "http://prismstandard.org/namespaces/basic/2.0/",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
    "pdfxid": "http://www.npes.org/pdfx/ns/id/",
    "pdfaExtension": "http://www.aiim.org/pdfa/ns/extension/",
    "pdfaSchema": "http://www.aiim.org/pdfa/ns/schema#",
    "pdfaProperty": "http://www.aiim.org/pdfa/ns/property#",
}
_PRISM = {
    "publicationName": "the name of the bulletin (刊名)",
    "organization": "the office that edited the issue (编印单位)",
    "number": "the number of the issue (期号)",
    "issueIdentifier": "the running number of the issue (总期号)",
    "publicationDate": "the day of issue (印发日期)",
}


class Claims(Struct, frozen=True):
    """The standards that a file says it conforms to; empty or 0 for none."""

    pdfa_part: int = 0
    pdfa_level: str = ""
    pdfua_part: int = 0
    pdfx: str = ""


class Identity(Struct, frozen=True):
    """The names of a document and of one file of it, derived from what is in them."""

    document: UUID
    instance: UUID

    @classmethod
    def of(cls, document: bytes, instance: str) -> Identity:
        """Identify by a digest of the document and the words that tell this file apart."""
        document_id = uuid5(NAMESPACE_URL, f"eco-print:{document.hex()}")
        return cls(document_id, uuid5(document_id, instance))


def packet(
    metadata: Metadata, moment: datetime | None, claims: Claims, identity: Identity, tools: Tools
) -> bytes:
    """The whole packet, as UTF-8."""
    spaces = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in _NAMESPACES.items())
    properties = "\n".join(
        (
            *_identification(claims),
            *_dublin_core(metadata, identity),
            *_prism(metadata),
            *_adobe(moment, claims, identity, tools),
            *_extensions(claims),
        )
    )
    text = (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'
        f'<x:xmpmeta xmlns:x="adobe:ns:meta/">\n<rdf:RDF xmlns:rdf="{_NAMESPACES["rdf"]}">\n'
        f'<rdf:Description rdf:about="" {spaces}>\n{properties}\n</rdf:Description>\n'
        '</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end="r"?>'
    )
    return text.encode()


class Tools(Struct, frozen=True):
    """The program that made the document, and what wrote the PDF."""

    creator: str
    producer: str


def info(metadata: Metadata, moment: datetime | None, tools: Tools) -> dict[str, str]:
    """The Info dictionary that agrees with the packet."""
    said = {
        "/Title": _clean(metadata.title),
        "/Author": _clean("; ".join(_creators(metadata))),
        "/Creator": tools.creator,
        "/Producer": tools.producer,
        "/CreationDate": pdf_date(moment) if moment else "",
        "/ModDate": pdf_date(moment) if moment else "",
    }
    return {key: value for key, value in said.items() if value}


def pdf_date(moment: datetime) -> str:
    """A moment as PDF writes it (ISO 32000-1, 7.9.4)."""
    return f"{moment:D:%Y%m%d%H%M%S}Z"


def _creators(metadata: Metadata) -> tuple[str, ...]:
    return metadata.authors or tuple(filter(None, (metadata.editor or metadata.organ,)))


def _identification(claims: Claims) -> list[str]:
    lines = []
    if claims.pdfa_part:
        lines.append(_line("pdfaid:part", str(claims.pdfa_part)))
        if claims.pdfa_part >= 4:
            lines.append(_line("pdfaid:rev", "2020"))
        if claims.pdfa_level:
            lines.append(_line("pdfaid:conformance", claims.pdfa_level.upper()))
    if claims.pdfua_part:
        lines.append(_line("pdfuaid:part", str(claims.pdfua_part)))
    if claims.pdfx:
        lines.append(_line("pdfxid:GTS_PDFXVersion", claims.pdfx))
    return lines


def _dublin_core(metadata: Metadata, identity: Identity) -> list[str]:
    lines = [_line("dc:format", "application/pdf")]
    if metadata.title:
        lines.append(_list("dc:title", "Alt", (metadata.title,)))
    lines.append(_list("dc:creator", "Seq", _creators(metadata)))
    lines.append(_list("dc:publisher", "Bag", tuple(filter(None, (metadata.organ,)))))
    lines.append(_list("dc:language", "Bag", (metadata.language,)))
    if metadata.issued:
        lines.append(_list("dc:date", "Seq", (metadata.issued.isoformat(),)))
    lines.append(_line("dc:identifier", metadata.identifier or f"urn:uuid:{identity.document}"))
    return [line for line in lines if line]


def _prism(metadata: Metadata) -> list[str]:
    issued = metadata.issued.isoformat() if metadata.issued else ""
    said = {
        "publicationName": metadata.publication,
        "organization": metadata.editor,
        "number": metadata.number,
        "issueIdentifier": metadata.total_number,
        "publicationDate": issued,
    }
    return [_line(f"prism:{name}", value) for name, value in said.items() if value]


def _adobe(moment: datetime | None, claims: Claims, identity: Identity, tools: Tools) -> list[str]:
    dated = ("Create", "Modify", "Metadata") if moment else ()
    lines = [
        _line("xmp:CreatorTool", tools.creator),
        *(_line(f"xmp:{name}Date", f"{moment:%Y-%m-%dT%H:%M:%SZ}") for name in dated),
        _line("xmpMM:DocumentID", f"uuid:{identity.document}"),
        _line("xmpMM:InstanceID", f"uuid:{identity.instance}"),
        _line("xmpMM:VersionID", "1"),
        _line("xmpMM:RenditionClass", "default"),
        _line("pdf:Producer", tools.producer),
    ]
    return [*lines, _line("pdf:Trapped", "False")] if claims.pdfx else lines


def _extensions(claims: Claims) -> list[str]:
    """Descriptions of the schemas that PDF/A does not know of itself."""
    if not claims.pdfa_part or claims.pdfa_part >= 4:  # PDF/A-4 asks for none
        return []
    schemas = [
        _schema("prism", "PRISM basic metadata", {k: ("Text", v) for k, v in _PRISM.items()})
    ]
    if claims.pdfua_part:
        part = {"part": ("Integer", "the part of ISO 14289 that the file conforms to")}
        schemas.append(_schema("pdfuaid", "PDF/UA identification", part))
    return [
        "<pdfaExtension:schemas><rdf:Bag>",
        *schemas,
        "</rdf:Bag></pdfaExtension:schemas>",
    ]


def _schema(prefix: str, name: str, properties: dict[str, tuple[str, str]]) -> str:
    listed = "\n".join(
        '<rdf:li rdf:parseType="Resource">'
        + _line("pdfaProperty:name", key)
        + _line("pdfaProperty:valueType", kind)
        + _line("pdfaProperty:category", "external" if prefix == "prism" else "internal")
        + _line("pdfaProperty:description", said)
        + "</rdf:li>"
        for key, (kind, said) in properties.items()
    )
    return (
        '<rdf:li rdf:parseType="Resource">'
        + _line("pdfaSchema:schema", name)
        + _line("pdfaSchema:namespaceURI", _NAMESPACES[prefix])
        + _line("pdfaSchema:prefix", prefix)
        + f"<pdfaSchema:property><rdf:Seq>\n{listed}\n</rdf:Seq></pdfaSchema:property></rdf:li>"
    )


def _line(name: str, value: str) -> str:
    return f"<{name}>{escape(_clean(value), quote=False)}</{name}>"


def _list(name: str, kind: str, values: tuple[str, ...]) -> str:
    """A property with several values, or one in a choice of languages; "" when there is none."""
    if not values:
        return ""
    attribute = ' xml:lang="x-default"' if kind == "Alt" else ""
    items = "".join(
        f"<rdf:li{attribute}>{escape(_clean(value), quote=False)}</rdf:li>" for value in values
    )
    return f"<{name}><rdf:{kind}>{items}</rdf:{kind}></{name}>"


def _clean(value: str) -> str:
    """The text without what XML cannot hold."""
    return _NOT_XML.sub("", value)
