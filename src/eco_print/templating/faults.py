"""What Jinja says of a template, told in both languages, with the place in the line and a guess.

Jinja knows the line and a sentence in English. The words it quotes are looked for in the line,
and names that do not exist are compared with those that do.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from jinja2 import TemplateError

from .. import report
from ..diagnostics import Text
from ..source import Source, Span

#: What every template has by name.
NAMES = ("report", "fields", "language", "template", "loop", "range", "namespace")


@dataclass(frozen=True, slots=True)
class Told:
    """What is wrong, the word in the line that it is about, and names that may be meant."""

    text: Text
    word: str = ""
    known: tuple[str, ...] = ()


def told(reason: TemplateError, fields: Iterable[str]) -> Told:
    """An error of Jinja's, as far as it is known; `fields` are the template's."""
    said = reason.message or str(reason)
    for pattern, make in _KNOWN:
        if match := re.search(pattern, said):
            return make(match, tuple(fields))
    return Told(Text(zh=said, en=said))


def hint(fault: Told) -> Text | None:
    """The name that was probably meant."""
    near = difflib.get_close_matches(fault.word, fault.known, n=1)
    if near:
        return Text(zh=f"是不是 {near[0]}？", en=f"did you mean {near[0]}?")
    if fault.known:
        some = "、".join(fault.known)
        return Text(zh=f"有的是：{some}", en=f"there are: {some.replace('、', ', ')}")
    return None


def span(fault: Told, source: Source | None, line: int) -> Span | None:
    """The word in its line, or the line."""
    text = (source.line(line) if source else None) or ""
    if not text:
        return None
    word = re.escape(fault.word)
    edges = r"(?<!\w){}(?!\w)" if fault.word.isidentifier() else "{}"
    found = re.search(edges.format(word), text) if fault.word else None
    start, end = found.span() if found else (len(text) - len(text.lstrip()), len(text.rstrip()))
    return Span.at(line, start + 1, max(end - start, 1))


_Make = Callable[[re.Match[str], tuple[str, ...]], Told]


def _undefined(match: re.Match[str], _fields: tuple[str, ...]) -> Told:
    name = match["name"]
    return Told(Text(zh=f"没有 {name}", en=f"there is no {name}"), name, NAMES)


def _no_attribute(match: re.Match[str], fields: tuple[str, ...]) -> Told:
    name, owner = match["name"], match["owner"].rpartition(".")[2]
    text = Text(zh=f"{owner} 没有 {name}", en=f"{owner} has no {name}")
    if owner == "dict":
        text = Text(zh=f"没有声明过字段 {name}", en=f"no field {name} is declared")
        return Told(text, name, fields)
    kind = getattr(report, owner, None)
    known = tuple(each for each in dir(kind) if not each.startswith("_")) if kind else ()
    return Told(text, name, known)


def _unexpected(match: re.Match[str], _fields: tuple[str, ...]) -> Told:
    mark = match["mark"]
    return Told(Text(zh=f"这里不该有 {mark}", en=f"{mark} does not belong here"), mark)


def _expected(match: re.Match[str], _fields: tuple[str, ...]) -> Told:
    wanted, got = match["wanted"], match["got"]
    shown = _ENDS.get(wanted, wanted)
    return Told(Text(zh=f"{got} 之前应有 {shown}", en=f"{shown} is missing before {got}"), got)


def _unknown_tag(match: re.Match[str], _fields: tuple[str, ...]) -> Told:
    tag = match["tag"]
    return Told(Text(zh=f"没有 {tag} 这种语句", en=f"there is no tag {tag}"), tag, _TAGS)


def _unclosed(match: re.Match[str], _fields: tuple[str, ...]) -> Told:
    tag = match["tag"]
    return Told(Text(zh=f"{tag} 没有结束", en=f"{tag} is never ended"), tag)


_ENDS = {"end of print statement": "}}", "end of statement block": "%}"}
_TAGS = ("if", "elif", "else", "endif", "for", "endfor", "macro", "endmacro", "set", "endset",
         "block", "endblock", "from", "import", "include", "extends", "with", "endwith", "call",
         "endcall", "filter", "endfilter", "raw", "endraw")  # fmt: skip
_KNOWN: tuple[tuple[str, _Make], ...] = (
    (r"^'(?P<name>\w+)' is undefined", _undefined),
    (r"^'(?P<owner>[\w.]+)(?: object)?' has no attribute '(?P<name>\w+)'", _no_attribute),
    (r"expected token '(?P<wanted>.*?)', got '(?P<got>.*?)'", _expected),
    (r"[Uu]nknown tag '(?P<tag>\w+)'", _unknown_tag),
    (r"innermost block that needs to be closed is '(?P<tag>\w+)'", _unclosed),
    (r"^unexpected (?:char )?'(?P<mark>.+?)'", _unexpected),
)
