"""The engine's own stylesheets, parsed once instead of at every start.

WeasyPrint's defaults for HTML are three stylesheets that it parses while it is imported, a
tenth of the processor time of a build. Here they are left out of the import, and put in
afterwards as the cache has them: the engine's parsed sheets, pickled. A selector is a function
there, and is kept as its code. The key names everything that had a part in it.
"""

from __future__ import annotations

import hashlib
import io
import marshal
import pickle
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import MAGIC_NUMBER
from types import FunctionType
from typing import Any

import cssselect2
import cssselect2.compiler
import tinycss2

from ..cache import kept


@contextmanager
def kept_defaults() -> Iterator[None]:
    """While the engine is imported inside this `with`, its stylesheets come from the cache."""
    if "weasyprint" in sys.modules:
        yield
        return
    original = tinycss2.parse_stylesheet
    tinycss2.parse_stylesheet = lambda _text: []
    try:
        yield
    finally:
        tinycss2.parse_stylesheet = original
    _fill()


def _fill() -> None:
    """Put the sheets' content into the engine's empty ones."""
    from weasyprint import VERSION, html

    versions = (VERSION, tinycss2.VERSION, cssselect2.VERSION, MAGIC_NUMBER.hex())
    texts = (html.UA, html.UA_FORM, html.PH)
    key = hashlib.sha256("\n".join((*versions, *texts)).encode()).hexdigest()
    counters, *sheets = pickle.loads(kept(f"engine/defaults-{key[:16]}", lambda: _parsed(html)))
    html.UA_COUNTER_STYLE.update(counters)
    empty = (html.UA_STYLESHEET, html.UA_FORM_STYLESHEET, html.PH_STYLESHEET)
    for sheet, content in zip(empty, sheets, strict=True):
        vars(sheet).update(content)


def _parsed(html: Any) -> bytes:
    """What the engine does when it is imported."""
    counters = type(html.UA_COUNTER_STYLE)()
    sheets = (
        html.CSS(string=html.UA, counter_style=counters),
        html.CSS(string=html.UA_FORM, counter_style=counters),
        html.CSS(string=html.PH),
    )
    out = io.BytesIO()
    _Pickler(out, pickle.HIGHEST_PROTOCOL).dump((dict(counters), *map(vars, sheets)))
    return out.getvalue()


class _Pickler(pickle.Pickler):
    def reducer_override(self, value: Any) -> Any:
        """Selectors are functions without a name; what they call is the selector compiler's."""
        if isinstance(value, FunctionType) and value.__module__ is None:
            return _selector, (marshal.dumps(value.__code__),)
        return NotImplemented


def _selector(code: bytes) -> FunctionType:
    return FunctionType(marshal.loads(code), vars(cssselect2.compiler))
