"""What a file would do of itself: scripts, and actions of the document, pages and annotations.

A file that prints the same everywhere does nothing (ISO 15930-7); one that is kept may only lead
from place to place (ISO 19005-3, 6.5.1).
"""

from __future__ import annotations

from collections.abc import Iterator

from ..document import Document, Page
from ..objects import (
    Value,
    elements,
    entry,
    is_dictionary,
    items,
    label,
    name,
    path,
    reference,
    text,
)
from ..trees import MOST_NODES, name_tree
from .rule import ERROR, NOTE, WARNING, Case, Hit, finds, rule

_ACTIONS = "ISO 15930-7:2010, 6.18; ISO 19005-3, 6.5.1"
_FORBIDDEN_ACTIONS = frozenset(
    ("Launch", "Sound", "Movie", "ResetForm", "ImportData", "Hide", "SetOCGState", "Rendition",
     "Trans", "GoTo3DView", "GoToE", "GoToR", "Thread", "SubmitForm", "RichMediaExecute")
)  # fmt: skip
_KEEPABLE = frozenset(("GoTo", "GoToR", "URI", "Named", "Thread", "SubmitForm", "GoToE"))

JAVASCRIPT = rule(
    *("javascript", _ACTIONS),
    *("文件里有 JavaScript", "the file contains JavaScript"),
    *("删除脚本", "remove the script"),
    screen=WARNING,
    press=ERROR,
    archive=ERROR,
)
ACTION = rule(
    *("action", _ACTIONS),
    *("文件里有不许可的动作", "the file contains an action that is not allowed"),
    *("删除该动作", "remove the action"),
    screen=WARNING,
    press=ERROR,
    archive=ERROR,
)


@finds(JAVASCRIPT, ACTION)
def actions(case: Case) -> Iterator[Hit]:
    for value, place_page, where in _actions(case.document):
        kind = name(entry(value, "/S"))
        place = place_page.place() if place_page is not None else None
        named = label(value, where)
        if kind == "JavaScript" or entry(value, "/JS") is not None:
            yield Hit(JAVASCRIPT, place, named)
        elif kind in _FORBIDDEN_ACTIONS:
            severity = NOTE if kind in _KEEPABLE else None
            yield Hit(ACTION, place, named, ACTION.saying(kind), severity)


def _actions(document: Document) -> Iterator[tuple[Value, Page | None, str]]:
    catalog = document.catalog
    yield from _scripts(catalog)
    yield from ((item, None, "OpenAction") for item in _chain(entry(catalog, "/OpenAction")))
    yield from ((item, None, "catalog /AA") for item in _additional(catalog))
    yield from _outline_actions(catalog)
    yield from _form_actions(document)
    for page in document.pages:
        yield from ((item, page, "page /AA") for item in _additional(page.value))
        for annotation in elements(entry(page.value, "/Annots")):
            where = label(annotation, "annotation")
            yield from ((item, page, where) for item in _chain(entry(annotation, "/A")))
            yield from ((item, page, where) for item in _additional(annotation))


def _scripts(catalog: Value) -> Iterator[tuple[Value, None, str]]:
    for value in name_tree(path(catalog, "/Names", "/JavaScript")):
        yield value, None, "document script"


def _additional(holder: Value) -> Iterator[Value]:
    for _, value in items(entry(holder, "/AA")):
        yield from _chain(value)


def _chain(action: Value) -> Iterator[Value]:
    """An action and those that follow it, as many as are sensible."""
    for _ in range(50):
        if not is_dictionary(action):
            return
        yield action
        following = entry(action, "/Next")
        listed = elements(following)
        yield from listed[:50]
        action = None if listed else following


def _form_actions(document: Document) -> Iterator[tuple[Value, None, str]]:
    """Of the fields of a form that are no annotations of a page, which are seen there."""
    shown = {
        reference(annotation)
        for page in document.pages
        for annotation in elements(entry(page.value, "/Annots"))
    }
    stack = elements(path(document.catalog, "/AcroForm", "/Fields"))
    for _ in range(MOST_NODES):
        if not stack:
            return
        field = stack.pop()
        stack.extend(elements(entry(field, "/Kids")))
        if reference(field) not in shown:
            where = label(field, f"field {text(entry(field, '/T'))}")
            yield from ((item, None, where) for item in _chain(entry(field, "/A")))
            yield from ((item, None, where) for item in _additional(field))


def _outline_actions(catalog: Value) -> Iterator[tuple[Value, None, str]]:
    stack, seen = [path(catalog, "/Outlines", "/First")], 0
    known: set[object] = set()
    while stack and seen < MOST_NODES:
        item = stack.pop()
        key = item.objgen if is_dictionary(item) else None
        if key is None or (key != (0, 0) and key in known):
            continue
        known.add(key)
        seen += 1
        yield from ((value, None, "outline") for value in _chain(entry(item, "/A")))
        stack.extend((entry(item, "/Next"), entry(item, "/First")))


CHECKS = (actions,)
