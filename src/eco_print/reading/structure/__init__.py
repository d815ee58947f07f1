"""From a manuscript to a report: what each block is.

`arranged` makes paragraphs and tables of lines, before the marks are repaired; `recognise` finds
title, dateline, date, body and credits in the repaired text.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from ... import report
from ...diagnostics import Diagnostic, Text, warning
from ...report import Credit, Dateline, Headline, Role, Runs, SaidDate
from ...source import Span
from ..manuscript import Block, Line, Manuscript, Original
from ..patterns import lazy
from ..strips import Strip
from .body import body
from .credits import Found, contributor, credit_line
from .datelines import Opening, is_byline, opening, reporters
from .dates import meeting_date
from .headline import derive
from .lines import joined
from .runs import is_literal, runs, span, unstyled
from .tables import with_tables
from .titles import Title, find_title

_RULE = lazy(r"([-=_*~—＝－＊])(?:\s*\1){2,}|[|｜]")
_ASKING = lazy("(?:本报|本網|本网)?[记記]者[:：]")
_ENDED = lazy("[。！？…][”’）」』]*$")
_TRAILING = lazy(r"[（(【]([^（）()【】]{3,80})[）)】]$")


class Structure(Struct, frozen=True):
    """What was recognised; `said` is what the source itself says lines are for, by their place."""

    headline: Headline | None
    blocks: tuple[report.Block, ...]
    credits: tuple[Credit, ...]
    dateline: Dateline | None
    meeting_date: SaidDate | None
    said: Mapping[Span, Role]
    findings: tuple[Diagnostic, ...]


def arranged(manuscript: Manuscript) -> Manuscript:
    """The manuscript with tables for rows of cells, and paragraphs for wrapped lines.

    A line of nothing but strokes (-----) parts what stands above and below; it is no text.
    """
    there = [one for one in manuscript.blocks if not _is_empty(one)]
    blocks = joined(with_tables(there))
    return replace(manuscript, blocks=tuple(one for one in blocks if not _is_rule(one)))


def _is_empty(block: Block) -> bool:
    """Whether a repair has taken all of a line."""
    return isinstance(block, Line) and not block.strip.text


def _is_rule(block: Block) -> bool:
    if not isinstance(block, Line) or block.role != "line":
        return False
    return bool(_RULE.fullmatch(block.strip.text)) and not is_literal(block.strip)


def recognise(manuscript: Manuscript, wanted: str | None) -> Structure:
    """The structure of a repaired manuscript; `wanted` is a headline given from outside."""
    original = manuscript.original
    text, notes = _parted(manuscript.blocks)
    title = find_title(text)
    blocks = [block for i, block in enumerate(text) if i not in title.used]
    blocks, credits = _credits(blocks, original)
    lead = _lead(blocks)
    byline = blocks[0].strip if blocks and isinstance(blocks[0], Line) else lead
    opened = opening(lead.text)
    dateline = lead.cut(0, opened.end) if opened else None
    inline = _inline_credits(lead, opened, original)
    if is_byline(byline.text):
        dateline, inline = byline, _named_in(byline, original)
    around = [title.subtitle, *(block.strip for block in blocks[:8] if isinstance(block, Line))]
    headline, findings = _headline(title, manuscript, lead, opened, wanted)
    return Structure(
        headline,
        body([*blocks, *notes], original),
        (*inline, *credits),
        Dateline(dateline.text, span(dateline, original)) if dateline else None,
        meeting_date(lead, dateline if opened else None, around, original),
        _said([*blocks, *notes], original),
        findings,
    )


def _parted(blocks: Sequence[Block]) -> tuple[list[Block], list[Block]]:
    """The text, and the footnotes that stand after all of it, credits included."""
    noted = [isinstance(block, Line) and block.role == "note" for block in blocks]
    pairs = list(zip(blocks, noted, strict=True))
    return [one for one, is_note in pairs if not is_note], [
        one for one, is_note in pairs if is_note
    ]


def _said(blocks: Sequence[Block], original: Original) -> dict[Span, Role]:
    """What lines are for by their styles; one that stands at the right may be a signature."""
    said: dict[Span, Role] = {}
    for block in blocks:
        if isinstance(block, Line):
            placed: Role = "signature" if block.align == "right" else ""
            said[span(block.strip, original)] = (
                "footnote" if block.role == "note" else block.says or placed
            )
    return said


def _lead(blocks: Sequence[Block]) -> Strip:
    """The first paragraph that is a sentence, else the first there is."""
    texts = [block.strip for block in blocks if isinstance(block, Line)]
    sentences = (strip for strip in texts if re.search("[。！？]", strip.text))
    return next(sentences, texts[0] if texts else Strip())


# ---- headline ----------------------------------------------------------------------------


def _headline(
    title: Title, manuscript: Manuscript, lead: Strip, opened: Opening | None, wanted: str | None
) -> tuple[Headline | None, tuple[Diagnostic, ...]]:
    original = manuscript.original
    given = manuscript.given
    strip = given.get("title") or title.headline
    kicker = given.get("kicker") or title.kicker
    subtitle = given.get("subtitle") or title.subtitle
    if wanted:
        place = span(strip, original) if strip.text else original.span(0, 0)
        made: Runs = (report.Run(wanted, place),)
        derived = True
    elif strip.text:
        place, made, derived = span(strip, original), _plain(strip, original), False
    else:
        parts = derive(lead.text, opened.end if opened else 0)
        if parts is None:
            return None, (_missing(manuscript),)
        place, made, derived = _derived(lead, parts, original)
    around = _plain(kicker, original), _plain(subtitle, original)
    return Headline(made, place, *around, derived, bool(wanted)), ()


def _derived(
    lead: Strip, parts: Sequence[tuple[int, int]], original: Original
) -> tuple[Span, Runs, bool]:
    strip = Strip(tuple(piece for part in parts for piece in lead.cut(*part).pieces))
    return span(strip, original), _plain(strip, original), True


def _plain(strip: Strip, original: Original) -> Runs:
    return runs(unstyled(strip), original)


def _missing(manuscript: Manuscript) -> Diagnostic:
    return warning(
        "headline-missing",
        Text(zh="报道没有标题，从导语也得不出", en="no headline, and none can be derived"),
        source=manuscript.original.source,
        hint=Text(zh="用 --headline 给出标题", en="give one with --headline"),
    )


# ---- credits -----------------------------------------------------------------------------


def _credits(blocks: Sequence[Block], original: Original) -> tuple[list[Block], tuple[Credit, ...]]:
    """The blocks without the lines of credits at either end, and the credits."""
    asked = sum(_asks(block) and not _found(block) for block in blocks)
    ends = [bool(_found(block)) and not (asked and _asks(block)) for block in blocks]
    left = ends.index(False) if False in ends else len(ends)
    right = len(ends) - (ends[::-1].index(False) if False in ends else 0)
    edges = [*blocks[:left], *blocks[right:]]
    rest = list(blocks[left:right])
    credits = [credit for block in edges for credit in _of_block(block, original)]
    if rest and isinstance(rest[-1], Line):
        last, trailing = _trailing(rest[-1], original)
        rest[-1] = last
        credits[_count(blocks[:left], original) : 0] = trailing
    return rest, tuple(credits)


def _count(blocks: Sequence[Block], original: Original) -> int:
    return sum(len(_of_block(block, original)) for block in blocks)


def _asks(block: Block) -> bool:
    """记者：… opens a question of an interview, where it is not a line of credits."""
    return isinstance(block, Line) and bool(_ASKING.match(block.strip.text))


def _found(block: Block) -> tuple[Found, ...]:
    if not isinstance(block, Line) or block.role not in ("line", "paragraph"):
        return ()
    return credit_line(block.strip.text) or contributor(block.strip.text)


def _of_block(block: Block, original: Original) -> list[Credit]:
    if not isinstance(block, Line):
        return []
    return [_credit(one, block.strip, original) for one in _found(block)]


def _credit(found: Found, strip: Strip, original: Original, *, in_body: bool = False) -> Credit:
    part = strip.cut(found.start, found.end)
    return Credit(found.role, found.people, span(part, original), in_body)


def _trailing(block: Line, original: Original) -> tuple[Line, list[Credit]]:
    """（记者 张三） at the end of the last paragraph leaves it and is a credit.

    So does （市应急局 赵敏）, where a sentence has ended before it.
    """
    text = block.strip.text
    match = _TRAILING.search(text[-100:])
    start = len(text) - len(match[0]) if match else 0
    ended = _ENDED.search(text[:start].rstrip()[-3:])
    found = (credit_line(match[0]) or (contributor(match[0]) if ended else ())) if match else ()
    if not found or start == 0:
        return block, []
    bracket = block.strip.cut(start)
    credits = [_credit(one, bracket, original) for one in found]
    return replace(block, strip=block.strip.cut(0, start).strip()), credits


def _inline_credits(lead: Strip, opened: Opening | None, original: Original) -> list[Credit]:
    """The credits in the bracket of a dateline; they stay in the text as well."""
    if opened is None or opened.by is None:
        return []
    bracket = lead.cut(*opened.by).strip()
    found = credit_line(reporters(bracket.text))
    return [_credit(one, bracket, original, in_body=True) for one in found]


def _named_in(byline: Strip, original: Original) -> list[Credit]:
    """The reporter of a byline; it stays in the text as well."""
    found = credit_line(reporters(byline.text))
    return [_credit(one, byline, original, in_body=True) for one in found]
