"""How text is indexed and found: every Han character a word, every term a phrase.

Full-text search splits text at spaces, and Chinese has none; with one space between its
characters a phrase query finds words of any length. Text and terms are folded character for
character (width, case, Traditional to Simplified), so that places in the folded text are places
in the text itself.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

#: Scripts written without spaces: Han with its radicals and extensions, kana, bopomofo, hangul.
_HAN = (
    "\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3040-\u312f\u31a0-\u31ff\u3400-\u4dbf"
    "\u4e00-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\U0001f200-\U0001f2ff"
    "\U00016fe0-\U0001b2ff\U00020000-\U000323af"
)
_SPACELESS = re.compile(f"[{_HAN}]")
#: One such character, or other letters and digits up to the next or a separator.
_PIECE = re.compile(f"(?=[^\\W_])[{_HAN}]|[^\\W_{_HAN}]+")
#: What `_token` must look at.
_LATE = re.compile("[\U00010000-\U0010ffff]")
_AROUND = 24


@dataclass(frozen=True, slots=True)
class Found:
    """A place where a term stands: the field of the card, and the text around it."""

    field: str
    before: str
    match: str
    after: str


def folded(text: str) -> str:
    """The text as it is compared, character for character as long as the text."""
    return text.translate(_FOLDS)


class _Folds(dict[int, int]):
    """What each character is compared as, worked out when it is first met."""

    def __missing__(self, code: int) -> int:
        folded = self[code] = ord(_fold(chr(code)))
        return folded


_FOLDS = _Folds()


def _fold(char: str) -> str:
    plain = unicodedata.normalize("NFKC", char).casefold()
    char = plain if len(plain) == 1 else char
    return _simplified(char) if _SPACELESS.match(char) else char


def _simplified(char: str) -> str:
    plain: str = _converter().convert(char)
    return plain if len(plain) == 1 else char


@cache
def _converter() -> Any:
    from opencc import OpenCC

    return OpenCC("t2s")


@cache
def folding() -> str:
    """What folding depends on; an index made by another folding is no use."""
    from importlib.metadata import version

    return f"1 {unicodedata.unidata_version} {version('opencc')}"


def _pieces(text: str) -> list[str]:
    """The words of a text in order: Han characters one by one, the rest between separators."""
    return _PIECE.findall(folded(text))


def words(text: str) -> list[str]:
    """The words of a text in order, as they are indexed."""
    pieces = _pieces(text)
    return list(map(_token, pieces)) if _LATE.search(text) else pieces


def _token(piece: str) -> str:
    # SQLite's tokenizer knows the Unicode of 2012 and drops characters that came later.
    return piece if piece <= "\uffff" else f"u{ord(piece[0]):x}"


def indexed(text: str) -> str:
    """The text for the index."""
    return " ".join(words(text))


def phrase(term: str) -> str:
    """A term as a full-text query; empty when nothing in it can be searched for.

    A Latin word at its end finds longer words that begin with it.
    """
    found = words(term)
    if not found:
        return ""
    return f'"{" ".join(found)}"{" *" if _begins(found[-1]) else ""}'


def _begins(piece: str) -> bool:
    return len(piece) > 1 and piece.isascii() and piece.isalpha()


def places(term: str, field: str, text: str, limit: int = 1) -> Iterator[Found]:
    """Where a term stands in a field, with the text around it."""
    pattern = r"[\W_]*".join(map(_bounded, _pieces(term)))
    if not pattern:
        return
    for number, match in enumerate(re.finditer(pattern, folded(text))):
        if number == limit:
            return
        yield _around(field, text, match.start(), match.end())


def _bounded(piece: str) -> str:
    """A pattern for one word. Only words between spaces have ends of their own."""
    if _SPACELESS.match(piece):
        return re.escape(piece)
    end = "" if _begins(piece) else "(?![0-9a-z])"
    return f"(?<![0-9a-z]){re.escape(piece)}{end}"


def _around(field: str, text: str, start: int, end: int) -> Found:
    first = max(0, start - _AROUND, text.rfind("\n", 0, start) + 1)
    line_end = text.find("\n", end)
    last = min(len(text) if line_end < 0 else line_end, end + _AROUND)
    before = ("…" if first > 0 and text[first - 1] != "\n" else "") + text[first:start]
    after = text[end:last] + ("…" if last < len(text) and text[last] != "\n" else "")
    return Found(field, before, text[start:end], after)
