"""From a repaired manuscript to a report: what each block is.

In: a manuscript whose text is sound. Out: the parts of a `Report`.
"""

from __future__ import annotations

from dataclasses import dataclass

from ...report import Block, Credit, Headline, Paragraph, Run, Runs, SaidDate
from ..manuscript import Manuscript, Original, Strip, Text
from . import credits as credit_lines
from .dates import said_date
from .headline import derive


@dataclass(frozen=True, slots=True)
class Structure:
    """What was recognised."""

    headline: Headline | None
    blocks: tuple[Block, ...]
    credits: tuple[Credit, ...]
    meeting_date: SaidDate | None


def recognise(manuscript: Manuscript) -> Structure:
    """The structure of a report."""
    original = manuscript.original
    credits: list[Credit] = []
    body: list[Strip] = []
    for block in manuscript.blocks:
        if not isinstance(block, Text):
            continue
        found = credit_lines.parse_line(block.strip, original)
        credits.extend(found)
        if not found:
            body.append(block.strip)
    lead = body[0] if body else Strip()
    where = derive(lead.text)
    headline = None
    if where:
        part = lead.cut(*where)
        headline = Headline(
            (Run(part.text, original.span(part.start, part.end)),),
            original.span(part.start, part.end),
            derived=True,
        )
    blocks = tuple(Paragraph(runs(s, original), original.span(s.start, s.end)) for s in body)
    return Structure(headline, blocks, tuple(credits), said_date(lead, original))


def runs(strip: Strip, original: Original) -> Runs:
    """A strip as runs of one style each."""
    made: list[Run] = []
    group: list[int] = []
    pieces = strip.pieces
    for index, piece in enumerate(pieces):
        if group and pieces[group[0]].style != piece.style:
            made.append(_run(strip, group, original))
            group = []
        group.append(index)
    if group:
        made.append(_run(strip, group, original))
    return tuple(made)


def _run(strip: Strip, group: list[int], original: Original) -> Run:
    pieces = [strip.pieces[index] for index in group]
    style = pieces[0].style
    span = original.span(min(p.start for p in pieces), max(p.end for p in pieces))
    text = "".join(piece.text for piece in pieces)
    return Run(text, span, style.strong, style.emphasis, style.link)
