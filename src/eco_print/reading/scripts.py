"""Simplified and Traditional: conversion by OpenCC, and the cheap questions that avoid it.

OpenCC and its dictionaries cost some 30 ms; a text without any Traditional character must not
pay that, so the first question is asked of two codecs: what Big5 has and GB 2312 has not is,
rare names aside, Traditional; the other way round, Simplified.
"""

from __future__ import annotations

from collections import Counter
from functools import cache
from typing import Any

from .han import SURNAMES, is_han
from .patterns import lazy

# Printed forms that OpenCC's table of characters leaves.
_VARIANTS = str.maketrans("衞汚効倣傚鬪硏谘衹麽戸厰", "卫污效仿效斗研咨只么户厂")
# 著 is a character of Simplified text too, in words of writing and of prominence.
_WRITTEN = lazy("(?<![显昭卓彰论专名原编译巨遗拙合土新旧所知])著(?![名作称书述录者])")
_IN_NAME = lazy(
    f"(?<=[{''.join(sorted(SURNAMES))}])乾(?![淨凈燥旱枯洗貨糧杯脆果冰癟涸擾部預事警群線勁活流練道支])"
)


def suspects(text: str) -> frozenset[str]:
    """The distinct characters that may be Traditional forms: Big5 has them, GB 2312 not."""
    return _only_in(text, "big5hkscs", "gb2312")


def _only_in(text: str, codec: str, other: str) -> frozenset[str]:
    distinct = "".join(sorted(filter(is_han, set(text))))
    shared = set(distinct.encode(other, "ignore").decode(other))
    rest = "".join(char for char in distinct if char not in shared)
    return frozenset(rest.encode(codec, "ignore").decode(codec))


def share_of_traditional(text: str) -> float:
    """How much of what differs between the scripts is Traditional: 0 for Simplified text."""
    strange = suspects(text)
    if not strange:
        return 0.0
    count = Counter(text)
    traditional = sum(count[char] for char in differing(strange))
    plain = sum(count[char] for char in _only_in(text, "gb2312", "big5hkscs"))
    return traditional / (traditional + plain) if traditional else 0.0


@cache
def _converter(name: str) -> Any:
    import opencc

    return opencc.OpenCC(name)


def _converted(name: str, text: str) -> str:
    """The text as OpenCC has it, one character for one.

    OpenCC drops variation selectors; where that or anything else changes the length, each
    character is converted by itself.
    """
    converter = _converter(name)
    whole = str(converter.convert(text))
    if len(whole) == len(text):
        return whole
    each = (str(converter.convert(char)) for char in text)
    return "".join(new if len(new) == 1 else old for old, new in zip(text, each, strict=True))


def simplified(text: str) -> str:
    """The text in Simplified characters, by phrase where a phrase decides; same length."""
    converted = _converted("t2s", text).translate(_VARIANTS)
    if "著" in text:
        converted = _WRITTEN.sub("着", converted)
    return _names_kept(text, converted) if "乾" in text else converted


def _names_kept(text: str, converted: str) -> str:
    """刘乾宇: 乾 after a surname is the 乾 of names, unless it makes a word (干净, 干部)."""
    characters = list(converted)
    for match in _IN_NAME.finditer(text):
        characters[match.start()] = "乾"
    return "".join(characters)


def traditional(text: str) -> str:
    """The text in Traditional characters as printed in Taiwan; same length."""
    return _converted("s2tw", text)


def differing(characters: frozenset[str]) -> frozenset[str]:
    """Those of the characters whose Simplified form is another."""
    if not characters:
        return frozenset()
    ordered = sorted(characters)
    forms = simplified("\n".join(ordered)).split("\n")
    return frozenset(one for one, form in zip(ordered, forms, strict=True) if one != form)


def converted(characters: frozenset[str]) -> frozenset[str]:
    """Those of the characters whose Traditional form is another."""
    if not characters:
        return frozenset()
    ordered = sorted(characters)
    forms = _converted("s2t", "\n".join(ordered)).split("\n")
    return frozenset(one for one, form in zip(ordered, forms, strict=True) if one != form)
