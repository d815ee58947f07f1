"""The engine's bindings to its C libraries, compiled once instead of parsed at every start.

WeasyPrint describes Pango, HarfBuzz and fontconfig to cffi as C text, and cffi parses that
text, and each C type named later, in every process: a quarter of a second of processor time.
cffi can also write the parsed description as a small Python module and load that. This module
lets the engine have the compiled form: the first run writes it to the cache, keyed by the
text, later runs load it. The libraries called are the same, and where the cache cannot be
used the engine parses its text as it always did.
"""

from __future__ import annotations

import hashlib
import importlib.util
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import cffi

ENGINE_MODULE = "weasyprint.text.ffi"

#: What we call of the same libraries besides the engine.
ADDITIONS = """
    hb_bool_t hb_font_get_nominal_glyph (
        hb_font_t *font, hb_codepoint_t unicode, hb_codepoint_t *glyph);
    gpointer g_object_ref (gpointer object);
"""


@contextmanager
def compiled_bindings(cache: Path) -> Iterator[None]:
    """While the engine is imported inside this `with`, its bindings come from `cache`."""
    if ENGINE_MODULE in sys.modules:
        yield
        return
    original = cffi.FFI
    cffi.FFI = lambda: _CompiledFFI(original, cache)
    try:
        yield
    finally:
        cffi.FFI = original


def with_additions(ffi: Any) -> Any:
    """The engine's `ffi`, able to make our calls as well."""
    if isinstance(ffi, cffi.FFI):
        ffi.cdef(ADDITIONS, override=True)
    return ffi


class _CompiledFFI:
    """Stands where the engine expects a `cffi.FFI`, and becomes one when it is given the text."""

    def __init__(self, parser: type, cache: Path) -> None:
        self._parser = parser
        self._cache = cache

    def cdef(self, text: str) -> None:
        """Take the description; from here on every attribute is the compiled description's."""
        text += ADDITIONS
        try:
            ffi = _load(self._cache / _name(text), text, self._parser)
        except OSError:
            ffi = self._parser()
            ffi.cdef(text)
        # Copied, not delegated: `ffi.new` and its like are called for every glyph run.
        self.__dict__.update((name, getattr(ffi, name)) for name in dir(ffi) if name[0] != "_")


def _name(text: str) -> str:
    digest = hashlib.sha256(f"{cffi.__version__}\n{text}".encode()).hexdigest()
    return f"bindings_{digest[:16]}.py"


def _load(path: Path, text: str, parser: type) -> Any:
    if not path.is_file():
        _compile(path, text, parser)
    spec = importlib.util.spec_from_file_location(path.stem, path)
    if spec is None or spec.loader is None:
        raise OSError(path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.ffi


def _compile(path: Path, text: str, parser: type) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    ffi = parser()
    ffi.cdef(text)
    ffi.set_source(path.stem, None, compiler_verbose=False)
    with tempfile.TemporaryDirectory(dir=path.parent) as folder:
        draft = Path(folder) / path.name
        ffi.emit_python_code(str(draft))
        draft.replace(path)
