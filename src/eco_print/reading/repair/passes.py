"""What a repair pass is: a pure function from the texts of a manuscript to the edits it wants.

In: the text of every strip in reading order, literal characters masked. Out: for each strip
the edits, in order and without overlap, and doubts: places where the pass saw damage that it
could not repair for certain. A pass sees the whole manuscript, because most damage can only be
told from intent by the text as a whole.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from msgspec import Struct

from ...diagnostics import Severity, Text
from ..strips import Edit

Texts = Sequence[str]
Edits = tuple[Edit, ...]


class Doubt(Struct, frozen=True):
    """Characters [start:end) of strip `index` look damaged, and why nothing was done."""

    code: str
    index: int
    start: int
    end: int
    message: Text
    hint: Text | None = None
    severity: Severity = Severity.WARNING
    keep: bool = False
    """Whether later passes have to leave these characters as they are."""


class Proposal(Struct, frozen=True):
    """What one pass wants done."""

    edits: tuple[Edits, ...]
    doubts: tuple[Doubt, ...] = ()


Pass = Callable[[Texts], Proposal]


def nothing(texts: Texts, doubts: Iterable[Doubt] = ()) -> Proposal:
    """A proposal to leave every strip as it is."""
    return Proposal(tuple(() for _ in texts), tuple(doubts))


def each(repair: Callable[[str], Iterable[Edit]]) -> Pass:
    """A pass that looks at one strip at a time."""

    def run(texts: Texts) -> Proposal:
        return Proposal(tuple(tuple(repair(text)) for text in texts))

    return run


def difference(before: str, after: str) -> Edits:
    """The edits that turn one text into another of the same length, neighbours joined."""
    edits: list[Edit] = []
    start: int | None = None
    for index, (old, new) in enumerate(zip(before, after, strict=True)):
        if old != new and start is None:
            start = index
        elif old == new and start is not None:
            edits.append(Edit(start, index, after[start:index]))
            start = None
    if start is not None:
        edits.append(Edit(start, len(after), after[start:]))
    return tuple(edits)
