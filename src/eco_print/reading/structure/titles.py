"""引题, headline and 副题: which of the first lines are the title of the report.

In: the blocks from the start. Out: the strips of the three parts, and how many blocks they took.
A format that names its title (Markdown #, Word's Title, HTML h1) is believed. Otherwise the title
is the short lines without a final mark that stand before the body: one line is the headline; two
are 引题 and headline, unless the second is a 副题 (—— or who was present) or only the rest of a
broken headline; three are 引题, headline and 副题.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct

from ..han import HAN, looks_like_name
from ..manuscript import Block, Line
from ..patterns import lazy
from ..strips import EMPTY, Strip
from .credits import is_credit_line
from .datelines import is_byline
from .labels import label_of

_LONGEST = 60
_FINAL = lazy("[。；，、：,;:.…][”’）」』]*$")
_HAN_CHARACTER = lazy(f"[{HAN}]")
_CALLING = lazy("[！!？?][”’）」』]*$")
_DASH = lazy("^(?:——|—|--)")
_TAIL = lazy("^(?:的?(?:通知|公告|报告|讲话|纪要|方案|决定|意见|通报|函|报道|摘要|致辞))$")
_OPEN = lazy("(?:的|和|与|及|暨|在|关于|、|以及|上)$")
_PRESENT = lazy("出席|主持|讲话|致辞|作报告|參加|参加|講話")
_EVENT = lazy(
    "召开|举行|举办|召開|舉行|印发|启动|会议纪要|纪要|通知|开幕|闭幕|会议|大会|讲话|公告|通报"
)
_DATE_LINE = lazy(
    r"[（(]?(?:\d{2,4}|[〇○零一二三四五六七八九]{4})年.{3,14}[日期][）)]?(?:\s*[星周]期?.)?"
    r"|\d{4}[-/.]\d{1,2}[-/.]\d{1,2}(?:\s+\d{1,2}:\d{2}(?::\d{2})?)?"
)
_ITEM = lazy(r"^[^，。：:]{1,8}[：:]")
_ADDRESS = lazy("^(?:同志们|各位|尊敬的|亲爱的|女士们|老师们|同学们|朋友们|大家好|同志們|各位)")
_NUMBER_LINE = lazy(
    r".{0,12}[〔\[（(]?\d{4}[〕\])）]\s*第?\s*\d+\s*号|第\s*\d+\s*[期号次](?:（.*）)?"
)
_BRACKETED = lazy("[（(].*[）)]")


class Title(Struct, frozen=True):
    """The parts of a title; `used` are the indexes of the blocks they took."""

    headline: Strip = EMPTY
    kicker: Strip = EMPTY
    subtitle: Strip = EMPTY
    used: frozenset[int] = frozenset()


def find_title(blocks: Sequence[Block]) -> Title:
    """The title at the head of the blocks; empty when there is none."""
    return _named(blocks) or _by_lines(blocks) or Title()


def _named(blocks: Sequence[Block]) -> Title | None:
    """The title as the format marks it."""
    roles = [block.role if isinstance(block, Line) else "" for block in blocks[:8]]
    at = next((index for index, role in enumerate(roles) if role == "title"), None)
    if at is None:
        at = _first_heading(blocks)
    if at is None:
        return None
    used = {at}
    kicker, subtitle = Strip(), Strip()
    if at == 1 and is_title_line(blocks[0]):
        kicker, used = _strip(blocks[0]), used | {0}
    following = blocks[at + 1] if at + 1 < len(blocks) else None
    if isinstance(following, Line) and (
        following.role == "subtitle" or _DASH.match(following.strip.text)
    ):
        subtitle, used = following.strip, used | {at + 1}
    return Title(_strip(blocks[at]), kicker, subtitle, frozenset(used))


def _first_heading(blocks: Sequence[Block]) -> int | None:
    """The heading that opens the document, when none other is as high."""
    headings = [
        (index, block)
        for index, block in enumerate(blocks)
        if isinstance(block, Line) and block.role == "heading"
    ]
    if not headings:
        return None
    index, first = headings[0]
    rivals = sum(block.level <= first.level for _, block in headings)
    before = blocks[:index]
    opens = index == 0 or (index == 1 and is_title_line(before[0]))
    opens = opens or all(isinstance(one, Line) and _is_aside(one) for one in before)
    labelled = label_of(first.strip.text) is not None
    return index if opens and not labelled and (rivals == 1 or first.level == 1) else None


def _by_lines(blocks: Sequence[Block]) -> Title | None:
    head = _head(blocks)
    if len(head) == len(blocks) > 1 and _CALLING.search(_strip(blocks[-1]).text):
        head.pop()  # a headline may call out; when nothing else is left, it is what is said
    if not head or len(head) >= len(blocks):
        return None
    strips = [_strip(blocks[index]) for index in head]
    parts = _parts([strip.text for strip in strips])
    kicker, low, high, subtitle = parts
    headline = Strip()
    for strip in strips[low:high]:
        headline = Strip(headline.pieces + strip.pieces)
    return Title(
        headline,
        strips[0] if kicker else Strip(),
        strips[high] if subtitle else Strip(),
        frozenset(head[: high + subtitle]),
    )


def _head(blocks: Sequence[Block]) -> list[int]:
    """The blocks before the body that can be lines of a title."""
    head: list[int] = []
    centred = False
    for index, block in enumerate(blocks[:6]):
        if not isinstance(block, Line) or block.role not in ("line", "paragraph"):
            break
        if _is_aside(block) and not head:
            continue
        if not is_title_line(block) or (centred and block.align != "center"):
            break
        if head and head[-1] != index - 1:
            break
        centred = block.align == "center"
        head.append(index)
    return head if len(head) < 5 else []


def _parts(texts: Sequence[str]) -> tuple[bool, int, int, bool]:
    """Whether there is a kicker, which lines are the headline, whether a subtitle follows."""
    kicker = _has_kicker(texts)
    low = int(kicker)
    high = low + 1
    if high < len(texts) and _continues(texts[low], texts[high]):
        high += 1
    return kicker, low, high, high < len(texts) and _is_subtitle(texts[high])


def _has_kicker(texts: Sequence[str]) -> bool:
    """Whether the first of two or more lines stands above the headline."""
    if len(texts) == 1 or _continues(*texts[:2]) or _is_said_below(*texts[:2]):
        return False
    if len(texts) > 2:
        return True
    return not (_EVENT.search(texts[0]) and not _EVENT.search(texts[1]))


def _is_said_below(first: str, second: str) -> bool:
    """The second line cannot be a headline: 副题, or the name of a speaker."""
    present = _PRESENT.search(second) and not _PRESENT.search(first)
    return bool(_DASH.match(second) or present or looks_like_name(re.sub(r"\s", "", second)))


def _continues(first: str, second: str) -> bool:
    return bool(_TAIL.match(second) or _OPEN.search(first))


def _is_subtitle(text: str) -> bool:
    return bool(_DASH.match(text) or _PRESENT.search(text)) or not looks_like_name(
        re.sub(r"\s", "", text)
    )


def is_title_line(block: Block) -> bool:
    """Whether a block is short, Chinese, and no sentence, item, credit or date."""
    if not isinstance(block, Line) or block.role not in ("line", "paragraph"):
        return False
    text = block.strip.text
    return (
        2 <= len(text) <= _LONGEST
        and bool(_HAN_CHARACTER.search(text))
        and not _FINAL.search(text)
        and not (_ITEM.match(text) or _ADDRESS.match(text) or _BRACKETED.fullmatch(text))
        and label_of(text) is None
        and not _is_aside(block)
        and not set(text) & set("。\t|｜│")
    )


def _is_aside(block: Line) -> bool:
    """A line of credits, a date or a number among the lines of the title."""
    text = block.strip.text
    return (
        is_credit_line(text)
        or is_byline(text)
        or bool(_DATE_LINE.fullmatch(text) or _NUMBER_LINE.fullmatch(text))
    )


def _strip(block: Block) -> Strip:
    return block.strip if isinstance(block, Line) else Strip()
