"""The catalogue's database file: opened, made, noticed when damaged, never written over.

A catalogue is derived from bags, so it is never repaired: a new one is made beside the old and
the newest counts. Its name holds the time it was made. A file is in the folder only when it is
complete; a database that is in use is never replaced, which would mix it with a stranger's
write-ahead log.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import sqlite3
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

from ...diagnostics import EcoPrintError, ExitCode
from .. import failures

#: "eco" and the version of the tables.
APPLICATION = 0x65636F
SCHEMA = 3
#: A program that knows other tables makes a catalogue of its own beside this one.
_SUFFIX = f".v{SCHEMA}.sqlite"
_PATIENCE = 60.0  # seconds that one process waits for another's transaction
_DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
_TABLES = """
CREATE TABLE entries (
    id INTEGER PRIMARY KEY,
    identifier TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL UNIQUE,
    day TEXT NOT NULL,
    issue INTEGER NOT NULL,
    number INTEGER,
    met TEXT NOT NULL
);
-- Apart, so that what is sorted and counted stays narrow.
CREATE TABLE records (id INTEGER PRIMARY KEY REFERENCES entries (id), record BLOB NOT NULL);
CREATE INDEX entries_by_day ON entries (issue, day DESC, id DESC);
CREATE INDEX entries_by_number ON entries (number);
CREATE INDEX entries_by_met ON entries (met);
CREATE INDEX entries_of_day ON entries (day);
CREATE TABLE acts (
    entry INTEGER NOT NULL REFERENCES entries (id),
    action TEXT NOT NULL,
    target TEXT NOT NULL,
    moment TEXT NOT NULL
);
CREATE INDEX acts_by_target ON acts (target, action);
CREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE VIRTUAL TABLE words USING fts5 (
    title, people, about, body, content='', tokenize='unicode61 remove_diacritics 2'
);
"""


def newest(folder: Path) -> Path | None:
    """The catalogue that counts, None when there is none."""
    found = sorted(path.name for path in folder.glob(f"[0-9]*{_SUFFIX}"))
    return folder / found[-1] if found else None


def older(folder: Path, current: Path) -> Iterator[Path]:
    """What is left of catalogues before `current`, their logs included."""
    for path in folder.glob(f"[0-9]*{_SUFFIX}*"):
        if not path.name.startswith(current.name) and path.name < current.name:
            yield path


@contextlib.contextmanager
def new_file(folder: Path) -> Iterator[sqlite3.Connection]:
    """A connection to a new catalogue, which counts once the block is left without an error."""
    folder.mkdir(parents=True, exist_ok=True)
    draft = folder / f"draft-{uuid4().hex}{_SUFFIX}"
    try:
        with contextlib.closing(sqlite3.connect(draft, isolation_level=None)) as connection:
            connection.execute("PRAGMA journal_mode = WAL")
            make_tables(connection)
            yield connection
        # Closed, it has no log beside it, and can be renamed as one file.
        draft.rename(folder / f"{time.time_ns():020d}-{uuid4().hex[:8]}{_SUFFIX}")
    finally:
        for leftover in folder.glob(f"{draft.name}*"):
            leftover.unlink(missing_ok=True)


def make_tables(connection: sqlite3.Connection) -> None:
    """Tables for an empty catalogue."""
    connection.executescript(_TABLES)
    connection.execute(f"PRAGMA application_id = {APPLICATION}")
    connection.execute(f"PRAGMA user_version = {SCHEMA}")


def connect(path: Path) -> sqlite3.Connection:
    """A connection for reading and writing, shared with other processes.

    Raises:
        sqlite3.Error: the file is damaged (`is_damage`), gone, or may not be written.
    """
    connection = _opened(path, "mode=rw")
    # Durable is what the bags are; the catalogue need only be whole.
    connection.execute("PRAGMA synchronous = NORMAL")
    return connection


def may_write(path: Path) -> bool:
    """Whether this process may change the catalogue and what lies beside it."""
    return os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)


def connect_to_read(path: Path) -> sqlite3.Connection:
    """A connection where nothing may be written, not even what readers need to share.

    Without a log beside it the file stands still, and is read as it is. With one, SQLite reads
    both only where it finds, or may make, what readers share: else they are read from a copy.
    """
    log = _log(path)
    if not log.exists() or log.stat().st_size == 0:
        return _opened(path, "immutable=1")
    try:
        return _opened(path, "mode=ro")
    except sqlite3.OperationalError:
        return _copied(path)


def _log(path: Path) -> Path:
    return path.with_name(f"{path.name}-wal")


def _copied(path: Path) -> sqlite3.Connection:
    """A catalogue with its log, in memory."""
    with tempfile.TemporaryDirectory(prefix="eco-print-") as folder:
        for file in (path, _log(path)):
            shutil.copyfile(file, Path(folder, file.name))
        with contextlib.closing(_opened(Path(folder, path.name), "mode=rw")) as connection:
            return in_memory(connection)


def in_memory(connection: sqlite3.Connection) -> sqlite3.Connection:
    """The same catalogue in memory, where it can be written."""
    copied = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
    connection.backup(copied)
    return copied


def _opened(path: Path, how: str) -> sqlite3.Connection:
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?{how}",
        uri=True,
        timeout=_PATIENCE,
        isolation_level=None,
        check_same_thread=False,
    )
    try:
        _check(connection, path)
    except BaseException:
        connection.close()
        raise
    return connection


def _check(connection: sqlite3.Connection, path: Path) -> None:
    found = connection.execute("PRAGMA application_id").fetchone()[0]
    version = connection.execute("PRAGMA user_version").fetchone()[0]

    if (found, version) != (APPLICATION, SCHEMA):
        detail = f"version {version}" if found == APPLICATION else "not a catalogue"
        raise EcoPrintError(ExitCode.FILE_ACCESS, failures.catalogue_damaged(str(path), detail))


def is_damage(reason: sqlite3.Error) -> bool:
    """Whether an error says that the file is not what was written."""
    code = getattr(reason, "sqlite_errorcode", None)
    # A table that is gone has been lost, since only complete catalogues are put in place.
    return "no such table" in str(reason) or (code is not None and code & 0xFF in _DAMAGED)


@contextlib.contextmanager
def told(path: Path | None) -> Iterator[None]:
    """Turn what SQLite raises into what a person is told."""
    try:
        yield
    except sqlite3.Error as reason:
        where = os.fspath(path) if path else ":memory:"
        if is_damage(reason):
            finding = failures.catalogue_damaged(where, str(reason))
            raise EcoPrintError(ExitCode.FILE_ACCESS, finding) from reason
        raise failures.catalogue_unusable(where, reason) from reason
