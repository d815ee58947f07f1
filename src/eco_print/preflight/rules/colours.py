"""Colours for the press: process and spot inks only, spot colours defined once, sound blending.

GWG 2015 and ISO 15930-7:2010, 6.4 and 6.20; ISO 32000-1, 8.6 and 11.6. PDF/X-4 itself would let
ICC-based RGB through, to be converted at the printer's; what is to print as proofed has none.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...diagnostics import Severity, Text
from ..colour import Space
from ..marks import Kind, Mark
from ..model import Claims
from ..tints import PROCESS
from .rule import ERROR, WARNING, Case, Hit, finds, rule

KINDS = {
    Kind.TEXT: Text("文字", "text"),
    Kind.FILL: Text("填色", "a fill"),
    Kind.STROKE: Text("线条", "a line"),
    Kind.IMAGE: Text("图像", "an image"),
    Kind.SHADING: Text("渐变", "a gradient"),
}
_LARGE_TEXT = 24.0
_SOME_INK = 0.05

RGB = rule(
    *("colour-rgb", "GWG 2015, colour; ISO 15930-7:2010, 6.4"),
    *("有 RGB 颜色", "an RGB colour is used"),
    *(
        "换成 CMYK 或专色；图片按印厂 ICC 转换",
        "use CMYK or spot; convert pictures by the ICC profile",
    ),
    press=ERROR,
)
LAB = rule(
    *("colour-lab", "GWG 2015, colour"),
    *("有 Lab 颜色", "a Lab colour is used"),
    *("换成 CMYK 或专色", "use CMYK or a spot colour"),
    press=ERROR,
)
BLEND_SPACE = rule(
    *("blend-space", "ISO 32000-1, 11.6.6; ISO 15930-7:2010, 6.20"),
    *("透明混合不在 CMYK 里进行", "transparency is blended in a space that is not CMYK"),
    *("透明组的 /CS 用 DeviceCMYK 或输出意图的空间", "give the group /CS /DeviceCMYK or none"),
    press=ERROR,
)
RICH_BLACK = rule(
    *("rich-black-text", "GWG 2015, text"),
    *("黑字由多块版叠成", "black text is made of several inks"),
    *("正文黑字只用 K 100", "set black text in K 100 alone"),
    press=ERROR,
)
MIXED_TEXT = rule(
    *("text-mixed-inks", "GWG 2015, text"),
    *("小字由三种以上油墨叠成，套印稍偏即发虚", "small text is made of three inks or more"),
    *("小字只用一两种油墨", "use one ink or two for small text"),
    press=WARNING,
)


MANAGED = rule(
    *("colour-managed", "GWG 2015, colour; ISO 32000-1, 8.6.5"),
    *(
        "颜色要再次分色，单黑可能变成四色",
        "the colour is separated anew: black may become four inks",
    ),
    *(
        "改用 DeviceCMYK、DeviceGray，去掉 DefaultCMYK、DefaultGray",
        "use DeviceCMYK and DeviceGray, and no DefaultCMYK or DefaultGray",
    ),
    press=ERROR,
)
TRANSPARENT = rule(
    *("transparency-not-allowed", "ISO 15930-4 and -6 (PDF/X-1a, PDF/X-3), transparency"),
    *("所声明的 PDF/X 不许有透明", "the PDF/X claimed allows no transparency"),
    *("压平透明，或改为 PDF/X-4", "flatten the transparency, or make it PDF/X-4"),
    press=ERROR,
)


@finds(RGB, LAB, MANAGED)
def models(case: Case) -> Iterator[Hit]:
    for page, mark in case.each():
        space, kind = mark.paint.space.root, KINDS[mark.kind]
        alternate = space.base.kind if space.kind == "spot" and space.base else ""
        if alternate == "rgb":
            message = Text(f"{space} 的替代色是 RGB", f"the alternate of {space} is RGB")
            yield Hit(RGB, page.place(mark.box), called(mark), message)
        found = {"rgb": RGB, "lab": LAB}.get(space.kind)
        if found is None and space.managed and not space.native and not mark.paint.white:
            found = MANAGED
        if found is not None:
            message = _used(kind, space, case.document.claims)
            severity = _managed(mark, case)
            yield Hit(found, page.place(mark.box), called(mark), message, severity)


def _used(kind: Text, space: Space, claims: Claims) -> Text:
    if space.managed and claims.managed_colours:
        return Text(
            f"{kind.zh}用了 {space}：{claims.pdfx} 许可，但要由印厂再分色",
            f"{kind.en} uses {space}: {claims.pdfx} allows it, but it is separated anew",
        )
    return Text(f"{kind.zh}用了 {space}", f"{kind.en} uses {space}")


def _managed(mark: Mark, case: Case) -> Severity | None:
    """What is defined by a profile is converted, and that is what PDF/X-3 and X-4 mean by allowing
    it. A RIP may well keep grey on the black plate. One that goes by the profile makes several
    inks of it, which small text does not survive.
    """
    space = mark.paint.space.root
    allowed = space.managed and (space.kind == "gray" or case.document.claims.managed_colours)
    small = mark.font is not None and mark.size < case.limits.black_text_pt
    return WARNING if allowed and not small else None


@finds(RGB)
def outside(case: Case) -> Iterator[Hit]:
    """PDF/X speaks of whole pages: of crop marks in RGB too."""
    if not case.document.claims.press:
        return
    for page, mark in case.around:
        space, kind = mark.paint.space.root, KINDS[mark.kind]
        if space.kind == "rgb" and not space.managed:
            message = Text(
                f"裁切线外的{kind.zh}用了 {space}，PDF/X 管的是整页",
                f"{kind.en} outside the trim uses {space}: PDF/X speaks of whole pages",
            )
            yield Hit(RGB, page.place(mark.box), called(mark), message)


@finds(RGB)
def masks(case: Case) -> Iterator[Hit]:
    for page, content in case.document.shown:
        for oddity in content.oddities:
            if oddity.kind == "mask-rgb":
                message = Text(f"软蒙版里用了 {oddity.detail}", f"a soft mask uses {oddity.detail}")
                yield Hit(RGB, page.place(), oddity.object, message)


def called(mark: Mark) -> str:
    if mark.image is not None:
        return mark.image.object
    return mark.font.label if mark.font is not None else mark.where


@finds(TRANSPARENT)
def transparency(case: Case) -> Iterator[Hit]:
    if case.document.claims.before_x4:
        for page, mark in case.each():
            if mark.transparent:
                yield Hit(TRANSPARENT, page.place(mark.box), called(mark))


@finds(BLEND_SPACE)
def blending(case: Case) -> Iterator[Hit]:
    """A group's space matters only where something on the page is transparent."""
    for page, content in case.document.shown:
        if not any(mark.transparent for mark in content.marks):
            continue
        for oddity in content.oddities:
            kind, _, described = oddity.detail.partition(":")
            if oddity.kind == "group" and kind in {"rgb", "lab"}:
                yield Hit(BLEND_SPACE, page.place(), oddity.object, BLEND_SPACE.saying(described))


