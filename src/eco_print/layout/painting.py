"""How the engine is made to set and paint pages that every product can be made from.

Pages are painted once, tagged and linked; `finishing` makes screen, press and archive files of
the bytes. What the engine does otherwise is put right here, from outside:

- `device-cmyk()` is painted as the sRGB colour that stands for it, gradients and shadows
  included (the engine crashes on some of these); whoever asked keeps the inks meant.
- Borders in relief have the colour that is written, and a darker one (the engine's are black);
  `currentColor` in a drawing counts in whatever case.
- Page backgrounds are painted out to a bleed that any press can cut in, whatever `bleed` says,
  and the engine's own marks, which it draws inside the bleed, are left out.
- Pictures are named by their content, not by the path they were read from.
- The structure tree is that of `tagging`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from typing import Any

import tinycss2.color5
import weasyprint.draw.color
import weasyprint.pdf
from tinycss2.ast import NumberToken
from weasyprint.formatting_structure.boxes import PageBox
from weasyprint.pdf.stream import Stream
from weasyprint.svg import COLOR_ATTRIBUTES, Node

from ..diagnostics import Diagnostic, Text, warning
from ..source import Source
from .tagging import Tagger

Cmyk = tuple[float, float, float, float]
Rgb = tuple[float, float, float]

#: The sRGB colour that stands for four inks while pages are set and painted.
StandIn = Callable[[Cmyk], Rgb]

_MM = 96 / 25.4  # CSS pixels
_CREEP = 3.0  # millimetres painted beyond the bleed, for the creep of an imposed booklet

#: What is painted beyond the trim at least, in CSS pixels, where the press asks for 3 mm.
PAINTED_BLEED = (3.0 + _CREEP) * _MM
_SIDES = ("top", "right", "bottom", "left")
_POINTS = 0.75
_SHADE = 2 / 3  # what is left of the light on the shaded side of a border
_NO_DATE = datetime(1980, 1, 1, tzinfo=UTC)


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
def paintable_pages(stand_in: StandIn, beyond: float = PAINTED_BLEED) -> Iterator[None]:
    """While pages are set: colours by ink have stand-ins, page backgrounds reach the bleed.

    `beyond` is what is painted beyond the trim at least, in CSS pixels.
    """

    def device_cmyk(args: Any, alpha: float, old_syntax: bool) -> Any:
        inks = parse(list(map(_known, args)), alpha, old_syntax)
        if inks is None:
            return None
        return tinycss2.color5.Color("srgb", stand_in(inks.coordinates), alpha)

    parse = tinycss2.color5._parse_device_cmyk
    with (
        replaced(tinycss2.color5, "_parse_device_cmyk", device_cmyk),
        replaced(PageBox, "bleed", property(lambda page: _painted_bleed(page, beyond))),
        replaced(weasyprint.draw.color, "lighten", lambda colour: colour),
        replaced(weasyprint.draw.color, "darken", _darkened),
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


_cascaded = Node.cascade


def _cascade(node: Any, child: Any) -> None:
    """Give an element of a drawing its values; the engine knows `currentColor` in one case only."""
    _cascaded(node, child)
    for name in COLOR_ATTRIBUTES:
        if child.get(name, "").lower() == "currentcolor":
            child.attrib[name] = child.get("color", "black")


def painted_beyond(bleed: float) -> float:
    """What is painted beyond the trim for a press that asks for a bleed of so many millimetres."""
    return max(PAINTED_BLEED, (bleed + _CREEP) * _MM)


def _painted_bleed(page: PageBox, beyond: float) -> dict[str, float]:
    return {side: max(beyond, page.style[f"bleed_{side}"].value) for side in _SIDES}


def declared_bleed(document: Any) -> float:
    """The widest bleed that a stylesheet asks for, in points."""
    styles = [page._page_box.style for page in document.pages]
    widths = (style[f"bleed_{side}"].value for style in styles for side in _SIDES)
    return float(max(widths, default=0.0) * _POINTS)


def paint(
    document: Any,
    source: Source,
    stand_in: StandIn,
    beyond: float = PAINTED_BLEED,
    **options: Any,
) -> tuple[bytes, tuple[Diagnostic, ...]]:
    """The pages as one tagged PDF, not yet packed, and what painting and tagging found.

    The trim of a page is the rectangle from 0, 0 to its size; the MediaBox holds the bleed.
    """
    findings = tuple(_prepared(document, beyond))
    tagger = Tagger(source)
    with ExitStack() as stack:
        stack.enter_context(paintable_pages(stand_in, beyond))
        stack.enter_context(replaced(weasyprint.pdf, "add_tags", tagger.add_tags))
        stack.enter_context(replaced(Stream, "add_image", _named_by_content(Stream.add_image)))
        data = document.write_pdf(pdf_tags=True, uncompressed_pdf=True, **options)
    return data, (*findings, *tagger.findings)


def _prepared(document: Any, beyond: float) -> Iterator[Diagnostic]:
    """Make the pages ready to be painted, once."""
    for attachment in document.metadata.attachments:
        attachment.created = attachment.modified = (
            _NO_DATE  # the engine's is now; finishing's counts
        )
    for page in document.pages:
        page.bleed = _painted_bleed(page._page_box, beyond)
        page._page_box.style["marks"] = ()
        local = [link for link in page.links if _is_local(link)]
        page.links = [link for link in page.links if not _is_local(link)]
        yield from (_local_link(link[1]) for link in local)


def _is_local(link: tuple[str, str, Any, Any]) -> bool:
    """Whether a link leads to a file of this machine: of no use to others, and none of theirs."""
    return link[0] == "external" and link[1].lower().startswith("file:")


def _named_by_content(add_image: Callable[..., str]) -> Callable[..., str]:
    def named(stream: Any, image: Any, interpolate: bool, ratio: float) -> str:
        if not getattr(image, "named_by_content", False):
            image.id = hashlib.sha256(image.image_data.data).hexdigest()[:16]
            image.named_by_content = True
        return add_image(stream, image, interpolate, ratio)

    return named


def _local_link(target: str) -> Diagnostic:
    name = target.rpartition("/")[2]
    return warning(
        "link-local",
        Text(
            zh=f"链接指向本机文件，已去掉：{name}",
            en=f"a link to a file of this machine is left out: {name}",
        ),
        hint=Text(zh="链接请写完整的网址", en="write links as full addresses"),
    )
