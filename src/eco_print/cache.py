"""Where things that can be made again are kept between runs."""

from __future__ import annotations

import os
import stat
import tempfile
from functools import cache
from pathlib import Path

import platformdirs

from .diagnostics import EcoPrintError, ExitCode, Text, error


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
