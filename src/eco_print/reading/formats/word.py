"""Word documents (.docx): paragraphs, headings, lists, tables, pictures, text boxes.

In: the bytes of the package. Out: a manuscript whose lines are the paragraphs in reading order,
automatic numbers included. The package is looked at before it is unpacked (size, number of
members); entities are never expanded and nothing outside of it is read.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from ...diagnostics import Diagnostic, EcoPrintError, ExitCode, Text, error, warning
from ...report import Asset
from ...source import Source, Span
from ..manuscript import (
    Block,
    Grid,
    GridCell,
    Item,
    Items,
    Line,
    Manuscript,
    Original,
    Picture,
    Piece,
    Quote,
    Strip,
    original_of,
)
from ..options import ReadOptions
from .word_numbering import Numbering, W
from .word_text import Bit, Styles, bits, number, numbered, value

_MEMBERS = 10_000
_PRINTABLE = {"image/png", "image/jpeg", "image/gif", "image/webp", "image/tiff", "image/bmp"}
_ROLES = {"title": "title", "subtitle": "subtitle", "caption": "caption", "题注": "caption"}


def read(data: bytes, source: Source, options: ReadOptions) -> Manuscript:
    """The document. Raises EcoPrintError (SOURCE): source-broken, source-too-large."""
    builder = _opened(data, source, options)
    body = builder.document.element.body
    blocks = tuple(builder.blocks(body))
    original = original_of("\n".join(builder.lines), source, "utf-8")
    findings = (
        *_pictures_left_out(builder, original),
        *_notes_left_out(body, original),
    )
    return Manuscript(original, "docx", blocks, assets=tuple(builder.assets), findings=findings)


def _opened(data: bytes, source: Source, options: ReadOptions) -> _Builder:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            members = package.infolist()
    except zipfile.BadZipFile as problem:
        raise _broken(source, str(problem)) from problem
    size = sum(member.file_size for member in members)
    if size > options.max_unpacked or len(members) > _MEMBERS:
        raise _too_large(source, size, options.max_unpacked)
    import docx

    try:
        document = docx.Document(io.BytesIO(data))
        builder = _Builder(document)
        sound = document.element.body is not None and not _is_declared(document)
    except Exception as problem:  # python-docx trips in many ways over a package that is broken
        raise _broken(source, str(problem)) from problem
    if not sound:
        raise _broken(source, "no body, or a document type declaration")
    return builder


def _is_declared(document: Any) -> bool:
    """Whether the document declares a type, and entities with it; Word's own never do."""
    return bool(document.element.getroottree().docinfo.doctype)


