"""RO-Crate metadata over exported bags, so that research infrastructure can read them.

In: records and the files of their bags. Out: `ro-crate-metadata.json` (RO-Crate 1.1, JSON-LD,
schema.org terms) for the folder that the bags lie in: each bag a dataset, each file in it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import quote

from .records import Action, Card, Record

METADATA = "ro-crate-metadata.json"
_CONFORMS = "https://w3id.org/ro/crate/1.1"
#: Terms beyond those of the RO-Crate context, which would be passed over without a meaning.
_TERMS = {
    "sha256": "https://schema.org/sha256",
    "replaces": "http://purl.org/dc/terms/replaces",
}
_LICENCE = {
    "@id": "#licence",
    "@type": "CreativeWork",
    "name": "由各期的主办机关决定 · as the issuing bodies say",
    "description": "档案库不授予任何许可 · the archive itself grants none",
}
_MEDIA_TYPES = {
    ".pdf": "application/pdf",
    ".json": "application/json",
    ".xml": "application/xml",
    ".txt": "text/plain",
    ".md": "text/markdown",
    ".html": "text/html",
    ".css": "text/css",
    ".png": "image/png",
    ".jpg": "image/jpeg",
}


@dataclass(frozen=True, slots=True)
class Crated:
    """One bag in the crate: its record, and its files with their sizes in bytes and SHA-256."""

    record: Record
    files: tuple[tuple[str, int, str], ...]


def crate(bags: Iterable[Crated], made: date) -> bytes:
    """The metadata file for a folder of bags."""
    bags = tuple(bags)
    names = {bag.record.identifier: bag.record.name for bag in bags}
    graph = [
        {
            "@id": METADATA,
            "@type": "CreativeWork",
            "conformsTo": {"@id": _CONFORMS},
            "about": {"@id": "./"},
        },
        {
            "@id": "./",
            "@type": "Dataset",
            "name": _title(bags),
            "description": "eco-print archive export: BagIt bags (RFC 8493)",
            "datePublished": made.isoformat(),
            "license": {"@id": _LICENCE["@id"]},
            "hasPart": [{"@id": f"{bag.record.name}/"} for bag in bags],
        },
        _LICENCE,
        *(item for bag in bags for item in _bag(bag, names)),
        *_context(bags),
    ]
    data = {"@context": [f"{_CONFORMS}/context", _TERMS], "@graph": graph}
    return json.dumps(data, ensure_ascii=False, indent=2).encode() + b"\n"


def _title(bags: tuple[Crated, ...]) -> str:
    names = {bag.record.card.publication for bag in bags if bag.record.card}
    return "、".join(sorted(filter(None, names))) or "eco-print"


def _bag(bag: Crated, names: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    """A bag and its files. `names` are those of the bags in the crate, by identifier."""
    replaced = [act.target for act in bag.record.acts if act.action is Action.SUPERSEDE]
    files = [quote(f"{bag.record.name}/{path}") for path, _, _ in bag.files]
    described = {
        "@id": f"{bag.record.name}/",
        "@type": ["Dataset", "PublicationIssue"] if bag.record.card else "Dataset",
        "identifier": bag.record.identifier,
        "name": bag.record.card.title if bag.record.card else bag.record.name,
        "dateCreated": bag.record.moment.isoformat(),
        "replaces": [{"@id": f"{names[t]}/"} if t in names else t for t in replaced],
        "hasPart": [{"@id": file} for file in files],
        **(_issue(bag.record, bag.record.card) if bag.record.card else {}),
    }
    yield {name: value for name, value in described.items() if value}
    for file, (path, size, digest) in zip(files, bag.files, strict=True):
        yield {
            "@id": file,
            "@type": "File",
            "name": path.rpartition("/")[2],
            "contentSize": str(size),
            "sha256": digest,
            "encodingFormat": _media_type(path),
        }


def _issue(record: Record, card: Card) -> dict[str, Any]:
    return {
        "datePublished": record.day.isoformat(),
        "issueNumber": card.number,
        "inLanguage": card.language,
        "isPartOf": _named(card.publication),
        "publisher": _named(card.organ),
        "author": [_named(name) for credit in card.credits for name in credit.people],
    }


def _context(bags: tuple[Crated, ...]) -> Iterator[dict[str, Any]]:
    """The people, bodies and series that bags name, each once."""
    cards = [bag.record.card for bag in bags if bag.record.card]
    kinds = {name: "Person" for c in cards for credit in c.credits for name in credit.people}
    kinds |= {card.organ: "Organization" for card in cards if card.organ}
    kinds |= {card.publication: "Periodical" for card in cards if card.publication}
    for name, kind in sorted(kinds.items()):
        yield {"@id": f"#{quote(name)}", "@type": kind, "name": name}


def _named(name: str) -> dict[str, str]:
    return {"@id": f"#{quote(name)}"} if name else {}


def _media_type(path: str) -> str:
    suffix = path[path.rfind(".") :].lower() if "." in path else ""
    return _MEDIA_TYPES.get(suffix, "application/octet-stream")
