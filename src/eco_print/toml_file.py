"""Reading a TOML file, with its faults as findings that have a place."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from .diagnostics import Diagnostic, EcoPrintError, ExitCode, Text, error
from .source import Source, Span


def read_toml(path: Path) -> tuple[Source, dict[str, Any]]:
    """A TOML file's text and its data.

    Raises:
        EcoPrintError: `toml-unreadable` when the file cannot be read as UTF-8 text (exit code
            5 when it cannot be opened), `toml-syntax` with line and column.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as reason:
        code = ExitCode.FILE_ACCESS if isinstance(reason, OSError) else ExitCode.SOURCE
        message = Text(zh=f"文件读不出来：{path}", en=f"cannot read {path}")
        hint = Text(zh=f"原因：{reason}", en=f"reason: {reason}")
        raise EcoPrintError(code, error("toml-unreadable", message, hint=hint)) from reason
    source = Source(str(path), path, tuple(text.splitlines()))
    try:
        return source, tomllib.loads(text)
    except tomllib.TOMLDecodeError as reason:
        raise EcoPrintError(ExitCode.SOURCE, _syntax(source, reason)) from reason


def _syntax(source: Source, reason: tomllib.TOMLDecodeError) -> Diagnostic:
    return error(
        "toml-syntax",
        Text(zh=f"TOML 语法错误：{reason}", en=f"TOML syntax error: {reason}"),
        source=source,
        span=_place(reason),
    )


def _place(reason: tomllib.TOMLDecodeError) -> Span | None:
    # Python 3.11 gives the place only inside the message: “… (at line 3, column 7)”.
    words = str(reason).replace(")", " ").replace(",", " ").split()
    try:
        line = int(words[words.index("line") + 1])
        column = int(words[words.index("column") + 1])
    except (ValueError, IndexError):
        return None
    return Span.at(line, column)


def key_span(source: Source, path: tuple[str, ...]) -> Span | None:
    """Where a key stands: its `key =` line inside its `[table]`, or the table's header."""
    table: tuple[str, ...] = ()
    best: Span | None = None
    for number, line in enumerate(source.lines, 1):
        stripped = line.strip()
        if stripped.startswith("["):
            table = tuple(stripped.strip("[] ").split("."))
            if table == path[: len(table)]:
                best = Span.at(number, 1, len(line))
        name = stripped.partition("=")[0].strip().strip("\"'")
        if "=" in stripped and (*table, name) == path[: len(table) + 1]:
            return Span.at(number, line.index(name) + 1, len(name))
    return best
