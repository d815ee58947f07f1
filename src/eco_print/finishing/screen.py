"""The screen product: small, tagged, linked, outlined.

In: the master. Out: a PDF 1.7 and PDF/UA-1 that ends at the trim, its pictures no finer than a
display shows them.
"""

from __future__ import annotations

from .colour.inks import InkBook
from .master import Master, save
from .order import Order
from .products import cut_to_trim, date_attachments, give_account, pictures_for_display
from .resolution import coarsen_pictures
from .xmp import Claims


def make_screen(master: Master, order: Order, inks: InkBook) -> bytes:
    """The file that is read on a display."""
    with master.open() as pdf:
        cut_to_trim(pdf)
        pictures_for_display(pdf, inks)
        coarsen_pictures(pdf)
        date_attachments(pdf, order.moment)
        give_account(pdf, master, order, "screen", Claims(pdfua_part=1))
        return save(pdf)
