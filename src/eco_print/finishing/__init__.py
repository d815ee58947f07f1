"""Finishing: pages that are set become a PDF for each purpose.

`finish` takes one layout and an `Order`, paints the pages once, and makes of the painting what
each profile asks for: `screen` is small, tagged, linked and outlined; `press` is PDF/X-4 in the
inks of one printer, with bleed and marks; `archive` is PDF/A-3a and PDF/UA-1 with the source
inside. The same order gives the same bytes, whenever and wherever it is carried out.
"""

from .colour import InkBook, load_profile
from .imposition import page_on_sheet
from .making import finish
from .metadata import Metadata, describe
from .order import CONFORMANCES, Attachment, Order, Paintable, Pdf, media_type

__all__ = [
    "CONFORMANCES",
    "Attachment",
    "InkBook",
    "Metadata",
    "Order",
    "Paintable",
    "Pdf",
    "describe",
    "finish",
    "load_profile",
    "media_type",
    "page_on_sheet",
]
