"""Lines to paragraphs: undoing the wrapping of text at a fixed width.

In: the lines of plain text or Markdown. Out: paragraphs. Plain text is of two kinds. In one every
line is a paragraph; in the other an editor has broken the paragraphs at a fixed width. The second
is told by its full lines: they have nearly the same width, the widest there is, and stop in the
middle of a sentence. Then a full line runs on in the next one, unless that is indented or follows
an empty line.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from unicodedata import east_asian_width

from msgspec.structs import replace

from ..manuscript import Block, Line
from ..patterns import lazy
from ..strips import Strip
from .credits import is_credit_line
from .labels import label_of

_WIDEST, _NARROWEST = 120, 24
_SLACK = 5
"""In cells: a mark that may not begin a line, or a word that did not fit, shortens a line."""
_FINAL = lazy("[。！？…：；.!?:;][”’）」』\"')]*$")


def joined(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks with wrapped lines joined."""
    lines = [block for block in blocks if isinstance(block, Line) and _is_line(block)]
    return tuple(_joined(blocks, _measure(lines)))


def _is_line(block: Line) -> bool:
    return block.role == "line" or block.soft


def width(text: str) -> int:
    """The display width of a text in cells; Chinese takes two."""
    return sum(2 if east_asian_width(char) in "WFA" else 1 for char in text)


def _measure(lines: Sequence[Line]) -> int:
    """The width at which the lines were broken, or 0 when they were not."""
    widths = [width(line.strip.text) + 2 * line.indent for line in lines]
    measure = max(widths, default=0)
    if not _NARROWEST <= measure <= _WIDEST:
        return 0
    full = [line for line, one in zip(lines, widths, strict=True) if one >= measure - _SLACK]
    open_ended = sum(not _FINAL.search(line.strip.text) for line in full)
    return measure if len(full) >= 2 and open_ended >= 0.6 * len(full) else 0


def _joined(blocks: Sequence[Block], measure: int) -> Iterator[Block]:
    lines: list[Line] = []
    for block in blocks:
        if lines and not (isinstance(block, Line) and _runs_on(lines[-1], block, measure)):
            yield _paragraph(lines)
            lines = []
        if isinstance(block, Line):
            lines.append(block)
        else:
            yield block
    if lines:
        yield _paragraph(lines)


def _paragraph(lines: Sequence[Line]) -> Line:
    if len(lines) == 1:
        return lines[0]
    return replace(lines[0], strip=Strip.of_lines(line.strip for line in lines))


def _runs_on(before: Line, line: Line, measure: int) -> bool:
    """Whether `line` goes on with the paragraph of the line before it."""
    if line.gap or not _is_line(line) or "\t" in before.strip.text + line.strip.text:
        return False
    if is_credit_line(before.strip.text) or is_credit_line(line.strip.text):
        return False
    full = measure and width(before.strip.text) + 2 * before.indent >= measure - _SLACK
    if line.soft and not measure:
        return not _FINAL.search(before.strip.text) and not label_of(line.strip.text)
    return bool(full) and line.indent < 2 and not _starts_anew(before, line)


def _starts_anew(before: Line, line: Line) -> bool:
    """A label begins a paragraph when the line before it has come to an end."""
    ended = _FINAL.search(before.strip.text)
    return bool(ended) and label_of(line.strip.text) is not None
