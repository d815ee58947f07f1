"""电头: what a news report opens with before it begins (新华社北京10月24日电; 本报讯（记者 张三）).

In: the text of the first paragraph. Out: how much of it is dateline, and where its bracket of
credits stands.
"""

from __future__ import annotations

import re

from msgspec import Struct

from ..han import HAN
from ..patterns import lazy

_NAMED = "新华社|中新社|中央社|本报|本網|本网|本刊|本台|本報"
_AGENCY = rf"(?:据)?(?:{_NAMED}|[{HAN}]{{1,10}}?(?:社|网|報|报|台|網|发布|融媒))"
_BRACKET_OPEN, _BRACKET_CLOSE = "（(【〔\\[", "）)】〕\\]"
_IN_BRACKET = f"[^{_BRACKET_OPEN}{_BRACKET_CLOSE}]"
_REPORTED = (
    rf"(?P<by>(?:本报|本報)?(?:记者|記者)\s*[{HAN}、 ]{{2,20}}[／/∕][{HAN}]{{2,6}}"
    r"\s*(?:报道|報導))\s*"
)
_PATTERNS = (
    lazy(rf"[{_BRACKET_OPEN}][{HAN}]{{2,10}}(?:讯|訊|电|電)[{_BRACKET_CLOSE}]\s*"),
    lazy(
        rf"{_AGENCY}[{HAN}]{{0,8}}?\s*(?:\d{{1,2}}月\d{{1,2}}日)?(?:电|電|讯|訊|消息)"
        rf"(?=[\s：:，（(\d记記]|[{HAN}]{{2}})\s*(?P<by>[（(]{_IN_BRACKET}{{2,80}}[）)])?\s*[：:]?\s*"
    ),
    lazy(
        rf"(?P<by>[{_BRACKET_OPEN}]{_IN_BRACKET}{{0,12}}(?:记者|記者|通讯员)"
        rf"{_IN_BRACKET}{{1,60}}[{_BRACKET_CLOSE}])\s*"
    ),
    lazy(_REPORTED),
)
_BYLINE = lazy(rf"[{_BRACKET_OPEN}]?{_REPORTED}[{_BRACKET_CLOSE}]?")


def is_byline(text: str) -> bool:
    """Whether a line is a reporter and a place: 記者陳美玲／高雄報導."""
    return len(text) <= 40 and bool(_BYLINE.fullmatch(text))


class Opening(Struct, frozen=True):
    """The dateline is text[:end]; the bracket with credits, if any, text[by[0]:by[1]]."""

    end: int
    by: tuple[int, int] | None = None


_FROM = lazy(rf"\s*[／/∕]\s*[{HAN}]{{2,6}}\s*(?:报道|報導|電|电)(?=[{_BRACKET_CLOSE}]?$)")


def reporters(bracket: str) -> str:
    """The bracket of a dateline without the place: 〔記者陳美玲／高雄報導〕 → 〔記者陳美玲〕."""
    return _FROM.sub("", bracket)


def opening(text: str) -> Opening | None:
    """The dateline of a first paragraph, or None."""
    head = text[:160]
    for index, pattern in enumerate(_PATTERNS):
        match = pattern.match(head)
        if match is None or match.end() == len(text):
            continue
        if index == 1 and not _plausible(match, head):
            continue
        by = match.span("by") if match.groupdict().get("by") else None
        return Opening(len(match[0].rstrip()), by)
    return None


def _plausible(match: re.Match[str], head: str) -> bool:
    """A bracket, a date or a space must set the dateline off from the sentence."""
    after = head[match.end() - 1 : match.end() + 1]
    return (
        bool(match["by"])
        or bool(re.search(r"\d日", match[0]))
        or after[:1].isspace()
        or (match[0].endswith(("：", ":")))
    )
