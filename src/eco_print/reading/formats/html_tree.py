"""A tree of an HTML page in which every stretch of text knows its place in the source.

In: the source. Out: the root element. Tags are read as browsers read them (HTML, 13.2), as far as
an article needs it: void elements, elements closed by what follows, raw text, comments, character
references, stray end tags. It is our own reader because the parsers at hand do not say where a
character was; it never looks back, so its time is linear in the length of the source.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from ..han import words
from ..patterns import lazy
from ..strips import Piece

_DEEPEST = 300
_TAG = lazy(r"<(/?)([A-Za-z][^\s/>]*)((?:[^>\"']|\"[^\"]*\"|'[^']*')*)>")
_ATTRIBUTE = lazy(r"([^\s=/\"'>]+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+)))?")
_REFERENCE = lazy(r"&(?:#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});?")
_VOID = frozenset(words("area base br col embed hr img input link meta param source track wbr"))
_RAW = frozenset(words("script style textarea title noscript iframe xmp noembed noframes"))
_IN_HEAD = frozenset(words("base link meta noscript script style template title"))
_BLOCKS = frozenset(
    words(
        "address article aside blockquote center details dialog dd div dl dt fieldset "
        "figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr li main nav ol p pre "
        "section summary table tbody td tfoot th thead tr ul"
    )
)
_CLOSES = {
    "li": (("li",), ("ul", "ol")),
    **dict.fromkeys(("dd", "dt"), (("dd", "dt"), ("dl",))),
    **dict.fromkeys(("thead", "tbody", "tfoot"), (("thead", "tbody", "tfoot", "tr"), ("table",))),
    "tr": (("tr",), ("table",)),
    **dict.fromkeys(("td", "th"), (("td", "th"), ("tr", "table"))),
    "option": (("option",), ("select",)),
}
"""Which open elements a start tag closes, and beyond which ancestors it does not look."""


@dataclass(slots=True)
class Element:
    """An element: `children` are elements and pieces of text, in order."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    start: int = 0
    children: list[Element | Piece] = field(default_factory=list)

    def names(self) -> str:
        """Its classes, id and role, lower case, for guessing what it is for."""
        keys = ("class", "id", "role", "itemprop")
        return " ".join(self.attributes.get(key, "") for key in keys).lower()

    def elements(self) -> Iterator[Element]:
        """Itself and every element below it, in the order of the source."""
        pending = [self]
        while pending:
            element = pending.pop()
            yield element
            pending.extend(
                child for child in reversed(element.children) if isinstance(child, Element)
            )

    def pieces(self) -> Iterator[Piece]:
        """Every piece of text below it, in the order of the source."""
        pending: list[Element | Piece] = [self]
        while pending:
            node = pending.pop()
            if isinstance(node, Piece):
                yield node
            else:
                pending.extend(reversed(node.children))

    def text(self) -> str:
        """All text below it."""
        return "".join(piece.text for piece in self.pieces())


def is_block(tag: str) -> bool:
    """Whether an element of that name begins and ends a line."""
    return tag in _BLOCKS


def parse(source: str) -> Element:
    """The tree of a page."""
    builder = _Builder(source)
    builder.run()
    return builder.root


class _Builder:
    def __init__(self, source: str) -> None:
        self.source = source
        self.root = Element("#root")
        self._open = [self.root]
        self._count = Counter({"#root": 1})

    def run(self) -> None:
        at = 0
        while at < len(self.source):
            mark = self.source.find("<", at)
            if mark < 0:
                break
            self._text(at, mark)
            at = self._markup(mark)
        self._text(at, len(self.source))

    def _markup(self, at: int) -> int:
        """Deal with what begins with the < at `at`; where to go on."""
        if self.source.startswith("<!--", at):
            return self._after("-->", at + 4)
        if self.source.startswith(("<!", "<?"), at):
            return self._after(">", at + 2)
        match = _TAG.match(self.source, at)
        if match is None:
            return self._no_tag(at)
        tag = match[2].lower()
        if match[1]:
            self._end(tag)
            return match.end()
        self._start(tag, match)
        return self._raw(tag, match.end()) if tag in _RAW else match.end()

    def _no_tag(self, at: int) -> int:
        """A plain < is text; a tag that never ends takes the rest of the page with it."""
        following = self.source[at + 1 : at + 3].lstrip("/")
        if following[:1].isalpha() and following.isascii():
            return len(self.source)
        self._text(at, at + 1)
        return at + 1

    def _after(self, mark: str, at: int) -> int:
        end = self.source.find(mark, at)
        return len(self.source) if end < 0 else end + len(mark)

    def _raw(self, tag: str, at: int) -> int:
        """Skip the content of an element that holds no markup; keep that of a title."""
        match = re.compile(f"</{tag}(?=[\\s/>])", re.IGNORECASE).search(self.source, at)
        end = match.start() if match else len(self.source)
        if tag == "title":
            self._text(at, end)
        self._end(tag)
        return self._after(">", end)

    def _text(self, start: int, end: int) -> None:
        at = start
        add = self._open[-1].children.append
        for match in _REFERENCE.finditer(self.source, start, end):
            meant = html.unescape(match[0])
            if meant == match[0]:
                continue
            if at < match.start():
                add(Piece(self.source[at : match.start()], at, match.start()))
            add(Piece(meant, match.start(), match.end(), verbatim=False))
            at = match.end()
        if at < end:
            add(Piece(self.source[at:end], at, end))

    def _start(self, tag: str, match: re.Match[str]) -> None:
        if tag not in _IN_HEAD and tag not in ("html", "head"):
            self._end("head")
        if is_block(tag):
            self._close(("p",), ("td", "th", "table"))
        if tag in _CLOSES:
            self._close(*_CLOSES[tag])
        element = Element(tag, _attributes(match[3]), match.start())
        self._open[-1].children.append(element)
        closed = tag in _VOID or (match[3].rstrip().endswith("/") and tag in ("svg", "path"))
        if not closed and len(self._open) < _DEEPEST:
            self._open.append(element)
            self._count[tag] += 1

    def _close(self, tags: tuple[str, ...], limits: tuple[str, ...]) -> None:
        """End the open elements of these names up to the nearest of `limits`."""
        if not any(self._count[tag] for tag in tags):
            return
        for element in tuple(reversed(self._open)):
            if element.tag in limits:
                return
            if element.tag in tags:
                self._end(element.tag)

    def _end(self, tag: str) -> None:
        if not self._count[tag]:
            return
        while True:
            element = self._open.pop()
            self._count[element.tag] -= 1
            if element.tag == tag:
                return


def _attributes(text: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for match in _ATTRIBUTE.finditer(text):
        value = match[2] or match[3] or match[4] or ""
        found.setdefault(match[1].lower(), html.unescape(value))
    return found
