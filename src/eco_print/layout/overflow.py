"""What does not fit: boxes of fixed height that overflow, text outside its box or off the page.

In: the laid-out pages. Out: findings with the page, the rectangle, the place in the report, and
for a fixed height the rule that fixes it. The engine sets such text without a word.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import Any

from msgspec import Struct
from weasyprint.formatting_structure import boxes

from ..diagnostics import Area, Diagnostic, Text, warning
from ..markup import PLACE_ATTRIBUTE
from ..source import Source, Span
from .stylesheets.matching import Cascade, decided

_POINTS = 0.75
_MM = 25.4 / 96
#: Less than this (in CSS pixels, a fifth of a millimetre) is rounding.
_TOLERANCE = 0.75
_ARRANGED = (boxes.FlexContainerBox, boxes.GridContainerBox)
_HEIGHTS = ("height", "max-height", "block-size", "max-block-size")
#: Findings of one kind; a page of overflowing text says the same thing too often.
_MOST = 20


_Reach = tuple[float, float]


def check_overflow(document: Any, source: Source, cascade: Cascade) -> tuple[Diagnostic, ...]:
    """Findings for everything that does not fit, at most twenty."""
    found: dict[object, Diagnostic] = {}
    for number, page in enumerate(document.pages, 1):
        check = _Check(number, page, source, cascade)
        for key, finding in check.run():
            found.setdefault(key, finding)
            if len(found) >= _MOST:
                return tuple(found.values())
    return tuple(found.values())


class _Check(Struct, frozen=True):
    number: int
    page: Any
    source: Source
    cascade: Cascade

    def run(self) -> Iterator[tuple[object, Diagnostic]]:
        yield from self._below(self.page._page_box, None)

    def _below(self, box: Any, reach: _Reach | None) -> Iterator[tuple[object, Diagnostic]]:
        """`reach` is from where to where text may stand."""
        if isinstance(box, boxes.TextBox):
            yield from self._text(box, reach)
            return
        if isinstance(box, _ARRANGED):
            reach = _reach(box)
        elif isinstance(box, boxes.BlockContainerBox):
            inside = box.is_flex_item or box.is_grid_item
            reach = _common(_reach(box), reach if inside else None)
            yield from self._height(box)
        if isinstance(box, boxes.ParentBox) and not _clips(box):
            for child in box.all_children():
                # What is positioned stands behind a placeholder in the flow.
                yield from self._below(getattr(child, "_box", child), reach)

    def _height(self, box: Any) -> Iterator[tuple[object, Diagnostic]]:
        """A box whose height is fixed and less than its content."""
        if not hasattr(box.element, "get") or isinstance(box, boxes.TableCellBox):
            return
        if box.style["visibility"] != "visible":
            return  # it keeps room for something, and prints nothing
        fixed = box.style["height"] != "auto" or box.style["max_height"].value != float("inf")
        if not fixed or not box.children:
            return
        bottom = box.content_box_y() + box.height
        excess = max((_bottom(child) for child in box.children), default=bottom) - bottom
        if excess <= _TOLERANCE:
            return
        decisions = decided(self.cascade.element(box.element, _pseudo(box)))
        decision = next((decisions[name] for name in _HEIGHTS if name in decisions), None)
        label, much = label_of(box), f"{excess * _MM:.1f}"
        rule = decision.declaration if decision else None
        yield (
            (label, box.element.get(PLACE_ATTRIBUTE), "height"),
            warning(
                "css-height-overflow",
                Text(
                    zh=f"{label} 的高度定死了，内容在第 {self.number} 页多出 {much} 毫米",
                    en=f"{label} has a fixed height; on page {self.number} its content is "
                    f"{much} mm longer",
                ),
                source=decision.sheet.source if decision else None,
                span=rule.value_span if rule else None,
                hint=Text(
                    zh="用 min-height 代替，或减少内容",
                    en="use min-height instead, or less content",
                ),
                area=self._area(box),
            ),
        )

    def _text(self, box: Any, reach: _Reach | None) -> Iterator[tuple[object, Diagnostic]]:
        if reach is None or not box.text.strip() or box.style["visibility"] != "visible":
            return
        left, right = box.position_x, box.position_x + box.width - _trailing(box)
        outside = max(right - reach[1], reach[0] - left)
        off = max(right - self.page.width, -left, _bottom(box) - self.page.height, -box.position_y)
        if off > _TOLERANCE:
            yield self._finding(box, "text-off-page", off)
        elif outside > _TOLERANCE + _hanging(box):
            yield self._finding(box, "text-overflow", outside)

    def _finding(self, box: Any, kind: str, much: float) -> tuple[object, Diagnostic]:
        element = box.element
        place = element.get(PLACE_ATTRIBUTE) if hasattr(element, "get") else None
        shown = box.text if len(box.text) <= 16 else f"{box.text[:15]}…"
        label, millimetres = label_of(box), f"{much * _MM:.1f}"
        where: dict[str, object] = {"area": self._area(box)}
        if place:
            where |= {"source": self.source, "span": _span(place)}
        else:
            where["place"] = Text(
                zh=f"第 {self.number} 页，{label}", en=f"page {self.number}, {label}"
            )
        if kind == "text-off-page":
            finding = warning(
                "text-off-page",
                Text(
                    zh=f"“{shown}”在第 {self.number} 页伸出纸外 {millimetres} 毫米",
                    en=f"“{shown}” is {millimetres} mm off page {self.number}",
                ),
                **where,
            )
        else:
            finding = warning(
                "text-overflow",
                Text(
                    zh=f"“{shown}”在第 {self.number} 页伸出 {label} {millimetres} 毫米",
                    en=f"“{shown}” leaves {label} by {millimetres} mm on page {self.number}",
                ),
                hint=Text(
                    zh="加宽、减小字号，或用 overflow-wrap: anywhere 允许断开",
                    en="make it wider, the type smaller, or allow breaks with "
                    "overflow-wrap: anywhere",
                ),
                **where,
            )
        return (kind, self.number, id(element)), finding

    def _area(self, box: Any) -> Area:
        x, y, width, height = box.hit_area()
        return Area(self.number, *(round(v * _POINTS, 2) for v in (x, y, width, height)))


def label_of(box: Any) -> str:
    """A box as a designer knows it: `p.note`, `li::marker`, `@bottom-center`."""
    if isinstance(box, boxes.PageBox):
        return "@page"
    if isinstance(box, boxes.MarginBox):
        return str(box.at_keyword)
    if isinstance(box, boxes.FootnoteAreaBox):
        return "@footnote"
    element = box.element
    name, _, pseudo = str(box.element_tag or "").partition("::")
    if hasattr(element, "get"):
        name = element_label(element)
    return f"{name}::{pseudo}" if pseudo else name


def element_label(element: Any) -> str:
    """An element with its classes: `p.note`."""
    return ".".join([str(element.tag), *(element.get("class") or "").split()])


def _pseudo(box: Any) -> str | None:
    return str(box.element_tag or "").partition("::")[2] or None


def _reach(box: Any) -> tuple[float, float]:
    """From where to where text in a block may stand: its padding box."""
    x = box.padding_box_x()
    return x, x + box.padding_width()


def _common(one: _Reach, other: _Reach | None) -> _Reach:
    return one if other is None else (max(one[0], other[0]), min(one[1], other[1]))


def _bottom(box: Any) -> float:
    if isinstance(box, (boxes.LineBox, boxes.TextBox)):
        return float(box.position_y + box.height)
    return float(box.border_box_y() + box.border_height())


def _clips(box: Any) -> bool:
    return box.style["overflow"] != "visible" and not isinstance(box, boxes.PageBox)


def _trailing(box: Any) -> float:
    """The letter space after the last letter is no text."""
    spacing = box.style["letter_spacing"]
    return float(spacing) if isinstance(spacing, (int, float)) else 0.0


def _hanging(box: Any) -> float:
    """Marks at the end of a line may hang outside (CLREQ 3.1.6)."""
    text = box.text.strip()
    marks = unicodedata.category(text[-1])[0] == "P" or unicodedata.category(text[0])[0] == "P"
    return float(box.style["font_size"]) if marks else 0.0


def _span(place: str) -> Span:
    line, _, column = place.partition(":")
    return Span.at(int(line), int(column))
