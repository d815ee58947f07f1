"""Lines of plain paragraphs, without the engine's search for a place.

Most paragraphs are text alone, away from floats: every line then stands at the left edge, one
line height below the last, and the engine's steps (collisions, white space to strip, vertical
alignment) can only find that out again. Here such lines are placed at once. Whatever is not
plain goes the engine's way, from the line on where it stops being so; both ways give the same
boxes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout import inline
from weasyprint.layout.percent import resolve_one_percentage, resolve_percentages

from .lines import Call, build, planned
from .metrics import metrics
from .plans import plan_flow


def is_plain(box: Any, context: Any) -> bool:
    """Whether a line box is composed text alone, of one height, with nothing beside it."""
    if context.excluded_shapes or plan_flow(box) is None:
        return False
    known = box.__dict__.get("_eco_plain")
    if known is None or known[0] is not box.children:
        height = metrics(box.style)
        plain = all(
            isinstance(child, boxes.TextBox)
            and child.style["vertical_align"] == "baseline"
            and metrics(child.style) == height
            for child in box.children
        )
        known = box.__dict__["_eco_plain"] = (box.children, plain)
    return bool(known[1])


def plain_lines(
    original: Callable[..., Iterator[Any]],
    context: Any,
    box: Any,
    position_y: float,
    bottom_space: float,
    skip_stack: Any,
    containing_block: Any,
    *rest: Any,
) -> Iterator[tuple[Any, Any]]:
    """The engine's `iter_line_boxes` for a plain line box."""
    resolve_percentages(box, containing_block)
    box.text_indent = 0
    if skip_stack is None:
        resolve_one_percentage(box, "text_indent", containing_block.width)
    line_height, baseline = metrics(box.style)
    left, width = containing_block.content_box_x(), containing_block.width
    call = Call(
        context, box, left + box.text_indent, left + width, bottom_space, skip_stack,
        containing_block, [], [], [], [],
    )  # fmt: skip
    plan = planned(call)
    text, flow = plan.flow.text, plan.flow
    position = flow.position(skip_stack)
    while not context.excluded_shapes:
        if position >= len(text) or text.isspace():
            return
        planned_line = plan.line_from(position, (call.max_x - call.position_x, width))
        box.position_x, box.position_y = left, position_y
        line = build(call, plan, position, planned_line)
        position = planned_line.next
        done = position >= len(text)
        skip_stack = None if done else flow.stack(position)
        _place(context, line, left, position_y, width, closes=planned_line.closing)
        line.height, line.baseline = line_height, baseline
        yield line, skip_stack
        if done:
            return
        if call.position_x != left:
            call = replace(call, position_x=left)
        position_y += line_height
    box.text_indent = 0
    yield from original(context, box, position_y, bottom_space, skip_stack, containing_block, *rest)


def _place(context: Any, line: Any, left: float, top: float, width: float, *, closes: bool) -> None:
    """Put a line and its text where `text-align` wants it."""
    offset = inline.text_align(context, line, width, last=closes)
    line.position_x, line.position_y = left + offset, top
    line.margin_top = line.margin_bottom = 0
    for child in line.children:
        child.position_x += offset
        child.position_y = top
