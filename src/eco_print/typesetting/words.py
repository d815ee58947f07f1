"""Words in Chinese text: where a headline may be broken by sense.

In: text. Out: the places where words begin. The text is cut into the words of least total
price (a unigram model); what no word covers and follows a surname is taken for a name. The
list is `vocabulary`'s; it is searched where it lies, when a headline is set. `terms.txt` adds
the words of offices.
"""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files
from typing import Final

from ..lookup import looked_up
from ..vocabulary import word_prices

LONGEST: Final = 9
_UNKNOWN: Final = 160  # a character the list does not have
_OFFICE: Final = 75  # the price of the words of offices and meetings, which the list is old for

SURNAMES: Final = frozenset(
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏窦章苏潘葛范"
    "彭郎鲁韦马苗方俞任袁柳鲍史唐费薛雷贺倪汤滕罗毕郝邬安常乐于傅齐康伍余顾孟黄穆萧尹姚邵汪"
    "祁毛狄米贝明戴宋庞熊纪舒屈项祝董梁杜阮蓝闵席季贾路江童颜郭梅林钟徐邱骆高夏蔡田胡凌霍万"
    "柯管卢莫丁邓洪包左石崔吉龚程邢陆荣翁段侯班宁仇栾甘厉祖武符刘景詹龙叶幸司黎白蒲池乔闻翟"
    "谭姬申冉桑桂牛边尚农温庄晏柴阎易廖耿文寇欧沙党关佟商楚闫"
)
PLACES: Final = frozenset([*"省市县区州旗镇乡村", "街道", "开发区"])
_COMPOUND: Final = frozenset(
    ["欧阳", "司马", "上官", "诸葛", "夏侯", "皇甫", "尉迟", "公孙", "慕容", "令狐", "司徒"]
)
# Characters that are words by themselves; never part of a name that the list does not know.
_DEEDS: Final = frozenset("赴到赶率带获任说讲作听看见谈访致主出参调会")
GRAMMAR: Final = frozenset("的了着过地得们等之和与及暨或在对向为把被从以于由将是有不也都就而并且")


@lru_cache(maxsize=1)
def _terms() -> frozenset[str]:
    return frozenset(files(__package__).joinpath("terms.txt").read_text(encoding="utf-8").split())


@lru_cache(maxsize=4096)
def _price(word: str) -> int | None:
    """The price of a word; None for what is no word."""
    if word in _terms():
        return _OFFICE
    price = looked_up(word_prices(), word)
    return None if price is None else int(price)


def word_starts(text: str) -> frozenset[int]:
    """The places in `text` where a word begins, 0 and the end among them.

    Only stretches of Han are cut into words; every boundary of other characters counts.
    """
    starts = {0, len(text)}
    at = 0
    while at < len(text):
        end = at
        while end < len(text) and _is_han(text[end]):
            end += 1
        if end > at:
            starts.update(at + place for place in _cut(text[at:end]))
            at = end
        else:
            starts.update((at, at + 1))
            at += 1
    return frozenset(starts)


def _is_han(char: str) -> bool:
    return "\u4e00" <= char <= "\u9fff" or "\u3400" <= char <= "\u4dbf" or char >= "\U00020000"


def _cut(han: str) -> list[int]:
    """Where words begin in a stretch of Han."""
    words = _join_places(han, _cheapest(han))
    return [start for start, _ in _join_names(han, words)]


def _cheapest(han: str) -> list[tuple[int, int]]:
    """The words of least total price, as spans."""
    count = len(han)
    best = [0] + [1 << 60] * count
    came = [0] * (count + 1)
    for start in range(count):
        here = best[start]
        for end in range(start + 1, min(start + LONGEST, count) + 1):
            price = _price(han[start:end])
            if price is None:
                if end > start + 1:
                    continue
                price = _UNKNOWN
            if here + price < best[end]:
                best[end], came[end] = here + price, start
    words, end = [], count
    while end:
        words.append((came[end], end))
        end = came[end]
    return words[::-1]


def _join_names(han: str, words: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Words with surname and given name joined, where the list knows neither as a word."""
    joined: list[tuple[int, int]] = []
    index = 0
    while index < len(words):
        start, end = words[index]
        index += 1
        if _is_surname(han[start:end]):
            given = 0
            while index < len(words) and given < 2 and _may_be_given(han, words[index]):
                end = words[index][1]
                index, given = index + 1, given + 1
        joined.append((start, end))
    return joined


def _join_places(han: str, words: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Words with a place's name and its rank joined: 昌 图 县 is one word."""
    joined: list[tuple[int, int]] = []
    for word in words:
        if han[slice(*word)] in PLACES:
            name = joined[-2:]
            while name and not all(_may_be_given(han, part) for part in name):
                name = name[1:]
            if name:
                del joined[-len(name) :]
                word = (name[0][0], word[1])  # noqa: PLW2901
        joined.append(word)
    return joined


def _is_surname(word: str) -> bool:
    return word in SURNAMES or word in _COMPOUND


def _may_be_given(han: str, word: tuple[int, int]) -> bool:
    start, end = word
    return end - start == 1 and han[start] not in GRAMMAR and han[start] not in _DEEDS
