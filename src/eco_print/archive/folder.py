"""The embedded archive: a folder of bags whose files are kept once, by their content.

    archive.json            says that this is an archive
    bags/NAME/…             each bag a plain BagIt folder, for any tool, now and in ten years
    objects/9f/9f3c2a…      every payload file once, by its SHA-256; those in bags are hard links
    staging/                bags on their way in
    catalogue/              the catalogue, made from the bags

A bag is written under `staging`, synced, and renamed into place; nothing else puts it there,
so that it is there whole or not at all, whatever is killed or full. What a killed process
left in `staging` is swept by the next one to write.
"""

from __future__ import annotations

import contextlib
import errno
import json
import os
import stat
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from ..diagnostics import EcoPrintError
from ..files import write_whole
from . import failures
from .bag import PAYLOAD, Fixity, Sealed
from .durable import sync, sync_all, write_new
from .premis import PREMIS
from .records import RECORD
from .staging import staged, sweep
from .stores import FORMAT, MARKER, AlreadyThereError

#: The clock of a file system may stand still for this long, in nanoseconds.
_TICK = 2_000_000_000


@dataclass(frozen=True, slots=True)
class FolderBag:
    """A bag in a folder."""

    folder: Path

    @property
    def name(self) -> str:
        return self.folder.name

    def paths(self) -> tuple[str, ...]:
        return tuple(sorted(_walked(str(self.folder))))

    def read(self, path: str) -> bytes:
        # Of a link the bytes lie elsewhere; a pipe would be waited for.
        handle = os.open(self.folder / path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
        with open(handle, "rb") as file:
            if not stat.S_ISREG(os.fstat(handle).st_mode):
                raise OSError(errno.EINVAL, "not a regular file", path)
            return file.read()


def _walked(folder: str, inside: str = "") -> Iterator[str]:
    with os.scandir(folder) as entries:
        for entry in entries:
            path = inside + entry.name
            if entry.is_dir(follow_symlinks=False):
                yield from _walked(entry.path, path + "/")
            else:
                yield path


@dataclass(frozen=True, slots=True)
class FolderStore:
    """Bags in a folder of this machine, or of a share that is mounted on it."""

    root: Path
    location: str
    stamps = True

    @classmethod
    def at(cls, root: Path, location: str, *, create: bool) -> FolderStore:
        """The archive in a folder, made when there is none and `create`."""
        marker = root / MARKER
        try:
            found = marker.read_bytes()
        except FileNotFoundError:
            if not create:
                raise failures.no_archive(location) from None
            found = cls._make(root, location)
        except OSError as reason:
            raise failures.not_reached(location, reason) from reason
        check_format(found, location)
        return cls(root, location)

    @staticmethod
    def _make(root: Path, location: str) -> bytes:
        marker = json.dumps(FORMAT).encode() + b"\n"
        ours = {MARKER, "README.txt", "bags", "objects", "staging", "catalogue"}
        try:
            root.mkdir(parents=True, exist_ok=True)
            foreign = {name for name in os.listdir(root) if name[0] != "."} - ours
            if foreign:
                raise failures.foreign_folder(location)
            for name in ("bags", "objects", "staging"):
                (root / name).mkdir(exist_ok=True)
            for number in range(256):
                (root / "objects" / f"{number:02x}").mkdir(exist_ok=True)
            write_whole(root / "README.txt", _README.encode())
            write_whole(root / MARKER, marker)
        except OSError as reason:
            raise failures.not_written(location, reason) from reason
        except EcoPrintError as reason:
            if isinstance(reason.__cause__, OSError):
                raise failures.not_written(location, reason.__cause__) from reason
            raise
        return marker

    def names(self) -> Iterator[str]:
        with os.scandir(self.root / "bags") as entries:
            yield from (entry.name for entry in entries)

    def open(self, name: str) -> FolderBag:
        folder = self.root / "bags" / name
        if not stat.S_ISDIR(os.lstat(folder).st_mode):
            raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), name)
        return FolderBag(folder)

    def stamp(self) -> str:
        changed = (self.root / "bags").stat().st_mtime_ns
        return str(changed) if time.time_ns() - changed > _TICK else ""

    def damage(self, name: str) -> bool:  # noqa: ARG002
        return False

    def put(self, name: str, bag: Sealed) -> None:
        target = f"{self.root}/bags/{name}"
        if os.path.lexists(target):
            raise AlreadyThereError(name)
        incoming = self.root / "staging"
        sweep(incoming)
        with staged(incoming) as staging:
            self._write(bag, str(staging))
            _move(str(staging), target)

    def _write(self, bag: Sealed, folder: str) -> None:
        """Write a bag in a folder that is there, and have all of it on the disk."""
        folders = [folder, *(f"{folder}/{inside}" for inside in _folders(bag.files))]
        for made in folders[1:]:
            os.mkdir(made)
        new: list[str] = []
        for path, data in bag.files.items():
            shared = self._object(bag.known[path]) if _recurs(path) else ""
            if not (shared and _linked(f"{folder}/{path}", data, shared)):
                write_new(f"{folder}/{path}", data)
                new.append(path)
        sync_all([*(f"{folder}/{path}" for path in new), *folders])
        for path in filter(_recurs, new):
            _share(f"{folder}/{path}", self._object(bag.known[path]))

    def _object(self, known: Fixity) -> str:
        return f"{self.root}/objects/{known.sha256[:2]}/{known.sha256}"

    def tidy(self) -> int:
        lone = [p for p in (self.root / "objects").glob("??/*") if p.stat().st_nlink == 1]
        for path in lone:
            path.unlink(missing_ok=True)
        return len(lone)


