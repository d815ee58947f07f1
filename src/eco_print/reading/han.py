"""Which characters are Han, which are marks: the classes that the readers share."""

from __future__ import annotations

HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"
"""The Han ranges, for use inside a character class of a regular expression."""

WIDE_MARKS = "、。，：；？！“”‘’（）《》〈〉【】〖〗〔〕「」『』—…·～"
"""Marks that belong to Chinese text."""


def is_han(char: str) -> bool:
    """Whether one character (or the empty string) is a Han character."""
    return (
        "\u4e00" <= char <= "\u9fff"
        or "\u3400" <= char <= "\u4dbf"
        or "\U00020000" <= char <= "\U000323af"
        or "\uf900" <= char <= "\ufaff"
        or char == "\u3007"
    )


def words(text: str) -> tuple[str, ...]:
    """The words of a list that is written with spaces between them."""
    return tuple(text.split())
