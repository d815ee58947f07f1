"""What bulletins are made with: versions of everything that has a say in their bytes."""

from __future__ import annotations

import ctypes
import hashlib
import platform
import re
import zlib
from collections.abc import Iterator
from functools import cache
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path

#: Shared libraries that the engine sets and subsets with, and how each tells its version.
_LIBRARIES = (
    ("pango", "libpango-1.0.so.0", "pango_version_string"),
    ("harfbuzz", "libharfbuzz.so.0", "hb_version_string"),
)


@cache
def versions() -> dict[str, str]:
    """Name → version, of this program, its dependencies, and the libraries under them."""
    found = {
        "eco-print": version("eco-print"),
        "eco-print-code": _code(),
        "python": platform.python_version(),
    }
    found |= dict(_packages())
    found |= dict(_libraries())
    return {**found, "zlib": zlib.ZLIB_RUNTIME_VERSION}


def _code() -> str:
    """A digest of the program itself: what runs between releases, or patched, tells itself."""
    package = Path(__file__).parents[1]
    digest = hashlib.sha256()
    for path in sorted(package.rglob("*.py"), key=lambda path: path.relative_to(package).parts):
        digest.update(f"{path.relative_to(package).as_posix()}\0".encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:16]


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
    from lxml import etree
    from PIL import features

    yield "qpdf", pikepdf.__libqpdf_version__
    yield "libxml2", ".".join(map(str, etree.LIBXML_VERSION))
    for name in ("freetype2", "littlecms2", "jpg", "zlib"):
        if (found := features.version(name)) is not None:
            yield f"pillow-{name}", found