def _recurs(path: str) -> bool:
    """Whether another bag may have the same file. What tells of one bag alone never recurs."""
    return path.startswith(PAYLOAD) and path not in {RECORD, PREMIS}


def _folders(paths: Iterable[str]) -> list[str]:
    """The folders that files lie in, the outer before the inner."""
    inner = {path.rpartition("/")[0] for path in paths} - {""}
    outer = {str(parent) for folder in inner for parent in PurePosixPath(folder).parents}
    return sorted((inner | outer) - {"."})


def _linked(path: str, data: bytes, shared: str) -> bool:
    """Make a file of the bag by a link to the same content kept before, if it can be."""
    try:
        os.link(shared, path)
    except OSError:  # not kept yet, linked as often as can be, or no links here
        return False
    with open(path, "rb", buffering=0) as file:
        if file.read() == data:
            return True
    os.unlink(path)  # what was kept has decayed: no new bag is to share it
    return False


def _share(path: str, shared: str) -> None:
    """Let later bags share a file that is on the disk. Where that cannot be, space is lost."""
    try:
        with contextlib.suppress(FileNotFoundError):
            os.unlink(shared)  # it was of no use to this bag, and is none to later ones
        os.link(path, shared)
    except OSError as reason:
        if reason.errno == errno.ENOSPC:
            raise


def _move(bag: str, target: str) -> None:
    """Put a bag in place for good, or not at all.

    Raises:
        AlreadyThereError: a bag of this name is in place.
        OSError: this one is not.
    """
    bags, _, name = target.rpartition("/")
    try:
        os.rename(bag, target)
    except OSError as reason:
        if reason.errno in {errno.ENOTEMPTY, errno.EEXIST}:
            raise AlreadyThereError(name) from reason
        # A share whose answer was lost is asked again, and finds that it has moved the bag.
        if os.path.exists(bag) or not os.path.exists(target):
            raise
    try:
        sync(bags)
    except OSError:
        with contextlib.suppress(OSError):
            os.rename(target, bag)  # what may not last is not to be found
        raise


def check_format(marker: bytes, location: str) -> None:
    """Raises EcoPrintError when the marker is not that of a known archive."""
    try:
        said: Any = json.loads(marker)
    except ValueError:
        raise failures.foreign_folder(location) from None
    if not isinstance(said, dict) or said.get("format") != FORMAT["format"]:
        raise failures.foreign_folder(location)
    if said.get("version") != FORMAT["version"]:
        raise failures.newer_archive(location, said.get("version"))


_README = """\
这是 eco-print 的档案库。bags/ 里每个文件夹是一份简报的档案袋（BagIt 1.0，RFC 8493）：
data/*.pdf 是成品，data/source/ 是收到的原稿，data/record.json 是著录，data/premis.xml
是事件记录（PREMIS 3.0）。不用本程序也能校验：在档案袋里运行 sha256sum -c manifest-sha256.txt。
objects/ 是同样的文件按内容存的一份（硬链接），catalogue/ 是由档案袋得来的目录，都可以重建。

This is an archive of eco-print. Each folder in bags/ is the bag of one issue (BagIt 1.0,
RFC 8493): data/*.pdf is the issue, data/source/ the report as received, data/record.json its
description, data/premis.xml its log of events (PREMIS 3.0). To check one without this program,
run `sha256sum -c manifest-sha256.txt` in it. objects/ holds the same files once, by content
(hard links), catalogue/ what is known from the bags; both can be made again.
"""
