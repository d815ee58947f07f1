"""Where the inline text of Markdown stands in the source, character by character.

markdown-it-py gives block tokens their lines, but inline tokens no places. Their text is
literally in the source, in order, with markup between, so a cursor that steps over the markup
finds each piece again: first the lines of the block in the source, then the inline tokens in the
lines. What cannot be found literally (entities, escapes) has the place of its source.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from ..manuscript import Block, Line, Original, Picture
from ..patterns import lazy
from ..strips import EMPTY, PLAIN, Piece, Strip, Style

if TYPE_CHECKING:
    from markdown_it.token import Token

_SPACED = lazy(
    r"(?:[^()<>\"'\n]|\([^()\n]*\))*?\.(?:png|jpe?g|gif|webp|tiff?|bmp|svg)(?=\s*\))", re.I
)
_LABEL_PART = lazy(r"\\.|[\[\]]", re.DOTALL)


def link_destination(text: str, start: int, end: int) -> Any:
    """As CommonMark has it, but the name of a picture may have spaces, as those of cameras do."""
    from markdown_it.helpers import parseLinkDestination

    spaced = _SPACED.match(text, start, end)
    if spaced is None:
        return parseLinkDestination(text, start, end)
    bracketed = f"<{spaced[0]}>"  # as CommonMark wants such a name to be written
    result = parseLinkDestination(bracketed, 0, len(bracketed))
    result.pos = spaced.end()
    return result


class Inline:
    """Turns inline tokens of one source into strips and pictures."""

    def __init__(self, original: Original, first_line: int) -> None:
        self.original = original
        self._first = first_line
        self._cell_line = -1
        self._cell_from = 0

    def extent(self, token: Token) -> tuple[int, int]:
        """The source stretch of a block token's lines."""
        low, high = token.map or (0, 0)
        starts = (*self.original.starts, len(self.original.text))
        return starts[self._first + low], starts[min(self._first + high, len(starts) - 1)]

    def strip(self, token: Token) -> Strip:
        """The text of an inline token in one strip, pictures left out."""
        lines = (one.strip for one in self.paragraph(token) if isinstance(one, Line))
        return Strip.of_lines(lines)

    def paragraph(self, token: Token) -> Iterator[Block]:
        """The lines of a paragraph, and its pictures after the line that holds them."""
        cursor = _Cursor(token.content, self._where(token))
        cursor.walk(token.children or [])
        gap = True
        for index, (pieces, pictures, soft) in enumerate(cursor.lines):
            strip = Strip(tuple(pieces)).strip()
            if strip.text:
                yield Line(strip, gap=gap, soft=soft and index > 0)
                gap = False
            alone = not strip.text and len(cursor.lines) == 1 and len(pictures) == 1
            yield from (_captioned(pictures[0], cursor),) if alone else pictures

    def _where(self, token: Token) -> list[int]:
        """The source offset of each character of the token's content."""
        low, high = token.map or (0, 0)
        offsets: list[int] = []
        for number, line in enumerate(token.content.split("\n"), low):
            offsets += self._line_offsets(line, self._first + min(number, max(low, high - 1)))
            offsets.append(offsets[-1] + 1 if offsets else 0)
        return offsets

    def _line_offsets(self, line: str, number: int) -> list[int]:
        start = self.original.starts[number]
        source = self.original.source.lines[number]
        after = self._cell_from if self._cell_line == number else 0
        at = source.find(line, after)
        if at >= 0:
            self._cell_line, self._cell_from = number, at + len(line)
            return list(range(start + at, start + at + len(line)))
        return self._escaped_offsets(line, source, start, after, number)

    def _escaped_offsets(
        self, line: str, source: str, start: int, after: int, number: int
    ) -> list[int]:
        r"""For a cell of a table, in which \| stands for |."""
        offsets: list[int] = []
        at = after
        for char in line:
            found = source.find(char, at)
            at = found if found >= 0 else min(at, len(source))
            offsets.append(start + at)
            at += found >= 0
        self._cell_line, self._cell_from = number, at
        return offsets


def _captioned(picture: Picture, cursor: _Cursor) -> Picture:
    """A picture that is a paragraph by itself: what is said in its place is its caption."""
    if picture.caption.text or not picture.alternative.strip():
        return picture
    return replace(picture, caption=cursor.label)


