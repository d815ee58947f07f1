"""Bags: the form in which the archive keeps everything (BagIt 1.0, RFC 8493).

`seal` turns payload files into a whole bag: declaration, bag-info, payload and tag manifests
with SHA-256 and SHA-512. Everything of substance lies under `data/`, so that the payload
manifest alone, and a signature over it, answers for all of it. Every tag file is written in
one form only; `fixity` holds bags to it, and so finds a change at any byte.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

ALGORITHMS = ("sha256", "sha512")
DECLARATION = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
PAYLOAD = "data/"
SIGNED = "manifest-sha512.txt"
SIGNATURE = "signature/manifest-sha512.txt.p7s"

#: What some file system, zip program or manifest reader takes for something else. The equals
#: sign marks what was replaced.
_UNFIT = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*%=]|^\.+|[. ]+$')


class Bag(Protocol):
    """A bag to be read, wherever it lies."""

    @property
    def name(self) -> str: ...

    def paths(self) -> tuple[str, ...]:
        """Every file in it, relative to the bag, sorted. Raises OSError."""

    def read(self, path: str) -> bytes:
        """The bytes of one file. Raises OSError (KeyError never)."""


def manifest(algorithm: str) -> str:
    """The name of the payload manifest."""
    return f"manifest-{algorithm}.txt"


def tag_manifest(algorithm: str) -> str:
    """The name of the manifest of all other files but itself."""
    return f"tagmanifest-{algorithm}.txt"


TAG_MANIFESTS = tuple(map(tag_manifest, ALGORITHMS))


@dataclass(frozen=True, slots=True)
class Fixity:
    """What a file's bytes are known by. Each file is gone through once for it."""

    size: int
    sha256: str
    sha512: str

    @classmethod
    def of(cls, data: bytes) -> Fixity:
        return cls(len(data), hashlib.sha256(data).hexdigest(), hashlib.sha512(data).hexdigest())


Known = Mapping[str, Fixity]


@dataclass(frozen=True, slots=True)
class Sealed:
    """A whole bag: every file by its path. `known` has all of them but the tag manifests."""

    files: Mapping[str, bytes] = field(repr=False)
    known: Known = field(repr=False)


def measure(files: Mapping[str, bytes]) -> dict[str, Fixity]:
    """What each file is known by."""
    return {path: Fixity.of(data) for path, data in files.items()}


def digest(algorithm: str, data: bytes) -> str:
    """The digest of `data` in lower-case hexadecimal."""
    return hashlib.new(algorithm, data).hexdigest()


def manifest_text(digests: Mapping[str, str]) -> bytes:
    """A manifest in its one form: sorted by path, two spaces between, a line end after each."""
    return "".join(f"{value}  {path}\n" for path, value in sorted(digests.items())).encode()


def describe(info: Iterable[tuple[str, str]]) -> bytes:
    """A bag-info.txt. Line ends in values become spaces; empty values are left out."""
    lines = (f"{label}: {' '.join(value.split())}\n" for label, value in info if value.strip())
    return "".join(lines).encode()


def manifests(known: Known) -> dict[str, bytes]:
    """The payload manifests for files under `data/`."""
    return {manifest(name): _listed(name, known) for name in ALGORITHMS}


def _listed(algorithm: str, known: Known) -> bytes:
    return manifest_text({path: getattr(fixity, algorithm) for path, fixity in known.items()})


def seal(
    payload: Mapping[str, bytes],
    known: Known,
    info: Iterable[tuple[str, str]],
    signature: bytes | None = None,
) -> Sealed:
    """A whole bag of files whose paths start with `data/`, and what they are known by.

    `signature` is over the payload manifest `SIGNED`, which `manifests` gives before.
    """
    oxum = f"{sum(fixity.size for fixity in known.values())}.{len(known)}"
    tags = {
        "bagit.txt": DECLARATION,
        "bag-info.txt": describe([*info, ("Payload-Oxum", oxum)]),
        **manifests(known),
    }
    if signature is not None:
        tags[SIGNATURE] = signature
    of_tags = measure(tags)
    seals = {tag_manifest(name): _listed(name, of_tags) for name in ALGORITHMS}
    return Sealed({**payload, **tags, **seals}, {**known, **of_tags})


def fit_name(name: str) -> str:
    """A file name that every file system and zip program keeps; most names stay as they are.

    Other characters become `=` and their UTF-8 bytes in hexadecimal, so that different names
    stay different and the original can be read back.
    """
    known = name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    return _UNFIT.sub(_replaced, known) or "="


def original_name(name: str) -> str:
    """The name that `fit_name` made fit."""
    return "" if name == "=" else re.sub(r"(?:=[0-9A-F]{2})+", _restored, name)


def _restored(match: re.Match[str]) -> str:
    return bytes.fromhex(match[0].replace("=", "")).decode("utf-8", "replace")


def _replaced(match: re.Match[str]) -> str:
    return "".join(f"={byte:02X}" for byte in match[0].encode())
