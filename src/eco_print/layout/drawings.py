"""SVG drawings: the colours and the widths of lines they name, and where.

In: the drawings that a document is made from: files, pictures inside the report, `data:`
addresses in stylesheets, drawings inside a template's pages. Out: their colours with places, and
a finding for each that is no colour, which the engine paints black in silence. Drawings are
searched as text: parsers of XML keep no places of attributes, and a page of a template is no XML.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote_to_bytes

import tinycss2
from msgspec import Struct
from tinycss2.color5 import parse_color

from ..diagnostics import Diagnostic, Text, warning
from ..markup import Markup
from ..source import Source, Span
from ..written import Written
from .stylesheets import Sheet
from .stylesheets.model import address_in, told, walk
from .stylesheets.names import colours
from .stylesheets.positions import Positions
from .stylesheets.suggestions import meant, near

_COLOURS = ("fill", "stroke", "stop-color", "flood-color", "lighting-color", "color")
_EDGE = re.compile(r"<(/?)svg\b")
_PARTS = re.compile(
    rf"""<!--.*?(?:-->|\Z)
    | <style\b[^<>]*>(?P<sheet>.*?)(?:</style|\Z)
    | (?<![\w:.-])(?P<name>{"|".join(_COLOURS)}|stroke-width|style)\s*=\s*
      (?P<quote>["'])(?P<value>.*?)(?P=quote)
    """,
    re.DOTALL | re.VERBOSE,
)
_CDATA = re.compile(r"<!\[CDATA\[|\]\]>")
_WORDS = frozenset({"none", "currentcolor", "inherit", "context-fill", "context-stroke"})
_ADDRESS = "data:image/svg+xml"


class Drawing(Struct, frozen=True):
    """A text with drawings in it.

    `place` is where a sheet has it, when it has no lines itself; `used` is False for a file that
    a template may write into its page, and may not.
    """

    source: Source
    positions: Positions
    place: Span | None = None
    used: bool = True


class Value(Struct, frozen=True):
    """A value in a drawing, of an attribute or a declaration, and where its text begins."""

    drawing: Drawing
    name: str
    tokens: tuple[Any, ...]
    local: Positions
    start: int

    def span(self, token: Any) -> Span:
        """Where one of its tokens stands."""
        start = self.start + self.local.offset(token.source_line, token.source_column)
        return self.drawing.place or self.drawing.positions.span(
            start, start + len(token.serialize())
        )


def drawn_values(
    markup: Markup, fetched: Iterable[Path], sheets: Iterable[Sheet]
) -> Iterator[Value]:
    """The values in all drawings of a document, each only where it is met first."""
    met: set[tuple[Path | None, str, str]] = set()
    for drawing in _drawings(markup, fetched, sheets):
        for value in _values(drawing):
            key = (drawing.source.path, value.name, tinycss2.serialize(value.tokens))
            if key not in met:
                met.add(key)
                yield value


def written_in(values: Iterable[Value]) -> Iterator[Written]:
    """The tokens of values that may say a colour or a length."""
    for value in values:
        plain = ((token, "") for token in value.tokens if token.type == "number")
        for token, inside in (*told(value.tokens), *plain):
            source, span = value.drawing.source, value.span(token)
            yield Written(value.name, token, source, span, inside, drawn=True)


def check_drawings(values: Iterable[Value]) -> Iterator[Diagnostic]:
    """A finding for each colour that is none."""
    for value in values:
        tokens = [each for each in value.tokens if each.type not in ("whitespace", "comment")]
        if value.drawing.used and value.name in _COLOURS and tokens and not _is_colour(tokens):
            yield _no_colour(value, tokens)


def _drawings(
    markup: Markup, fetched: Iterable[Path], sheets: Iterable[Sheet]
) -> Iterator[Drawing]:
    for path in fetched:
        if path.suffix.lower() == ".svg":
            yield _in_file(path)
    for asset in markup.assets:
        if asset.name.lower().endswith(".svg"):
            yield _drawing(asset.name, None, asset.data)
    for sheet in sheets:
        yield from _in_sheet(sheet)
    for folder in markup.template_folders:
        yield from map(_in_file, sorted(folder.glob("*.html")))
        yield from (_in_file(path, used=False) for path in sorted(folder.glob("*.svg")))


def _in_file(path: Path, *, used: bool = True) -> Drawing:
    try:
        data = path.read_bytes()
    except OSError:
        data = b""  # gone since
    return _drawing(str(path), path, data, used=used)


def _drawing(name: str, path: Path | None, data: bytes, *, used: bool = True) -> Drawing:
    positions = Positions(data.decode("utf-8-sig", "replace"))
    return Drawing(Source(name, path, positions.lines), positions, used=used)


def _in_sheet(sheet: Sheet) -> Iterator[Drawing]:
    """Drawings in `data:` addresses: of their places, the address's is all that can be told."""
    tokens = (token for _, item in sheet.declarations for token in walk(item.tokens))
    for token in tokens:
        address = address_in(token)
        if address.lower().startswith(_ADDRESS):
            start = sheet.positions.offset(token.source_line, token.source_column)
            place = sheet.positions.span(start, start + len("url"))
            yield Drawing(sheet.source, Positions(_text_in(address)), place)


def _text_in(address: str) -> str:
    """The drawing in a `data:` address (RFC 2397); "" where it is none, as the engine says."""
    kind, _, data = address.partition(",")
    content = unquote_to_bytes(data)
    if kind.lower().endswith(";base64"):
        try:
            content = base64.b64decode(content + b"==")
        except ValueError:
            return ""
    return content.decode("utf-8", "replace")


def _values(drawing: Drawing) -> Iterator[Value]:
    text = drawing.positions.text
    whole = not drawing.source.name.endswith(".html")
    for region in [(0, len(text))] if whole else _regions(text):
        for part in _PARTS.finditer(text, *region):
            yield from _values_of(drawing, part)


def _regions(page: str) -> Iterator[tuple[int, int]]:
    """Where the drawings of a page begin and end; one inside another is part of it."""
    depth = first = 0
    for edge in _EDGE.finditer(page):
        first = first if depth else edge.start()
        depth = max(depth + (-1 if edge[1] else 1), 0)
        if depth == 0:
            yield first, edge.end()


def _values_of(drawing: Drawing, part: re.Match[str]) -> Iterator[Value]:
    """The values of an attribute, of a `style` attribute or of a `style` element."""
    if part["sheet"] is not None:
        sheet = _CDATA.sub(lambda mark: " " * len(mark[0]), part["sheet"])
        rules = tinycss2.parse_stylesheet(sheet, skip_comments=True, skip_whitespace=True)
        local, start = Positions(sheet), part.start("sheet")
        for rule in rules:
            if rule.type == "qualified-rule":
                yield from _declared(drawing, rule.content, local, start)
    elif part["name"] == "style":
        local = Positions(part["value"])
        yield from _declared(drawing, part["value"], local, part.start("value"))
    elif part["name"]:
        tokens = tuple(tinycss2.parse_component_value_list(part["value"], skip_comments=True))
        yield Value(drawing, part["name"], tokens, Positions(part["value"]), part.start("value"))


def _declared(drawing: Drawing, text: Any, local: Positions, start: int) -> Iterator[Value]:
    for item in tinycss2.parse_blocks_contents(text, skip_comments=True, skip_whitespace=True):
        if item.type == "declaration":
            yield Value(drawing, item.lower_name, tuple(item.value), local, start)


def _is_colour(tokens: list[Any]) -> bool:
    """Whether a value says a colour, another paint, or what a template will fill in."""
    if any(token.type == "{} block" for token in tokens) or address_in(tokens[0]):
        return True
    word = getattr(tokens[0], "lower_value", "")
    inks = getattr(tokens[0], "lower_name", "") == "device-cmyk"
    known = word in _WORDS or inks or parse_color(tokens[0]) is not None
    return len(tokens) == 1 and known


def _no_colour(value: Value, tokens: list[Any]) -> Diagnostic:
    written = tinycss2.serialize(value.tokens).strip()
    return warning(
        "css-value-invalid",
        Text(
            zh=f"{value.name} 不能是“{written}”，图里按黑色画了",
            en=f"{value.name} cannot be “{written}”; the drawing has black for it",
        ),
        source=value.drawing.source,
        span=value.span(tokens[0]),
        hint=meant(near(written, colours())),
    )
