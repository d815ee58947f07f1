"""Which changes on disk matter to a preview, in batches.

In: what the last build was made of. Out: batches of changed paths, 100 ms at most from the first
event to the batch. Folders are watched, for editors save by renaming; of their events only those
count that concern a file the build read or missed, or any file of the template and the faces.
What the program writes itself (PDFs) never does.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from watchfiles import Change, awatch

from ..config import SETTINGS
from .build import Wanted, Watched

#: Milliseconds: a batch ends after this much quiet, or this long after its first event.
QUIET, BATCH = 15, 100
#: Milliseconds after which what no event told of is looked for.
PULSE = 700

_FACES = frozenset({".otf", ".ttf", ".ttc", ".otc", ".toml"})
_IGNORED = frozenset({".pdf", ".swp", ".swx", ".tmp", ".part", ".crswap", ".pyc"})


class Watch:
    """Watches for one preview; `mind` says anew what matters."""

    def __init__(self, wanted: Wanted) -> None:
        self._wanted = wanted
        self._watched = Watched(since=time.time_ns())
        self._open: frozenset[Path] = frozenset()
        self._again = asyncio.Event()
        self._stopped = False

    def mind(self, watched: Watched, *, failed: bool = False) -> None:
        """From now on watch what a build was made of; after a failed one, what was before too."""
        self._watched = self._watched | watched if failed else watched
        if not self._folders() <= self._open:
            self._again.set()

    def stop(self) -> None:
        """End `batches`."""
        self._stopped = True
        self._again.set()

    async def batches(self) -> AsyncIterator[frozenset[Path]]:
        """Paths that changed and matter, batch by batch, until `stop`."""
        while not self._stopped:
            self._again.clear()
            self._open = self._folders()
            async for changes in self._changes():
                paths = {Path(path) for _, path in changes}
                if not changes:
                    paths |= self._unseen()
                if paths:
                    self._watched = replace(self._watched, since=time.time_ns())
                    yield frozenset(paths)

    def _changes(self) -> AsyncIterator[set[tuple[Change, str]]]:
        return awatch(
            *sorted(self._open),
            watch_filter=self._matters,
            recursive=False,
            debounce=BATCH,
            step=QUIET,
            stop_event=self._again,
            rust_timeout=PULSE,
            yield_on_timeout=True,
        )

    def _unseen(self) -> set[Path]:
        """What changed while nobody watched: a folder was new, or a watch was being set up."""
        return {path for path in self._files() if _changed(path) > self._watched.since}

    def _files(self) -> Iterator[Path]:
        yield self._wanted.report
        yield from self._watched.files
        for folder in (*self._watched.folders, *self._watched.faces):
            for path in folder.rglob("*"):
                if self._matters(Change.modified, str(path)) and path.is_file():
                    yield path

    def concerns_faces(self, changed: Iterable[Path]) -> bool:
        """Whether a batch changes the faces, so that the engine has to start afresh."""
        return any(_within(path, self._watched.faces) for path in changed)

    def _folders(self) -> frozenset[Path]:
        folders = {self._wanted.report.parent}
        folders |= {_nearest(path.parent) for path in self._watched.files}
        for folder in (*self._watched.folders, *self._watched.faces):
            folders.add(_nearest(folder))
            folders |= {inner for inner in folder.rglob("*") if inner.is_dir()}
        return frozenset(folder for folder in folders if folder.is_dir())

    def _matters(self, _change: Change, name: str) -> bool:
        path = Path(name)
        if path in (self._wanted.report, *self._watched.files) or path.name == SETTINGS:
            return True
        if path.suffix in _IGNORED or path.name.startswith(".") or path.name.endswith("~"):
            return False
        if _within(path, self._watched.faces):
            return path.suffix.lower() in _FACES
        if _within(path, self._watched.folders):
            return not path.name.isdecimal()  # vim tries whether it can write: 4913
        # A folder on the way to a file that was missed.
        return any(path in wanted.parents for wanted in self._watched.files)


def _changed(path: Path) -> int:
    """When a file became what it is: written, or put in place by renaming."""
    try:
        status = path.stat()
    except OSError:
        return 0
    return max(status.st_mtime_ns, status.st_ctime_ns)


def _within(path: Path, folders: Iterable[Path]) -> bool:
    return any(path.is_relative_to(folder) for folder in folders)


def _nearest(folder: Path) -> Path:
    """The folder, or the nearest one above it that exists."""
    while not folder.is_dir() and folder != folder.parent:
        folder = folder.parent
    return folder
