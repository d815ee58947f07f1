"""Pass `spaces`: stray spaces between Han characters and beside Chinese marks go.

Chinese is set without spaces, but not every space is stray: headlines part their halves by one,
names and credits stand in rows, slogans in quotation marks are spaced. So a space goes when it
stands beside a point (，。、；：？！), when a word is spaced out (会 议 纪 要), and inside a
sentence outside of brackets and quotation marks, unless the words that it parts are names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..han import HAN, SURNAMES, ends_with_name, looks_like_name
from ..patterns import lazy
from ..strips import Edit
from ..structure.credits import is_credit_line

_SPACE = "[ \u00a0\u2000-\u200a\u3000]"
_BESIDE_POINT = lazy(
    rf"(?<=[，。、；：？！“‘（《]){_SPACE}+(?=\S)|(?<=\S){_SPACE}+(?=[，。、；：？！”’）》])"
    rf"|(?<=——){_SPACE}+(?=\S)|(?<=\S){_SPACE}+(?=——)"
)
_SPACED_OUT = lazy(rf"(?<![{HAN}])(?:[{HAN}]{_SPACE}+){{2,}}[{HAN}](?![{HAN}])")
_INSIDE = lazy(rf"(?<=[{HAN}]){_SPACE}+(?=[{HAN}])")
_RUN = lazy(f"{_SPACE}+")
_SENTENCE = lazy("[。！？…][”’）」』]?$")
_NAME_AND_MORE = lazy(f"[{''.join(sorted(SURNAMES))}][{HAN}]{{1,2}}[等和与及同]")
_CLAUSE_END = lazy("[，。、；：？！]")
_ROLE = lazy("记者|通讯员|编辑|編輯|校对|审核|監制|监制|摄影|来源|责编|審|[一二三初复终]审")
_DATELINE = lazy("(?:[讯电訊電]|消息)$")
_OPENING, _CLOSING = "（(“‘「『《【〔[", "）)”’」』》】〕]"
_SHORTEST_SENTENCE = 12
_LONGEST_HEADLINE = 40


def repair(text: str) -> Iterator[Edit]:
    """The stray spaces of one strip."""
    if not _RUN.search(text):
        return
    found = {match.span() for match in _BESIDE_POINT.finditer(text)}
    if not (_ROLE.search(text) or is_credit_line(text)):
        found |= set(_spaced_out(text))
    if _is_prose(text):
        found |= set(_in_sentence(text))
    for start, end in sorted(found):
        yield Edit(start, end, "")


def _is_prose(text: str) -> bool:
    """Whether a strip consists of sentences; a headline may end with ？ and is none."""
    if len(text) < _SHORTEST_SENTENCE or not _SENTENCE.search(text):
        return False
    return "。" in text or ("，" in text and len(text) > _LONGEST_HEADLINE)


def _spaced_out(text: str) -> Iterator[tuple[int, int]]:
    for match in _SPACED_OUT.finditer(text):
        for space in _RUN.finditer(text, *match.span()):
            yield space.span()


def _in_sentence(text: str) -> Iterator[tuple[int, int]]:
    spaces = [match.span() for match in _INSIDE.finditer(text)]
    if not spaces:
        return
    depth = _depths(text)
    for start, end in spaces:
        if depth[start] == 0 and not _meant(text, start, end):
            yield start, end


def _depths(text: str) -> list[int]:
    """For each character in how many brackets and quotation marks it stands."""
    depths: list[int] = []
    depth = 0
    for char in text:
        depth = max(0, depth - (char in _CLOSING))
        depths.append(depth)
        depth += char in _OPENING
    return depths


def _meant(text: str, start: int, end: int) -> bool:
    """Whether a space parts names, or a dateline from its lead."""
    left = re.split(f"{_CLAUSE_END.pattern}|{_SPACE}", text[max(0, start - 20) : start])[-1]
    right = re.split(f"{_CLAUSE_END.pattern}|{_SPACE}", text[end : end + 20])[0]
    if _DATELINE.search(left) or _ROLE.search(left):
        return True
    return ends_with_name(left) and (looks_like_name(right) or bool(_NAME_AND_MORE.match(right)))
