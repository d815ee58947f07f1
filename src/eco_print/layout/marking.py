"""The marked content of painted streams, put in order.

The engine numbers each piece of text it paints, page numbers and repeated table heads too,
and draws underlines as artifacts inside the text. Here what is no part of the document becomes
an artifact, what is empty loses its mark, and no artifact stays inside tagged content
(ISO 14289-1, 7.1).
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from typing import Any

import pydyf

_BEGIN = (b"BMC", b"BDC")
_END = b"EMC"


def streams_by_page(
    pdf: pydyf.PDF, page_streams: Iterable[Any]
) -> list[tuple[Any, tuple[Any, ...]]]:
    """The stream of every page with the groups painted on it, which share its numbering."""
    groups: dict[int, list[Any]] = {}
    pages = list(page_streams)
    known = {id(page) for page in pages}
    for item in pdf.objects:
        if getattr(item, "_tags", None) is not None and id(item) not in known:
            groups.setdefault(id(item._tags), []).append(item)
    return [(page, tuple(groups.get(id(page._tags), ()))) for page in pages]


def numbers_in(stream: Any) -> set[int]:
    """The numbers of the marked content in a stream."""
    items = stream.stream
    return {
        items[index - 1]["MCID"]
        for index, item in enumerate(items)
        if item == b"BDC" and "MCID" in items[index - 1]
    }


def put_in_order(stream: Any, kept: Container[int], artifacts: Mapping[int, str]) -> None:
    """Rewrite the marks of a stream in place.

    Content numbered in `kept` stays as it is, that in `artifacts` becomes an artifact of the
    given kind ("" for none in particular), any other numbered content loses its mark.
    """
    items: list[Any] = []
    marks: list[tuple[bool, bool]] = []  # of every open mark: is it written, is it tagged content
    for item in stream.stream:
        if not isinstance(item, bytes) or item not in (*_BEGIN, _END):
            items.append(item)
        elif item == _END:
            written, _ = marks.pop()
            items += [_END] if written else []
        else:
            properties = items.pop() if item == b"BDC" else None
            inside = any(tagged for _, tagged in marks)
            mark, tagged = _mark(items.pop(), properties, inside, kept, artifacts)
            marks.append((bool(mark), tagged))
            items += mark
    stream.stream = items


def _mark(
    tag: Any,
    properties: Any,
    inside_tagged: bool,
    kept: Container[int],
    artifacts: Mapping[int, str],
) -> tuple[list[Any], bool]:
    """What begins one piece of marked content, nothing when it needs no mark; is it tagged."""
    number = properties.get("MCID") if properties is not None else None
    if number in kept:
        return [tag, properties, b"BDC"], True
    if properties is not None and "ActualText" in properties:
        return [tag, properties, b"BDC"], False  # says what glyphs stand for, wherever they stand
    if number is None:  # an artifact, or what a piece of text says (ActualText)
        misplaced = inside_tagged and tag == "/Artifact"
        mark = [tag, b"BMC"] if properties is None else [tag, properties, b"BDC"]
        return [] if misplaced else mark, False
    if inside_tagged or number not in artifacts:
        return [], False
    return _artifact(artifacts[number]), False


def _artifact(kind: str) -> list[Any]:
    if not kind:
        return ["/Artifact", b"BMC"]
    properties = pydyf.Dictionary({"Type": "/Pagination"})
    if kind != "Pagination":
        properties["Subtype"] = f"/{kind}"
    return ["/Artifact", properties, b"BDC"]
