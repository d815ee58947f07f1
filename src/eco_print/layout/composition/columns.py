"""Columns: filled to the foot, balanced where they end, and nothing lost on the way.

In: a block with columns, as the engine hands it to its own `columns_layout`. Out: what that gives.
What the engine does otherwise is why this stands in for it:

- A block across the columns that is broken at the foot of a page is taken up where it was left.
- A picture too tall for the second column ends the page there; the first column stays.
- A heading before a block across the columns goes to the next page with it.
- Columns are balanced by halving the range of heights, in whole lines, instead of step by step.

Blocks with notes and those of a fixed height are left to the engine.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from math import ceil, floor
from typing import Any, Final

from weasyprint.css.properties import TABLE_WRAPPER_BOX_PROPERTIES
from weasyprint.layout import block
from weasyprint.layout.absolute import absolute_layout
from weasyprint.layout.percent import percentage, resolve_percentages

from .metrics import metrics

#: What ends a page, not only a column.
_PAGE_BREAKS: Final = ("page", "left", "right", "recto", "verso")
_SLACK: Final = 2  # lines that columns may fall short of filling their page


def columns_layout(original: Any) -> Any:
    """The engine's function of this name, for everything but notes and fixed heights."""

    def layout(context: Any, box: Any, *rest: Any) -> Any:
        if box.style["height"] != "auto" or _has_notes(context, box):
            return original(context, box, *rest)
        inside, context.in_column = context.in_column, True
        try:
            return _Columns(_Call(context, box, *rest)).lay_out()
        finally:
            context.in_column = inside

    return layout


def span_tables() -> Callable[[], None]:
    """Let tables stand across the columns: `column-span` is for the box with the caption too.

    Returns what undoes it.
    """
    TABLE_WRAPPER_BOX_PROPERTIES.add("column_span")
    return lambda: TABLE_WRAPPER_BOX_PROPERTIES.discard("column_span")


def _has_notes(context: Any, box: Any) -> bool:
    waiting = context.footnotes or context.current_page_footnotes
    return bool(waiting) and any(inner.footnote for inner in box.descendants())


@dataclass(slots=True)
class _Filled:
    """Columns of one height, where their text goes on, and what is positioned in them."""

    columns: list[Any]
    rest: dict[int, Any] | None
    next_page: dict[str, Any]
    absolute: list[Any]
    fixed: list[Any]

    @property
    def height(self) -> float:
        return max((column.margin_height() for column in self.columns), default=0.0)


@dataclass(slots=True)
class _State:
    """How far the block is set on this page."""

    y: float
    page_is_empty: bool
    margins: list[float] = field(default_factory=list)
    placed: list[Any] = field(default_factory=list)

    def copy(self) -> _State:
        return _State(self.y, self.page_is_empty, list(self.margins), list(self.placed))


@dataclass(frozen=True, slots=True)
class _Call:
    """The arguments of the engine's call, in its order."""

    context: Any
    box: Any
    bottom_space: float
    skip_stack: Any
    containing_block: Any
    page_is_empty: bool
    absolute_boxes: list[Any]
    fixed_boxes: list[Any]
    adjoining_margins: list[float]
    first_letter_style: Any
    first_line_style: Any


