"""Where things stand in a stylesheet: from the parser's lines and columns to spans and back.

tinycss2 says where a token begins, never where it ends. Ends are found here in the text
itself, by the few rules of CSS Syntax 3 that matter for it: comments, strings, brackets.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from ...source import Span

_LINE_ENDS = re.compile(r"\r\n|[\r\f]")
#: Comments and strings as a whole (unfinished ones too), escapes, and the marks that nest or end.
_PIECES = re.compile(
    r"""/\*.*?(?:\*/|\Z) | "(?:\\.|[^"\\\n])*"? | '(?:\\.|[^'\\\n])*'? | \\. | [()\[\]{};]""",
    re.DOTALL | re.VERBOSE,
)
_CLOSING = {"(": ")", "[": "]", "{": "}"}


class Positions:
    """The text of one sheet as the parser sees it, with its lines.

    `start` is where it begins in its file, for a sheet that stands in a page: as much white
    space before it gives every place in it the line and column of the file.
    """

    def __init__(self, text: str, start: tuple[int, int] = (1, 1)) -> None:
        before = "\n" * (start[0] - 1) + " " * (start[1] - 1)
        self.first = len(before)
        self.text = before + _LINE_ENDS.sub("\n", text)
        self.lines = tuple(self.text.split("\n"))
        self._starts = [0]
        for line in self.lines:
            self._starts.append(self._starts[-1] + len(line) + 1)

    def offset(self, line: int, column: int) -> int:
        """The index in the text of a place as the parser gives it."""
        return self._starts[min(line, len(self.lines)) - 1] + column - 1

    def span(self, start: int, end: int) -> Span:
        """The span of text[start:end]."""
        first = bisect_right(self._starts, start) - 1
        last = bisect_right(self._starts, max(start, end - 1)) - 1
        return Span(
            first + 1, start - self._starts[first] + 1, last + 1, end - self._starts[last] + 1
        )

    def value_end(self, start: int) -> int:
        """Where a declaration's value that begins at `start` ends: before `;`, `}` or the end."""
        depth = 0
        end = len(self.text)
        for match in _PIECES.finditer(self.text, start):
            mark = match[0]
            if mark in _CLOSING:
                depth += 1
            elif mark in (")", "]", "}") and depth:
                depth -= 1
            elif mark in (";", "}"):
                end = match.start()
                break
        return start + len(self.text[start:end].rstrip())

    def prelude_end(self, start: int) -> int:
        """Where what stands before a block that opens after `start` ends."""
        for match in _PIECES.finditer(self.text, start):
            if match[0] in ("{", ";", "}"):
                return start + len(self.text[start : match.start()].rstrip())
        return len(self.text.rstrip())

    def stray_brackets(self) -> Iterator[tuple[int, str]]:
        """Brackets without their partner: where each stands, and which it is.

        A closing bracket ends the nearest opening one of its kind; what was opened inside is
        what was forgotten to be closed.
        """
        open_ones: list[tuple[int, str]] = []
        for match in _PIECES.finditer(self.text):
            mark = match[0]
            if mark in _CLOSING:
                open_ones.append((match.start(), mark))
            elif mark in (")", "]", "}"):
                while open_ones and mark in (_CLOSING[each] for _, each in open_ones):
                    last = open_ones.pop()
                    if _CLOSING[last[1]] == mark:
                        break
                    yield last
                else:
                    yield match.start(), mark
            elif mark.startswith("/*") and (len(mark) < 4 or not mark.endswith("*/")):
                yield match.start(), "/*"
        yield from open_ones
