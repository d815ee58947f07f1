"""A headline for a report that has none, taken from its lead.

In: the first sentence of the lead. Out: the stretches of it that make a headline, or none. The
headline is the clause that says what happened (…召开, …印发…), without the dateline, the date, the
time and the place, and it is bounded: what is longer than two printed lines is no headline.
"""

from __future__ import annotations

import re

from ..han import HAN

LONGEST = 50
_SHORTEST = 6
_TIME = re.compile(
    r"(?:近日|日前|今日|今天|昨日|昨天|连日来|(?:\d{2,4}年)?(?:\d{1,2}月)?\d{1,2}日(?:至\d{1,2}日)?|\d{4}年|"
    r"(?:上午|下午|晚上?|凌晨|当天|當天)|\d{1,2}[时時:：](?:\d{2}分?|许|整)?|[，,、 ])+"
)
_HEARD = re.compile(rf"(?:记者|本报)?(?:\d{{1,2}}日)?从[{HAN}“”]{{2,24}}(?:获悉|了解到)[，,：:]?")
_EVENT = re.compile(
    "召开|举行|举办|召開|舉行|舉辦|印发|印發|发布|公布|启动|启用|啟動|开幕|闭幕|開幕|閉幕|开工|竣工|投产|"
    "揭牌|成立|签约|签署|审议通过|部署|通报|表彰"
)
_ENDS_HERE = frozenset(
    [
        "召开",
        "举行",
        "举办",
        "召開",
        "舉行",
        "舉辦",
        "启动",
        "启用",
        "啟動",
        "开幕",
        "闭幕",
        "開幕",
        "閉幕",
        "开工",
        "竣工",
        "投产",
        "成立",
        "揭牌",
    ]
)
_PLACE = re.compile(rf"在(?![线職职])[{HAN}“”]{{2,24}}?(?:正式|隆重|顺利|胜利)?$")
_CLAUSE = re.compile("[，。；！？,;]")

Parts = tuple[tuple[int, int], ...]


def derive(lead: str, start: int = 0) -> Parts | None:
    """The stretches of the lead, from `start` on, that make the headline."""
    for pattern in (_TIME, _HEARD, _TIME):
        match = pattern.match(lead, start)
        start = match.end() if match else start
    event = _EVENT.search(lead, start, start + 2 * LONGEST)
    if event is None or _CLAUSE.search(lead, start, event.start()):
        return None
    stop = _CLAUSE.search(lead, event.end())
    end = stop.start() if stop else len(lead)
    parts = _without_place(lead, start, event, end)
    length = sum(high - low for low, high in parts)
    text = "".join(lead[low:high] for low, high in parts)
    return parts if _SHORTEST <= length <= LONGEST and _balanced(text) else None


def _without_place(lead: str, start: int, event: re.Match[str], end: int) -> Parts:
    """X在Y召开 → X召开; what stands before the verb must still name the thing."""
    place = _PLACE.search(lead[start : event.start()])
    said = place.start() if place else 0
    if place and said >= 4 and event[0] in _ENDS_HERE:
        return (start, start + said), (event.start(), end if end == event.end() else event.end())
    return ((start, end),)


def _balanced(text: str) -> bool:
    return all(text.count(left) == text.count(right) for left, right in ("（）", "“”", "《》"))
