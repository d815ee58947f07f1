"""Marks, and what fills them: tiling patterns and shadings (ISO 32000-1, 8.7)."""

from __future__ import annotations

from typing import Any

from .canvas import Canvas
from .geometry import IDENTITY, Box, Matrix, multiply
from .marks import Kind, Mark, Paint, Part
from .objects import Value, entry, is_stream, label, number, numbers
from .state import Frame, State
from .tints import heaviest, heaviest_total


def add(canvas: Canvas, kind: Kind, box: Box | None, paint: Paint, **more: Any) -> None:
    """Add a mark where it can be seen, with the state it is painted in."""
    state, content = canvas.state, canvas.content[-1]
    visible = canvas.frame.box if canvas.frame.box is not None else state.cut(box)
    if box is None or visible is None or (visible.area == 0 < box.area):
        return
    stroke = kind is Kind.STROKE
    opacity = state.stroke_opacity if stroke else state.fill_opacity
    transparent = state.transparent(opacity) or more.pop("masked", False)
    if state.letters is not None and "font" not in more and kind is not Kind.IMAGE:
        kind = Kind.STROKE if stroke else Kind.TEXT
        more = {"width": more.get("width") if stroke else None, **state.letters}
    if canvas.frame.box is not None and more.get("parts"):
        more["parts"] = (Part(visible, False),)
    mark = Mark(
        kind=kind,
        box=visible,
        paint=paint,
        inks=canvas.work.inks_of(paint),
        where=canvas.frame.where,
        overprint=state.stroke_overprint if stroke else state.fill_overprint,
        overprint_mode=state.overprint_mode,
        transparent=transparent,
        blend=state.blend,
        tagged=content.tagged,
        artifact=content.artifact,
        hidden=content.hidden,
        **more,
    )
    canvas.marks.append(mark)


def tile(canvas: Canvas, pattern: Value, paint: Paint, box: Box) -> None:
    """Fill an area with a tiling pattern: what its cell paints may be anywhere in it."""
    visible = canvas.state.cut(box)
    if not is_stream(pattern) or visible is None:
        return
    frame = canvas.frame
    uncoloured = number(entry(pattern, "/PaintType")) == 2
    resources = entry(pattern, "/Resources")
    start = multiply(matrix_of(pattern), frame.base)
    state = State(start, None)
    if uncoloured:
        state.fill = state.stroke = Paint(paint.space.root, paint.values)
    where = label(pattern, "pattern")
    inner = Frame(resources, where, start, frame.depth + 1, visible, uncoloured)
    canvas.run(pattern, inner, state)


def shading_paint(canvas: Canvas, shading: Value) -> Paint:
    """What a shading paints: many colours of one space."""
    space = canvas.work.spaces.read(entry(shading, "/ColorSpace"), canvas.frame.resources)
    function = entry(shading, "/Function")
    bound, total = heaviest(space, function), heaviest_total(space, function)
    return Paint(space, (), many=True, bound=bound, total=total)


def draw_shading(canvas: Canvas, shading: Value) -> None:
    paint = shading_paint(canvas, shading)
    area = numbers(entry(shading, "/BBox"), 4)
    box = canvas.state.clip
    if area:
        inside = Box(area[0], area[1], area[2], area[3]).through(canvas.state.ctm)
        box = inside if box is None else box.cut(inside)
    add(canvas, Kind.SHADING, box, paint, parts=(Part(box, True),) if box else ())


def matrix_of(stream: Value) -> Matrix:
    """The matrix of a form or a pattern."""
    given = numbers(entry(stream, "/Matrix"), 6)
    return IDENTITY if given is None else (*given[:5], given[5])  # type: ignore[return-value]
