"""Repair of damaged text: the passes in their order, and the account of what they did.

In: a manuscript. Out: the manuscript repaired, every edit as a `report.Repair` with its place in
the source, and findings for damage that was seen and left. Each pass is a pure function
(`passes.Pass`); this package alone applies what they propose.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from ...diagnostics import Diagnostic
from ...report import Repair
from ..manuscript import Line, Manuscript, Original
from ..options import ReadOptions
from ..strips import Edit, Strip
from . import (
    annotation,
    control,
    dash,
    ellipsis,
    furniture,
    mangled,
    markup,
    ornament,
    pinyin,
    placeholder,
    punctuation,
    quotes,
    script,
    spaces,
    width,
)
from .passes import Doubt, Pass, Proposal, Texts, each


class Outcome(Struct, frozen=True):
    """A repaired manuscript and what was done to it."""

    manuscript: Manuscript
    repairs: tuple[Repair, ...] = ()
    findings: tuple[Diagnostic, ...] = ()

    def then(self, later: Outcome) -> Outcome:
        """Both outcomes as one."""
        return Outcome(
            later.manuscript, self.repairs + later.repairs, self.findings + later.findings
        )


def repair_characters(manuscript: Manuscript, options: ReadOptions) -> Outcome:
    """The repairs that look at characters, before lines are joined to paragraphs.

    A character that a web copy broke proves the copy, as annotated ones do: both mean that the
    text was Simplified once.
    """
    first: list[tuple[str, Pass]] = [
        ("mangled", mangled.repair_decoding),  # its characters look like control characters
        ("control", control.repair),
        ("mangled", mangled.repair_decoding),
        ("markup", markup.repair),
    ]
    seen = _run(manuscript, first, options)
    verdict = annotation.judge(_texts(seen.manuscript))
    annotated = verdict.damaged
    mend = mangled.repair_in(annotated=annotated)
    mended = seen.then(_run(seen.manuscript, [("mangled", mend)], options))
    broken = any(repair.before[:1] in "?？" for repair in mended.repairs)
    annotated = (annotated and not verdict.plain) or broken
    passes: list[tuple[str, Pass]] = [
        ("pinyin", pinyin.repair_for(options.script)),
        ("script", script.repair_to(options.script, annotated=annotated)),
        ("width", each(width.repair)),
        ("placeholder", _of_lines(mended.manuscript, each(placeholder.repair))),
        ("furniture", _of_lines(mended.manuscript, furniture.repair)),
        ("ornament", ornament.repair_with(options.font_folders)),
    ]
    return mended.then(_run(mended.manuscript, passes, options))


def repair_marks(manuscript: Manuscript, options: ReadOptions) -> Outcome:
    """The repairs of marks and spaces, which need whole paragraphs."""
    passes: list[tuple[str, Pass]] = [
        ("ellipsis", each(ellipsis.repair)),
        ("dash", each(dash.repair)),
        ("quotes", quotes.repair),
        ("punctuation", punctuation.repair),
        ("spaces", each(spaces.repair)),
    ]
    return _run(manuscript, passes, options)


def _of_lines(manuscript: Manuscript, propose: Pass) -> Pass:
    """A pass that sees the lines of a manuscript alone, not its tables, lists and captions."""
    own = {id(block.strip) for block in manuscript.blocks if isinstance(block, Line)}
    shown = [id(strip) in own for strip in manuscript.strips()]

    def run(texts: Texts) -> Proposal:
        return propose([text if one else "" for text, one in zip(texts, shown, strict=True)])

    return run


def _texts(manuscript: Manuscript) -> list[str]:
    return [strip.masked() for strip in manuscript.strips()]


def _run(
    manuscript: Manuscript, passes: Sequence[tuple[str, Pass]], options: ReadOptions
) -> Outcome:
    repairs: list[Repair] = []
    findings: list[Diagnostic] = []
    strips = manuscript.strips()
    for kind, propose in passes:
        if kind in options.repairs_off:
            continue
        proposal = propose([strip.masked() for strip in strips])
        original = manuscript.original
        findings += [_finding(doubt, strips, original) for doubt in proposal.doubts]
        strips = _kept(strips, proposal.doubts)
        for strip, edits in zip(strips, proposal.edits, strict=True):
            if edits:
                repairs += _account(kind, strip, edits, original)
        strips = tuple(
            strip.edited(edits) for strip, edits in zip(strips, proposal.edits, strict=True)
        )
    return Outcome(manuscript.with_strips(strips), tuple(repairs), tuple(findings))


def _kept(strips: Sequence[Strip], doubts: Sequence[Doubt]) -> tuple[Strip, ...]:
    """The strips with what no later pass may touch marked."""
    kept: dict[int, list[tuple[int, int]]] = {}
    for doubt in doubts:
        if doubt.keep:
            kept.setdefault(doubt.index, []).append((doubt.start, doubt.end))
    return tuple(
        strip.kept(sorted(kept[index])) if index in kept else strip
        for index, strip in enumerate(strips)
    )


def _account(kind: str, strip: Strip, edits: Sequence[Edit], original: Original) -> list[Repair]:
    return [
        Repair(kind, strip.text[edit.start : edit.end], edit.after, original.span(*place))
        for edit, place in zip(edits, strip.origins(edits), strict=True)
    ]


def _finding(doubt: Doubt, strips: Sequence[Strip], original: Original) -> Diagnostic:
    part = strips[doubt.index].cut(doubt.start, doubt.end)
    span = original.span(part.start, part.end)
    return Diagnostic(doubt.code, doubt.severity, doubt.message, original.source, span, doubt.hint)