class _Columns:
    """One block with columns on one page."""

    def __init__(self, call: _Call) -> None:
        self.call, self.context = call, call.context
        self.box = call.box.copy_with_children(call.box.children)
        self.box.position_y += block.collapse_margin(call.adjoining_margins)
        block.block_level_width(self.box, call.containing_block)
        self.begin = next(iter(call.skip_stack.items())) if call.skip_stack else (0, None)
        self.relative = self.box.style["position"] == "relative"
        self.absolute = [] if self.relative else call.absolute_boxes
        self.fixed = call.fixed_boxes
        self.first_styles = (call.first_letter_style, call.first_line_style)
        self.count, self.width, self.gap = _measures(self.box)
        self.next_page: dict[str, Any] = {"break": "any", "page": None}
        self.state = _State(self.box.content_box_y(), call.page_is_empty)
        self.run: tuple[_State, int, Any] | None = None  # before the last run of columns

    def lay_out(self) -> Any:
        """The block as far as it fits, where it goes on, and what the engine wants besides."""
        children = self.box.children
        at, inner = self.begin
        rest = None
        while at < len(children) and rest is None:
            if _spans(children[at]):
                end, rest = at + 1, self._across(at, inner)
            else:
                end = next((n for n in range(at, len(children)) if _spans(children[n])), None)
                end = len(children) if end is None else end
                rest = self._down(at, end, inner)
            at, inner = end, None
        if children and not self.state.placed:
            return None, {0: None}, {"break": "any", "page": None}, [], False
        return self._finished(), rest, self.next_page, [], False

    def _across(self, at: int, inner: Any) -> Any:
        """A block across the columns."""
        state, across = self.state, self.box.children[at].copy()
        resolve_percentages(across, self.box)
        across.position_x, across.position_y = self.box.content_box_x(), state.y
        new, rest, self.next_page, margins, _, _ = block.block_level_layout(
            self.context, across, self.call.bottom_space, inner, self.box, state.page_is_empty,
            self.absolute, self.fixed, state.margins, *self.first_styles,
        )  # fmt: skip
        if new is None:
            return self._without_heading(at, inner)
        state.placed.append(new)
        state.y = new.border_box_y() + new.border_height()
        state.margins = [*margins, new.margin_bottom]
        state.page_is_empty = False
        self.run = None
        return None if rest is None else {at: rest}

    def _without_heading(self, at: int, inner: Any) -> Any:
        """What is not to be parted from a block that did not fit is taken off this page."""
        children = self.box.children
        begin = self.run[1] if self.run else at
        first = at
        while first > begin and block.avoid_page_break(
            block.block_level_page_break(children[first - 1], children[first]), self.context
        ):
            first -= 1
        if self.run is None or first == at:
            return {at: inner}
        before, begin, begun = self.run
        taken = self.state.placed[len(before.placed) :]
        block.remove_placeholders(self.context, taken, self.absolute, self.fixed)
        self.state = before
        if first == begin:
            return {begin: begun}
        return self._down(begin, first, begun) or {first: None}

    def _down(self, start: int, end: int, inner: Any) -> Any:
        """Children [start:end) in columns, the first from `inner` on."""
        self.run = (self.state.copy(), start, inner)
        state = self.state
        top = state.y + block.collapse_margin(state.margins)
        most = self.context.page_bottom - top - self.call.bottom_space

        def fill(height: float, page_is_empty: bool) -> _Filled:
            return self._filled(start, end, inner, (top, height), page_is_empty)

        filled = fill(most, state.page_is_empty)
        whole = filled.rest is None and bool(filled.columns)
        if whole and (self.box.style["column_fill"] == "balance" or end < len(self.box.children)):
            filled = self._balanced(filled, fill)
        if not filled.columns:
            return {start: inner}
        height = filled.height
        for column in filled.columns:
            column.height = height
        state.placed += filled.columns
        state.y, state.margins, state.page_is_empty = top + min(most, height), [], False
        self.absolute += filled.absolute
        self.fixed += filled.fixed
        self.next_page = filled.next_page
        return filled.rest

    def _balanced(self, fallback: _Filled, fill: Callable[[float, bool], _Filled]) -> _Filled:
        """The lowest columns that hold what `fallback` holds; heights go in whole lines."""
        line = max(1.0, metrics(self.box.style)[0])
        used = sum(column.margin_height() for column in fallback.columns)
        least = max(0.0, used / self.count - _SLACK * line)
        low, high = 0, ceil((fallback.height - least) / line)
        best = fallback
        while low < high:
            middle = (low + high) // 2
            tried = fill(least + middle * line, False)
            fits = tried.rest is None and bool(tried.columns)
            rejected = best if fits else tried
            block.remove_placeholders(
                self.context, rejected.columns, rejected.absolute, rejected.fixed
            )
            if fits:
                best, high = tried, middle
            else:
                low = middle + 1
        return best

    def _filled(
        self, start: int, end: int, inner: Any, place: tuple[float, float], page_is_empty: bool
    ) -> _Filled:
        """Columns of a height; a later one into which nothing goes ends them."""
        top, height = place
        children = [child.copy() for child in self.box.children[start:end]]
        filled = _Filled([], {0: inner}, self.next_page, [], [])
        for number in range(self.count):
            column = self._column(children, number, top)
            new, rest, next_page, _, _, _ = block.block_box_layout(
                self.context, column, self.context.page_bottom - top - height, filled.rest,
                self.call.containing_block, page_is_empty, filled.absolute, filled.fixed, None,
                *self.first_styles, discard=False, max_lines=None,
            )  # fmt: skip
            if new is None:
                break
            filled.columns.append(new)
            filled.rest, filled.next_page = rest, next_page
            if rest is None or next_page["break"] in _PAGE_BREAKS:
                break
            page_is_empty = False
        if filled.rest is not None:
            filled.rest = {index + start: stack for index, stack in filled.rest.items()}
        return filled

    def _column(self, children: list[Any], number: int, top: float) -> Any:
        column = self.box.anonymous_from(self.box, children=children)
        resolve_percentages(column, self.call.containing_block)
        column.is_column = True
        column.width = self.width
        shift = number * (self.width + self.gap)
        if self.box.style["direction"] == "rtl":
            shift = self.box.width - self.width - shift
        column.position_x = self.box.content_box_x() + shift
        column.position_y = top
        return column

    def _finished(self) -> Any:
        box, state = self.box, self.state
        box.children = state.placed
        box.height = state.y + block.collapse_margin(state.margins) - box.content_box_y()
        if box.min_height != "auto" and box.min_height > box.height:
            for child in reversed(box.children):
                if not child.is_column:
                    break
                child.height += box.min_height - box.height
            box.height = box.min_height
        if self.relative:
            for absolute in self.absolute:
                absolute_layout(
                    self.context, absolute, box, self.fixed, self.call.bottom_space, skip_stack=None
                )
        return box


def _spans(child: Any) -> bool:
    return bool(child.style["column_span"] == "all")


def _measures(box: Any) -> tuple[int, float, float]:
    """How many columns, how wide, and how far apart (CSS Multi-column 1, 3.4)."""
    style = box.style
    width, count = style["column_width"], style["column_count"]
    gap = style["font_size"]
    if style["column_gap"] != "normal":
        gap = percentage(style["column_gap"], style, box.width)
    if width != "auto":
        most = max(1, floor((box.width + gap) / (width + gap)))
        count = most if count == "auto" else min(count, most)
    return count, max(0.0, (box.width - (count - 1) * gap) / count), gap
