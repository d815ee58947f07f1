"""The embedded archive: a folder of bags whose files are kept once, by their content.

    archive.json            says that this is an archive
    bags/NAME/…             each bag a plain BagIt folder, for any tool, now and in ten years
    objects/9f/9f3c2a…      every file once, by its SHA-256; those in bags are hard links to it
    staging/                bags on their way in
    catalogue/              the catalogue, made from the bags

A bag is written under `staging`, synced, and renamed into place; nothing else puts it there,
so that it is there whole or not at all, whatever is killed or full. What a killed process
left in `staging` is swept by the next one to write.
"""

from __future__ import annotations

import contextlib
import errno
import fcntl
import json
import os
import shutil
import time
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from uuid import uuid4

from ..diagnostics import EcoPrintError
from ..files import write_whole
from . import failures
from .bag import digest
from .stores import FORMAT, MARKER, AlreadyThereError

#: How many files are waited for together.
_AT_ONCE = 16
#: A bag being written holds a lock; only one older than this many seconds is asked for it.
_YOUNG = 30.0
#: The clock of a file system may stand still for this long, in nanoseconds.
_TICK = 2_000_000_000
#: Bags are never written again.
_READ_ONLY = 0o444


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
        return (self.folder / path).read_bytes()


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
        if not folder.is_dir():
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), name)
        return FolderBag(folder)

    def stamp(self) -> str:
        changed = (self.root / "bags").stat().st_mtime_ns
        return str(changed) if time.time_ns() - changed > _TICK else ""

    def damage(self, name: str) -> bool:  # noqa: ARG002
        return False

    def put(self, name: str, files: Mapping[str, bytes]) -> None:
        target = self.root / "bags" / name
        if target.exists():
            raise AlreadyThereError(name)
        self._sweep()
        with self._staging() as staging:
            bag = self._written(files, staging)
            try:
                bag.rename(target)
            except OSError as reason:
                if reason.errno in {errno.ENOTEMPTY, errno.EEXIST}:
                    raise AlreadyThereError(name) from reason
                raise
            _sync(target.parent)

    def _written(self, files: Mapping[str, bytes], staging: Path) -> Path:
        """The bag under `staging`, all of it on the disk."""
        bag = staging / "bag"
        folders = sorted({(bag / path).parent for path in files})
        for folder in folders:
            folder.mkdir(parents=True, exist_ok=True)
        placed = {bag / path: data for path, data in files.items()}
        new = {path: data for path, data in placed.items() if not self._linked(path, data)}
        for path, data in new.items():
            _write(path, data)
        _sync_all([*new, *folders, bag])
        for path, data in new.items():
            self._keep(path, data, staging)
        return bag

    @contextlib.contextmanager
    def _staging(self) -> Iterator[Path]:
        """A folder of one's own for a bag on its way in, gone afterwards."""
        staging = self.root / "staging" / uuid4().hex
        staging.mkdir()
        lock = os.open(staging, os.O_RDONLY)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield staging
        finally:
            shutil.rmtree(staging, ignore_errors=True)
            os.close(lock)

    def _sweep(self) -> None:
        """Clear away what killed processes left on its way in."""
        with os.scandir(self.root / "staging") as entries:
            for entry in entries:
                with contextlib.suppress(OSError):
                    if time.time() - entry.stat().st_mtime > _YOUNG:
                        _clear(entry.path)

    def _linked(self, path: Path, data: bytes) -> bool:
        """Make a file of the bag by a link to the same content kept before, if it can be."""
        try:
            os.link(self._object(data), path)
        except OSError:  # not kept yet, linked as often as can be, or no links here
            return False
        if path.read_bytes() == data:
            return True
        path.unlink()  # what was kept has decayed: no new bag is to share it
        return False

    def _object(self, data: bytes) -> Path:
        name = digest("sha256", data)
        return self.root / "objects" / name[:2] / name

    def _keep(self, path: Path, data: bytes, staging: Path) -> None:
        """Let later bags share a file that is on the disk. Where that cannot be, space is lost."""
        link = staging / "object"
        try:
            os.link(path, link)
            link.rename(self._object(data))
        except OSError as reason:
            if reason.errno == errno.ENOSPC:
                raise

    def prune(self) -> int:
        """Remove kept files that no bag has; how many there were."""
        lone = [p for p in (self.root / "objects").glob("??/*") if p.stat().st_nlink == 1]
        for path in lone:
            path.unlink(missing_ok=True)
        return len(lone)


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


def _write(path: Path, data: bytes) -> None:
    with open(path, "xb") as file:
        file.write(data)
        os.fchmod(file.fileno(), _READ_ONLY)


def _clear(staging: str) -> None:
    """Remove a staging folder whose owner is gone: its lock is free."""
    lock = os.open(staging, os.O_RDONLY)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        shutil.rmtree(staging, ignore_errors=True)
    finally:
        os.close(lock)


def _sync_all(paths: Iterable[Path]) -> None:
    """Have files and folders on the disk. Asked for together, journalling file systems write
    them in one go, in the time that a single one takes."""
    deque(_pool(os.getpid()).map(_sync, paths), maxlen=0)


@cache
def _pool(process: int) -> ThreadPoolExecutor:  # noqa: ARG001
    # A forked child has none of its parent's threads, and needs its own.
    return ThreadPoolExecutor(_AT_ONCE, "sync")


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


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
