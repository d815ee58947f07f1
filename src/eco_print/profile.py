"""The three products that one layout is made into.

`screen` is read on a display, `press` goes to the printer (PDF/X-4), `archive` is kept
(PDF/A with PDF/UA). Finishing makes them, preflight judges them, the configuration names them.
"""

from __future__ import annotations

from enum import Enum


class Profile(Enum):
    """What a PDF is for."""

    SCREEN = "screen"
    PRESS = "press"
    ARCHIVE = "archive"

    @property
    def suffix(self) -> str:
        """What the names of its files end in."""
        return ".pdf" if self is Profile.SCREEN else f".{self.value}.pdf"


class Binding(Enum):
    """How the sheets are held together; it decides which page counts can be printed.

    A saddle-stitched booklet is made of folded sheets of four pages; a perfect-bound one of
    leaves of two.
    """

    NONE = "none"
    SADDLE = "saddle"
    PERFECT = "perfect"

    @property
    def signature(self) -> int:
        """The page count must be a multiple of this."""
        return {Binding.NONE: 1, Binding.SADDLE: 4, Binding.PERFECT: 2}[self]
