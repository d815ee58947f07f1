"""The text of a .docx paragraph: its runs, as a reader of the printed page would see them.

Runs are found wherever they stand: in insertions, smart tags, content controls and links. What was
deleted with changes tracked is not text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ..strips import PLAIN, Style
from .word_numbering import W
from .word_styles import number, switched

R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
V = "{urn:schemas-microsoft-com:vml}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_GONE = {f"{W}del", f"{W}moveFrom", f"{W}pPr", f"{W}rPr", f"{W}txbxContent", f"{MC}Fallback"}
_PICTURES = {f"{A}blip": f"{R}embed", f"{V}imagedata": f"{R}id"}
_BREAK = "\n"
_LINK_FIELD = re.compile(r'\s*HYPERLINK\s+"([^"]+)"')
NOTES = {f"{W}footnoteReference": "footnote", f"{W}endnoteReference": "endnote"}
"""References to notes, and what the notes are called in the part that holds them."""
_EMU = 12700
_POINTS = {"pt": 1.0, "in": 72.0, "cm": 28.35, "mm": 2.835, "px": 0.75}
_VML_WIDTH = re.compile(r"(?:^|;)\s*width\s*:\s*([\d.]+)(pt|in|cm|mm|px)")
_SYMBOL = re.compile("[0-9A-Fa-f]{4}")


@dataclass(frozen=True, slots=True)
class Bit:
    """A piece of a paragraph: text, or a picture by the id of its relationship.

    `width` is the picture's, in points.
    """

    text: str
    style: Style = PLAIN
    picture: str | None = None
    width: float | None = None


def bits(
    paragraph: Any, links: Mapping[str, str], bold: bool, marks: Marks | None = None
) -> Iterator[Bit]:
    """The text and pictures of a w:p, in order; line breaks are newlines.

    `marks` gives the references to notes their numbers; without it they are left out.
    """
    pending: list[tuple[Any, str | None]] = [(child, None) for child in reversed(paragraph)]
    fields = _Fields()
    while pending:
        element, link = pending.pop()
        tag = element.tag
        if tag in _GONE:
            continue
        if tag == f"{W}r":
            yield from _run(element, link or fields.after(element), bold, marks)
            continue
        if tag == f"{M}t" and element.text:
            yield Bit(element.text, Style(bold, link=link))
        if tag == f"{W}hyperlink":
            link = links.get(element.get(f"{R}id", ""), link)
        if tag == f"{W}fldSimple":
            link = _target(element.get(f"{W}instr", "")) or link
        if isinstance(tag, str):
            pending.extend((child, link) for child in reversed(element))


class _Fields:
    """The fields that are open in a paragraph (17.16.18), for the links that some of them make."""

    def __init__(self) -> None:
        self._open: list[str] = []

    def after(self, run: Any) -> str | None:
        """The target of the innermost field that a run belongs to."""
        for element in run:
            if element.tag == f"{W}fldChar":
                kind = element.get(f"{W}fldCharType")
                if kind == "begin":
                    self._open.append("")
                elif kind == "end" and self._open:
                    self._open.pop()
            elif element.tag == f"{W}instrText" and self._open:
                self._open[-1] += element.text or ""
        return _target(self._open[-1]) if self._open else None


def _target(instruction: str) -> str | None:
    match = _LINK_FIELD.match(instruction)
    return match[1] if match else None


def _run(run: Any, link: str | None, bold: bool, marks: Marks | None) -> Iterator[Bit]:
    properties = run.find(f"{W}rPr")
    strong = switched(properties, "b")
    style = Style(bold if strong is None else strong, bool(switched(properties, "i")), link)
    if switched(properties, "vanish"):
        return
    for element in run:
        text = _annotated(element) if element.tag == f"{W}ruby" else _character(element)
        if marks is not None and element.tag in NOTES:
            text = marks.of(element)
        if text:
            yield Bit(text, style)
        elif element.tag not in _GONE:
            shown = element.find(f"{MC}Choice")
            yield from _pictures(element if shown is None else shown, style)


class Marks:
    """The numbers of footnotes and endnotes, in the order of their references."""

    def __init__(self) -> None:
        self.order: list[tuple[str, str]] = []

    def of(self, reference: Any) -> str:
        """The mark of a reference; the next number when it is new."""
        note = NOTES[reference.tag], reference.get(f"{W}id", "")
        if note not in self.order:
            self.order.append(note)
        return self.mark(self.order.index(note) + 1)

    @staticmethod
    def mark(number: int) -> str:
        """①, as notes are numbered; （21） beyond the circled figures."""
        return chr(ord("①") + number - 1) if number <= 20 else f"（{number}）"


def _annotated(ruby: Any) -> str:
    """A phonetic guide: the characters, and the reading above them in brackets."""
    base, above = (
        "".join(
            text.text or "" for part in ruby.iterfind(f"{W}{name}") for text in part.iter(f"{W}t")
        )
        for name in ("rubyBase", "rt")
    )
    return f"{base}（{above}）" if above else base


def _character(element: Any) -> str:
    match element.tag:
        case tag if tag == f"{W}t":
            return element.text or ""
        case tag if tag == f"{W}tab":
            return "\t"
        case tag if tag == f"{W}cr" or (tag == f"{W}br" and element.get(f"{W}type") is None):
            return _BREAK
        case tag if tag == f"{W}noBreakHyphen":
            return "-"
        case tag if tag == f"{W}sym":
            code = element.get(f"{W}char", "")
            return chr(int(code, 16)) if _SYMBOL.fullmatch(code) else ""
        case _:
            return ""


def _pictures(element: Any, style: Style) -> Iterator[Bit]:
    alternative = next((d.get("descr") or "" for d in element.iter(f"{WP}docPr")), "")
    seen: set[str] = set()
    for tag, attribute in _PICTURES.items():
        for found in element.iter(tag):
            relation = found.get(attribute)
            if relation and relation not in seen:
                seen.add(relation)
                yield Bit(alternative, style, picture=relation, width=_width(found))


def _width(picture: Any) -> float | None:
    """How wide a picture is shown, in points."""
    for around in picture.iterancestors():
        extent = around.find(f"{WP}extent")
        if extent is not None:
            size = number(extent.get("cx", ""), most=10**8)
            return round(size / _EMU, 1) or None
        if vml := _VML_WIDTH.search(around.get("style", "")):
            return round(float(vml[1]) * _POINTS[vml[2]], 1) or None
    return None
