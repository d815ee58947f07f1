"""The screen product: small, tagged, linked, outlined.

In: the master. Out: a PDF 1.7 that ends at the trim, its pictures no finer than a display shows
them; PDF/UA-1 unless a template attaches files to its pages.
"""

from __future__ import annotations

from .colour.inks import InkBook
from .master import Master, save
from .order import Order
from .products import (
    cut_to_trim,
    date_attachments,
    give_account,
    is_accessible,
    pictures_for_display,
)
from .resolution import coarsen_pictures
from .xmp import Claims


def make_screen(master: Master, order: Order, inks: InkBook) -> bytes:
    """The file that is read on a display."""
    with master.open() as pdf:
        cut_to_trim(pdf)
        pictures_for_display(pdf, inks)
        coarsen_pictures(pdf)
        date_attachments(pdf, order.moment)
        claims = Claims(pdfua_part=int(is_accessible(pdf, order)))
        give_account(pdf, master, order, "screen", claims)
        return save(pdf)
