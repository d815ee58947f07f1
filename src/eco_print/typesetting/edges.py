"""What is left out of the first and the last character of a line.

In: a `Paragraph` and a place to divide. Out: thousandths of an em. Sources: CLREQ 3.1.6
(marks at line edges) and the values of CSS `text-spacing-trim` and `hanging-punctuation`.
"""

from __future__ import annotations

from typing import Final

from . import classes as c
from .pairs import HALF
from .paragraph import Paragraph
from .settings import EM, Hanging, Trim

_TRIMMED_AT_END: Final = frozenset("CPSQ")
_HANGS: Final = frozenset("、，。．")


def _half(paragraph: Paragraph, place: int) -> float:
    return HALF * paragraph.sizes[place] / EM if paragraph.sizes else HALF


def line_starts(paragraph: Paragraph, index: int, *, first: bool) -> float:
    """How much of the first character's cell is left out at a line's start."""
    start, settings = paragraph.breaks.starts[index], paragraph.settings
    if paragraph.classes[start : start + 1] != c.OPENING:
        return 0
    if first and settings.hang_first:
        return paragraph.cells[start]
    whole = settings.trim in (Trim.SPACE_ALL, Trim.NORMAL)
    if whole or (first and settings.trim is Trim.SPACE_FIRST):
        return 0
    return _half(paragraph, start)


def line_ends(paragraph: Paragraph, index: int, *, last: bool) -> tuple[float, ...]:
    """The choices of how much of the last character's cell is left out at a line's end."""
    end, settings = paragraph.breaks.ends[index], paragraph.settings
    name = paragraph.classes[end - 1 : end]
    if not name or name not in _TRIMMED_AT_END:
        return (0.0,)
    hung = (paragraph.cells[end - 1],)
    hangs = paragraph.text[end - 1] in _HANGS
    if hangs and settings.hanging is Hanging.FORCE_END:
        return hung
    if last and settings.hang_last and name == c.CLOSING:
        return hung
    choices = (*_set_ends(paragraph, end - 1),)
    return choices + hung if hangs and settings.hanging is Hanging.ALLOW_END else choices


def _set_ends(paragraph: Paragraph, place: int) -> tuple[float, ...]:
    half, trim = _half(paragraph, place), paragraph.settings.trim
    if trim is Trim.SPACE_ALL:
        return (0.0,)
    return (half,) if trim in (Trim.TRIM_BOTH, Trim.TRIM_ALL) else (0.0, half)
