"""Who issued a text, when and under which number: what the lines around it say.

In: a report whose lines have their roles. Out: an `Issued`: 署名 and 成文日期 (GB/T 9704-2012,
7.3.5), 发文字号 (7.2.5), and the speaker of a speech. Nothing of it is guessed from the text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct

from ..report import Block, Heading, ListBlock, Paragraph, Report, Role, SaidDate, plain
from .han import looks_like_name
from .roles import is_organ
from .structure.dates import date_in


class Issued(Struct, frozen=True):
    """Where a text comes from, as it says itself; empty where it does not.

    `organs` and `people` sign it, each as far as its lines name them; `speakers` gave it as a
    speech. `dated` is the day of the document (成文日期), else that of printing (印发日期).
    """

    organs: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    speakers: tuple[str, ...] = ()
    number: str = ""
    dated: SaidDate | None = None


def issued(report: Report) -> Issued:
    """What a report's lines say of its issuing."""
    lines = report.blocks
    dates = (*_dates(lines, "date"), *_dates(lines, "printed"))
    return Issued(
        organs=tuple(text for text, _ in _lines(lines, "signature") if not _person(text)),
        people=_people(lines, "signature"),
        speakers=_people(lines, "byline"),
        number=next((text for text, _ in _lines(lines, "number")), ""),
        dated=next(iter(dates), None),
    )


def _people(blocks: Iterable[Block], role: Role) -> tuple[str, ...]:
    return tuple(name for text, _ in _lines(blocks, role) if (name := _person(text)))


def _lines(blocks: Iterable[Block], role: Role) -> Iterator[tuple[str, Block]]:
    for block in blocks:
        if isinstance(block, Heading | Paragraph) and block.role == role:
            yield plain(block.runs).strip(), block
        elif isinstance(block, ListBlock) and block.role == role:
            yield from ((plain(item.runs).strip(), block) for item in block.items)


def _dates(blocks: Iterable[Block], role: Role) -> Iterator[SaidDate]:
    for text, block in _lines(blocks, role):
        if (found := date_in(text)) is not None:
            year, month, day = found
            yield SaidDate(text, block.span, month, day, year)


def _person(text: str) -> str:
    """The name in a line that is a person's, 王 明 or 市长　张三; "" where it is none."""
    parts = text.split()
    spaced = len(parts) > 1 and all(len(part) == 1 for part in parts)
    name = "".join(parts) if spaced else parts[-1] if parts else ""
    return name if name and looks_like_name(name) and not is_organ(name) else ""
