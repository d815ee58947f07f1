"""How the engine is made to set and paint pages that every product can be made from.

Pages are painted once, tagged and linked; `finishing` makes screen, press and archive files of
the bytes. What the engine does otherwise is put right here, from outside:

- Colours are painted as they are written: see `colouring`.
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

import weasyprint.pdf
from weasyprint.formatting_structure.boxes import PageBox
from weasyprint.pdf.stream import Stream

from ..diagnostics import Diagnostic, Text, warning
from ..source import Source
from .colouring import StandIn, colours_as_written, replaced
from .tagging import Tagger

_MM = 96 / 25.4  # CSS pixels
_CREEP = 3.0  # millimetres painted beyond the bleed, for the creep of an imposed booklet

#: What is painted beyond the trim at least, in CSS pixels, where the press asks for 3 mm.
PAINTED_BLEED = (3.0 + _CREEP) * _MM
_SIDES = ("top", "right", "bottom", "left")
_POINTS = 0.75
_NO_DATE = datetime(1980, 1, 1, tzinfo=UTC)


@contextmanager
def paintable_pages(stand_in: StandIn, beyond: float = PAINTED_BLEED) -> Iterator[None]:
    """While pages are set: colours by ink have stand-ins, page backgrounds reach the bleed.

    `beyond` is what is painted beyond the trim at least, in CSS pixels.
    """
    bleed = property(lambda page: _painted_bleed(page, beyond))
    with colours_as_written(stand_in), replaced(PageBox, "bleed", bleed):
        yield


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
