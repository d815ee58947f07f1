"""Word documents (.docx): paragraphs, headings, lists, tables, pictures, text boxes.

In: the bytes of the package. Out: a manuscript whose lines are the paragraphs in reading order,
automatic numbers included, notes at the end. What belongs to Word's pages and not to the text
(page headers, comments) is named by `word_rest`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from msgspec.structs import replace

from ...report import Asset
from ...source import Source
from ..manuscript import (
    Block,
    Grid,
    GridCell,
    Item,
    Items,
    Line,
    Manuscript,
    Picture,
    Quote,
    original_of,
)
from ..options import ReadOptions
from ..strips import Piece, Strip
from .word_numbering import Numbering, W
from .word_package import opened, root_of
from .word_rest import left_out, notes_left_out, pictures_left_out
from .word_styles import ROLES, SAID, Styles, alignment, number, numbered, value
from .word_text import NOTES, Bit, Marks, bits

_PRINTABLE = {"image/png", "image/jpeg", "image/gif", "image/webp", "image/tiff", "image/bmp"}


def read(data: bytes, source: Source, options: ReadOptions) -> Manuscript:
    """The document. Raises EcoPrintError (SOURCE): source-broken, source-too-large …"""
    document = opened(data, source, options)
    builder = _Builder(document)
    blocks = (*builder.blocks(document.element.body), *builder.notes())
    original = original_of("\n".join(builder.lines), source, "utf-8")
    findings = (
        *pictures_left_out(builder.left_out, original),
        *notes_left_out(builder.lost_notes, original),
        *left_out(document, original.source),
    )
    return Manuscript(original, "docx", blocks, assets=tuple(builder.assets), findings=findings)


@dataclass(slots=True)
class _Builder:
    """Collects the lines of the document while it walks over its blocks."""

    document: Any
    lines: list[str] = field(default_factory=list)
    assets: list[Asset] = field(default_factory=list)
    offset: int = 0
    gap: bool = False
    left_out: list[int] = field(default_factory=list)
    marks: Marks = field(default_factory=Marks)
    lost_notes: int = 0
    in_cells: list[Bit] = field(default_factory=list)
    styles: Styles = field(init=False)
    numbering: Numbering = field(init=False)
    links: dict[str, str] = field(init=False)

    def __post_init__(self) -> None:
        part = self.document.part
        self.styles = Styles(root_of(part, "styles"))
        self.numbering = Numbering.of(root_of(part, "numbering"))
        self.links = {
            key: rel.target_ref
            for key, rel in part.rels.items()
            if rel.reltype.endswith("/hyperlink")
        }

    def blocks(self, parent: Any) -> Iterator[Block]:
        """The blocks of a body, in reading order; bullets in a row are one list."""
        bullets: list[tuple[int, Strip]] = []
        for element in _flat(parent):
            found = list(self._block(element, bullets))
            if found and bullets:
                yield _nested(bullets)
                bullets.clear()
            yield from found
        if bullets:
            yield _nested(bullets)

    def _block(self, element: Any, bullets: list[tuple[int, Strip]]) -> Iterator[Block]:
        if element.tag == f"{W}tbl" and _is_frame(element):
            for cell in element.iterfind(f"{W}tr/{W}tc"):
                yield from self.blocks(cell)
        elif element.tag == f"{W}tbl":
            yield self._table(element)
            yield from self._pictures(self.in_cells)
            self.in_cells = []
        elif element.tag == f"{W}p":
            yield from self._paragraph(element, bullets)
            for box in _boxes(element):
                yield from self.blocks(box)

    def _paragraph(self, element: Any, bullets: list[tuple[int, Strip]]) -> Iterator[Block]:
        properties = element.find(f"{W}pPr")
        style = self.styles.style(value(properties, "pStyle"))
        list_id, depth = numbered(properties)
        named = not list_id and style.list_id
        found = list(bits(element, self.links, style.bold and not style.level, self.marks))
        label = None
        if any(bit.text.strip() and bit.picture is None for bit in found):
            label = self.numbering.label(
                style.list_id if named else list_id, style.depth if named else depth
            )
        if label and label.bullet:
            bullets.append((label.depth, self._strip(found, "")))
            return
        said = alignment(properties)
        align = style.align if said is None else said
        says = SAID.get(style.name, "")
        outline = value(properties, "outlineLvl")
        level = int(outline) + 1 if outline in set("012345678") else style.level
        role = ROLES.get(style.name, "heading" if level else "paragraph")
        for strip in self._lines(found, label.text if label else ""):
            block = Line(strip, role, level, gap=self.gap, align=align, says=says)
            self.gap = False
            yield Quote((block,)) if style.name.endswith("quote") else block
        if not found:
            self.gap = True
        yield from self._pictures(found)

    def _lines(self, found: list[Bit], label: str) -> Iterator[Strip]:
        """The paragraph, in as many strips as its line breaks make."""
        line: list[Bit] = []
        for bit in found:
            head, *rest = bit.text.split("\n") if bit.picture is None else [""]
            line.append(Bit(head, bit.style))
            for part in rest:
                yield from self._line(line, label)
                line, label = [Bit(part, bit.style)], ""
        yield from self._line(line, label)

    def _line(self, line: list[Bit], label: str) -> Iterator[Strip]:
        if any(bit.text.strip() for bit in line):
            yield self._strip(line, label)

    def _strip(self, line: list[Bit], label: str) -> Strip:
        """One strip, entered as a line of the source."""
        pieces: list[Piece] = []
        start = self.offset
        shown = [bit for bit in line if bit.picture is None]
        if label and shown:
            shown.insert(0, Bit(label, shown[0].style))
        for bit in shown:
            text = bit.text.replace("\n", " ").replace("\r", " ").replace("\0", "")
            if text:
                pieces.append(Piece(text, self.offset, self.offset + len(text), bit.style))
                self.offset += len(text)
        whole = Strip(tuple(pieces))
        self.lines.append(whole.text)
        self.offset = start + len(whole.text) + 1
        return whole.strip()

    def _pictures(self, found: list[Bit]) -> Iterator[Picture]:
        for bit in found:
            if bit.picture is None:
                continue
            asset = self._asset(bit.picture)
            if asset is None:
                self.left_out.append(len(self.lines))
                continue
            at = max(0, self.offset - 1)
            yield Picture(at, at, bit.text, asset=asset, width=bit.width)

    def _asset(self, relation: str) -> str | None:
        part = self.document.part.related_parts.get(relation)
        if part is None or part.content_type not in _PRINTABLE:
            return None
        name = str(part.partname).rsplit("/", 1)[-1]
        if name not in {asset.name for asset in self.assets}:
            self.assets.append(Asset(name, part.content_type, part.blob))
        return name

    def _table(self, element: Any) -> Grid:
        start = self.offset
        rows: list[list[GridCell]] = []
        above: dict[int, tuple[int, int]] = {}
        for row in element.iter(f"{W}tr"):
            if next(row.iterancestors(f"{W}tbl")) is not element:
                continue
            header = row.find(f"{W}trPr/{W}tblHeader") is not None
            rows.append([])
            column = number(value(row, "trPr", "gridBefore"))
            if column:
                rows[-1].append(GridCell(Strip(), header, columns=column))
            for cell in row.iterfind(f"{W}tc"):
                width = max(1, number(value(cell, "tcPr", "gridSpan")))
                merge = cell.find(f"{W}tcPr/{W}vMerge")
                continued = merge is not None and merge.get(f"{W}val") != "restart"
                if continued and _reaches(rows, above.get(column)):
                    self._taller(rows, above[column])
                else:
                    made = GridCell(self._cell(cell), header, columns=width)
                    rows[-1].append(replace(made, marked=_is_shaded(cell)))
                    above[column] = (len(rows) - 1, len(rows[-1]) - 1)
                column += width
        return Grid(tuple(map(tuple, rows)), start, max(start, self.offset - 1))

    @staticmethod
    def _taller(rows: list[list[GridCell]], place: tuple[int, int]) -> None:
        row, index = place
        old = rows[row][index]
        rows[row][index] = replace(old, rows=old.rows + 1)

    def _cell(self, cell: Any) -> Strip:
        pieces: list[Piece] = []
        for paragraph in cell.iter(f"{W}p"):
            found = list(bits(paragraph, self.links, False, self.marks))
            self.in_cells += [bit for bit in found if bit.picture is not None]
            for strip in self._lines(found, ""):
                if pieces:
                    at = pieces[-1].end
                    pieces.append(Piece(" ", at, at, pieces[-1].style, verbatim=False))
                pieces.extend(strip.pieces)
        return Strip(tuple(pieces))

    def notes(self) -> Iterator[Block]:
        """The footnotes and endnotes that are referred to, each with its mark."""
        parts = {kind: root_of(self.document.part, f"{kind}s") for kind in NOTES.values()}
        for count, (kind, identifier) in enumerate(self.marks.order, 1):
            note = _note(parts[kind], kind, identifier)
            label = self.marks.mark(count)
            for paragraph in () if note is None else note.iter(f"{W}p"):
                for strip in self._lines(list(bits(paragraph, self.links, False)), label):
                    yield Line(strip, "note")
                    label = ""
            self.lost_notes += bool(label)


def _reaches(rows: list[list[GridCell]], place: tuple[int, int] | None) -> bool:
    """Whether the cell at a place is the one above the last row."""
    return place is not None and place[0] + rows[place[0]][place[1]].rows == len(rows) - 1


def _note(root: Any | None, kind: str, identifier: str) -> Any | None:
    notes = () if root is None else root.iterfind(f"{W}{kind}")
    return next((one for one in notes if one.get(f"{W}id") == identifier), None)


def _is_frame(table: Any) -> bool:
    """Whether a table has one column: a frame around text, which is set as text."""
    return all(len(row.findall(f"{W}tc")) <= 1 for row in table.iterfind(f"{W}tr"))


def _is_shaded(cell: Any) -> bool:
    shading = cell.find(f"{W}tcPr/{W}shd")
    fill = "auto" if shading is None else shading.get(f"{W}fill", "auto")
    return fill.lower() not in ("auto", "ffffff", "")


def _flat(parent: Any) -> Iterator[Any]:
    """The paragraphs and tables of a body, content controls opened."""
    for element in parent:
        if element.tag in (f"{W}p", f"{W}tbl"):
            yield element
        elif element.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}ins", f"{W}customXml"):
            yield from _flat(element)


def _boxes(paragraph: Any) -> Iterator[Any]:
    """The text boxes anchored in a paragraph; the fallback copy of each is left out."""
    fallback = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
    for box in paragraph.iter(f"{W}txbxContent"):
        anchored = next(box.iterancestors(f"{W}p")) is paragraph
        if anchored and next(box.iterancestors(fallback), None) is None:
            yield box


def _nested(bullets: list[tuple[int, Strip]]) -> Items:
    """Bullets by depth as lists in lists."""
    items: list[Item] = []
    index = 0
    base = bullets[0][0]
    while index < len(bullets):
        depth, strip = bullets[index]
        end = index + 1
        while end < len(bullets) and bullets[end][0] > max(depth, base):
            end += 1
        inner = bullets[index + 1 : end]
        items.append(Item("•", strip, (_nested(inner),) if inner else ()))
        index = end
    return Items(tuple(items))
