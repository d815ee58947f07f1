"""How a Han character is read: Hanyu Pinyin with tone marks, all its readings.

The table is pypinyin's character table. It is opened as the data file that it is: importing
the package would also load its 2.5 MB of phrases, which costs ten times as much (0.4 s) and
says nothing about single characters.
"""

from __future__ import annotations

import json
import unicodedata
from functools import cache
from importlib.util import find_spec
from pathlib import Path

TONED = "aāáǎàbcdeēéěèfghiīíǐìjklmḿmnńňǹoōóǒòpqrstuūúǔùüǖǘǚǜvwxyzêếềɡɑ\u0300\u0301\u0304\u030c"
"""Every letter that occurs in pinyin, as web copies spell it; tones may be marks of their own."""
_MARKS = {"1": "\u0304", "2": "\u0301", "3": "\u030c", "4": "\u0300", "5": ""}


@cache
def _table() -> dict[str, str]:
    spec = find_spec("pypinyin")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("pypinyin")
    data = json.loads(Path(spec.origin).with_name("pinyin_dict.json").read_bytes())
    return dict(data)


@cache
def readings(char: str) -> tuple[str, ...]:
    """Every reading of a character in `normal` form, the usual one first; () for none."""
    given = _table().get(str(ord(char)), "")
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
