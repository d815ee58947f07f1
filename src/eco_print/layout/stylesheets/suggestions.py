"""What was probably meant: the near miss of a name, and a value that would have been taken.

A suggested value is one that the engine accepts: each is tried before it is offered.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache

import tinycss2

from ...diagnostics import Text
from .model import Declaration
from .names import FUNCTIONS, KEYWORDS, UNITS, colours, supported

_FULL_WIDTH = re.compile("[！-～　]")
_NUMBER_UNIT = re.compile(r"(?<![\w.#-])([-+]?(?:\d+\.?\d*|\.\d+))\s+([a-zA-Z%]+)")
_BARE_NUMBER = re.compile(r"(?<![\w.#%-])([-+]?(?:\d+\.?\d*|\.\d+))(?![\w.%(])")
_DIMENSION = re.compile(r"(?<![\w.#-])([-+]?(?:\d+\.?\d*|\.\d+))([a-zA-Z]+)")
_MATHS = re.compile(r"\b(?:calc|min|max|clamp|round)\(", re.IGNORECASE)
_WORD = re.compile(r"(?<![\w.#-])[a-zA-Z][\w-]*(?![\w(-])")

_FUNCTION = re.compile(r"(?<![\w.#-])[a-zA-Z][\w-]*(?=\()")

#: What is wrong with most arithmetic that cannot be worked out.
ARITHMETIC = Text(
    zh="+ 和 - 两侧要有空格，两边的单位要同类；* 至少一边、/ 的右边要是纯数",
    en="+ and - need spaces around them and like units on both sides; one side of * and the "
    "right of / must be plain numbers",
)


def near(name: str, known: Iterable[str], cutoff: float = 0.7) -> str | None:
    """The known name most like this one, if any is like it."""
    found = difflib.get_close_matches(name.lower(), list(known), n=1, cutoff=cutoff)
    return found[0] if found else None


def meant(name: str | None) -> Text | None:
    """“Did you mean …?”, when there is something to offer."""
    if name is None:
        return None
    return Text(zh=f"是不是 {name}？", en=f"did you mean {name}?")


@lru_cache(maxsize=4096)
def accepted(name: str, value: str) -> bool:
    """Whether the engine takes a value for a property."""
    from weasyprint.css.tokens import InvalidValues, remove_whitespace
    from weasyprint.css.validation.expanders import EXPANDERS
    from weasyprint.css.validation.properties import validate_non_shorthand

    tokens = remove_whitespace(tinycss2.parse_component_value_list(value))
    if not tokens or any(token.type == "error" for token in tokens):
        return False
    try:
        list(EXPANDERS.get(name, validate_non_shorthand)(tokens, name, "file:///"))
    except InvalidValues:
        return False
    return True


def value_hint(item: Declaration) -> Text | None:
    """What to write instead of a value that the engine refuses, as far as it can be told."""
    if swallowed := _swallowed_declaration(item):
        return Text(
            zh=f"上一行末尾缺分号？{swallowed} 被当成了值的一部分",
            en=f"is a semicolon missing on the line before? {swallowed} was read as part of the "
            "value",
        )
    text = item.text.rpartition("!")[0].strip() if item.important else item.text
    if "var(" in text or text.count("(") != text.count(")"):
        return None
    if slip := _slip_of_writing(item.name, text):
        return slip
    tried = (each for each in _attempts(text) if each != text and accepted(item.name, each))
    return meant(next(tried, None)) or (ARITHMETIC if _MATHS.search(text) else None)


def _slip_of_writing(name: str, text: str) -> Text | None:
    """What is wrong with a value before one looks at its words."""
    if re.match("[\"']", text) and text.count(text[0]) % 2:
        return Text(zh="引号没有闭合", en="the quotation mark is never closed")
    if "!" in text and (guess := near(text.rpartition("!")[2].strip(), ["important"], 0.5)):
        return meant(f"!{guess}")
    if _FULL_WIDTH.search(text):
        half = unicodedata.normalize("NFKC", text)
        ending = f"，应为 {half}" if accepted(name, half) else ""
        return Text(
            zh=f"值里有全角符号{ending}",
            en="the value has full-width marks" + (f": write {half}" if ending else ""),
        )
    if re.fullmatch("#[0-9a-fA-F]+", text):
        return Text(
            zh="# 后面要 3、4、6 或 8 位十六进制数", en="# takes 3, 4, 6 or 8 hexadecimal figures"
        )
    return None


def _swallowed_declaration(item: Declaration) -> str | None:
    """The next declaration, when a value without its semicolon ran on into it."""
    before = None
    for token in item.tokens:
        if token.type == "literal" and token.value == ":" and before is not None:
            later = before.source_line > item.name_span.line
            if later and before.type == "ident" and before.lower_value in supported():
                return str(before.value)
        before = token
    return None


def _attempts(value: str) -> Iterator[str]:
    """Values like this one with one likely slip put right."""
    yield _NUMBER_UNIT.sub(r"\1\2", value)
    yield value.replace("，", ",")
    for unit in ("pt", "mm"):
        yield _BARE_NUMBER.sub(lambda match, unit=unit: match[0] + unit, value)  # type: ignore[misc]
    for match in _DIMENSION.finditer(value):
        for unit in _like_units(match[2].lower()):
            yield _replaced(value, match.span(2), unit)
    for match in _FUNCTION.finditer(value):
        for word in difflib.get_close_matches(match[0].lower(), FUNCTIONS, n=2, cutoff=0.6):
            yield _replaced(value, match.span(), word)
    for match in _WORD.finditer(value):
        known = (*KEYWORDS, *colours())
        for word in difflib.get_close_matches(match[0].lower(), known, n=4, cutoff=0.6):
            yield _replaced(value, match.span(), word)


def _like_units(unit: str) -> list[str]:
    """Units like this one, of the same length first."""
    if unit in UNITS:
        return []
    like = difflib.get_close_matches(unit, UNITS, n=len(UNITS), cutoff=0.4)
    return sorted(like, key=lambda u: abs(len(u) - len(unit)))


def _replaced(text: str, span: tuple[int, int], by: str) -> str:
    return text[: span[0]] + by + text[span[1] :]
