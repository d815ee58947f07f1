"""Whether a bag is what was sealed: every byte, every file, and no file more.

A bag is complete and valid as RFC 8493 (section 3) means it, and stricter: its tag files must
have the one form that `bag` writes, so that no byte of them can change unseen. Where digests
disagree, the file that most witnesses speak against is named.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from ..diagnostics import Diagnostic
from . import faults
from .bag import (
    ALGORITHMS,
    DECLARATION,
    PAYLOAD,
    TAG_MANIFESTS,
    Bag,
    digest,
    manifest,
    manifest_text,
)

Claims = dict[str, dict[str, str]]  # manifest → path → digest

_HEX = re.compile("[0-9a-f]+")


@dataclass(frozen=True, slots=True)
class Contents:
    """The files of a bag by path; `unread` are those that are there and cannot be read."""

    files: Mapping[str, bytes]
    unread: Mapping[str, OSError] = field(default_factory=dict)


def contents(bag: Bag) -> Contents:
    """All that is in a bag. Raises OSError when not even its list of files can be had."""
    files: dict[str, bytes] = {}
    unread: dict[str, OSError] = {}
    for path in bag.paths():
        try:
            files[path] = bag.read(path)
        except OSError as reason:
            unread[path] = reason
    return Contents(files, unread)


def fixity(bag: Bag) -> tuple[Diagnostic, ...]:
    """All that is wrong with a bag; empty when nothing is."""
    try:
        found = contents(bag)
    except OSError as reason:
        return (faults.bag_unreadable(bag.name, reason),)
    return tuple(content_faults(found, bag.name))


def content_faults(found: Contents, name: str) -> Iterator[Diagnostic]:
    """What is wrong with the files of a bag, each named."""
    for path, reason in found.unread.items():
        yield faults.file_unreadable(name, path, reason)
    for fault, path in _faults(found.files, name):
        if path not in found.unread:
            yield fault


def _faults(files: Mapping[str, bytes], name: str) -> Iterator[tuple[Diagnostic, str]]:
    needed = ("bagit.txt", "bag-info.txt", *map(manifest, ALGORITHMS), *TAG_MANIFESTS)
    yield from ((faults.file_missing(name, path), path) for path in needed if path not in files)
    seals = _claims(files, TAG_MANIFESTS)
    tags = {p: d for p, d in files.items() if not p.startswith(PAYLOAD) and p not in TAG_MANIFESTS}
    changed = set()
    for fault, path in _disagreements(tags, seals, name):
        changed.add(path)
        if path in files or path not in needed:
            yield fault, path
    trusted = {
        path: claims
        for path, claims in _claims(files, map(manifest, ALGORITHMS)).items()
        if path not in changed
    }
    payload = {path: data for path, data in files.items() if path.startswith(PAYLOAD)}
    yield from _disagreements(payload, trusted, name)
    malformed = [path for path in needed if path in files and not _has_form(path, files[path])]
    yield from ((faults.file_malformed(name, p), p) for p in malformed if p not in changed)


def _has_form(path: str, data: bytes) -> bool:
    """Whether a tag file is written in the one form that bags are sealed in."""
    if path == "bagit.txt":
        return data == DECLARATION
    if path == "bag-info.txt":
        return True
    return _read(data, _algorithm(path)) is not None


def _claims(files: Mapping[str, bytes], manifests: Iterable[str]) -> Claims:
    """What the manifests say that are there and have their form; others are no witnesses."""
    read = ((path, _read(files[path], _algorithm(path))) for path in manifests if path in files)
    return {path: said for path, said in read if said is not None}


def _read(data: bytes, algorithm: str) -> dict[str, str] | None:
    """What a manifest says, None when it is not as `manifest_text` writes it."""
    lines = data.decode("utf-8", "replace").split("\n")
    pairs = (line.partition("  ") for line in lines if line)
    said = {path: value for value, _, path in pairs}
    digits = hashlib.new(algorithm).digest_size * 2
    fit = all(len(value) == digits and _HEX.fullmatch(value) for value in said.values())
    return said if fit and manifest_text(said) == data else None


def _algorithm(path: str) -> str:
    return next(each for each in ALGORITHMS if each in path)


def _disagreements(
    files: Mapping[str, bytes], claims: Claims, name: str
) -> Iterator[tuple[Diagnostic, str]]:
    """Files that are not what manifests say, and manifests that alone say something else."""
    claimed = {path for claim in claims.values() for path in claim}
    strays = {unicodedata.normalize("NFC", path) for path in files.keys() - claimed}
    listed = sorted(claimed | files.keys())
    suspects: dict[str, list[str]] = {}
    for path in listed:
        against = [m for m, claim in claims.items() if _differs(m, claim, path, files)]
        if not against:
            continue
        if len(against) < len(claims):
            for suspect in against:
                suspects.setdefault(suspect, []).append(path)
        elif path not in files:
            renamed = unicodedata.normalize("NFC", path) in strays
            said = faults.file_renamed if renamed else faults.file_missing
            yield said(name, path), path
        elif all(path not in claim for claim in claims.values()):
            yield faults.file_unlisted(name, path), path
        else:
            yield faults.file_changed(name, path), path
    for suspect, paths in suspects.items():
        yield faults.manifest_disagrees(name, suspect, tuple(paths)), suspect


def _differs(witness: str, claim: Mapping[str, str], path: str, files: Mapping[str, bytes]) -> bool:
    if path not in files or path not in claim:
        return (path in files) != (path in claim)
    return digest(_algorithm(witness), files[path]) != claim[path]
