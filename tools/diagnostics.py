"""Writes docs/diagnostics.md: every code the program can say, read from the source itself.

    python tools/diagnostics.py           write the file
    python tools/diagnostics.py --check   exit with 1 when it is not up to date

A code is the first argument of `error(…)`, `warning(…)`, `note(…)` or of a preflight rule; its
texts are those of the first `Text(zh=…, en=…)` in the same call. The code stands there as it is,
so that it can be found here and by whoever searches for it; one that is made up at run time
is refused.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "eco_print"
DOCUMENT = ROOT / "docs" / "diagnostics.md"
MAKERS = {"error", "warning", "note"}
USUAL = {"Doubt": "warning"}  # what is made with a severity, where none is said
CODE = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)+$")

HEAD = """\
# 诊断信息 Diagnostics

<!-- Written by tools/diagnostics.py from the source. -->

程序说的每一件事都有一个不变的代号，写在方括号里；在 `--format json` 里是 `code`。
花括号处换成当时的内容。

Everything the program says has a stable code, shown in square brackets, and as `code` in
`--format json`. Braces stand for what was found.

印前检查的规则另列于 [preflight.md](preflight.md)。 The rules of preflight are listed in
[preflight.en.md](preflight.en.md).

"""


@dataclass(frozen=True, order=True)
class Entry:
    stage: str
    code: str
    severity: str
    zh: str
    en: str


def entries() -> Iterator[Entry]:
    for path in sorted(SOURCE.rglob("*.py")):
        place = path.relative_to(SOURCE)
        stage = place.parts[0].removesuffix(".py")
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for function in (node for node in tree.body if not isinstance(node, ast.Import)):
            named = dict(_named_texts(function))
            for call in (node for node in ast.walk(function) if isinstance(node, ast.Call)):
                if entry := _entry(stage, call, named):
                    yield entry


def made_up() -> list[str]:
    """Where a finding is made with a code that does not stand there."""
    return [
        f"{path.relative_to(ROOT)}:{call.lineno}: the code is not written here"
        for path in sorted(SOURCE.rglob("*.py"))
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(call, ast.Call)
        and getattr(call.func, "id", "") in MAKERS
        and not (call.args and CODE.match(_literal(call.args[0]) or ""))
    ]


def _named_texts(function: ast.AST) -> Iterator[tuple[str, ast.Call]]:
    """The texts that a piece of code gives a name before it uses them."""
    for node in ast.walk(function):
        if isinstance(node, ast.Assign) and _is_text(node.value):
            for target in node.targets:
                if isinstance(target, ast.Name) and isinstance(node.value, ast.Call):
                    yield target.id, node.value


def _entry(stage: str, call: ast.Call, named: dict[str, ast.Call]) -> Entry | None:
    name = getattr(call.func, "id", getattr(call.func, "attr", ""))
    code = next((v for a in call.args for v in [_literal(a)] if v and CODE.match(v)), None)
    given = [*call.args, *(keyword.value for keyword in call.keywords)]
    given = [named.get(a.id, a) if isinstance(a, ast.Name) else a for a in given]
    text = next((a for a in given if _is_text(a)), None)
    if code is None or (name not in MAKERS and text is None):
        return None
    zh, en = _texts(text) if text is not None else ("", "")
    said = next((each.value for each in call.keywords if each.arg == "severity"), None)
    severity = " · ".join(_severities(said)) or USUAL.get(name, "")
    return Entry(stage, code, name if name in MAKERS else severity, zh, en)


def _severities(value: ast.expr | None) -> list[str]:
    """The severities that an expression may come to."""
    inside = ast.walk(value) if value is not None else ()
    found = {each.attr.lower() for each in inside if isinstance(each, ast.Attribute)}
    return sorted(found & MAKERS)


def _is_text(node: ast.expr) -> bool:
    return isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Text"


def _texts(call: ast.Call) -> tuple[str, str]:
    values = {keyword.arg: _literal(keyword.value) or "" for keyword in call.keywords}
    positional = [_literal(argument) or "" for argument in call.args]
    zh = values.get("zh", positional[0] if positional else "")
    en = values.get("en", positional[1] if len(positional) > 1 else "")
    return zh, en


def _literal(node: ast.expr) -> str | None:
    match node:
        case ast.Constant(value=str(text)):
            return text
        case ast.JoinedStr(values=parts):
            return "".join(
                part.value if isinstance(part, ast.Constant) else f"{{{_named(part)}}}"
                for part in parts
            )
        case ast.BinOp(left=left, op=ast.Add(), right=right):
            return (_literal(left) or "{…}") + (_literal(right) or "{…}")
    return None


def _named(part: ast.expr) -> str:
    value = part.value if isinstance(part, ast.FormattedValue) else part
    return value.id if isinstance(value, ast.Name) else "…"


def document() -> str:
    """The whole page."""
    found: dict[str, Entry] = {}
    for entry in sorted(entries()):
        known = found.get(entry.code)
        if known is None or (not known.zh and entry.zh):
            found[entry.code] = entry
    stages = sorted({entry.stage for entry in found.values()})
    parts = [HEAD]
    for stage in stages:
        rows = [entry for entry in found.values() if entry.stage == stage]
        parts.append(f"## {stage}\n\n| code | | 中文 | English |\n|---|---|---|---|\n")
        parts += [
            f"| `{e.code}` | {e.severity} | {_cell(e.zh)} | {_cell(e.en)} |\n" for e in sorted(rows)
        ]
        parts.append("\n")
    return "".join(parts).rstrip() + "\n"


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


def main() -> int:
    if faults := made_up():
        print("\n".join(faults), file=sys.stderr)
        return 1
    text = document()
    if "--check" in sys.argv:
        return int(not DOCUMENT.is_file() or DOCUMENT.read_text(encoding="utf-8") != text)
    DOCUMENT.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
