"""Running an outside program: bounded in time, its output taken, its failures values."""

from __future__ import annotations

import os
import selectors
import shutil
import subprocess
import tempfile
import time
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
        return _broken(program, done.stderr or done.stdout)
    return Completed(done.stdout, done.stderr)


def lines(
    command: Sequence[str | Path], *, seconds: float
) -> tuple[list[bytes], Absent | Failed | None]:
    """Run a program that answers line by line, each line within `seconds`.

    Gives the lines that came, and what ended the program before its time, if anything did.
    """
    program = str(command[0])
    found = shutil.which(program)
    if found is None:
        return [], Absent(program)
    with tempfile.TemporaryFile() as errors:
        try:
            child = subprocess.Popen(
                [found, *map(str, command[1:])],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=errors,
            )
        except OSError as problem:
            return [], Failed(program, str(problem))
        try:
            received, late = _received(child, seconds)
        finally:
            child.kill()
            child.wait()
        whole = received.split(b"\n")[:-1]
        if late:
            return whole, Failed(program, f"no answer in {seconds:.0f} s")
        errors.seek(0)
        said = errors.read()
    return whole, _broken(program, said) if child.returncode else None


def _received(child: subprocess.Popen[bytes], seconds: float) -> tuple[bytes, bool]:
    """What a child writes until it ends, and whether it let a line be waited for too long."""
    assert child.stdout is not None
    received = bytearray()
    deadline = time.monotonic() + seconds
    with child.stdout as pipe, selectors.DefaultSelector() as selector:
        selector.register(pipe, selectors.EVENT_READ)
        while selector.select(max(0.0, deadline - time.monotonic())):
            data = os.read(pipe.fileno(), 1 << 16)
            if not data:
                child.wait(seconds)
                return bytes(received), False
            received += data
            if b"\n" in data:
                deadline = time.monotonic() + seconds
    return bytes(received), True


def _broken(program: str, said: bytes) -> Failed:
    return Failed(program, " ".join(said.decode("utf-8", "replace").split())[-300:])
