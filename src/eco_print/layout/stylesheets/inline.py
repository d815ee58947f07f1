"""Styles that stand in the page itself, as sheets: `style` attributes.

In: the document's tree. Out: a sheet for each `style` attribute, whose one rule holds its
declarations, with places in the template's file where they are written there.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import tinycss2

from ...source import Source
from ..origins import Origin, TemplatePages
from .model import Rule, Sheet, declarations
from .positions import Positions


def inline_sheets(root: Any, pages: TemplatePages) -> Iterator[Sheet]:
    """A sheet for every `style` attribute, in the order of the document."""
    for element in root.iter():
        text = element.get("style") if hasattr(element, "get") else None
        if text and text.strip():
            yield _sheet(element, text, pages.attribute("style", text))


def _sheet(element: Any, text: str, origin: Origin | None) -> Sheet:
    name = f"<{element.tag} style>"
    origin = origin or Origin(Source(name, None, tuple(text.split("\n"))), 1, 1)
    start = (origin.line, origin.column)
    positions = Positions(text, start)
    nodes = tinycss2.parse_blocks_contents(positions.text, skip_comments=True, skip_whitespace=True)
    span = positions.span(positions.first, len(positions.text))
    rule = Rule("inline", 'style="…"', span, tuple(declarations(nodes, positions)))
    return Sheet(origin.source, (rule,), positions, start, element)
