"""The archive on an object store or a share, through fsspec: one file a bag.

    archive.json            says that this is an archive
    bags/NAME.zip           each bag serialised: a zip with its folder

Object stores have no renaming, but they put one object in place whole or not at all, and only
where there is none if so asked: a bag is one object. Where files grow in place (a share, SFTP),
a bag is written beside and moved.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any
from uuid import uuid4

from ..diagnostics import EcoPrintError
from . import failures
from .bag import Sealed
from .folder import check_format
from .serial import SUFFIX, ZipBag, serialise
from .stores import FORMAT, MARKER, AlreadyThereError

#: What to install for a scheme whose driver is missing.
_DRIVERS = {"s3": "s3fs", "gs": "gcsfs", "gcs": "gcsfs", "az": "adlfs", "abfs": "adlfs"}

#: Drivers that put a file in place whole or not at all.
_SCHEMES_OF_OBJECT_STORES = frozenset(
    {"s3", "s3a", "gs", "gcs", "az", "abfs", "abfss", "adl", "oss", "cos", "memory"}
)


@dataclass(frozen=True, slots=True)
class RemoteStore:
    """Bags behind a URL. `files` is the fsspec file system, `root` the path in it."""

    files: Any
    root: str
    location: str
    stamps = False  # an object store tells no more than the list of what is there

    @classmethod
    def at(cls, location: str, *, create: bool) -> RemoteStore:
        """The archive at a URL, made when there is none and `create`."""
        files, root = _driver(location)
        store = cls(files, root.rstrip("/"), location)
        try:
            marker = store._marker(create=create)
        except EcoPrintError:
            raise
        except Exception as reason:
            raise failures.not_reached(location, reason) from reason
        check_format(marker, location)
        return store

    def _marker(self, *, create: bool) -> bytes:
        self.files.invalidate_cache()
        path = f"{self.root}/{MARKER}"
        if self.files.exists(path):
            return bytes(self.files.cat_file(path))
        if not create:
            raise failures.no_archive(self.location)
        marker = json.dumps(FORMAT).encode() + b"\n"
        try:
            if self.files.exists(self.root) and self.files.ls(self.root, detail=False):
                raise failures.foreign_folder(self.location)
            self.files.makedirs(f"{self.root}/bags", exist_ok=True)
            self.files.pipe_file(path, marker)
        except OSError as reason:
            raise failures.not_written(self.location, reason) from reason
        return marker

    def names(self) -> Iterator[str]:
        self.files.invalidate_cache()
        try:
            found = self.files.ls(f"{self.root}/bags", detail=False)
        except FileNotFoundError:
            return  # an object store has no empty folders
        for path in found:
            name = str(path).rstrip("/").rpartition("/")[2]
            if name.endswith(SUFFIX):
                yield name.removesuffix(SUFFIX)

    def open(self, name: str) -> ZipBag:
        return ZipBag.open(name, self.files.open(self._path(name), "rb"))

    def put(self, name: str, bag: Sealed) -> None:
        path, data = self._path(name), serialise(name, bag.files)
        whole = _SCHEMES_OF_OBJECT_STORES & _schemes(self.files)
        try:
            if whole:
                self.files.pipe_file(path, data, mode="create")
            else:
                self._put_by_moving(path, data)
        except FileExistsError as reason:
            raise AlreadyThereError(name) from reason
        except OSError:
            raise
        except Exception as reason:  # drivers raise what their clients raise
            raise OSError(str(reason)) from reason

    def _put_by_moving(self, path: str, data: bytes) -> None:
        if self.files.exists(path):
            raise FileExistsError(path)
        self.files.makedirs(f"{self.root}/bags", exist_ok=True)
        beside = f"{path}.{uuid4().hex}.part"
        try:
            self.files.pipe_file(beside, data)
            self.files.mv(beside, path)
        except BaseException:
            with contextlib.suppress(Exception):
                self.files.rm_file(beside)
            raise

    def stamp(self) -> str:
        return ""

    def tidy(self) -> int:
        return 0  # a bag is one file; one on its way in cannot be told from one left behind

    def damage(self, name: str) -> bool:
        stored = bytes(self.files.cat_file(self._path(name)))
        bag = ZipBag.open(name, BytesIO(stored))
        return serialise(name, {path: bag.read(path) for path in bag.paths()}) != stored

    def _path(self, name: str) -> str:
        return f"{self.root}/bags/{name}{SUFFIX}"


def _schemes(files: Any) -> set[str]:
    named = files.protocol
    return {named} if isinstance(named, str) else set(named)


def _driver(location: str) -> tuple[Any, str]:
    scheme = location.partition("://")[0]
    try:
        import fsspec  # type: ignore[import-untyped]
    except ImportError:
        raise failures.no_driver(location, "fsspec") from None
    try:
        files, root = fsspec.core.url_to_fs(location)
    except ImportError:
        raise failures.no_driver(location, _DRIVERS.get(scheme, scheme)) from None
    except Exception as reason:
        raise failures.not_reached(location, reason) from reason
    return files, root
