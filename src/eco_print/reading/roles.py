"""What the lines around a text are for: 称谓, 署名, 成文日期 and the other parts of GB/T 9704-2012.

In: the blocks of a body, and what the source says of lines (by a style, a class, their place at the
right). Out: the same blocks, text and order untouched, each with its role.

A part is a line of its own at the head or the foot, in the order in which the standard has them;
what only looks like one, or stands elsewhere, is text. What a source says lets a line pass that
its words alone would not.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from msgspec.structs import replace

from ..report import Block, Heading, ListBlock, Paragraph, Role, plain
from ..source import Span
from .han import looks_like_name
from .patterns import lazy
from .structure.datelines import is_byline

_DAY = (
    r"(?:\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日"
    r"|[〇○零一二三四五六七八九]{4}年[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日)"
)
_DATE = lazy(_DAY)
_SAID_DATE = lazy(rf"{_DAY}|\d{{1,2}}\s*月\s*\d{{1,2}}\s*日|\d{{4}}[-./]\d{{1,2}}[-./]\d{{1,2}}")
_DATED = lazy(rf"{_DAY}|[（(]{_DAY}[^（）()，。；]{{0,60}}[)）]")
"""The day of a speech, or that on which a text was adopted (题注)."""
_SPEAKER = lazy(r"[\u4e00-\u9fff·\s\u3000]{2,16}")
_NUMBER = lazy(r"[\u4e00-\u9fff（）]{0,14}[〔\[（(]\d{4}[〕\]）)]\s*第?\s*\d{1,5}\s*号")
_SALUTATION = lazy(
    r"(?!现(?!代)|经(?!济)|为(?:了|进一步|切实|深入|做好|加强)|请|根据|按照|会议)[^。；！？：]{0,200}"
    "(?:们|同志|代表|委员|朋友|先生|女士|来宾|领导|同仁|乡亲|老师|职工|师生|部门|单位|机构|机关|政府"
    "|企业|街道|公司|中心|银行|大学|各地|[委办局厅部院校处科会组站所行社区县市乡镇村])"
    "(?:（[^（）]+）)?："
)
"""Those spoken or written to; 会议提出三点： is a sentence."""
_SAID_SALUTATION = lazy("[^。；]{2,200}[：:，,！!]")
_LABEL = r"附件\s*(?:\d{1,2}|[一二三四五六七八九十]{1,2})?"
_ATTACHMENT = lazy(_LABEL)
_TITLED_ATTACHMENT = lazy(rf"{_LABEL}[：:\s\u3000]\s*\S.*")
_ENCLOSURES = lazy(r"附件[：:]\s*")
_ENCLOSED = lazy(r"\d{1,2}[.．、]\s*")
_ROLL = lazy(r"(?:(?:出席|参加|请假|缺席|列席|记录)(?:人员|人)?|主持人?)[：:]\s*\S.*")
_SIGNATURE = lazy(
    "(?!(?:特|专)此|此致|敬礼|(?:妥|当|可)否)[^。，；：！？、（]{2,40}(?:（[^（）]{1,6}）)?"
)
"""The organ or person that issues a text; 特此通知 and 此致 take leave."""
_ORGAN = lazy(
    ".*(?:公司|中心|街道|集团|[委办局厅部院校处科会组站所行社区县市乡镇村府室署厂店队团馆园学协联台网])"
    "(?:（[^（）]{1,6}）)?"
)
_REMARK = lazy("（[^（）]{2,60}）")
_DISTRIBUTION = lazy(r"(?:主送|抄送|抄报|抄发|分送)[：:]\s*\S.*")
_PRINTED = lazy(rf"\S.{{0,80}}?[\s\u3000]{{1,80}}{_DAY}\s*印发")
_NUMBERED = lazy(r"[一二三四五六七八九十]{1,3}、|[（(]|\d{1,2}[.．、]|第.{1,3}[章条]")
_SENTENCE = lazy(r"[。；，：！？]$")
_LONGEST_TITLE = 60


def with_roles(blocks: Sequence[Block], said: Mapping[Span, Role]) -> tuple[Block, ...]:
    """The blocks, each with its role; `said` is what the source says, by the place of a line."""
    known = [_given(block, said.get(block.span, "")) for block in blocks]
    body = _Body(known)
    body.byline()
    body.foot("footnote", lambda line: line.role == "footnote")
    body.foot("printed", _only(_PRINTED))
    body.foot("distribution", _only(_DISTRIBUTION))
    body.attachments()
    body.signing()
    body.foot("roll", _only(_ROLL))
    body.enclosures()
    body.foot("roll", _only(_ROLL))
    body.head("number", _only(_NUMBER))
    body.head("salutation", _is_salutation)
    roles = body.roles
    return tuple(_given(block, roles.get(at, "")) for at, block in enumerate(known))


def _given(block: Block, role: Role) -> Block:
    if isinstance(block, Heading | Paragraph | ListBlock) and block.role != role:
        return replace(block, role=role)
    return block


_Test = Callable[[Paragraph], bool]


def _only(pattern: re.Pattern[str]) -> _Test:
    """Whether a paragraph is nothing but the pattern."""
    return lambda line: pattern.fullmatch(plain(line.runs)) is not None


def _is_salutation(line: Paragraph) -> bool:
    said = line.role == "salutation"
    return _only(_SAID_SALUTATION if said else _SALUTATION)(line)


def _is_date(line: Paragraph) -> bool:
    said = line.role in ("signature", "date")
    return _only(_SAID_DATE if said else _DATE)(line)


def is_organ(text: str) -> bool:
    """Whether words end as the names of organs do: 办公室, 人民政府, 局."""
    return _ORGAN.fullmatch(text) is not None


def _is_signer(line: Paragraph) -> bool:
    """Whether a line is an organ or a person beyond doubt."""
    text = plain(line.runs)
    if not _SIGNATURE.fullmatch(text):
        return False
    named = is_organ(text) or looks_like_name(re.sub(r"\s", "", text))
    return line.role == "signature" or named


@dataclass(slots=True)
class _Body:
    """What is left of the blocks between head and foot while their roles are found.

    The blocks have the roles that the source gave them.
    """

    blocks: Sequence[Block]
    roles: dict[int, Role] = field(default_factory=dict)
    low: int = 0
    high: int = field(init=False)

    def __post_init__(self) -> None:
        self.high = len(self.blocks)

    def foot(self, role: Role, test: _Test, most: int = 1000) -> int:
        """Give the last lines that pass their role, as long as more is left; how many they are."""
        count = 0
        while count < most and self.high - self.low > 1 and self._passes(self.high - 1, test):
            self.high -= 1
            self.roles[self.high] = role
            count += 1
        return count

    def head(self, role: Role, test: _Test) -> None:
        """Give the first line its role if it passes and is not all there is."""
        if self.high - self.low > 1 and self._passes(self.low, test):
            self.roles[self.low] = role
            self.low += 1

    def _passes(self, at: int, test: _Test) -> bool:
        block = self.blocks[at]
        return isinstance(block, Paragraph) and test(block)

    def byline(self) -> None:
        """The day, alone or beside the name of who speaks, or the line of the reporter."""
        if len(self.blocks) < 3:
            return
        lines = [plain(b.runs).strip() if isinstance(b, Paragraph) else "" for b in self.blocks[:2]]
        dated = [_DATED.fullmatch(line) is not None for line in lines]
        fit = [day or _SPEAKER.fullmatch(line) for day, line in zip(dated, lines, strict=True)]
        alone = dated[0] or is_byline(lines[0])
        self.low = 2 if any(dated) and all(fit) else int(alone)
        self.roles.update(dict.fromkeys(range(self.low), "byline"))

    def attachments(self) -> None:
        """Each attachment, from its label, alone on a line or in a heading, to the next."""
        for at in reversed(range(self.low + 1, self.high)):
            block = self.blocks[at]
            if not isinstance(block, Heading | Paragraph):
                continue
            text = plain(block.runs)
            titled = isinstance(block, Heading) and _TITLED_ATTACHMENT.fullmatch(text)
            if titled or _ATTACHMENT.fullmatch(text):
                self.roles[at] = "attachment"
                if not titled and at + 2 < self.high and _is_title(self.blocks[at + 1]):
                    self.roles[at + 1] = "attachment-title"
                self.high = at

    def signing(self) -> None:
        """署名, 成文日期 and 附注. Several organs may sign; one above a date needs no proof."""
        if self.high - self.low > 2 and self._passes(self.high - 2, _is_date):
            self.foot("remark", _only(_REMARK), most=1)
        if self.foot("date", _is_date, most=1):
            self.foot("signature", _only(_SIGNATURE), most=1)
            self.foot("signature", _is_signer)
        else:
            self.foot("signature", lambda line: line.role == "signature" and _is_signer(line))

    def enclosures(self) -> None:
        """附件：1.… and the numbered lines that follow it to the end."""
        for at in reversed(range(self.low + 1, self.high)):
            block = self.blocks[at]
            text = plain(block.runs) if isinstance(block, Paragraph) else ""
            if match := _ENCLOSURES.match(text):
                following = self.blocks[at + 1 : self.high]
                if (match.end() < len(text) or following) and all(map(_is_enclosed, following)):
                    self.roles.update(dict.fromkeys(range(at, self.high), "enclosure"))
                    self.high = at
                return


def _is_enclosed(block: Block) -> bool:
    if isinstance(block, ListBlock):
        return True
    return isinstance(block, Heading | Paragraph) and bool(_ENCLOSED.match(plain(block.runs)))


def _is_title(block: Block) -> bool:
    """Whether a line can be the title of an attachment: short, no sentence and no number."""
    text = plain(block.runs) if isinstance(block, Heading | Paragraph) else ""
    numbered = _NUMBERED.match(text) or _SENTENCE.search(text)
    return 0 < len(text) <= _LONGEST_TITLE and not numbered
