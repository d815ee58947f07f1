"""What operators work on: the state of one page, and what a whole file shares.

A canvas is given its operators, so that they may know it and it need not know them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import pikepdf
from msgspec import Struct, field

from .colour import Spaces
from .fonts import Fonts
from .geometry import Box
from .marks import Mark, Paint
from .objects import (
    PDF_ERRORS,
    OverBudgetError,
    Value,
    elements,
    entry,
    label,
    name,
    read,
    reference,
)
from .state import Content, Frame, State, TextPosition
from .tags import Owned

CUT_SHORT = "the packed bytes end early"
_OF_CONTENT = re.compile(r"\((?:content|stream data), offset \d+\): (.*)")
_LOST = ("EOF", "parse error while reading object")
Handler = Callable[["Canvas", Any], None]
InkKey = tuple[int, tuple[float, ...]]


class Oddity(Struct, frozen=True):
    """Something in the content that is no mark but that a rule may want: `kind` says what."""

    kind: str
    object: str
    detail: str = ""


class Work(Struct):
    """What is shared while a whole file is interpreted: caches and the budget that is left.

    `warnings` gives what the library has mended since it was last asked.
    `owned` is the content of the structure tree; None where any MCID is taken for tagged.
    """

    spaces: Spaces
    fonts: Fonts
    operators_left: int
    stream_bytes: int
    nesting: int
    warnings: Callable[[], Iterable[object]]
    hidden_layers: frozenset[tuple[int, int]] = frozenset()
    owned: Owned | None = None
    inks: dict[InkKey, Mapping[str, float] | None] = {}

    def inks_of(self, paint: Paint) -> Mapping[str, float] | None:
        """The tints of a paint, worked out once; spaces live as long as this does."""
        if paint.many:
            return paint.bound
        key = (id(paint.space), paint.values)
        if key not in self.inks:
            self.inks[key] = paint.inks
        return self.inks[key]

    def is_owned(self, owner: object, mcid: int | None) -> bool:
        """Whether a structure element owns content of a page or a form (ISO 32000-1, 14.7.4)."""
        return self.owned is None or not self.owned.isdisjoint({(owner, mcid), (None, mcid)})

    def is_whole(self, xobject: Value) -> bool:
        """Whether a structure element owns a form or an image as a whole."""
        return self.owned is not None and (reference(xobject), None) in self.owned

    def layer_hidden(self, group: Value) -> bool:
        """Whether optional content is off as the file opens (ISO 32000-1, 8.11)."""
        if not self.hidden_layers or group is None:
            return False
        if name(entry(group, "/Type")) != "OCMD":
            return reference(group) in self.hidden_layers
        listed = entry(group, "/OCGs")
        states = [reference(one) in self.hidden_layers for one in (elements(listed) or [listed])]
        return all(states)


class Canvas(Struct):
    """The interpreter's working memory for one page.

    `handlers` says what each operator does; forms, patterns and glyphs are run by them too.
    """

    work: Work
    handlers: Mapping[str, Handler]
    page: int
    frame: Frame
    state: State
    stack: list[State] = []
    text: TextPosition = field(default_factory=TextPosition)
    path: list[list[tuple[float, float]]] = []
    pending_clip: str = ""
    in_text: bool = False
    text_clip: Box | None = None
    clip_letters: Mapping[str, Any] | None = None
    content: list[Content] = field(default_factory=lambda: [Content()])
    marks: list[Mark] = []
    oddities: list[Oddity] = []
    drawn_glyphs: set[tuple[int, int]] = set()
    drawn_masks: set[object] = set()

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
        self.ready(stream)
        outer = (self.frame, self.state, self.stack, self.text, self.path, self.in_text)
        depth = len(self.content)
        self.frame, self.state, self.stack = frame, state, []
        self.text, self.path, self.in_text = TextPosition(), [], False
        try:
            self.play(stream)
        finally:
            self.frame, self.state, self.stack, self.text, self.path, self.in_text = outer
            del self.content[depth:]

    def ready(self, stream: Value) -> None:
        """See that a content stream is no larger than allowed, and all there."""
        _, whole = read(stream, self.work.stream_bytes)
        if not whole:
            self.odd("content-damaged", label(stream, self.frame.where), CUT_SHORT)

    def play(self, stream: Value) -> None:
        """Run every operator of a content stream in the present state."""
        self.work.warnings()  # what comes after these is said of this stream
        instructions = _instructions(stream)
        self._mended()
        for instruction in instructions:
            self.work.operators_left -= 1
            if self.work.operators_left < 0:
                raise OverBudgetError(f"{self.frame.where}: too many operators")
            self.step(instruction)
        self._unpaired()

    def _mended(self) -> None:
        """What the library left out to go on: all up to the end, or stray marks (7.8.2)."""
        found = (_OF_CONTENT.search(str(warning)) for warning in self.work.warnings())
        said = [match[1] for match in found if match]
        lost = [words for words in said if any(end in words for end in _LOST)]
        if said:
            kind = "content-damaged" if lost else "operator-damaged"
            self.odd(kind, self.frame.where, (lost or said)[0])

    def _unpaired(self) -> None:
        """What each stream has to close itself (ISO 32000-1, 8.4.2 and 9.4.1), if it is whole."""
        if any(oddity.kind == "content-damaged" for oddity in self.oddities):
            return
        if self.stack:
            self.odd("operator-unpaired", self.frame.where, "q")
        if self.in_text:
            self.odd("operator-unpaired", self.frame.where, "BT")

    def step(self, instruction: Any) -> None:
        operator = str(instruction.operator)
        handler = self.handlers.get(operator)
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
