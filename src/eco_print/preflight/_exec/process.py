"""Running an outside program: bounded in time, its output taken, its failures values."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct


class Absent(Struct, frozen=True):
    """The program, or a part of it, is not on this machine."""

    program: str


class Failed(Struct, frozen=True):
    """The program ran and did not do its work."""

    program: str
    detail: str


class Completed(Struct, frozen=True):
    stdout: bytes
    stderr: bytes


def run(
    command: Sequence[str | Path], *, seconds: float, folder: Path | None = None
) -> Completed | Absent | Failed:
    """Run `command` without a shell; its program is looked up on PATH."""
    program = str(command[0])
    found = shutil.which(program)
    if found is None:
        return Absent(program)
    try:
        done = subprocess.run(
            [found, *map(str, command[1:])],
            capture_output=True,
            check=False,
            cwd=folder,
            stdin=subprocess.DEVNULL,
            timeout=seconds,
        )
    except subprocess.TimeoutExpired:
        return Failed(program, f"no answer in {seconds:.0f} s")
    except OSError as problem:
        return Failed(program, str(problem))
    if done.returncode != 0:
        said = (done.stderr or done.stdout).decode("utf-8", "replace").split()
        return Failed(program, " ".join(said)[-300:])
    return Completed(done.stdout, done.stderr)
