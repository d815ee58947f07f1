"""Total ink over the limit: paint that will not dry, sheets that stick.

ISO 12647-2 sets what a printing condition can carry; the figure is the printer's. Pages that
cannot exceed it are cleared by reckoning, the others are rendered into their plates.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...diagnostics import Text
from .. import ink
from .._exec import Absent, Failed, ghostscript
from ..document import Page
from ..model import InkFact
from .rule import ERROR, NOTE, WARNING, Case, Hit, finds, rule

OVER = rule(
    *("ink-over-limit", "ISO 12647-2, tone value sum; GWG 2015, total ink"),
    *("总墨量超出上限", "the total ink is over the limit"),
    *("减少底色的油墨，或按印厂 ICC 重新分色", "use less ink, or separate anew by the ICC profile"),
    press=ERROR,
)
UNMEASURED = rule(
    *("ink-unmeasured", "eco-print"),
    *("没有量总墨量：这台机器没有 Ghostscript", "ink was not measured: no Ghostscript here"),
    *("装上 Ghostscript（apt install ghostscript）再查", "install it: apt install ghostscript"),
    press=NOTE,
)
UNRENDERED = rule(
    *("ink-render-failed", "eco-print"),
    *("Ghostscript 没能渲染分色版", "Ghostscript could not render the separations"),
    *("先解决文件的其他问题再查", "mend the file's other faults and check again"),
    press=WARNING,
)


@finds(OVER, UNMEASURED, UNRENDERED)
def total_ink(case: Case) -> Iterator[Hit]:
    """RGB and Lab have no plates yet, which is their own finding; what is in inks is judged.

    Where PDF/X lets them through, the output intent's profile makes inks of them.
    """
    converts = case.document.claims.managed_colours
    doubtful: list[Page] = []
    for page, marks in case.printed:
        fact = case.ink[page.number] = ink.bound(page, marks)
        inked = [
            mark
            for mark in marks
            if mark.paint.space.kind not in {"rgb", "lab"}
            or (converts and mark.paint.space.managed)
        ]
        if fact.total is None and len(inked) < len(marks):
            fact = ink.bound(page, inked)
        if fact.total is None or fact.total > case.limits.total_ink + 0.5:
            doubtful.append(page)
    if doubtful:
        yield from _rendered(case, doubtful)


def _rendered(case: Case, pages: list[Page]) -> Iterator[Hit]:
    intent = case.document.press_intent
    profile = intent.profile if intent is not None and intent.components == 4 else b""
    dpi = min(map(ink.resolution, pages))
    numbers = [page.number for page in pages]
    plates = ghostscript.separations(case.document.data, numbers, dpi, profile)
    if isinstance(plates, Absent):
        yield from (_unmeasured(case, page) for page in pages)
    elif isinstance(plates, Failed):
        said = UNRENDERED.because(plates.detail)
        yield from (Hit(UNRENDERED, page.place(), message=said) for page in pages)
    else:
        for page, rendered in zip(pages, plates, strict=True):
            case.ink[page.number] = ink.measured(page, rendered, case.limits.total_ink)
            yield from _over(case, case.ink[page.number])


def _unmeasured(case: Case, page: Page) -> Hit:
    """Without rendering only a bound is known; the page may be better than that."""
    fact = case.ink[page.number]
    said = f"≤ {fact.total:.0f} %" if fact.total is not None else "RGB, Lab, ICC"
    return Hit(UNMEASURED, page.place(), message=UNMEASURED.saying(said))


def _over(case: Case, fact: InkFact) -> Iterator[Hit]:
    limit = case.limits.total_ink
    if fact.total is not None and fact.total > limit + 0.5 and fact.place is not None:
        message = Text(
            f"总墨量 {fact.total:.0f} %，上限 {limit:.0f} %",
            f"the total ink is {fact.total:.0f} %, the limit {limit:.0f} %",
        )
        yield Hit(OVER, fact.place, message=message)


CHECKS = (total_ink,)
