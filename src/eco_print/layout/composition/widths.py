"""The least and the natural width of composed paragraphs, for tables, floats and the like.

The engine asks for the width of each line a text would have when nothing, or everything,
divides it. It would be wrong about the air between Han and Latin and the trimmed marks, and
would have to lay every line out to find it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout import preferred
from weasyprint.layout.percent import resolve_percentages

from ...typesetting import EM
from ...typesetting.settings import Justify
from .flow import Flow, inline_pieces
from .plans import plan_flow, plan_for

_ANY_MEASURE = 30 * EM


def line_widths(original: Callable[..., Iterator[float]]) -> Callable[..., Iterator[float]]:
    """The engine's `inline_line_widths`, for composed line boxes as well."""

    def inline_line_widths(
        context: Any,
        box: Any,
        outer: bool,
        is_line_start: bool,
        minimum: bool,
        skip_stack: Any = None,
        first_line: bool = False,
    ) -> Iterator[float]:
        found = plan_flow(box) if isinstance(box, boxes.LineBox) else None
        if found is None:
            return original(context, box, outer, is_line_start, minimum, skip_stack, first_line)
        return iter([_width(context, box, found[0], minimum)])

    return inline_line_widths


def _width(context: Any, box: Any, flow: Flow, minimum: bool) -> float:
    """The widest line there is, with the first line's indent."""
    for piece in inline_pieces(flow.root):
        if not hasattr(piece.box, "padding_left"):
            resolve_percentages(piece.box, (0, 0))
            for side in ("left", "right"):
                if getattr(piece.box, f"margin_{side}") == "auto":
                    setattr(piece.box, f"margin_{side}", 0)
    content = preferred.min_content_width if minimum else preferred.max_content_width
    widths = {
        leaf.start: content(context, leaf.box)
        for leaf in flow.leaves
        if isinstance(leaf.box, boxes.AtomicInlineLevelBox) and leaf.end > leaf.start
    }
    plan = plan_for(box, widths)
    if minimum:
        width = plan.manuscript(_ANY_MEASURE).least_width()
    else:
        width = plan.manuscript(_ANY_MEASURE, Justify.NONE).natural_width()
    indent = box.style["text_indent"]
    indent = indent.value if getattr(indent, "unit", None) == "px" else 0
    return width / EM * plan.size + indent
