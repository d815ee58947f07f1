"""Markdown (CommonMark with tables): blocks by markdown-it-py, places by `markdown_inline`.

HTML inside Markdown is text, like everything else in a report, and indented code is not looked
for: four spaces before a Chinese paragraph are an indent.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from ...diagnostics import EcoPrintError, ExitCode, Text, error
from ..manuscript import Block, Grid, GridCell, Item, Items, Line, Manuscript, Original, Quote
from ..patterns import lazy
from ..strips import Piece, Strip, Style
from .frontmatter import read_front_matter
from .markdown_inline import Inline, link_destination

if TYPE_CHECKING:
    from markdown_it.token import Token

_DEEPEST = 40
_LINE = lazy(r"[^\r\n]+")


def read(original: Original) -> Manuscript:
    """The blocks of a Markdown text. Raises EcoPrintError (SOURCE) source-too-deep."""
    from markdown_it import MarkdownIt, helpers

    front = read_front_matter(original)
    parser = MarkdownIt("commonmark", {"html": False, "maxNesting": _DEEPEST + 4})
    parser.enable("table").disable(["code", "text_join"])
    parser.block.ruler.at("reference", _reference_but_no_note)
    asked: Any = SimpleNamespace(
        parseLinkLabel=helpers.parseLinkLabel,
        parseLinkTitle=helpers.parseLinkTitle,
        parseLinkDestination=link_destination,
    )
    parser.helpers = asked
    tokens = parser.parse(original.text[front.end :])
    if any(token.level > _DEEPEST for token in tokens):
        raise _too_deep(original)
    line = original.place(front.end)[0] - 1
    reader = _Reader(tokens, Inline(original, line))
    return Manuscript(
        original,
        "markdown",
        tuple(reader.blocks(0, len(tokens))),
        front.fields,
        given=front.texts,
        findings=front.findings,
    )


def _reference_but_no_note(state: Any, line: int, last: int, silent: bool) -> bool:
    """The target of a link. `[^1]: …` is a note, which CommonMark would take for one and drop."""
    from markdown_it.rules_block import reference

    start = state.bMarks[line] + state.tShift[line]
    return not state.src.startswith("[^", start) and reference(state, line, last, silent)


@dataclass(frozen=True, slots=True)
class _Reader:
    tokens: Sequence[Token]
    inline: Inline

    def blocks(self, start: int, end: int) -> Iterator[Block]:
        """The blocks of tokens [start:end)."""
        at = start
        while at < end:
            close = self._close(at)
            yield from self._block(at, close)
            at = close + 1

    def _close(self, at: int) -> int:
        """Where the token that opens at `at` is closed (itself, when it opens nothing)."""
        if self.tokens[at].nesting != 1:
            return at
        level = self.tokens[at].level
        end = at + 1
        while self.tokens[end].level != level or self.tokens[end].nesting != -1:
            end += 1
        return end

    def _block(self, at: int, close: int) -> Iterator[Block]:
        token = self.tokens[at]
        match token.type:
            case "paragraph_open":
                yield from self.inline.paragraph(self.tokens[at + 1])
            case "heading_open":
                strip = self.inline.strip(self.tokens[at + 1])
                yield Line(strip.strip(), "heading", int(token.tag[1:]), gap=True)
            case "blockquote_open":
                yield Quote(tuple(self.blocks(at + 1, close)))
            case "bullet_list_open" | "ordered_list_open":
                items = tuple(self._items(at + 1, close))
                yield Items(items, ordered=token.type.startswith("ordered"))
            case "table_open":
                yield self._table(at, close)
            case "fence":
                yield from self._code(token)

    def _items(self, start: int, end: int) -> Iterator[Item]:
        at = start
        while at < end:
            close = self._close(at)
            token = self.tokens[at]
            label = f"{token.info}{token.markup}" if token.info else "•"
            inner = list(self.blocks(at + 1, close))
            strip, children = _first_line(inner)
            yield Item(label, strip, children)
            at = close + 1

    def _table(self, at: int, close: int) -> Grid:
        rows: list[list[GridCell]] = []
        for token in self.tokens[at:close]:
            if token.type == "tr_open":
                rows.append([])
            elif token.type == "inline":
                rows[-1].append(GridCell(self.inline.strip(token), header=len(rows) == 1))
        start, end = self.inline.extent(self.tokens[at])
        return Grid(tuple(map(tuple, rows)), start, end)

    def _code(self, token: Token) -> Iterator[Block]:
        """The lines of a fenced block, as they stand."""
        start, end = self.inline.extent(token)
        text = self.inline.original.text
        lines = list(_LINE.finditer(text, start, end))
        for match in lines[1 : 1 + len(token.content.splitlines())]:
            if match[0].strip(" `~"):
                piece = Piece(match[0], match.start(), match.end(), Style(literal=True))
                yield Line(Strip((piece,)).strip(), "paragraph")


def _first_line(blocks: list[Block]) -> tuple[Strip, tuple[Block, ...]]:
    """The text of a list item, and the blocks that follow it."""
    lines: list[Strip] = []
    for one in blocks:
        if not isinstance(one, Line) or (lines and not one.soft):
            break
        lines.append(one.strip)
    rest = blocks[len(lines) :]
    marked = [replace(one, role="paragraph") if isinstance(one, Line) else one for one in rest]
    return Strip.of_lines(lines), tuple(marked)


def _too_deep(original: Original) -> EcoPrintError:
    return EcoPrintError(
        ExitCode.SOURCE,
        error(
            "source-too-deep",
            Text(zh=f"列表或引文嵌套超过 {_DEEPEST} 层", en=f"nested more than {_DEEPEST} deep"),
            source=original.source,
        ),
    )
