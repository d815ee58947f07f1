"""What all products share: their account of themselves, and pages cut to their trim."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from .colour.inks import InkBook
from .master import Master
from .order import NO_DATE, Order
from .pictures import is_picture, keep_line_art, picture_for_display
from .xmp import Claims, Identity, info, packet, pdf_date


def give_account(
    pdf: pikepdf.Pdf, master: Master, order: Order, profile: str, claims: Claims
) -> None:
    """Write the XMP packet, and the Info dictionary that agrees with it.

    PDF/A-4 has no Info dictionary (ISO 19005-4, 6.1.3).
    """
    identity = Identity.of(master.digest, profile)
    # A made-up date is no record: only PDF/X, which demands one (ISO 15930-7), is given it.
    moment = order.moment or (NO_DATE if claims.pdfx else None)
    data = packet(order.metadata, moment, claims, identity, master.tools)
    metadata = pdf.make_stream(data, Type=Name.Metadata, Subtype=Name.XML)
    pdf.Root.Metadata = metadata
    if claims.pdfa_part >= 4:
        return
    said = {key: String(value) for key, value in info(order.metadata, moment, master.tools).items()}
    pdf.trailer.Info = pdf.make_indirect(Dictionary(said))
    if claims.pdfx:
        pdf.trailer.Info.Trapped = Name("/False")  # ISO 32000-1, 14.11.6


def is_accessible(pdf: pikepdf.Pdf, order: Order) -> bool:
    """Whether what PDF/UA-1 asks beyond the tags of pages is there: it may be claimed then.

    A title (ISO 14289-1, 7.1), and every annotation in the structure tree (7.18.1): what a
    template attaches to a page has none.
    """
    shown = (each for page in pdf.pages for each in page.obj.get("/Annots", Array()))
    return bool(order.metadata.title) and all("/StructParent" in each for each in shown)


def pictures_for_display(pdf: pikepdf.Pdf, inks: InkBook) -> None:
    """Every picture in sRGB, as the rest of the page is; line art in black and white."""
    pictures: list[Any] = [item for item in pdf.objects if is_picture(item)]
    masks = {item.SMask.objgen for item in pictures if "/SMask" in item}
    for item in pictures:
        picture_for_display(item, inks)
        if item.objgen not in masks:
            keep_line_art(item)


def date_attachments(pdf: pikepdf.Pdf, moment: datetime | None) -> None:
    """Give the files that a document brings the document's date: the painter gives them now."""
    for item in pdf.objects:
        if isinstance(item, pikepdf.Stream) and item.get("/Type") == Name.EmbeddedFile:
            for key in ("/CreationDate", "/ModDate"):
                if moment is not None:
                    item.Params[key] = String(pdf_date(moment))
                elif key in item.Params:
                    del item.Params[key]


def trim_size(page: pikepdf.Page) -> tuple[float, float]:
    """The width and height of a painted page's trim, in points."""
    left, bottom, right, top = (float(value) for value in page.obj.TrimBox)
    return right - left, top - bottom


def cut_to_trim(pdf: pikepdf.Pdf) -> None:
    """Let every page end at its trim: what bleeds is for the press."""
    for page in pdf.pages:
        width, height = trim_size(page)
        page.obj.MediaBox = Array([0, 0, width, height])
        for key in ("/TrimBox", "/BleedBox"):
            del page.obj[key]
