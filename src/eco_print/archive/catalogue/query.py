"""What is asked of the catalogue: terms, and limits by date, number, person, organ, state.

A query as it is typed: terms with spaces between, all of which must be met. Quotation marks
hold a term with spaces together. A term that is a date, a year or month, a range of them
(2023-10..2023-12), 第12期 or 第3-12期 limits the search by day or number; a single day or
number is also looked for in the text, since reports name dates and numbers too.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from .. import failures
from ..records import State
from .words import phrase

Sort = Literal["relevance", "date"]

_TERM = re.compile(r'"([^"]*)"|“([^”]*)”|(\S+)')
_DAY = r"(\d{4})(?:[-./年](\d{1,2})(?:[-./月](\d{1,2})日?|月)?|年)?"
_DATE = re.compile(_DAY)
_SPAN = re.compile(rf"(?:(?P<first>{_DAY})?)(?:\.\.|至|—+|~)(?:(?P<last>{_DAY})?)")
_NUMBERS = re.compile(r"(?:第(\d+)(?:(?:-|—+|\.\.|至|~)(?:第)?(\d+))?期)|(\d{1,3})\.\.(\d{1,6})")


@dataclass(frozen=True, slots=True)
class Days:
    """From a day to a day, both included; None where it is open."""

    first: date | None = None
    last: date | None = None


@dataclass(frozen=True, slots=True)
class Numbers:
    """From an issue number to an issue number, both included."""

    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Term:
    """One thing that must be met: a phrase in the text, or the limits it may also mean."""

    text: str = ""
    days: Days | None = None
    numbers: Numbers | None = None


@dataclass(frozen=True, slots=True)
class Query:
    """All that is asked. `state` None asks for issues in any state."""

    terms: tuple[Term, ...] = ()
    people: tuple[str, ...] = ()
    organ: str = ""
    state: State | None = None
    sort: Sort = "relevance"
    offset: int = 0
    limit: int = 20

    @property
    def texts(self) -> tuple[str, ...]:
        """The terms that are looked for in the text."""
        return tuple(term.text for term in self.terms if term.text)


def parse(typed: str) -> tuple[Term, ...]:
    """The terms of a query as it is typed."""
    terms = []
    for quoted, curly, bare in _TERM.findall(typed):
        if bare:
            terms.append(_understood(bare))
        elif text := (quoted or curly).strip():
            terms.append(Term(text))
    return tuple(term for term in terms if term != Term() and (not term.text or phrase(term.text)))


def _understood(word: str) -> Term:
    if (numbers := _as_numbers(word)) is not None:
        single = numbers.first == numbers.last
        return Term(word if single else "", numbers=numbers)
    if (days := _as_days(word)) is not None:
        return Term(_written(word, days), days=days)
    return Term(word)


def _written(word: str, days: Days) -> str:
    """A day, or what was typed with 年, as a text would write it; "" for other ranges."""
    if days.first is not None and days.first == days.last:
        return f"{days.first.year}年{days.first.month}月{days.first.day}日"
    return word if "年" in word and not _SPAN.fullmatch(word) else ""


def days(text: str) -> Days:
    """The days that a date, a month, a year or a range names.

    Raises:
        EcoPrintError: `query-wrong`.
    """
    found = _span(text) or _as_days(text)
    if found is None:
        raise failures.query_wrong(text)
    return found


def numbers(text: str) -> Numbers:
    """The issue numbers that 12, 第12期 or 3..12 names.

    Raises:
        EcoPrintError: `query-wrong`.
    """
    if text.isdecimal():
        return Numbers(int(text), int(text))
    ends = re.fullmatch(r"(\d+)(?:-|\.\.|~|—+)(\d+)", text)
    found = Numbers(int(ends[1]), int(ends[2])) if ends else _as_numbers(text)
    if found is None:
        raise failures.query_wrong(text)
    return found


def _as_numbers(word: str) -> Numbers | None:
    match = _NUMBERS.fullmatch(word)
    if match is None:
        return None
    first = int(match[1] or match[3])
    return Numbers(first, int(match[2] or match[4] or first))


def _as_days(word: str) -> Days | None:
    if (match := _SPAN.fullmatch(word)) and (match["first"] or match["last"]):
        first, last = (_span(match[name]) for name in ("first", "last"))
        if (match["first"] and first is None) or (match["last"] and last is None):
            return None
        return Days(first.first if first else None, last.last if last else None)
    # A bare number of four digits may be a year or a number: it is text like any other.
    return _span(word) if not word.isdecimal() else None


def _span(text: str | None) -> Days | None:
    """The first and the last day of a year, a month or a day."""
    match = _DATE.fullmatch(text or "")
    if match is None:
        return None
    year, month, day = (int(part or 0) for part in match.groups())
    last_month = month or 12
    try:
        last_day = day or calendar.monthrange(year, last_month)[1]
        return Days(date(year, month or 1, day or 1), date(year, last_month, last_day))
    except (ValueError, calendar.IllegalMonthError):
        return None


def narrowed(query: Query, *terms: Term | None) -> Query:
    """The query with more that must be met."""
    return replace(query, terms=(*query.terms, *(term for term in terms if term is not None)))


__all__ = ["Days", "Numbers", "Query", "Sort", "Term", "days", "narrowed", "numbers", "parse"]
