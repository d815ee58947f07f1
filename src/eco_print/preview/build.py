"""What the preview's processes hand each other: what to set, and what came of it.

Nothing here needs the engine: the process that serves the page never loads it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ..config import Limits
from ..diagnostics import Diagnostic


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is previewed. `flags` are named as `Config`'s fields and win over the settings."""

    report: Path
    settings: Path | None = None
    flags: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Watched:
    """What a build was made of, as far as it got.

    `files` are those it read or missed; in `folders` any file may matter, new ones too; a
    change to `faces` needs a fresh engine. `since` is when the build began, in nanoseconds of
    the clock that files are stamped by.
    """

    files: tuple[Path, ...] = ()
    folders: tuple[Path, ...] = ()
    faces: tuple[Path, ...] = ()
    since: int = 0

    def __or__(self, other: Watched) -> Watched:
        """Both, since the later."""
        return Watched(
            tuple(dict.fromkeys((*self.files, *other.files))),
            tuple(dict.fromkeys((*self.folders, *other.folders))),
            tuple(dict.fromkeys((*self.faces, *other.faces))),
            max(self.since, other.since),
        )


@dataclass(frozen=True, slots=True)
class Sheet:
    """The size of one page in points, and what is painted around it: top, right, bottom, left."""

    width: float
    height: float
    painted: tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What setting a report came to. Without `sheets` it failed, and `findings` say why.

    `sketch` is a PDF of the pages `sketched`; `times` are seconds by part. `stale` asks for a
    fresh engine, because the faces are others now.
    """

    findings: tuple[Diagnostic, ...]
    watched: Watched
    limits: Limits
    sheets: tuple[Sheet, ...] = ()
    sketched: tuple[int, ...] = ()
    sketch: bytes = field(default=b"", repr=False)
    times: Mapping[str, float] = field(default_factory=dict)
    stale: bool = False


@dataclass(frozen=True, slots=True)
class Shot:
    """A picture of a page: a digest of what is seen at this resolution, and the PNG."""

    digest: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Mark:
    """An area that changed, in points from the top left of what is painted."""

    x: float
    y: float
    width: float
    height: float