@finds(RICH_BLACK, MIXED_TEXT)
def text_inks(case: Case) -> Iterator[Hit]:
    for page, mark in case.each():
        if mark.font is None or not mark.inks:
            continue
        used = {plate: tint for plate, tint in mark.inks.items() if tint > _SOME_INK}
        place, said = page.place(mark.box), _tints(used)
        if _looks_black(used) and mark.size < _LARGE_TEXT:
            severity = None if mark.size < case.limits.black_text_pt else WARNING
            yield Hit(RICH_BLACK, place, mark.font.label, RICH_BLACK.saying(said), severity)
        elif len(used) >= 3 and mark.size < case.limits.mixed_text_pt:
            yield Hit(MIXED_TEXT, place, mark.font.label, MIXED_TEXT.saying(said))


def _looks_black(inks: dict[str, float]) -> bool:
    """Black with another ink under it, or cyan, magenta and yellow making black."""
    black = inks.get("Black", 0.0)
    others = [inks.get(plate, 0.0) for plate in PROCESS[:3]]
    if black >= 0.85:
        return len(inks) > 1
    return min(others) >= 0.5 and min(others) + black >= 0.9


def _tints(inks: dict[str, float]) -> str:
    """As printers write them: C 60 M 50 K 100."""
    letters = dict(zip(PROCESS, "CMYK", strict=True))
    return " ".join(f"{letters.get(name, name)} {tint * 100:.0f}" for name, tint in inks.items())


CHECKS = (models, outside, masks, transparency, blending, text_inks)
