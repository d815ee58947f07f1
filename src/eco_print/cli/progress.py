"""Progress on a terminal's standard error; nothing where there is no terminal."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

import click


class Progress:
    """A line that is written over: done, of how many, and what is at hand."""

    def __init__(self, total: int = 0) -> None:
        self._shown = False
        self._total = total
        self._done = 0

    def __call__(self, done: int, total: int, what: str = "") -> None:
        if sys.stderr.isatty():
            click.echo(f"\r\x1b[K{done}/{total} {what}", nl=False, err=True)
            self._shown = True

    def step(self) -> None:
        """One more of the total is done."""
        self._done += 1
        if self._done < self._total:
            self(self._done, self._total)

    def clear(self) -> None:
        """Take the line away."""
        if self._shown:
            click.echo("\r\x1b[K", nl=False, err=True)


@contextmanager
def progress(total: int = 0) -> Iterator[Progress]:
    """Progress for a while; where the total is known, from the start on."""
    line = Progress(total)
    if total > 1:
        line(0, total)
    try:
        yield line
    finally:
        line.clear()
