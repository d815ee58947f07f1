"""What the first page shows: a search, or the newest issues."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from ...diagnostics import Diagnostic, EcoPrintError
from ..archive import Archive
from ..catalogue import Days, Page, Query, Term, days, narrowed, numbers, parse
from ..records import State

PER_PAGE = 24
FIELDS = ("q", "from", "to", "issue", "organ", "state", "sort", "lang")


def search_view(archive: Archive, asked: Mapping[str, str]) -> dict[str, Any]:
    """The values of the first page for what its form asks."""
    number = _page_number(asked.get("page", "1"))
    findings: tuple[Diagnostic, ...] = ()
    try:
        query = _query(asked, number)
    except EcoPrintError as reason:
        query, findings = None, reason.findings
    page = archive.find(query) if query else Page(0, ())
    kept = {name: asked[name] for name in FIELDS if asked.get(name)}
    last = max(1, -(-page.total // PER_PAGE))
    return {
        "asked": {name: asked.get(name, "") for name in FIELDS},
        "searched": any(asked.get(name) for name in FIELDS[:-2]),
        "page": page,
        "findings": findings,
        "number": number,
        "last": last,
        "previous": _address(kept, number - 1) if number > 1 else None,
        "following": _address(kept, number + 1) if number < last else None,
        "states": [state.value for state in State],
    }


def _query(asked: Mapping[str, str], number: int) -> Query:
    first, last, issue = (asked.get(name, "").strip() for name in ("from", "to", "issue"))
    state = asked.get("state", "")
    query = Query(
        terms=parse(asked.get("q", "")),
        organ=asked.get("organ", ""),
        state=State(state) if state in {each.value for each in State} else None,
        sort="date" if asked.get("sort") == "date" else "relevance",
        offset=(number - 1) * PER_PAGE,
        limit=PER_PAGE,
    )
    span = Days(days(first).first if first else None, days(last).last if last else None)
    return narrowed(
        query,
        Term(days=span) if first or last else None,
        Term(numbers=numbers(issue)) if issue else None,
    )


def _page_number(said: str) -> int:
    return min(int(said), 1_000_000) if said.isascii() and said.isdecimal() and int(said) else 1


def _address(asked: Mapping[str, str], number: int) -> str:
    return "/?" + urlencode({**asked, "page": number})
