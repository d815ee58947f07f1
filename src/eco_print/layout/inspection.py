"""Laid-out pages explained: where every element stands, what grid it is on, which rules made it so.

In: a `Layout`. Out: a `PageMap` for each page, in points from the top left of the trimmed sheet,
and for any box on it the rules that apply, the weightiest first, with file, line and column.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from weasyprint.css.properties import INHERITED
from weasyprint.formatting_structure import boxes

from ..markup import PLACE_ATTRIBUTE
from .overflow import element_label, label_of
from .painting import PAINTED_BLEED
from .stylesheets import Cascade, decided

if TYPE_CHECKING:
    from .engine import Layout
    from .stylesheets.matching import Decision, Match

_POINTS = 0.75
_SIDES = ("top", "right", "bottom", "left")


@dataclass(frozen=True, slots=True)
class Rectangle:
    """In points, from the top left corner of the trimmed page."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class PageGrid:
    """The grid that a page's text stands on: pitch of characters and of lines, in points."""

    character: float
    line: float


@dataclass(frozen=True, slots=True)
class PlacedBox:
    """One box on a page: its border box, its name, and the place in the report it was made from.

    `parent` is the index of the box around it, -1 for none. `line` and `column` are 0 for what
    the template itself says.
    """

    parent: int
    label: str
    area: Rectangle
    line: int = 0
    column: int = 0


@dataclass(frozen=True, slots=True)
class PageMap:
    """One page: its size, its type area, its grid, and the boxes on it in painting order.

    `bleed` is what its stylesheet asks for beyond the trim, `painted` what is painted there:
    top, right, bottom, left.
    """

    number: int
    width: float
    height: float
    bleed: tuple[float, ...]
    painted: tuple[float, ...]
    type_area: Rectangle
    grid: PageGrid | None
    boxes: tuple[PlacedBox, ...]


@dataclass(frozen=True, slots=True)
class AppliedDeclaration:
    """A declaration of a rule that applies; `effective` says whether some of it counts."""

    name: str
    value: str
    line: int
    column: int
    effective: bool


@dataclass(frozen=True, slots=True)
class AppliedRule:
    """A rule that applies to a box, or to the element `origin` that it inherits from."""

    file: str
    line: int
    column: int
    selector: str
    declarations: tuple[AppliedDeclaration, ...]
    origin: str = ""


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a box looks as it does: its rules, the weightiest first, and the type it sets.

    Sizes are in points. `families` is what the stylesheet asks for, in order.
    """

    label: str
    rules: tuple[AppliedRule, ...]
    families: tuple[str, ...]
    size: float
    leading: float | None
    colour: str


class Inspector:
    """Answers questions about one layout."""

    def __init__(self, layout: Layout) -> None:
        self._pages = layout.document.pages
        self._cascade = Cascade(layout.document._html.wrapper_element, layout.sheets)

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return len(self._pages)

    def matched(self, file: str, line: int) -> Iterator[tuple[int, int]]:
        """Page and index of each box that the rule around a line of a stylesheet applies to."""
        for number in range(1, self.pages + 1):
            page_box = self._page(number)._page_box
            for index, (box, _) in enumerate(self._placed(number)):
                for match in self._matches(box, page_box):
                    rule = match.rule
                    last = max(
                        (item.value_span.end_line for item in rule.declarations),
                        default=rule.span.end_line,
                    )
                    if match.sheet.source.name == file and rule.span.line <= line <= last:
                        yield number, index

    def page(self, number: int) -> PageMap:
        """The map of page `number`, from 1. Raises IndexError when there is none."""
        page = self._page(number)
        box = page._page_box
        style = box.style
        return PageMap(
            number=number,
            width=_points(page.width),
            height=_points(page.height),
            bleed=tuple(_points(style[f"bleed_{side}"].value) for side in _SIDES),
            painted=tuple(
                _points(max(PAINTED_BLEED, style[f"bleed_{side}"].value)) for side in _SIDES
            ),
            type_area=Rectangle(
                *map(_points, (box.content_box_x(), box.content_box_y(), box.width, box.height))
            ),
            grid=self._grid,
            boxes=tuple(placed for _, placed in self._placed(number)),
        )

    def explain(self, number: int, index: int) -> Explanation:
        """Why box `index` of a page's map looks as it does. Raises IndexError."""
        box, placed = list(self._placed(number))[index]
        style = box.style
        return Explanation(
            label=placed.label,
            rules=tuple(self._rules(box, self._page(number)._page_box)),
            families=tuple(style["font_family"]),
            size=_points(style["font_size"]),
            leading=_leading(style["line_height"], style["font_size"]),
            colour=_hexadecimal(style["color"]),
        )

    def _page(self, number: int) -> Any:
        if not 1 <= number <= len(self._pages):
            raise IndexError(number)
        return self._pages[number - 1]

    def _rules(self, box: Any, page_box: Any) -> Iterator[AppliedRule]:
        """Its own rules, then what those of the elements around it leave to be inherited."""
        matches = self._matches(box, page_box)
        winners = decided(matches)
        yield from _applied(matches, winners)
        settled = set(winners)
        for element in self._cascade.around(box.element, own="::" in str(box.element_tag)):
            matches = self._cascade.element(element)
            winners = {
                name: decision
                for name, decision in decided(matches).items()
                if name.replace("-", "_") in INHERITED and name not in settled
            }
            yield from _applied(matches, winners, element_label(element))
            settled |= set(winners)

    def _matches(self, box: Any, page_box: Any) -> tuple[Match, ...]:
        return rules_of(self._cascade, box, page_box.page_type)

    def _placed(self, number: int) -> Iterator[tuple[Any, PlacedBox]]:
        page_box = self._page(number)._page_box
        count = 0
        waiting: list[tuple[Any, int, Any]] = [(page_box, -1, None)]
        while waiting:
            box, parent, named = waiting.pop()
            name = (box.element, str(box.element_tag), type(box).__name__[:6] == "Margin")
            if _shown(box) and name != named:
                yield box, _place(box, parent)
                parent, named, count = count, name, count + 1
            children = tuple(box.all_children()) if isinstance(box, boxes.ParentBox) else ()
            waiting.extend(
                (getattr(child, "_box", child), parent, named) for child in reversed(children)
            )

    @cached_property
    def _grid(self) -> PageGrid | None:
        """The grid the sheet asks for, or else that of the most lines."""
        seen: Counter[tuple[float, float]] = Counter()
        for page in self._pages:
            for box in page._page_box.descendants():
                if isinstance(box, boxes.LineBox):
                    line, character = box.style["eco_line_pitch"], box.style["eco_character_pitch"]
                    seen[
                        box.style["font_size"] if character == "none" else character,
                        round(box.height if line == "none" else line, 3),
                    ] += 1
        if not seen:
            return None
        (character, line), _ = seen.most_common(1)[0]
        return PageGrid(_points(character), _points(line)) if line > 0 else None


