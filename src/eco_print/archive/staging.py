"""Where bags are written on their way in: a folder each, locked while its process lives. The
bag is that folder, so that moving it into place leaves nothing to clear away.

In: the archive's `staging/`. Out: a folder of one's own, gone afterwards; what killed
processes left is cleared away by the next one to write.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import shutil
import time
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

#: Seconds before a folder is asked whether its owner lives: it may not have its lock yet.
_YOUNG = 30.0
#: Seconds after which nothing is on its way in any more, where locks cannot tell.
_OLD = 86_400.0


@contextlib.contextmanager
def staged(folder: Path) -> Iterator[Path]:
    """A folder under `folder` for a bag on its way in, gone afterwards. Raises OSError."""
    own = folder / uuid4().hex
    own.mkdir()
    try:
        with _locked(own):
            yield own
    finally:
        if own.exists():
            shutil.rmtree(own, ignore_errors=True)


@contextlib.contextmanager
def _locked(path: Path) -> Iterator[None]:
    handle = os.open(path, os.O_RDONLY)
    try:
        with contextlib.suppress(OSError):  # a share that locks no folders: age tells then
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def sweep(folder: Path) -> None:
    """Clear away what processes left that were killed. What cannot be cleared stays."""
    with os.scandir(folder) as entries:
        for entry in entries:
            with contextlib.suppress(OSError):
                if _is_abandoned(Path(entry.path), time.time() - entry.stat().st_mtime):
                    shutil.rmtree(entry.path, ignore_errors=True)


def _is_abandoned(own: Path, age: float) -> bool:
    if age < _YOUNG:
        return False
    handle = os.open(own, os.O_RDONLY | os.O_DIRECTORY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        return age > _OLD
    finally:
        os.close(handle)
    return True
