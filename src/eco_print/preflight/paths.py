"""Paths: building, painting, clipping (ISO 32000-1, 8.5)."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import Any

from .canvas import Canvas
from .geometry import Box, apply, around, narrowest_scale, scales
from .marks import Kind, Part
from .objects import number
from .painting import add, tile

Points = list[tuple[float, float]]
_UPRIGHT = 0.01  # points by which the side of a rectangle may lean
_BAR_POINTS = {4, 5}


def _numbers(operands: Any, count: int) -> tuple[float, ...]:
    values = [number(operand) for operand in operands][-count:]
    if len(values) != count or None in values:
        raise ValueError("operands are missing or not numbers")
    return tuple(value for value in values if value is not None)


def _move(canvas: Canvas, operands: Any) -> None:
    x, y = _numbers(operands, 2)
    canvas.path.append([apply(canvas.state.ctm, x, y)])


def _line(canvas: Canvas, operands: Any) -> None:
    """l, c, v, y: a curve stays within the hull of its control points."""
    values = [number(operand) or 0.0 for operand in operands]
    if not canvas.path:
        canvas.path.append([])
    for x, y in zip(values[0::2], values[1::2], strict=False):
        canvas.path[-1].append(apply(canvas.state.ctm, x, y))


def _rectangle(canvas: Canvas, operands: Any) -> None:
    x, y, width, height = _numbers(operands, 4)
    corners = ((x, y), (x + width, y), (x + width, y + height), (x, y + height))
    canvas.path.append([apply(canvas.state.ctm, *corner) for corner in corners])


def _close(_canvas: Canvas, _operands: Any) -> None:
    """h: adds no point that is not there already."""


def _clip(even_odd: bool) -> Callable[[Canvas, Any], None]:
    def handler(canvas: Canvas, _operands: Any) -> None:
        canvas.pending_clip = "even-odd" if even_odd else "winding"

    return handler


def _paint_path(fill: bool, stroke: bool, even_odd: bool = False) -> Callable[[Canvas, Any], None]:
    def handler(canvas: Canvas, _operands: Any) -> None:
        parts = tuple(part for part in map(_part, canvas.path) if part is not None)
        if parts and fill:
            _fill(canvas, parts, _narrowest(parts, even_odd))
        if parts and stroke:
            _stroke(canvas, parts)
        _end_path(canvas, parts)

    return handler


def _part(points: Points) -> Part | None:
    box = around(points)
    return Part(box, _is_bar(points)) if box is not None else None


def _is_bar(points: Points) -> bool:
    """Whether the points are the corners of an upright rectangle, or of a line."""
    if len(points) not in _BAR_POINTS:
        return False
    closed = [*points[:4], points[0]]
    sides = pairwise(closed)
    return all(min(abs(a[0] - b[0]), abs(a[1] - b[1])) < _UPRIGHT for a, b in sides)


def _joined(parts: tuple[Part, ...]) -> Box:
    box = parts[0].box
    for part in parts[1:]:
        box = box.joined(part.box)
    return box


def _narrowest(parts: tuple[Part, ...], even_odd: bool) -> float | None:
    """How narrow the inside of a path is: its thinnest bar, or the frame between two rectangles.

    None for other shapes.
    """
    if even_odd and len(parts) == 2 and all(part.bar for part in parts):
        frame = _frame(parts[0].box, parts[1].box) or _frame(parts[1].box, parts[0].box)
        if frame is not None:
            return frame
    return min((min(p.box.width, p.box.height) for p in parts if p.bar), default=None)


def _frame(outer: Box, inner: Box) -> float | None:
    if not outer.holds(inner):
        return None
    sides = (
        *(inner.x0 - outer.x0, outer.x1 - inner.x1),
        *(inner.y0 - outer.y0, outer.y1 - inner.y1),
    )
    return min((side for side in sides if side > _UPRIGHT), default=None)


def _fill(canvas: Canvas, parts: tuple[Part, ...], narrowest: float | None) -> None:
    state = canvas.state
    widths = [width for width in (narrowest, state.clip_width) if width is not None]
    if state.fill_pattern is not None:
        tile(canvas, state.fill_pattern, state.fill, _joined(parts))
    else:
        width = min(widths, default=None)
        add(canvas, Kind.FILL, _joined(parts), state.fill, parts=parts, width=width)


def _stroke(canvas: Canvas, parts: tuple[Part, ...]) -> None:
    state = canvas.state
    across, down = scales(state.ctm)
    half = abs(state.line_width) * max(across, down) / 2
    wide = tuple(Part(part.box.grown(half), part.bar) for part in parts)
    width = abs(state.line_width) * narrowest_scale(state.ctm)
    if state.stroke_pattern is not None:
        tile(canvas, state.stroke_pattern, state.stroke, _joined(wide))
    else:
        add(canvas, Kind.STROKE, _joined(wide), state.stroke, parts=wide, width=width)


def _end_path(canvas: Canvas, parts: tuple[Part, ...]) -> None:
    if canvas.pending_clip:
        state = canvas.state
        nowhere = Box(1e9, 1e9, 1e9, 1e9)
        area = _joined(parts) if parts else nowhere
        state.clip = (state.clip.cut(area) or nowhere) if state.clip is not None else area
        width = _narrowest(parts, canvas.pending_clip == "even-odd")
        if width is not None and len(parts) <= 2:  # else other parts are wider
            state.clip_width = min(width, state.clip_width or width)
    canvas.pending_clip = ""
    canvas.path = []


TABLE: dict[str, Callable[[Canvas, Any], None]] = {
    "m": _move,
    "l": _line,
    "c": _line,
    "v": _line,
    "y": _line,
    "h": _close,
    "re": _rectangle,
    "W": _clip(False),
    "W*": _clip(True),
    "n": _paint_path(False, False),
    "f": _paint_path(True, False),
    "F": _paint_path(True, False),
    "f*": _paint_path(True, False, even_odd=True),
    "B": _paint_path(True, True),
    "B*": _paint_path(True, True, even_odd=True),
    "b": _paint_path(True, True),
    "b*": _paint_path(True, True, even_odd=True),
    "S": _paint_path(False, True),
    "s": _paint_path(False, True),
}
