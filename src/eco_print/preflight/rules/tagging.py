"""Tags: the logical structure that reading aloud, reflow and long keeping rely on.

ISO 14289-1 (PDF/UA-1), 7; ISO 19005-3, 6.7. Most of it is a duty only where the file promises
it, by claiming PDF/UA or PDF/A at level A; elsewhere it is advice, or nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ...diagnostics import Text
from ..document import Document, Page
from ..objects import Value, elements, entry, is_dictionary, items, name, path, reference, text
from .interactive import rectangle
from .metadata import lighter_untagged
from .rule import ERROR, WARNING, Case, Hit, Rule, finds, rule

_ELEMENTS = 200_000
_STANDARD = frozenset(
    (
        *("Document", "DocumentFragment", "Part", "Art", "Sect", "Div", "Aside", "Title", "Sub"),
        *("BlockQuote", "Caption", "TOC", "TOCI", "Index", "NonStruct", "Private", "P", "H"),
        *("H1", "H2", "H3", "H4", "H5", "H6", "L", "LI", "Lbl", "LBody", "Table", "TR", "TH"),
        *("TD", "THead", "TBody", "TFoot", "Span", "Quote", "Note", "FENote", "Reference"),
        *("BibEntry", "Code", "Link", "Annot", "Ruby", "RB", "RT", "RP", "Warichu", "WT", "WP"),
        *("Figure", "Formula", "Form", "Em", "Strong", "Artifact"),
    )
)

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
NO_SCOPE = rule(
    *("table-scope-missing", "ISO 14289-1, 7.5"),
    *("表头没有写明所管的行列（Scope）", "a header cell does not say what it heads"),
    *("给 TH 写 /Scope（Row 或 Column）", "give each TH a /Scope of Row or Column"),
    screen=WARNING,
    archive=ERROR,
)
NO_HEADERS = rule(
    *("table-headers-missing", "ISO 14289-1, 7.5"),
    *("表格没有表头单元格", "a table has no header cell"),
    *("表头用 TH 标签；只为排版的表格不用 Table", "tag headers TH; tag no Table for mere layout"),
    screen=WARNING,
    archive=WARNING,
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


@dataclass(frozen=True, slots=True)
class Element:
    """A structure element: its standard type, its own, and what holds it."""

    value: Value
    kind: str
    given: str
    parent: Element | None
    page: int | None


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


@finds(ROLE_UNKNOWN, NO_ALT, NO_SCOPE, NO_HEADERS, SKIPPED)
def structure(case: Case) -> Iterator[Hit]:
    if not is_tagged(case.document):
        return
    found = list(tree(case.document))
    yield from _headings(case, found)
    yield from _headless(case, found)
    for element in found:
        if element.kind not in _STANDARD and case.document.claims.tagged:
            yield _hit(case, ROLE_UNKNOWN, element)
        if element.kind == "Figure" and not _described(element.value):
            yield _hit(case, NO_ALT, element)
        if element.kind == "TH" and not _scoped(element):
            yield _hit(case, NO_SCOPE, element)


def _hit(case: Case, found: Rule, element: Element, message: Text | None = None) -> Hit:
    place = case.document.pages[element.page - 1].place() if element.page else None
    lighter = None if case.document.claims.pdfua_part else WARNING
    key = reference(element.value)
    named = f"{element.given} ({key[0]} 0 obj)" if key else element.given
    return Hit(found, place, named, message, lighter)


def _described(value: Value) -> bool:
    return any(text(entry(value, key)).strip() for key in ("/Alt", "/ActualText"))


def _scoped(element: Element) -> bool:
    """A TH needs a scope unless the cells name their headers themselves."""
    attributes = entry(element.value, "/A")
    for attribute in elements(attributes) or [attributes]:
        if name(entry(attribute, "/Scope")) in {"Row", "Column", "Both"}:
            return True
    return bool(text(entry(element.value, "/ID")))


def _headless(case: Case, found: list[Element]) -> Iterator[Hit]:
    headed = {id(_table_of(element)) for element in found if element.kind == "TH"}
    filled = {id(_table_of(element)) for element in found if element.kind == "TD"}
    for element in found:
        if element.kind == "Table" and id(element) in filled - headed:
            yield _hit(case, NO_HEADERS, element)


def _table_of(cell: Element) -> Element | None:
    """The table that a cell stands in."""
    around = cell.parent
    while around is not None and around.kind != "Table":
        around = around.parent
    return around


def _headings(case: Case, found: list[Element]) -> Iterator[Hit]:
    level = 0
    for element in found:
        if len(element.kind) == 2 and element.kind[0] == "H" and element.kind[1].isdigit():
            now = int(element.kind[1])
            if now > level + 1:
                before = f"H{level}" if level else "—"
                yield _hit(case, SKIPPED, element, SKIPPED.saying(f"{before} → H{now}"))
            level = now


def tree(document: Document) -> Iterator[Element]:
    """The structure elements in reading order, without recursion and without loops."""
    root = entry(document.catalog, "/StructTreeRoot")
    roles = {key[1:]: name(value) for key, value in items(entry(root, "/RoleMap"))}
    numbers = {reference(page.value): page.number for page in document.pages}
    stack: list[tuple[Value, Element | None]] = _children(root, None)
    seen: set[tuple[int, int]] = set()
    while stack and len(seen) < _ELEMENTS:
        value, parent = stack.pop()
        key = reference(value)
        if not is_dictionary(value) or (key is not None and key in seen):
            continue
        if key is not None:
            seen.add(key)
        given = name(entry(value, "/S"))
        if not given:
            continue
        page = numbers.get(reference(entry(value, "/Pg")), parent.page if parent else None)
        element = Element(value, _standard(given, roles), given, parent, page)
        yield element
        stack.extend(_children(value, element))


def _children(value: Value, parent: Element | None) -> list[tuple[Value, Element | None]]:
    kids = entry(value, "/K")
    listed = elements(kids) or [kids]
    return [(kid, parent) for kid in reversed(listed)]


def _standard(given: str, roles: dict[str, str]) -> str:
    for _ in range(16):
        if given in _STANDARD or given not in roles:
            return given
        given = roles[given]
    return given


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
