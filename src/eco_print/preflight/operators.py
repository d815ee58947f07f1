"""The operators of content streams (ISO 32000-1, annex A), each a small function.

`TABLE` maps an operator to what it does to a canvas. Operators that change nothing a rule
asks for are there too, so that an unknown one can be told.
"""

from __future__ import annotations

from typing import Any

from . import painting, paths, texting, xobjects
from .canvas import Canvas, Handler
from .colour import DEVICE, PATTERN, Space, initial
from .geometry import multiply
from .marks import Paint
from .objects import (
    cache_key,
    elements,
    entry,
    is_dictionary,
    is_stream,
    label,
    name,
    number,
    path,
)
from .state import Content

_MAX_SAVED = 512
_BLEND_MODES = frozenset(
    (
        *("Normal", "Compatible", "Multiply", "Screen", "Overlay", "Darken", "Lighten"),
        *("ColorDodge", "ColorBurn", "HardLight", "SoftLight", "Difference", "Exclusion"),
        *("Hue", "Saturation", "Color", "Luminosity"),
    )
)


def _nothing(_canvas: Canvas, _operands: Any) -> None:
    """An operator that no rule depends on."""


def _values(operands: Any, count: int) -> tuple[float, ...]:
    found = [number(operand) for operand in operands]
    values = tuple(value for value in found[-count:] if value is not None)
    if len(values) != count:
        raise ValueError("operands are missing or not numbers")
    return values


def _save(canvas: Canvas, _operands: Any) -> None:
    if len(canvas.stack) < _MAX_SAVED:
        canvas.stack.append(canvas.state.saved())


def _restore(canvas: Canvas, _operands: Any) -> None:
    if canvas.stack:
        canvas.state = canvas.stack.pop()
    else:
        canvas.odd("operator-unpaired", canvas.frame.where, "Q")


def _concatenate(canvas: Canvas, operands: Any) -> None:
    a, b, c, d, e, f = _values(operands, 6)
    canvas.state.ctm = multiply((a, b, c, d, e, f), canvas.state.ctm)


def _line_width(canvas: Canvas, operands: Any) -> None:
    (canvas.state.line_width,) = _values(operands, 1)


# -- colour (8.6.8) ------------------------------------------------------------------------


def _device(stroke: bool, count: int) -> Handler:
    def handler(canvas: Canvas, operands: Any) -> None:
        values = _values(operands, count)
        space = canvas.work.spaces.read(DEVICE[count], canvas.frame.resources)
        _set_paint(canvas, stroke, Paint(space, values))

    return handler


def _space(stroke: bool) -> Handler:
    def handler(canvas: Canvas, operands: Any) -> None:
        space = canvas.work.spaces.read(operands[0], canvas.frame.resources)
        _set_paint(canvas, stroke, Paint(space, initial(space)))

    return handler


def _colour(stroke: bool) -> Handler:
    def handler(canvas: Canvas, operands: Any) -> None:
        state = canvas.state
        space = (state.stroke if stroke else state.fill).space
        values = tuple(v for v in (number(operand) for operand in operands) if v is not None)
        if operands and name(operands[-1]):
            pattern = canvas.resource("/Pattern", operands[-1])
            _set_pattern(canvas, stroke, pattern, space, values)
        else:
            _set_paint(canvas, stroke, Paint(space, values))

    return handler


def _set_paint(canvas: Canvas, stroke: bool, paint: Paint, pattern: Any = None) -> None:
    if canvas.frame.colourless:
        return
    if stroke:
        canvas.state.stroke, canvas.state.stroke_pattern = paint, pattern
    else:
        canvas.state.fill, canvas.state.fill_pattern = paint, pattern


def _set_pattern(
    canvas: Canvas, stroke: bool, pattern: Any, space: Space, values: tuple[float, ...]
) -> None:
    if number(entry(pattern, "/PatternType")) == 2:
        shading = entry(pattern, "/Shading")
        _set_paint(canvas, stroke, painting.shading_paint(canvas, shading))
    elif number(entry(pattern, "/PaintType")) == 2 and space.base is not None:
        _set_paint(canvas, stroke, Paint(Space("Pattern", 0, base=space.base), values), pattern)
    else:
        _set_paint(canvas, stroke, Paint(PATTERN, (), many=True, bound={}), pattern)


# -- the extended graphics state (8.4.5) ---------------------------------------------------


def _graphics_state(canvas: Canvas, operands: Any) -> None:
    given = canvas.resource("/ExtGState", operands[0])
    state = canvas.state
    width = number(entry(given, "/LW"))
    state.line_width = state.line_width if width is None else width
    _overprint(canvas, given)
    _opacity(canvas, given)
    font = elements(entry(given, "/Font"))
    if len(font) == 2:
        state.font, state.size = canvas.work.fonts.read(font[0]), number(font[1]) or 0.0
    _press_settings(canvas, given, label(given, f"ExtGState {name(operands[0])}"))


def _overprint(canvas: Canvas, given: Any) -> None:
    state = canvas.state
    both, fill, mode = (entry(given, key) for key in ("/OP", "/op", "/OPM"))
    if isinstance(both, bool):
        state.stroke_overprint = both
        state.fill_overprint = both if fill is None else state.fill_overprint
    if isinstance(fill, bool):
        state.fill_overprint = fill
    if number(mode) is not None:
        state.overprint_mode = int(number(mode) or 0)


