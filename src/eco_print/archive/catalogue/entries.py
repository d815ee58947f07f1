"""What the catalogue gives out: entries with their state, alone or found by a query."""

from __future__ import annotations

from dataclasses import dataclass

from ..records import Record, State, read_record
from .words import Found

#: How an issue stands, by the acts on record. `e` is its row.
STATE = """CASE
    WHEN EXISTS (SELECT 1 FROM acts a WHERE a.target = e.identifier AND a.action = 'withdraw')
    THEN 'withdrawn'
    WHEN EXISTS (SELECT 1 FROM acts a WHERE a.target = e.identifier AND a.action = 'supersede')
    THEN 'superseded' ELSE 'current' END"""
#: Entries with their records, which lie apart.
BOTH = "entries e JOIN records r ON r.id = e.id"
#: The columns that `entry_of` reads.
SHOWN = f"r.record, {STATE}"


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


def entry_of(row: tuple[bytes, str]) -> Entry:
    """An entry from the columns `SHOWN`."""
    return Entry(read_record(row[0]), State(row[1]))
