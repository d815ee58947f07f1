"""eco-print sets Chinese meeting reports as print-ready PDF bulletins.

The public interface, and all of it; docs/api.en.md shows its use. Names are loaded when they
are first used, so that importing the package costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .archive import open_archive
    from .config import Config
    from .diagnostics import Diagnostic, EcoPrintError
    from .pipeline import build
    from .preflight import check
    from .preservation import Terms, deposit, foreign_deposit, ingest, verify
    from .profile import Profile
    from .reading import read
    from .report import Report

_HOMES = {
    "Config": "config",
    "Diagnostic": "diagnostics",
    "EcoPrintError": "diagnostics",
    "Profile": "profile",
    "Report": "report",
    "Terms": "preservation",
    "build": "pipeline",
    "check": "preflight",
    "deposit": "preservation",
    "foreign_deposit": "preservation",
    "ingest": "preservation",
    "open_archive": "archive",
    "read": "reading",
    "verify": "preservation",
}

__all__ = [
    "Config",
    "Diagnostic",
    "EcoPrintError",
    "Profile",
    "Report",
    "Terms",
    "build",
    "check",
    "deposit",
    "foreign_deposit",
    "ingest",
    "open_archive",
    "read",
    "verify",
]


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f".{_HOMES[name]}", __name__), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
