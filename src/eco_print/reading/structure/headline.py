"""A headline for a report that has none, taken from its lead.

In: the first sentence of the lead. Out: the stretches of it that make a headline, or none. The
headline is the clause that says what happened (…召开, …印发…), without the dateline, the date, the
time and the place, and it is bounded: what is longer than two printed lines is no headline.
"""

from __future__ import annotations

import re

from ..han import HAN
from ..patterns import lazy

LONGEST = 50
_SHORTEST = 6
_DATE = (
    r"(?:近日|日前|今日|今天|昨日|昨天|连日来|连日|当天|當天|"
    r"(?:\d{2,4}年)?(?:\d{1,2}月)?\d{1,2}日(?:至(?:\d{1,2}月)?\d{1,2}日)?|(?<!\d)\d{4}年(?=\d)|"
    r"上午|下午|晚上?|凌晨|\d{1,2}[时時:：](?:\d{2}分?|许|整)?)"
)
_OPENING = lazy(
    rf"(?:[（(]?(?:{_DATE})+[）)]|{_DATE}|(?:星期|周)[一二三四五六日天]|(?:当地|北京)时间"
    r"|[，,、 ])+"
    r"|由[^，。]{2,30}(?:主办|承办|举办|组织)的"
    rf"|(?:记者|本报)?(?:\d{{1,2}}日)?从[{HAN}“”]{{2,24}}(?:获悉|了解到)[，,：:]?"
    r"|(?:在|为|随着|围绕|按照|根据|经)[^，。]{4,40}(?:之际|以来|，)，?"
)
_INNER_DATE = lazy(rf"(?:{_DATE})+")
_EVENT = lazy(
    "召开|举行|举办|召開|舉行|舉辦|印发|印發|发布|公布|启动|启用|啟動|开幕|闭幕|開幕|閉幕|开工|竣工|投产|"
    "启幕|揭幕|开赛|开馆|奠基|挂牌|落成|贯通|并网|揭牌|成立|签约|签署|审议通过|开通|通车|投用|上线|通报|表彰"
)
_PLACE = lazy(rf"在(?![线職职])[{HAN}“”]{{2,24}}?(?:正式|隆重|顺利|胜利|圆满)?$")
_CLAUSE = lazy(rf"[，。；！？,;]|(?<=[{HAN}])\.(?=[{HAN}]|$)")
_SHORTEST_NAME = 4
"""What is left of the subject when its place is taken away must still name something."""

Parts = tuple[tuple[int, int], ...]


def derive(lead: str, start: int = 0) -> Parts | None:
    """The stretches of the lead, from `start` on, that make the headline."""
    while (opening := _OPENING.match(lead, start)) is not None:
        start = opening.end()
    stop = _CLAUSE.search(lead, start, start + 3 * LONGEST)
    end = stop.start() if stop else len(lead)
    events = list(_EVENT.finditer(lead, start, end))
    if not events or end - start > 3 * LONGEST:
        return None
    parts = _without(lead, start, end, events[-1])
    text = "".join(lead[low:high] for low, high in parts)
    return parts if _SHORTEST <= len(text) <= LONGEST and _balanced(text) else None


def _without(lead: str, start: int, end: int, event: re.Match[str]) -> Parts:
    """The clause without the date and the place before its verb."""
    cuts: list[tuple[int, int]] = []
    place = _PLACE.search(lead[start : event.start()]) if event.end() == end else None
    if place and place.start() >= _SHORTEST_NAME:
        cuts.append((start + place.start(), event.start()))
    limit = cuts[0][0] if cuts else event.start()
    cuts[:0] = (match.span() for match in _INNER_DATE.finditer(lead, start + 1, limit))
    bounds = [start, *(point for cut in cuts for point in cut), end]
    pairs = zip(bounds[::2], bounds[1::2], strict=True)
    return tuple((low, high) for low, high in pairs if low < high)


def _balanced(text: str) -> bool:
    return all(text.count(left) == text.count(right) for left, right in ("（）", "“”", "《》"))
