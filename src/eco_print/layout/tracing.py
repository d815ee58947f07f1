"""Marks on a page traced back to what they were written as.

In: a layout, and a rectangle on one of its pages that preflight found something wrong with. Out:
the declaration, the address or the line of the report that the mark there comes from. A mark is
known by its edges: the box, the border or the picture that has the same ones made it; where none
has, the smallest that holds the middle of the rectangle.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from msgspec import Struct
from msgspec.structs import replace
from weasyprint.formatting_structure import boxes

from ..diagnostics import Area
from ..markup import PLACE_ATTRIBUTE
from ..source import Source, Span
from .inspection import pseudo_of, rules_of
from .stylesheets.matching import Cascade, Decision, Match, decided
from .stylesheets.model import address_in, walk

if TYPE_CHECKING:
    from .engine import Layout

_POINTS = 0.75
_SAME = 1.5  # points by which all edges together may differ from those of the mark
_ASCENT = 0.88  # ems of a Chinese glyph above its baseline
_INLINE = "data:"
_SIDES = ("top", "right", "bottom", "left")
_BACKGROUND = ("background-color", "background-image")
_GENERATED = ("content", "list-style-image")
_TEXT = ("color",)
_UNDERLINE = ("text-decoration-thickness", "text-decoration-line")
#: What decides a finding about text, by its code; its colour does where nothing is said here.
_OF_TEXT: dict[str, tuple[str, ...]] = {"text-tiny": ("font-size",), "text-near-trim": ()}
_TEXT_CODES = frozenset(
    ("rich-black-text", "text-mixed-inks", "black-text-knockout", "text-tiny", "text-near-trim")
)
_PICTURE_CODES = frozenset(
    ("image-resolution-low", "image-resolution-high", "image-interpolate", "image-alternates")
)

_Place = tuple[Source, Span]
_Edges = tuple[float, float, float, float]


class Origin(Struct, frozen=True):
    """Where a mark was written, and the name of the picture that it is, if it is one.

    `of_report` says that it is a line of the report, which no rule is to blame for.
    """

    source: Source | None
    span: Span | None
    named: str | None = None
    of_report: bool = False


class _Part(Struct, frozen=True):
    """Something painted: its edges in points, its box, and the properties that make it.

    `picture` is the address of the picture that it is, `margin` the margin box that it is in.
    """

    edges: _Edges
    box: Any
    properties: tuple[str, ...]
    picture: str = ""
    margin: str = ""


class Tracer:
    """Answers where the marks on the pages of one layout come from.

    `bleed` is what of the painting is left beyond the trim, in points.
    """

    def __init__(self, layout: Layout, bleed: float) -> None:
        self._layout = layout
        self._pages = layout.document.pages
        self._cascade = Cascade(layout.document._html.wrapper_element, layout.sheets)
        self._bleed = bleed
        self._parts = cache(lambda number: tuple(self._painted(number)))

    def trace(self, code: str, area: Area) -> Origin | None:
        """Where the mark in an area was written that a finding with this code is about."""
        if not 1 <= area.page <= len(self._pages):
            return None
        edges = (area.x, area.y, area.x + area.width, area.y + area.height)
        found = self._nearest(code, self._cut(edges, area.page), area.page)
        if found is None:
            return None
        if found.picture and code not in _TEXT_CODES:
            return self._of_picture(found, code, area.page)
        names = _OF_TEXT.get(code, found.properties)
        decision = self._decision(found, names, area.page)
        if decision is not None:
            return Origin(*_value(decision))
        place = self._in_report(found.box)
        return Origin(*place, of_report=True) if place else None

    def _nearest(self, code: str, edges: _Edges, page: int) -> _Part | None:
        parts = [part for part in self._parts(page) if _may_be(part, code)]
        same = [(_apart(part.edges, edges), -at, part) for at, part in enumerate(parts)]
        best = min(same, default=None, key=lambda each: each[:2])
        if best is not None and best[0] <= _SAME:
            return best[2]
        middle = (edges[0] + edges[2]) / 2, (edges[1] + edges[3]) / 2
        around = [
            (_size(part.edges), -at, part)
            for at, part in enumerate(parts)
            if _holds(part.edges, middle) and not isinstance(part.box, boxes.PageBox)
        ]
        return min(around, default=(0, 0, None), key=lambda each: each[:2])[2]

    # -- what is painted -----------------------------------------------------------------------

    def _painted(self, number: int) -> Iterator[_Part]:
        """The parts of a page in painting order, more or less."""
        waiting = [(self._pages[number - 1]._page_box, "")]
        while waiting:
            box, margin = waiting.pop()
            box = getattr(box, "_box", box)  # what is positioned stands behind a placeholder
            if isinstance(box, boxes.MarginBox):  # its content has no element of its own
                margin = str(box.at_keyword)
            for part in _parts_of(box):
                yield replace(part, edges=self._cut(part.edges, number), margin=margin)
            if isinstance(box, boxes.ParentBox):
                waiting.extend((child, margin) for child in reversed(tuple(box.all_children())))

    def _cut(self, edges: _Edges, page: int) -> _Edges:
        """What of a rectangle is left when the sheet is cut at its bleed."""
        width = self._pages[page - 1].width * _POINTS + self._bleed
        height = self._pages[page - 1].height * _POINTS + self._bleed
        x0, y0, x1, y1 = edges
        least = -self._bleed
        return max(x0, least), max(y0, least), min(x1, width), min(y1, height)

    # -- where it is written -------------------------------------------------------------------

    def _decision(self, part: _Part, names: tuple[str, ...], page: int) -> Decision | None:
        for matches in self._rules(part, page):
            winners = decided(matches)
            for name in names:
                if name in winners:
                    return winners[name]
        return None

    def _rules(self, part: _Part, page: int) -> Iterator[tuple[Match, ...]]:
        """The rules of a part's own element, and of those around it where they count too."""
        box, kind = part.box, self._pages[page - 1]._page_box.page_type
        if isinstance(box, boxes.PageBox):
            yield rules_of(self._cascade, box, kind)
            root = self._layout.document._html.etree_element
            yield from map(self._cascade.element, (root, *root.iter("body")))
        elif part.margin:
            yield self._cascade.page(kind, part.margin)
            yield self._cascade.page(kind)
        else:
            yield rules_of(self._cascade, box, kind)
            if isinstance(box, boxes.TextBox):  # what text looks like is inherited
                around = self._cascade.around(box.element, own=pseudo_of(box) is not None)
                yield from map(self._cascade.element, around)

    def _of_picture(self, part: _Part, code: str, page: int) -> Origin:
        """A line of a drawing, or what names the picture."""
        decision = self._decision(part, part.properties, page)
        address = part.picture
        if decision and address == _INLINE:
            tokens = walk(decision.declaration.tokens)
            address = next(filter(None, map(address_in, tokens)), _INLINE)
        name = _name(address)
        place = self._thinnest(name) if code == "hairline" else None
        if place is None and decision:
            place = _value(decision)
        place = place or self._in_report(part.box) or self._layout.places.written(address)
        source, span = place or (None, None)
        return Origin(source, span, name or None)

    def _thinnest(self, name: str) -> _Place | None:
        """Where a drawing has its thinnest line; an inline one is in a template's page."""
        strokes = [
            each
            for each in self._layout.drawn
            if each.name == "stroke-width"
            and each.token.type in ("number", "dimension")
            and each.token.value > 0
            and each.source.name.endswith(name or ".html")
        ]
        thinnest = min(strokes, default=None, key=lambda each: each.token.value)
        return (thinnest.source, thinnest.span) if thinnest else None

    def _in_report(self, box: Any) -> _Place | None:
        if not hasattr(box.element, "get"):
            return None
        for element in (box.element, *self._cascade.around(box.element)):
            if place := element.get(PLACE_ATTRIBUTE):
                line, _, column = place.partition(":")
                return self._layout.source, Span.at(int(line), int(column))
        return None


