"""How the lines around a text are set that are no paragraphs of it.

In: the blocks of a report. Out: for each block a name for the stylesheet: `byline`, the day and
the speaker under the headline of a speech; `salutation`, 同志们： or those a notice is for, flush
left (GB/T 9704-2012, 7.3.2); `signature`, who issued it and when, at the right (7.3.5). The text
and its order stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..report import Block, Paragraph, plain
from ..source import Span
from .official import DAY, official

_DATED = re.compile(rf"[（(]?{DAY}[)）]?")
#: Those spoken or written to; 会议提出三点： is a sentence.
_ADDRESSED = re.compile(
    "(?:们|同志|代表|委员|朋友|先生|女士|来宾|领导|同仁|乡亲|老师|部门|单位|机构|机关|政府|企业|街道|公司|中心"
    "|[委办局厅部院校处科会组站所行社区县市乡镇村])(?:（[^（）]+）)?："
)
_SPEAKER = re.compile(r"[\u4e00-\u9fff·\s\u3000]{2,16}")


def manners(blocks: Sequence[Block]) -> tuple[str, ...]:
    """The name of each block's manner; "" for what is set as text."""
    opening = _byline(blocks)
    parts = official(blocks[opening:])
    named: dict[Span, str] = {block.span: "byline" for block in blocks[:opening]}
    if parts.addressee and _ADDRESSED.search(plain(parts.addressee.runs)[-24:]):
        named[parts.addressee.span] = "salutation"
    signed = (*parts.signatures, *((parts.date,) if parts.date else ()))
    named.update((line.span, "signature") for line in signed)
    return tuple(named.get(block.span, "") for block in blocks)


def _byline(blocks: Sequence[Block]) -> int:
    """How many lines at the head are a day, alone or beside the name of who speaks."""
    lines = [plain(b.runs).strip() if isinstance(b, Paragraph) else "" for b in blocks[:3]]
    dated = [_DATED.fullmatch(line) is not None for line in lines[:2]]
    if len(lines) < 3 or not any(dated):  # something must follow that is said
        return 0
    fit = [day or bool(_SPEAKER.fullmatch(line)) for day, line in zip(dated, lines, strict=False)]
    if all(fit):
        return 2
    return int(dated[0])
