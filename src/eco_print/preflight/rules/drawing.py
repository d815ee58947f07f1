"""What is drawn: lines thick enough, text large enough and clear of the cut, images sharp enough.

The figures are those of GWG 2015 for sheet-fed offset unless the printer says otherwise.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...diagnostics import Severity, Text
from ..document import Page
from ..geometry import MM, Box
from ..marks import ImageUse, Kind, Mark
from ..objects import entry, is_stream, number
from ..pixels import has_edges
from .rule import ERROR, WARNING, Case, Hit, finds, rule
from .stacking import is_solid, lies_on

_MIN_PIXELS = 64
_LARGE_IMAGE = 40_000
_SOME_INK = 0.05

HAIRLINE = rule(
    *("hairline", "GWG 2015, line width"),
    *("线太细，可能印不出来", "the line is too thin to print"),
    *("单色线至少 0.25 pt，反白或多色线至少 0.5 pt", "0.25 pt at least, 0.5 pt reversed or mixed"),
    press=ERROR,
)
TINY_TEXT = rule(
    *("text-tiny", "GWG 2015, text size"),
    *("字太小", "the text is too small"),
    *("放大字号", "set it larger"),
    press=WARNING,
)
NEAR_TRIM = rule(
    *("text-near-trim", "GWG 2015, safe zone"),
    *("文字离裁切边太近，可能被切", "text is so near the trim that it may be cut"),
    *("文字离裁切边留足 3 mm", "keep text 3 mm from the trim"),
    press=WARNING,
)
LOW = rule(
    *("image-resolution-low", "GWG 2015, image resolution"),
    *("图像分辨率不足", "the image has too few pixels for its size"),
    *("换更大的图，或缩小版面尺寸", "use a larger picture, or print it smaller"),
    press=ERROR,
)
HIGH = rule(
    *("image-resolution-high", "GWG 2015, image resolution"),
    *("图像分辨率高得无益", "the image has more pixels than can be printed"),
    *("按 300 ppi 左右重采样", "resample to about 300 ppi"),
    press=WARNING,
)
INTERPOLATE = rule(
    *("image-interpolate", "ISO 19005-3, 6.2.8"),
    *("图像设了插值（Interpolate）", "the image asks to be interpolated"),
    *("去掉 /Interpolate true", "remove /Interpolate true"),
    archive=ERROR,
)


@finds(HAIRLINE)
def lines(case: Case) -> Iterator[Hit]:
    """A line in no ink is there only where it leaves ink out."""
    for page, marks in case.printed:
        below: list[Mark] = []
        for mark in marks:
            width = _thinnest(mark)
            if width is not None and (_inked(mark) or lies_on(mark.box, below, _inked)):
                yield from _hairline(case, page, mark, width * page.unit)
            if is_solid(mark):
                below.append(mark)


def _hairline(case: Case, page: Page, mark: Mark, width: float) -> Iterator[Hit]:
    delicate = mark.paint.white or _inks(mark) > 1
    limit = case.limits.mixed_hairline_pt if delicate else case.limits.hairline_pt
    if width < limit - 0.005:
        severity = None if width < case.limits.hairline_pt - 0.005 else WARNING
        message = Text(
            f"线宽 {width:.2f} pt，不足 {limit:g} pt",
            f"the line is {width:.2f} pt wide, less than {limit:g} pt",
        )
        yield Hit(HAIRLINE, page.place(mark.box), mark.where, message, severity)


def _inked(mark: Mark) -> bool:
    """Whether a mark may print anything; the bare paper and the colorant None do not."""
    return mark.paint.many or not (mark.paint.white or mark.inks == {})


def _thinnest(mark: Mark) -> float | None:
    """The width of a stroke, or of the thinnest bar of a fill; None for anything else."""
    shows = mark.kind is Kind.STROKE or (mark.kind is Kind.FILL and not mark.paint.white)
    return mark.width if shows and not mark.blank else None


def _inks(mark: Mark) -> int:
    return sum(tint > _SOME_INK for tint in (mark.inks or {}).values())


@finds(TINY_TEXT, NEAR_TRIM)
def text_sizes(case: Case) -> Iterator[Hit]:
    for page, mark in case.each():
        if mark.font is None or (mark.kind is Kind.STROKE and mark.width is None):
            continue  # no text, or the outline of letters that have been filled
        size, place, named = mark.size * page.unit, page.place(mark.box), mark.font.label
        if size < case.limits.text_pt - 0.01:
            message = Text(
                f"字号 {size:.1f} pt，不足 {case.limits.text_pt:g} pt",
                f"{size:.1f} pt text, less than {case.limits.text_pt:g} pt",
            )
            yield Hit(TINY_TEXT, place, named, message)
        safe = page.trim.grown(-case.limits.safe_mm * MM / page.unit)
        if not safe.holds(_ink_box(mark), 0.5):
            yield Hit(NEAR_TRIM, place, named)


def _ink_box(mark: Mark) -> Box:
    """The box of a line of type is as high as the font may reach; glyphs keep within it."""
    inset = min(mark.size * 0.15, mark.box.height / 2, mark.box.width / 2)
    return mark.box.grown(-inset)


@finds(LOW, HIGH, INTERPOLATE)
def images(case: Case) -> Iterator[Hit]:
    for page, mark in case.each():
        image = mark.image
        if image is None or image.width * image.height < _MIN_PIXELS:
            continue
        ppi = min(image.ppi) / page.unit
        place = page.place(mark.box)
        found, severity, limit = _resolution(case, image, ppi)
        if found is LOW:
            message = Text(
                f"{ppi:.0f} ppi，不足 {limit:g} ppi", f"{ppi:.0f} ppi, less than {limit:g}"
            )
            yield Hit(LOW, place, image.object, message, severity)
        elif found is HIGH:
            message = Text(f"{ppi:.0f} ppi，多于 {limit:g} ppi", f"{ppi:.0f} ppi, over {limit:g}")
            yield Hit(HIGH, place, image.object, message)
        elif _coarse_mask(case, image, page.unit):
            message = Text(
                "软蒙版分辨率不足，边缘呈阶梯", "the soft mask is too coarse for its edges"
            )
            yield Hit(LOW, place, image.object, message, WARNING)
        if image.interpolate:
            yield Hit(INTERPOLATE, place, image.object)


def _coarse_mask(case: Case, image: ImageUse, unit: float) -> bool:
    """Whether a picture's soft mask has too few samples for the edges in it."""
    mask = entry(image.value, "/SMask")
    width = number(entry(mask, "/Width")) or 0
    if not is_stream(mask) or width < 2:
        return False
    ppi = min(image.ppi) / unit * width / image.width
    return ppi < case.limits.image_ppi[0] * 2 / 3 - 1 and has_edges(mask)


def _resolution(case: Case, image: ImageUse, ppi: float) -> tuple[object, Severity | None, float]:
    """Which rule the resolution breaks. A strip one pixel wide is a colour, not a picture."""
    if min(image.width, image.height) == 1:
        return None, None, 0.0
    least, most = case.limits.image_ppi
    if image.stencil or image.bits == 1:
        return (LOW if ppi < case.limits.lineart_ppi - 1 else None), None, case.limits.lineart_ppi
    if ppi < least - 1:
        return LOW, (ERROR if ppi < least * 2 / 3 - 1 else WARNING), least
    large = image.width * image.height >= _LARGE_IMAGE
    return (HIGH if large and ppi > most + 1 else None), None, most


CHECKS = (lines, text_sizes, images)
