"""Pinyin in brackets: which is damage, and which was meant.

Some web copies turn Simplified text into Traditional and write the reading after some of the
characters: 環(huán)境保護(hù). Which characters get one differs from copy to copy, but in one
text the same character has its reading everywhere or nowhere, each has another Simplified form,
and they are the commonest characters of the language. People who gloss a reading do otherwise: a
primer glosses 我 as well as 們, an article glosses a rare character or a rare reading once, and
both leave the rest of the text alone; and they gloss words (重庆(chóng qìng)), which a tool
never does. So the question is put to the text as a whole.

A text that was turned back to Simplified afterwards keeps the readings: 环(huán)境保护(hù). There
the characters are those with another Traditional form.

A second kind of copy writes readings without tones after any character, and, where it loses
count, twice: 會(hui)(hui)議(yi). Nobody annotates twice on purpose.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from ..han import HAN
from ..patterns import lazy
from ..readings import TONED, normal, readings, toneless
from ..scripts import converted, differing, simplified, suspects
from .provenance import verdict as origin_of

_ONE = f"[{TONED}:]{{1,7}}[1-5]?"
_BRACKETED = lazy(
    rf"([{HAN}]) ?[(（] ?({_ONE}(?:[,，/、 ]{_ONE}){{0,3}}) ?[)）](?: (?=[{HAN}]))?", re.I
)
_TONELESS = lazy(rf"([{HAN}])((?:\(([a-zü]{{1,6}})\))(?:\(\3\))*)")
_SEPARATOR = lazy(r"[,，/、 ]")
_ENOUGH = 10
"""So many readings without tones make a text of the second kind, if some stand twice; so many with
tones prove a copy even where others have been pasted beside it, or the text is Simplified again."""
_DISTINCT = 5


class Site(Struct, frozen=True):
    """`char` of strip `index` followed by its reading in brackets at [start:end)."""

    index: int
    char: str
    reading: str
    start: int
    end: int


class Verdict(Struct, frozen=True):
    """What to remove, and whether the text shows the damage at all.

    `kept` are readings in a damaged text that somebody seems to have given on purpose; `plain`
    says that the text is Simplified already.
    """

    sites: tuple[Site, ...] = ()
    uncertain: tuple[Site, ...] = ()
    kept: tuple[Site, ...] = ()
    plain: bool = False

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
    given = _given(texts)
    found = [site for site in given if _reads(site)]
    verdict = _converted_copy(found, texts) if found else Verdict()
    if not verdict.sites and not verdict.uncertain:
        verdict = _simplified_copy(found, texts)
    return _with_the_rest(verdict, given) if verdict.damaged else verdict


def _converted_copy(found: Sequence[Site], texts: Sequence[str]) -> Verdict:
    """環(huán)境: nearly all annotated characters are Traditional forms."""
    strange = differing(frozenset(site.char for site in found))
    chosen = tuple(site for site in found if site.char in strange)
    if not chosen or len(chosen) < 0.8 * len(found):
        return Verdict()
    whole = Counter("".join(_annotated(texts, chosen)))
    ordinary = frozenset(site.char for site in chosen if _ordinary(site))
    if len(ordinary) < 0.8 * len(strange):
        return Verdict()
    if _bare(chosen, whole):
        many = len(chosen) >= _ENOUGH and len(ordinary) >= _DISTINCT
        return Verdict(uncertain=chosen) if many else Verdict()
    return _weigh(chosen, ordinary, whole, origin_of("\n".join(texts)))


def _simplified_copy(found: Sequence[Site], texts: Sequence[str]) -> Verdict:
    """环(huán)境: many characters, all with a Traditional form, none of which needs a reading."""
    chars = frozenset(site.char for site in found)
    if len(found) < _ENOUGH or len(chars) < _DISTINCT or not all(map(_ordinary, found)):
        return Verdict()
    chosen = tuple(site for site in found if site.char in converted(chars))
    whole = Counter("".join(_annotated(texts, chosen)))
    if len(chosen) < 0.9 * len(found) or _bare(chosen, whole):
        return Verdict()
    return Verdict(tuple(found), plain=True)


def _annotated(texts: Sequence[str], chosen: Sequence[Site]) -> Sequence[str]:
    """The strips to judge by: of a long copy, those that have readings; others were added."""
    if len(chosen) < _ENOUGH:
        return texts
    return [texts[index] for index in sorted({site.index for site in chosen})]


def _bare(chosen: Sequence[Site], whole: Counter[str]) -> bool:
    """Whether too many of the same characters stand without their reading."""
    bare = sum(whole[char] for char in {site.char for site in chosen}) - len(chosen)
    return bare > 0.1 * (len(chosen) - 1)


def _with_the_rest(verdict: Verdict, given: Sequence[Site]) -> Verdict:
    """What else stands in brackets in a damaged text: readings given wrongly go as well.

    A rare character, or a rare reading, may have been explained before the text was copied.
    """
    chosen = set(verdict.sites)
    sites, kept = [], []
    for site in given:
        if not _reads(site):
            if _nearly(site):
                sites.append(site)
        elif _ordinary(site) or (site in chosen and _row(site)):
            sites.append(site)
        else:
            kept.append(site)
    return replace(verdict, sites=tuple(sites), kept=tuple(kept))


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


def _given(texts: Sequence[str]) -> list[Site]:
    """Every character that is followed by what may be its reading, in brackets."""
    return [
        Site(index, match[1], match[2], match.end(1), match.end())
        for index, text in enumerate(texts)
        for match in _BRACKETED.finditer(text)
    ]


def _known(char: str) -> set[str]:
    return {*readings(char), *readings(simplified(char))}


def _reads(site: Site) -> bool:
    """Whether everything that is given in the brackets is a reading of the character."""
    known = _known(site.char)
    return all(normal(one) in known for one in _SEPARATOR.split(site.reading))


def _nearly(site: Site) -> bool:
    """Whether a character that conversion changes has its reading but for the tone (or 兒 an r)."""
    if not differing(frozenset(site.char)):
        return False
    bare = toneless(normal(site.reading))
    return bare in {toneless(one) for one in _known(site.char)} or (site.char, bare) == ("兒", "r")


def _ordinary(site: Site) -> bool:
    """A frequent character with its first reading: what nobody needs to be told."""
    first = {*readings(site.char)[:1], *readings(simplified(site.char))[:1]}
    given = normal(_SEPARATOR.split(site.reading)[0])
    return 0xB0 <= _row(site) <= 0xD7 and given in first


def _row(site: Site) -> int:
    """The row of GB 2312 of the Simplified form, the frequent ones first; 0 for none."""
    code = simplified(site.char).encode("gb2312", "ignore")
    return code[0] if code else 0


def _without_tones(texts: Sequence[str]) -> tuple[Site, ...]:
    found: list[Site] = []
    twice = 0
    for index, text in enumerate(texts):
        for match in _TONELESS.finditer(text):
            if match[3] in {toneless(one) for one in readings(match[1])}:
                found.append(Site(index, match[1], match[3], match.end(1), match.end()))
                twice += match[2].count("(") > 1
    return tuple(found) if twice >= 2 and len(found) >= _ENOUGH else ()
