"""The parts of an official document (公文, GB/T 9704-2012), as its template prints them.

In: the blocks of a report, whose roles say what they are for. Out: an `Official`, each part in its
place and labels parted from what they label. Every block is in it once: what has no role, or
another of the same role stands for it, is text, as all of any other report is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from msgspec.structs import replace

from ..report import Block, Heading, ListBlock, Paragraph, Role, Runs, plain
from ..source import Span

_LABEL = re.compile(r"(.+?)[：:]\s*")
_PRINTER = re.compile(r"(.{1,80}?)[\s\u3000]{1,80}(?=(?:\d{4}|[〇○零一二三四五六七八九]{4})\s*年)")
_ENCLOSURES = re.compile(r"附件[：:]\s*")
_ENCLOSED = re.compile(r"(\d{1,2})[.．、]\s*")
_ATTACHMENT = re.compile(r"(附件\s*[\d一二三四五六七八九十]{0,2})[：:\s\u3000]+")


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
    rest = list(blocks)  # each part is taken off it
    notes = _lines(rest, "footnote")  # they stand behind all the rest
    printed = tuple(_labelled(line, _PRINTER) for line in _lines(rest, "printed"))
    copies = tuple(_labelled(line, _LABEL) for line in _lines(rest, "distribution"))
    attachments = _attachments(rest)
    rolls = tuple(_labelled(line, _LABEL) for line in _lines(rest, "roll"))
    remark = _one(rest, -1, "remark")
    return Official(
        number=_one(rest, 0, "number"),
        addressee=_one(rest, 0, "salutation"),  # below a byline it is a part of the speech
        enclosures=_enclosures(rest),
        rolls=rolls,
        signatures=_lines(rest, "signature"),
        date=_one(rest, -1, "date"),
        remark=remark,
        text=(*rest, *notes),
        attachments=attachments,
        copies=copies,
        printed=printed,
    )


def _role(block: Block) -> Role:
    return block.role if isinstance(block, Heading | Paragraph | ListBlock) else ""


def _lines(blocks: list[Block], role: Role) -> tuple[Paragraph, ...]:
    """The paragraphs of a role, taken off."""
    found = tuple(one for one in blocks if isinstance(one, Paragraph) and one.role == role)
    blocks[:] = [one for one in blocks if not (isinstance(one, Paragraph) and one.role == role)]
    return found


def _one(blocks: list[Block], at: int, role: Role) -> Paragraph | None:
    """The paragraph at an index, taken off, where it has the role."""
    block = blocks[at] if blocks else None
    if not isinstance(block, Paragraph) or block.role != role:
        return None
    del blocks[at]
    return block


def _labelled(line: Paragraph, label: re.Pattern[str]) -> Labelled:
    """A line as its label and the rest; all of it is the rest where it has no label."""
    match = label.match(plain(line.runs))
    if match is None:
        return Labelled("", line.runs, line.span)
    return Labelled(match[1], _after(line.runs, match.end()), line.span)


def _after(runs: Runs, count: int) -> Runs:
    """Runs without their first characters."""
    kept = []
    for run in runs:
        if count < len(run.text):
            kept.append(replace(run, text=run.text[count:]))
        count = max(0, count - len(run.text))
    return tuple(kept)


def _enclosures(blocks: list[Block]) -> tuple[Labelled, ...]:
    """附件说明, taken off, one by one: 附件：1.… and the lines that follow it."""
    found = [one for one in blocks if _role(one) == "enclosure"]
    blocks[:] = [one for one in blocks if _role(one) != "enclosure"]
    return tuple(named for block in found for named in _enclosed(block))


def _enclosed(block: Block) -> Iterator[Labelled]:
    """The enclosures that a line or a list names; 附件： alone names none."""
    if isinstance(block, ListBlock):
        for item in block.items:
            yield Labelled(item.label, item.runs, item.span)
    elif isinstance(block, Heading | Paragraph):
        opening = _ENCLOSURES.match(plain(block.runs))
        runs = _after(block.runs, opening.end()) if opening else block.runs
        number = _ENCLOSED.match(plain(runs))
        if runs:
            label = f"{number[1]}." if number else ""
            yield Labelled(label, _after(runs, number.end()) if number else runs, block.span)


def _attachments(blocks: list[Block]) -> tuple[Attachment, ...]:
    """The attachments, taken off: each from its label to the next."""
    found: list[Attachment] = []
    for at in reversed(range(len(blocks))):
        opening = blocks[at]
        if isinstance(opening, Heading | Paragraph) and opening.role == "attachment":
            found.insert(0, _attachment(opening, blocks[at + 1 :]))
            del blocks[at:]
    return tuple(found)


def _attachment(opening: Heading | Paragraph, content: Sequence[Block]) -> Attachment:
    """The attachment below a label, which may hold the title as well (附件1：分工表)."""
    label = plain(opening.runs)
    head = content[0] if content else None
    if match := _ATTACHMENT.match(label):
        title = Labelled("", _after(opening.runs, match.end()), opening.span)
        return Attachment(match[1], opening.span, title, tuple(content))
    if isinstance(head, Heading | Paragraph) and head.role == "attachment-title":
        title = Labelled("", head.runs, head.span)
        return Attachment(label, opening.span, title, tuple(content[1:]))
    return Attachment(label, opening.span, None, tuple(content))
