"""Tags: the logical structure that reading aloud, reflow and long keeping rely on.

ISO 14289-1 (PDF/UA-1), 7; ISO 19005-3, 6.7. Most of it is a duty only where the file promises
it, by claiming PDF/UA or PDF/A at level A; elsewhere it is advice, or nothing.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...diagnostics import Text
from ..document import Document, Page
from ..objects import Value, elements, entry, is_dictionary, name, path, reference, text
from ..tags import STANDARD, Element
from .interactive import rectangle
from .metadata import lighter_untagged
from .rule import ERROR, WARNING, Case, Hit, Rule, finds, rule

UNTAGGED = rule(
    *("untagged", "ISO 14289-1, 7.1; ISO 19005-3, 6.7.2 and 6.7.3"),
    *("文件没有标签（结构树）", "the file is not tagged"),
    *("导出带标签的 PDF", "export a tagged PDF"),
    screen=WARNING,
    archive=ERROR,
)
SUSPECT = rule(
    *("tags-suspect", "ISO 14289-1, 7.1"),
    *("标签自称不可靠（Suspects）", "the tags call themselves suspect"),
    *("核对标签后去掉 /Suspects", "check the tags and remove /Suspects"),
    screen=WARNING,
    archive=ERROR,
)
CONTENT_UNTAGGED = rule(
    *("content-untagged", "ISO 14289-1, 7.1"),
    *("内容既无标签，也未标为页面装饰（Artifact）", "content is neither tagged nor an artifact"),
    *("给内容加标签，装饰标为 Artifact", "tag it, or mark it as an artifact"),
    screen=WARNING,
    archive=ERROR,
)
ROLE_UNKNOWN = rule(
    *("tag-unknown", "ISO 14289-1, 7.1; ISO 19005-3, 6.7.3.4"),
    *("标签类型不是标准的，也没有映射", "a tag is no standard type and mapped to none"),
    *("在 RoleMap 里映射到标准类型", "map it to a standard type in the RoleMap"),
    screen=WARNING,
    archive=ERROR,
)
NO_ALT = rule(
    *("figure-alt-missing", "ISO 14289-1, 7.3"),
    *("图没有替代文字", "a figure has no alternative text"),
    *("给图写 /Alt；纯装饰的图标为 Artifact", "give it /Alt, or make a mere ornament an artifact"),
    screen=WARNING,
    archive=ERROR,
)
SKIPPED = rule(
    *("heading-skipped", "ISO 14289-1, 7.4.2"),
    *("标题级别有跳级", "heading levels are skipped"),
    *("标题从 H1 起逐级使用", "start with H1 and go down one level at a time"),
    screen=WARNING,
    archive=ERROR,
)
TAB_ORDER = rule(
    *("tab-order", "ISO 14289-1, 7.18.3"),
    *("有注释的页面没有按结构跳转（Tabs）", "a page with annotations has no structural tab order"),
    *("在该页写 /Tabs /S", "set /Tabs /S on the page"),
    screen=WARNING,
    archive=ERROR,
)
LINK_TEXT = rule(
    *("link-description-missing", "ISO 14289-1, 7.18.5"),
    *("链接没有说明文字", "a link has no description"),
    *("给链接注释写 /Contents", "give the link annotation /Contents"),
    screen=WARNING,
    archive=ERROR,
)
ANNOTATION_UNTAGGED = rule(
    *("annotation-untagged", "ISO 14289-1, 7.18.1 and 7.18.5"),
    *("注释或链接不在结构树里", "an annotation or link is not in the structure tree"),
    *("把它放进 Link 或 Annot 标签", "nest it in a Link or Annot tag"),
    screen=WARNING,
    archive=ERROR,
)


@finds(UNTAGGED, SUSPECT)
def tagged(case: Case) -> Iterator[Hit]:
    document = case.document
    if not is_tagged(document):
        yield Hit(UNTAGGED, severity=lighter_untagged(document))
    if path(document.catalog, "/MarkInfo", "/Suspects") is True and document.claims.pdfua_part:
        yield Hit(SUSPECT)


def is_tagged(document: Document) -> bool:
    marked = path(document.catalog, "/MarkInfo", "/Marked") is True
    return marked and is_dictionary(entry(document.catalog, "/StructTreeRoot"))


@finds(CONTENT_UNTAGGED)
def content_tagged(case: Case) -> Iterator[Hit]:
    if not (case.document.claims.pdfua_part and is_tagged(case.document)):
        return
    for page, content in case.document.shown:
        for mark in content.marks:
            if not (mark.tagged or mark.artifact or mark.hidden):
                yield Hit(CONTENT_UNTAGGED, page.place(mark.box), mark.where)


@finds(ROLE_UNKNOWN, NO_ALT, SKIPPED)
def structure(case: Case) -> Iterator[Hit]:
    if not is_tagged(case.document):
        return
    yield from _headings(case)
    for element in case.document.structure:
        if element.kind not in STANDARD and case.document.claims.tagged:
            yield tag_hit(case, ROLE_UNKNOWN, element)
        if element.kind == "Figure" and not _described(element.value):
            yield tag_hit(case, NO_ALT, element)


def tag_hit(case: Case, found: Rule, element: Element, message: Text | None = None) -> Hit:
    """A hit on an element; lighter where the file does not promise PDF/UA."""
    place = case.document.pages[element.page - 1].place() if element.page else None
    lighter = None if case.document.claims.pdfua_part else WARNING
    key = reference(element.value)
    named = f"{element.given} ({key[0]} 0 obj)" if key else element.given
    return Hit(found, place, named, message, lighter)


def _described(value: Value) -> bool:
    return any(text(entry(value, key)).strip() for key in ("/Alt", "/ActualText"))


def _headings(case: Case) -> Iterator[Hit]:
    level = 0
    for element in case.document.structure:
        if len(element.kind) == 2 and element.kind[0] == "H" and element.kind[1].isdigit():
            now = int(element.kind[1])
            if now > level + 1:
                before = f"H{level}" if level else "—"
                yield tag_hit(case, SKIPPED, element, SKIPPED.saying(f"{before} → H{now}"))
            level = now


@finds(TAB_ORDER, LINK_TEXT, ANNOTATION_UNTAGGED)
def tagged_annotations(case: Case) -> Iterator[Hit]:
    if not case.document.claims.pdfua_part:
        return
    for page in case.document.pages:
        shown = [item for item in elements(entry(page.value, "/Annots")) if _matters(item)]
        if shown and name(page.given("/Tabs")) != "S":
            yield Hit(TAB_ORDER, page.place())
        for annotation in shown:
            yield from _annotation(page, annotation)


def _matters(annotation: Value) -> bool:
    return name(entry(annotation, "/Subtype")) not in {"Popup", "PrinterMark", "TrapNet"}


def _annotation(page: Page, annotation: Value) -> Iterator[Hit]:
    kind = name(entry(annotation, "/Subtype"))
    key = reference(annotation)
    named = f"{kind} ({key[0]} 0 obj)" if key else kind
    place = page.place(rectangle(annotation))
    if entry(annotation, "/StructParent") is None:
        yield Hit(ANNOTATION_UNTAGGED, place, named)
    if kind == "Link" and not text(entry(annotation, "/Contents")).strip():
        yield Hit(LINK_TEXT, place, named)


CHECKS = (tagged, content_tagged, structure, tagged_annotations)
