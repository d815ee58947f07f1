"""Credits: who wrote, photographed, checked and signed off a report.

In: the text of a line, or of a bracket. Out: roles and people, when that is all it says:
记者：张三; 记者 张三 通讯员 李四; （本报记者 张三、李四）; 文/张三 图/李四; 张三 摄; 一审：张三.
A word after the names (…摄, …文/图, …报道) is one more role of the same people. A line that says
anything else (记者：您怎么看？) is no credit line. Roles are kept as printed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from msgspec import Struct

from ..han import HAN, SURNAMES, words
from ..patterns import lazy

ROLES = words(
    # who reported
    "记者 通讯员 文字记者 摄影记者 作者 本文作者 撰稿 撰稿人 撰文 统稿 供稿 供稿人 供稿单位 "
    "投稿 采写 报道 文 文字 文/图 图/文 图文 文图 整理 记录 记录人 拟稿 拟稿人 翻译 "
    # pictures, sound, page
    "摄影 摄影报道 摄 摄像 图 图片 供图 制图 绘图 海报 剪辑 后期 视频 配音 主播 播音 制作 设计 "
    "版式 版式设计 排版 美编 美术编辑 "
    # where it is from
    "来源 稿源 稿件来源 信息来源 图片来源 转自 "
    # who edited
    "编辑 责任编辑 责编 新媒体编辑 值班编辑 编审 主编 副主编 执行主编 总编 总编辑 副总编辑 "
    "值班主任 值班总编 值班编委 统筹 策划 总策划 出品 出品人 "
    # who checked
    "校对 责任校对 核校 审核 审核人 审校 审稿 核稿 核发 初核 审定 审签 一审 二审 三审 初审 "
    "复审 终审 终审发布 一校 二校 三校 一读 二读 三读 监制 总监制 签发 签发人 "
    # Traditional
    "記者 文字記者 攝影記者 通訊員 攝影 攝影報導 綜合報導 來源 責任編輯 編輯 校對 審校 審核 "
    "監製 監制 簽發 撰稿 供圖 圖 文/圖 圖/文 主編 總編輯 核稿 "
)
_PREFIXES = (
    "本报|本网|本刊|本台|特约|特邀|见习|实习|全媒体|融媒体?|首席|驻站|新华社|中新社|本版|本期|值班|"
    "本報|特約|見習|實習|中央社"
)
_HOUSES = "融媒体?|融媒体中心|日报|晚报|电视台|报社|发布|新闻网"
_ROLE = "|".join(
    rf"{role[0]}[ \u3000]{{0,4}}{role[1]}"
    if len(role) == 2 and role[0] not in "一二三"
    else re.escape(role)
    for role in sorted(ROLES, key=len, reverse=True)
)
"""Roles of two characters are spaced out to the width of longer ones (监　制)."""
_HEAD = lazy(
    rf"(?P<role>(?:(?:{_PREFIXES}|[{HAN}]{{0,6}}(?:{_HOUSES}))\s*){{0,2}}(?:{_ROLE}))"
    r"(?:\s*(?P<mark>[:：/／|｜丨])\s*|(?P<gap>\s+)|(?P<none>))"
)
_AFTER = lazy(
    rf"\s*[/／]?\s*(?P<role>(?:[{HAN}]{{2,4}})?报道|摄影报道|摄影|摄|攝|攝影報導|攝影|"
    r"文/图|图/文|文图|图文|文|图|供图|供稿|整理|綜合報導|综合报道)\Z"
)
_PART = lazy(r"[\s、,，;；/／|｜丨。]+")
_MARKS = lazy(r"[,;/|]+")
_PAIR = lazy(rf"(?P<name>[{HAN}·]{{2,12}})\s*[/／]\s*(?P<role>{_ROLE})")
_OUTER = lazy(r"[（(【〔\[](.+)[）)】〕\]]|[□■◎●▲★◇◆○]\s*(.+)")
_GLUED = lazy(rf"(?<=[{HAN}]{{2}})(?P<role>摄影报道|报道|摄|攝|文/图|图/文)\Z")
"""本报记者张三摄: parted from the names by nothing."""
_GIVES = frozenset(words("供稿 供图 供圖"))
"""What institutions do as well as people."""
_HAN_NAME = lazy(rf"[{HAN}]{{2,4}}")
_LONG_NAME = lazy(rf"[{HAN}]{{1,8}}(?:[·•][{HAN}]{{1,8}}){{1,3}}|[A-Za-z][A-Za-z.'\- ]{{1,30}}")
_INSTITUTION = lazy(
    rf"[{HAN}A-Za-z0-9·“”《》（）@]{{2,30}}(?:社|局|办|部|中心|科|室|委|厅|院|会|组|处|报|台|网|站|融媒|发布|公司|学|校|队|频道)"
)
_CONTRIBUTOR = lazy(r"[（(](?P<from>\S{2,30})[ \u3000]+(?P<names>\S.{1,40})[）)]")
_SOURCE = lazy(rf"[{HAN}A-Za-z0-9·“”《》（）@._:/?=&-]{{2,80}}")
_NO_NAME = lazy("[的了吗呢吧是在不很都也您你我他她们这那哪什么怎请问样]")
_REPORTING = lazy("(?:报道|報導|电|電|消息)$")
_NOT_NAMES = frozenset(
    words("谢谢 同意 你好 您好 再见 好的 欢迎 大家 各位 感谢 謝謝 歡迎 文图 图文 摄影")
)
_LONGEST = 160


class Found(Struct, frozen=True):
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
    bracketed = outer is not None and outer[1] is not None
    part = 1 if bracketed else 2
    offset, inner = (outer.start(part), outer[part]) if outer else (0, text)
    found = _roles_first(inner, bracketed=bracketed) or _pairs(inner) or _names_first(inner)
    return tuple(Found(one.role, one.people, one.start + offset, one.end + offset) for one in found)


def contributor(text: str) -> tuple[Found, ...]:
    """Who sent a report in, as the bracket at its end says without a role: （市应急局 赵敏）."""
    match = _CONTRIBUTOR.fullmatch(text)
    if match is None:
        return ()
    names = re.split(r"[\s、]+", match["names"])
    sent = _INSTITUTION.fullmatch(match["from"]) and not _NO_NAME.search(match["from"])
    if not sent or not all(map(_is_name, names)) or not all(map(_is_surely_name, names)):
        return ()
    return (Found("", (match["from"], *names), *match.span()),)


def is_credit_line(text: str) -> bool:
    """Whether a line consists of credits."""
    return bool(credit_line(text))


# ---- the forms a line can have -----------------------------------------------------------


def _roles_first(text: str, *, bracketed: bool) -> tuple[Found, ...]:
    """记者：张三 校对：李四."""
    after = _role_after(text) or _glued(text)
    end = after.start() if after else len(text)
    heads = list(_heads(text[:end], bracketed=bracketed))
    if not heads or heads[0].start() != 0:
        return ()
    found: list[Found] = []
    for head, stop in zip(heads, [*(one.start() for one in heads[1:]), end], strict=True):
        given = _of_head(head, text[head.end() : stop])
        if not given:
            return ()
        found += given
    if after:
        named = tuple(dict.fromkeys(name for one in found for name in one.people))
        found.append(Found(after["role"], named, after.start("role"), after.end("role")))
    return tuple(found)


def _role_after(text: str) -> re.Match[str] | None:
    """本报记者 张三 摄: the role that follows the names, parted from them by a space."""
    for match in _AFTER.finditer(text, max(0, len(text) - 12)):
        start = match.start("role")
        if start > 0 and text[start - 1] in " \u3000/／":
            return match
    return None


def _glued(text: str) -> re.Match[str] | None:
    """The role that follows the names of reporters without a space."""
    head = _HEAD.match(text)
    if head is None or not head["role"].endswith(("记者", "通讯员", "記者")):
        return None
    return _GLUED.search(text, head.end() + 2)


def _of_head(head: re.Match[str], value: str) -> list[Found]:
    """The credit of one role; a second one when the value names a role again."""
    role = re.sub(r"\s+", "", head["role"])
    end = head.end() + len(value.rstrip())
    again = _HEAD.match(value)
    if again and head["mark"] and again["role"].endswith(("记者", "通讯员", "記者")):
        named = people(value[again.end() :], role)
        first = Found(role, named, head.start(), end)
        second = Found(again["role"], named, head.end(), end)
        return [second, first] if named else []
    given = people(value, role)
    sure = head["mark"] or (given and all(map(_is_surely_name, given)))
    return [Found(role, given, head.start(), end)] if given and sure else []


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
        reporter = head["role"].endswith(("记者", "通讯员", "記者"))
        if free and head.end() < len(text) and (not joined or bracketed or reporter):
            yield head
            at = head.end()
        else:
            at = head.start() + 1


def _pairs(text: str) -> tuple[Found, ...]:
    """张三/文 李四/图."""
    parts = list(re.finditer(r"\S+", text))
    pairs = [_PAIR.fullmatch(part[0]) for part in parts]
    if not parts or not all(pairs):
        return ()
    found = [
        Found(pair["role"], people(pair["name"], pair["role"]), part.start(), part.end())
        for part, pair in zip(parts, pairs, strict=True)
        if pair is not None
    ]
    return tuple(found) if all(one.people for one in found) else ()


def _names_first(text: str) -> tuple[Found, ...]:
    """张三 李四 文/图."""
    after = _role_after(text)
    if after is None:
        return ()
    given = people(text[: after.start()], after["role"])
    certain = given and (after["role"] in _GIVES or all(map(_is_surely_name, given)))
    return (Found(after["role"], given, 0, len(text)),) if certain else ()


# ---- names -------------------------------------------------------------------------------


def people(value: str, role: str) -> tuple[str, ...]:
    """The people or institutions of a role, or () when the value is anything else."""
    pattern = _MARKS if value.isascii() else _PART
    parts = [part.strip() for part in pattern.split(value.strip()) if part.strip()]
    names = _closed_up(parts)
    if names and all(map(_is_name, names)):
        return tuple(names)
    places = [part for part in re.split(r"[\s、，；]+", value.strip(" \t\u3000、，；")) if part]
    kind = _SOURCE if role.endswith("源") else _INSTITUTION
    if places and all(kind.fullmatch(place) or _is_name(place) for place in places):
        return tuple(places) if not _NO_NAME.search("".join(places)) else ()
    return ()


def _closed_up(parts: list[str]) -> list[str]:
    """张 三 → 张三: characters in a row that stand alone are names of two, or one of three."""
    names: list[str] = []
    run = ""
    for part in [*parts, "  "]:
        if len(part) == 1:
            run += part
            continue
        size = 3 if len(run) == 3 else 2
        names += [run[at : at + size] for at in range(0, len(run), size)]
        run = ""
        names.append(part)
    return names[:-1]


def _is_name(text: str) -> bool:
    bare = re.sub(r"（[^（）]{1,12}）$", "", text)
    if _LONG_NAME.fullmatch(bare):
        return True
    if not _HAN_NAME.fullmatch(bare) or bare in _NOT_NAMES:
        return False
    if _NO_NAME.search(bare) or _REPORTING.search(bare):
        return False
    return len(bare) <= 3 or bare[0] in SURNAMES


def _is_surely_name(text: str) -> bool:
    """Without a mark after the role only a known surname makes a name."""
    return text[0] in SURNAMES or "·" in text or text[0].isascii()
