"""What a flow says of its breaking besides its text: padding, nowrap, note calls, word division.

In: a flow and its style. Out: `Hints` for the composer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any, Final

import pyphen  # type: ignore[import-untyped]
from weasyprint.formatting_structure import boxes

from ...typesetting import EM, Hints
from ...typesetting.addresses import addresses
from ...typesetting.words import word_starts
from .faces import face_for
from .flow import Flow, Piece, inline_pieces
from .values import is_set

_FALLBACK_LANGUAGE: Final = "en_US"
_WORD: Final = re.compile("A+")


def hints_of(flow: Flow, classes: str, style: Any, advances: list[float], size: float) -> Hints:
    """What the boxes of a flow say, and words divided where `hyphens: auto` asks for it."""
    extras: dict[int, float] = {}
    never: set[int] = set()
    if style["white_space"] == "nowrap":
        never.update(range(1, len(flow.text)))
    for piece in inline_pieces(flow.root):
        _inline_hints(piece, extras, never, size, len(flow.text))
    hyphens: set[int] = set()
    for leaf in _texts(flow):
        if leaf.box.style["hyphens"] == "auto":
            hyphens |= _divisions(leaf, classes, advances)
    pretty = style["text_wrap_style"] in ("pretty", "avoid-orphans")
    width = _hyphen_width(style) if hyphens or "~" in classes else 0
    senses = word_starts(flow.text) if pretty else None
    return Hints(extras, never=never, hyphens=hyphens - never, hyphen_width=width, senses=senses)


def with_divided_words(hints: Hints, flow: Flow, classes: str, advances: Sequence[float]) -> Hints:
    """The same with words divided wherever no stylesheet said that they may not be.

    The patterns are read only for a paragraph that needs them: that takes longer than setting it.
    """
    hyphens = set(hints.hyphens)
    for leaf in _texts(flow):
        style = leaf.box.style
        if style["hyphens"] == "manual" and not is_set(style, "hyphens"):
            hyphens |= _divisions(leaf, classes, advances).difference(hints.never)
    if len(hyphens) == len(hints.hyphens):
        return hints
    return replace(hints, hyphens=hyphens, hyphen_width=_hyphen_width(flow.root.box.style))


def _texts(flow: Flow) -> list[Piece]:
    return [
        leaf
        for leaf in flow.leaves
        if isinstance(leaf.box, boxes.TextBox) and leaf.end > leaf.start
    ]


def _hyphen_width(style: Any) -> int:
    return sum(cluster.advance for cluster in face_for(style).hyphen())


def _inline_hints(
    piece: Piece, extras: dict[int, float], never: set[int], size: float, length: int
) -> None:
    """What an inline box adds: its padding, a forbidden break inside or before it."""
    box = piece.box
    left = box.margin_left + box.border_left_width + box.padding_left
    right = box.margin_right + box.border_right_width + box.padding_right
    if piece.start < piece.end:
        for index, width in ((piece.start, left), (piece.end - 1, right)):
            if width:
                extras[index] = extras.get(index, 0) + width / size * EM
    elif (left or right) and length:
        index = min(piece.start, length - 1)
        extras[index] = extras.get(index, 0) + (left + right) / size * EM
    if box.style["white_space"] == "nowrap":
        never.update(range(piece.start + 1, piece.end))
    if box.element_tag.endswith("::footnote-call") or _is_raised(box.style["vertical_align"]):
        never.update(range(piece.start, piece.end))


def _is_raised(align: Any) -> bool:
    """Whether a box stands above the baseline, as note marks do (`super` is computed so)."""
    return isinstance(align, int | float) and align > 0


def _divisions(leaf: Piece, classes: str, advances: Sequence[float]) -> set[int]:
    """Where the words of a text may be divided, by its language's patterns."""
    style = leaf.box.style
    language = style["lang"] or ""
    if language[:2].lower() == "zh":
        language = _FALLBACK_LANGUAGE  # Latin in Chinese text that says nothing of itself
    total, left, right = style["hyphenate_limit_chars"]
    words = list(_words(leaf, classes, total))
    language = pyphen.language_fallback(language) if words else None
    if language is None:
        return set()
    dictionary = pyphen.Pyphen(lang=language, left=left, right=right)
    places = {start + place for start, word in words for place in dictionary.positions(word)}
    return {place for place in places if advances[place]}


def _words(leaf: Piece, classes: str, total: int) -> Iterator[tuple[int, str]]:
    """Words long enough to be divided; addresses, names in capitals and the like are not."""
    text = leaf.box.text
    kept = [range(*address) for address in addresses(text)]
    for found in _WORD.finditer(classes, leaf.start, leaf.end):
        at = found.start() - leaf.start
        word = text[at : at + len(found[0])]
        if len(word) < total or not word[1:].islower() or "\u00ad" in word:
            continue
        if not any(at in address for address in kept):
            yield found.start(), word
