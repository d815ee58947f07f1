"""Which store a location names.

A plain path is the embedded archive: a folder with its catalogue inside. A URL is the same
archive elsewhere, by way of fsspec, with its catalogue in the user's cache: `file://` for a
folder on a share (SQLite cannot be trusted on network file systems), `s3://`, `memory://` …
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from .folder import FolderStore
from .stores import Store


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
        return FolderStore.at(place.folder, place.location, create=create)
    from .remote import RemoteStore  # an embedded archive needs none of it

    return RemoteStore.at(place.location, create=create)
