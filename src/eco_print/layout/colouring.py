"""Colours on their way through the engine, painted as they are written.

- `device-cmyk()` is painted as the sRGB colour that stands for it, gradients and shadows
  included (the engine crashes on some of these); whoever asked keeps the inks meant.
- Borders in relief have the colour that is written, and a darker one (the engine's are black).
- `currentColor` in a drawing counts in whatever case, and in one that stands in the page it is
  the colour of the text around it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import tinycss2.color5
import weasyprint.draw.color
import weasyprint.html
from tinycss2.ast import NumberToken
from weasyprint.svg import COLOR_ATTRIBUTES, Node

Cmyk = tuple[float, float, float, float]
Rgb = tuple[float, float, float]

#: The sRGB colour that stands for four inks while pages are set and painted.
StandIn = Callable[[Cmyk], Rgb]

_SHADE = 2 / 3  # what is left of the light on the shaded side of a border
_SVG = "{http://www.w3.org/2000/svg}svg"


def plain_stand_in(cmyk: Cmyk) -> Rgb:
    """A stand-in where no printing condition is known."""
    cyan, magenta, yellow, black = cmyk
    return tuple((1 - ink) * (1 - black) for ink in (cyan, magenta, yellow))  # type: ignore[return-value]


@contextmanager
def replaced(owner: Any, name: str, value: Any) -> Iterator[None]:
    """Put another value in an attribute of the engine, for a while."""
    original = getattr(owner, name)
    setattr(owner, name, value)
    try:
        yield
    finally:
        setattr(owner, name, original)


@contextmanager
def colours_as_written(stand_in: StandIn) -> Iterator[None]:
    """While pages are set and painted: colours are those that are written."""

    def device_cmyk(args: Any, alpha: float, old_syntax: bool) -> Any:
        inks = parse(list(map(_known, args)), alpha, old_syntax)
        if inks is None:
            return None
        return tinycss2.color5.Color("srgb", stand_in(inks.coordinates), alpha)

    parse = tinycss2.color5._parse_device_cmyk
    handlers = weasyprint.html.HTML_HANDLERS
    with (
        replaced(tinycss2.color5, "_parse_device_cmyk", device_cmyk),
        replaced(weasyprint.draw.color, "lighten", lambda colour: colour),
        replaced(weasyprint.draw.color, "darken", _darkened),
        replaced(weasyprint.html, "HTML_HANDLERS", {**handlers, _SVG: _drawing}),
        replaced(Node, "cascade", _cascade),
    ):
        yield


def _known(ink: Any) -> Any:
    """The token of an ink; `none` is 0 (CSS Color 4, 4.4), which the library stumbles over."""
    missing = ink.type == "ident" and ink.lower_value == "none"
    return NumberToken(ink.source_line, ink.source_column, 0.0, 0, "0") if missing else ink


def _darkened(colour: Any) -> Any:
    """The shaded side of a border in relief."""
    channels = [part * _SHADE for part in colour.to("srgb").coordinates]
    return tinycss2.color5.Color("srgb", channels, colour.alpha)


_drawn = weasyprint.html.HTML_HANDLERS[_SVG]
_cascaded = Node.cascade


def _drawing(element: Any, box: Any, *rest: Any) -> Any:
    """A drawing in the page; it inherits the colour of its text (CSS Color 4, 3.2)."""
    if "color" not in element.attrib:
        element.set("color", _said(box.style["color"]))
    return _drawn(element, box, *rest)


def _said(colour: Any) -> str:
    """A colour as CSS has it, as fine as the engine writes it."""
    channels = " ".join(f"{part:.6f}" for part in colour.to("srgb").coordinates)
    return f"color(srgb {channels} / {colour.alpha})"


def _cascade(node: Any, child: Any) -> None:
    """Give an element of a drawing its values; the engine knows `currentColor` in one case only."""
    _cascaded(node, child)
    for name in COLOR_ATTRIBUTES:
        if child.get(name, "").lower() == "currentcolor":
            child.attrib[name] = child.get("color", "black")
