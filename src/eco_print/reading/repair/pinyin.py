"""Pass `pinyin`: take out the readings that a web copy left (環(huán)境 → 環境)."""

from __future__ import annotations

from ...choices import Script
from ...diagnostics import Severity, Text
from ..strips import Edit
from .annotation import Site, judge
from .passes import Doubt, Pass, Proposal, Texts


def repair_for(script: Script) -> Pass:
    """The pass that removes what is damage, and reports what may be.

    Whoever asks for Simplified text says that the text was converted, and settles the doubt.
    """

    def run(texts: Texts) -> Proposal:
        verdict = judge(texts)
        settled = script == "hans"
        edits: list[list[Edit]] = [[] for _ in texts]
        for site in verdict.sites + (verdict.uncertain if settled else ()):
            edits[site.index].append(Edit(site.start, site.end, ""))
        doubts = [] if settled else [_doubt(site) for site in verdict.uncertain[:1]]
        doubts += [_kept(site) for site in verdict.kept]
        return Proposal(tuple(map(tuple, edits)), tuple(doubts))

    return run


def _doubt(site: Site) -> Doubt:
    return Doubt(
        "pinyin-ambiguous",
        site.index,
        site.start,
        site.end,
        Text(
            zh="看不出括号里的注音是有意加的还是网页留下的，照原样保留",
            en="the readings in brackets may be meant or left by a web page; they are kept",
        ),
        Text(
            zh="若是网页留下的，用 --script hans 指定简体",
            en="if a web page left them, settle it with --script hans",
        ),
    )


def _kept(site: Site) -> Doubt:
    return Doubt(
        "pinyin-kept",
        site.index,
        site.start,
        site.end,
        Text(
            zh=f"“{site.char}”的注音看来是有意加的，照原样保留",
            en=f"the reading of “{site.char}” seems to be meant; it is kept",
        ),
        severity=Severity.NOTE,
    )
