"""What an HTML page says around its article: the little to keep, and an account of the rest.

In: the lines of the page outside of the article. Out: those that belong to it (引题, 副题, the
bylines and the source under a headline, the editor below), and a note for every other stretch of
the page, with its place and its words, so that nothing is left out in silence.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from ...diagnostics import Diagnostic, Text, note
from ..manuscript import Block, Line, Original, Picture
from ..repair.furniture import cuts
from ..strips import Piece, Strip
from ..structure.credits import credit_line
from .html_tree import Element

_LONGEST_PART = 40
"""A 引题 or 副题 is no longer."""
_BEGINNING, _END = 40, 12
"""So much is quoted of what is left out."""


def beside(
    title: Sequence[Block], inside: Sequence[Block], outside: Sequence[Block]
) -> tuple[list[Block], list[Block]]:
    """The lines to set before and after the article's own: the title and what belongs to it."""
    lines = [block for block in outside if isinstance(block, Line)]
    start, end = _extent(inside)
    at = _extent(title)[0] if title else start
    credits = [line for line in lines if _has_credits(line.strip.text)]
    between = [line for line in credits if at <= line.strip.start < start]
    after = [line for line in credits if end <= line.strip.start]
    head = [*_parts(title, [one for one in lines if one.strip.start < start]), *between]
    return head, list(after)


def _extent(blocks: Sequence[Block]) -> tuple[int, int]:
    strips = [block.strip for block in blocks if isinstance(block, Line) and block.strip.text]
    if not strips:
        return 0, 0
    return min(one.start for one in strips), max(one.end for one in strips)


def _has_credits(text: str) -> bool:
    """Whether a line says who wrote or published the article, among furniture perhaps."""
    kept = text
    for edit in reversed(list(cuts(text))):
        kept = kept[: edit.start] + edit.after + kept[edit.end :]
    return bool(credit_line(kept))


def _parts(title: Sequence[Block], lines: Sequence[Line]) -> Iterator[Block]:
    """The title, with the headings that stand right above and below it as 引题 and 副题."""
    if not title or not isinstance(title[0], Line):
        yield from title
        return
    at = title[0].strip.start
    above = next((line for line in reversed(lines) if line.strip.start < at), None)
    below = next((line for line in lines if line.strip.start > at), None)
    if above is not None and _is_part(above):
        yield replace(above, role="paragraph")
    yield title[0]
    if below is not None and _is_part(below):
        yield replace(below, role="subtitle")


def _is_part(line: Line) -> bool:
    return line.role == "heading" and line.level > 1 and len(line.strip.text) <= _LONGEST_PART


# ---- what is left out --------------------------------------------------------------------


def left_out(original: Original, root: Element, kept: Sequence[Strip]) -> Iterator[Diagnostic]:
    """A note for every stretch of the page between what was taken."""
    taken = sorted({(piece.start, piece.end) for strip in kept for piece in strip.pieces})
    window = {id(p) for one in root.elements() if one.tag == "title" for p in one.pieces()}
    stretch: list[Piece] = []
    for piece in root.pieces():
        if _overlaps(piece, taken):
            yield from _note(original, stretch)
            stretch = []
        elif piece.text.strip() and id(piece) not in window:
            stretch.append(piece)
    yield from _note(original, stretch)


def pictures_left_out(original: Original, outside: Sequence[Block]) -> Iterator[Diagnostic]:
    """A note when the page shows pictures outside of its article."""
    pictures = [block for block in outside if isinstance(block, Picture)]
    if pictures:
        message = Text(
            zh=f"正文以外的 {len(pictures)} 幅图片未取",
            en=f"{len(pictures)} picture(s) outside of the article are left out",
        )
        place = original.span(pictures[0].start, pictures[0].start + 1)
        yield note("html-pictures", message, source=original.source, span=place)


def _overlaps(piece: Piece, taken: Sequence[tuple[int, int]]) -> bool:
    at = bisect_left(taken, (piece.end, 0))
    return at > 0 and taken[at - 1][1] > piece.start


def _note(original: Original, stretch: Sequence[Piece]) -> Iterator[Diagnostic]:
    if not stretch:
        return
    words = " ".join(" ".join(piece.text.split()) for piece in stretch)
    size = len("".join(words.split()))
    quoted = words
    if len(words) > _BEGINNING + _END:
        quoted = f"{words[:_BEGINNING]}…{words[-_END:]}"
    message = Text(
        zh=f"网页上这一段不是正文，未取（{size} 字）：{quoted}",
        en=f"not part of the article, left out ({size} characters): {quoted}",
    )
    place = original.span(stretch[0].start, stretch[-1].end)
    yield note("html-article", message, source=original.source, span=place)
