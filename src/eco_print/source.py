"""Where a piece of text came from: the named source, and places in it.

Lines and columns count from 1; a column counts characters (code points), not bytes and not
display cells. A span is half open: `end_column` is the column after the last character.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from msgspec import Struct


class Span(Struct, frozen=True, order=True):
    """A stretch of a source, from (line, column) up to, not including, (end_line, end_column)."""

    line: int
    column: int
    end_line: int
    end_column: int

    @classmethod
    def at(cls, line: int, column: int, length: int = 1) -> Span:
        """The span of `length` characters on one line."""
        return cls(line, column, line, column + length)

    def to(self, other: Span) -> Span:
        """The smallest span that holds both."""
        start = min((self.line, self.column), (other.line, other.column))
        end = max((self.end_line, self.end_column), (other.end_line, other.end_column))
        return Span(*start, *end)


@dataclass(frozen=True, slots=True)
class Source:
    """One input as it was read: its name for messages, where it lies, and its text by lines.

    `path` is None for standard input. `lines` is what diagnostics quote; for formats that are
    not plain text (.docx) the lines are the paragraphs in reading order.
    """

    name: str
    path: Path | None = None
    lines: tuple[str, ...] = field(default=(), repr=False)

    def line(self, number: int) -> str | None:
        """The text of line `number` (from 1), or None when there is no such line."""
        if 1 <= number <= len(self.lines):
            return self.lines[number - 1]
        return None
