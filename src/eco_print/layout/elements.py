"""The nodes of the document by their elements: what role each has, and where it goes.

Headings skip no level; header cells have a scope; lists have labels and bodies; pictures have
alternative text (ISO 32000-1, 14.8; ISO 14289-1).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pydyf

from ..diagnostics import Diagnostic, Text, warning
from ..source import Source, Span
from .roles import GROUPING, NUMBERING, ROLES
from .standing import Place, standing
from .structure import Node
from .tables import complete, ragged

_IN_LISTS = ("LI", "L", "Caption")
_UNDESCRIBED = "插图"  # what a picture is called when nobody says what it shows


class ElementTree:
    """The nodes of the document by their elements."""

    def __init__(self, document: Any, source: Source) -> None:
        self.root = Node("Document")
        self.findings: list[Diagnostic] = []
        self.heads: dict[Any, Any] = {}  # table heads and feet, with the first box of each
        self.notes: set[Any] = set()  # what stands among the footnotes
        self._source = source
        html = document._html.etree_element
        self._parents = {child: parent for parent in html.iter() for child in parent}
        self._nodes: dict[Any, Node] = {}
        self._bodies: dict[Node, Node] = {}
        self._paragraphs: dict[tuple[Node, Any], Node] = {}
        self._levels: list[int] = []

    def home(self, element: Any) -> Node:
        """The node that content of an element belongs to: its own, or one around it."""
        while element is not None:
            if element in self._nodes:
                return self._nodes[element]
            element = self._parents.get(element)
        return self.root

    def enter(self, box: Any) -> None:
        """Make the node of a box's element, if it has one and it is the first box of it."""
        element = box.element
        if element in self._nodes or element.tag in ("html", "body"):
            return
        role = self._role(box)
        if role:
            around = self.home(self._parents.get(element))
            self._nodes[element] = node = self._place(around, role).add(role)
            self._describe(node, box)

    def label(self, element: Any) -> Node:
        """The label of a list item or a note."""
        node = self.home(element)
        first = node.kids[0] if node.kids else None
        if isinstance(first, Node) and first.role == "Lbl":
            return first
        label = Node("Lbl", node)
        node.kids.insert(0, label)
        return label

    def holder(self, element: Any, container: Any) -> Node:
        """The node that text goes into: groups hold none, so there it makes a paragraph.

        `container` is what the lines of the text stand in; its text makes one paragraph.
        """
        node = self._body(self.home(element))
        if node.role not in GROUPING:
            return node
        key = node, container
        if key not in self._paragraphs:
            self._paragraphs[key] = _holding(node).add("P")
        return self._paragraphs[key]

    def link(self, element: Any, container: Any) -> Node:
        """The node of a link: the areas of all its lines, and what it says."""
        if element not in self._nodes or self._nodes[element].role != "Link":
            around = self._nodes.get(element)
            if around is None:
                around = self.holder(self._parents.get(element), container)
            self._nodes.setdefault(element, around.add("Link"))
        return self._nodes[element]

    def figure(self, element: Any) -> Node | None:
        """The node of a picture; None for one that only decorates."""
        alternative = (element.get("alt") or _svg_title(element)).strip()
        figure = self._around(element, lambda item: item.tag == "figure")
        if not alternative and figure is not None:
            captions = (item for item in figure.iter() if item.tag == "figcaption")
            alternative = "".join("".join(item.itertext()) for item in captions).strip()
        if not alternative and element.get("alt") is not None:
            return None  # an empty alternative says so (HTML, 4.8.4.4)
        if not alternative:
            self.findings.append(_undescribed(*self.place(element)))
        node = self._body(self.home(element)).add("Figure")
        node.properties["Alt"] = pydyf.String(alternative or _UNDESCRIBED)
        return node

    def _role(self, box: Any) -> str:
        element, tag = box.element, box.element.tag
        role = ROLES.get(tag, "")
        if role in ("Link", "Figure"):  # made where the link's area or the picture is
            return ""
        parent = self._parents.get(element)
        if role == "LI" and (parent is None or parent.tag not in ("ul", "ol", "menu")):
            return "P"
        if not role and parent is not None and parent.tag == "li" and _is_label(element):
            return "Lbl"
        if element in self.notes and role not in ("Div", "Sect", "Art"):
            return "Note"
        if role.startswith("H") and role[1:].isdigit():
            return self._heading(int(role[1:]))
        return role or ("Span" if element.get("lang") else "")

    def _heading(self, level: int) -> str:
        """A heading's role: no level is skipped on the way down (ISO 14289-1, 7.4.2)."""
        while self._levels and self._levels[-1] >= level:
            self._levels.pop()
        self._levels.append(level)
        return f"H{len(self._levels)}"

    def _place(self, around: Node, role: str) -> Node:
        """Where a node of a role goes: list items are made and opened on the way."""
        if around.role == "L" and role in ("Lbl", "LBody"):
            last = around.kids[-1] if around.kids else None
            if role == "LBody" and isinstance(last, Node) and last.role == "LI":
                return last
            return around.add("LI")
        if around.role == "LI" and role == "Lbl":
            return around
        return self._body(around) if role in _IN_LISTS else _holding(self._body(around))

    def _body(self, node: Node) -> Node:
        """A list item's body, which is where its content goes; other nodes as they are."""
        if node.role != "LI":
            return node
        if node not in self._bodies:
            self._bodies[node] = node.add("LBody")
        return self._bodies[node]

    def _describe(self, node: Node, box: Any) -> None:
        """The attributes and properties of an element's node."""
        element = box.element
        if language := element.get("lang"):
            node.properties["Lang"] = pydyf.String(language)
        if node.role == "Note":
            node.properties["ID"] = pydyf.String(f"note-{len(self._nodes)}")
        if node.role in ("TH", "TD"):
            node.scope = element.get("scope", "")
            node.span(getattr(box, "colspan", 1), getattr(box, "rowspan", 1))
        if node.role == "L" and (numbering := _numbering(box)):
            node.attributes |= {"O": "/List", "ListNumbering": f"/{numbering}"}

    def _around(self, element: Any, wanted: Callable[[Any], bool]) -> Any:
        """The nearest element around one that is as wanted, itself included."""
        while element is not None and not wanted(element):
            element = self._parents.get(element)
        return element

    def complete_tables(self) -> None:
        """Make the tables regular grids, once all pages are read."""
        for element, node in self._nodes.items():
            if node.role == "Table" and complete(node):
                self.findings.append(ragged(self.place(element)))

    def place(self, element: Any) -> Place:
        """Where an element was written, in the report or the template."""
        return standing(element, self._parents, self._source)


