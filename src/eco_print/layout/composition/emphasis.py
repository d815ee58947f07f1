"""着重号: marks above or below emphasised characters (CSS Text Decoration 4, 4).

In: a composed text box with a computed `text-emphasis-style`. Out: shapes in a content stream.
They are drawn, not set: extracted text has no dots in it. Marks, spaces and punctuation carry
none (CSS: U+0020–002F and the like, and Unicode's punctuation; GB/T 15834 4.11).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from math import cos, pi, sin
from typing import Any, Final

from weasyprint.draw.color import get_color

from ...typesetting import EM
from .metrics import metrics

_UNMARKED: Final = frozenset(["P", "Z", "C"])
_ROUND: Final = 0.5523  # the handle of a Bézier quarter of a circle
_RADII: Final = {
    "dot": 0.09,
    "circle": 0.16,
    "double-circle": 0.17,
    "triangle": 0.17,
    "sesame": 0.15,
}
_GAP: Final = 0.12  # between a character's box and the middle of its mark, in ems
_LINE: Final = 0.025
_ASCENT: Final = 0.88
_DESCENT: Final = 0.12


def draw_emphasis(stream: Any, textbox: Any) -> None:
    """Draw the marks of a text box."""
    style = textbox.style
    size = style["font_size"]
    value = style["text_emphasis_style"]
    fill, shape = ("filled", "dot") if value[0] == "string" else value
    baseline = textbox.position_y + metrics(style)[1]
    under = style["text_emphasis_position"][0] == "under"
    y = baseline + (_DESCENT + _GAP) * size if under else baseline - (_ASCENT + _GAP) * size
    color = get_color(style, "text_emphasis_color")
    with stream.stacked():
        stream.set_color(color)
        stream.set_color(color, stroke=True)
        stream.set_line_width(_LINE * size)
        for x in _middles(textbox):
            _mark(stream, shape, fill == "filled", x, y, _RADII[shape] * size)


def _middles(textbox: Any) -> Iterator[float]:
    """The middle of each character that carries a mark."""
    set_text = textbox.pango_layout
    unit = textbox.style["font_size"] / EM
    at = textbox.position_x
    for cluster, before, after, index in set_text.placed():
        at += before * unit
        char = set_text.text[index : index + 1]
        if char and unicodedata.category(char)[0] not in _UNMARKED and cluster.advance:
            yield at + cluster.advance / 2 * unit
        at += (cluster.advance + after) * unit


def _mark(stream: Any, shape: str, filled: bool, x: float, y: float, radius: float) -> None:
    if shape == "triangle":
        _triangle(stream, x, y, radius)
    elif shape == "sesame":
        _sesame(stream, x, y, radius)
    else:
        _circle(stream, x, y, radius)
    if filled:
        stream.fill()
    else:
        stream.stroke()
    if shape == "double-circle":
        _circle(stream, x, y, radius / 2)
        stream.stroke() if not filled else stream.fill()


def _circle(stream: Any, x: float, y: float, radius: float) -> None:
    handle = radius * _ROUND
    stream.move_to(x + radius, y)
    stream.curve_to(x + radius, y + handle, x + handle, y + radius, x, y + radius)
    stream.curve_to(x - handle, y + radius, x - radius, y + handle, x - radius, y)
    stream.curve_to(x - radius, y - handle, x - handle, y - radius, x, y - radius)
    stream.curve_to(x + handle, y - radius, x + radius, y - handle, x + radius, y)
    stream.close()


def _triangle(stream: Any, x: float, y: float, radius: float) -> None:
    corners = [
        (x + radius * sin(turn), y - radius * cos(turn)) for turn in (0, 2 * pi / 3, 4 * pi / 3)
    ]
    stream.move_to(*corners[0])
    for corner in corners[1:]:
        stream.line_to(*corner)
    stream.close()


def _sesame(stream: Any, x: float, y: float, radius: float) -> None:
    """A drop that leans to the right, as a brush leaves it."""
    points = [(-0.7, -1), (0.4, -0.6), (1, 0.4), (0.6, 1), (0.1, 1.1), (-0.3, 0.1), (-0.7, -1)]
    placed = [(x + radius * across, y + radius * down) for across, down in points]
    stream.move_to(*placed[0])
    for bend in (placed[1:4], placed[4:7]):
        stream.curve_to(*(value for point in bend for value in point))
    stream.close()