@dataclass(slots=True)
class _Cursor:
    """Walks over inline tokens and their text side by side."""

    content: str
    where: list[int]
    at: int = 0
    style: Style = PLAIN
    lines: list[tuple[list[Piece], list[Picture], bool]] = field(
        default_factory=lambda: [([], [], False)]
    )
    label: Strip = EMPTY
    """What stands in the brackets of the last picture."""

    def walk(self, tokens: list[Token]) -> None:
        for token in tokens:
            self._step(token)

    def _step(self, token: Token) -> None:
        match token.type:
            case "text":
                self._text(token.content)
            case "text_special":
                self._replaced(token.content, token.markup)
            case "code_inline":
                self._code(token)
            case "softbreak" | "hardbreak":
                self._skip("\n")
                self.lines.append(([], [], token.type == "softbreak"))
            case "strong_open" | "strong_close":
                self._skip(token.markup)
                self.style = replace(self.style, strong=token.nesting == 1)
            case "em_open" | "em_close":
                self._skip(token.markup)
                self.style = replace(self.style, emphasis=token.nesting == 1)
            case "link_open":
                self._skip("<" if token.markup == "autolink" else "[")
                self.style = replace(self.style, link=str(token.attrs.get("href", "")))
            case "link_close":
                self._end_link(token)
            case "image":
                self._image(token)

    def _text(self, text: str) -> None:
        if text:
            start = self.content.find(text, self.at)
            start = self.at if start < 0 else start
            self._add(text, start, start + len(text), verbatim=True)

    def _replaced(self, text: str, markup: str) -> None:
        start = max(self.at, self.content.find(markup, self.at))
        self._add(text, start, start + len(markup), verbatim=False)

    def _code(self, token: Token) -> None:
        self._skip(token.markup)
        end = self.content.find(token.markup, self.at)
        raw = self.content[self.at : end]
        lead = len(raw) - len(raw.lstrip(" ")) if raw.strip(" ") == token.content else 0
        verbatim = raw[lead : lead + len(token.content)] == token.content
        plain, self.style = self.style, replace(self.style, literal=True)
        start = self.at + lead
        stop = start + len(token.content) if verbatim else end
        self._add(token.content, start, stop, verbatim=verbatim)
        self.style, self.at = plain, end + len(token.markup)

    def _add(self, text: str, start: int, end: int, *, verbatim: bool) -> None:
        low, high = self.where[start], self.where[end - 1] + 1
        literal = self.style.literal or self.style.link == text
        style = replace(self.style, literal=literal)
        self.lines[-1][0].append(
            Piece(text, low, high, style, verbatim=verbatim and high - low == len(text))
        )
        self.at = end

    def _skip(self, markup: str) -> None:
        found = self.content.find(markup, self.at)
        if found >= 0:
            self.at = found + len(markup)

    def _end_link(self, token: Token) -> None:
        if token.markup == "autolink":
            self._skip(">")
        else:
            self._skip("]")
            self._skip_target()
        self.style = replace(self.style, link=None)

    def _skip_target(self) -> None:
        """Step over (destination "title") or [reference]."""
        from markdown_it.helpers import parseLinkTitle

        follows = self.content[self.at : self.at + 1]
        if follows == "[":
            self._skip("]")
        if follows != "(":
            return
        end = len(self.content)
        at = self._blank(self.at + 1)
        destination = link_destination(self.content, at, end)
        at = self._blank(destination.pos if destination.ok else at)
        title = parseLinkTitle(self.content, at, end)
        at = self._blank(title.pos if title.ok else at)
        self.at = at + 1 if self.content[at : at + 1] == ")" else self.at

    def _blank(self, at: int) -> int:
        while self.content[at : at + 1].isspace():
            at += 1
        return at

    def _image(self, token: Token) -> None:
        start = max(self.at, self.content.find("![", self.at))
        self.at = self._label_end(start + 2)
        self.label = self._said(token.content, start + 2, self.at)
        self._skip_target()
        low, high = self.where[start], self.where[max(start, self.at - 1)] + 1
        title = str(token.attrs.get("title", "") or "")
        caption = self._said(title, start, self.at)
        target = str(token.attrs.get("src", ""))
        self.lines[-1][1].append(Picture(low, high, token.content, caption, target=target))

    def _said(self, text: str, start: int, end: int) -> Strip:
        """A text that stands somewhere between, with its place."""
        found = self.content.find(text, start, end) if text else -1
        if found < 0:
            return EMPTY
        place = self.where[found], self.where[found + len(text) - 1] + 1
        verbatim = place[1] - place[0] == len(text)
        return Strip((Piece(text, *place, verbatim=verbatim),))

    def _label_end(self, at: int) -> int:
        """After the ] that closes the label which begins at `at`."""
        depth = 1
        for match in _LABEL_PART.finditer(self.content, at):
            depth += (match[0] == "[") - (match[0] == "]")
            if depth == 0:
                return match.end()
        return at