def _may_be(part: _Part, code: str) -> bool:
    """Whether a part may be what a finding with this code is about."""
    if code in _TEXT_CODES:
        return part.properties == _TEXT
    if code in _PICTURE_CODES:
        return bool(part.picture)
    if code == "hairline" and part.properties == _BACKGROUND:
        x0, y0, x1, y1 = part.edges
        return min(x1 - x0, y1 - y0) < 1.0
    return part.properties != _TEXT or code in ("white-overprint", "ink-over-limit")


def _parts_of(box: Any) -> Iterator[_Part]:
    """What a box itself paints."""
    if box.style is None or not hasattr(box, "position_x") or box.style["visibility"] != "visible":
        return
    if isinstance(box, boxes.TextBox):
        # Glyphs stand on the baseline, wherever the composer put the box.
        size = box.style["font_size"]
        top = box.position_y + box.baseline - _ASCENT * size
        edges = _edges(box.position_x, top, box.width, size)
        yield _Part(edges, box, _TEXT)
        if box.style["text_decoration_line"] != "none":  # it may lie half an em away
            x0, y0, x1, y1 = edges
            reach = size * _POINTS / 2
            yield _Part((x0, y0 - reach, x1, y1 + reach), box, _UNDERLINE)
        return
    if isinstance(box, boxes.LineBox):
        return
    if not isinstance(box, boxes.PageBox):
        yield from _frame(box, "border", 0.0)
        yield from _frame(box, "outline", box.style["outline_width"])
    yield from _background(box)
    if isinstance(box, boxes.ReplacedBox):
        x, y = box.content_box_x(), box.content_box_y()
        address = _address(box)
        written = _GENERATED if address == _INLINE else ()
        yield _Part(_edges(x, y, box.width, box.height), box, written, address)


