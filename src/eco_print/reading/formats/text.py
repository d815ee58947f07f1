"""Plain text: every line is a strip; what the lines are is for the structure to find out."""

from __future__ import annotations

from collections.abc import Iterator

from ..manuscript import Block, Line, Manuscript, Original
from ..patterns import lazy
from ..strips import Piece, Strip
from .frontmatter import read_front_matter

_LINE = lazy(r"[^\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+")
_BLANK_LINE = lazy(r"(?:\r\n|\r|\n)[^\S\r\n]*(?:\r\n|\r|\n)")


def read(original: Original) -> Manuscript:
    """The lines of the text, after its front matter."""
    front = read_front_matter(original)
    return Manuscript(
        original,
        "text",
        tuple(lines(original.text, front.end)),
        front.fields,
        given=front.texts,
        findings=front.findings,
    )


def lines(text: str, start: int) -> Iterator[Block]:
    """Every line from offset `start` on that holds anything, without its outer white space."""
    end, first = start, True
    for match in _LINE.finditer(text, start):
        lead = len(match[0]) - len(match[0].lstrip())
        strip = Strip((Piece(match[0], match.start(), match.end()),)).strip()
        if not strip.text:
            continue
        gap = not first and _BLANK_LINE.search(text, end, match.start()) is not None
        yield Line(strip, gap=gap, indent=_ems(match[0][:lead]))
        end, first = match.end(), False


def _ems(space: str) -> int:
    """The width of white space in ems, at two plain spaces or one wide one each."""
    wide = space.count("\u3000") + 2 * space.count("\t")
    return wide + (len(space) - wide) // 2
