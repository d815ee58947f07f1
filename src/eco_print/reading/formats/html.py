"""HTML pages: the article, not the page around it.

In: the decoded source. Out: the blocks of the article, with its title before them, and what the
page says beside it of its authors and source. What is left out with the page (navigation, footer,
sharing) is named in notes.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from msgspec.structs import replace

from ...report import Asset
from ..han import CHINESE
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
    Quote,
)
from ..patterns import lazy
from ..strips import PLAIN, Edit, Piece, Strip, Style
from .html_article import find_article, find_title, is_furniture
from .html_manner import Manner, manner, styled
from .html_page import beside, left_out, pictures_left_out
from .html_tree import Element, is_block, parse

_SPACE = lazy(r"[ \t\r\n\f]+")
_SITE = lazy(r"\s*[-_|—–]+")
"""What parts the headline from the name of the site in the title of a window."""
_EMBEDDED = lazy(r"data:image/(?P<kind>png|jpeg|gif|webp);base64,(?P<data>.+)", re.I | re.S)
_LONGEST_CELL = 400
_LONGEST_SPAN = 100
_SHORTEST_HEADLINE = 6


def read(original: Original) -> Manuscript:
    """The article of a page."""
    root = parse(original.text)
    article = find_article(root)
    title = find_title(root, article)
    assets: list[Asset] = []
    inside = tuple(_Walker(title, assets).blocks(article, PLAIN))
    around = () if article is root else _Walker(title, [], skipped=article).blocks(root, PLAIN)
    outside = tuple(around)
    head, tail = beside(tuple(_title(title)), inside, outside)
    blocks = (*head, *inside, *tail)
    findings = (
        *left_out(original, root, Manuscript(original, "html", blocks).strips()),
        *pictures_left_out(original, outside),
    )
    return Manuscript(original, "html", blocks, assets=tuple(assets), findings=findings)


def embedded(address: str, number: int) -> Asset | None:
    """The picture in a data: address, None when it is none that can be printed."""
    match = _EMBEDDED.match(address)
    if match is None:
        return None
    try:
        data = base64.b64decode(match["data"], validate=True)
    except ValueError:
        return None
    kind = match["kind"].lower()
    return Asset(f"picture{number}.{kind}", f"image/{kind}", data)


def _title(element: Element | None) -> Iterator[Block]:
    if element is not None:
        strip = _collapsed(list(element.pieces()))
        if element.tag == "title":
            site = _SITE.search(strip.text, _SHORTEST_HEADLINE)
            strip = strip.cut(0, site.start() if site else None)
        if len(strip.text) >= _SHORTEST_HEADLINE or element.tag != "title":
            yield Line(strip, "title")


@dataclass(slots=True)
class _Walker:
    """Walks over the article and gathers inline text into lines."""

    title: Element | None
    assets: list[Asset]
    skipped: Element | None = None
    line: list[Piece] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)

    def blocks(self, element: Element, style: Style) -> Iterator[Block]:
        """The blocks of an element's content, the open line last."""
        yield from self._inside(element, style, Manner())
        yield from self._flush(Manner())

    def _inside(self, element: Element, style: Style, way: Manner) -> Iterator[Block]:
        for child in element.children:
            if isinstance(child, Piece):
                self.line.append(replace(child, style=style))
            elif child is self.title or child is self.skipped or is_furniture(child):
                continue
            elif is_block(child.tag):
                yield from self._flush(way)
                yield from self._block(child, style, manner(child, way))
            else:
                yield from self._inline(child, style, way)

    def _inline(self, element: Element, style: Style, way: Manner) -> Iterator[Block]:
        if element.tag == "br":
            yield from self._flush(way)
        elif element.tag == "img":
            self._picture(element)
        elif element.tag == "ruby":
            self.line.extend(replace(piece, style=style) for piece in _annotated(element))
        else:
            inner = styled(element, style)
            yield from self._inside(element, inner, way)

    def _picture(self, element: Element) -> None:
        """A picture by its address, or one that the page holds itself (data:)."""
        given = element.attributes
        target = given.get("data-src") or given.get("src", "")
        place = element.start, element.start
        said = given.get("alt", "")
        bare = "alt" in given and not said.strip()
        if not target.startswith("data:"):
            if target:
                self.pictures.append(Picture(*place, said, target=target, decorative=bare))
            return
        asset = embedded(target, len(self.assets) + 1)
        if asset is not None:
            self.assets.append(asset)
            self.pictures.append(Picture(*place, said, asset=asset.name, decorative=bare))

    def _block(self, element: Element, style: Style, way: Manner) -> Iterator[Block]:
        match element.tag:
            case "ul" | "ol":
                yield self._list(element, style)
            case "table":
                yield from self._table(element, style)
            case "blockquote":
                yield Quote(tuple(_Walker(self.title, self.assets).blocks(element, style)))
            case "h1" | "h2" | "h3" | "h4" | "h5" | "h6":
                strip = _collapsed(list(element.pieces()))
                if strip.text:
                    level = int(element.tag[1])
                    yield Line(strip, "heading", level, gap=True, align=way.align)
            case "pre":
                for line in _lines(list(element.pieces())):
                    yield Line(line, "paragraph")
            case "figcaption":
                caption = replace(way, role="caption")
                yield from self._inside(element, style, caption)
                yield from self._flush(caption)
            case _:
                inner = styled(element, style)
                yield from self._inside(element, inner, way)
                yield from self._flush(way)

    def _flush(self, way: Manner) -> Iterator[Block]:
        strip = _collapsed(self.line)
        if strip.text:
            yield Line(strip, way.role, align=way.align, says=way.says)
        yield from self.pictures
        self.line, self.pictures = [], []

    def _list(self, element: Element, style: Style) -> Items:
        ordered = element.tag == "ol"
        start = element.attributes.get("start", "1")
        first = int(start) if start.isdigit() and len(start) < 6 else 1
        items: list[Item] = []
        for child in element.children:
            if not isinstance(child, Element) or is_furniture(child):
                continue
            inner = list(_Walker(self.title, self.assets).blocks(child, style))
            first_line = inner[0].strip if inner and isinstance(inner[0], Line) else None
            label = f"{first + len(items)}." if ordered else "•"
            rest = inner if first_line is None else inner[1:]
            items.append(Item(label, first_line or Strip(), tuple(rest)))
        return Items(tuple(items), ordered)

    def _table(self, element: Element, style: Style) -> Iterator[Block]:
        caption = Strip()
        for part in element.elements():
            if part.tag == "caption":
                caption = _collapsed(list(part.pieces()))
        groups = [group for group in _groups(element) if group]
        rows = [row for group in groups[:-1] for row in _rows(group, style, closed=True)]
        rows += (row for group in groups[-1:] for row in _rows(group, style))
        if _only_places(element, rows):
            yield from _Walker(self.title, self.assets).blocks(
                Element("div", children=list(_contents(element))), style
            )
            return
        offsets = [cell.strip.end for row in rows for cell in row]
        yield Grid(tuple(rows), element.start, max(offsets, default=element.start), caption)


