"""Text: positions and showing (ISO 32000-1, 9.3 and 9.4)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pikepdf

from . import painting
from .canvas import Canvas
from .colour import PATTERN
from .fonts import Font
from .geometry import Box, Matrix, mean_scale, multiply
from .marks import Kind, Paint
from .objects import Value, elements, entry, is_stream, number
from .state import Frame, State, TextPosition

_SNIPPET = 24
_FILLS = {0, 2, 4, 6}
_STROKES = {1, 2, 5, 6}
_INVISIBLE = 3


def _one(operands: Any) -> float:
    value = number(operands[-1])
    if value is None:
        raise ValueError("the operand is not a number")
    return value


def _begin(canvas: Canvas, _operands: Any) -> None:
    if canvas.in_text:
        canvas.odd("operator-unpaired", canvas.frame.where, "BT")
    canvas.in_text = True
    canvas.text = TextPosition()
    canvas.text_clip = canvas.clip_letters = None


def _end(canvas: Canvas, _operands: Any) -> None:
    if not canvas.in_text:
        canvas.odd("operator-unpaired", canvas.frame.where, "ET")
    canvas.in_text = False
    if canvas.text_clip is not None:
        state = canvas.state
        state.clip = state.cut(canvas.text_clip) or Box(1e9, 1e9, 1e9, 1e9)
        state.letters = canvas.clip_letters
    canvas.text_clip = canvas.clip_letters = None


def _font(canvas: Canvas, operands: Any) -> None:
    state = canvas.state
    found = canvas.resource("/Font", operands[0])
    state.font = canvas.work.fonts.read(found)
    state.size = _one(operands)


def _set(field: str, scale: float = 1.0) -> Callable[[Canvas, Any], None]:
    def handler(canvas: Canvas, operands: Any) -> None:
        setattr(canvas.state, field, _one(operands) * scale)

    return handler


def _render(canvas: Canvas, operands: Any) -> None:
    canvas.state.render = int(_one(operands))


def _move(canvas: Canvas, operands: Any) -> None:
    x, y = (number(operand) or 0.0 for operand in operands)
    canvas.text.move(x, y)


def _move_leading(canvas: Canvas, operands: Any) -> None:
    canvas.state.leading = -(number(operands[1]) or 0.0)
    _move(canvas, operands)


def _matrix(canvas: Canvas, operands: Any) -> None:
    a, b, c, d, e, f = (float(operand) for operand in operands)
    canvas.text.matrix = canvas.text.line = (a, b, c, d, e, f)


def _next_line(canvas: Canvas, _operands: Any) -> None:
    canvas.text.move(0.0, -canvas.state.leading)


def _show(canvas: Canvas, operands: Any) -> None:
    _show_all(canvas, [operands[-1]])


def _show_array(canvas: Canvas, operands: Any) -> None:
    _show_all(canvas, elements(operands[0]))


def _show_next_line(canvas: Canvas, operands: Any) -> None:
    _next_line(canvas, ())
    _show(canvas, operands)


def _show_spaced(canvas: Canvas, operands: Any) -> None:
    canvas.state.word_space = number(operands[0]) or 0.0
    canvas.state.char_space = number(operands[1]) or 0.0
    _show_next_line(canvas, operands)


def _show_all(canvas: Canvas, items: list[Any]) -> None:
    """Show strings and shifts as one mark, which reaches from the first glyph to the last."""
    font = canvas.state.font
    if font is None:
        canvas.odd("font-missing", canvas.frame.where)
        return
    start = canvas.text.matrix
    texts: list[str] = []
    blank = True
    for item in items:
        shift = number(item)
        if shift is not None:
            _advance(canvas, font, -shift / 1000 * canvas.state.size)
        elif isinstance(item, pikepdf.String):
            blank = _show_string(canvas, font, bytes(item), texts) and blank
    _add(canvas, font, start, "".join(texts), blank)


def _show_string(canvas: Canvas, font: Font, data: bytes, texts: list[str]) -> bool:
    """Show one string; whether all of it is blank."""
    state, blank = canvas.state, True
    unit = font.matrix[0] if font.kind == "Type3" else 0.001
    total = 0.0
    for glyph in font.glyphs(data):
        font.used.add(glyph.code)
        blank = blank and glyph.blank
        if len(texts) < _SNIPPET:
            texts.append(glyph.text or "\ufffd")
        if font.kind == "Type3" and not glyph.blank:
            _advance(canvas, font, total)
            total = 0.0
            _run_glyph(canvas, font, glyph.code)
        total += glyph.width * unit * state.size + state.char_space
        total += state.word_space if glyph.space else 0.0
    _advance(canvas, font, total)
    return blank


def _advance(canvas: Canvas, font: Font, distance: float) -> None:
    if font.vertical:
        canvas.text.advance(0.0, distance)
    else:
        canvas.text.advance(distance * canvas.state.stretch, 0.0)


def _add(canvas: Canvas, font: Font, start: Matrix, text: str, blank: bool) -> None:
    state = canvas.state
    box = _box(canvas, font, start)
    font.pages.add(canvas.page)
    font.rendered = font.rendered or state.render != _INVISIBLE
    size = abs(state.size * font.em * mean_scale(multiply(start, state.ctm)))
    details: dict[str, Any] = {"font": font, "size": size, "text": text, "blank": blank}
    if state.render >= 4 and box is not None:
        canvas.text_clip = box if canvas.text_clip is None else canvas.text_clip.joined(box)
        letters = canvas.clip_letters or details
        canvas.clip_letters = details if letters["blank"] or size < letters["size"] else letters
    if font.kind == "Type3" and not font.shapes_only:
        return
    if state.render in _FILLS:
        paint = state.fill
        if box is not None and state.fill_pattern is not None:
            paint = _tiled(canvas, state.fill_pattern, paint, box)
        painting.add(canvas, Kind.TEXT, box, paint, **details)
    if state.render in _STROKES:
        alone = state.render not in _FILLS  # else the filling shows, however thin the line
        width = state.line_width * mean_scale(state.ctm) if alone else None
        painting.add(canvas, Kind.STROKE, box, state.stroke, width=width, **details)


def _tiled(canvas: Canvas, pattern: Value, paint: Paint, box: Box) -> Paint:
    """What text is painted with by a pattern: its colour, or the heaviest of the cell."""
    before = len(canvas.marks)
    painting.tile(canvas, pattern, paint, box)
    if paint.space.base is not None:
        return Paint(paint.space.base, paint.values)
    inks = [mark.inks for mark in canvas.marks[before:] if mark.inks is not None]
    heaviest = max(inks, key=lambda tints: sum(tints.values()), default=None)
    return Paint(PATTERN, (), many=True, bound=heaviest)


def _box(canvas: Canvas, font: Font, start: Matrix) -> Box | None:
    """The box around the glyphs from `start` to where the text stands now."""
    state = canvas.state
    low, high = font.extent
    low, high = low * state.size + state.rise, high * state.size + state.rise
    matrix, end = start, canvas.text.matrix
    a, b, c, d, e, f = matrix
    determinant = a * d - b * c
    if abs(determinant) < 1e-12:
        return None
    along = ((end[4] - e) * d - (end[5] - f) * c) / determinant
    down = ((end[5] - f) * a - (end[4] - e) * b) / determinant
    if font.vertical:
        half = state.size / 2
        box = Box(-half, min(down, 0.0), half, max(down, 0.0))
    else:
        box = Box(min(along, 0.0), min(low, high), max(along, 0.0), max(low, high))
    return box.through(multiply(matrix, state.ctm))


def _run_glyph(canvas: Canvas, font: Font, code: int) -> None:
    """Run the procedure of a Type 3 glyph, once on a page for each code."""
    key = (id(font), code)
    if key in canvas.drawn_glyphs:
        return
    canvas.drawn_glyphs.add(key)
    procedure = entry(entry(font.value, "/CharProcs"), "/" + font.encoding.get(code, ""))
    if not is_stream(procedure):
        return
    state = canvas.state
    a, b, c, d, e, f = font.matrix
    text = (state.size * state.stretch, 0.0, 0.0, state.size, 0.0, state.rise)
    start = multiply((a, b, c, d, e, f), multiply(text, multiply(canvas.text.matrix, state.ctm)))
    inner = State(start, state.clip, fill=state.fill, stroke=state.fill)
    resources = entry(font.value, "/Resources")
    resources = canvas.frame.resources if resources is None else resources
    frame = Frame(resources, font.label, start, canvas.frame.depth + 1)
    before = len(canvas.marks)
    canvas.run(procedure, frame, inner)
    font.bitmaps = font.bitmaps or any(m.kind is Kind.IMAGE for m in canvas.marks[before:])
    if frame.colourless:
        del canvas.marks[before:]  # a shape only: the text that shows it is the mark
    else:
        font.shapes_only = False


TABLE: dict[str, Callable[[Canvas, Any], None]] = {
    "BT": _begin,
    "ET": _end,
    "Tf": _font,
    "Tc": _set("char_space"),
    "Tw": _set("word_space"),
    "Tz": _set("stretch", 0.01),
    "TL": _set("leading"),
    "Ts": _set("rise"),
    "Tr": _render,
    "Td": _move,
    "TD": _move_leading,
    "Tm": _matrix,
    "T*": _next_line,
    "Tj": _show,
    "TJ": _show_array,
    "'": _show_next_line,
    '"': _show_spaced,
}
