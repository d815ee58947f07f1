"""What every place for bags can do.

`folder` and `remote` are such places; `places` tells which of them a location names.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from .bag import Bag, Sealed

FORMAT = {"format": "eco-print archive", "version": 1}
MARKER = "archive.json"


class AlreadyThereError(Exception):
    """A bag of this name is in place. Nothing was written."""


class Store(Protocol):
    """A place for bags. A bag is there when it is in place as a whole, and only then."""

    @property
    def location(self) -> str:
        """What the archive is called in messages."""

    @property
    def stamps(self) -> bool:
        """Whether `stamp` can tell, in a quiet archive, that nothing came or went."""

    def names(self) -> Iterator[str]:
        """The names of the bags in place. Raises OSError."""

    def open(self, name: str) -> Bag:
        """One bag. Raises FileNotFoundError when it is not in place."""

    def put(self, name: str, bag: Sealed) -> None:
        """Put a whole bag in place, durably.

        Raises:
            AlreadyThereError: a bag of this name is in place.
            OSError: it could not be written; nothing of it is in place.
        """

    def stamp(self) -> str:
        """Differs after any bag has come or gone; "" where that cannot be told. Raises OSError."""

    def tidy(self) -> int:
        """Remove what killed processes left and no bag has; how many files. Raises OSError."""

    def damage(self, name: str) -> bool:
        """Whether what holds the bag's files together is not as it was written."""
