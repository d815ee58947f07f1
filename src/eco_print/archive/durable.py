"""Files written so that they outlast a power cut: what is asked of the disk, and how."""

from __future__ import annotations

import contextlib
import errno
import os
from collections import deque
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from functools import cache

#: How many files are waited for together.
_AT_ONCE = 8
#: Bags are never written again.
_READ_ONLY = 0o444
#: What a file system says that cannot sync a folder, and need not.
_NOTHING_TO_SYNC = {errno.EINVAL, errno.ENOTSUP, errno.ENOSYS}


def write_new(path: str, data: bytes) -> None:
    """Write a file that was not there. It is on the disk only after `sync`."""
    with open(path, "xb") as file:
        file.write(data)
        with contextlib.suppress(PermissionError):  # a share may keep modes to itself
            os.fchmod(file.fileno(), _READ_ONLY)


def sync_all(paths: Iterable[str]) -> None:
    """Have files and folders on the disk. Asked for together, journalling file systems write
    them in one go, in the time that a single one takes."""
    listed = list(paths)
    parts = (listed[first::_AT_ONCE] for first in range(_AT_ONCE))
    deque(_pool(os.getpid()).map(_sync_each, parts), maxlen=0)


def _sync_each(paths: Iterable[str]) -> None:
    for path in paths:
        sync(path)


def sync(path: str) -> None:
    """Have one file or folder on the disk. Raises OSError when it is not."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as reason:
        if reason.errno not in _NOTHING_TO_SYNC:
            raise
    finally:
        os.close(handle)


@cache
def _pool(process: int) -> ThreadPoolExecutor:  # noqa: ARG001
    # A forked child has none of its parent's threads, and needs its own.
    return ThreadPoolExecutor(_AT_ONCE, "sync")
