"""The structure tree (ISO 32000-1, 14.7): its elements, what they say, the content they own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from .objects import Value, elements, entry, is_dictionary, items, name, number, reference

Owned = frozenset[tuple[object, int | None]]
"""Content by where it stands and its MCID: a page by its number, a form by its reference, a whole
form without an MCID. Elements that name no page own their MCIDs on any (None).
"""
_ELEMENTS = 200_000
STANDARD = frozenset(
    (
        *("Document", "DocumentFragment", "Part", "Art", "Sect", "Div", "Aside", "Title", "Sub"),
        *("BlockQuote", "Caption", "TOC", "TOCI", "Index", "NonStruct", "Private", "P", "H"),
        *("H1", "H2", "H3", "H4", "H5", "H6", "L", "LI", "Lbl", "LBody", "Table", "TR", "TH"),
        *("TD", "THead", "TBody", "TFoot", "Span", "Quote", "Note", "FENote", "Reference"),
        *("BibEntry", "Code", "Link", "Annot", "Ruby", "RB", "RT", "RP", "Warichu", "WT", "WP"),
        *("Figure", "Formula", "Form", "Em", "Strong", "Artifact"),
    )
)


@dataclass(frozen=True, slots=True, eq=False)
class Element:
    """A structure element: its standard type, its own, and what holds it.

    `classes` are its root's, in which attributes may stand that many elements share.
    """

    value: Value
    kind: str
    given: str
    parent: Element | None
    page: int | None
    classes: Value = None

    def inside(self, kind: str) -> Element | None:
        """The nearest element of a kind that this one stands in."""
        around = self.parent
        while around is not None and around.kind != kind:
            around = around.parent
        return around

    def attribute(self, key: str) -> Value:
        """An attribute, of its own or of its classes (14.7.5); None when there is none."""
        for holder in self._holders():
            found = entry(holder, key)
            if found is not None:
                return found
        return None

    def _holders(self) -> Iterator[Value]:
        yield from _one_or_many(entry(self.value, "/A"))
        for each in _one_or_many(entry(self.value, "/C")):
            yield from _one_or_many(entry(self.classes, "/" + name(each)))


def tree(catalog: Value, pages: Mapping[tuple[int, int] | None, int]) -> Iterator[Element]:
    """The structure elements in reading order, without recursion and without loops.

    `pages` are the numbers of the pages by their references.
    """
    root = entry(catalog, "/StructTreeRoot")
    roles = {key[1:]: name(value) for key, value in items(entry(root, "/RoleMap"))}
    classes = entry(root, "/ClassMap")
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
        page = pages.get(reference(entry(value, "/Pg")), parent.page if parent else None)
        element = Element(value, _standard(given, roles), given, parent, page, classes)
        yield element
        stack.extend(_children(value, element))


def owned(found: Iterable[Element], pages: Mapping[tuple[int, int] | None, int]) -> Owned:
    """The content that structure elements own (14.7.4)."""
    return frozenset(
        content
        for element in found
        for kid in _one_or_many(entry(element.value, "/K"))
        if (content := _content(kid, element, pages)) is not None
    )


def _content(
    kid: Value, element: Element, pages: Mapping[tuple[int, int] | None, int]
) -> tuple[object, int | None] | None:
    own = number(kid)
    if own is not None:
        return element.page, int(own)
    if name(entry(kid, "/Type")) == "OBJR":
        return reference(entry(kid, "/Obj")), None
    mcid = number(entry(kid, "/MCID"))
    if mcid is None:
        return None
    page = pages.get(reference(entry(kid, "/Pg")), element.page)
    return reference(entry(kid, "/Stm")) or page, int(mcid)


def _children(value: Value, parent: Element | None) -> list[tuple[Value, Element | None]]:
    return [(kid, parent) for kid in reversed(_one_or_many(entry(value, "/K")))]


def _one_or_many(value: Value) -> list[Value]:
    return elements(value) or [value]


def _standard(given: str, roles: Mapping[str, str]) -> str:
    for _ in range(16):
        if given in STANDARD or given not in roles:
            return given
        given = roles[given]
    return given
