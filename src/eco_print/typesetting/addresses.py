"""Addresses in text: where a line may end inside them, and at what price.

In: text. Out: the stretches that are addresses of pages and mail, and the places to divide them.
An address is no word: it is divided after its signs, elsewhere when nothing else helps, never
with a hyphen, for a reader would type it; and its characters share in the white of their line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

_ADDRESS: Final = re.compile(
    r"(?:[a-z][a-z0-9+.-]*://|www\.)[\w\-.~:/?#\[\]@!$&'()*+,;=%]+"
    r"|[\w.+-]+@[\w-]+(?:\.[\w-]+)+",
    re.ASCII | re.IGNORECASE,
)
_TRAILING: Final = ".,;:!?'()[]"  # marks of the sentence around it
_SIGNS: Final = frozenset("/?&=#.-_:;,+%~@!*")
_AFTER_SIGN: Final = 15
_INSIDE: Final = 300  # less than an ugly line, more than a merely loose one
_EDGE: Final = 3  # characters that stay together at either end, the scheme aside


def addresses(text: str) -> Iterator[tuple[int, int]]:
    """Where each address begins and ends."""
    if "://" in text or "@" in text or "www." in text:
        for found in _ADDRESS.finditer(text):
            yield found.start(), found.start() + len(found[0].rstrip(_TRAILING))


def divisions(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The places where an address may be divided, each with its price."""
    scheme = text.find("://", start, end)
    begin = start if scheme < 0 else scheme + len("://")
    for place in range(begin + _EDGE, end - _EDGE + 1):
        if text[place] in _SIGNS:
            continue  # a sign stays with what it ends: https://, ../, --
        yield place, _AFTER_SIGN if text[place - 1] in _SIGNS else _INSIDE
