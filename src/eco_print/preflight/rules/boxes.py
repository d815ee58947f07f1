"""Page boxes: nested, of the right size, with bleed that what bleeds reaches.

ISO 32000-1, 14.11.2 says what the boxes are; ISO 15930-7 that a page has a TrimBox or an
ArtBox, not both, inside the BleedBox, inside the MediaBox.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...diagnostics import Text
from ..document import NO_MEDIABOX, Page
from ..geometry import MM, Box
from ..marks import Kind, Mark
from .colours import KINDS, called
from .rule import ERROR, WARNING, Case, Hit, finds, rule

_BOXES = "ISO 32000-1, 14.11.2; ISO 15930-7:2010, 6.12"
_TOLERANCE = 0.1 * MM
_SIZE_TOLERANCE_MM = 0.2
_LIMITS = (3.0, 14400.0)  # units; ISO 19005-2 and -3, 6.1.13

BOX_INVALID = rule(
    *("box-invalid", "ISO 32000-1, 7.9.5; ISO 19005-3, 6.1.13"),
    *("页面框不是有效的矩形", "a page box is no proper rectangle"),
    *("用排版软件重新导出该页", "export the page again from the program that made it"),
    screen=WARNING,
    press=ERROR,
    archive=ERROR,
)
MEDIABOX_MISSING = rule(
    *("mediabox-missing", "ISO 32000-1, 7.7.3.3"),
    *("页面没有 MediaBox", "the page has no MediaBox"),
    *("重新导出；每页都须有 MediaBox", "export again; every page needs a MediaBox"),
    screen=ERROR,
    press=ERROR,
    archive=ERROR,
)
TRIMBOX_MISSING = rule(
    *("trimbox-missing", _BOXES),
    *("页面没有 TrimBox，不知裁切到哪里", "no TrimBox: nobody can tell where the page is cut"),
    *("导出时写入 TrimBox（成品尺寸）", "write a TrimBox, the size of the finished page"),
    press=ERROR,
)
TRIM_AND_ART = rule(
    *("trim-and-art-box", _BOXES),
    *("TrimBox 与 ArtBox 并存", "the page has both a TrimBox and an ArtBox"),
    *("去掉 ArtBox", "remove the ArtBox"),
    press=ERROR,
)
NOT_NESTED = rule(
    *("boxes-not-nested", _BOXES),
    *("页面框没有层层相套", "the page boxes do not lie one inside the other"),
    *(
        "应为 MediaBox ⊇ BleedBox ⊇ TrimBox（ArtBox）",
        "make MediaBox hold BleedBox, and BleedBox hold TrimBox or ArtBox",
    ),
    press=ERROR,
)
BOX_ORIGIN = rule(
    *("box-origin", "ISO 32000-1, 14.11.2 (practice: tools shift such pages)"),
    *("MediaBox 的原点为负", "the MediaBox starts at a negative coordinate"),
    *("把页面移到 0,0 起", "shift the page so that its boxes start at 0, 0"),
    press=WARNING,
)
TRIM_SIZE = rule(
    *("trim-size", "GWG 2015, page size"),
    *("裁切尺寸不是约定的尺寸", "the trimmed page is not of the size agreed"),
    *("改版面尺寸，或改约定的尺寸", "set the page to the size agreed, or agree another"),
    press=ERROR,
)
BLEEDBOX_MISSING = rule(
    *("bleedbox-missing", _BOXES),
    *("页面没有 BleedBox", "the page has no BleedBox"),
    *("导出时写入 BleedBox，四边各留出血", "write a BleedBox with bleed on all four sides"),
    press=WARNING,
)
BLEED_NARROW = rule(
    *("bleed-narrow", "GWG 2015, bleed"),
    *("出血不够宽", "the bleed is narrower than asked for"),
    *("四边各留足出血", "leave the full bleed on every side"),
    press=WARNING,
)
BLEED_NOT_REACHED = rule(
    *("bleed-not-reached", "GWG 2015, bleed"),
    *("贴裁切边的内容没有铺到出血边", "something touches the trim and does not reach the bleed"),
    *("把它铺到出血边，或从裁切边退回", "extend it to the bleed, or draw it back from the trim"),
    press=ERROR,
)
_GAP = Text(
    "离裁切边不到 1 mm 处断开，会露出白边", "it ends less than 1 mm before the trim: paper shows"
)
CROP_CUTS = rule(
    *("cropbox-cuts", "ISO 32000-1, 14.11.2"),
    *("CropBox 小于裁切尺寸，屏幕上看不全", "the CropBox is smaller than the trimmed page"),
    *("去掉 CropBox，或使之包住 TrimBox", "remove the CropBox, or make it hold the TrimBox"),
    press=WARNING,
    screen=WARNING,
)


@finds(BOX_INVALID, MEDIABOX_MISSING)
def boxes_sound(case: Case) -> Iterator[Hit]:
    if any(NO_MEDIABOX in text for text in case.document.warnings):
        yield Hit(MEDIABOX_MISSING)
    for page in case.document.pages:
        if page.given("/MediaBox") is None:
            yield Hit(MEDIABOX_MISSING, page.place())
        for key in ("/MediaBox", "/CropBox", "/BleedBox", "/TrimBox", "/ArtBox"):
            if page.given(key) is not None and not _sound(page.box(key)):
                yield Hit(BOX_INVALID, page.place(), key[1:])


def _sound(box: Box | None) -> bool:
    if box is None:
        return False
    least, most = _LIMITS
    return least <= box.width <= most and least <= box.height <= most


@finds(TRIMBOX_MISSING, TRIM_AND_ART)
def trim_given(case: Case) -> Iterator[Hit]:
    for page in case.document.pages:
        trim, art = page.box("/TrimBox"), page.box("/ArtBox")
        if trim is None and art is None:
            yield Hit(TRIMBOX_MISSING, page.place())
        if trim is not None and art is not None:
            yield Hit(TRIM_AND_ART, page.place())


@finds(NOT_NESTED, BOX_ORIGIN, CROP_CUTS)
def boxes_nested(case: Case) -> Iterator[Hit]:
    for page in case.document.pages:
        for outer, inner in _unnested(page):
            message = Text(f"{inner} 伸出了 {outer}", f"{inner} reaches out of {outer}")
            yield Hit(NOT_NESTED, page.place(), f"{outer}, {inner}", message)
        if page.media.x0 < -0.01 or page.media.y0 < -0.01:
            yield Hit(BOX_ORIGIN, page.place(), "MediaBox")
        crop = page.box("/CropBox")
        if crop is not None and not crop.holds(page.trim, _TOLERANCE):
            yield Hit(CROP_CUTS, page.place(), "CropBox")


def _unnested(page: Page) -> Iterator[tuple[str, str]]:
    boxes = {key: page.box("/" + key) for key in ("BleedBox", "TrimBox", "ArtBox")}
    for inner in ("BleedBox", "TrimBox", "ArtBox"):
        box = boxes[inner]
        if box is None:
            continue
        bleed = boxes["BleedBox"]
        outer = "MediaBox" if inner == "BleedBox" or bleed is None else "BleedBox"
        if not (page.media if outer == "MediaBox" else bleed or page.media).holds(box):
            yield outer, inner


@finds(TRIM_SIZE)
def trim_size(case: Case) -> Iterator[Hit]:
    wanted = case.limits.trim_mm
    for page in case.document.pages if wanted else ():
        width, height = page.trim_mm
        if wanted and max(abs(width - wanted[0]), abs(height - wanted[1])) > _SIZE_TOLERANCE_MM:
            sizes = f"{width:g} × {height:g} mm ≠ {wanted[0]:g} × {wanted[1]:g} mm"
            yield Hit(TRIM_SIZE, page.place(page.trim), message=TRIM_SIZE.saying(sizes))


@finds(BLEEDBOX_MISSING, BLEED_NARROW)
def bleed_width(case: Case) -> Iterator[Hit]:
    wanted = case.limits.bleed_mm
    for page in case.document.pages if wanted > 0 else ():
        bleed = page.box("/BleedBox")
        if page.given("/BleedBox") is None:
            yield Hit(BLEEDBOX_MISSING, page.place())
        if bleed is None:
            continue
        widths = [side * page.unit / MM for side in _sides(page.trim, bleed)]
        if 0 <= min(widths) < wanted - 0.05:
            said = f"{min(widths):.1f} mm < {wanted:g} mm"
            yield Hit(BLEED_NARROW, page.place(), "BleedBox", BLEED_NARROW.saying(said))


def _sides(trim: Box, bleed: Box) -> tuple[float, float, float, float]:
    """How far the bleed reaches beyond the trim: left, bottom, right, top."""
    return (
        trim.x0 - bleed.x0,
        trim.y0 - bleed.y0,
        bleed.x1 - trim.x1,
        bleed.y1 - trim.y1,
    )


@finds(BLEED_NOT_REACHED)
def bleed_reached(case: Case) -> Iterator[Hit]:
    wanted = case.limits.bleed_mm * MM
    for page, marks in case.printed:
        for mark in marks if wanted > 0 and page.trim_given else ():
            for box in _drawn(mark):
                visible = box.cut(mark.box)
                if visible is None:
                    continue
                if _stops_short(visible, page.trim, wanted / page.unit):
                    yield Hit(BLEED_NOT_REACHED, page.place(visible), called(mark), _short(mark))
                    break
                if _leaves_a_gap(visible, page.trim, wanted / page.unit):
                    yield Hit(BLEED_NOT_REACHED, page.place(visible), called(mark), _GAP, WARNING)
                    break


def _drawn(mark: Mark) -> Iterator[Box]:
    """The areas of a mark that can bleed: not text, not the bare paper."""
    if mark.kind is Kind.TEXT or mark.paint.white or mark.font is not None:
        return
    for part in mark.parts:
        yield part.box


def _stops_short(box: Box, trim: Box, bleed: float) -> bool:
    """Whether some side of the box is at the trim's edge or past it, but not at the bleed's."""
    if not box.overlaps(trim) and (box.width > 0 and box.height > 0):
        return False
    return any(
        -_TOLERANCE <= beyond < bleed - _TOLERANCE for beyond in _sides(trim, box)
    ) and box.meets(trim)


def _leaves_a_gap(box: Box, trim: Box, bleed: float) -> bool:
    """Whether a box bleeds on one side, and ends so near before the trim on another that a
    stripe of paper shows there.
    """
    sides = _sides(trim, box)
    return max(sides) >= bleed - _TOLERANCE and any(-MM < side < -_TOLERANCE for side in sides)


def _short(mark: Mark) -> Text:
    kind = KINDS[mark.kind]
    return Text(
        f"贴裁切边的{kind.zh}没有铺到出血边",
        f"{kind.en} touches the trim and does not reach the bleed",
    )


CHECKS = (boxes_sound, trim_given, boxes_nested, trim_size, bleed_width, bleed_reached)
