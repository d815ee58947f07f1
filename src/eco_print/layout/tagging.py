"""Tagging: the structure of the document, from its elements, in reading order.

In: the laid-out pages, and the marked content that painting numbered. Out: the structure tree
of ISO 32000-1, 14.7 and 14.8, as ISO 14289-1 (PDF/UA-1) asks for it. One element is one node,
also where it is broken between pages or columns (`elements` makes it); table heads that are
repeated, page headers and page numbers are artifacts.
"""

from __future__ import annotations

from typing import Any

import pydyf
from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder

from ..diagnostics import Diagnostic
from ..source import Source
from .elements import ElementTree
from .marking import numbers_in, put_in_order, streams_by_page
from .structure import Annotation, Content, Node, write_tree

_POINTS = 0.75
_FURNITURE = {"@top": "Header", "@bottom": "Footer"}
_LABELS = ("::marker", "::footnote-marker", "::note-marker")


class Tagger:
    """Takes the place of the engine's own tagging; keeps what it found."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self.findings: list[Diagnostic] = []

    def add_tags(self, pdf: Any, document: Any, _version: object, page_streams: list[Any]) -> None:
        """Tag a document that has just been painted."""
        tree = ElementTree(document, self._source)
        for number, (stream, groups) in enumerate(streams_by_page(pdf, page_streams)):
            forms = {mcid: group for group in groups for mcid in numbers_in(group)}
            page = _PageReader(tree, number, document.pages[number], stream._tags, forms)
            page.read()
            for each in (stream, *groups):
                put_in_order(each, page.kept, page.artifacts)
        tree.complete_tables()
        write_tree(pdf, tree.root, len(document.pages))
        if "Lang" not in pdf.catalog:
            pdf.catalog["Lang"] = pydyf.String("zh-Hans")
        self.findings = tree.findings


class _PageReader:
    """Reads one page's boxes into the tree, and tells what becomes of its marked content."""

    def __init__(
        self, tree: ElementTree, number: int, page: Any, tags: dict[Any, Any], forms: dict[int, Any]
    ) -> None:
        self.kept: set[int] = set()
        self.artifacts: dict[int, str] = {}
        self._tree = tree
        self._number = number
        self._page = page
        self._tags = tags
        self._forms = forms

    def read(self) -> None:
        """Read the page; afterwards `kept` and `artifacts` are complete."""
        self._visit(self._page._page_box, None)
        self.artifacts |= {mark["mcid"]: "" for mark in self._tags.values()}

    def _visit(self, box: Any, container: Any) -> None:
        if isinstance(box, AbsolutePlaceholder):
            box = box._box
        if isinstance(box, boxes.MarginBox):
            self._set_aside(box, _FURNITURE.get(box.at_keyword.split("-")[0], "Pagination"))
        elif isinstance(box, boxes.TextBox):
            self._text(box, container)
        elif isinstance(box, boxes.ReplacedBox):
            self._picture(box, container)
        elif self._is_repeated(box):
            self._set_aside(box, "")
        else:
            if isinstance(box, boxes.FootnoteAreaBox):
                self._tree.notes |= {child.element for child in box.children}
            if box.element is not None:
                self._tree.enter(box)
            self._link(box, container)
            inside = box.element if isinstance(box, boxes.BlockContainerBox) else container
            for child in box.children:
                self._visit(child, inside)

    def _set_aside(self, box: Any, kind: str) -> None:
        """Make artifacts of everything in a box."""
        for each in box.descendants(placeholders=True):
            if (mark := self._tags.pop(each, None)) is not None:
                self.artifacts[mark["mcid"]] = kind

    def _link(self, box: Any, container: Any) -> None:
        if box.link_annotation is not None:
            link = self._tree.link(box.element, container)
            link.kids.append(Annotation(self._number, box.link_annotation))

    def _is_repeated(self, box: Any) -> bool:
        """Whether a box is a table's head or foot that an earlier page or column has already."""
        if not isinstance(box, boxes.TableRowGroupBox) or not (box.is_header or box.is_footer):
            return False
        return self._tree.heads.setdefault(box.element, box) is not box

    def _text(self, box: Any, container: Any) -> None:
        mark = self._tags.pop(box, None)
        if mark is None or not box.text.strip():
            return
        if box.element_tag.endswith(_LABELS):
            node = self._tree.label(box.element)
        else:
            node = self._tree.holder(box.element, container)
        self._keep(node, mark["mcid"])

    def _picture(self, box: Any, container: Any) -> None:
        mark = self._tags.pop(box, None)
        if mark is None:
            return
        self._link(box, container)
        is_marker = box.element_tag.endswith(_LABELS)
        node = None if is_marker else self._tree.figure(box.element)
        if node is None:
            self.artifacts[mark["mcid"]] = ""
            return
        x, y = box.content_box_x(), box.content_box_y()
        lower, upper = self._page.height - y - box.height, self._page.height - y
        corners = (x, lower, x + box.width, upper)
        node.attributes |= {
            "O": "/Layout",
            "BBox": pydyf.Array(value * _POINTS for value in corners),
        }
        self._keep(node, mark["mcid"])

    def _keep(self, node: Node, mcid: int) -> None:
        self.kept.add(mcid)
        node.kids.append(Content(self._number, mcid, self._forms.get(mcid)))
