"""How large the pictures of a document stand on its pages.

In: painted pages. Out: for every picture the largest width and height it is painted with, in
points, wherever that is: on a page, in a form, a pattern or a soft mask.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import hypot
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Matrix, Name

from .pictures import is_picture

Placed = dict[tuple[int, int], tuple[float, float]]
"""Width and height by the picture's object number."""

_PLACING = "q Q cm Do gs"
_PLAIN = Array([1, 0, 0, 1, 0, 0])
_DEEPEST = 12


def largest_places(pdf: pikepdf.Pdf) -> Placed:
    """The largest size of every picture. Pages without pictures cost next to nothing."""
    placing = _Placing()
    for page in pdf.pages:
        resources: Any = page.obj.get("/Resources", Dictionary())
        if placing.has_pictures(resources):
            placing.follow(page, resources, Matrix())
    return placing.places


class _Placing:
    """A walk through everything that is painted, each part in every place it has."""

    def __init__(self) -> None:
        self.places: Placed = {}
        self._having: dict[tuple[int, int], bool] = {}
        self._been: set[tuple[object, ...]] = set()

    def has_pictures(self, resources: Any, depth: int = 0) -> bool:
        """Whether anything that the resources name comes to a picture in the end."""
        return depth < _DEEPEST and any(
            is_picture(item) or self._has_pictures(item, depth) for item in _painted(resources)
        )

    def _has_pictures(self, form: Any, depth: int) -> bool:
        if form.objgen not in self._having:
            self._having[form.objgen] = False  # a form inside itself brings nothing new
            inside = form.get("/Resources", Dictionary())
            self._having[form.objgen] = self.has_pictures(inside, depth + 1)
        return self._having[form.objgen]

    def follow(self, content: Any, resources: Any, base: Matrix, depth: int = 0) -> None:
        """Go through a content stream that lies in the coordinates `base`."""
        for pattern in _streams(resources, "/Pattern"):
            self._enter(pattern, base, depth)  # a pattern ignores what `cm` did
        saved: list[Matrix] = []
        current = base
        for each in pikepdf.parse_content_stream(content, _PLACING):
            operands: Any = each.operands
            match str(each.operator):
                case "q":
                    saved.append(current)
                case "Q" if saved:
                    current = saved.pop()
                case "cm":
                    current = Matrix(*map(float, operands)) @ current
                case "Do":
                    item = resources.get("/XObject", Dictionary()).get(str(operands[0]))
                    self._paint(item, current, depth)
                case "gs":
                    state = resources.get("/ExtGState", Dictionary()).get(str(operands[0]))
                    self._paint(_mask_of(state), current, depth)

    def _paint(self, item: Any, at: Matrix, depth: int) -> None:
        if is_picture(item):
            width, height = self.places.get(item.objgen, (0.0, 0.0))
            self.places[item.objgen] = (
                max(width, hypot(at.a, at.b)),
                max(height, hypot(at.c, at.d)),
            )
        elif isinstance(item, pikepdf.Stream):
            self._enter(item, at, depth)

    def _enter(self, form: Any, at: Matrix, depth: int) -> None:
        inner = Matrix(form.get("/Matrix", _PLAIN)) @ at
        place = form.objgen, *(round(value, 3) for value in (inner.a, inner.b, inner.c, inner.d))
        resources = form.get("/Resources", Dictionary())
        if depth < _DEEPEST and place not in self._been and self.has_pictures(resources):
            self._been.add(place)
            self.follow(form, resources, inner, depth + 1)


def _painted(resources: Any) -> Iterator[Any]:
    """The pictures, forms, patterns and masks that resources name."""
    yield from _streams(resources, "/XObject")
    yield from _streams(resources, "/Pattern")
    for state in resources.get("/ExtGState", Dictionary()).as_dict().values():
        mask = _mask_of(state)
        if mask is not None:
            yield mask


def _streams(resources: Any, kind: str) -> Iterator[Any]:
    for item in resources.get(kind, Dictionary()).as_dict().values():
        if isinstance(item, pikepdf.Stream):
            yield item


def _mask_of(state: Any) -> Any:
    """The group of a soft mask that a graphics state sets, if it sets one."""
    mask = state.get("/SMask") if isinstance(state, Dictionary) else None
    group = mask.get(Name.G) if isinstance(mask, Dictionary) else None
    return group if isinstance(group, pikepdf.Stream) else None
