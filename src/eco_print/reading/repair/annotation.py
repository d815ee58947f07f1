"""Pinyin in brackets: which is damage, and which was meant.

Some web copies turn Simplified text into Traditional and write the reading after many of the
characters: 環(huán)境保護(hù). Which characters get one is fixed: the same character has its
reading everywhere or nowhere, and each has another Simplified form. People who gloss a reading
do otherwise: a primer glosses 我 as well as 們, an article glosses a rare character once, and
both leave the rest of the text alone. So the question is put to the text as a whole.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..han import HAN
from ..readings import TONED, normal, readings
from ..scripts import differing, simplified, suspects

BRACKETED = re.compile(
    rf"([{HAN}])[(（]([{TONED}]{{1,7}}(?:[,，/、 ][{TONED}]{{1,7}}){{0,3}})[)）]", re.I
)
_SEPARATOR = re.compile(r"[,，/、 ]")


@dataclass(frozen=True, slots=True)
class Site:
    """`char` of strip `index` followed by its reading in brackets at [start:end)."""

    index: int
    char: str
    start: int
    end: int


def sites(texts: Sequence[str]) -> Iterator[Site]:
    """Every character that is followed by its own reading in brackets."""
    for index, text in enumerate(texts):
        if "(" not in text and "（" not in text:
            continue
        for match in BRACKETED.finditer(text):
            if reads(match[1], match[2]):
                yield Site(index, match[1], match.end(1), match.end())


def reads(char: str, given: str) -> bool:
    """Whether everything that is given in the brackets is a reading of the character."""
    known = readings(char) | readings(simplified(char))
    return all(normal(one) in known for one in _SEPARATOR.split(given))


def damage(texts: Sequence[str]) -> tuple[Site, ...]:
    """The sites to be removed: all of the Traditional ones, or none."""
    found = tuple(sites(texts))
    marked = Counter(site.char for site in found)
    strange = differing(frozenset(marked)) if marked else frozenset()
    if not strange:
        return ()
    whole = Counter("".join(texts))
    noted = sum(marked[char] for char in strange)
    share = noted / len(found)
    coverage = noted / sum(whole[char] for char in strange)
    others = differing(suspects("".join(texts)))
    weight = noted / max(1, sum(whole[char] for char in others))
    if share < 0.8 or coverage < 0.8 or weight < 0.2:
        return ()
    return tuple(site for site in found if site.char in strange)
