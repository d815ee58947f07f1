"""Front matter: the block of YAML between two lines of --- that opens a file.

In: the decoded source. Out: the fields it gives, by their English names, and where the text of
the report begins. Values stay as they are written (0012, 2023-10-24): what they mean is for the
template to say. Only single values and lists of them are taken; anchors, tags and nesting are
refused, so that a small file cannot become a large one.
"""

from __future__ import annotations

import re
from difflib import get_close_matches
from types import MappingProxyType
from typing import TYPE_CHECKING

from msgspec import Struct, field

from ...diagnostics import Diagnostic, EcoPrintError, ExitCode, Text, error, warning
from ...field_names import FIELD_NAMES, KNOWN, field_name
from ...source import Span
from ...wording import reason
from ..manuscript import Original
from ..patterns import lazy
from ..strips import Piece, Strip

if TYPE_CHECKING:
    from yaml import MappingNode, Node

Value = str | tuple[str, ...]

_NO_FIELDS = Text(zh="每行应写成“字段: 值”", en="expected `key: value` on each line")
_ENDLESS = Text(zh="没有结尾的 ---", en="the closing --- is missing")
_NESTED = Text(zh="值只能是一段文字，或几段文字的列表", en="only text or a list of texts")
_BLOCK = lazy(
    r"(?P<open>---[ \t]*(?:\r\n|\r|\n))(?P<yaml>.{0,65536}?)^(?:---|\.\.\.)[ \t]*(?:\r\n|\r|\n|\Z)",
    re.DOTALL | re.MULTILINE,
)
_KEY = lazy(r"\A\s*(?:#[^\r\n]*\s+)*[^\s:：#\-][^:：\r\n]{0,40}[:：]")
_OPEN = lazy(r"---[ \t]*(?:\r\n|\r|\n)(?P<key>[^\r\n:：]{1,20})[:：]")
_WIDE_COLON = lazy(r"^[^\s:：]{1,12}：", re.MULTILINE)


class FrontMatter(Struct, frozen=True):
    """What the block gave, and the offset at which the report begins."""

    fields: tuple[tuple[str, Value], ...] = ()
    texts: MappingProxyType[str, Strip] = field(default_factory=lambda: MappingProxyType({}))
    end: int = 0
    findings: tuple[Diagnostic, ...] = ()


def read_front_matter(original: Original) -> FrontMatter:
    """The front matter of a source, empty when it has none.

    Raises EcoPrintError (SOURCE) front-matter-invalid, with line and column.
    """
    match = _BLOCK.match(original.text)
    if match is None:
        _refuse_open(original)
    if match is None or not _KEY.match(match["yaml"]):
        return FrontMatter()
    start = match.start("yaml")
    node = _composed(match["yaml"], start, original)
    findings: list[Diagnostic] = []
    fields: dict[str, Value] = {}
    texts: dict[str, Strip] = {}
    for key, value in node.value:
        name = _name(key, start, original, findings)
        if name in fields or name in texts:
            findings.append(_twice(name, key, start, original))
        given = _value(value, start, original)
        if name in ("title", "kicker", "subtitle"):
            texts[name] = _strip(value, given, start)
        elif given:
            fields[name] = given
    return FrontMatter(tuple(fields.items()), MappingProxyType(texts), match.end(), tuple(findings))


def _refuse_open(original: Original) -> None:
    """A block that begins with a field we know, and never ends, is no text."""
    opened = _OPEN.match(original.text)
    if opened and field_name(opened["key"]) in FIELD_NAMES:
        raise _invalid(original, 0, _ENDLESS)


def _composed(text: str, start: int, original: Original) -> MappingNode:
    import yaml

    try:
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as problem:
        mark = problem.problem_mark or problem.context_mark
        at = start + (mark.index if mark else 0)
        raise _invalid(original, at, problem.problem or "") from problem
    except (yaml.YAMLError, RecursionError) as problem:
        at = start + getattr(problem, "position", 0)
        raise _invalid(original, at, str(problem)) from problem
    if not isinstance(node, yaml.MappingNode):
        raise _invalid(original, start, _NO_FIELDS)
    return node


def _name(key: Node, start: int, original: Original, findings: list[Diagnostic]) -> str:
    given = _scalar(key, start, original).strip()
    name = field_name(given)
    if name in FIELD_NAMES:
        return name
    near = get_close_matches(name, KNOWN, n=1, cutoff=0.75)
    if near:
        findings.append(_near_miss(given, near[0], key, start, original))
    return name


def _value(node: Node, start: int, original: Original) -> Value:
    import yaml

    if isinstance(node, yaml.SequenceNode):
        items = (_scalar(item, start, original).strip() for item in node.value)
        return tuple(item for item in items if item)
    return _scalar(node, start, original).strip()


def _scalar(node: Node, start: int, original: Original) -> str:
    import yaml

    if isinstance(node, yaml.ScalarNode):
        empty = node.tag == "tag:yaml.org,2002:null"
        return "" if empty else str(node.value)
    raise _invalid(original, start + node.start_mark.index, _NESTED)


def _strip(node: Node, value: Value, start: int) -> Strip:
    """The value as a strip: verbatim where the source has it letter for letter."""
    text = value if isinstance(value, str) else " ".join(value)
    low, high = start + node.start_mark.index, start + node.end_mark.index
    quoted = getattr(node, "style", None) in ("'", '"')
    inner = (low + 1, high - 1) if quoted else (low, low + len(text))
    verbatim = inner[1] - inner[0] == len(text)
    place = inner if verbatim else (low, high)
    return Strip((Piece(text, *place, verbatim=verbatim),)) if text else Strip()


# ---- findings ----------------------------------------------------------------------------


def _span(node: Node, start: int, original: Original) -> Span:
    return original.span(start + node.start_mark.index, start + node.end_mark.index)


def _invalid(original: Original, at: int, problem: str | Text) -> EcoPrintError:
    at = min(at, max(0, len(original.text) - 1))
    why = problem if isinstance(problem, Text) else reason(problem)
    wide = _WIDE_COLON.search(original.text, 0, at)
    at = wide.end() - 1 if wide else at  # YAML stumbles only in the line after it
    hint = Text(zh="冒号用半角，后面空一格：标题: 会议", en="write `key: value`, with a space")
    finding = error(
        "front-matter-invalid",
        Text(zh=f"文件开头的 YAML 有错：{why.zh}", en=f"the front matter is not sound: {why.en}"),
        source=original.source,
        span=original.span(at, at + 1),
        hint=hint if wide else None,
    )
    return EcoPrintError(ExitCode.SOURCE, finding)


def _near_miss(given: str, near: str, key: Node, start: int, original: Original) -> Diagnostic:
    return warning(
        "front-matter-key",
        Text(zh=f"不认识的字段：{given}", en=f"unknown field {given!r}"),
        source=original.source,
        span=_span(key, start, original),
        hint=Text(zh=f"是否应为“{near}”？", en=f"did you mean {near!r}?"),
    )


def _twice(name: str, key: Node, start: int, original: Original) -> Diagnostic:
    return warning(
        "front-matter-twice",
        Text(
            zh=f"字段重复：{name}，以后一个为准", en=f"field {name!r} stands twice; the last counts"
        ),
        source=original.source,
        span=_span(key, start, original),
    )
