"""Pinyin in brackets: which is damage, and which was meant.

Some web copies turn Simplified text into Traditional and write the reading after some of the
characters: 環(huán)境保護(hù). Which characters get one differs from copy to copy, but in one
text the same character has its reading everywhere or nowhere, each has another Simplified form,
and they are the commonest characters of the language. People who gloss a reading do otherwise: a
primer glosses 我 as well as 們, an article glosses a rare character or a rare reading once, and
both leave the rest of the text alone; and they gloss words (重庆(chóng qìng)), which a tool
never does. So the question is put to the text as a whole.

A second kind of copy writes readings without tones after any character, and, where it loses
count, twice: 會(hui)(hui)議(yi). Nobody annotates twice on purpose.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from ..han import HAN
from ..patterns import lazy
from ..readings import TONED, normal, readings, toneless
from ..scripts import differing, simplified, suspects
from .provenance import verdict as origin_of

_ONE = f"[{TONED}]{{1,7}}"
_BRACKETED = lazy(rf"([{HAN}])[(（]({_ONE}(?:[,，/、 ]{_ONE}){{0,3}}) ?[)）]", re.I)
_TONELESS = lazy(rf"([{HAN}])((?:\(([a-zü]{{1,6}})\))(?:\(\3\))*)")
_SEPARATOR = lazy(r"[,，/、 ]")
_ENOUGH = 10
"""So many readings without tones make a text of the second kind, if some stand twice."""


@dataclass(frozen=True, slots=True)
class Site:
    """`char` of strip `index` followed by its reading in brackets at [start:end)."""

    index: int
    char: str
    reading: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Verdict:
    """What to remove, and whether the text shows the damage at all."""

    sites: tuple[Site, ...] = ()
    uncertain: tuple[Site, ...] = ()

    @property
    def damaged(self) -> bool:
        return bool(self.sites)


def judge(texts: Sequence[str]) -> Verdict:
    """Which readings are damage: all of one kind, or none."""
    if not any("(" in text or "（" in text for text in texts):
        return Verdict()
    twice = _without_tones(texts)
    return Verdict(twice) if twice else _toned(texts)


def _toned(texts: Sequence[str]) -> Verdict:
    found = _sites(texts)
    strange = differing(frozenset(site.char for site in found)) if found else frozenset()
    chosen = tuple(site for site in found if site.char in strange)
    if not chosen or len(chosen) < 0.8 * len(found):
        return Verdict()
    whole = Counter("".join(texts))
    bare = sum(whole[char] for char in strange) - len(chosen)
    ordinary = frozenset(site.char for site in chosen if _ordinary(site))
    if bare > 0.1 * (len(chosen) - 1) or len(ordinary) < 0.8 * len(strange):
        return Verdict()
    return _weigh(chosen, ordinary, whole, origin_of("\n".join(texts)))


def _weigh(
    chosen: tuple[Site, ...], ordinary: frozenset[str], whole: Counter[str], origin: int
) -> Verdict:
    """Decide by how much is annotated and by where the text seems to come from."""
    traditional = differing(suspects("".join(whole)) | ordinary)
    dense = len(chosen) >= 0.2 * sum(whole[char] for char in traditional)
    repeated = len(chosen) > len({site.char for site in chosen})
    if origin > 0 or (repeated and len(ordinary) >= 3):
        return Verdict(chosen)
    if origin == 0 and (dense or repeated):
        return Verdict(chosen)
    return Verdict(uncertain=chosen) if origin == 0 or dense else Verdict()


def _sites(texts: Sequence[str]) -> list[Site]:
    """Every character that is followed by its own reading, with tones, in brackets."""
    return [
        Site(index, match[1], match[2], match.end(1), match.end())
        for index, text in enumerate(texts)
        for match in _BRACKETED.finditer(text)
        if _reads(match[1], match[2])
    ]


def _reads(char: str, given: str) -> bool:
    """Whether everything that is given in the brackets is a reading of the character."""
    known = {*readings(char), *readings(simplified(char))}
    return all(normal(one) in known for one in _SEPARATOR.split(given))


def _ordinary(site: Site) -> bool:
    """A frequent character with its first reading: what nobody needs to be told."""
    form = simplified(site.char)
    code = form.encode("gb2312", "replace")
    first = {*readings(site.char)[:1], *readings(form)[:1]}
    given = normal(_SEPARATOR.split(site.reading)[0])
    return 0xB0 <= code[0] <= 0xD7 and given in first


def _without_tones(texts: Sequence[str]) -> tuple[Site, ...]:
    found: list[Site] = []
    twice = 0
    for index, text in enumerate(texts):
        for match in _TONELESS.finditer(text):
            if match[3] in {toneless(one) for one in readings(match[1])}:
                found.append(Site(index, match[1], match[3], match.end(1), match.end()))
                twice += match[2].count("(") > 1
    return tuple(found) if twice >= 2 and len(found) >= _ENOUGH else ()