def _holding(node: Node) -> Node:
    """The node itself; of a list, the body of a new item: nothing else stands in lists.

    ISO 32000-1, table 336.
    """
    return node.add("LI").add("LBody") if node.role == "L" else node


def _is_label(element: Any) -> bool:
    return element.tag == "span" and "label" in element.get("class", "").split()


def _svg_title(element: Any) -> str:
    titles = (item.text for item in element.iter() if str(item.tag).endswith("}title"))
    return next((title for title in titles if title), "")


def _numbering(box: Any) -> str:
    """The numbering of a list that prints labels, "" for one that does not."""
    style = box.style["list_style_type"]
    if style in NUMBERING:
        return NUMBERING[style]
    labelled = any(_is_label(item) for item in box.element.iter())
    return ("Decimal" if box.element.tag == "ol" else "Disc") if labelled else ""


def _undescribed(source: Source | None, span: Span | None) -> Diagnostic:
    return warning(
        "figure-no-alternative",
        Text(
            zh="图片没有替代文字，读屏软件说不出画的是什么",
            en="a picture has no alternative text: a screen reader cannot tell what it shows",
        ),
        source=source,
        span=span,
        hint=Text(
            zh="给图片写说明：Markdown 里写在 ![ ] 的方括号中，网页和模板里写 alt，或加图注；"
            '纯装饰的写 alt=""',
            en="describe it: in Markdown between the brackets of ![ ], in HTML and templates as "
            'alt, or with a caption; a mere ornament has alt=""',
        ),
    )
