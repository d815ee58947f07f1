"""Progress on a terminal's standard error; nothing where there is no terminal."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

import click


class Progress:
    """A line that is written over: done, of how many, and what is at hand."""

    def __init__(self) -> None:
        self._shown = False

    def __call__(self, done: int, total: int, what: str = "") -> None:
        if sys.stderr.isatty():
            click.echo(f"\r\x1b[K{done}/{total} {what}", nl=False, err=True)
            self._shown = True

    def clear(self) -> None:
        """Take the line away."""
        if self._shown:
            click.echo("\r\x1b[K", nl=False, err=True)


@contextmanager
def progress() -> Iterator[Progress]:
    """Progress for a while."""
    line = Progress()
    try:
        yield line
    finally:
        line.clear()
