"""The date of the meeting, as far as the report says it."""

from __future__ import annotations

import re

from ...report import SaidDate
from ..manuscript import Original, Strip

_DATE = re.compile(r"(?:(\d{4})年)?(\d{1,2})月(\d{1,2})日")


def said_date(strip: Strip, original: Original) -> SaidDate | None:
    """The first date said in a strip."""
    match = _DATE.search(strip.text)
    if match is None:
        return None
    part = strip.cut(*match.span())
    year = int(match[1]) if match[1] else None
    span = original.span(part.start, part.end)
    return SaidDate(match[0], span, int(match[2]), int(match[3]), year)
