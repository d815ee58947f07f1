"""Forms and images, the external ones and those written out (ISO 32000-1, 8.8 to 8.10)."""

from __future__ import annotations

from typing import Any

from .canvas import Canvas
from .colour import DEVICE, ENUMERATED, UNKNOWN, Space
from .geometry import UNIT, Box, Matrix, multiply, scales
from .jpeg2000 import Header
from .marks import ImageUse, Kind, Paint, Part
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
    reference,
)
from .painting import add, matrix_of, tile
from .samples import jpeg2000_header
from .state import Content, Frame
from .tints import heaviest


def draw(canvas: Canvas, found: Value, given_name: str) -> None:
    """Do: an image or a form; PostScript is told and not run."""
    where = label(found, given_name)
    kind = name(entry(found, "/Subtype"))
    content = canvas.content[-1]
    hidden = content.hidden or canvas.work.layer_hidden(entry(found, "/OC"))
    tagged = content.tagged or canvas.work.is_whole(found)
    canvas.content.append(Content(tagged, content.artifact, hidden))
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
    start = multiply(matrix_of(form), canvas.state.ctm)
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
        *(resources, where, start, canvas.frame.depth + 1),
        *(canvas.frame.box, canvas.frame.colourless, reference(form)),
    )
    canvas.run(form, inner, state)


def _group(canvas: Canvas, form: Value, where: str, resources: Value) -> None:
    group = entry(form, "/Group")
    if name(entry(group, "/S")) == "Transparency" and entry(group, "/CS") is not None:
        space = canvas.work.spaces.read(entry(group, "/CS"), resources)
        canvas.odd("group", where, f"{space.kind}:{space}")


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
    header = jpeg2000_header(image) if packed[-1:] == ["JPXDecode"] else None
    space = _image_space(canvas, image, stencil, header)
    bits = header.bits if header else int(number(entry(image, "/BitsPerComponent")) or 8)
    use = ImageUse(
        object=where,
        value=image,
        width=width,
        height=height,
        bits=1 if stencil else bits,
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


def _image_space(canvas: Canvas, image: Value, stencil: bool, header: Header | None) -> Space:
    """The space of an image; JPEG 2000 may leave it to its own data (7.4.9)."""
    if stencil:
        return canvas.state.fill.space
    given, spaces, resources = (
        entry(image, "/ColorSpace"),
        canvas.work.spaces,
        canvas.frame.resources,
    )
    if given is not None or header is None:
        return spaces.read(given, resources)
    if header.profile:
        return spaces.of_profile(header.profile, header.components)
    if header.boxed:
        return ENUMERATED.get(header.colours, UNKNOWN)
    return spaces.read(DEVICE.get(header.components), resources)


def _resolution(ctm: Matrix, width: int, height: int) -> tuple[float, float]:
    """Pixels per inch across and down; 0 points wide gives a resolution without end."""
    across, down = scales(ctm)
    return tuple(
        round(pixels * 72 / length, 1) if length > 1e-6 else float("inf")
        for pixels, length in ((width, across), (height, down))
    )  # type: ignore[return-value]
