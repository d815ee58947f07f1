"""Strips to runs: the last step from a manuscript to the document model."""

from __future__ import annotations

from itertools import groupby

from msgspec.structs import replace

from ...report import Run, Runs
from ...source import Span
from ..manuscript import Original
from ..strips import Strip


def runs(strip: Strip, original: Original) -> Runs:
    """A strip as runs of one style each."""
    made: list[Run] = []
    for style, group in groupby(
        strip.pieces, key=lambda p: (p.style.strong, p.style.emphasis, p.style.link)
    ):
        pieces = list(group)
        span = original.span(min(p.start for p in pieces), max(p.end for p in pieces))
        made.append(Run("".join(piece.text for piece in pieces), span, *style))
    return tuple(made)


def span(strip: Strip, original: Original) -> Span:
    """The stretch of the source that a strip was read from."""
    low = min((piece.start for piece in strip.pieces), default=0)
    return original.span(low, max(low, strip.end))


def is_strong(strip: Strip) -> bool:
    """Whether all of a strip is bold."""
    return bool(strip.pieces) and all(
        piece.style.strong or not piece.text.strip() for piece in strip.pieces
    )


def is_literal(strip: Strip) -> bool:
    """Whether a strip holds text that is to stay as it is."""
    return any(piece.style.literal for piece in strip.pieces)


def unstyled(strip: Strip) -> Strip:
    """A strip that is bold as a whole without its bold: a heading says so by being one."""
    if not is_strong(strip):
        return strip
    return Strip(
        tuple(replace(piece, style=replace(piece.style, strong=False)) for piece in strip.pieces)
    )