def rules_of(cascade: Cascade, box: Any, page_type: Any) -> tuple[Match, ...]:
    """The rules that apply to a box itself: those of its page, its margin box or its element."""
    if isinstance(box, boxes.MarginBox):
        return cascade.page(page_type, box.at_keyword)
    if isinstance(box, boxes.FootnoteAreaBox):
        return cascade.page(page_type, "@footnote")
    if isinstance(box, boxes.PageBox):
        return cascade.page(page_type)
    return cascade.element(box.element, pseudo_of(box))


def pseudo_of(box: Any) -> str | None:
    """The pseudo-element that a box is of, such as `before`."""
    return str(box.element_tag or "").partition("::")[2] or None


def _shown(box: Any) -> bool:
    return not isinstance(box, (boxes.LineBox, boxes.TextBox)) and hasattr(box, "position_x")


def _place(box: Any, parent: int) -> PlacedBox:
    place = box.element.get(PLACE_ATTRIBUTE) if hasattr(box.element, "get") else None
    line, _, column = (place or "0:0").partition(":")
    area = Rectangle(*map(_points, box.hit_area()))
    return PlacedBox(parent, label_of(box), area, int(line), int(column))


def _leading(value: Any, size: float) -> float | None:
    if value == "normal":
        return None
    if isinstance(value, (int, float)):
        return _points(value)
    return _points(value.value * size if value.unit is None else value.value)


def _applied(
    matches: tuple[Match, ...], winners: dict[str, Decision], origin: str = ""
) -> Iterator[AppliedRule]:
    """The rules, the weightiest first; of inherited ones only what is inherited."""
    counting = {id(decision.declaration) for decision in winners.values()}
    for match in reversed(matches):
        declarations = tuple(
            AppliedDeclaration(
                name=item.name,
                value=item.text,
                line=item.name_span.line,
                column=item.name_span.column,
                effective=id(item) in counting,
            )
            for item in match.rule.declarations
            if not origin or id(item) in counting
        )
        if declarations:
            place = match.rule.span
            file = match.sheet.source.name
            yield AppliedRule(
                file, place.line, place.column, match.rule.prelude, declarations, origin
            )


def _hexadecimal(colour: Any) -> str:
    if not hasattr(colour, "to"):
        return str(colour)
    parts = (min(1.0, max(0.0, part)) for part in colour.to("srgb").coordinates)
    return "#" + "".join(f"{round(255 * part):02x}" for part in parts)


def _points(pixels: float) -> float:
    return round(pixels * _POINTS, 3)
