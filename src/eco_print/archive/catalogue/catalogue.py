"""The catalogue: what the archive holds, found by word, name, number, day and state.

In: records, as they lie in bags. Out: pages of entries, newest first or best first, each with
the place where it was found. All of it is derived and can be made again from the bags.
"""

from __future__ import annotations

import contextlib
import sqlite3
import threading
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID

from ...diagnostics import Diagnostic
from .. import failures
from ..records import Act, Card, Record, State, read_record
from . import database
from .query import Days, Query, Term
from .words import Found, folding, indexed, phrase, places

#: A word that more issues have than this tells nothing of relevance: the newest come first.
_COMMON = 2000
_WEIGHTS = "10.0, 8.0, 4.0, 1.0"  # of title, people, about, body
_BEST = f"bm25(words, {_WEIGHTS}), e.day DESC, e.id DESC"
#: CROSS keeps the order: words first, else each entry asks the whole index again.
_RANKED = "FROM words CROSS JOIN entries e ON e.id = words.rowid WHERE words MATCH ?"
_STATE = """CASE
    WHEN EXISTS (SELECT 1 FROM acts a WHERE a.target = e.identifier AND a.action = 'withdraw')
    THEN 'withdrawn'
    WHEN EXISTS (SELECT 1 FROM acts a WHERE a.target = e.identifier AND a.action = 'supersede')
    THEN 'superseded' ELSE 'current' END"""
_BOTH = "entries e JOIN records r ON r.id = e.id"
_ONE = f"SELECT r.record, {_STATE} FROM {_BOTH} WHERE e.id = ?"


@dataclass(frozen=True, slots=True)
class Entry:
    """A record of the archive, and how the issue stands today."""

    record: Record
    state: State


