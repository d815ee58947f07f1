"""The date of the meeting, as far as the report says it.

In: the title, the dateline and the lead. Out: the first date that can be the meeting's, with the
year only when it is said. A deadline (到2025年, 截至10月24日) is no date of a meeting.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ...report import SaidDate
from ..manuscript import Original
from ..patterns import lazy
from ..strips import Strip

_DIGITS = {char: str(value) for value, char in enumerate("〇一二三四五六七八九")} | {
    "○": "0",
    "零": "0",
}
_HAN_NUMBER = "[〇○零一二三四五六七八九十]"
_DATE = lazy(
    rf"(?<![到至截自从從前])(?:(?:(?P<roc>民國|民国)?(?P<year>\d{{2,4}}|{_HAN_NUMBER}{{4}})年)\s*)?"
    rf"(?P<month>\d{{1,2}}|{_HAN_NUMBER}{{1,2}})月\s*(?P<day>\d{{1,2}}|{_HAN_NUMBER}{{1,3}})日(?![摄攝])"
    r"|(?P<iso>(?P<y>\d{4})[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2}))(?!\d)"
)
_DAY = lazy(r"(?<![\d月年到至])(?P<day>\d{1,2})日(?!前|内|起)")
_SENTENCE = lazy("[。！？]")
_LABELLED = lazy("(?:会议|活动|召开)?(?:时间|日期|時間)[:：]")


def meeting_date(
    lead: Strip, dateline: Strip | None, around: Sequence[Strip], original: Original
) -> SaidDate | None:
    """The date: labelled, in the lead's first sentence, or in the title's lines.

    A lead that gives only the day (24日) takes the month from its dateline.
    """
    for strip in around:
        if _LABELLED.match(strip.text):
            return _said(strip, original)
    start = len(dateline.text) if dateline else 0
    first = lead.cut(start, _sentence_end(lead.text, start))
    found = _said(first, original)
    sent = _said(dateline, original) if dateline else None
    if found is None and sent is not None:
        return _same_month(first, sent, original)
    if found is not None:
        return found
    bracketed = (one for one in around if re.fullmatch(r"[（(].{5,60}[）)]|.{5,14}", one.text))
    return next((date for one in bracketed if (date := _said(one, original))), None)


def date_in(text: str) -> tuple[int | None, int, int] | None:
    """The first date of a text: its year, None where it is not said, its month and day."""
    return next((found for each in _DATE.finditer(text) if (found := _numbers(each))), None)


def _sentence_end(text: str, start: int) -> int:
    match = _SENTENCE.search(text, start)
    return match.end() if match else len(text)


def _said(strip: Strip, original: Original) -> SaidDate | None:
    for match in _DATE.finditer(strip.text):
        date = _numbers(match)
        if date is not None:
            part = strip.cut(*match.span())
            span = original.span(part.start, part.end)
            return SaidDate(match[0], span, date[1], date[2], date[0])
    return None


def _numbers(match: re.Match[str]) -> tuple[int | None, int, int] | None:
    if match["iso"]:
        year, month, day = int(match["y"]), int(match["m"]), int(match["d"])
    else:
        month, day = _number(match["month"]), _number(match["day"])
        year = _number(match["year"]) if match["year"] else 0
        year += 1911 if match["roc"] and year < 1911 else 0
    sound = 1 <= month <= 12 and 1 <= day <= 31 and (year == 0 or 1900 <= year <= 2199)
    return (year or None, month, day) if sound else None


def _number(text: str) -> int:
    """12, 十二, 二十三 or 二〇二三 as a number."""
    if text.isascii():
        return int(text)
    if "十" in text:
        tens, _, ones = text.partition("十")
        return 10 * int(_DIGITS.get(tens, "1")) + int(_DIGITS.get(ones, "0"))
    return int("".join(_DIGITS[char] for char in text))


def _same_month(first: Strip, sent: SaidDate, original: Original) -> SaidDate | None:
    match = _DAY.search(first.text)
    if match is None or not 1 <= int(match["day"]) <= 31:
        return None
    part = first.cut(*match.span())
    span = original.span(part.start, part.end)
    return SaidDate(match[0], span, sent.month, int(match["day"]), sent.year)
