"""What a page is made of once its content has been interpreted: marks, each with its place.

A mark is one act of painting: a string shown, a path filled or stroked, an image, a shading.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from typing import NamedTuple

from msgspec import Struct

from .colour import GRAY, Space
from .fonts import Font
from .geometry import Box
from .objects import Value
from .tints import is_white, plates


class Kind(Enum):
    TEXT = "text"
    FILL = "fill"
    STROKE = "stroke"
    IMAGE = "image"
    SHADING = "shading"


class Paint(Struct, frozen=True):
    """A colour as set: a space and values in it.

    `many` says that it is not one colour but many (a shading, an image); `bound` then holds
    the heaviest tint on each plate, and `total` the most of all inks in one place, where that
    is known to be less.
    """

    space: Space
    values: tuple[float, ...] = ()
    many: bool = False
    bound: Mapping[str, float] | None = None
    total: float | None = None

    @property
    def inks(self) -> Mapping[str, float] | None:
        """Tints by plate, None when the colour has to be converted before it has any."""
        return self.bound if self.many else plates(self.space, self.values)

    @property
    def white(self) -> bool:
        return not self.many and is_white(self.space, self.values)


BLACK = Paint(GRAY, (0.0,))


class Part(NamedTuple):
    """A subpath: the box around it, and whether it is an upright rectangle."""

    box: Box
    bar: bool


class ImageUse(Struct, frozen=True):
    """An image XObject, or an inline image, as it is drawn here.

    `stencil` says that it is a mask through which the current colour is painted.
    """

    object: str
    value: Value
    width: int
    height: int
    bits: int
    space: Space
    stencil: bool
    ppi: tuple[float, float]
    interpolate: bool
    filters: tuple[str, ...]


class Mark(Struct, frozen=True):
    """One act of painting.

    `box` is what can be seen of it, in points of the page's default user space; `parts` are
    the subpaths of a path before clipping. `width` is the width of a line, or of an area, at its
    narrowest, None where the shape does not tell.
    Text has a `font`, whether it is filled, stroked, or lets what is painted show through it.
    `where` names the stream it stands in. `transparent` says that the paint may mix with what
    lies below (opacity, soft mask, blend mode); `blend` is the blend mode. `tagged` is
    whether it lies in marked content that the structure tree can hold, `artifact` whether it
    is marked as an artifact. `hidden` marks belong to a layer that is off.
    """

    kind: Kind
    box: Box
    paint: Paint
    inks: Mapping[str, float] | None
    where: str
    parts: tuple[Part, ...] = ()
    overprint: bool = False
    overprint_mode: int = 0
    transparent: bool = False
    blend: str = "Normal"
    width: float | None = None
    font: Font | None = None
    size: float = 0.0
    text: str = ""
    blank: bool = False
    image: ImageUse | None = None
    tagged: bool = False
    artifact: bool = False
    hidden: bool = False