def _only_places(table: Element, rows: list[tuple[GridCell, ...]]) -> bool:
    """Whether a table only places text on the page: one column, tables in it, long texts."""
    nested = sum(part.tag == "table" for part in table.elements()) > 1
    longest = max((len(cell.strip.text) for row in rows for cell in row), default=0)
    return nested or longest > _LONGEST_CELL or max(map(len, rows), default=0) <= 1


def _contents(table: Element) -> Iterator[Element | Piece]:
    """The cells of a table as divisions; what is in them has its own turn."""
    pending = list(reversed(table.children))
    while pending:
        part = pending.pop()
        if isinstance(part, Piece) or is_furniture(part):
            continue
        if part.tag in ("td", "th"):
            yield Element("div", children=part.children)
        else:
            pending.extend(reversed(part.children))


def _groups(table: Element) -> Iterator[list[Element]]:
    """The rows of a table by their groups: no cell reaches from its group into the next."""
    loose: list[Element] = []
    for part in table.children:
        if isinstance(part, Piece):
            continue
        rows = [row for row in part.elements() if row.tag == "tr"]
        if part.tag == "tr":
            loose.extend(rows)
        else:
            yield from (loose, rows)
            loose = []
    yield loose


def _rows(
    group: list[Element], style: Style, *, closed: bool = False
) -> Iterator[tuple[GridCell, ...]]:
    """The cells of a group row by row; what reaches out of a closed one is cut."""
    for number, row in enumerate(group):
        left = len(group) - number
        most = left if closed else _LONGEST_SPAN
        yield tuple(replace(cell, rows=min(cell.rows or left, most)) for cell in _cells(row, style))


def _cells(row: Element, style: Style) -> Iterator[GridCell]:
    for cell in row.children:
        if isinstance(cell, Element) and cell.tag in ("td", "th"):
            yield GridCell(
                _collapsed([replace(piece, style=style) for piece in cell.pieces()]),
                cell.tag == "th",
                _count(cell.attributes.get("colspan", "1")),
                _count(cell.attributes.get("rowspan", "1"), least=0),
            )


def _count(text: str, least: int = 1) -> int:
    """A span of cells, within what a page can hold; 0 rows are all that follow in their group."""
    count = int(text) if text.isdecimal() and len(text) < 6 else 1
    return min(count, _LONGEST_SPAN) if count >= least else 1


def _annotated(ruby: Element) -> Iterator[Piece]:
    """A phonetic guide: the characters, and the reading above them in brackets."""
    bracketed = any(part.tag == "rp" for part in ruby.elements())
    for child in ruby.children:
        inner = [child] if isinstance(child, Piece) else list(child.pieces())
        if isinstance(child, Element) and child.tag == "rt" and inner and not bracketed:
            low, high = inner[0].start, inner[-1].end
            yield Piece("（", low, low, verbatim=False)
            yield from inner
            yield Piece("）", high, high, verbatim=False)
        else:
            yield from inner


def _lines(pieces: list[Piece]) -> Iterator[Strip]:
    """The lines of preformatted text that hold anything."""
    strip = Strip(tuple(pieces))
    start = 0
    for line in strip.text.split("\n"):
        cut = strip.cut(start, start + len(line)).strip()
        start += len(line) + 1
        if cut.text:
            yield cut


def _collapsed(pieces: list[Piece]) -> Strip:
    """The text with its white space as a browser shows it: none between Chinese lines."""
    strip = Strip(tuple(piece for piece in pieces if piece.text))
    text = strip.text
    edits: list[Edit] = []
    for match in _SPACE.finditer(text):
        start, end = match.span()
        beside = text[max(0, start - 1) : start], text[end : end + 1]
        inner = start > 0 and end < len(text)
        wrapped = ("\n" in match[0] or "\r" in match[0]) and any(map(CHINESE.match, beside))
        shown = " " if inner and not wrapped else ""
        if match[0] != shown:
            edits.append(Edit(start, end, shown))
    return strip.edited(edits).strip()
