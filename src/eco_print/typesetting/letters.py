"""The last white to be had: between the letters of a line that has hardly any other.

In: a line and what is left to fill. Out: what each gap between characters gets, and what each
gap inside words. Chinese words are not letterspaced and Latin ones should not be; but where the
gaps between Han would grow beyond an eighth of an em, letters take what is over, an eighth each
at most (CSS Text lets `inter-character` widen every gap alike). A line of letters alone that would
need more stays open.
"""

from __future__ import annotations

from typing import Final

from .paragraph import Paragraph

UGLY: Final = 125.0  # an eighth of an em a gap
_SPACED: Final = frozenset("A0pc%$hly=/")
_SCRIPTS: Final = "\u0250"  # Latin ends here; letters of other scripts may join


def letter_gaps(paragraph: Paragraph, start: int, end: int) -> list[int]:
    """The gaps inside Latin words and numbers on a line, by the character before each."""
    names, evens = paragraph.classes, paragraph.evens
    return [
        gap
        for gap in range(start, end - 1)
        if not evens[gap]
        and names[gap] in _SPACED
        and names[gap + 1] in _SPACED
        and paragraph.text[gap] < _SCRIPTS
        and paragraph.advances[gap + 1]
    ]


def shares(rest: float, evens: float, letters: int) -> tuple[float, float]:
    """What each even gap and each gap inside a word gets of `rest`."""
    if evens and (rest <= UGLY * evens or not letters):
        return rest / evens, 0.0
    if not evens:
        each = rest / letters if letters else 0.0
        return 0.0, each if each <= UGLY else 0.0
    each = min(UGLY, (rest - UGLY * evens) / letters)
    return (rest - each * letters) / evens, each
