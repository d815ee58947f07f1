"""Where bags lie: what every place can do, and which place a location names.

A plain path is the embedded archive: a folder with its catalogue inside. A URL is the same
archive elsewhere, by way of fsspec, with its catalogue in the user's cache: `file://` for a
folder on a share (SQLite cannot be trusted on network file systems), `s3://`, `memory://` …
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol
from urllib.parse import unquote, urlsplit

from .bag import Bag

FORMAT = {"format": "eco-print archive", "version": 1}
MARKER = "archive.json"


class AlreadyThereError(Exception):
    """A bag of this name is in place. Nothing was written."""


class Store(Protocol):
    """A place for bags. A bag is there when it is in place as a whole, and only then."""

    @property
    def location(self) -> str:
        """What the archive is called in messages."""

    @property
    def stamps(self) -> bool:
        """Whether `stamp` can tell, in a quiet archive, that nothing came or went."""

    def names(self) -> Iterator[str]:
        """The names of the bags in place. Raises OSError."""

    def open(self, name: str) -> Bag:
        """One bag. Raises FileNotFoundError when it is not in place."""

    def put(self, name: str, files: Mapping[str, bytes]) -> None:
        """Put a whole bag in place, durably.

        Raises:
            AlreadyThereError: a bag of this name is in place.
            OSError: it could not be written; nothing of it is in place.
        """

    def stamp(self) -> str:
        """Differs after any bag has come or gone; "" where that cannot be told. Raises OSError."""

    def tidy(self) -> int:
        """Remove what killed processes left and no bag has; how many files. Raises OSError."""

    def damage(self, name: str) -> bool:
        """Whether what holds the bag's files together is not as it was written."""


@dataclass(frozen=True, slots=True)
class Place:
    """A location understood: a folder here, or a URL for fsspec."""

    location: str
    folder: Path | None

    @property
    def catalogue_inside(self) -> bool:
        """Whether the catalogue lies with the bags."""
        return self.folder is not None and "://" not in self.location


def understand(location: str | Path) -> Place:
    """What a location names."""
    text = str(location)
    parts = urlsplit(text)
    if "://" not in text:
        return Place(str(Path(text).absolute()), Path(text).absolute())
    if parts.scheme == "file":
        return Place(text, Path(unquote(parts.path)))
    return Place(text.rstrip("/"), None)


def open_store(place: Place, *, create: bool) -> Store:
    """The store at a place; made there when `create`.

    Raises:
        EcoPrintError: `archive-missing`, `archive-foreign`, `archive-newer`,
            `archive-unwritable`, `archive-driver` or `archive-unreachable`.
    """
    if place.folder is not None:
        from .folder import FolderStore

        return FolderStore.at(place.folder, place.location, create=create)
    from .remote import RemoteStore

    return RemoteStore.at(place.location, create=create)
