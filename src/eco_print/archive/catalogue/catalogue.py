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
from uuid import UUID

from ...diagnostics import Diagnostic
from .. import failures
from ..records import Act, Record, read_record
from . import database
from .entries import BOTH, SHOWN, Entry, Page, entry_of
from .filling import columns, fill, remember
from .finding import find
from .query import Query
from .words import folding, phrase


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

    def remember(self, name: str, value: str) -> None:
        """Remember a fact about the catalogue."""
        with self._using() as connection:
            remember(connection, name, value)

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
        with self._using() as connection:
            return find(connection, query)

    def entry(self, key: str) -> Entry:
        """The entry that an identifier, a bag's name, or the beginning of one names.

        Raises:
            EcoPrintError: `entry-unknown` or `entry-ambiguous`.
        """
        rows = next(filter(None, map(self._named, _ways(key))), [])
        if not rows:
            raise failures.no_entry(key)
        if len(rows) > 1:
            raise failures.many_entries(key, [entry_of(row).record.name for row in rows])
        return entry_of(rows[0])

    def _named(self, way: tuple[str, tuple[str, ...]]) -> list[tuple[bytes, str]]:
        condition, values = way
        with self._using() as connection:
            return connection.execute(
                f"SELECT {SHOWN} FROM {BOTH} WHERE {condition} ORDER BY e.name LIMIT 6",
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
                f"SELECT e.id, r.record, day, number, met FROM {BOTH} WHERE name = ?",
                (record.name,),
            ).fetchone()
            if row is None:
                yield failures.catalogue_differs(record.name, "-")
                return
            if tuple(row[1:]) != (data, *columns(record)):
                yield failures.catalogue_differs(record.name, "record")
            asked = phrase(record.card.title) if record.card else ""
            hits = "SELECT 1 FROM words WHERE words MATCH ? AND rowid = ?"
            if asked and not connection.execute(hits, (asked, row[0])).fetchone():
                yield failures.catalogue_differs(record.name, "words")


def _ways(key: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """How a key may name an entry, the most exact first."""
    with contextlib.suppress(ValueError):
        yield "e.identifier = ?", (UUID(key).urn,)
    yield "e.name = ?", (key,)
    if key:
        yield "e.name >= ? AND e.name < ?", (key, f"{key}\U0010ffff")
    if len(key) >= 4 and key.isalnum():
        yield "replace(e.identifier, '-', '') LIKE ?", (f"urn:uuid:{key}%",)
