"""What a rule is, what it is given, and what it gives.

A `Rule` names one thing that can be wrong, with the clause that forbids it, the remedy and its
weight under each profile. A check looks at a `Case` and yields a `Hit` for every occurrence;
`collected` turns hits into findings, equal ones into one with many places.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from ...diagnostics import Diagnostic, Severity, Text
from ...profile import Profile
from ..document import Document, Page
from ..geometry import Box
from ..marks import Mark
from ..model import Finding, InkFact, Limits, Place
from ..said import told

ERROR, WARNING, NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE
_PLACES = 300
_WEIGHT = {ERROR: 0, WARNING: 1, NOTE: 2}


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing that can be wrong.

    `clause` is the standard's, as far as its number is known for certain; in ISO 15930-7:2010 it
    is the one that its table of contents gives to the subject. A profile without a severity does
    not know the rule.
    """

    code: str
    clause: str
    title: Text
    remedy: Text
    severities: tuple[tuple[Profile, Severity], ...]

    def weight(self, profile: Profile) -> Severity | None:
        return dict(self.severities).get(profile)

    def saying(self, more: str) -> Text:
        """The rule's title with a detail that reads the same in both languages."""
        return Text(f"{self.title.zh}：{more}", f"{self.title.en}: {more}")

    def because(self, words: str) -> Text:
        """The rule's title with what a library said."""
        why = told(words)
        return Text(f"{self.title.zh}：{why.zh}", f"{self.title.en}: {why.en}")


def rule(  # noqa: PLR0913  (the columns of a table, always given by name or in this order)
    code: str,
    clause: str,
    zh: str,
    en: str,
    remedy_zh: str,
    remedy_en: str,
    *,
    screen: Severity | None = None,
    press: Severity | None = None,
    archive: Severity | None = None,
) -> Rule:
    given = ((Profile.SCREEN, screen), (Profile.PRESS, press), (Profile.ARCHIVE, archive))
    severities = tuple((profile, weight) for profile, weight in given if weight is not None)
    return Rule(code, clause, Text(zh, en), Text(remedy_zh, remedy_en), severities)


@dataclass(frozen=True, slots=True)
class Hit:
    """One occurrence. `severity` overrides the rule's where a case is lighter or graver."""

    rule: Rule
    place: Place | None = None
    object: str | None = None
    message: Text | None = None
    severity: Severity | None = None


@dataclass(eq=False)
class Case:
    """What is judged, and by which measure."""

    document: Document
    limits: Limits
    profiles: tuple[Profile, ...]
    ink: dict[int, InkFact] = field(default_factory=dict)

    @cached_property
    def printed(self) -> tuple[tuple[Page, tuple[Mark, ...]], ...]:
        """The marks of each page that reach inside its trim and are not on a hidden layer."""
        return tuple(
            (page, tuple(m for m in content.marks if not m.hidden and reaches(m, page.trim)))
            for page, content in self.document.shown
        )

    @property
    def around(self) -> Iterator[tuple[Page, Mark]]:
        """The marks outside the trim, with their pages: printer's marks, and what only bleeds."""
        for page, content in self.document.shown:
            for mark in content.marks:
                if not (mark.hidden or mark.blank or reaches(mark, page.trim)):
                    yield page, mark

    def each(self) -> Iterator[tuple[Page, Mark]]:
        """Every printed mark with its page; blank text is none."""
        for page, marks in self.printed:
            for mark in marks:
                if not mark.blank:
                    yield page, mark


def reaches(mark: Mark, area: Box) -> bool:
    """Whether a mark lies in an area. A path is judged by its subpaths: crop marks in one path
    surround the page, no more.
    """
    if not _inside(mark.box, area):
        return False
    return not mark.parts or any(_inside(part.box, area) for part in mark.parts)


def _inside(box: Box, trim: Box) -> bool:
    if box.width == 0 or box.height == 0:
        return box.meets(trim)
    return box.overlaps(trim)


@dataclass(frozen=True, slots=True)
class Check:
    """A function that looks for hits of some rules."""

    function: Callable[[Case], Iterable[Hit]]
    rules: tuple[Rule, ...]

    @property
    def name(self) -> str:
        return self.function.__name__.strip("_").replace("_", "-")

    def concerns(self, profiles: Iterable[Profile]) -> bool:
        return any(item.weight(profile) for item in self.rules for profile in profiles)


def finds(*rules: Rule) -> Callable[[Callable[[Case], Iterable[Hit]]], Check]:
    """Make a check of a function that yields hits of `rules` and no others."""

    def make(function: Callable[[Case], Iterable[Hit]]) -> Check:
        return Check(function, rules)

    return make


def collected(hits: Iterable[Hit], profiles: tuple[Profile, ...]) -> tuple[Finding, ...]:
    """Findings in the order of their weight, then of their pages."""
    groups: dict[tuple[str, str | None, str, Severity | None], list[Hit]] = {}
    for hit in hits:
        if any(hit.rule.weight(profile) for profile in profiles):
            said = (hit.message or hit.rule.title).en
            groups.setdefault((hit.rule.code, hit.object, said, hit.severity), []).append(hit)
    return in_order(_finding(group, profiles) for group in groups.values())


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Findings by their weight, then their pages."""
    return tuple(sorted(findings, key=lambda item: (_WEIGHT[item.severity], item.page or 0)))


def _finding(group: list[Hit], profiles: tuple[Profile, ...]) -> Finding:
    first = group[0]
    weights = tuple(
        (profile, first.severity or weight)
        for profile, weight in first.rule.severities
        if profile in profiles
    )
    gravest = min((weight for _, weight in weights), key=_WEIGHT.__getitem__)
    places = tuple(hit.place for hit in group if hit.place is not None)
    diagnostic = Diagnostic(
        first.rule.code,
        gravest,
        first.message or first.rule.title,
        hint=first.rule.remedy,
        place=place_text(places, first.object),
        clause=first.rule.clause,
    )
    return Finding(diagnostic, places[:_PLACES], len(group), first.object, weights)


def place_text(places: tuple[Place, ...], named: str | None) -> Text | None:
    """The first place and the object in words, with how many more places there are."""
    if not places:
        return Text(named, named) if named else None
    first, pages = places[0], len({place.page for place in places})
    zh, en = f"第 {first.page} 页", f"page {first.page}"
    if first.area is not None:
        where = f"{first.area.x:.1f}, {first.area.y:.1f} mm"
        zh, en = f"{zh}（{where}）", f"{en} ({where})"
    if len(places) > 1:
        zh = f"{zh}等 {len(places)} 处，{pages} 页"
        en = f"{en} and {len(places) - 1} more, {pages} page{'s' if pages > 1 else ''}"
    if named:
        zh, en = f"{zh}：{named}", f"{en}: {named}"
    return Text(zh, en)
