"""Writing files so that they appear whole or not at all."""

from __future__ import annotations

import os
import re
import tempfile
from pathlib import Path

from .diagnostics import EcoPrintError, ExitCode, Text, error
from .wording import because

#: Characters that file systems or shells take for something else.
_UNFIT = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*\s]+')


def write_whole(path: Path, data: bytes) -> None:
    """Write `data` to `path`: a temporary file beside it, synced, then renamed into place.

    Raises:
        EcoPrintError: `output-unwritable`; nothing is left behind.
    """
    temporary: str | None = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(prefix=f".{path.stem[:40]}-", dir=path.parent)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fchmod(file.fileno(), 0o666 & ~_umask())
            os.fsync(file.fileno())
        Path(temporary).replace(path)
        temporary = None
    except OSError as problem:
        raise EcoPrintError(
            ExitCode.FILE_ACCESS,
            error(
                "output-unwritable",
                Text(zh=f"写不进文件：{path}", en=f"cannot write {path}"),
                hint=because(problem),
            ),
        ) from problem
    finally:
        if temporary is not None:
            Path(temporary).unlink(missing_ok=True)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def file_name(*parts: str, limit: int = 180) -> str:
    """A file name from words: unfit characters become “-”, at most `limit` bytes of UTF-8.

    The limit leaves room for suffixes within the 255 bytes that file systems allow.
    """
    name = "-".join(_UNFIT.sub("-", part.strip()).strip("-.") for part in parts if part.strip())
    return name.encode()[:limit].decode(errors="ignore").rstrip("-. ") or "report"
