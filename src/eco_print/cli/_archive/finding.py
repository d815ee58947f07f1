"""The options that limit a list or a search, and the query they come to."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click

from ...archive import Days, Query, State, Term, days, narrowed, numbers, parse
from ..language import say
from ..members import Member, Words

Function = Callable[..., Any]

_OPTIONS = (
    click.option("--from", "first", metavar="DATE", help=say("这天（月、年）起", "from this day")),
    click.option("--to", "last", metavar="DATE", help=say("到这天（月、年）止", "up to this day")),
    click.option(
        "--issue",
        type=Words(),
        metavar="N|N..M",
        help=say("期号，或一段期号", "issue number, or a range of them"),
    ),
    click.option(
        "--person",
        type=Words(),
        multiple=True,
        metavar="NAME",
        help=say("署名的人", "credited person"),
    ),
    click.option(
        "--organ",
        type=Words(),
        default="",
        metavar="NAME",
        help=say("机关、刊名", "organ, bulletin"),
    ),
    click.option(
        "--state",
        type=Member(State),
        help=say("现行、已替代、已撤回", "how the issue stands"),
    ),
    click.option(
        "--limit",
        metavar="N",
        type=click.IntRange(1, 1000),
        default=20,
        show_default=True,
        help=say("最多列几份", "list so many at most"),
    ),
    click.option(
        "--offset",
        metavar="N",
        type=click.IntRange(0),
        default=0,
        help=say("跳过几份", "skip so many"),
    ),
)


def limits(function: Function) -> Function:
    """Add the options to a command."""
    for option in reversed(_OPTIONS):
        function = option(function)
    return function


def query(
    words: str,
    *,
    first: str | None,
    last: str | None,
    issue: str | None,
    person: tuple[str, ...],
    organ: str,
    state: State | None,
    limit: int,
    offset: int,
    sort: str = "relevance",
) -> Query:
    """What the options ask. Raises EcoPrintError: `query-wrong`."""
    asked = Query(
        parse(words),
        people=person,
        organ=organ,
        state=state,
        sort="date" if sort == "date" else "relevance",
        limit=limit,
        offset=offset,
    )
    span = Days(days(first).first if first else None, days(last).last if last else None)
    return narrowed(
        asked,
        Term(days=span) if first or last else None,
        Term(numbers=numbers(issue)) if issue else None,
    )
