"""What finishing is asked for: which products, of what document, for which printer.

Everything here is plain and frozen; finishing knows neither reports nor templates.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol, get_args

from ..choices import Conformance
from ..config import PressSettings
from ..diagnostics import Diagnostic
from ..profile import Profile
from ..written import Written
from .metadata import Metadata

#: The parts and levels of PDF/A that an archive file can be made in.
CONFORMANCES: tuple[Conformance, ...] = get_args(Conformance)

#: When a file is said to be made that must say when (PDF/X) and nothing tells a date: the
#: earliest that ZIP can say, as other reproducible formats do.
NO_DATE = datetime(1980, 1, 1, tzinfo=UTC)


class Paintable(Protocol):
    """What finishing asks of a layout."""

    @property
    def written(self) -> Iterable[Written]:
        """What designers wrote, with its places: stylesheets first, then drawings."""

    @property
    def bleed(self) -> float:
        """The widest bleed that the stylesheets ask for, in points."""

    def paint(self) -> tuple[bytes, tuple[Diagnostic, ...]]:
        """One tagged PDF in sRGB, every page's trim from 0, 0 to its size, and findings."""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file to keep inside the archive file, as it was received."""

    name: str
    media_type: str
    data: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Order:
    """One run of finishing.

    `moment` is what the files say of when they were made; None when nothing tells, and then
    they say nothing of it.
    """

    profiles: tuple[Profile, ...]
    metadata: Metadata
    moment: datetime | None = None
    source: Attachment | None = None
    press: PressSettings = field(default_factory=PressSettings)
    conformance: Conformance = "3a"


@dataclass(frozen=True, slots=True)
class Pdf:
    """A finished file: its profile, its bytes, and what was found while it was made."""

    profile: Profile
    data: bytes = field(repr=False)
    findings: tuple[Diagnostic, ...] = ()


def media_type(name: str) -> str:
    """The media type of a report by its name; a fixed table, for the machine's may differ."""
    return _MEDIA_TYPES.get(Path(name).suffix.lower(), "application/octet-stream")


_MEDIA_TYPES = {
    ".txt": "text/plain",
    ".md": "text/markdown",
    ".markdown": "text/markdown",
    ".html": "text/html",
    ".htm": "text/html",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
