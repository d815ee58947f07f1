"""Where things that can be made again are kept between runs."""

from __future__ import annotations

import os
import stat
import tempfile
import zlib
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from pathlib import Path

import platformdirs

from .diagnostics import EcoPrintError, ExitCode, Text, error
from .files import write_whole

_CHECK = 4  # bytes of the checksum that a kept file begins with


def kept(name: str, make: Callable[[], bytes]) -> bytes:
    """What `make` gives, kept between runs; made again where it is missing or damaged.

    `name` tells everything that the bytes depend on. Several runs may keep the same at once.
    """
    path = cache_folder() / name
    with suppress(OSError):
        held = path.read_bytes()
        if held[:_CHECK] == _checksum(held[_CHECK:]):
            return held[_CHECK:]
    data = make()
    with suppress(EcoPrintError):  # the next run makes it again
        write_whole(path, _checksum(data) + data)
    return data


def _checksum(data: bytes) -> bytes:
    return zlib.crc32(data, 1).to_bytes(_CHECK)  # from 1: zeros are the checksum of nothing else


@cache
def cache_folder() -> Path:
    """The user's cache folder, or one of this user's own under the temporary folder.

    Raises:
        EcoPrintError: `cache-unwritable` when neither can be written.
    """
    preferred = platformdirs.user_cache_path("eco-print")
    temporary = Path(tempfile.gettempdir()) / f"eco-print-{os.getuid()}"
    for candidate in (preferred, temporary):
        if _usable(candidate, shared=candidate is temporary):
            return candidate
    raise EcoPrintError(
        ExitCode.FILE_ACCESS,
        error(
            "cache-unwritable",
            Text(zh=f"缓存文件夹写不进去：{preferred}", en=f"cannot write the cache {preferred}"),
            hint=Text(
                zh="把环境变量 XDG_CACHE_HOME 设为可写的文件夹",
                en="set XDG_CACHE_HOME to a folder that can be written",
            ),
        ),
    )


def _usable(candidate: Path, *, shared: bool) -> bool:
    try:
        candidate.mkdir(parents=True, exist_ok=True, mode=0o700)
        # Where all may write, another user may have been here first.
        status = candidate.lstat()
        if shared and (not stat.S_ISDIR(status.st_mode) or status.st_uid != os.getuid()):
            return False
        with tempfile.TemporaryFile(dir=candidate):
            return True
    except OSError:
        return False
