"""Strips: the text of a manuscript, each piece of which knows where it was read.

In: stretches of the source. Out: strips that can be cut, edited and joined; after any number of
repairs every character can still say where it came from.

Offsets count characters of the source from 0.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, pairwise

from msgspec import Struct
from msgspec.structs import replace

from .patterns import lazy

MASK = "\0"
"""Stands for a character that no repair may touch (code). No decoded source has it."""

_LATIN_END = lazy(r"[A-Za-z0-9À-ɏ.,;:!?)%]")
_LATIN_START = lazy(r"[A-Za-z0-9À-ɏ($]")


class Style(Struct, frozen=True):
    """How a piece is set. `literal` text is never repaired (code, what cannot be repaired)."""

    strong: bool = False
    emphasis: bool = False
    link: str | None = None
    literal: bool = False


PLAIN = Style()


class Piece(Struct, frozen=True):
    """Text read from source[start:end]; when it is that stretch unchanged, `verbatim` is true."""

    text: str
    start: int
    end: int
    style: Style = PLAIN
    verbatim: bool = True

    def cut(self, start: int, end: int) -> Piece:
        """Characters [start:end) of the piece, with the best origin that can be given."""
        if not self.verbatim:
            return Piece(self.text[start:end], self.start, self.end, self.style, verbatim=False)
        return Piece(self.text[start:end], self.start + start, self.start + end, self.style)


class Edit(Struct, frozen=True):
    """Replace characters [start:end) of a strip by `after`."""

    start: int
    end: int
    after: str


@dataclass(frozen=True, slots=True)
class Strip:
    """One run of text after another: a line, a paragraph, a cell."""

    pieces: tuple[Piece, ...] = ()
    text: str = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", "".join(piece.text for piece in self.pieces))

    @property
    def start(self) -> int:
        """The first source offset (0 for an empty strip)."""
        return self.pieces[0].start if self.pieces else 0

    @property
    def end(self) -> int:
        """The source offset after the last character."""
        return max((piece.end for piece in self.pieces), default=0)

    def masked(self) -> str:
        """The text with every literal character hidden behind `MASK`; same length."""
        if not any(piece.style.literal for piece in self.pieces):
            return self.text
        return "".join(
            MASK * len(piece.text) if piece.style.literal else piece.text for piece in self.pieces
        )

    def cut(self, start: int, end: int | None = None) -> Strip:
        """Characters [start:end) of the strip."""
        stop = len(self.text) if end is None else end
        return Strip(tuple(_cut(self.pieces, start, stop)))

    def strip(self) -> Strip:
        """Without white space at either end."""
        lead = len(self.text) - len(self.text.lstrip())
        return self.cut(lead, max(lead, len(self.text.rstrip())))

    def edited(self, edits: Sequence[Edit]) -> Strip:
        """The strip with `edits` made; they are in order and do not overlap."""
        if not edits:
            return self
        bounds = [0, *(point for edit in edits for point in (edit.start, edit.end))]
        bounds.append(len(self.text))
        parts = _split(self.pieces, bounds)
        made: list[Piece] = []
        for index, part in enumerate(parts):
            if index % 2 == 0:
                made.extend(part)
                continue
            edit = edits[index // 2]
            if edit.after:
                made.append(_replacement(edit, part, made))
        return Strip(tuple(made))

    def kept(self, stretches: Iterable[tuple[int, int]]) -> Strip:
        """The strip with those stretches (in order) literal, for later repairs to leave alone."""
        bounds = [0, *(point for stretch in stretches for point in stretch), len(self.text)]
        pieces: list[Piece] = []
        for index, part in enumerate(_split(self.pieces, bounds)):
            for piece in part:
                style = replace(piece.style, literal=True) if index % 2 else piece.style
                pieces.append(replace(piece, style=style))
        return Strip(tuple(pieces))

    def origins(self, edits: Sequence[Edit]) -> list[tuple[int, int]]:
        """The source stretch (start, end) that each of the edits replaces."""
        bounds = [0, *(point for edit in edits for point in (edit.start, edit.end))]
        parts = _split(self.pieces, bounds)
        found: list[tuple[int, int]] = []
        near = self.start
        for before, part in zip(parts[::2], parts[1::2], strict=True):
            near = before[-1].end if before else near
            found.append(_extent(part, near))
            near = found[-1][1]
        return found

    @staticmethod
    def of_lines(lines: Iterable[Strip]) -> Strip:
        """The lines as one strip, parted by a space where Latin words meet."""
        pieces: list[Piece] = []
        for line in lines:
            if not line.text:
                continue
            if pieces and _parted(pieces[-1].text, line.text):
                at = pieces[-1].end
                pieces.append(Piece(" ", at, at, pieces[-1].style, verbatim=False))
            pieces.extend(line.pieces)
        return Strip(tuple(pieces))


def _parted(before: str, after: str) -> bool:
    return bool(_LATIN_END.match(before[-1:]) and _LATIN_START.match(after))


def _replacement(edit: Edit, old: Sequence[Piece], before: Sequence[Piece]) -> Piece:
    near = before[-1] if before else Piece("", 0, 0)
    style = old[0].style if old else near.style
    return Piece(edit.after, *_extent(old, near.end), style, verbatim=False)


def _extent(pieces: Sequence[Piece], otherwise: int) -> tuple[int, int]:
    if not pieces:
        return otherwise, otherwise
    return min(piece.start for piece in pieces), max(piece.end for piece in pieces)


def _cut(pieces: Iterable[Piece], start: int, stop: int) -> Iterator[Piece]:
    position = 0
    for piece in pieces:
        if position >= stop:
            return
        length = len(piece.text)
        low, high = max(0, start - position), min(length, stop - position)
        if low < high:
            yield piece if (low, high) == (0, length) else piece.cut(low, high)
        position += length


def _split(pieces: Sequence[Piece], bounds: Sequence[int]) -> list[list[Piece]]:
    """The pieces between each two neighbours of `bounds` (ascending), in one walk."""
    parts: list[list[Piece]] = []
    ends = list(accumulate(len(piece.text) for piece in pieces))
    index, used = 0, 0
    for low, high in pairwise(bounds):
        part: list[Piece] = []
        position = low
        while position < high:
            piece = pieces[index]
            take = min(high, ends[index]) - position
            part.append(piece.cut(used, used + take) if take < len(piece.text) else piece)
            position, used = position + take, used + take
            if used == len(piece.text):
                index, used = index + 1, 0
        parts.append(part)
    return parts


EMPTY = Strip()
