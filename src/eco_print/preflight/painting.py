"""Paths, images, forms, patterns and shadings (ISO 32000-1, 8.5 and 8.7 to 8.10)."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import Any

from .canvas import Canvas
from .colour import Space, heaviest
from .geometry import IDENTITY, UNIT, Box, Matrix, apply, around, multiply, narrowest_scale, scales
from .marks import ImageUse, Kind, Mark, Paint, Part
from .objects import (
    Value,
    elements,
    entry,
    filters,
    is_stream,
    label,
    name,
    number,
    numbers,
)
from .state import Content, Frame, State

Points = list[tuple[float, float]]
_UPRIGHT = 0.01  # points by which the side of a rectangle may lean
_BAR_POINTS = {4, 5}


def add(canvas: Canvas, kind: Kind, box: Box | None, paint: Paint, **more: Any) -> None:
    """Add a mark where it can be seen, with the state it is painted in."""
    state, content = canvas.state, canvas.content[-1]
    visible = canvas.frame.box if canvas.frame.box is not None else state.cut(box)
    if box is None or visible is None or (visible.area == 0 < box.area):
        return
    stroke = kind is Kind.STROKE
    opacity = state.stroke_opacity if stroke else state.fill_opacity
    transparent = state.transparent(opacity) or more.pop("masked", False)
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


# -- paths ---------------------------------------------------------------------------------


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


# -- patterns and shadings -----------------------------------------------------------------


def tile(canvas: Canvas, pattern: Value, paint: Paint, box: Box) -> None:
    """Fill an area with a tiling pattern: what its cell paints may be anywhere in it."""
    visible = canvas.state.cut(box)
    if not is_stream(pattern) or visible is None:
        return
    frame = canvas.frame
    uncoloured = number(entry(pattern, "/PaintType")) == 2
    resources = entry(pattern, "/Resources")
    start = multiply(_matrix(pattern), frame.base)
    state = State(start, None)
    if uncoloured:
        state.fill = state.stroke = Paint(paint.space.root, paint.values)
    where = label(pattern, "pattern")
    inner = Frame(resources, where, start, frame.depth + 1, visible, uncoloured)
    canvas.run(pattern, inner, state)


def shading_paint(canvas: Canvas, shading: Value) -> Paint:
    """What a shading paints: many colours of one space."""
    space = canvas.work.spaces.read(entry(shading, "/ColorSpace"), canvas.frame.resources)
    bound = heaviest(space, entry(shading, "/Function"))
    return Paint(space, (), many=True, bound=bound)


def draw_shading(canvas: Canvas, shading: Value) -> None:
    paint = shading_paint(canvas, shading)
    area = numbers(entry(shading, "/BBox"), 4)
    box = canvas.state.clip
    if area:
        inside = Box(area[0], area[1], area[2], area[3]).through(canvas.state.ctm)
        box = inside if box is None else box.cut(inside)
    add(canvas, Kind.SHADING, box, paint, parts=(Part(box, True),) if box else ())


# -- XObjects ------------------------------------------------------------------------------


def draw(canvas: Canvas, found: Value, given_name: str) -> None:
    """Do: an image or a form; PostScript is told and not run."""
    where = label(found, given_name)
    kind = name(entry(found, "/Subtype"))
    content = canvas.content[-1]
    hidden = content.hidden or canvas.work.layer_hidden(entry(found, "/OC"))
    canvas.content.append(Content(content.tagged, content.artifact, hidden))
    try:
        if kind == "Image":
            _draw_image(canvas, found, where)
        elif kind == "Form" and is_stream(found):
            draw_form(canvas, found, where)
        elif kind == "PS":
            canvas.odd("postscript", where)
    finally:
        canvas.content.pop()
    if entry(found, "/OPI") is not None:
        canvas.odd("opi", where)


def draw_form(canvas: Canvas, form: Value, where: str) -> None:
    """Run a form XObject, or the group of a soft mask, in the present state."""
    if name(entry(form, "/Subtype2")) == "PS" or entry(form, "/PS") is not None:
        canvas.odd("postscript", where)
    if entry(form, "/Ref") is not None:
        canvas.odd("reference-xobject", where)
    resources = entry(form, "/Resources")
    resources = canvas.frame.resources if resources is None else resources
    start = multiply(_matrix(form), canvas.state.ctm)
    state = canvas.state.saved()
    state.ctm = start
    bbox = numbers(entry(form, "/BBox"), 4)
    if bbox:
        upright = Box(min(bbox[0::2]), min(bbox[1::2]), max(bbox[0::2]), max(bbox[1::2]))
        area = upright.through(start)
        state.clip = state.clip.cut(area) if state.clip is not None else area
        if state.clip is None:
            return
    _group(canvas, form, where, resources)
    inner = Frame(
        resources, where, start, canvas.frame.depth + 1, canvas.frame.box, canvas.frame.colourless
    )
    canvas.run(form, inner, state)


def _group(canvas: Canvas, form: Value, where: str, resources: Value) -> None:
    group = entry(form, "/Group")
    if name(entry(group, "/S")) == "Transparency" and entry(group, "/CS") is not None:
        space = canvas.work.spaces.read(entry(group, "/CS"), resources)
        canvas.odd("group", where, f"{space.kind}:{space}")


def _matrix(stream: Value) -> Matrix:
    given = numbers(entry(stream, "/Matrix"), 6)
    return IDENTITY if given is None else (*given[:5], given[5])  # type: ignore[return-value]


def _draw_image(canvas: Canvas, image: Value, where: str) -> None:
    if elements(entry(image, "/Alternates")):
        canvas.odd("alternates", where)
    _add_image(canvas, image, where, filters(image))


def draw_inline(canvas: Canvas, image: Any) -> None:
    """BI … ID … EI: the same as an image XObject, with its keys written out."""
    _add_image(canvas, image.obj, f"inline image ({canvas.frame.where})", [])


def _add_image(canvas: Canvas, image: Value, where: str, packed: list[str]) -> None:
    width, height = (int(number(entry(image, key)) or 0) for key in ("/Width", "/Height"))
    if width <= 0 or height <= 0:
        canvas.odd("operator-damaged", where, "Do")
        return
    stencil = entry(image, "/ImageMask") is True
    space = _image_space(canvas, image, stencil)
    use = ImageUse(
        object=where,
        value=image,
        width=width,
        height=height,
        bits=1 if stencil else int(number(entry(image, "/BitsPerComponent")) or 8),
        space=space,
        stencil=stencil,
        ppi=_resolution(canvas.state.ctm, width, height),
        interpolate=entry(image, "/Interpolate") is True,
        filters=tuple(packed),
    )
    if stencil and canvas.state.fill_pattern is not None:
        tile(canvas, canvas.state.fill_pattern, canvas.state.fill, _unit_box(canvas))
        return
    many = Paint(space, (), many=True, bound=heaviest(space))
    masked = any(is_stream(entry(image, key)) for key in ("/SMask", "/Mask"))
    add(
        canvas,
        Kind.IMAGE,
        _unit_box(canvas),
        canvas.state.fill if stencil else many,
        parts=(Part(_unit_box(canvas), False),),
        image=use,
        masked=masked,
    )


def _unit_box(canvas: Canvas) -> Box:
    return UNIT.through(canvas.state.ctm)


def _image_space(canvas: Canvas, image: Value, stencil: bool) -> Space:
    """The space of an image; JPEG 2000 may leave it to its own data."""
    if stencil:
        return canvas.state.fill.space
    return canvas.work.spaces.read(entry(image, "/ColorSpace"), canvas.frame.resources)


def _resolution(ctm: Matrix, width: int, height: int) -> tuple[float, float]:
    """Pixels per inch across and down; 0 points wide gives a resolution without end."""
    across, down = scales(ctm)
    return tuple(
        round(pixels * 72 / length, 1) if length > 1e-6 else float("inf")
        for pixels, length in ((width, across), (height, down))
    )  # type: ignore[return-value]


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
