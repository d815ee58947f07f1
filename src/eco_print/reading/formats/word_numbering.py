"""Automatic numbers of .docx paragraphs (ECMA-376 Part 1, 17.9), as Word shows them.

A number such as 一、 or （一） may stand nowhere in the text of a document and still be on every
printed page; without it a reader loses the order of the headings. Counters run over the
paragraphs in reading order, so `Numbering.label` must be called once for each of them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_LEVELS = 9
_DIGITS = "〇一二三四五六七八九"
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_ROWS: Mapping[str, Sequence[str]] = {
    "decimalEnclosedCircle": _CIRCLED,
    "decimalEnclosedCircleChinese": _CIRCLED,
    "lowerLetter": _LETTERS,
    "upperLetter": _LETTERS.upper(),
    "lowerRoman": _ROMAN,
    "upperRoman": tuple(one.upper() for one in _ROMAN),
    "ideographTraditional": "甲乙丙丁戊己庚辛壬癸",
}


@dataclass(frozen=True, slots=True)
class Level:
    start: int = 1
    format: str = "decimal"
    text: str = "%1."


@dataclass(frozen=True, slots=True)
class Label:
    """The printed label, whether it is a bullet, and the depth from 0."""

    text: str
    bullet: bool
    depth: int


@dataclass(slots=True)
class Numbering:
    """The lists of one document and how far each has counted."""

    lists: Mapping[str, str]
    levels: Mapping[tuple[str, int], Level]
    _counts: dict[str, list[int | None]] = field(default_factory=dict)

    @classmethod
    def of(cls, root: Any | None) -> Numbering:
        """From the root of numbering.xml, or an empty one."""
        if root is None:
            return cls({}, {})
        lists = {
            num.get(f"{W}numId"): num.find(f"{W}abstractNumId").get(f"{W}val")
            for num in root.iterfind(f"{W}num")
            if num.find(f"{W}abstractNumId") is not None
        }
        levels = {
            (abstract.get(f"{W}abstractNumId"), int(level.get(f"{W}ilvl"))): _level(level)
            for abstract in root.iterfind(f"{W}abstractNum")
            for level in abstract.iterfind(f"{W}lvl")
        }
        return cls(lists, levels)

    def label(self, list_id: str, depth: int) -> Label | None:
        """The label of the next paragraph of a list, counting it."""
        abstract = self.lists.get(list_id)
        level = self.levels.get((abstract or "", depth), self.levels.get((abstract or "", 0)))
        if abstract is None or level is None or level.format == "none":
            return None
        if level.format == "bullet":
            return Label("•", True, depth)
        counts = self._counts.setdefault(abstract, [None] * _LEVELS)
        before = counts[depth]
        counts[depth] = level.start if before is None else before + 1
        counts[depth + 1 :] = [None] * (_LEVELS - depth - 1)
        text = re.sub("%([1-9])", lambda m: self._figure(abstract, int(m[1]) - 1), level.text)
        return Label(text.strip(), False, depth)

    def _figure(self, abstract: str, depth: int) -> str:
        level = self.levels.get((abstract, depth), Level())
        count = self._counts[abstract][depth]
        return figure(level.start if count is None else count, level.format)


def _level(element: Any) -> Level:
    def value(name: str, default: str) -> str:
        found = element.find(f"{W}{name}")
        return default if found is None else str(found.get(f"{W}val", default))

    start = value("start", "1")
    return Level(
        int(start) if start.isdigit() else 1, value("numFmt", "decimal"), value("lvlText", "")
    )


def figure(number: int, style: str) -> str:
    """A number in one of Word's styles (17.18.59); Arabic figures for those not known."""
    if "ounting" in style and style.startswith(("chinese", "taiwanese", "japanese")):
        return chinese(number)
    if style == "ideographDigital":
        return "".join(_DIGITS[int(digit)] for digit in str(number))
    row = _ROWS.get(style, "")
    return row[number - 1] if 1 <= number <= len(row) else str(number)


def chinese(number: int) -> str:
    """1 to 99 in Chinese figures as lists count them: 一, 十, 十二, 二十三."""
    if not 1 <= number <= 99:
        return str(number)
    tens, ones = divmod(number, 10)
    head = ("" if tens < 2 else _DIGITS[tens]) + ("十" if tens else "")
    return head + (_DIGITS[ones] if ones else "")
