"""The engine's log, turned into findings with a file and a place.

WeasyPrint says what it could not use in log messages that name no file. Here each record
becomes a `Diagnostic`: what is about CSS is looked up in the parsed sheets (`stylesheets`),
the rest is told by a table. Nothing it says is lost: a message the table does not know becomes
`engine-warning`.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import cssselect2.compiler
import tinycss2.nth
import weasyprint
import weasyprint.css
from msgspec import Struct
from tinycss2.bytes import decode_stylesheet_bytes
from weasyprint.logger import LOGGER

from ..diagnostics import Diagnostic, Text, error, warning
from ..source import Source
from ..wording import because
from .origins import Origin, TemplatePages
from .painting import replaced
from .stylesheets import Sheet, css_findings, parse_sheet, sheet_lines


@dataclass
class Collector(logging.Handler):
    """Gathers the engine's warnings while a document is set, and the stylesheets it reads.

    `refused` are addresses whose refusal is a finding already, `opened` says which file an
    address led to, `pages` where a sheet is written that stands in the page. `sheets` come in
    the order of the cascade: imported ones first.
    """

    refused: Collection[str] = ()
    opened: Mapping[str, Path] = field(default_factory=dict)
    pages: TemplatePages = field(default_factory=lambda: TemplatePages(()))
    findings: list[Diagnostic] = field(default_factory=list)
    sheets: list[Sheet] = field(default_factory=list)
    _open: list[_OpenSheet] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(logging.WARNING)

    __hash__ = object.__hash__

    def emit(self, record: logging.LogRecord) -> None:
        message = record.getMessage()
        if any(address in message for address in self.refused):
            return  # the resource gate has the finding already, with its reason
        current = self._current()
        found = css_findings(record, current, self.sheets)
        if found is None:
            found = (translate(message, current.source if current else None),)
        self.findings += [each for each in dict.fromkeys(found) if each not in self.findings]

    def _current(self) -> Sheet | None:
        return self._open[-1].sheet(self.opened) if self._open else None

    @contextmanager
    def reading(self, options: Mapping[str, Any]) -> Iterator[None]:
        """While the engine reads one sheet (they nest by @import)."""
        text = options.get("string") or ""
        origin = None if options.get("url") else self.pages.style_element(text)
        self._open.append(_OpenSheet(options.get("url"), text, origin))
        try:
            yield
            if sheet := self._current():
                self.sheets.append(sheet)
        finally:
            self._open.pop()


class _OpenSheet(Struct):
    """A sheet being read: its address, or its text when it stands in the page itself."""

    url: str | None
    text: str
    origin: Origin | None = None
    _source: Source | None = None

    def sheet(self, opened: Mapping[str, Path]) -> Sheet:
        if self.origin is not None:
            start = (self.origin.line, self.origin.column)
            return parse_sheet(self.origin.source, self.text, start)
        return parse_sheet(self.source(opened))

    def source(self, opened: Mapping[str, Path]) -> Source:
        # Its file is known only once it has been fetched: a template may inherit it.
        if self._source is None or (self.url in opened and not self._source.lines):
            self._source = self._read(opened)
        return self._source

    def _read(self, opened: Mapping[str, Path]) -> Source:
        if self.url is None:
            return Source("<style>", None, sheet_lines(self.text))
        path = opened.get(self.url) or Path(unquote(urlsplit(self.url).path))
        try:
            text, _ = decode_stylesheet_bytes(path.read_bytes())
        except OSError:
            return Source(str(path), path)
        return Source(str(path), path, sheet_lines(text))


@contextmanager
def collected(
    refused: Collection[str] = (),
    opened: Mapping[str, Path] | None = None,
    pages: TemplatePages | None = None,
    sheets: Iterable[Sheet] = (),
) -> Iterator[Collector]:
    """Everything the engine warns of inside the `with`, as findings, and the sheets it read.

    `sheets` are those known before.
    """
    collector = Collector(
        refused, {} if opened is None else opened, pages or TemplatePages(()), sheets=list(sheets)
    )
    handlers, propagate, level = LOGGER.handlers[:], LOGGER.propagate, LOGGER.level
    LOGGER.handlers, LOGGER.propagate = [collector], False
    LOGGER.setLevel(logging.WARNING)
    tracked = _tracking(weasyprint.css.CSS, collector)
    try:
        with (
            replaced(weasyprint.css, "CSS", tracked),
            replaced(cssselect2.compiler, "parse_nth", _parse_nth),
            replaced(tinycss2.nth, "parse_nth", _parse_nth),
        ):
            yield collector
    finally:
        LOGGER.handlers, LOGGER.propagate = handlers, propagate
        LOGGER.setLevel(level)


_parse_nth_or_fail = tinycss2.nth.parse_nth


def _parse_nth(tokens: Any) -> Any:
    """`2n+1` and the like; None for `2n+`, which the library fails on."""
    try:
        return _parse_nth_or_fail(tokens)
    except AttributeError:
        return None


def _tracking(original: type, collector: Collector) -> type:
    """The engine's stylesheet class, saying which sheet is being read."""

    class TrackedSheet(original):  # type: ignore[misc]
        def __init__(self, *args: Any, **options: Any) -> None:
            with collector.reading(options):
                super().__init__(*args, **options)

    return TrackedSheet


def translate(message: str, sheet: Source | None) -> Diagnostic:
    """The finding for one message of the engine."""
    for pattern, make in _TABLE:
        if match := pattern.search(message):
            return make(match, sheet)
    return warning(
        "engine-warning",
        Text(zh=f"排版引擎提醒：{message}", en=f"the engine warns: {message}"),
        source=sheet,
    )


_Make = Callable[[re.Match[str], Source | None], Diagnostic]


def _notdef(match: re.Match[str], _sheet: Source | None) -> Diagnostic:
    return error(
        "glyph-missing",
        Text(
            zh=f"没有字体有“{match['char']}”（U+{match['code']}）",
            en=f"no face has “{match['char']}” (U+{match['code']})",
        ),
    )


def _face(match: re.Match[str], sheet: Source | None) -> Diagnostic:
    return error(
        "face-unreadable",
        Text(
            zh=f"样式表声明的字体 {match['face']} 装不进来",
            en=f"the face {match['face']} declared by the stylesheet cannot be loaded",
        ),
        source=sheet,
    )


def _svg(match: re.Match[str], _sheet: Source | None) -> Diagnostic:
    return error(
        "picture-unreadable",
        Text(zh=f"SVG 图画不出来：{match['name']}", en=f"the SVG picture fails: {match['name']}"),
    )


def _unreadable(match: re.Match[str], sheet: Source | None) -> Diagnostic:
    return error(
        "resource-unreadable",
        Text(
            zh=f"文件读不出来：{match['name']}",
            en=f"the file cannot be read: {match['name']}",
        ),
        source=sheet,
        hint=because(match["reason"]),
    )


_TABLE: tuple[tuple[re.Pattern[str], _Make], ...] = (
    (
        re.compile(r"\.notdef glyph .*\"(?P<char>.*)\" \(U\+(?P<code>[0-9A-F]+)\)", re.DOTALL),
        _notdef,
    ),
    (re.compile(r"^Font-face (?P<face>.*) cannot be loaded"), _face),
    (re.compile(r"^Failed to render SVG image (?P<name>.*)"), _svg),
    (
        re.compile(r"^Failed to load \w+(?: at '?(?P<name>.*?)'?)?: (?P<reason>.*)", re.DOTALL),
        _unreadable,
    ),
)
