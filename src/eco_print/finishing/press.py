"""The press product: PDF/X-4 (ISO 15930-7) for one printer.

In: the master, the printer's settings. Out: a PDF 1.6 in the inks of the printer's profile,
which is its output intent, with bleed, boxes and marks; without links, structure, attachments
and everything else that is not printed.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from ..config import PressSettings
from ..diagnostics import Diagnostic
from ..profile import Binding
from .boxes import MM, SLUG, SheetBoxes
from .colour.profiles import ICC_REGISTRY, PressProfile
from .colour.separation import Separation
from .imposition import Spread, booklet, padded
from .inks import Spot, decimal, separation_space
from .marks import printers_marks
from .master import Master, save
from .objections import bound_otherwise, folded_sizes, other_condition, spot_name, without_spot
from .order import Order
from .products import give_account, trim_size
from .separating import Separator
from .xmp import Claims

VERSION = "PDF/X-4"
_EVERY_PLATE = (1.0, 1.0, 1.0, 1.0)
_KEPT = frozenset(("/Type", "/Pages", "/Lang"))


@dataclass(frozen=True, slots=True)
class Leaf:
    """A page as it is printed, its trim from 0, 0 to its size."""

    width: float
    height: float
    content: bytes = b""
    resources: Any = None
    group: Any = None


def make_press(
    master: Master, order: Order, separation: Separation, bleed: float
) -> tuple[bytes, tuple[Diagnostic, ...]]:
    """The file for the printer, and what was asked for in vain.

    `bleed` is what the stylesheets ask for, in points.

    Raises:
        EcoPrintError: `press-spot-name`.
    """
    settings = order.press
    name = spot_name(settings.spot)
    spot = Spot(name) if name else None
    bleed = max(bleed, settings.bleed * MM)
    with master.open() as pdf:
        for key in set(pdf.Root.keys()) - _KEPT:
            del pdf.Root[key]
        pages = _leaves(pdf, separation, spot, bleed)
        leaves = padded(pages, _binding(settings), _blank(pages[0]))
        folded = settings.impose == "booklet"
        findings = other_condition(separation.profile) + bound_otherwise(settings)
        if folded:
            findings += folded_sizes((leaf.width, leaf.height) for leaf in pages)
            leaves = _imposed(pdf, leaves, settings.creep * MM, bleed)
        else:
            _shift_patterns(pdf, SheetBoxes(0, 0, bleed).margin)
        del pdf.pages[:]
        for leaf in leaves:
            pdf.pages.append(_sheet(pdf, leaf, bleed, spot, fold=folded))
        pdf.Root.OutputIntents = Array([_intent(pdf, separation.profile)])
        give_account(pdf, master, order, "press", Claims(pdfx=VERSION))
        if spot is not None and spot.alternate is None:
            findings += (without_spot(name),)
        return save(pdf, "1.6"), findings


def _binding(settings: PressSettings) -> Binding:
    return Binding.SADDLE if settings.impose == "booklet" else settings.binding


def _leaves(
    pdf: pikepdf.Pdf, separation: Separation, spot: Spot | None, bleed: float
) -> list[Leaf]:
    separator = Separator(separation, spot)
    leaves = []
    for page in pdf.pages:
        content = separator.separate(page)
        width, height = trim_size(page)
        group = page.obj.get("/Group")
        if group is not None:
            content = _paper(width, height, bleed) + content
        leaves.append(Leaf(width, height, content, page.obj.Resources, group))
    separator.finish()
    return leaves


def _paper(width: float, height: float, bleed: float) -> bytes:
    """Paper white below a page that mixes colours, out to the bleed.

    A page group starts with nothing, not with paper (ISO 32000-1, 11.4.7). RIPs that paint into
    it as it is knock out what lies on a translucent ground, black text that overprints included.
    """
    area = _said(-bleed, -bleed, width + 2 * bleed, height + 2 * bleed)
    return f"q 0 0 0 0 k {area} re f Q\n".encode()


def _blank(like: Leaf) -> Leaf:
    return Leaf(like.width, like.height)


def _shift_patterns(pdf: pikepdf.Pdf, by: float) -> None:
    """Move the patterns of pages with them: a pattern lies on the page, not in the current
    coordinates (ISO 32000-1, 8.7.3.1). Those of forms lie in the form.
    """
    patterns = {
        pattern.objgen: pattern
        for page in pdf.pages
        for pattern in page.obj.Resources.get("/Pattern", Dictionary()).as_dict().values()
    }
    for pattern in patterns.values():
        a, b, c, d, e, f = map(float, pattern.get("/Matrix", Array([1, 0, 0, 1, 0, 0])))
        pattern.Matrix = _array((a, b, c, d, e + by, f + by))


def _imposed(
    pdf: pikepdf.Pdf, leaves: tuple[Leaf, ...], creep: float, bleed: float
) -> tuple[Leaf, ...]:
    """The leaves as they go on the sheets of a booklet."""
    forms = [_form(pdf, leaf, bleed) for leaf in leaves]
    spreads = booklet(len(leaves), creep)
    return tuple(_spread(spread, leaves, forms, bleed) for spread in spreads)


def _form(pdf: pikepdf.Pdf, leaf: Leaf, bleed: float) -> Any:
    """A leaf as something to be put on a sheet; creep takes from what is beyond the bleed."""
    beyond = bleed + SLUG
    box = (-beyond, -beyond, leaf.width + beyond, leaf.height + beyond)
    form = pdf.make_stream(
        leaf.content,
        Type=Name.XObject,
        Subtype=Name.Form,
        BBox=_array(box),
        Resources=leaf.resources if leaf.resources is not None else Dictionary(),
    )
    if leaf.group is not None:
        form.Group = leaf.group
    return form


def _spread(spread: Spread, leaves: tuple[Leaf, ...], forms: list[Any], bleed: float) -> Leaf:
    """Two leaves side by side, each as far as the spine."""
    left, right = leaves[spread.left], leaves[spread.right]
    spine, height = left.width, max(left.height, right.height)
    tall = height + 2 * bleed
    placed = (
        ("/Left", -bleed, spine + bleed, spread.creep),
        ("/Right", spine, right.width + bleed, spine - spread.creep),
    )
    content = "\n".join(
        f"q {_said(start, -bleed, width, tall)} re W n 1 0 0 1 {_said(shift, 0)} cm {name} Do Q"
        for name, start, width, shift in placed
    )
    drawn = Dictionary(Left=forms[spread.left], Right=forms[spread.right])
    group = left.group if left.group is not None else right.group
    return Leaf(spine + right.width, height, content.encode(), Dictionary(XObject=drawn), group)


def _sheet(pdf: pikepdf.Pdf, leaf: Leaf, bleed: float, spot: Spot | None, *, fold: bool) -> Any:
    """A leaf on its sheet: shifted off the corner, cut at the bleed, with marks around it."""
    boxes = SheetBoxes(leaf.width, leaf.height, bleed)
    left, bottom, right, top = boxes.bleeding
    shown = spot is not None and spot.alternate is not None
    content = b"\n".join(
        (
            f"q {_said(left, bottom, right - left, top - bottom)} re W n".encode(),
            f"1 0 0 1 {_said(boxes.margin, boxes.margin)} cm".encode(),
            leaf.content,
            b"Q",
            printers_marks(boxes, spot=shown, fold=fold),
        )
    )
    sheet = Dictionary(
        Type=Name.Page,
        MediaBox=_array(boxes.media),
        BleedBox=_array(boxes.bleeding),
        TrimBox=_array(boxes.trim),
        Contents=pdf.make_stream(content),
        Resources=_with_plates(leaf.resources, spot if shown else None),
    )
    if leaf.group is not None:
        sheet.Group = leaf.group
    return pikepdf.Page(pdf.make_indirect(sheet))


def _with_plates(resources: Any, spot: Spot | None) -> Dictionary:
    """Resources of a sheet: its page's, and the plates of the marks."""
    own = Dictionary(dict((resources or Dictionary()).items()))
    spaces = dict(own.get("/ColorSpace", Dictionary()).items())
    spaces["/EcoAll"] = separation_space("All", _EVERY_PLATE)
    if spot is not None and spot.alternate is not None:
        spaces["/EcoSpot"] = spot.space(spot.alternate)
    own["/ColorSpace"] = Dictionary(spaces)
    return own


def _intent(pdf: pikepdf.Pdf, profile: PressProfile) -> Dictionary:
    """The printing condition (ISO 32000-1, 14.11.5)."""
    intent = Dictionary(
        Type=Name.OutputIntent,
        S=Name.GTS_PDFX,
        OutputConditionIdentifier=String(profile.condition or "Custom"),
        OutputCondition=String(profile.description),
        Info=String(profile.description),
        DestOutputProfile=_packed(pdf, profile.data),
    )
    if profile.condition:
        intent.RegistryName = String(ICC_REGISTRY)
    return intent


def _packed(pdf: pikepdf.Pdf, profile: bytes) -> Any:
    """A profile as a stream, packed less tightly than pages: a seventh of the time, 1 % more."""
    stream = pdf.make_stream(b"", N=4)
    stream.write(zlib.compress(profile, 6), filter=Name.FlateDecode)
    return stream


def _array(box: tuple[float, ...]) -> Array:
    return Array([decimal(value) for value in box])


def _said(*values: float) -> str:
    return " ".join(str(decimal(value)) for value in values)
