"""Where an element of a filled page comes from: a place of the report, or of a template's page."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ..markup import PLACE_ATTRIBUTE, TEMPLATE_ATTRIBUTE
from ..source import Source, Span

#: The source and the place in it, as far as they are known.
Place = tuple[Source | None, Span | None]


def standing(element: Any, parents: Mapping[Any, Any], report: Source) -> Place:
    """The place that the element itself or the nearest around it tells."""
    while element is not None:
        if place := element.get(PLACE_ATTRIBUTE):
            line, column = map(int, place.split(":"))
            return report, Span.at(line, column)
        if place := element.get(TEMPLATE_ATTRIBUTE):
            line, _, file = place.partition(":")
            return _in_template(Path(file), int(line), element.tag)
        element = parents.get(element)
    return None, None


def _in_template(path: Path, number: int, tag: str) -> Place:
    """The element's tag in its line; a file that is gone since is named all the same."""
    try:
        lines = tuple(path.read_text(encoding="utf-8").split("\n"))
    except (OSError, UnicodeDecodeError):
        lines = ()
    source = Source(str(path), path, lines)
    tag = tag.rpartition("}")[2]
    at = (source.line(number) or "").lower().find(f"<{tag}")
    return source, Span.at(number, max(at, 0) + 1, len(tag) + 1)
