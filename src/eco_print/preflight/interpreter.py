"""The content of a page, interpreted: operators in, marks out.

Follows ISO 32000-1, 8 and 9: graphics state, paths, text, form XObjects, patterns, shadings,
images. Nothing is rendered; every mark gets the box it covers, its colour and the state it was
painted in, so that a rule can say where and why. A damaged operator is an oddity, and the
next one is read. Raises `OverBudgetError` when the work asked for has no measure.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import pikepdf

from . import operators
from .colour import Spaces
from .fonts import Fonts
from .geometry import IDENTITY, Box
from .marks import Mark, Paint
from .objects import (
    PDF_ERRORS,
    OverBudgetError,
    Value,
    elements,
    entry,
    is_stream,
    label,
    name,
    number,
    numbers,
    reference,
    unpacked,
)
from .state import Content, Frame, State, TextPosition


@dataclass(frozen=True, slots=True)
class Oddity:
    """Something in the content that is no mark but that a rule may want: `kind` says what."""

    kind: str
    object: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class PageContent:
    """All that a page shows, in the order it is painted."""

    marks: tuple[Mark, ...]
    oddities: tuple[Oddity, ...]
    complete: bool = True


_HIDDEN = 2  # of an annotation's flags (ISO 32000-1, table 165)
InkKey = tuple[int, tuple[float, ...]]


@dataclass(slots=True)
class Work:
    """What is shared while a whole file is interpreted: caches and the budget that is left."""

    spaces: Spaces
    fonts: Fonts
    operators_left: int
    stream_bytes: int
    nesting: int
    hidden_layers: frozenset[tuple[int, int]] = frozenset()
    inks: dict[InkKey, Mapping[str, float] | None] = field(default_factory=dict)

    def inks_of(self, paint: Paint) -> Mapping[str, float] | None:
        """The tints of a paint, worked out once; spaces live as long as this does."""
        if paint.many:
            return paint.bound
        key = (id(paint.space), paint.values)
        if key not in self.inks:
            self.inks[key] = paint.inks
        return self.inks[key]

    def layer_hidden(self, group: Value) -> bool:
        """Whether optional content is off as the file opens (ISO 32000-1, 8.11)."""
        if not self.hidden_layers or group is None:
            return False
        if name(entry(group, "/Type")) != "OCMD":
            return reference(group) in self.hidden_layers
        listed = entry(group, "/OCGs")
        states = [reference(one) in self.hidden_layers for one in (elements(listed) or [listed])]
        return all(states)


@dataclass(slots=True)
class Canvas:
    """The interpreter's working memory for one page."""

    work: Work
    page: int
    frame: Frame
    state: State
    stack: list[State] = field(default_factory=list)
    text: TextPosition = field(default_factory=TextPosition)
    path: list[list[tuple[float, float]]] = field(default_factory=list)
    pending_clip: str = ""
    text_clip: Box | None = None
    content: list[Content] = field(default_factory=lambda: [Content()])
    marks: list[Mark] = field(default_factory=list)
    oddities: list[Oddity] = field(default_factory=list)
    drawn_glyphs: set[tuple[int, int]] = field(default_factory=set)

    def odd(self, kind: str, where: str, detail: str = "") -> None:
        oddity = Oddity(kind, where, detail)
        if oddity not in self.oddities:
            self.oddities.append(oddity)

    def resource(self, category: str, operand: Any) -> Value:
        """A named resource; a missing one is an oddity."""
        found = entry(entry(self.frame.resources, category), operand)
        if found is None:
            self.odd("resource-missing", self.frame.where, f"{category[1:]} {name(operand)}")
        return found

    def run(self, stream: Value, frame: Frame, state: State) -> None:
        """Run a form, a pattern cell or a glyph, and come back as if nothing had been."""
        if frame.depth > self.work.nesting:
            raise OverBudgetError(f"{frame.where}: forms within forms beyond any need")
        unpacked(stream, self.work.stream_bytes)
        outer = (self.frame, self.state, self.stack, self.text, self.path)
        depth = len(self.content)
        self.frame, self.state, self.stack = frame, state, []
        self.text, self.path = TextPosition(), []
        try:
            self.play(stream)
        finally:
            self.frame, self.state, self.stack, self.text, self.path = outer
            del self.content[depth:]

    def play(self, stream: Value) -> None:
        """Run every operator of a content stream in the present state."""
        for instruction in _instructions(stream):
            self.work.operators_left -= 1
            if self.work.operators_left < 0:
                raise OverBudgetError(f"{self.frame.where}: too many operators")
            self.step(instruction)

    def step(self, instruction: Any) -> None:
        operator = str(instruction.operator)
        handler = operators.TABLE.get(operator)
        if handler is None:
            self.odd("operator-unknown", self.frame.where, operator[:12])
            return
        try:
            handler(self, instruction.operands)
        except OverBudgetError:
            raise
        except PDF_ERRORS:
            self.odd("operator-damaged", self.frame.where, operator[:12])


def _instructions(stream: Value) -> Iterable[Any]:
    try:
        return pikepdf.parse_content_stream(stream)
    except PDF_ERRORS as problem:
        raise pikepdf.PdfError(str(problem)) from problem


def interpret(page: Any, page_number: int, resources: Value, box: Box, work: Work) -> PageContent:
    """The marks of a page.

    `page` is the page's dictionary, `box` its MediaBox. Content that cannot be read ends the
    page there and is an oddity (`content-damaged`); `complete` is False then.
    """
    frame = Frame(resources, "page", IDENTITY, 0)
    canvas = Canvas(work, page_number, frame, State(frame.base, box))
    _page_group(canvas, page)
    complete = True
    try:
        for stream in elements(entry(page, "/Contents")) or [entry(page, "/Contents")]:
            if is_stream(stream):
                unpacked(stream, work.stream_bytes)
        if entry(page, "/Contents") is not None:
            canvas.play(pikepdf.Page(page))
        _appearances(canvas, page)
    except OverBudgetError as problem:
        complete = False
        canvas.odd("over-budget", canvas.frame.where, str(problem))
    except PDF_ERRORS as problem:
        complete = False
        canvas.odd("content-damaged", canvas.frame.where, _short(problem))
    return PageContent(tuple(canvas.marks), tuple(canvas.oddities), complete)


def _short(problem: BaseException) -> str:
    return " ".join(str(problem).split())[:160]


def _page_group(canvas: Canvas, page: Value) -> None:
    group = entry(page, "/Group")
    if name(entry(group, "/S")) == "Transparency":
        space = canvas.work.spaces.read(entry(group, "/CS"), canvas.frame.resources)
        canvas.odd("group", f"page {canvas.page}", f"{space.kind}:{space}")


def _appearances(canvas: Canvas, page: Value) -> None:
    """The normal appearances of annotations print too (ISO 32000-1, 12.5.5)."""
    for annotation in elements(entry(page, "/Annots")):
        stream = entry(entry(annotation, "/AP"), "/N")
        rect = numbers(entry(annotation, "/Rect"), 4)
        hidden = int(number(entry(annotation, "/F")) or 0) & _HIDDEN
        if not is_stream(stream) or rect is None or hidden:
            continue
        box = Box(min(rect[0::2]), min(rect[1::2]), max(rect[0::2]), max(rect[1::2]))
        resources = entry(stream, "/Resources")
        where = label(stream, "annotation")
        frame = Frame(resources, where, canvas.state.ctm, 1, box)
        canvas.content.append(Content(tagged=True))
        canvas.run(stream, frame, State(canvas.state.ctm, canvas.state.clip))
        canvas.content.pop()
