"""Credits: who wrote, photographed, checked and signed off a report."""

from __future__ import annotations

import re

from ...report import Credit
from ..han import HAN, words
from ..manuscript import Original, Strip

ROLES = words(
    "本报记者 特约记者 见习记者 实习记者 全媒体记者 首席记者 记者 特约通讯员 通讯员 "
    "摄影报道 摄影记者 摄影 文/图 图/文 文 图 来源 供稿 撰稿 编辑 责任编辑 责编 美编 美术编辑 "
    "校对 责任校对 审核 审校 一审 二审 三审 初审 复审 终审 监制 签发 编审 总编辑 值班编辑 "
    "值班主任 值班总编 统筹 策划 制作"
)
_ROLE = "|".join(sorted((re.escape(role) for role in ROLES), key=len, reverse=True))
_LINE = re.compile(rf"({_ROLE})\s*[:：/]?\s*([{HAN}·\s、,，]+)")
_NAME_GAP = re.compile(rf"^([{HAN}])\s+([{HAN}])$")


def parse_line(strip: Strip, original: Original) -> tuple[Credit, ...]:
    """The credits that make up a whole line, or none when it is anything else."""
    match = re.fullmatch(rf"({_ROLE})\s*[:：]\s*([{HAN}·\s、,，]+)", strip.text)
    if match is None:
        return ()
    people = tuple(name for part in re.split(r"[、,，]", match[2]) if (name := _name(part.strip())))
    return (Credit(match[1], people, original.span(strip.start, strip.end)),)


def _name(text: str) -> str:
    return _NAME_GAP.sub(r"\1\2", text)
