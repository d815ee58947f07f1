"""A build that came out well, as far as its pages are painted and pictured."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from .build import Sheet


@dataclass(slots=True)
class Build:
    """One build.

    `painted` says in which PDF of the camera a page is, and at which index.
    """

    number: int
    sheets: tuple[Sheet, ...]
    painted: dict[int, tuple[str, int]] = field(default_factory=dict)
    digests: dict[int, str] = field(default_factory=dict)
    maps: dict[int, dict[str, Any]] = field(default_factory=dict)

    @property
    def keys(self) -> tuple[str, ...]:
        return tuple({key for key, _ in self.painted.values()})

    @property
    def whole(self) -> bool:
        return len(self.digests) == len(self.sheets)

    def waiting(self, near: Iterable[int]) -> list[int]:
        """Pages without a picture, those nearest to where somebody looks first."""
        looked = tuple(near) or (1,)
        pages = [n for n in range(1, len(self.sheets) + 1) if n not in self.digests]
        return sorted(pages, key=lambda n: min(abs(n - seen) for seen in looked))
