"""Total ink: how much lies on one spot of a page, inside the trim.

Two ways. `bound` works it out from the marks, without rendering: an opaque mark covers what
is below with its own inks; a mark that overprints or is transparent can, on each plate, bring
together no more than the heaviest tint of all marks it overlaps. What the bound allows needs no
rendering. `measured` reads the separations that a press simulation rendered.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct
from PIL import Image, ImageMath

from ._exec.ghostscript import PagePlates
from .document import Page
from .geometry import Box
from .marks import Kind, Mark
from .model import InkFact, PlateInk, in_order
from .pixels import highest, image_ink
from .tints import PROCESS

_PAIRS = 400_000
_SLACK = 1.0  # per cent that eight bits a plate may be off
_PIXEL = 0.5
"""Points by which neighbours may overlap once they are rendered."""
_PLAIN = frozenset(("Normal", "Compatible"))
_SPECK_MM2 = 0.5
"""An area of too much ink smaller than this is a speck that no press notices."""


class _Inked(Struct, frozen=True):
    """A mark as ink: the most it lays down in all, the most on each plate, whether it mixes."""

    box: Box
    total: float
    tints: Mapping[str, float]
    mixes: bool
    plain: bool


def bound(page: Page, marks: Sequence[Mark]) -> InkFact:
    """A total that no place of the page exceeds, in per cent.

    `total` is None (and the method `unmeasured`) when a colour must be converted first.
    """
    inked: list[_Inked] = []
    for mark in marks:
        if mark.blank or _is_marks(page, mark):
            continue
        found = _inked(mark)
        if found is None:
            return InkFact(None, (), "unmeasured")
        inked.append(found)
    total, place = _heaviest(inked)
    tints = _by_plate(inked)
    plates = tuple(PlateInk(plate, round(tints[plate] * 100, 1)) for plate in in_order(tints))
    where = page.place(place) if place is not None else None
    return InkFact(round(total * 100, 1), plates, "computed", where)


def _is_marks(page: Page, mark: Mark) -> bool:
    """Whether it is a printer's mark of a page that does not say where it is cut."""
    return not page.trim_given and mark.inks is not None and "All" in mark.inks


def _inked(mark: Mark) -> _Inked | None:
    tints = mark.inks
    total = mark.paint.total
    if mark.kind is Kind.IMAGE and mark.image is not None and not mark.image.stencil:
        exact = image_ink(mark.image)
        if exact is not None:
            total, tints = exact
    if tints is None:
        return None
    if "All" in tints:
        tints = {**dict.fromkeys(PROCESS, tints["All"]), **tints}
    total = sum(tints.values()) if total is None else total
    mixes = mark.transparent or mark.overprint
    return _Inked(mark.box, total, tints, mixes, mark.blend in _PLAIN)


def _by_plate(inked: Sequence[_Inked]) -> dict[str, float]:
    found: dict[str, float] = {}
    for mark in inked:
        for plate, tint in mark.tints.items():
            ink = tint if mark.plain else 1.0
            found[plate] = max(found.get(plate, 0.0), ink)
    return found


def _heaviest(inked: Sequence[_Inked]) -> tuple[float, Box | None]:
    total, place = 0.0, None
    for mark in inked:
        if not mark.mixes and mark.total > total:
            total, place = mark.total, mark.box
    mixing = [mark for mark in inked if mark.mixes]
    if not mixing:
        return total, place
    together = sum(_by_plate(inked).values())
    if len(mixing) * len(inked) > _PAIRS or together <= total:
        return max(total, together), place
    for mark in mixing:
        near = mark.box.grown(_PIXEL)
        mixed = _mixed(mark, [other for other in inked if other.box.meets(near)])
        if mixed > total:
            total, place = mixed, mark.box
    return total, place


def _mixed(mark: _Inked, below: Sequence[_Inked]) -> float:
    tints = _by_plate(below)
    return sum(tints.values()) if mark.plain else float(len(tints))


# -- measured ------------------------------------------------------------------------------


