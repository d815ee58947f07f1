"""Which changes on disk matter to a preview, in batches.

In: what the last build was made of. Out: batches of changed paths, 100 ms at most from the first
event to the batch. Folders are watched, for editors save by renaming; of their events only those
count that concern a file the build read or missed, or any file of the template and the faces.
What the program writes itself (PDFs) never does.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterable
from pathlib import Path

from watchfiles import Change, awatch

from ..config import SETTINGS
from .build import Wanted, Watched

#: Milliseconds: a batch ends after this much quiet, or this long after its first event.
QUIET, BATCH = 15, 100

_FACES = frozenset({".otf", ".ttf", ".ttc", ".otc", ".toml"})
_IGNORED = frozenset({".pdf", ".swp", ".swx", ".tmp", ".part", ".crswap", ".pyc"})


class Watch:
    """Watches for one preview; `mind` says anew what matters."""

    def __init__(self, wanted: Wanted) -> None:
        self._wanted = wanted
        self._watched = Watched()
        self._again = asyncio.Event()
        self._stopped = False
        self.mind(Watched())

    def mind(self, watched: Watched) -> None:
        """From now on watch these; nothing happens when they are watched already."""
        folders = self._folders()
        self._watched = watched
        if self._folders() != folders:
            self._again.set()

    def stop(self) -> None:
        """End `batches`."""
        self._stopped = True
        self._again.set()

    async def batches(self) -> AsyncIterator[frozenset[Path]]:
        """Paths that changed and matter, batch by batch, until `stop`."""
        while not self._stopped:
            self._again.clear()
            async for changes in awatch(
                *sorted(self._folders()),
                watch_filter=self._matters,
                recursive=False,
                debounce=BATCH,
                step=QUIET,
                stop_event=self._again,
                raise_interrupt=False,
            ):
                yield frozenset(Path(path) for _, path in changes)

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


def _within(path: Path, folders: Iterable[Path]) -> bool:
    return any(path.is_relative_to(folder) for folder in folders)


def _nearest(folder: Path) -> Path:
    """The folder, or the nearest one above it that exists."""
    while not folder.is_dir() and folder != folder.parent:
        folder = folder.parent
    return folder
