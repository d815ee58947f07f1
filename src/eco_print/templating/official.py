"""What a body says besides its text when it is an official document (公文, GB/T 9704-2012).

In: the blocks of a report. Out: an `Official`, in which 发文字号, 主送机关, 附件说明, 名单, 署名,
成文日期, 附注, 附件 and 版记 are parted from the text, each with its place. Nothing is dropped or
made up: what is not recognised stays in the text, which is where any other report has all it says.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from msgspec.structs import replace

from ..report import Block, Heading, ListBlock, Paragraph, Runs, plain
from ..source import Span

_NUMBER = re.compile(r"[\u4e00-\u9fff（）]{1,14}[〔\[（(]\d{4}[〕\]）)]\s*第?\s*\d{1,5}\s*号")
_ADDRESSEE = re.compile(r"[^。；！？：]{2,200}：")
_LABEL = r"附件\s*(?:\d{1,2}|[一二三四五六七八九十]{1,2})?"
_ATTACHMENT = re.compile(_LABEL)
_TITLED_ATTACHMENT = re.compile(rf"({_LABEL})[：:\s\u3000]\s*(?=\S)")
_ENCLOSURES = re.compile(r"(附件)[：:]\s*")
_ENCLOSED = re.compile(r"(\d{1,2})[.．、]\s*")
_ROLL = re.compile(r"((?:出席|参加|请假|缺席|列席|记录)(?:人员|人)?|主持人?)[：:]\s*(?=\S)")
#: A day with its year, in figures or in Han numerals.
DAY = (
    r"(?:\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日"
    r"|[〇○零一二三四五六七八九]{4}年[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日)"
)
_DATE = re.compile(DAY)
_SIGNATURE = re.compile(r"[^。，；：！？、（]{2,40}")
_REMARK = re.compile(r"（[^（）]{2,60}）")
_COPIES = re.compile(r"(主送|抄送|抄报|抄发|分送)[：:]\s*(?=\S)")
_PRINTED = re.compile(rf"(\S.*?)[\s\u3000]+(?={DAY}\s*印发$)")
_NUMBERED = re.compile(r"[一二三四五六七八九十]{1,3}、|[（(]|\d{1,2}[.．、]|第.{1,3}[章条]")
_SENTENCE = re.compile(r"[。；，：！？]$")
_LONGEST_TITLE = 60


@dataclass(frozen=True, slots=True)
class Labelled:
    """A label (抄送, 出席, the number of an enclosure) and what stands after it."""

    label: str
    runs: Runs
    span: Span


@dataclass(frozen=True, slots=True)
class Attachment:
    """附件: its label as printed, its title where it has one, and its blocks."""

    label: str
    span: Span
    title: Labelled | None
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Official:
    """The parts of a body, in the order in which the standard prints them."""

    number: Paragraph | None
    addressee: Paragraph | None
    text: tuple[Block, ...]
    enclosures: tuple[Labelled, ...]
    rolls: tuple[Labelled, ...]
    signatures: tuple[Paragraph, ...]
    date: Paragraph | None
    remark: Paragraph | None
    attachments: tuple[Attachment, ...]
    copies: tuple[Labelled, ...]
    printed: tuple[Labelled, ...]


def official(blocks: Sequence[Block]) -> Official:
    """The parts of a body."""
    rest = list(blocks)  # each part is taken off it, from the foot up
    printed = _labelled_tail(rest, _PRINTED)
    copies = _labelled_tail(rest, _COPIES)
    attachments = _attachments(rest)
    remark = _taken(rest, -1, _REMARK) if _matches(rest, -2, _DATE) else None
    date = _taken(rest, -1, _DATE)
    signatures = _signatures(rest) if date else ()
    rolls = _labelled_tail(rest, _ROLL)
    enclosures = _enclosures(rest)
    rolls = rolls or _labelled_tail(rest, _ROLL)
    number = _taken(rest, 0, _NUMBER)
    addressee = _taken(rest, 0, _ADDRESSEE)
    return Official(
        number=number,
        addressee=addressee,
        text=tuple(rest),
        enclosures=enclosures,
        rolls=rolls,
        signatures=signatures,
        date=date,
        remark=remark,
        attachments=attachments,
        copies=copies,
        printed=printed,
    )


def _matches(blocks: Sequence[Block], at: int, pattern: re.Pattern[str]) -> bool:
    """Whether the block at an index is a paragraph of nothing but the pattern."""
    block = blocks[at] if -len(blocks) <= at < len(blocks) else None
    return isinstance(block, Paragraph) and pattern.fullmatch(plain(block.runs)) is not None


def _taken(blocks: list[Block], at: int, pattern: re.Pattern[str]) -> Paragraph | None:
    """The paragraph at an index, taken off, where it is the pattern and not all there is."""
    block = blocks[at] if len(blocks) > 1 and _matches(blocks, at, pattern) else None
    if not isinstance(block, Paragraph):
        return None
    del blocks[at]
    return block


def _signatures(blocks: list[Block]) -> tuple[Paragraph, ...]:
    """The names of organs above the date; several where they issue it together."""
    found: list[Paragraph] = []
    while (line := _taken(blocks, -1, _SIGNATURE)) is not None:
        found.insert(0, line)
    return tuple(found)


def _labelled_tail(blocks: list[Block], pattern: re.Pattern[str]) -> tuple[Labelled, ...]:
    """The last paragraphs that open with a label, taken off."""
    found: list[Labelled] = []
    while len(blocks) > 1 and isinstance(last := blocks[-1], Paragraph):
        match = pattern.match(plain(last.runs))
        if match is None:
            break
        found.insert(0, Labelled(match[1], _after(last.runs, match.end()), last.span))
        del blocks[-1]
    return tuple(found)


def _after(runs: Runs, count: int) -> Runs:
    """Runs without their first characters."""
    kept = []
    for run in runs:
        if count < len(run.text):
            kept.append(replace(run, text=run.text[count:]))
        count = max(0, count - len(run.text))
    return tuple(kept)


def _enclosures(blocks: list[Block]) -> tuple[Labelled, ...]:
    """附件说明, taken off: 附件：1.… and the numbered lines that follow it to the end."""
    for at in reversed(range(1, len(blocks))):
        block = blocks[at]
        if isinstance(block, Paragraph) and (match := _ENCLOSURES.match(plain(block.runs))):
            first = replace(block, runs=_after(block.runs, match.end()))
            found = [*_enclosed(first, loose=True)] if first.runs else []
            for line in blocks[at + 1 :]:
                named = list(_enclosed(line))
                if not named:
                    return ()
                found += named
            if found:
                del blocks[at:]
            return tuple(found)
    return ()


def _enclosed(block: Block, *, loose: bool = False) -> Iterator[Labelled]:
    """The enclosures that a line or a list names; a `loose` one needs no number."""
    if isinstance(block, ListBlock):
        for item in block.items:
            yield Labelled(item.label, item.runs, item.span)
    elif isinstance(block, Heading | Paragraph):
        match = _ENCLOSED.match(plain(block.runs))
        if match:
            yield Labelled(f"{match[1]}.", _after(block.runs, match.end()), block.span)
        elif loose:
            yield Labelled("", block.runs, block.span)


def _attachments(blocks: list[Block]) -> tuple[Attachment, ...]:
    """The attachments, taken off: each from its label, alone on a line or in a heading."""
    found: list[Attachment] = []
    for at in reversed(range(1, len(blocks))):
        if (attachment := _attachment(blocks[at], blocks[at + 1 :])) is not None:
            found.insert(0, attachment)
            del blocks[at:]
    return tuple(found)


def _attachment(opening: Block, content: list[Block]) -> Attachment | None:
    """The attachment that a block opens, if it is the label of one."""
    if not isinstance(opening, Heading | Paragraph):
        return None
    text = plain(opening.runs)
    match = _TITLED_ATTACHMENT.match(text) if isinstance(opening, Heading) else None
    if match:
        title = Labelled("", _after(opening.runs, match.end()), opening.span)
        return Attachment(match[1], opening.span, title, tuple(content))
    if not _ATTACHMENT.fullmatch(text):
        return None
    head = content[0] if len(content) > 1 else None
    if not isinstance(head, Heading | Paragraph) or not _is_title(plain(head.runs)):
        return Attachment(text, opening.span, None, tuple(content))
    title = Labelled("", head.runs, head.span)
    return Attachment(text, opening.span, title, tuple(content[1:]))


def _is_title(text: str) -> bool:
    """Whether a line can be the title of an attachment: short, no sentence and no number."""
    return len(text) <= _LONGEST_TITLE and not (_NUMBERED.match(text) or _SENTENCE.search(text))