def _opacity(canvas: Canvas, given: Any) -> None:
    state = canvas.state
    fill, stroke = number(entry(given, "/ca")), number(entry(given, "/CA"))
    state.fill_opacity = state.fill_opacity if fill is None else fill
    state.stroke_opacity = state.stroke_opacity if stroke is None else stroke
    modes = entry(given, "/BM")
    if modes is not None:
        listed = [name(mode) for mode in (elements(modes) or [modes])]
        known = [mode for mode in listed if mode in _BLEND_MODES]
        state.blend = known[0] if known else "Normal"
        if not known:
            canvas.odd("blend-mode", label(given, canvas.frame.where), ", ".join(listed))
    mask = entry(given, "/SMask")
    if mask is not None:
        state.soft_mask = is_dictionary(mask)
        _mask(canvas, mask, label(given, canvas.frame.where))


def _mask(canvas: Canvas, mask: Any, where: str) -> None:
    """A soft mask (11.6.5.2): the space its lightness is worked out in, and what it is made of.

    Nothing of it is printed, so it leaves no marks; its fonts and its faults count.
    """
    group = entry(mask, "/G")
    space = path(group, "/Group", "/CS")
    if name(entry(mask, "/S")) == "Luminosity" and space is not None:
        read = canvas.work.spaces.read(space, canvas.frame.resources)
        canvas.odd("group", where, f"{read.kind}:{read}")
    if not is_stream(group) or cache_key(group) in canvas.drawn_masks:
        return
    canvas.drawn_masks.add(cache_key(group))
    before = len(canvas.marks)
    xobjects.draw_form(canvas, group, label(group, where))
    spaces = {mark.paint.space.root for mark in canvas.marks[before:]}
    del canvas.marks[before:]
    for used in spaces:
        if used.kind == "rgb" and not used.managed:
            canvas.odd("mask-rgb", label(group, where), str(used))


def _press_settings(canvas: Canvas, given: Any, where: str) -> None:
    """Settings that belong to the printer's own device, not into a file."""
    for key in ("/TR", "/TR2"):
        transfer = entry(given, key)
        if transfer is not None and name(transfer) not in {"Identity", "Default"}:
            canvas.odd("transfer", where, key[1:])
    if entry(given, "/HT") is not None and name(entry(given, "/HT")) != "Default":
        canvas.odd("halftone", where)


# -- marked content (14.6) -----------------------------------------------------------------


def _begin(canvas: Canvas, operands: Any) -> None:
    tag = name(operands[0]) if operands else ""
    properties = operands[1] if len(operands) > 1 else None
    if name(properties):
        properties = canvas.resource("/Properties", properties)
    outer = canvas.content[-1]
    if len(canvas.content) > _MAX_SAVED:
        return
    mcid, owner = number(entry(properties, "/MCID")), canvas.frame.form or canvas.page
    canvas.content.append(
        Content(
            tagged=outer.tagged or (mcid is not None and canvas.work.is_owned(owner, int(mcid))),
            artifact=outer.artifact or tag == "Artifact",
            hidden=outer.hidden or (tag == "OC" and canvas.work.layer_hidden(properties)),
        )
    )


def _end(canvas: Canvas, _operands: Any) -> None:
    if len(canvas.content) > 1:
        canvas.content.pop()


# -- objects (8.8, 8.9, 8.10) --------------------------------------------------------------


def _do(canvas: Canvas, operands: Any) -> None:
    found = canvas.resource("/XObject", operands[0])
    if found is not None:
        xobjects.draw(canvas, found, name(operands[0]))


def _inline_image(canvas: Canvas, operands: Any) -> None:
    xobjects.draw_inline(canvas, operands[0])


def _shading(canvas: Canvas, operands: Any) -> None:
    found = canvas.resource("/Shading", operands[0])
    if found is not None:
        painting.draw_shading(canvas, found)


def _type3_metrics(canvas: Canvas, _operands: Any) -> None:
    """d1: the glyph is a shape only; colours set in it count for nothing."""
    canvas.frame.colourless = True


TABLE: dict[str, Handler] = {
    "q": _save,
    "Q": _restore,
    "cm": _concatenate,
    "w": _line_width,
    "gs": _graphics_state,
    "g": _device(False, 1),
    "G": _device(True, 1),
    "rg": _device(False, 3),
    "RG": _device(True, 3),
    "k": _device(False, 4),
    "K": _device(True, 4),
    "cs": _space(False),
    "CS": _space(True),
    "sc": _colour(False),
    "SC": _colour(True),
    "scn": _colour(False),
    "SCN": _colour(True),
    "BMC": _begin,
    "BDC": _begin,
    "EMC": _end,
    "Do": _do,
    "INLINE IMAGE": _inline_image,
    "sh": _shading,
    "d1": _type3_metrics,
    **dict.fromkeys(("J", "j", "M", "d", "ri", "i", "MP", "DP", "BX", "EX", "d0"), _nothing),
    **paths.TABLE,
    **texting.TABLE,
}
