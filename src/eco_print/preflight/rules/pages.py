"""Pages as a set: none empty, all of one size, as many as the binding takes, none turned."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from ...diagnostics import Text
from ...profile import Binding
from ..objects import entry, name, text
from .rule import ERROR, NOTE, WARNING, Case, Hit, finds, rule

PAGE_EMPTY = rule(
    *("page-empty", "GWG 2015, empty pages"),
    *("空白页", "the page is empty"),
    *("若非有意留白，请删去该页", "remove the page unless it is blank on purpose"),
    screen=WARNING,
    press=WARNING,
    archive=WARNING,
)
PAGE_COUNT = rule(
    *("page-count-binding", "GWG 2015, number of pages"),
    *("页数不合装订方式", "the number of pages does not fit the binding"),
    *(
        "增减页数；骑马订须为 4 的倍数，胶订须为 2 的倍数",
        "add or remove pages: a multiple of 4 for saddle stitch, of 2 for perfect binding",
    ),
    press=ERROR,
)
SIZES_MIXED = rule(
    *("page-sizes-mixed", "GWG 2015, page size"),
    *("各页裁切尺寸不一", "the pages are trimmed to different sizes"),
    *("统一版面，或分成几个文件", "give all pages one size, or make several files"),
    press=WARNING,
)
PAGE_ROTATED = rule(
    *("page-rotated", "GWG 2015, page rotation"),
    *("页面带 /Rotate，拼版时方向可能出错", "the page is turned by /Rotate"),
    *("按成品方向导出，不用 /Rotate", "export the page upright, without /Rotate"),
    press=WARNING,
)
USER_UNIT = rule(
    *("page-user-unit", "GWG 2015, page scaling"),
    *("页面用 UserUnit 缩放", "the page is scaled by UserUnit"),
    *("按实际尺寸导出", "export the page at its real size"),
    press=WARNING,
)
PRESEPARATED = rule(
    *("page-separated", "ISO 32000-1, 14.11.4; GWG 2015, separations"),
    *("页面已分色，每页只是一块版", "the page is one plate of a page that is separated already"),
    *("按复合页面导出，分色由印厂做", "export composite pages; separating is the printer's"),
    press=ERROR,
)
TREE_DAMAGED = rule(
    *("page-tree-damaged", "ISO 32000-1, 7.7.3"),
    *("页面树有损坏或循环", "the page tree is damaged or loops"),
    *("重新导出，或用 qpdf 修复后核对页数", "export again, or mend with qpdf and count the pages"),
    screen=ERROR,
    press=ERROR,
    archive=ERROR,
)
NO_PAGES = rule(
    *("pdf-no-pages", "ISO 32000-1, 7.7.3"),
    *("文件里没有页面", "the file has no page"),
    *("重新导出", "export again"),
    screen=ERROR,
    press=ERROR,
    archive=ERROR,
)


@finds(TREE_DAMAGED, NO_PAGES)
def page_tree(case: Case) -> Iterator[Hit]:
    if not case.document.tree_complete:
        yield Hit(TREE_DAMAGED)
    if not case.document.pages:
        yield Hit(NO_PAGES)


@finds(PAGE_EMPTY)
def empty_pages(case: Case) -> Iterator[Hit]:
    """Blank leaves at the end that fill up a signature are meant."""
    empty = [
        page
        for page, marks in case.printed
        if not any(not mark.blank and not mark.paint.white for mark in marks)
    ]
    padding = _padding(case, {page.number for page in empty})
    for page in empty:
        severity = NOTE if page.number in padding else None
        yield Hit(PAGE_EMPTY, page.place(), severity=severity)


def _padding(case: Case, empty: set[int]) -> set[int]:
    signature, count = case.limits.binding.signature, len(case.document.pages)
    found: set[int] = set()
    while count and count in empty and len(found) < signature - 1:
        found.add(count)
        count -= 1
    return found


@finds(PAGE_COUNT)
def page_count(case: Case) -> Iterator[Hit]:
    binding, count = case.limits.binding, len(case.document.pages)
    if binding is not Binding.NONE and count % binding.signature:
        names = {Binding.SADDLE: "骑马订", Binding.PERFECT: "胶订"}
        yield Hit(
            PAGE_COUNT,
            message=Text(
                f"{names[binding]}须为 {binding.signature} 的倍数，文件有 {count} 页",
                f"{binding.value} binding takes a multiple of {binding.signature} pages, "
                f"the file has {count}",
            ),
        )


@finds(SIZES_MIXED, PAGE_ROTATED, USER_UNIT)
def page_sizes(case: Case) -> Iterator[Hit]:
    sizes = Counter(tuple(map(round, page.trim_mm)) for page in case.document.pages)
    usual = sizes.most_common(1)[0][0] if sizes else (0, 0)
    for page in case.document.pages:
        if tuple(map(round, page.trim_mm)) != usual:
            width, height = page.trim_mm
            yield Hit(SIZES_MIXED, page.place(), f"{width:g} × {height:g} mm")
        if page.rotate:
            yield Hit(PAGE_ROTATED, page.place(), f"/Rotate {page.rotate}")
        if page.unit != 1.0:
            yield Hit(USER_UNIT, page.place(), f"/UserUnit {page.unit:g}")


@finds(PRESEPARATED)
def separated(case: Case) -> Iterator[Hit]:
    for page in case.document.pages:
        if (told := entry(page.value, "/SeparationInfo")) is not None:
            colorant = entry(told, "/DeviceColorant")
            yield Hit(PRESEPARATED, page.place(), name(colorant) or text(colorant))


CHECKS = (page_tree, empty_pages, page_count, page_sizes, separated)
