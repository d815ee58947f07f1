"""Addresses that are written out in the text become links, as their readers expect.

In: the document's elements. Out: the same elements, with every web or mail address that stands in
no link yet inside one. What is printed does not change; in the files for reading an address
can be followed, with a keyboard and by a screen reader too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import SubElement

_ADDRESS = re.compile(
    r"""
    (?<![a-z0-9@/.])(?P<web>(?:https?://|www\.(?=[a-z0-9-]+\.[a-z]))[a-z0-9][!#-;=?-_a-~]*)
    | (?<![a-z0-9_.+/:-])(?P<mail>[a-z0-9_][a-z0-9_.+-]*@[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,})
    """,
    re.VERBOSE | re.IGNORECASE | re.ASCII,
)
_SENTENCE = ".,;:!?'*_"
_CLOSING = {")": "(", "]": "[", "}": "{"}
#: Elements whose text is a link already, is not printed, or is a drawing's.
_LEFT_ALONE = frozenset(("a", "head", "script", "style", "{http://www.w3.org/2000/svg}svg"))


def link_addresses(root: Any) -> None:
    """Put the addresses in the text below `root` into links."""
    pending = [root]
    while pending:
        element = pending.pop()
        if isinstance(element.tag, str) and element.tag not in _LEFT_ALONE:
            pending += element
            _link_in(element)


def _link_in(element: Any) -> None:
    """Link the addresses in an element's own text: before, between and after its children."""
    texts = [(None, element.text or ""), *((child, child.tail or "") for child in element)]
    if not any(_may_hold_one(text) for _, text in texts):
        return
    element[:] = []
    for child, text in texts:
        last, start = child, 0
        if child is not None:
            element.append(child)
        for at, address, target in _addresses(text):
            _follow(element, last, text[start:at])
            last, start = SubElement(element, "a", href=target), at + len(address)
            last.text = address
        _follow(element, last, text[start:])


def _follow(element: Any, last: Any, text: str) -> None:
    """Make this the text after an element's last child, or the text that opens it."""
    if last is None:
        element.text = text
    else:
        last.tail = text


def _may_hold_one(text: str) -> bool:
    """Whether it is worth looking closer: nearly no text has an address."""
    return "@" in text or "://" in text or "www." in text.lower()


def _addresses(text: str) -> Iterator[tuple[int, str, str]]:
    """The addresses in a text in order: where each begins, and its target."""
    for match in _ADDRESS.finditer(text) if _may_hold_one(text) else ():
        if mail := match["mail"]:
            yield match.start(), mail, f"mailto:{mail}"
        else:
            address = _without_marks(match["web"])
            bare = address.lower().startswith("www.")
            yield match.start(), address, f"http://{address}" if bare else address


def _without_marks(address: str) -> str:
    """An address without the marks that belong to the sentence around it."""
    surplus = {mark: address.count(mark) - address.count(_CLOSING[mark]) for mark in _CLOSING}
    end = len(address)
    while (mark := address[end - 1]) in _SENTENCE or surplus.get(mark, 0) > 0:
        end -= 1
        if mark in surplus:
            surplus[mark] -= 1
    return address[:end]
