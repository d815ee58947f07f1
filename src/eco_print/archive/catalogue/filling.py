"""Taking records into the catalogue: its rows, and the words they are found by."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterable

from ..records import Card, Record, read_record
from .entries import BOTH
from .words import folding, indexed


def fill(connection: sqlite3.Connection, records: Iterable[bytes]) -> int:
    """Take in records in one transaction; how many were new."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        new = sum(_inserted(connection, read_record(data), data) for data in records)
        remember(connection, "folding", folding())
        connection.execute("COMMIT")
    except BaseException:
        with contextlib.suppress(sqlite3.Error):
            connection.execute("ROLLBACK")
        raise
    return new


def _inserted(connection: sqlite3.Connection, record: Record, data: bytes) -> bool:
    known = connection.execute(
        f"SELECT e.id, r.record FROM {BOTH} WHERE e.identifier = ?", (record.identifier,)
    ).fetchone()
    if known is not None and known[1] == data:
        return False
    if known is not None:  # its bag was lost, and the issue came in again
        _forget(connection, *known)
    cursor = connection.execute(
        "INSERT INTO entries (identifier, name, issue, day, number, met) VALUES (?, ?, ?, ?, ?, ?)",
        (record.identifier, record.name, record.card is not None, *columns(record)),
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
            (number, *(indexed(text) for _, text in fields(record.card))),
        )
    return True


def _forget(connection: sqlite3.Connection, number: int, data: bytes) -> None:
    card = read_record(data).card
    if card is not None:
        connection.execute(
            "INSERT INTO words (words, rowid, title, people, about, body) "
            "VALUES ('delete', ?, ?, ?, ?, ?)",
            (number, *(indexed(text) for _, text in fields(card))),
        )
    connection.execute("DELETE FROM acts WHERE entry = ?", (number,))
    connection.execute("DELETE FROM records WHERE id = ?", (number,))
    connection.execute("DELETE FROM entries WHERE id = ?", (number,))


def columns(record: Record) -> tuple[str, int | None, str]:
    card = record.card
    digits = card.number if card else ""
    # SQLite holds 64 bits; an issue number with more digits is text and nothing else.
    number = int(digits) if digits.isdecimal() and len(digits) < 18 else None
    return record.day.isoformat(), number, card.met if card else ""


def fields(card: Card) -> tuple[tuple[str, str], ...]:
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


def remember(connection: sqlite3.Connection, name: str, value: str) -> None:
    """Remember a fact about the catalogue."""
    connection.execute(
        "INSERT INTO facts VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value "
        "WHERE value <> excluded.value",
        (name, value),
    )
