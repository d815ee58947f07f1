"""One planned line as the engine's boxes.

In: a line box of the engine, where the line starts and how much room there is. Out: what the
engine's own `split_inline_box` gives for a line box: the line with the boxes on it, positioned,
and where the next line starts. Everything the engine does with a line afterwards (vertical
alignment, floats that wait, page breaks, footnotes) it does as with its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, Final

from weasyprint.formatting_structure import boxes
from weasyprint.layout import inline
from weasyprint.layout.absolute import absolute_layout
from weasyprint.layout.percent import resolve_percentages

from ...typesetting import EM, Line
from .faces import face_for
from .flow import Flow, Piece
from .metrics import metrics
from .plans import Plan, plan_flow, plan_for
from .texts import SetText

_LINES_AHEAD: Final = 400  # lines beside floats that are foreseen; further ones are as wide


@dataclass(frozen=True, slots=True)
class Call:
    """The arguments of the engine's call that building a line needs."""

    context: Any
    linebox: Any
    position_x: float
    max_x: float
    bottom_space: float
    skip_stack: Any
    containing_block: Any
    absolute_boxes: list[Any]
    fixed_boxes: list[Any]
    placeholders: list[Any]
    waiting_floats: list[Any]


def set_line(call: Call) -> tuple[Any, Any, bool, None, None, dict[str, float]]:
    """The next line of a composed line box, in the engine's terms."""
    plan = planned(call)
    position = plan.flow.position(call.skip_stack)
    line = plan.line_from(position, _measures(call))
    done = line.next >= len(plan.flow.text)
    resume_at = None if done else plan.flow.stack(line.next)
    new_line = build(call, plan, position, line)
    return new_line, resume_at, line.closing and not done, None, None, {"left": 0, "right": 0}


def planned(call: Call) -> Plan:
    """The plan of a line box, its boxes measured."""
    found = plan_flow(call.linebox)
    assert found is not None
    flow = found[0]
    _resolve(flow.root, call.containing_block)
    return plan_for(call.linebox, _atomic_widths(flow, call))


def build(call: Call, plan: Plan, position: int, line: Line) -> Any:
    """A planned line that starts at a character, as a line box."""
    return _Builder(call, plan, position, line).line_box()


def lines_ahead(linebox: Any, context: Any, containing_block: Any, skip_stack: Any) -> int:
    """How many lines a composed line box takes from here on, away from floats."""
    call = Call(
        context, linebox, 0, containing_block.width, 0, skip_stack, containing_block, [], [], [], []
    )
    plan = planned(call)
    return plan.count(plan.flow.position(skip_stack), [containing_block.width])


def _resolve(piece: Piece, containing_block: Any) -> None:
    """Used values of margins, borders and padding of every inline box of a flow."""
    for child in piece.children:
        box = child.box
        if isinstance(box, boxes.TextBox):
            if not hasattr(box, "baseline"):
                _stand_text(box)
        elif isinstance(box, boxes.InlineBox):
            resolve_percentages(box, containing_block)
            for side in ("left", "right"):
                if getattr(box, f"margin_{side}") == "auto":
                    setattr(box, f"margin_{side}", 0)
            _resolve(child, containing_block)


def _stand_text(box: Any) -> None:
    """The height and baseline of text, and edges, of which it has none; for all its lines."""
    line_height, box.baseline = metrics(box.style)
    box.height = box.style["font_size"]
    box.margin_top = box.margin_bottom = (line_height - box.height) / 2
    box.margin_left = box.margin_right = 0
    box.padding_left = box.padding_right = box.padding_top = box.padding_bottom = 0
    box.border_left_width = box.border_right_width = 0
    box.border_top_width = box.border_bottom_width = 0


def _atomic_widths(flow: Flow, call: Call) -> dict[int, float]:
    """How wide pictures and inline blocks are, by the character they stand for."""
    return {
        leaf.start: _atomic_width(leaf.box, call)
        for leaf in flow.leaves
        if isinstance(leaf.box, boxes.AtomicInlineLevelBox) and leaf.end > leaf.start
    }


