"""The facts of a file, gathered from what the rules have already worked out."""

from __future__ import annotations

from collections.abc import Iterator

from .document import Document, Page
from .fonts import Font
from .geometry import Box
from .marks import Mark
from .metadata import PDF
from .model import Facts, FontFact, ImageFact, PageBoxes, PageFact, SpotFact, in_order
from .objects import PDF_ERRORS, entry, label, text
from .rules.attachments import attached, attachment_name
from .rules.metadata import title
from .rules.rule import Case
from .rules.spots import spot_definitions
from .rules.tagging import is_tagged

_IMAGES = 2_000


def gathered(case: Case) -> Facts:
    """All facts. What is too damaged to tell is left out; a finding has said so already."""
    document = case.document
    try:
        return _gathered(case)
    except PDF_ERRORS:
        return Facts(version=document.pdf.pdf_version, size=len(document.data))


def _gathered(case: Case) -> Facts:
    document = case.document
    spots = spot_definitions(case)
    return Facts(
        version=document.version,
        size=len(document.data),
        claims=document.claims,
        title=title(document),
        producer=document.info.get("Producer", "") or document.packet.get(PDF, "Producer"),
        language=text(entry(document.catalog, "/Lang")),
        tagged=is_tagged(document),
        pages=tuple(_page(case, page, marks) for page, marks in case.printed),
        fonts=tuple(_font(font) for font in document.work.fonts.all() if font.used),
        images=tuple(_images(case))[:_IMAGES],
        spaces=tuple(sorted(_spaces(document))),
        spots=tuple(
            SpotFact(name, str(next(iter(known.values())).base), tuple(p.number for p in pages))
            for name, (known, pages) in spots.items()
        ),
        intents=tuple(intent.fact() for intent in document.intents),
        attachments=tuple(map(attachment_name, attached(document))),
    )


def _page(case: Case, page: Page, marks: tuple[Mark, ...]) -> PageFact:
    used = {plate for mark in marks for plate in mark.inks or {} if plate != "All"}
    boxes = PageBoxes(
        media=_corners(page.media),
        crop=_optional(page.box("/CropBox")),
        bleed=_optional(page.box("/BleedBox")),
        trim=_corners(page.trim),
        art=_optional(page.box("/ArtBox")),
        trim_given=page.trim_given,
    )
    ink = case.ink.get(page.number)
    measured = {item.plate for item in ink.plates} if ink else set()
    plates = in_order(used | measured)
    return PageFact(
        number=page.number,
        boxes=boxes,
        trim_mm=page.trim_mm,
        rotate=page.rotate,
        marks=len(marks),
        plates=plates,
        ink=ink,
        unit=page.unit,
    )


def _corners(box: Box) -> tuple[float, float, float, float]:
    left, bottom, right, top = (round(v, 3) for v in (box.x0, box.y0, box.x1, box.y1))
    return left, bottom, right, top


def _optional(box: Box | None) -> tuple[float, float, float, float] | None:
    return None if box is None else _corners(box)


def _font(font: Font) -> FontFact:
    return FontFact(
        name=font.name,
        kind=font.subtype,
        object=label(font.value),
        embedded=font.embedded,
        subset=font.subset,
        to_unicode=font.to_unicode is not None,
        pages=tuple(sorted(font.pages)),
    )


def _images(case: Case) -> Iterator[ImageFact]:
    for page, mark in case.each():
        image = mark.image
        if image is not None:
            yield ImageFact(
                object=image.object,
                place=page.place(mark.box),
                width=image.width,
                height=image.height,
                bits=image.bits,
                space="ImageMask" if image.stencil else str(image.space),
                ppi=image.ppi,
            )


def _spaces(document: Document) -> set[str]:
    spaces = {id(mark.paint.space): mark.paint.space for c in document.contents for mark in c.marks}
    return {str(space) for space in spaces.values() if space.family not in {"Pattern", "unknown"}}
