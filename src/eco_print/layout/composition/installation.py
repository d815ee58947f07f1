"""Putting composition into the engine, and taking it out again.

The engine's functions are looked up as globals of their modules when they are called; ours
take their place and call them for everything that is not composed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

import weasyprint
from weasyprint import CSS, draw
from weasyprint.draw import text as draw_text
from weasyprint.formatting_structure import boxes
from weasyprint.layout import block, inline, page, preferred

from . import contract, properties
from .columns import columns_layout, span_tables
from .lines import Call, lines_ahead, set_line
from .metrics import flows_on_page, snapped
from .pages import shared_page_styles
from .plain import is_plain, plain_lines
from .plans import is_composed
from .texts import drawing, drawing_box
from .widths import line_widths

# What Chinese text is without a word from the designer; other languages are not touched, for
# these properties do nothing to them.
SHEET = """
[lang|="zh"] { text-emphasis-position: under right }
:is(h1, h2, h3, h4, h5, h6):lang(zh) { text-wrap-style: balance }
"""

_undo: list[Callable[[], None]] = []


def install() -> None:
    """Let the engine compose Chinese. Does nothing when it is installed already.

    Raises:
        EngineChangedError: when the engine is not the one this was made for.
    """
    if _undo:
        return
    contract.check()
    _undo.append(properties.register())
    _undo.append(span_tables())
    _replace(inline, "split_inline_box", _split_inline_box)
    _replace(inline, "justify_line", _justify_line)
    _replace(block, "iter_line_boxes", _iter_line_boxes)
    _replace(block, "columns_layout", columns_layout)
    _replace(page, "block_level_layout", _block_level_layout)
    _replace(page, "set_page_type_computed_styles", shared_page_styles)
    _replace(preferred, "inline_line_widths", line_widths)
    _replace(draw_text, "draw_first_line", drawing)
    _replace(draw, "draw_text", drawing_box)
    _replace(weasyprint.HTML, "_ua_stylesheets", _ua_stylesheets)


def uninstall() -> None:
    """Leave the engine as it was."""
    while _undo:
        _undo.pop()()


def installed() -> bool:
    """Whether the engine composes Chinese now."""
    return bool(_undo)


def _replace(module: Any, name: str, wrap: Callable[[Any], Any]) -> None:
    original = getattr(module, name)
    ours = wrap(original)
    ours.replaces = original  # the contract looks through to it
    setattr(module, name, ours)
    _undo.append(lambda: setattr(module, name, original))


def _split_inline_box(original: Any) -> Any:
    def split_inline_box(context: Any, box: Any, *rest: Any) -> Any:
        first_line_style = rest[-1]
        if isinstance(box, boxes.LineBox) and first_line_style is None and is_composed(box):
            # Up to `waiting_floats`; the engine passes all by position (see `contract`).
            return set_line(Call(context, box, *rest[:9]))
        return original(context, box, *rest)

    return split_inline_box


def _justify_line(original: Any) -> Any:
    def justify_line(context: Any, line: Any, extra_width: float) -> None:
        if not getattr(line, "composed", False):
            original(context, line, extra_width)

    return justify_line


def _iter_line_boxes(original: Any) -> Any:
    """Lines of a character grid start on it; plain paragraphs are placed at once."""

    def iter_line_boxes(context: Any, box: Any, position_y: float, *rest: Any) -> Iterator[Any]:
        origin = getattr(context, "_eco_page_top", None)
        style = box.style
        if origin is not None and style["eco_line_pitch"] != "none" and flows_on_page(style):
            _bottom_space, skip_stack, containing_block = rest[:3]
            lines = 0
            if is_composed(box):
                lines = lines_ahead(box, context, containing_block, skip_stack)
            position_y = snapped(position_y, origin, style, lines)
        # The last two are the styles of ::first-letter and ::first-line.
        if rest[-2] is None and rest[-1] is None and is_plain(box, context):
            return plain_lines(original, context, box, position_y, *rest)
        return original(context, box, position_y, *rest)  # type: ignore[no-any-return]

    return iter_line_boxes


def _block_level_layout(original: Any) -> Any:
    """Where the grid of a page begins, while its own flow is laid out."""

    def block_level_layout(context: Any, box: Any, *rest: Any, **named: Any) -> Any:
        containing = rest[2] if len(rest) > 2 else None
        if not (box.is_for_root_element and isinstance(containing, boxes.PageBox)):
            return original(context, box, *rest, **named)
        context._eco_page_top = containing.content_box_y()
        try:
            return original(context, box, *rest, **named)
        finally:
            context._eco_page_top = None

    return block_level_layout


def _ua_stylesheets(original: Any) -> Any:
    def ua_stylesheets(html: Any, forms: bool = False) -> list[Any]:
        return [*original(html, forms), _sheet()]

    return ua_stylesheets


@cache
def _sheet() -> CSS:
    return CSS(string=SHEET)
