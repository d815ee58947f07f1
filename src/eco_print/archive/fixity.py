"""Whether a bag is what was sealed: every byte, every file, and no file more.

A bag is complete and valid as RFC 8493 (section 3) means it, and stricter: its tag files must
have the one form that `bag` writes, so that no byte of them can change unseen. Where digests
disagree, the file that most witnesses speak against is named.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

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
    tag_manifest,
)

Claims = dict[str, dict[str, str]]  # algorithm → path → digest


def fixity(bag: Bag) -> tuple[Diagnostic, ...]:
    """All that is wrong with a bag; empty when nothing is."""
    try:
        files = {path: bag.read(path) for path in bag.paths()}
    except OSError as reason:
        return (faults.bag_unreadable(bag.name, reason),)
    return tuple(file_faults(files, bag.name))


def file_faults(files: Mapping[str, bytes], name: str) -> Iterator[Diagnostic]:
    """What is wrong with the files of a bag, by path."""
    needed = ("bagit.txt", "bag-info.txt", *map(manifest, ALGORITHMS), *TAG_MANIFESTS)
    yield from (faults.file_missing(name, path) for path in needed if path not in files)
    seals = _claims(files, map(tag_manifest, ALGORITHMS))
    tags = {p: d for p, d in files.items() if not p.startswith(PAYLOAD) and p not in TAG_MANIFESTS}
    changed = set()
    for fault, path in _disagreements(tags, seals, TAG_MANIFESTS, name):
        changed.add(path)
        yield fault
    trusted = {
        algorithm: claims
        for algorithm, claims in _claims(files, map(manifest, ALGORITHMS)).items()
        if manifest(algorithm) not in changed
    }
    payload = {path: data for path, data in files.items() if path.startswith(PAYLOAD)}
    names = tuple(map(manifest, trusted))
    yield from (fault for fault, _ in _disagreements(payload, trusted, names, name))
    yield from _malformed(files, changed, name)


def _claims(files: Mapping[str, bytes], names: Iterator[str]) -> Claims:
    """What the manifests that exist say, as far as they can be read."""
    found = zip(ALGORITHMS, names, strict=True)
    return {algorithm: _read(files[path]) for algorithm, path in found if path in files}


def _read(data: bytes) -> dict[str, str]:
    lines = data.decode("utf-8", "replace").split("\n")
    pairs = (line.partition("  ") for line in lines if line)
    return {path: value for value, _, path in pairs}


def _disagreements(
    files: Mapping[str, bytes], claims: Claims, manifests: tuple[str, ...], name: str
) -> Iterator[tuple[Diagnostic, str]]:
    """Files that are not what manifests say, and manifests that alone say something else."""
    listed = sorted({path for claim in claims.values() for path in claim} | files.keys())
    suspects: dict[str, list[str]] = {}
    for path in listed:
        against = [a for a, claim in claims.items() if _differs(a, claim, path, files)]
        if not against:
            continue
        if len(against) < len(claims):
            for algorithm in against:
                suspects.setdefault(_written(manifests, algorithm), []).append(path)
        elif path not in files:
            yield faults.file_missing(name, path), path
        elif all(path not in claim for claim in claims.values()):
            yield faults.file_unlisted(name, path), path
        else:
            yield faults.file_changed(name, path), path
    for suspect, paths in suspects.items():
        yield faults.manifest_disagrees(name, suspect, tuple(paths)), suspect


def _differs(
    algorithm: str, claim: Mapping[str, str], path: str, files: Mapping[str, bytes]
) -> bool:
    if path not in files or path not in claim:
        return (path in files) != (path in claim)
    return digest(algorithm, files[path]) != claim[path]


def _written(manifests: tuple[str, ...], algorithm: str) -> str:
    return next(each for each in manifests if algorithm in each)


def _malformed(files: Mapping[str, bytes], changed: set[str], name: str) -> Iterator[Diagnostic]:
    """Tag files that say the right thing in another form than the one they were sealed in."""
    if "bagit.txt" not in changed and files.get("bagit.txt", DECLARATION) != DECLARATION:
        yield faults.file_malformed(name, "bagit.txt")
    for path in TAG_MANIFESTS:
        data = files.get(path)
        if data is not None and path not in changed and manifest_text(_read(data)) != data:
            yield faults.file_malformed(name, path)