@dataclass(slots=True)
class _Builder:
    """Collects the lines of the document while it walks over its blocks."""

    document: Any
    lines: list[str] = field(default_factory=list)
    assets: list[Asset] = field(default_factory=list)
    offset: int = 0
    gap: bool = False
    left_out: list[int] = field(default_factory=list)
    styles: Styles = field(init=False)
    numbering: Numbering = field(init=False)
    links: dict[str, str] = field(init=False)

    def __post_init__(self) -> None:
        part = self.document.part
        self.styles = Styles(_root(part, "styles"))
        self.numbering = Numbering.of(_root(part, "numbering"))
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
        if element.tag == f"{W}tbl":
            yield self._table(element)
        elif element.tag == f"{W}p":
            yield from self._paragraph(element, bullets)
            for box in _boxes(element):
                yield from self.blocks(box)

    def _paragraph(self, element: Any, bullets: list[tuple[int, Strip]]) -> Iterator[Block]:
        properties = element.find(f"{W}pPr")
        style = self.styles.style(value(properties, "pStyle"))
        list_id, depth = numbered(properties)
        named = not list_id and style.list_id
        found = list(bits(element, self.links, style.bold and not style.level))
        label = None
        if any(bit.text.strip() and bit.picture is None for bit in found):
            label = self.numbering.label(
                style.list_id if named else list_id, style.depth if named else depth
            )
        if label and label.bullet:
            bullets.append((label.depth, self._strip(found, "")))
            return
        centred = value(properties, "jc") or ("center" if style.centred else "")
        outline = value(properties, "outlineLvl")
        level = int(outline) + 1 if outline in set("012345678") else style.level
        role = _ROLES.get(style.name, "heading" if level else "paragraph")
        for strip in self._lines(found, label.text if label else ""):
            block = Line(strip, role, level, gap=self.gap, centred=centred == "center")
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
            yield Picture(at, at, bit.text, asset=asset)

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
            column = 0
            for cell in row.iterfind(f"{W}tc"):
                width = max(1, number(value(cell, "tcPr", "gridSpan")))
                merge = cell.find(f"{W}tcPr/{W}vMerge")
                if merge is not None and merge.get(f"{W}val") != "restart" and column in above:
                    self._taller(rows, above[column])
                else:
                    rows[-1].append(GridCell(self._cell(cell), header, columns=width))
                    above[column] = (len(rows) - 1, len(rows[-1]) - 1)
                column += width
        return Grid(tuple(map(tuple, rows)), start, max(start, self.offset - 1))

    @staticmethod
    def _taller(rows: list[list[GridCell]], place: tuple[int, int]) -> None:
        row, index = place
        old = rows[row][index]
        rows[row][index] = GridCell(old.strip, old.header, old.columns, old.rows + 1)

    def _cell(self, cell: Any) -> Strip:
        pieces: list[Piece] = []
        for paragraph in cell.iter(f"{W}p"):
            found = list(bits(paragraph, self.links, bold=False))
            for strip in self._lines(found, ""):
                if pieces:
                    at = pieces[-1].end
                    pieces.append(Piece(" ", at, at, pieces[-1].style, verbatim=False))
                pieces.extend(strip.pieces)
        return Strip(tuple(pieces))


def _pictures_left_out(builder: _Builder, original: Original) -> Iterator[Diagnostic]:
    for line in builder.left_out:
        yield warning(
            "picture-unsupported",
            Text(
                zh="图片格式不能排印（EMF、WMF 或外部链接），已略去",
                en="a picture cannot be printed (EMF, WMF or a link) and is left out",
            ),
            source=original.source,
            span=Span.at(max(1, line), 1),
            hint=Text(zh="另存为 PNG 或 JPEG", en="save it as PNG or JPEG"),
        )


def _notes_left_out(body: Any, original: Original) -> Iterator[Diagnostic]:
    notes = len([*body.iter(f"{W}footnoteReference"), *body.iter(f"{W}endnoteReference")])
    if notes:
        yield warning(
            "docx-notes",
            Text(zh=f"有 {notes} 条脚注未读入", en=f"{notes} footnote(s) are left out"),
            source=original.source,
            hint=Text(zh="把脚注写进正文", en="write them into the text"),
        )


def _root(part: Any, kind: str) -> Any | None:
    for relation in part.rels.values():
        if relation.reltype.endswith(f"/{kind}") and not relation.is_external:
            target = relation.target_part
            if hasattr(target, "element"):
                return target.element
            from docx.oxml.parser import parse_xml

            return parse_xml(target.blob)
    return None


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


def _broken(source: Source, problem: str) -> EcoPrintError:
    finding = error(
        "source-broken",
        Text(zh="不是完好的 Word 文档", en=f"not a sound Word document: {problem}"),
        source=source,
        hint=Text(zh="在 Word 里打开后另存为 .docx", en="open it in Word and save it again"),
    )
    return EcoPrintError(ExitCode.SOURCE, finding)


def _too_large(source: Source, size: int, limit: int) -> EcoPrintError:
    finding = error(
        "source-too-large",
        Text(zh=f"解压后 {size} 字节，超过 {limit}", en=f"unpacks to {size} bytes, over {limit}"),
        source=source,
    )
    return EcoPrintError(ExitCode.SOURCE, finding)