def _atomic_width(box: Any, call: Call) -> float:
    """The width of an atomic box; its content is not laid out for it where that can be helped."""
    width = call.containing_block.width
    known = box.__dict__.get("_eco_width")
    if known is None or known[0] != width:
        if isinstance(box, boxes.InlineBlockBox) and not box.is_table_wrapper:
            measured = box.copy()
            resolve_percentages(measured, call.containing_block)
            for side in ("left", "right"):
                if getattr(measured, f"margin_{side}") == "auto":
                    setattr(measured, f"margin_{side}", 0)
            inline.inline_block_width(measured, call.context, call.containing_block)
        else:
            measured = _atomic(box, call, 0, [], [])
        known = box.__dict__["_eco_width"] = (width, measured.margin_width())
    return float(known[1])


def _atomic(box: Any, call: Call, position_x: float, absolute: list[Any], fixed: list[Any]) -> Any:
    resolve_percentages(box, call.containing_block)
    return inline.atomic_box(
        call.context, box, position_x, None, call.containing_block, absolute, fixed
    )


def _measures(call: Call) -> list[float]:
    """The measure of this line and of those after it, as far as they differ."""
    measures = [call.max_x - call.position_x]
    if call.context.excluded_shapes:
        measures += _beside_floats(call)
    width = call.containing_block.width
    if abs(measures[-1] - width) > 1e-6:
        measures.append(width)
    return measures


def _beside_floats(call: Call) -> Iterator[float]:
    """The measures of the lines that will stand beside floats, if all are as high as the first."""
    box, context = call.linebox, call.context
    kept = box.position_y, box.width, box.height
    step, _ = metrics(box.style)
    bottom = max(shape.position_y + shape.margin_height() for shape in context.excluded_shapes)
    box.width, box.height = box.style["font_size"], step
    for _ in range(_LINES_AHEAD):
        box.position_y += step
        if step <= 0 or box.position_y >= bottom:
            break
        _, box.position_y, width = inline.avoid_collisions(
            context, box, call.containing_block, outer=False
        )
        yield width
    box.position_y, box.width, box.height = kept


