"""A headline for a report that has none, taken from its lead."""

from __future__ import annotations

import re

_LEAD_DATE = re.compile(r"^(?:\d{4}年)?\d{1,2}月\d{1,2}日(?:上午|下午|晚|晚上)?[，,]?")
_EVENT = re.compile(r"(?:召开|举行|印发|启动|开幕|闭幕)")


def derive(lead: str) -> tuple[int, int] | None:
    """Where in the lead the headline stands, or None when nothing sensible is there."""
    date = _LEAD_DATE.match(lead)
    start = date.end() if date else 0
    event = _EVENT.search(lead, start)
    if event is None or event.end() - start > 60:
        return None
    return start, event.end()
