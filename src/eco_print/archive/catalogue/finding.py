"""The query in SQL: which entries meet it, in which order, and where."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator
from itertools import islice
from typing import Any

from .entries import BOTH, SHOWN, STATE, Entry, Hit, Page, entry_of
from .filling import fields
from .query import Days, Query, Term
from .words import Found, phrase, places

#: A word that more issues have than this tells nothing of relevance: the newest come first.
_COMMON = 300
_WEIGHTS = "10.0, 8.0, 4.0, 1.0"  # of title, people, about, body
_BEST = f"bm25(words, {_WEIGHTS}), e.day DESC, e.id DESC"
_NEWEST = "e.day DESC, e.id DESC"
_MATCHING = "SELECT rowid FROM words WHERE words MATCH ?"
#: CROSS keeps the order: words first, else each entry asks the whole index again.
_RANKED = "FROM words CROSS JOIN entries e ON e.id = words.rowid WHERE words MATCH ?"
_LISTED = (
    f"SELECT id FROM entries e WHERE id IN (SELECT value FROM json_each(?)) ORDER BY {_NEWEST}"
)
_ONE = f"SELECT {SHOWN} FROM {BOTH} WHERE e.id = ?"

Ids = list[tuple[int]]


def find(connection: sqlite3.Connection, query: Query) -> Page:
    """The entries that meet a query."""
    matched = _match(query)
    total, ids = _among(connection, query, matched) if matched else _all(connection, query)
    # Only the identities are sorted; what is shown is fetched for one page.
    rows = [connection.execute(_ONE, row).fetchone() for row in ids]
    return Page(total, tuple(_hit(entry_of(row), query) for row in rows))


def _all(connection: sqlite3.Connection, query: Query) -> tuple[int, Ids]:
    """By limits alone, newest first."""
    where, values = _conditions(query)
    source = f"FROM entries e WHERE {where}"
    total = int(connection.execute(f"SELECT count(*) {source}", values).fetchone()[0])
    return total, _page(connection, f"SELECT e.id {source} ORDER BY {_NEWEST}", values, query)


def _among(connection: sqlite3.Connection, query: Query, matched: str) -> tuple[int, Ids]:
    """By words. The index of words is asked once, and again only for an order by relevance."""
    where, values = _conditions(query)
    limited = f"SELECT e.id FROM entries e WHERE e.id IN ({_MATCHING}) AND {where}"
    # Whatever has words is an issue: without limits, the entries need not be looked at.
    found = {
        row[0] for row in connection.execute(limited if values else _MATCHING, (matched, *values))
    }
    if len(found) > _COMMON:
        return len(found), _newest_of(connection, found, query)
    if query.sort == "relevance":
        ranked = f"SELECT e.id {_RANKED} AND {where} ORDER BY {_BEST}"
        return len(found), _page(connection, ranked, (matched, *values), query)
    return len(found), _page(connection, _LISTED, (json.dumps(list(found)),), query)


def _page(
    connection: sqlite3.Connection, ordered: str, values: tuple[Any, ...], query: Query
) -> Ids:
    limits = (*values, query.limit, query.offset)
    return connection.execute(f"{ordered} LIMIT ? OFFSET ?", limits).fetchall()


def _newest_of(connection: sqlite3.Connection, found: Collection[int], query: Query) -> Ids:
    """The newest of many: met soon by going through all, which need not be sorted for it."""
    walked = connection.execute(f"SELECT e.id FROM entries e WHERE e.issue = 1 ORDER BY {_NEWEST}")
    met = (row for row in walked if row[0] in found)
    return list(islice(met, query.offset, query.offset + query.limit))


def _conditions(query: Query) -> tuple[str, tuple[Any, ...]]:
    """What must hold besides the words, and the values in it."""
    limited = any(term.numbers or term.days for term in query.terms)
    # The plus keeps SQLite from walking all issues where other indexes tell them.
    conditions = ["+e.issue = 1" if limited else "e.issue = 1"]
    values: list[Any] = []
    for term in query.terms:
        if term.days is not None or term.numbers is not None:
            condition, given = _limit(term)
            conditions.append(condition)
            values += given
    if query.state is not None:
        conditions.append(f"{STATE} = ?")
        values.append(query.state.value)
    return " AND ".join(conditions), tuple(values)


def _match(query: Query) -> str:
    plain = [t.text for t in query.terms if t.text and t.days is None and t.numbers is None]
    phrases = list(filter(None, map(phrase, plain)))
    phrases += [f"people : {asked}" for name in query.people if (asked := phrase(name))]
    if asked := phrase(query.organ):
        phrases.append(f"about : {asked}")
    return " AND ".join(f"({asked})" for asked in phrases)


def _limit(term: Term) -> tuple[str, list[Any]]:
    """A day or a number, or else the same as a word of the text."""
    choices: list[str] = []
    values: list[Any] = []
    if term.days is not None:
        ends = _ends(term.days)
        choices += ["e.day BETWEEN ? AND ?", "e.met BETWEEN ? AND ?"]
        values += [*ends, *ends]
    if term.numbers is not None:
        choices.append("e.number BETWEEN ? AND ?")
        values += [term.numbers.first, term.numbers.last]
    if asked := phrase(term.text):
        choices.append("e.id IN (SELECT rowid FROM words WHERE words MATCH ?)")
        values.append(asked)
    return f"({' OR '.join(choices)})", values


def _ends(days: Days) -> tuple[str, str]:
    first = days.first.isoformat() if days.first else "0000-00-00"
    return first, days.last.isoformat() if days.last else "9999-99-99"


def _hit(entry: Entry, query: Query) -> Hit:
    card = entry.record.card
    if card is None:
        return Hit(entry)
    asked = (*query.texts, *query.people, query.organ)
    searched = fields(card)
    found = (next(_everywhere(term, searched), None) for term in asked)
    return Hit(entry, tuple(dict.fromkeys(place for place in found if place is not None)))


def _everywhere(term: str, searched: Iterable[tuple[str, str]]) -> Iterator[Found]:
    for name, text in searched:
        yield from places(term, name, text)
