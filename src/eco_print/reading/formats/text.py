"""Plain text: every line is a strip; what the lines are is for the structure to find out."""

from __future__ import annotations

import re

from ..manuscript import Block, Manuscript, Original, Piece, Strip, Text

_LINE = re.compile(r"[^\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+")
_BLANK_LINE = re.compile(r"(?:\r\n|\r|\n)[^\S\r\n]*(?:\r\n|\r|\n)")


def read(original: Original, start: int = 0) -> Manuscript:
    """The lines of the text from offset `start` on."""
    blocks: list[Block] = []
    end = start
    for match in _LINE.finditer(original.text, start):
        strip = Strip((Piece(match[0], match.start(), match.end()),))
        indent = len(match[0]) - len(match[0].lstrip())
        bare = strip.strip()
        if not bare.text:
            continue
        gap = _BLANK_LINE.search(original.text, end, match.start()) is not None
        blocks.append(Text(bare, gap=gap and bool(blocks), indent=indent))
        end = match.end()
    return Manuscript(original, "text", tuple(blocks))
