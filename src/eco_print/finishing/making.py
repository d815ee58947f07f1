"""Carrying out an order: one painting, and a file of it for every profile."""

from __future__ import annotations

from ..diagnostics import Diagnostic
from ..profile import Profile
from .colour.inks import InkBook
from .master import Master
from .order import Order, Paintable, Pdf


def finish(layout: Paintable, order: Order, inks: InkBook) -> tuple[Pdf, ...]:
    """The files of an order, in the order of its profiles.

    `inks` is what the layout was set with. What painting found is with the first file.

    Raises:
        EcoPrintError: `icc-…` when the printer's profile cannot be used.
    """
    painted, findings = layout.paint()
    master = Master.of(painted)
    products = []
    for profile in order.profiles:
        data, found = _made(layout, master, order, inks, profile)
        products.append(Pdf(profile, data, (*findings, *found)))
        findings = ()
    return tuple(products)


def _made(
    layout: Paintable, master: Master, order: Order, inks: InkBook, profile: Profile
) -> tuple[bytes, tuple[Diagnostic, ...]]:
    match profile:
        case Profile.SCREEN:
            from .screen import make_screen

            return make_screen(master, order, inks), ()
        case Profile.ARCHIVE:
            from .archive import make_archive

            return make_archive(master, order, inks)
        case Profile.PRESS:
            from .colour.separation import Separation
            from .press import make_press
            from .sheets import found_in_sheets

            separation = Separation(inks.profile, inks, order.press.ink_limit)
            data, found = make_press(master, order, separation, layout.bleed)
            sheets = found_in_sheets(layout.written, separation.changed, order.press)
            return data, (*found, *sheets)