def _background(box: Any) -> Iterator[_Part]:
    background = getattr(box, "background", None)
    if isinstance(box, boxes.PageBox):
        beyond = box.bleed
        edges = _edges(
            -beyond["left"],
            -beyond["top"],
            box.margin_width() + beyond["left"] + beyond["right"],
            box.margin_height() + beyond["top"] + beyond["bottom"],
        )
        if background is not None or getattr(box, "canvas_background", None) is not None:
            yield _Part(edges, box, _BACKGROUND)
    elif background is not None:
        sides = box.border_box_x(), box.border_box_y(), box.border_width(), box.border_height()
        yield _Part(_edges(*sides), box, _BACKGROUND)
        for kind, value in box.style["background_image"]:
            if kind == "url":
                yield _Part(_edges(*sides), box, ("background-image",), value)


def _frame(box: Any, kind: str, width: float) -> Iterator[_Part]:
    """The sides of a border or an outline, each a bar, and all of them at once where they are."""
    x, y = box.border_box_x() - width, box.border_box_y() - width
    across, down = box.border_width() + 2 * width, box.border_height() + 2 * width
    for side in _SIDES:
        thick = width if kind == "outline" else box.style[f"border_{side}_width"]
        if not thick or (kind == "outline" and box.style["outline_style"] == "none"):
            continue
        name = "outline" if kind == "outline" else f"border-{side}"
        names = tuple(f"{name}-{what}" for what in ("width", "style", "color"))
        yield _Part(_edges(x, y, across, down), box, names)
        left = x + across - thick if side == "right" else x
        top = y + down - thick if side == "bottom" else y
        size = (across, thick) if side in ("top", "bottom") else (thick, down)
        yield _Part(_edges(left, top, *size), box, names)


def _address(box: Any) -> str:
    """Where a picture was read from; a drawing inside a page has no address."""
    element = box.element
    given = (element.get("src") or element.get("data")) if hasattr(element, "get") else None
    return str(given or _INLINE)


def _name(address: str) -> str:
    """What people call the picture at an address; "" where its data stands in the address."""
    if address == _INLINE or address.lower().startswith("data:"):
        return ""
    return re.sub(r"^\w+:", "", unquote(address)).rpartition("/")[2]


def _value(found: Decision) -> _Place:
    return found.sheet.source, found.declaration.value_span


def _edges(x: float, y: float, width: float, height: float) -> _Edges:
    return x * _POINTS, y * _POINTS, (x + width) * _POINTS, (y + height) * _POINTS


def _apart(one: _Edges, other: _Edges) -> float:
    return sum(abs(a - b) for a, b in zip(one, other, strict=True))


def _size(edges: _Edges) -> float:
    return (edges[2] - edges[0]) * (edges[3] - edges[1])


def _holds(edges: _Edges, point: tuple[float, float]) -> bool:
    x0, y0, x1, y1 = edges
    return x0 - 1 <= point[0] <= x1 + 1 and y0 - 1 <= point[1] <= y1 + 1
