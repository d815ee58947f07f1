"""The engine's log, turned into findings with a file and a place.

WeasyPrint says what it could not use in log messages that name no file. Here each record
becomes a `Diagnostic`: what is about CSS is looked up in the parsed sheets (`stylesheets`),
the rest is told by a table (`engine_words`). Nothing it says is lost: a message the table does
not know becomes `engine-warning`, and is quoted.
"""

from __future__ import annotations

import logging
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
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
from ..source import Source, Span
from ..wording import because, reason
from ..written import Written
from .colouring import replaced
from .engine_words import Said, said
from .origins import Origin, TemplatePages
from .resources import PICTURE_SUFFIXES, unreadable_picture
from .stylesheets import Sheet, css_findings, parse_sheet, sheet_lines
from .stylesheets.model import walk


@dataclass
class Collector(logging.Handler):
    """Gathers the engine's warnings while a document is set, and the stylesheets it reads.

    `refused` are addresses whose refusal is a finding already, `opened` says which file an
    address led to, `pages` where a sheet is written that stands in the page, `drawn` what
    drawings say. `sheets` come in the order of the cascade: imported ones first.
    """

    refused: Collection[str] = ()
    opened: Mapping[str, Path] = field(default_factory=dict)
    pages: TemplatePages = field(default_factory=lambda: TemplatePages(()))
    drawn: tuple[Written, ...] = ()
    findings: list[Diagnostic] = field(default_factory=list)
    addressed: list[tuple[str, Diagnostic]] = field(default_factory=list)
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
        found = css_findings(record, current, self.sheets, self.drawn)
        if found is None:
            found = self._translated(record, (current,) if current else self.sheets)
        self.findings += [each for each in dict.fromkeys(found) if each not in self.findings]

    def _translated(
        self, record: logging.LogRecord, sheets: Sequence[Sheet]
    ) -> tuple[Diagnostic, ...]:
        finding = translate(record, sheets)
        if (address := _address(record)) is None:
            return (finding,)
        if (address, finding) not in self.addressed:
            self.addressed.append((address, finding))
        return ()

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
    drawn: tuple[Written, ...] = (),
) -> Iterator[Collector]:
    """Everything the engine warns of inside the `with`, as findings, and the sheets it read.

    `sheets` are those known before.
    """
    opened = {} if opened is None else opened
    collector = Collector(refused, opened, pages or TemplatePages(()), drawn, sheets=[*sheets])
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


def translate(record: logging.LogRecord, sheets: Sequence[Sheet]) -> Diagnostic:
    """The finding for one message of the engine that is not about the syntax of CSS."""
    message = str(record.msg)
    given: tuple[Any, ...] = record.args if isinstance(record.args, tuple) else ()
    if message.startswith(".notdef") and len(given) == 2:
        return _notdef(*given)
    if message.startswith(("Failed to load image", "Failed to load stylesheet")):
        return _unreadable(str(given[0]), given[1])
    if (known := said(message)) is None:
        return _unknown(record.getMessage())
    finding = replace(known.finding, message=_filled(known.finding.message, given))
    for source, span in _written(known, sheets):
        return replace(finding, source=source, span=span)
    return finding


def _address(record: logging.LogRecord) -> str | None:
    """The address a message is about, as a page would have it; None when it is about none."""
    message, given = str(record.msg), record.args
    if not isinstance(given, tuple) or not given:
        return None
    if message.startswith("Failed to load image"):
        return str(given[0])
    known = said(message)
    if known is None or not known.attribute:
        return None
    shown = _shown(given[0])
    return f"#{shown}" if known.attribute == "href" else shown


def _filled(text: Text, given: Iterable[object]) -> Text:
    shown = [reason(each) if isinstance(each, Exception) else _shown(each) for each in given]
    shown += ["", ""]  # one message names its file, another does not
    return Text(
        zh=text.zh.format(*(each.zh if isinstance(each, Text) else each for each in shown)),
        en=text.en.format(*(each.en if isinstance(each, Text) else each for each in shown)),
    )


def _shown(given: object) -> str:
    """An argument of a message, as a reader should see it: the last word of the engine's token."""
    while isinstance(given, tuple) and given:
        given = given[-1]
    return _name(given).lstrip("#") if isinstance(given, str) else str(given)


def _name(address: str) -> str:
    """The file that an address means, as it was written."""
    scheme, colon, path = address.partition(":")
    if colon and scheme in ("picture", "asset", "file"):
        return unquote(path if scheme != "file" else path.rpartition("/")[2])
    return f"{address[:40]}…" if scheme == "data" else address


def _written(known: Said, sheets: Sequence[Sheet]) -> Iterator[tuple[Source, Span]]:
    """Where the sheets have what a message may be about."""
    for sheet in sheets:
        for _, item in sheet.declarations:
            for token in walk(item.tokens) if item.name.startswith(known.of) else ():
                word = getattr(token, "lower_value", "") or getattr(token, "lower_name", "")
                if word and word in known.css:
                    place = sheet.place(token.source_line, token.source_column)
                    yield sheet.source, Span.at(*place, len(token.serialize()))


def _unknown(message: str) -> Diagnostic:
    return warning(
        "engine-warning",
        Text(
            zh=f"排版引擎有一句提醒，引擎原文：“{message}”",
            en=f"the engine warns, in its own words: “{message}”",
        ),
        hint=Text(
            zh="看看成品有没有缺什么，再付印",
            en="see whether anything is missing on the pages before they are printed",
        ),
    )


def _notdef(char: str, code: int) -> Diagnostic:
    return error(
        "glyph-missing",
        Text(
            zh=f"没有字体有“{char}”（U+{code:04X}）",
            en=f"no face has “{char}” (U+{code:04X})",
        ),
    )


def _unreadable(address: str, problem: object) -> Diagnostic:
    """A file that the gate handed out and the engine cannot make anything of."""
    name = _name(address)
    cause = (isinstance(problem, Exception) and problem.__cause__) or problem
    why = cause if isinstance(cause, Exception) else str(cause)
    if Path(name).suffix.lower() in PICTURE_SUFFIXES:
        return unreadable_picture(name, reason(why))
    return error(
        "resource-unreadable",
        Text(zh=f"文件读不出来：{name}", en=f"the file cannot be read: {name}"),
        hint=because(why),
    )
