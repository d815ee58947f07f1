"""Reading a TOML file, with its faults as findings that have a place."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

from .diagnostics import Diagnostic, EcoPrintError, ExitCode, Text, error
from .source import Source, Span
from .wording import reason


def read_toml(path: Path) -> tuple[Source, dict[str, Any]]:
    """A TOML file's text and its data.

    Raises:
        EcoPrintError: `toml-unreadable` when the file cannot be read as UTF-8 text (exit code
            5 when it cannot be opened), `toml-syntax` with line and column.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")  # Notepad opens its files with a mark
    except OSError as problem:
        raise EcoPrintError(ExitCode.FILE_ACCESS, _unreadable(path, reason(problem))) from problem
    except UnicodeDecodeError as problem:
        why = Text(
            zh="不是 UTF-8 编码；用编辑器另存为 UTF-8", en="it is not UTF-8; save it as UTF-8"
        )
        raise EcoPrintError(ExitCode.SOURCE, _unreadable(path, why)) from problem
    source = Source(str(path), path, tuple(text.splitlines()))
    try:
        return source, tomllib.loads(text)
    except tomllib.TOMLDecodeError as problem:
        raise EcoPrintError(ExitCode.SOURCE, _syntax(source, problem)) from problem


def _unreadable(path: Path, why: Text) -> Diagnostic:
    return error(
        "toml-unreadable",
        Text(zh=f"文件读不出来：{path}", en=f"cannot read {path}"),
        hint=Text(zh=f"原因：{why.zh}", en=f"reason: {why.en}"),
    )


def _syntax(source: Source, problem: tomllib.TOMLDecodeError) -> Diagnostic:
    # Python 3.11 gives the place only inside the message: “… (at line 3, column 7)”.
    said, _, place = str(problem).partition(" (at ")
    why = reason(said)
    span = _span(place, source)
    return error(
        "toml-syntax",
        Text(zh=f"TOML 语法错误：{why.zh}", en=f"TOML syntax error: {why.en}"),
        source=source,
        span=span,
        hint=_advice(source.lines[span.line - 1] if span.line <= len(source.lines) else ""),
    )


def _advice(line: str) -> Text | None:
    """What is usually wrong with a line that office software has had its way with."""
    key, sign, value = (part.strip() for part in line.partition("="))
    if not sign:
        return Text(zh="每行写成 名 = 值", en="write each line as name = value")
    if not key.isascii() and key[0] not in "\"'":
        return Text(zh=f'中文的键名加半角引号："{key}" = …', en=f'quote such a key: "{key}" = …')
    plain = value.strip("“”‘’„\"'")
    if plain and value[0] not in "\"'[{":
        return Text(
            zh=f'文字放在半角的直引号里：{key} = "{plain}"',
            en=f'text stands in straight quotes: {key} = "{plain}"',
        )
    return None


def _span(place: str, source: Source) -> Span:
    """The place that a message names; “end of document” is the end of the last line."""
    numbers = [int(number) for number in re.findall(r"\d+", place)]
    if len(numbers) == 2:
        return Span.at(*numbers)
    return Span.at(max(1, len(source.lines)), len(source.lines[-1]) + 1 if source.lines else 1)


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
