"""What installed libraries say, read from their source."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

#: Three words in a row: a sentence, and no name or keyword.
SENTENCE = re.compile(r"[A-Za-z]+(?: [a-z]+){2,}")


def calls(library: ModuleType, *modules: str) -> Iterator[ast.Call]:
    """Every call in the source of a library, or of some of its modules."""
    for path in Path(str(library.__file__)).parent.rglob("*.py"):
        if modules and path.stem not in modules:
            continue
        tree = ast.parse(path.read_text("utf-8"))
        yield from (node for node in ast.walk(tree) if isinstance(node, ast.Call))


def text(node: ast.expr) -> str:
    """A message as it stands in the source; what is filled in is `x`."""
    match node:
        case ast.Constant(value=str(said)):
            return said
        case ast.JoinedStr(values=parts):
            return "".join(text(part) for part in parts)
        case ast.FormattedValue(conversion=114):
            return "'x'"
        case ast.BinOp(left=left, op=ast.Mod()):
            return text(left).replace("%s", "x")
        case ast.BinOp(left=left):
            return f"{text(left)}x"
    return "x"
