"""A bag as one file: the zip that object stores keep and that `export` writes.

In: the files of a bag. Out: a zip with one folder, the bag, stored
without compression so that any part can be read alone. Equal files give equal bytes, which
lets a change in the wrapping itself be found.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import IO

SUFFIX = ".zip"
_EPOCH = (1980, 1, 1, 0, 0, 0)
_READ_ONLY_FILE = 0o100444 << 16


def write_zip(file: IO[bytes], files: Iterable[tuple[str, bytes]]) -> None:
    """Write files to a zip in the order given."""
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
        for path, data in files:
            entry = zipfile.ZipInfo(path, _EPOCH)
            entry.create_system = 3  # Unix, wherever it is written
            entry.external_attr = _READ_ONLY_FILE
            archive.writestr(entry, data)


def serialise(name: str, files: Mapping[str, bytes]) -> bytes:
    """The bag `name` as a zip."""
    file = BytesIO()
    write_zip(file, ((f"{name}/{path}", data) for path, data in sorted(files.items())))
    return file.getvalue()


@dataclass(frozen=True, slots=True)
class ZipBag:
    """A bag in a zip that can be read anywhere."""

    name: str
    archive: zipfile.ZipFile

    @classmethod
    def open(cls, name: str, file: IO[bytes]) -> ZipBag:
        """Raises OSError when it is no zip."""
        try:
            return cls(name, zipfile.ZipFile(file))
        except (zipfile.BadZipFile, ValueError, NotImplementedError) as reason:
            raise OSError(str(reason)) from reason

    def paths(self) -> tuple[str, ...]:
        cut = len(self.name) + 1
        return tuple(sorted(entry[cut:] for entry in self.archive.namelist()))

    def read(self, path: str) -> bytes:
        try:
            return self.archive.read(f"{self.name}/{path}")
        except (KeyError, zipfile.BadZipFile, ValueError, NotImplementedError, EOFError) as reason:
            raise OSError(str(reason)) from reason
