"""Credits: who wrote, photographed, checked and signed off a report.

In: the text of a line, or of a bracket. Out: roles and people, when that is all it says:
记者：张三; 记者 张三 通讯员 李四; （本报记者 张三、李四）; 文/张三 图/李四; 张三 摄; 一审：张三.
A line that says anything else (记者：您怎么看？) is no credit line. Roles are kept as printed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from ..han import HAN, SURNAMES, words

ROLES = words(
    "记者 通讯员 作者 文 图 文/图 图/文 图文 摄影 摄影报道 摄影记者 文字 文字记者 图片 摄像 "
    "摄 供图 供稿 供稿人 撰稿 撰稿人 撰文 来源 稿件来源 编辑 责任编辑 责编 美编 美术编辑 版式 "
    "版式设计 设计 排版 校对 责任校对 审核 审核人 审校 审稿 核稿 核发 初核 审定 审签 一审 "
    "二审 三审 初审 复审 终审 一校 二校 三校 监制 总监制 签发 签发人 编审 主编 副主编 "
    "执行主编 总编 总编辑 副总编辑 值班编辑 值班主任 值班总编 值班编委 统筹 策划 总策划 制作 "
    "出品 出品人 整理 记录 记录人 拟稿 拟稿人 海报 剪辑 视频 翻译 采写 报道 記者 通訊員 攝影 "
    "攝影報導 責任編輯 編輯 校對 審核 監製 監制 簽發 撰稿 供圖 圖 文/圖 圖/文 主編 總編輯 "
    "核稿"
)
_PREFIXES = (
    "本报|本网|本刊|本台|特约|特邀|见习|实习|全媒体|融媒体?|首席|驻站|新华社|中新社|本版|本期|值班|"
    "本報|特約|見習|實習|中央社"
)
_INSTITUTIONS = words(
    "来源 稿件来源 供稿 供图 撰稿 文 图 文/图 图/文 图文 编辑 审核 摄影 制作 出品 供圖"
)
_ROLE = "|".join(sorted(map(re.escape, ROLES), key=len, reverse=True))
_HEAD = re.compile(
    rf"(?P<role>(?:(?:{_PREFIXES}|[{HAN}]{{2,6}}(?:融媒|日报|晚报|电视台|报社))\s*){{0,2}}(?:{_ROLE}))"
    r"(?:\s*(?P<mark>[:：/／|｜丨])\s*|(?P<gap>\s+)|(?P<none>))"
)
_PART = re.compile(r"[\s、,，;；/／|｜。]+")
_NAMES_FIRST = re.compile(
    rf"(?P<names>[{HAN}·]{{2,16}}(?:[\s、，][{HAN}·]{{2,16}}){{0,5}})"
    r"\s*[/／]?\s*(?P<role>摄影报道|摄影|摄|攝|文/图|图/文|文|图|供图|供稿|整理|攝影)"
)
_OUTER = re.compile(r"[（(【〔\[](.+)[）)】〕\]]")
_HAN_NAME = re.compile(rf"[{HAN}]{{2,4}}")
_LONG_NAME = re.compile(
    rf"[{HAN}]{{1,8}}(?:[·•][{HAN}]{{1,8}}){{1,3}}|[A-Za-z][A-Za-z.'\- ]{{1,30}}"
)
_INSTITUTION = re.compile(rf"[{HAN}A-Za-z0-9·“”《》（）@]{{2,30}}")
_NO_NAME = re.compile("[的了吗呢吧是在不很都也您你我他她们这那哪什么怎请问样]")
_REPORTING = re.compile("(?:报道|報導|电|電|消息)$")
_COURTESY = frozenset(words("谢谢 同意 你好 您好 再见 好的 欢迎 大家 各位 感谢 謝謝 歡迎"))
_LONGEST = 160


@dataclass(frozen=True, slots=True)
class Found:
    """One role and its people; [start:end) is where they stand in the text."""

    role: str
    people: tuple[str, ...]
    start: int
    end: int


@lru_cache(maxsize=1024)
def credit_line(text: str) -> tuple[Found, ...]:
    """The credits that a whole line or bracket consists of; () when it says anything else."""
    if len(text) > _LONGEST:
        return ()
    outer = _OUTER.fullmatch(text)
    offset, inner = (outer.start(1), outer[1]) if outer else (0, text)
    found = _roles_first(inner, bracketed=outer is not None) or _names_first(inner)
    return tuple(Found(one.role, one.people, one.start + offset, one.end + offset) for one in found)


def is_credit_line(text: str) -> bool:
    """Whether a line consists of credits."""
    return bool(credit_line(text))


def _roles_first(text: str, *, bracketed: bool) -> tuple[Found, ...]:
    heads = list(_heads(text, bracketed=bracketed))
    if not heads or heads[0].start() != 0:
        return ()
    ends = [*(head.start() for head in heads[1:]), len(text)]
    found: list[Found] = []
    for head, end in zip(heads, ends, strict=True):
        role = re.sub(r"\s+", "", head["role"])
        value = text[head.end() : end]
        given = people(value, role)
        if not given:
            return ()
        found.append(Found(role, given, head.start(), head.end() + len(value.rstrip())))
    return tuple(found)


def _heads(text: str, *, bracketed: bool) -> Iterator[re.Match[str]]:
    """Where roles stand: at the start, or after a separator; marked off from what follows."""
    at = 0
    while at < len(text):
        head = _HEAD.search(text, at)
        if head is None:
            return
        before = text[head.start() - 1 : head.start()] if head.start() else ""
        free = not before or bool(_PART.fullmatch(before))
        joined = head["none"] is not None
        if free and head.end() < len(text) and (not joined or bracketed or _joinable(head)):
            yield head
            at = head.end()
        else:
            at = head.start() + 1


def _joinable(head: re.Match[str]) -> bool:
    """本报记者张三: a role that needs no mark before the name."""
    return head["role"].endswith(("记者", "通讯员", "記者"))


def people(value: str, role: str) -> tuple[str, ...]:
    """The people of a role, or () when the value is anything but names."""
    parts = [part for part in _PART.split(value.strip()) if part]
    names = _closed_up(parts)
    if names and all(map(_is_name, names)):
        return tuple(names)
    whole = value.strip(" \t\u3000、，；")
    if role in _INSTITUTIONS or role.endswith(("来源", "供稿")):
        places = [part for part in re.split(r"[\s、，；/]+", whole) if part]
        if places and all(map(_INSTITUTION.fullmatch, places)) and not _NO_NAME.search(whole):
            return tuple(places)
    return ()


def _closed_up(parts: list[str]) -> list[str]:
    """张 三 → 张三: two characters in a row that stand alone are one name."""
    names: list[str] = []
    alone = False
    for part in parts:
        if alone and len(part) == 1:
            names[-1] += part
            alone = False
        else:
            names.append(part)
            alone = len(part) == 1
    return names


def _is_name(text: str) -> bool:
    bare = re.sub(r"（[^（）]{1,8}）$", "", text)
    if _LONG_NAME.fullmatch(bare):
        return True
    if (
        not _HAN_NAME.fullmatch(bare)
        or bare in _COURTESY
        or _NO_NAME.search(bare)
        or _REPORTING.search(bare)
    ):
        return False
    return len(bare) <= 3 or bare[0] in SURNAMES


def _names_first(text: str) -> tuple[Found, ...]:
    match = _NAMES_FIRST.fullmatch(text)
    if match is None:
        return ()
    given = people(match["names"], match["role"])
    certain = given and all(name[0] in SURNAMES or "·" in name for name in given)
    return (Found(match["role"], given, 0, len(text)),) if certain else ()
