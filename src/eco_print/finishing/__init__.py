"""Finishing: pages that are set become a PDF for a purpose.

`screen` is small, tagged, linked and outlined.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol

from ..diagnostics import Diagnostic

PROFILES = ("screen",)


class Paintable(Protocol):
    """What finishing asks of a layout."""

    def paint(self) -> tuple[bytes, tuple[Diagnostic, ...]]: ...


@dataclass(frozen=True, slots=True)
class Pdf:
    """A finished file: its profile, its bytes, and what painting had to say."""

    profile: str
    data: bytes = field(repr=False)
    findings: tuple[Diagnostic, ...] = ()


def finish(layout: Paintable, profile: str) -> Pdf:
    """The pages as the PDF that a profile asks for."""
    data, findings = layout.paint()
    return Pdf(profile, data, findings)
