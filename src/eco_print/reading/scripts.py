"""Simplified and Traditional: conversion by OpenCC, and the cheap questions that avoid it.

OpenCC and its dictionaries cost some 30 ms; a text without any Traditional character must not
pay that, so the first question is asked of two codecs: what Big5 has and GB 2312 has not is,
rare names aside, Traditional.
"""

from __future__ import annotations

from functools import cache
from typing import Any


def suspects(text: str) -> frozenset[str]:
    """The distinct characters that may be Traditional forms."""
    distinct = "".join(sorted(set(text)))
    other = distinct.encode("gb2312", "ignore").decode("gb2312")
    rest = "".join(set(distinct) - set(other))
    return frozenset(rest.encode("big5hkscs", "ignore").decode("big5hkscs"))


@cache
def _converter(name: str) -> Any:
    import opencc

    return opencc.OpenCC(name)


def simplified(text: str) -> str:
    """The text in Simplified characters, by phrase where a phrase decides."""
    return str(_converter("t2s").convert(text))


def traditional(text: str) -> str:
    """The text in Traditional characters, by phrase where a phrase decides."""
    return str(_converter("s2t").convert(text))


def differing(characters: frozenset[str]) -> frozenset[str]:
    """Those of the characters whose Simplified form is another."""
    ordered = sorted(characters)
    forms = simplified("\n".join(ordered)).split("\n")
    return frozenset(one for one, form in zip(ordered, forms, strict=True) if one != form)
