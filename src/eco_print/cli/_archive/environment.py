"""What bulletins are made with: versions of everything that has a say in their bytes."""

from __future__ import annotations

import ctypes
import platform
import re
import zlib
from collections.abc import Iterator
from functools import cache
from importlib.metadata import PackageNotFoundError, requires, version

#: Shared libraries that the engine sets and subsets with, and how each tells its version.
_LIBRARIES = (
    ("pango", "libpango-1.0.so.0", "pango_version_string"),
    ("harfbuzz", "libharfbuzz.so.0", "hb_version_string"),
)


@cache
def versions() -> dict[str, str]:
    """Name → version, of this program, its dependencies, and the libraries under them."""
    found = {"eco-print": version("eco-print"), "python": platform.python_version()}
    found |= dict(_packages())
    found |= dict(_libraries())
    return {**found, "zlib": zlib.ZLIB_RUNTIME_VERSION}


def _packages() -> Iterator[tuple[str, str]]:
    for requirement in requires("eco-print") or ():
        name, _, marker = requirement.partition(";")
        if "extra" in marker:
            continue
        if match := re.match(r"[\w.-]+", name):
            try:
                yield match[0].lower(), version(match[0])
            except PackageNotFoundError:
                continue


def _libraries() -> Iterator[tuple[str, str]]:
    for name, file, function in _LIBRARIES:
        try:
            tell = getattr(ctypes.CDLL(file), function)
        except (OSError, AttributeError):
            continue
        tell.restype = ctypes.c_char_p
        yield name, tell().decode()
    import pikepdf

    yield "qpdf", pikepdf.__libqpdf_version__
