"""The engine's bindings to its C libraries, compiled once instead of parsed at every start.

WeasyPrint describes Pango, HarfBuzz and fontconfig to cffi as C text, and cffi parses that
text, and each C type named later, in every process: a quarter of a second of processor time.
cffi can also write the parsed description as Python code. This module lets the engine have the
compiled form: the first run keeps it in the cache, keyed by the text, later runs load it. The
libraries called are the same.
"""

from __future__ import annotations

import hashlib
import io
import marshal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import MAGIC_NUMBER
from typing import Any

import cffi

from ..cache import kept

ENGINE_MODULE = "weasyprint.text.ffi"

#: What we call of the same libraries besides the engine.
ADDITIONS = """
    hb_bool_t hb_font_get_nominal_glyph (
        hb_font_t *font, hb_codepoint_t unicode, hb_codepoint_t *glyph);
    gpointer g_object_ref (gpointer object);
"""


@contextmanager
def compiled_bindings() -> Iterator[None]:
    """While the engine is imported inside this `with`, its bindings come from the cache."""
    if ENGINE_MODULE in sys.modules:
        yield
        return
    original = cffi.FFI
    cffi.FFI = lambda: _CompiledFFI(original)
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

    def __init__(self, parser: type) -> None:
        self._parser = parser

    def cdef(self, text: str) -> None:
        """Take the description; from here on every attribute is the compiled description's."""
        ffi = _loaded(text + ADDITIONS, self._parser)
        # Copied, not delegated: `ffi.new` and its like are called for every glyph run.
        self.__dict__.update((name, getattr(ffi, name)) for name in dir(ffi) if name[0] != "_")


def _loaded(text: str, parser: type) -> Any:
    key = hashlib.sha256(MAGIC_NUMBER + f"{cffi.__version__}\n{text}".encode()).hexdigest()
    namespace: dict[str, Any] = {}
    exec(marshal.loads(kept(f"engine/bindings-{key[:16]}", lambda: _code(text, parser))), namespace)
    return namespace["ffi"]


def _code(text: str, parser: type) -> bytes:
    """The description as Python code, compiled."""
    ffi = parser()
    ffi.cdef(text)
    ffi.set_source("bindings", None, compiler_verbose=False)
    source = io.StringIO()
    ffi.emit_python_code(source)
    return marshal.dumps(compile(source.getvalue(), "bindings", "exec"))
