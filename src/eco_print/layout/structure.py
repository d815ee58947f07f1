"""The structure tree of a tagged PDF: its nodes, and how they are written (ISO 32000-1, 14.7).

A node holds nodes, pieces of marked content and annotations, in reading order. One element of
the document is one node, also where it runs over several pages.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pydyf
from msgspec import Struct, field

from .roles import SCOPES

#: Cells keep their place in the table even when they are empty.
_KEPT_EMPTY = frozenset(("TD", "TH", "TR"))


class Content(Struct, frozen=True):
    """A piece of marked content: its page (from 0), its number, the form it stands in, if any."""

    page: int
    mcid: int
    form: Any = None


class Annotation(Struct, frozen=True):
    """An annotation that belongs to an element: a link's area."""

    page: int
    dictionary: pydyf.Dictionary


class Node(Struct, eq=False):
    """A structure element being built."""

    role: str
    parent: Node | None = None
    kids: list[Node | Content | Annotation] = field(default_factory=list)
    attributes: dict[str, Any] = field(default_factory=dict)
    properties: dict[str, Any] = field(default_factory=dict)
    scope: str = ""
    written: pydyf.Dictionary | None = None

    def add(self, role: str) -> Node:
        """A new node at the end of this one."""
        node = Node(role, self)
        self.kids.append(node)
        return node

    def span(self, columns: int, rows: int) -> None:
        """Say how many columns and rows a cell takes, where it is more than one."""
        spans = {"ColSpan": columns, "RowSpan": rows}
        for name in spans:
            self.attributes.pop(name, None)
        if wide := {name: count for name, count in spans.items() if count > 1}:
            self.attributes |= {"O": "/Table", **wide}

    def nodes(self) -> Iterator[Node]:
        """The node and those below it, in reading order."""
        yield self
        for kid in self.kids:
            if isinstance(kid, Node):
                yield from kid.nodes()

    def pieces(self) -> Iterator[Content | Annotation]:
        """What the node and those below it hold, in reading order."""
        for kid in self.kids:
            if isinstance(kid, Node):
                yield from kid.pieces()
            else:
                yield kid

    def prune(self) -> bool:
        """Remove what holds nothing; whether this node itself holds something."""
        self.kids = [kid for kid in self.kids if not isinstance(kid, Node) or kid.prune()]
        return bool(self.kids) or self.role in _KEPT_EMPTY


def write_tree(pdf: pydyf.PDF, root: Node, page_count: int) -> None:
    """Write the tree below `root` into the PDF, with its parent tree."""
    root.prune()
    _scope_headers(root)
    tree = pydyf.Dictionary({"Type": "/StructTreeRoot"})
    pdf.add_object(tree)
    for node in root.nodes():
        node.written = pydyf.Dictionary({"S": f"/{node.role}"})
        pdf.add_object(node.written)
    for node in root.nodes():
        _write(node, tree, pdf)
    tree["K"] = _written(root).reference
    parents = _parent_tree(root, page_count)
    pdf.add_object(parents)
    tree["ParentTree"] = parents.reference
    tree["ParentTreeNextKey"] = parents["Nums"][-2] + 1 if parents["Nums"] else 0
    if names := _identifiers(root):
        tree["IDTree"] = pydyf.Dictionary({"Names": pydyf.Array(names)})
    pdf.catalog["StructTreeRoot"] = tree.reference
    pdf.catalog["MarkInfo"] = pydyf.Dictionary({"Marked": "true"})
    pdf.catalog["ViewerPreferences"] = pydyf.Dictionary({"DisplayDocTitle": "true"})


def _written(node: Node) -> pydyf.Dictionary:
    assert node.written is not None
    return node.written


def _write(node: Node, tree: pydyf.Dictionary, pdf: pydyf.PDF) -> None:
    written = _written(node)
    written["P"] = (_written(node.parent) if node.parent else tree).reference
    first = next(node.pieces(), None)
    page = first.page if first else None
    if page is not None:
        written["Pg"] = pdf.page_references[page]
    kids = [_kid(kid, page, pdf) for kid in node.kids]
    if kids:
        written["K"] = kids[0] if len(kids) == 1 else pydyf.Array(kids)
    if node.attributes:
        written["A"] = pydyf.Dictionary(node.attributes)
    written.update(node.properties)


def _kid(kid: Node | Content | Annotation, page: int | None, pdf: pydyf.PDF) -> Any:
    if isinstance(kid, Node):
        return _written(kid).reference
    reference = pdf.page_references[kid.page]
    if isinstance(kid, Annotation):
        return pydyf.Dictionary({"Type": "/OBJR", "Obj": kid.dictionary.reference, "Pg": reference})
    if kid.page == page and kid.form is None:
        return kid.mcid
    content = pydyf.Dictionary({"Type": "/MCR", "Pg": reference, "MCID": kid.mcid})
    if kid.form is not None:
        content["Stm"] = kid.form.reference
    return content


def _parent_tree(root: Node, page_count: int) -> pydyf.Dictionary:
    """Which node each piece of content and each annotation belongs to (14.7.4.4)."""
    holders: dict[Any, dict[int, bytes]] = {page: {} for page in range(page_count)}
    annotations: list[tuple[pydyf.Dictionary, bytes]] = []
    for node in root.nodes():
        reference = _written(node).reference
        for kid in node.kids:
            if isinstance(kid, Content):
                key = kid.page if kid.form is None else kid.form
                holders.setdefault(key, {})[kid.mcid] = reference
            elif isinstance(kid, Annotation):
                annotations.append((kid.dictionary, reference))
    numbers = pydyf.Array()
    for number, (holder, owners) in enumerate(holders.items()):
        if not isinstance(holder, int):
            holder.extra["StructParents"] = number
        last = max(owners, default=-1)
        listed = pydyf.Array(owners.get(mcid, b"null") for mcid in range(last + 1))
        numbers.extend((number, listed))
    for number, (annotation, reference) in enumerate(annotations, len(holders)):
        annotation["StructParent"] = number
        numbers.extend((number, reference))
    return pydyf.Dictionary({"Nums": numbers})


def _identifiers(root: Node) -> list[Any]:
    """Identifiers with their nodes, as an ID tree wants them: in order."""
    found = {
        node.properties["ID"].string: _written(node).reference
        for node in root.nodes()
        if "ID" in node.properties
    }
    return [item for name in sorted(found) for item in (pydyf.String(name), found[name])]


def _scope_headers(root: Node) -> None:
    """Say of every header cell whether it heads a column or a row (ISO 14289-1, 7.5).

    Where the document does not say it: a row of headers alone, or one in the table's head,
    heads columns; a header beside data heads its row.
    """
    for row in root.nodes():
        if row.role != "TR":
            continue
        cells = [kid for kid in row.kids if isinstance(kid, Node)]
        in_head = row.parent is not None and row.parent.role == "THead"
        heads_columns = in_head or all(cell.role == "TH" for cell in cells)
        for cell in cells:
            if cell.role == "TH":
                scope = SCOPES.get(cell.scope) or ("Column" if heads_columns else "Row")
                cell.attributes |= {"O": "/Table", "Scope": f"/{scope}"}
