"""The graphics state (ISO 32000-1, 8.4) and text state (9.3), as far as a rule can ask of it."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from typing import Any

from msgspec import Struct

from .fonts import Font
from .geometry import IDENTITY, Box, Matrix
from .marks import BLACK, Paint
from .objects import Value


class State(Struct):
    """What `q` saves and `Q` brings back.

    `fill_pattern` and `stroke_pattern` are the pattern objects when the colour is one;
    `clip_width` is how narrow the clip is where it is one bar, or a frame; `letters` is what a
    mark says of text, where the clip is text.
    """

    ctm: Matrix
    clip: Box | None
    clip_width: float | None = None
    letters: Mapping[str, Any] | None = None
    fill: Paint = BLACK
    stroke: Paint = BLACK
    fill_pattern: Value = None
    stroke_pattern: Value = None
    line_width: float = 1.0
    fill_overprint: bool = False
    stroke_overprint: bool = False
    overprint_mode: int = 0
    fill_opacity: float = 1.0
    stroke_opacity: float = 1.0
    blend: str = "Normal"
    soft_mask: bool = False
    font: Font | None = None
    size: float = 0.0
    char_space: float = 0.0
    word_space: float = 0.0
    stretch: float = 1.0
    leading: float = 0.0
    rise: float = 0.0
    render: int = 0

    def saved(self) -> State:
        return copy.copy(self)

    def cut(self, box: Box | None) -> Box | None:
        """What the clip leaves of a box; None when nothing."""
        if box is None or self.clip is None:
            return box
        return self.clip.cut(box)

    def transparent(self, opacity: float) -> bool:
        return opacity < 1.0 or self.soft_mask or self.blend not in {"Normal", "Compatible"}


class TextPosition(Struct):
    """The text matrix and the matrix of the line (ISO 32000-1, 9.4.2); not saved by `q`."""

    matrix: Matrix = IDENTITY
    line: Matrix = IDENTITY

    def move(self, x: float, y: float) -> None:
        a, b, c, d, e, f = self.line
        self.line = (a, b, c, d, a * x + c * y + e, b * x + d * y + f)
        self.matrix = self.line

    def advance(self, x: float, y: float) -> None:
        a, b, c, d, e, f = self.matrix
        self.matrix = (a, b, c, d, a * x + c * y + e, b * x + d * y + f)


class Content(Struct, frozen=True):
    """One level of marked content: real content (`tagged`), artifact, or in a hidden layer."""

    tagged: bool = False
    artifact: bool = False
    hidden: bool = False


class Frame(Struct):
    """One content stream being run: its resources, its name, the matrix it started with.

    With `box`, every mark is said to cover that box (the cells of a pattern may be anywhere
    in the area it fills). In a `colourless` frame operators that set colours do nothing.
    `form` is the reference of the form that is run, None for the page.
    """

    resources: Value
    where: str
    base: Matrix
    depth: int
    box: Box | None = None
    colourless: bool = False
    form: tuple[int, int] | None = None