@dataclass(frozen=True, slots=True)
class Hit:
    """An entry that meets a query, and where."""

    entry: Entry
    found: tuple[Found, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """Some of the entries that meet a query; `total` is how many there are."""

    total: int
    hits: tuple[Hit, ...]


@dataclass(frozen=True, slots=True)
class Catalogue:
    """One open catalogue. It may be used from several threads and shared by processes."""

    connection: sqlite3.Connection
    path: Path | None
    writable: bool
    _lock: threading.RLock = field(default_factory=threading.RLock, repr=False)

    # -- opening ---------------------------------------------------------------------------

    @classmethod
    def open(cls, folder: Path) -> Catalogue:
        """The newest catalogue in `folder`, an empty one when there is none.

        Raises:
            EcoPrintError: `catalogue-damaged` or `catalogue-unusable`.
        """
        path = database.newest(folder)
        with database.told(path or folder):
            if path is None:
                return cls._made(folder)
            if database.may_write(path):
                return cls(database.connect(path), path, writable=True)
            return cls(database.connect_to_read(path), path, writable=False)

    @classmethod
    def _made(cls, folder: Path) -> Catalogue:
        try:
            with database.new_file(folder) as connection:
                fill(connection, ())
        except (sqlite3.OperationalError, OSError):
            return cls.in_memory()
        path = database.newest(folder)
        assert path is not None
        return cls(database.connect(path), path, writable=True)

    @classmethod
    def in_memory(cls) -> Catalogue:
        """An empty catalogue that is gone when it is closed."""
        connection = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
        database.make_tables(connection)
        fill(connection, ())
        return cls(connection, None, writable=True)

    def copy(self) -> Catalogue:
        """The same in memory, where it can be written."""
        with self._using() as connection:
            return Catalogue(database.in_memory(connection), self.path, writable=True)

    def close(self) -> None:
        self.connection.close()

    @contextlib.contextmanager
    def _using(self) -> Iterator[sqlite3.Connection]:
        with self._lock, database.told(self.path):
            yield self.connection

    # -- writing ---------------------------------------------------------------------------

    def put(self, records: Iterable[bytes]) -> int:
        """Take in records, as they lie in their bags, in one transaction; how many were new.

        Raises:
            EcoPrintError: `catalogue-damaged` or `catalogue-unusable`; nothing was taken in.
        """
        with self._using() as connection:
            return fill(connection, records)

    def note(self, name: str, value: str) -> None:
        """Remember a fact about the catalogue."""
        with self._using() as connection:
            _note(connection, name, value)

    def fact(self, name: str) -> str:
        """A fact remembered, "" when there is none."""
        with self._using() as connection:
            row = connection.execute("SELECT value FROM facts WHERE name = ?", (name,)).fetchone()
        return str(row[0]) if row else ""

    @property
    def outdated(self) -> bool:
        """Whether its words were folded in another way than they are now."""
        return self.fact("folding") != folding()

    # -- reading ---------------------------------------------------------------------------

    def names(self) -> set[str]:
        """The names of all bags it knows."""
        with self._using() as connection:
            return {row[0] for row in connection.execute("SELECT name FROM entries")}

    def find(self, query: Query) -> Page:
        """The entries that meet a query."""
        where, values = _conditions(query)
        matched = _match(query)
        among = "e.id IN (SELECT rowid FROM words WHERE words MATCH ?) AND " if matched else ""
        plain = f"FROM entries e WHERE {among}{where}", "e.day DESC, e.id DESC"
        asked = (*((matched,) if matched else ()), *values)
        with self._using() as connection:
            total = int(connection.execute(f"SELECT count(*) {plain[0]}", asked).fetchone()[0])
            ranked = query.sort == "relevance" and matched and total <= _COMMON
            source, order = (f"{_RANKED} AND {where}", _BEST) if ranked else plain
            # Only the identities are sorted; what is shown is fetched for one page.
            ids = connection.execute(
                f"SELECT e.id {source} ORDER BY {order} LIMIT ? OFFSET ?",
                (*asked, query.limit, query.offset),
            ).fetchall()
            rows = [connection.execute(_ONE, row).fetchone() for row in ids]
        return Page(total, tuple(_hit(_entry(row), query) for row in rows))

    def entry(self, key: str) -> Entry:
        """The entry that an identifier, a bag's name, or the beginning of one names.

        Raises:
            EcoPrintError: `entry-unknown` or `entry-ambiguous`.
        """
        rows = next(filter(None, map(self._named, _ways(key))), [])
        if not rows:
            raise failures.no_entry(key)
        if len(rows) > 1:
            raise failures.many_entries(key, [_entry(row).record.name for row in rows])
        return _entry(rows[0])

    def _named(self, way: tuple[str, tuple[str, ...]]) -> list[tuple[bytes, str]]:
        condition, values = way
        with self._using() as connection:
            return connection.execute(
                f"SELECT r.record, {_STATE} FROM {_BOTH} WHERE {condition} ORDER BY e.name LIMIT 6",
                values,
            ).fetchall()

    def acts_on(self, identifier: str) -> tuple[tuple[Record, Act], ...]:
        """All that was done to an issue after it was taken in, in time order."""
        with self._using() as connection:
            rows = connection.execute(
                "SELECT r.record FROM records r JOIN (SELECT DISTINCT entry, moment FROM acts "
                "WHERE target = ?) a ON r.id = a.entry ORDER BY a.moment, a.entry",
                (identifier,),
            ).fetchall()
        records = [read_record(row[0]) for row in rows]
        return tuple((r, act) for r in records for act in r.acts if act.target == identifier)

    # -- checking --------------------------------------------------------------------------

    def faults(self) -> Iterator[Diagnostic]:
        """What is wrong with the database file itself."""
        with self._using() as connection:
            said = [row[0] for row in connection.execute("PRAGMA integrity_check(5)")]
            if self.writable and said == ["ok"]:
                connection.execute("INSERT INTO words(words) VALUES ('integrity-check')")
        if said != ["ok"]:
            yield failures.catalogue_damaged(str(self.path or ":memory:"), "; ".join(said))

    def differences(self, data: bytes) -> Iterator[Diagnostic]:
        """What the catalogue says otherwise of a bag than the bag's record."""
        record = read_record(data)
        with self._using() as connection:
            row = connection.execute(
                f"SELECT e.id, r.record, day, number, met FROM {_BOTH} WHERE name = ?",
                (record.name,),
            ).fetchone()
            if row is None:
                yield failures.catalogue_differs(record.name, "-")
                return
            if tuple(row[1:]) != (data, *_columns(record)):
                yield failures.catalogue_differs(record.name, "record")
            asked = phrase(record.card.title) if record.card else ""
            hits = "SELECT 1 FROM words WHERE words MATCH ? AND rowid = ?"
            if asked and not connection.execute(hits, (asked, row[0])).fetchone():
                yield failures.catalogue_differs(record.name, "words")


def fill(connection: sqlite3.Connection, records: Iterable[bytes]) -> int:
    """Take in records in one transaction; how many were new."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        new = sum(_inserted(connection, read_record(data), data) for data in records)
        _note(connection, "folding", folding())
        connection.execute("COMMIT")
    except BaseException:
        with contextlib.suppress(sqlite3.Error):
            connection.execute("ROLLBACK")
        raise
    return new


def _inserted(connection: sqlite3.Connection, record: Record, data: bytes) -> bool:
    known = connection.execute(
        f"SELECT e.id, r.record FROM {_BOTH} WHERE e.identifier = ?", (record.identifier,)
    ).fetchone()
    if known is not None and known[1] == data:
        return False
    if known is not None:  # its bag was lost, and the issue came in again
        _forget(connection, *known)
    cursor = connection.execute(
        "INSERT INTO entries (identifier, name, issue, day, number, met) VALUES (?, ?, ?, ?, ?, ?)",
        (record.identifier, record.name, record.card is not None, *_columns(record)),
    )
    number = cursor.lastrowid
    connection.execute("INSERT INTO records VALUES (?, ?)", (number, data))
    moment = record.moment.isoformat()
    connection.executemany(
        "INSERT INTO acts (entry, action, target, moment) VALUES (?, ?, ?, ?)",
        [(number, act.action.value, act.target, moment) for act in record.acts],
    )
    if record.card is not None:
        connection.execute(
            "INSERT INTO words (rowid, title, people, about, body) VALUES (?, ?, ?, ?, ?)",
            (number, *(indexed(text) for _, text in _fields(record.card))),
        )
    return True


def _forget(connection: sqlite3.Connection, number: int, data: bytes) -> None:
    card = read_record(data).card
    if card is not None:
        connection.execute(
            "INSERT INTO words (words, rowid, title, people, about, body) "
            "VALUES ('delete', ?, ?, ?, ?, ?)",
            (number, *(indexed(text) for _, text in _fields(card))),
        )
    connection.execute("DELETE FROM acts WHERE entry = ?", (number,))
    connection.execute("DELETE FROM records WHERE id = ?", (number,))
    connection.execute("DELETE FROM entries WHERE id = ?", (number,))


def _columns(record: Record) -> tuple[str, int | None, str]:
    card = record.card
    digits = card.number if card else ""
    # SQLite holds 64 bits; an issue number with more digits is text and nothing else.
    number = int(digits) if digits.isdecimal() and len(digits) < 18 else None
    return record.day.isoformat(), number, card.met if card else ""


def _fields(card: Card) -> tuple[tuple[str, str], ...]:
    """What is searched: the columns of the index and their text."""
    people = " ".join(f"{credit.role} {'、'.join(credit.people)}" for credit in card.credits)
    number = f"第{card.number}期" if card.number else ""
    about = (card.publication, number, card.organ, card.editor, card.serial, card.dateline)
    return (
        ("title", " ".join(filter(None, (card.kicker, card.title, card.subtitle)))),
        ("people", people),
        ("about", " ".join(filter(None, about))),
        ("body", card.text),
    )


def _note(connection: sqlite3.Connection, name: str, value: str) -> None:
    connection.execute("INSERT OR REPLACE INTO facts VALUES (?, ?)", (name, value))


# -- the query in SQL ----------------------------------------------------------------------


def _conditions(query: Query) -> tuple[str, tuple[Any, ...]]:
    """What must hold besides the words, and the values in it."""
    # The plus keeps SQLite from walking all issues where the index of numbers tells them.
    conditions = ["+e.issue = 1" if any(t.numbers for t in query.terms) else "e.issue = 1"]
    values: list[Any] = []
    for term in query.terms:
        if term.days is not None or term.numbers is not None:
            condition, given = _limit(term)
            conditions.append(condition)
            values += given
    if query.state is not None:
        conditions.append(f"{_STATE} = ?")
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


def _ways(key: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """How a key may name an entry, the most exact first."""
    with contextlib.suppress(ValueError):
        yield "e.identifier = ?", (UUID(key).urn,)
    yield "e.name = ?", (key,)
    if key:
        yield "e.name >= ? AND e.name < ?", (key, f"{key}\U0010ffff")
    if len(key) >= 4 and key.isalnum():
        yield "replace(e.identifier, '-', '') LIKE ?", (f"urn:uuid:{key}%",)


def _entry(row: tuple[bytes, str]) -> Entry:
    return Entry(read_record(row[0]), State(row[1]))


def _hit(entry: Entry, query: Query) -> Hit:
    card = entry.record.card
    if card is None:
        return Hit(entry)
    asked = (*query.texts, *query.people, query.organ)
    fields = _fields(card)
    found = (next(_everywhere(term, fields), None) for term in asked)
    return Hit(entry, tuple(dict.fromkeys(place for place in found if place is not None)))


def _everywhere(term: str, fields: Iterable[tuple[str, str]]) -> Iterator[Found]:
    for name, text in fields:
        yield from places(term, name, text)
