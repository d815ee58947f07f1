"""Where what was found out about faces is kept between runs.

Nothing in it is needed: a lost or unwritable cache costs time only. Files appear whole.
"""

from __future__ import annotations

import os
import stat
import tempfile
from functools import lru_cache
from pathlib import Path

from ..diagnostics import EcoPrintError, ExitCode, Text, error


def folder() -> Path:
    """A folder to write into: the user's cache, else one of this user's under /tmp.

    Raises:
        EcoPrintError: `font-cache-unwritable`.
    """
    import platformdirs

    return _first_writable(platformdirs.user_cache_path("eco-print") / "fonts")


@lru_cache(maxsize=8)
def _first_writable(preferred: Path) -> Path:
    user = os.getuid() if hasattr(os, "getuid") else 0
    temporary = Path(tempfile.gettempdir()) / f"eco-print-{user}" / "fonts"
    for candidate in (preferred, temporary):
        if _usable(candidate, private=candidate is temporary):
            return candidate
    raise EcoPrintError(
        ExitCode.FILE_ACCESS,
        error(
            "font-cache-unwritable",
            Text(zh=f"字体缓存写不进去：{preferred}", en=f"cannot write the cache {preferred}"),
            hint=Text(
                zh="把环境变量 XDG_CACHE_HOME 设为可写的文件夹",
                en="set XDG_CACHE_HOME to a folder that can be written",
            ),
        ),
    )


def _usable(candidate: Path, *, private: bool) -> bool:
    try:
        candidate.mkdir(parents=True, exist_ok=True, mode=0o700)
        # In a folder that all may write to, another user may have been here first.
        owner = candidate.parent.lstat() if private else None
        if owner and (not stat.S_ISDIR(owner.st_mode) or owner.st_uid != os.getuid()):
            return False
        with tempfile.TemporaryFile(dir=candidate):
            return True
    except OSError:
        return False


def keep(path: Path, text: str) -> None:
    """Write a cache file whole; a failure is of no consequence."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(
            "w", dir=path.parent, delete=False, encoding="utf-8"
        ) as file:
            file.write(text)
        Path(file.name).replace(path)
    except OSError:
        return
