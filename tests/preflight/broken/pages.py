"""Pages broken on purpose: their boxes, sizes and bleed."""

from __future__ import annotations

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf

from preflight.sound import BLEED, HEIGHT, SLUG, WIDTH, Edit, added, points, rectangle

from .edits import Case, page_without, words


def page_set(key: str, *corners: float) -> Edit:
    def edit(pdf: Pdf) -> None:
        pdf.pages[0].obj[key] = Array(points(*corners))

    return edit


def one_plate(pdf: Pdf) -> None:
    page = pdf.pages[0].obj
    page.SeparationInfo = Dictionary(Pages=[page], DeviceColorant=Name.Cyan)


def inherited_trim(pdf: Pdf) -> None:
    """A TrimBox where a page cannot inherit it from."""
    page = pdf.pages[0].obj
    pdf.Root.Pages.TrimBox = page.TrimBox
    del page.TrimBox


def empty_page(pdf: Pdf) -> None:
    page = Dictionary(pdf.pages[0].obj)
    page.Contents = pdf.make_stream(b"0 0 0 0 k 0 0 500 700 re f")
    pdf.pages.append(pikepdf.Page(pdf.make_indirect(page)))


def larger_page(pdf: Pdf) -> None:
    page = Dictionary(pdf.pages[0].obj)
    page.MediaBox = Array(points(0, 0, 300, 320))
    page.BleedBox = Array(points(SLUG, SLUG, 290, 310))
    page.TrimBox = Array(points(SLUG + 3, SLUG + 3, 287, 307))
    page.Contents = pdf.make_stream(words("会议", 12, setup=b"0 0 0 1 k"))
    pdf.pages.append(pikepdf.Page(pdf.make_indirect(page)))


EDGE = SLUG + BLEED


def rotated(pdf: Pdf) -> None:
    pdf.pages[0].obj.Rotate = 90


def user_unit(pdf: Pdf) -> None:
    """A fifth larger than the boxes say."""
    pdf.pages[0].obj.UserUnit = 1.2


PRESS: tuple[Case, ...] = (
    ("trimbox-missing", "no TrimBox", page_without("/TrimBox")),
    ("trim-and-art-box", "an ArtBox beside the TrimBox",
     page_set("/ArtBox", EDGE, EDGE, EDGE + WIDTH, EDGE + HEIGHT)),
    ("boxes-not-nested", "a TrimBox larger than the BleedBox",
     page_set("/BleedBox", 14, 14, 160, 222)),
    ("boxes-not-nested", "a BleedBox larger than the MediaBox",
     page_set("/BleedBox", -5, -5, 180, 240)),
    ("box-invalid", "a BleedBox of three numbers", page_set("/BleedBox", 1, 2, 3)),
    ("cropbox-cuts", "a CropBox inside the TrimBox", page_set("/CropBox", 40, 40, 120, 160)),
    ("trimbox-missing", "a TrimBox that the page tree has", inherited_trim),
    ("bleed-not-reached", "a band that ends 0.4 mm before the trim",
     added(b"0 0.2 0 0 k " + rectangle(-BLEED, 10, WIDTH + BLEED - 0.4, 20) + b" f")),
    ("page-separated", "one plate of a page", one_plate),
    ("bleedbox-missing", "no BleedBox", page_without("/BleedBox")),
    ("bleed-narrow", "2 mm of bleed", page_set("/BleedBox", 11, 11, 163, 225)),
    ("bleed-not-reached", "a panel that ends at the trim",
     added(b"0 0.2 0 0 k " + rectangle(WIDTH - 20, 10, 20, 20) + b" f")),
    ("bleed-not-reached", "a line that ends 1 mm past the trim",
     added(b"1 w 0 0 0 1 K " + b"%.2f %.2f m %.2f %.2f l S" % tuple(points(30, 50, 12, 50)))),
    ("page-empty", "a white page", empty_page),
    ("page-sizes-mixed", "a larger second page", larger_page),
    ("page-rotated", "a page turned", rotated),
    ("page-user-unit", "a page scaled", user_unit),
)  # fmt: skip
