"""Bags handed out: as folders, as one zip of them, or with RO-Crate metadata around them.

In: names of bags. Out: files on this machine. A bag is checked before it is handed out, and
what is written appears whole or not at all.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal
from uuid import uuid4

from ..diagnostics import EcoPrintError, ExitCode
from ..files import write_whole
from . import failures
from .archive import Archive
from .bag import digest
from .crate import METADATA, Crated, crate
from .fixity import content_faults, contents
from .records import RECORD, read_record
from .serial import write_zip

Form = Literal["bags", "zip", "ro-crate"]
Progress = Callable[[int, int], None]


def export(
    archive: Archive,
    names: Iterable[str],
    target: Path,
    form: Form = "bags",
    progress: Progress | None = None,
) -> tuple[Path, ...]:
    """Write the bags to `target`: a folder, or the zip file itself; the paths written.

    Raises:
        EcoPrintError: `bag-…` when a bag is damaged, `export-exists`, `output-unwritable`.
    """
    names = tuple(names)
    try:
        if form == "zip":
            return (_zip(archive, names, target, progress),)
        written = tuple(_folders(archive, names, target, progress))
        if form == "ro-crate":
            written += (_crate(names, target),)
    except OSError as reason:
        raise failures.export_failed(str(target), reason) from reason
    return written


def _files(archive: Archive, name: str) -> dict[str, bytes]:
    """The files of a sound bag."""
    found = contents(archive.bag(name))
    if wrong := tuple(content_faults(found, name)):
        raise EcoPrintError(ExitCode.FILE_ACCESS, *wrong)
    return dict(found.files)


def _zip(archive: Archive, names: tuple[str, ...], target: Path, progress: Progress | None) -> Path:
    def files() -> Iterator[tuple[str, bytes]]:
        for number, name in enumerate(names, 1):
            for path, data in sorted(_files(archive, name).items()):
                yield f"{name}/{path}", data
            if progress is not None:
                progress(number, len(names))

    target.parent.mkdir(parents=True, exist_ok=True)
    draft = target.with_name(f".{target.name}.{uuid4().hex}")
    try:
        with draft.open("xb") as file:
            write_zip(file, files())
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)
    return target


def _folders(
    archive: Archive, names: tuple[str, ...], target: Path, progress: Progress | None
) -> Iterator[Path]:
    target.mkdir(parents=True, exist_ok=True)
    for number, name in enumerate(names, 1):
        folder = target / name
        if folder.exists():
            raise failures.export_exists(str(folder))
        draft = target / f".{name}.{uuid4().hex}"
        try:
            for path, data in _files(archive, name).items():
                (draft / path).parent.mkdir(parents=True, exist_ok=True)
                (draft / path).write_bytes(data)
            draft.rename(folder)
        finally:
            shutil.rmtree(draft, ignore_errors=True)
        if progress is not None:
            progress(number, len(names))
        yield folder


def _crate(names: tuple[str, ...], target: Path) -> Path:
    """Metadata for the bags just written to `target`."""
    path = target / METADATA
    write_whole(path, crate((_crated(target / name) for name in names), datetime.now(UTC).date()))
    return path


def _crated(folder: Path) -> Crated:
    files = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    record = read_record((folder / RECORD).read_bytes())
    return Crated(record, tuple(_measured(folder, path) for path in files))


def _measured(folder: Path, path: Path) -> tuple[str, int, str]:
    data = path.read_bytes()
    return path.relative_to(folder).as_posix(), len(data), digest("sha256", data)
