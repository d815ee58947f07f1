"""The engine's log, turned into findings with a file and a place.

WeasyPrint says what it could not use in log messages that name no file. Here each record
becomes a `Diagnostic`: the stylesheet being read when it was logged gives the file, the
record's own arguments give line and column, and a table gives the code and both languages.
Nothing it says is lost: a message the table does not know becomes `engine-warning`.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import weasyprint
import weasyprint.css
from weasyprint.logger import LOGGER

from ..diagnostics import Diagnostic, Text, error, warning
from ..source import Source, Span


@dataclass
class Collector(logging.Handler):
    """Gathers the engine's warnings while a document is set."""

    refused: Collection[str] = ()
    findings: list[Diagnostic] = field(default_factory=list)
    sheets: list[Source] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(logging.WARNING)

    __hash__ = object.__hash__

    def emit(self, record: logging.LogRecord) -> None:
        message = record.getMessage()
        if any(address in message for address in self.refused):
            return  # the resource gate has the finding already, with its reason
        sheet = self.sheets[-1] if self.sheets else None
        finding = translate(message, sheet)
        if finding not in self.findings:
            self.findings.append(finding)


@contextmanager
def collected(refused: Collection[str] = ()) -> Iterator[Collector]:
    """Everything the engine warns of inside the `with`, as findings.

    `refused` are the addresses whose refusal is a finding already.
    """
    collector = Collector(refused)
    handlers, propagate, level = LOGGER.handlers[:], LOGGER.propagate, LOGGER.level
    LOGGER.handlers, LOGGER.propagate = [collector], False
    LOGGER.setLevel(logging.WARNING)
    original = weasyprint.css.CSS
    weasyprint.css.CSS = _tracking(original, collector)
    try:
        yield collector
    finally:
        weasyprint.css.CSS = original
        LOGGER.handlers, LOGGER.propagate = handlers, propagate
        LOGGER.setLevel(level)


def _tracking(original: type, collector: Collector) -> type:
    """The engine's stylesheet class, noting which sheet is being read (they nest by @import)."""

    class TrackedSheet(original):  # type: ignore[misc]
        def __init__(self, *args: Any, **options: Any) -> None:
            collector.sheets.append(_sheet_source(options))
            try:
                super().__init__(*args, **options)
            finally:
                collector.sheets.pop()

    return TrackedSheet


def _sheet_source(options: dict[str, Any]) -> Source:
    url = options.get("url")
    if url is None:
        text = options.get("string") or ""
        return Source("<style>", None, tuple(text.splitlines()))
    path = Path(unquote(urlsplit(url).path))
    try:
        return Source(str(path), path, tuple(path.read_text(encoding="utf-8").splitlines()))
    except (OSError, UnicodeDecodeError):
        return Source(str(path), path)


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

_REASONS = {
    "unknown property": "没有这个属性",
    "property not supported yet": "尚不支持这个属性",
    "invalid value": "值不合规定",
    "no value": "没有值",
}


def _declaration(match: re.Match[str], sheet: Source | None) -> Diagnostic:
    name, value, reason = match["name"], match["value"], match["reason"]
    unknown = reason in {"unknown property", "property not supported yet"}
    if unknown:
        text = Text(zh=f"不认识的 CSS 属性 {name}", en=f"unknown CSS property {name}")
    else:
        text = Text(
            zh=f"CSS 属性 {name} 不能取值“{value}”：{_REASONS.get(reason, reason)}",
            en=f"the CSS property {name} cannot be “{value}”: {reason}",
        )
    code = "css-property-unknown" if unknown else "css-value-invalid"
    span = Span.at(int(match["line"]), int(match["column"]), len(name))
    return warning(code, text, source=sheet, span=span)


def _rule(match: re.Match[str], sheet: Source | None) -> Diagnostic:
    span = Span.at(int(match["line"]), int(match["column"]))
    detail = match.string
    return warning(
        "css-rule-invalid",
        Text(zh=f"CSS 规则写错，未用上：{detail}", en=f"invalid CSS rule, not used: {detail}"),
        source=sheet,
        span=span,
    )


def _selector(match: re.Match[str], sheet: Source | None) -> Diagnostic:
    detail = match["detail"]
    return warning(
        "css-selector-invalid",
        Text(zh=f"选择器无效或不支持：{detail}", en=f"invalid or unsupported selector: {detail}"),
        source=sheet,
    )


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
        hint=Text(zh=f"原因：{match['reason']}", en=f"reason: {match['reason']}"),
    )


_TABLE: tuple[tuple[re.Pattern[str], _Make], ...] = (
    (
        re.compile(
            r"^Ignored `(?P<name>[^:`]+):\s*(?P<value>.*)` at (?P<line>\d+):(?P<column>\d+), "
            r"(?P<reason>.*)\.$",
            re.DOTALL,
        ),
        _declaration,
    ),
    (re.compile(r"^Invalid or unsupported selector, (?P<detail>.*)", re.DOTALL), _selector),
    (re.compile(r"\bat (?P<line>\d+):(?P<column>\d+)", re.DOTALL), _rule),
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
