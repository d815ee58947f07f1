"""The text of a line box: one string out of nested inline boxes, with the way back.

In: a line box as the engine built it (text, inline boxes, pictures, floats, footnote calls).
Out: a `Flow`: the text that composition sees, where each box begins and ends in it, and the
translation between characters of that text and the engine's `skip_stack`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from weasyprint.formatting_structure import boxes

OBJECT: Final = "\ufffc"
# Scripts that run from right to left, and marks that turn the direction.
_RIGHT_TO_LEFT: Final = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u202a-\u202e]")
Path = tuple[int, ...]
SkipStack = dict[int, Any] | None


@dataclass(slots=True)
class Piece:
    """A box of the flow: it holds the characters from `start` to `end` (none: out of flow)."""

    box: Any
    path: Path
    start: int
    end: int = 0
    children: list[Piece] = field(default_factory=list)


@dataclass(slots=True)
class Flow:
    """The text of a line box and the tree of its pieces."""

    root: Piece
    text: str
    leaves: list[Piece]
    counted: tuple[Piece | None, int, int] = (None, 0, 0)

    def holds(self) -> bool:
        """Whether the boxes are still those that were read; ::first-letter puts new ones in."""
        return all(
            len(piece.children) == len(piece.box.children)
            and all(
                child.box is box
                for child, box in zip(piece.children, piece.box.children, strict=True)
            )
            for piece in (self.root, *inline_pieces(self.root))
        )

    def position(self, stack: SkipStack) -> int:
        """The character that a skip stack points at."""
        piece = self.root
        while stack:
            ((index, stack),) = stack.items()
            if isinstance(piece.box, boxes.TextBox):
                return piece.start + len(piece.box.text.encode()[:index].decode(errors="ignore"))
            if index >= len(piece.children):
                return piece.end
            piece = piece.children[index]
        return piece.start

    def stack(self, position: int) -> SkipStack:
        """The skip stack for the first thing at or after a character; None at the end."""
        for leaf in self.leaves:
            begun = leaf.start < position
            if begun and leaf.end <= position:
                continue
            if not begun and leaf.start == leaf.end == position == len(self.text):
                continue
            inner: SkipStack = None
            if begun:
                inner = {self._bytes(leaf, position): None}
            for index in reversed(leaf.path):
                inner = {index: inner}
            return inner
        return None

    def _bytes(self, leaf: Piece, position: int) -> int:
        """How many bytes of a text come before a character; counted on from the last answer."""
        known, at, count = self.counted
        if known is not leaf or at > position:
            at, count = leaf.start, 0
        text = leaf.box.text[at - leaf.start : position - leaf.start]
        count += len(text.encode())
        self.counted = (leaf, position, count)
        return count


def flow_of(linebox: Any) -> Flow | None:
    """The flow of a line box, or None where composition does not know what to do."""
    leaves: list[Piece] = []
    text: list[str] = []
    root = Piece(linebox, (), 0)
    if not _collect(root, leaves, text, 0):
        return None
    return Flow(root, "".join(text), leaves)


def _collect(piece: Piece, leaves: list[Piece], text: list[str], at: int) -> bool:
    """Gather the children of a box from character `at` on; False for what cannot be set."""
    for index, box in enumerate(piece.box.children):
        child = Piece(box, (*piece.path, index), at)
        piece.children.append(child)
        if box.is_leader:
            return False
        if not box.is_in_normal_flow():
            leaves.append(child)
        elif isinstance(box, boxes.TextBox):
            if not _is_known(box):
                return False
            leaves.append(child)
            text.append(box.text)
            at += len(box.text)
        elif isinstance(box, boxes.InlineBox):
            if not _collect(child, leaves, text, at):
                return False
            at = child.end
            if not box.children:
                leaves.append(child)
        elif isinstance(box, boxes.AtomicInlineLevelBox):
            leaves.append(child)
            text.append(OBJECT)
            at += 1
        else:
            return False
        child.end = at
    piece.end = at
    return True


def _is_known(box: Any) -> bool:
    """Text that is set in one direction, in lines of its own making."""
    style = box.style
    if style["font_size"] <= 0 or style["white_space"] not in ("normal", "nowrap", "pre-line"):
        return False
    return style["direction"] == "ltr" and _RIGHT_TO_LEFT.search(box.text) is None


def inline_pieces(piece: Piece) -> Iterator[Piece]:
    """Every inline box of a flow, outermost first."""
    for child in piece.children:
        if isinstance(child.box, boxes.InlineBox):
            yield child
            yield from inline_pieces(child)
