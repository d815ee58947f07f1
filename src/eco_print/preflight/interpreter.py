"""The content of a page, interpreted: operators in, marks out.

Follows ISO 32000-1, 8 and 9: graphics state, paths, text, form XObjects, patterns, shadings,
images. Nothing is rendered; every mark gets the box it covers, its colour and the state it was
painted in, so that a rule can say where and why. A damaged operator is an oddity, and the
next one is read. Raises `OverBudgetError` when the work asked for has no measure.
"""

from __future__ import annotations

from typing import Any

import pikepdf
from msgspec import Struct

from .canvas import Canvas, Oddity, Work
from .geometry import IDENTITY, Box
from .marks import Mark
from .objects import (
    PDF_ERRORS,
    OverBudgetError,
    Value,
    elements,
    entry,
    is_stream,
    label,
    name,
    number,
    numbers,
)
from .operators import TABLE
from .state import Content, Frame, State


class PageContent(Struct, frozen=True):
    """All that a page shows, in the order it is painted."""

    marks: tuple[Mark, ...]
    oddities: tuple[Oddity, ...]
    complete: bool = True


_HIDDEN = 2  # of an annotation's flags (ISO 32000-1, table 165)


def interpret(page: Any, page_number: int, resources: Value, box: Box, work: Work) -> PageContent:
    """The marks of a page.

    `page` is the page's dictionary, `box` its MediaBox. Content that cannot be read ends the
    page there and is an oddity (`content-damaged`); `complete` is False then.
    """
    where = label(entry(page, "/Contents"), label(page, "page"))
    frame = Frame(resources, where, IDENTITY, 0)
    canvas = Canvas(work, TABLE, page_number, frame, State(frame.base, box))
    _page_group(canvas, page)
    complete = True
    try:
        for stream in elements(entry(page, "/Contents")) or [entry(page, "/Contents")]:
            if is_stream(stream):
                canvas.ready(stream)
        if entry(page, "/Contents") is not None:
            canvas.play(pikepdf.Page(page))
        _appearances(canvas, page)
    except OverBudgetError as problem:
        complete = False
        canvas.odd("over-budget", canvas.frame.where, str(problem))
    except PDF_ERRORS as problem:
        complete = False
        canvas.odd("content-damaged", canvas.frame.where, str(problem))
    return PageContent(tuple(canvas.marks), tuple(canvas.oddities), complete)


def _page_group(canvas: Canvas, page: Value) -> None:
    group = entry(page, "/Group")
    if name(entry(group, "/S")) == "Transparency":
        space = canvas.work.spaces.read(entry(group, "/CS"), canvas.frame.resources)
        canvas.odd("group", f"page {canvas.page}", f"{space.kind}:{space}")


def _appearances(canvas: Canvas, page: Value) -> None:
    """The normal appearances of annotations print too (ISO 32000-1, 12.5.5)."""
    for annotation in elements(entry(page, "/Annots")):
        stream = entry(entry(annotation, "/AP"), "/N")
        rect = numbers(entry(annotation, "/Rect"), 4)
        hidden = int(number(entry(annotation, "/F")) or 0) & _HIDDEN
        if not is_stream(stream) or rect is None or hidden:
            continue
        box = Box(min(rect[0::2]), min(rect[1::2]), max(rect[0::2]), max(rect[1::2]))
        resources = entry(stream, "/Resources")
        where = label(stream, "annotation")
        frame = Frame(resources, where, canvas.state.ctm, 1, box)
        canvas.content.append(Content(tagged=True))
        canvas.run(stream, frame, State(canvas.state.ctm, canvas.state.clip))
        canvas.content.pop()