class _Builder:
    """Copies of the boxes that stand on one line."""

    def __init__(self, call: Call, plan: Plan, begin: int, line: Line) -> None:
        self._call, self._plan, self._line = call, plan, line
        self._begin, self._next = begin, line.next
        self._last = line.next >= len(plan.flow.text)

    def line_box(self) -> Any:
        """The line, with everything on it."""
        linebox = self._call.linebox
        children, width = self._children(self._plan.flow.root, self._call.position_x)
        new_box = linebox.copy_with_children(children)
        new_box.width = width
        new_box.composed = True
        _stand(new_box)
        return new_box

    def _has(self, piece: Piece) -> bool:
        """Whether some of a piece, or its place if it is empty, belongs to this line."""
        if piece.start == piece.end:
            return self._begin <= piece.start < self._next or (
                self._last and piece.start == self._next
            )
        return piece.start < self._next and piece.end > self._begin

    def _children(self, piece: Piece, x: float) -> tuple[list[Any], float]:
        children, start = [], x
        for index, child in enumerate(piece.children):
            if not self._has(child):
                continue
            box = child.box
            box.position_y = piece.box.position_y
            if not box.is_in_normal_flow():
                children += self._out_of_flow(index, box, x)
                continue
            new = self._child(child, x)
            if new is not None:
                children.append(new)
                x += new.margin_width()
        return children, x - start

    def _child(self, piece: Piece, x: float) -> Any:
        if isinstance(piece.box, boxes.TextBox):
            return self._text(piece, x)
        if isinstance(piece.box, boxes.InlineBox):
            return self._inline(piece, x)
        call = self._call
        box = _atomic(piece.box, call, x, call.absolute_boxes, call.fixed_boxes)
        before = dict(self._line.before).get(piece.start - self._line.start, 0)
        box.position_x = x
        after = before + self._line.after[piece.start - self._line.start]
        box.margin_right += after * self._plan.size / EM
        return box

    def _out_of_flow(self, index: int, box: Any, x: float) -> list[Any]:
        """Placeholders of absolute boxes; floats inside a line wait until it ends."""
        call = self._call
        if box.is_floated():
            box.position_x = x
            call.waiting_floats.append(box)
            return []
        placed: list[Any] = []
        inline._out_of_flow_layout(
            call.context, call.linebox, call.containing_block, index, box, [], [], placed, [],
            call.absolute_boxes, call.fixed_boxes, call.placeholders, {"left": 0, "right": 0},
            call.max_x, x, call.bottom_space,
        )  # fmt: skip
        return [child for _, child, _ in placed]

    def _inline(self, piece: Piece, x: float) -> Any:
        box, call = piece.box, self._call
        starts, ends = piece.start >= self._begin, piece.end <= self._next
        cloned = box.style["box_decoration_break"] == "clone"
        left = box.margin_left + box.border_left_width + box.padding_left
        relative = box.style["position"] == "relative"
        own = self._positioned() if relative else self
        children, width = own._children(piece, x + (left if starts or cloned else 0))
        new_box = box.copy_with_children(children)
        new_box.remove_decoration(start=not starts, end=not ends)
        new_box.position_x, new_box.width = x, width
        _stand(new_box)
        if relative:
            for absolute in own._call.absolute_boxes:
                absolute_layout(
                    call.context, absolute, new_box, call.fixed_boxes, call.bottom_space, None
                )
        return new_box

    def _positioned(self) -> _Builder:
        """A builder with its own list of absolute boxes, for a positioned inline box."""
        return _Builder(replace(self._call, absolute_boxes=[]), self._plan, self._begin, self._line)

    def _text(self, piece: Piece, x: float) -> Any:
        """The part of a text box that stands on this line."""
        line, source = self._line, piece.box
        start, end = max(piece.start, line.start), min(piece.end, line.end)
        if start >= end:
            return None
        text = source.text[start - piece.start : end - piece.start]
        hyphen = line.hyphen and end == line.end
        first = start - line.start
        count = end - start
        before = tuple(
            (index - first, white) for index, white in line.before if 0 <= index - first < count
        )
        box = source.copy_with_text(text)
        box.pango_layout = SetText(
            source.style, text, self._plan.classes[start:end],
            self._white(box, start, end), before, hyphen,
        )  # fmt: skip
        box.position_x = x
        box.width = self._width(source.style, start, end, hyphen)
        return box

    def _white(self, box: Any, start: int, end: int) -> tuple[int, ...]:
        """What is added after each character; a part of a word is kerned unlike the whole."""
        plan, line = self._plan, self._line
        after = line.after[start - line.start : end - line.start]
        if not (plan.inside_word(start) or plan.inside_word(end)):
            return after
        ratio = plan.size / box.style["font_size"]
        alone = face_for(box.style).measure(box.text, plan.classes[start:end])
        return tuple(
            white + round(width * ratio - own)
            for white, width, own in zip(after, plan.advances[start:end], alone, strict=True)
        )

    def _width(self, style: Any, start: int, end: int, hyphen: bool) -> float:
        """How wide a stretch of the line is, in pixels."""
        plan, line = self._plan, self._line
        first = start - line.start
        unit = style["font_size"] / EM
        white = sum(line.after[first : first + end - start])
        white += sum(white for index, white in line.before if first <= index < first + end - start)
        if hyphen:
            white += sum(cluster.advance for cluster in face_for(style).hyphen())
        return float(sum(plan.advances[start:end]) * plan.size / EM + white * unit)


def _stand(box: Any) -> None:
    """The height of an inline box or a line, and its baseline, from its style."""
    line_height, box.baseline = metrics(box.style)
    box.height = box.style["font_size"]
    leading = (line_height - box.height) / 2
    box.margin_top = leading - box.border_top_width - box.padding_top
    box.margin_bottom = leading - box.border_bottom_width - box.padding_bottom
