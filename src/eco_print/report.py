"""The document model: what a meeting report says, freed from the form it arrived in.

Everything is frozen, and every piece that came from the source carries its `Span`. A piece
that the program added (a derived headline) says so. Text is already repaired; what was
changed on the way is in `Report.repairs`, so that the source can be accounted for character
by character.
"""

from __future__ import annotations

import copyreg
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal

from msgspec import Struct

from .diagnostics import Diagnostic
from .source import Source, Span


def _proxy(items: dict[object, object]) -> MappingProxyType[object, object]:
    return MappingProxyType(items)


# Reports cross from the worker process to the command line.
copyreg.pickle(MappingProxyType, lambda proxy: (_proxy, (dict(proxy),)))


class Run(Struct, frozen=True):
    """A stretch of text in one style. `link` is a target as the source gave it."""

    text: str
    span: Span
    strong: bool = False
    emphasis: bool = False
    link: str | None = None


Runs = tuple[Run, ...]


def plain(runs: Runs) -> str:
    """The text of runs, styles aside."""
    return "".join(run.text for run in runs)


class Headline(Struct, frozen=True):
    """The title (`runs`), with 引题 above and 副题 below it where the report has them.

    `derived` is True when the report had no headline and this one was taken from its lead,
    or when it was given from outside (then `given` is True as well).
    """

    runs: Runs
    span: Span
    kicker: Runs = ()
    subtitle: Runs = ()
    derived: bool = False
    given: bool = False

    @property
    def text(self) -> str:
        return plain(self.runs)


class SaidDate(Struct, frozen=True):
    """A date as far as the report says it; 10月24日 has no year."""

    text: str
    span: Span
    month: int
    day: int
    year: int | None = None


class Dateline(Struct, frozen=True):
    """电头: the place, date and agency that open a news report, as printed in its lead."""

    text: str
    span: Span


Role = Literal[
    "",
    "byline",
    "number",
    "salutation",
    "enclosure",
    "roll",
    "signature",
    "date",
    "remark",
    "attachment",
    "attachment-title",
    "distribution",
    "printed",
    "footnote",
]
"""What a line around the text is for; "" is the text itself. With the clauses of GB/T 9704-2012:

`byline`, who speaks or reports, and the day, below the headline; `number`, 发文字号 (7.2.5);
`salutation`, 主送机关 or 称谓 (7.3.2); `enclosure`, 附件说明 (7.3.4); `signature`, 署名, and
`date`, 成文日期 (7.3.5); `remark`, 附注 (7.3.6); `attachment`, the label of an 附件, and
`attachment-title` (7.3.7); `distribution`, 抄送机关 (7.4.2); `printed`, 印发机关和印发日期
(7.4.3); `roll`, 出席 (10.3); `footnote`, a note of a Word file, after all the rest.
"""


class Heading(Struct, frozen=True):
    """A heading inside the body. Level 1 is 一、, 2 （一）, 3 1., 4 （1）."""

    level: int
    runs: Runs
    span: Span
    role: Role = ""


class Paragraph(Struct, frozen=True):
    """A paragraph, or a line around the text; its `role` says which."""

    runs: Runs
    span: Span
    role: Role = ""


class ListItem(Struct, frozen=True):
    """One item; `label` is the number or bullet as printed in the source ("1." or "•")."""

    runs: Runs
    span: Span
    label: str = ""
    children: tuple[Block, ...] = ()


class ListBlock(Struct, frozen=True):
    items: tuple[ListItem, ...]
    span: Span
    ordered: bool = False
    role: Role = ""


class Cell(Struct, frozen=True):
    runs: Runs
    span: Span
    header: bool = False
    columns: int = 1
    rows: int = 1


class Table(Struct, frozen=True):
    rows: tuple[tuple[Cell, ...], ...]
    span: Span
    caption: Runs = ()


class Figure(Struct, frozen=True):
    """A picture: `asset` names an entry of `Report.assets`, else `target` is a path as given.

    With neither the picture is left out, and its caption is all there is to print. A `decorative`
    one shows nothing that needs words: its source says so with an empty alternative.

    `width` is how wide the source shows it, in points; None where it does not say.
    """

    span: Span
    alternative: str = ""
    caption: Runs = ()
    asset: str | None = None
    target: str | None = None
    width: float | None = None
    decorative: bool = False


class Quotation(Struct, frozen=True):
    blocks: tuple[Block, ...]
    span: Span


Block = Heading | Paragraph | ListBlock | Table | Figure | Quotation


class Credit(Struct, frozen=True):
    """Who did what: `role` as printed (记者, 责任编辑), and the people in order.

    （市应急局 赵敏） at the end of a report prints no role: it is empty.

    `in_body` says that the dateline in the body names them too (本报讯（记者 张三）), so that a
    template need not print them again.
    """

    role: str
    people: tuple[str, ...]
    span: Span
    in_body: bool = False


class Repair(Struct, frozen=True):
    """One change made to the source's text: `before` at `span` became `after`."""

    kind: str
    before: str
    after: str
    span: Span


@dataclass(frozen=True, slots=True)
class Asset:
    """A picture that came inside the source file."""

    name: str
    media_type: str
    data: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Report:
    """A meeting report, read and understood.

    `language` is `zh-Hans` or `zh-Hant`. `fields` holds what the front matter gave (issue
    number, organ, date …) as plain strings or tuples of strings. `original` is the source as it
    was received, byte for byte.
    """

    source: Source
    headline: Headline | None
    blocks: tuple[Block, ...]
    credits: tuple[Credit, ...] = ()
    dateline: Dateline | None = None
    meeting_date: SaidDate | None = None
    language: str = "zh-Hans"
    encoding: str = "utf-8"
    format: str = "text"
    fields: Mapping[str, str | tuple[str, ...]] = field(
        default_factory=lambda: MappingProxyType({})
    )
    assets: tuple[Asset, ...] = ()
    repairs: tuple[Repair, ...] = ()
    findings: tuple[Diagnostic, ...] = ()
    original: bytes = field(default=b"", repr=False)

    def body_text(self) -> str:
        """The text of the body in reading order, one line a block or item."""
        return "\n".join(text for block in self.blocks for text in block_lines(block))


def block_lines(block: Block) -> Iterator[str]:
    """The text of a block in reading order, a line for each paragraph, item or cell."""
    match block:
        case Heading() | Paragraph():
            yield plain(block.runs)
        case ListBlock():
            for item in block.items:
                yield item.label + plain(item.runs)
                for child in item.children:
                    yield from block_lines(child)
        case Table():
            if block.caption:
                yield plain(block.caption)
            for row in block.rows:
                yield from (plain(cell.runs) for cell in row)
        case Figure():
            if block.caption:
                yield plain(block.caption)
        case Quotation():
            for child in block.blocks:
                yield from block_lines(child)
