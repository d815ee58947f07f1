"""How a Han character is read: Hanyu Pinyin with tone marks, all its readings.

The table is pypinyin's character table. The package itself, which would also load its 2.5 MB
of phrases (0.4 s), is not imported; and a report has a few hundred characters of 40,000, so the
table is kept in the cache as a list in which they are looked up.
"""

from __future__ import annotations

import json
import unicodedata
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from ..cache import kept
from ..lookup import looked_up

TONED = "aāáǎàbcdeēéěèfghiīíǐìjklmḿmnńňǹoōóǒòpqrstuūúǔùüǖǘǚǜvwxyzêếềɡɑ\u0300\u0301\u0304\u030c"
"""Every letter that occurs in pinyin, as web copies spell it; tones may be marks of their own."""
_MARKS = {"1": "\u0304", "2": "\u0301", "3": "\u030c", "4": "\u0300", "5": ""}


@cache
def _table() -> bytes:
    """Lines of `character reading,reading`, sorted."""
    spec = find_spec("pypinyin")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("pypinyin")
    source = Path(spec.origin).with_name("pinyin_dict.json")
    return kept(
        f"readings-{source.stat().st_size}", lambda: _lines(json.loads(source.read_bytes()))
    )


def _lines(table: dict[str, str]) -> bytes:
    return b"".join(sorted(f"{chr(int(code))} {given}\n".encode() for code, given in table.items()))


@cache
def readings(char: str) -> tuple[str, ...]:
    """Every reading of a character in `normal` form, the usual one first; () for none."""
    given = looked_up(_table(), char) or ""
    return tuple(normal(one) for one in given.split(",") if one)


def normal(syllable: str) -> str:
    """One syllable, lower case, composed, ü for v and u:, a mark for a figure (lv4 → lǜ)."""
    text = syllable.strip().lower().replace("u:", "ü").replace("v", "ü")
    text = text.replace("ɑ", "a").replace("ɡ", "g")
    if text[-1:] in _MARKS:
        text = _marked(text[:-1], _MARKS[text[-1]])
    return unicodedata.normalize("NFC", text)


def _marked(syllable: str, mark: str) -> str:
    """The mark stands on a or e, else on the o of ou, else on the last vowel."""
    places = [syllable.find(one) for one in ("a", "e", "ou")]
    places.append(max(syllable.rfind(vowel) for vowel in "iouü"))
    at = next((place for place in places if place >= 0), -1)
    return syllable[: at + 1] + mark + syllable[at + 1 :] if at >= 0 else syllable


def toneless(syllable: str) -> str:
    """A syllable without its tone mark; ü stays."""
    parts = unicodedata.normalize("NFD", syllable)
    bare = "".join(char for char in parts if char not in "\u0300\u0301\u0304\u030c")
    return unicodedata.normalize("NFC", bare)