def measured(page: Page, rendered: PagePlates, limit: float) -> InkFact:
    """The ink as rendered: the heaviest total, where it is, and each plate's tint and cover."""
    frame = trim_pixels(page, rendered.dpi, rendered)
    cropped = {plate: picture.crop(frame) for plate, picture in rendered.plates.items()}
    plates = {plate: picture for plate, picture in cropped.items() if picture.getbbox()}
    total = summed(list(plates.values()))
    found = tuple(
        PlateInk(plate, _percent(highest(picture)), _percent(_mean(picture)))
        for plate, picture in ((plate, plates[plate]) for plate in in_order(plates))
    )
    heavy = ImageMath.lambda_eval(
        lambda args: args["convert"](255 * (args["total"] > int((limit + _SLACK) * 2.55)), "L"),
        total=total,
    )
    area = _area(heavy, rendered.dpi)
    heaviest = _percent(highest(total))
    if heaviest > limit and area < _SPECK_MM2:
        heaviest = limit
    place = None
    spot = heavy.getbbox()
    if spot is not None and area >= _SPECK_MM2:
        place = page.place(_box_of(page, rendered.dpi, frame, spot))
    return InkFact(round(heaviest, 1), found, "measured", place)


def summed(pictures: Sequence[Image.Image]) -> Image.Image:
    """All plates added up; mode I, 255 for each full ink."""
    if not pictures:
        return Image.new("I", (1, 1))
    total = pictures[0].convert("I")
    for picture in pictures[1:]:
        total = ImageMath.lambda_eval(
            lambda args: args["total"] + args["more"], total=total, more=picture.convert("I")
        )
    return total


def _percent(value: float) -> float:
    return round(value / 2.55, 2)


def _mean(picture: Image.Image) -> float:
    histogram = picture.histogram()
    count = picture.width * picture.height
    return sum(value * number for value, number in enumerate(histogram)) / max(count, 1)


def _area(picture: Image.Image, dpi: float) -> float:
    """Square millimetres of the pixels that are not 0."""
    return sum(picture.histogram()[1:]) * (25.4 / dpi) ** 2


def trim_pixels(page: Page, dpi: float, rendered: PagePlates) -> tuple[int, int, int, int]:
    """Where the trim lies in a picture of the MediaBox (left, upper, right, lower)."""
    width, height = next(iter(rendered.plates.values())).size
    media, trim = page.media, page.trim.cut(page.media) or page.media
    scale = dpi / 72 * page.unit
    left, right = (trim.x0 - media.x0) * scale, (trim.x1 - media.x0) * scale
    upper, lower = (media.y1 - trim.y1) * scale, (media.y1 - trim.y0) * scale
    full = (media.width * scale, media.height * scale)
    turned = _turned((left, upper, right, lower), full, page.rotate)
    a, b, c, d = (round(value) for value in turned)
    return max(a, 0), max(b, 0), min(max(c, a + 1), width), min(max(d, b + 1), height)


Frame = tuple[float, float, float, float]


def _turned(frame: Frame, full: tuple[float, float], rotate: int) -> Frame:
    """A frame (left, upper, right, lower) after the page is turned clockwise."""
    left, upper, right, lower = frame
    width, height = full
    if rotate == 90:
        return height - lower, left, height - upper, right
    if rotate == 180:
        return width - right, height - lower, width - left, height - upper
    if rotate == 270:
        return upper, width - right, lower, width - left
    return frame


def _box_of(
    page: Page, dpi: float, frame: tuple[int, int, int, int], spot: tuple[int, int, int, int]
) -> Box:
    """The box on the page of a part of a cropped picture."""
    scale = dpi / 72 * page.unit
    left, upper, right, lower = (
        spot[0] + frame[0],
        spot[1] + frame[1],
        spot[2] + frame[0],
        spot[3] + frame[1],
    )
    width, height = page.media.width * scale, page.media.height * scale
    seen = (height, width) if page.rotate in {90, 270} else (width, height)
    back = _turned((left, upper, right, lower), seen, (360 - page.rotate) % 360)
    return Box(
        page.media.x0 + back[0] / scale,
        page.media.y1 - back[3] / scale,
        page.media.x0 + back[2] / scale,
        page.media.y1 - back[1] / scale,
    )


def resolution(page: Page, most_pixels: float = 12e6) -> float:
    """150 dots an inch, fewer for a page so large that the picture would be too."""
    area = page.media.area * page.unit**2 / 72**2
    return float(min(150.0, (most_pixels / max(area, 1e-6)) ** 0.5))
