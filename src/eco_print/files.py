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
                hint=_not_a_folder(path.parent) or because(problem),
            ),
        ) from problem
    finally:
        if temporary is not None:
            Path(temporary).unlink(missing_ok=True)


def _not_a_folder(folder: Path) -> Text | None:
    """That a file lies where the folder should be."""
    for place in (folder, *folder.parents):
        if place.exists():
            if place.is_dir():
                return None
            return Text(
                zh=f"{place} 不是文件夹；输出给一个文件夹，或以 .pdf 结尾的文件名",
                en=f"{place} is not a folder; give a folder, or a file name that ends in .pdf",
            )
    return None


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def legible(name: str) -> str:
    """A name that the system had in bytes that are no UTF-8: those of Chinese Windows."""
    raw = name.encode("utf-8", "surrogateescape")
    try:
        return raw.decode()
    except UnicodeDecodeError:
        return raw.decode("gb18030", "replace")


def file_name(*parts: str, limit: int = 180) -> str:
    """A file name from words: unfit characters become “-”, at most `limit` bytes of UTF-8.

    The limit leaves room for suffixes within the 255 bytes that file systems allow.
    """
    parts = tuple(legible(part).strip() for part in parts)
    name = "-".join(_UNFIT.sub("-", part).strip("-.") for part in parts if part)
    return name.encode()[:limit].decode(errors="ignore").rstrip("-. ") or "report"
