"""Where elements of a template's pages are written, kept in the filled page.

Jinja tells the line of each stretch of a page while it is parsed. Elements that a finding may speak
of take it along, with the file, in an attribute: macros, loops and pages that extend others lead
each to where it stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape

from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream

from ..markup import TEMPLATE_ATTRIBUTE

_TAG = re.compile(r"<(?:img|svg|table|ul|ol)(?=[\s/>]|$)", re.IGNORECASE)


class PlacedElements(Extension):
    """Gives elements the line and file they are written at, `LINE:FILE`."""

    def filter_stream(self, stream: TokenStream) -> Iterator[Token]:
        """The page with the attribute added to each of these elements."""
        file = escape(stream.filename or "")
        for token in stream:
            marked = file and token.type == "data"
            value = _marked(token.value, token.lineno, file) if marked else token.value
            yield Token(token.lineno, token.type, value)


def _marked(text: str, first: int, file: str) -> str:
    def mark(match: re.Match[str]) -> str:
        line = first + text.count("\n", 0, match.start())
        return f'{match[0]} {TEMPLATE_ATTRIBUTE}="{line}:{file}"'

    return _TAG.sub(mark, text)
