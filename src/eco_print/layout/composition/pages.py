"""Styles of pages, computed once for all pages that the same rules apply to.

The engine computes the style of every page and of its sixteen margin boxes anew, each property
when it is first asked for: with thirty pages, a sixth of the time of layout. What it computes
hangs on the declarations alone; it writes nothing into these styles that differs from page to
page. Only the first page may be otherwise: units of the page's size have no size there yet.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any


def shared_page_styles(original: Callable[..., None]) -> Callable[..., None]:
    """The engine's `set_page_type_computed_styles`, with styles shared where they are equal."""

    def set_page_type_computed_styles(page_type: Any, html: Any, style_for: Any) -> None:
        if page_type.index == 0:
            original(page_type, html, style_for)
            return
        style_for.add_page_declarations(page_type)
        declared = {
            pseudo: style
            for (element, pseudo), style in style_for.get_cascaded_styles().items()
            if element == page_type
        }
        # The values are those of the parsed sheets, which live as long as `style_for`.
        key = frozenset(
            (pseudo, name, id(value), *weight[:2], *weight[2])
            for pseudo, style in declared.items()
            for name, (value, weight) in style.items()
        )
        known = style_for.__dict__.setdefault("_eco_page_types", {})
        if key not in known:
            original(page_type, html, style_for)
            known[key] = page_type
            return
        styles, cascaded = style_for.get_computed_styles(), style_for.get_cascaded_styles()
        for pseudo in {None, *declared}:
            styles[page_type, pseudo] = styles[known[key], pseudo]
            cascaded.pop((page_type, pseudo), None)  # or the search above grows with every page

    return set_page_type_computed_styles
