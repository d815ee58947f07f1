"""Keeping the catalogue abreast of the bags: what it missed it takes in, and when it is lost,
a new one is made from the bags alone.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from ..diagnostics import Diagnostic, EcoPrintError
from . import failures, faults
from .catalogue import Catalogue
from .catalogue import database as files
from .catalogue.filling import fill
from .records import RECORD, read_record
from .stores import Store

#: How many bags are taken in together while a catalogue is made.
_BATCH = 200
#: How many seconds an open archive goes without asking what others added, where only a list of
#: all bags can tell. What is added here is known at once.
PATIENCE = 60.0


@dataclass(frozen=True, slots=True)
class Reindexed:
    """What making the catalogue anew came to."""

    entries: int
    findings: tuple[Diagnostic, ...]


class Index:
    """The catalogue of a store, in `folder`. It may be used from several threads."""

    def __init__(self, store: Store, folder: Path) -> None:
        self._store = store
        self._folder = folder
        self._lock = threading.RLock()
        self._catalogue: Catalogue | None = None
        self._looked = -PATIENCE

    def close(self) -> None:
        """Let go of the catalogue; it is opened again when it is needed."""
        with self._lock:
            if self._catalogue is not None:
                self._catalogue.close()
                self._catalogue = None

    def abreast(self) -> Catalogue:
        """The catalogue with all bags in it.

        Raises:
            EcoPrintError: `catalogue-damaged`, `catalogue-unusable`, `archive-unreachable`.
        """
        self.refresh()
        return self._opened()

    def put(self, record: bytes) -> None:
        """Take in one record as it lies in its bag. Raises EcoPrintError: `catalogue-…`."""
        self._opened().put([record])

    def look_again(self) -> None:
        """Ask what others added, however lately it was asked."""
        self._looked = -PATIENCE

    def names(self) -> tuple[str, ...]:
        """The names of all bags in place, sorted. Raises EcoPrintError: `archive-unreachable`."""
        try:
            return tuple(sorted(self._store.names()))
        except OSError as reason:
            raise failures.not_reached(self._store.location, reason) from reason

    def refresh(self) -> tuple[Diagnostic, ...]:
        """Take in what came without the catalogue; bags that are gone or cannot be read.

        Raises:
            EcoPrintError: as `abreast`.
        """
        with self._lock:
            catalogue, stamp = self._opened(), self._stamp()
            if stamp and stamp == catalogue.fact("stamp"):
                return ()
            if not self._store.stamps and time.monotonic() - self._looked < PATIENCE:
                return ()
            self._looked = time.monotonic()
            known, here = catalogue.names(), set(self.names())
            records, findings = self._records(sorted(here - known))
            if records and not catalogue.writable:
                self._catalogue = catalogue = catalogue.copy()
            if records:
                catalogue.put(records)
            findings += tuple(map(failures.bag_vanished, sorted(known - here)))
            if stamp and not findings and catalogue.writable:
                catalogue.remember("stamp", stamp)
            return findings

    def _stamp(self) -> str:
        try:
            return self._store.stamp()
        except OSError as reason:
            raise failures.not_reached(self._store.location, reason) from reason

    def reindex(self, progress: Callable[[int, int], None] | None = None) -> Reindexed:
        """Make the catalogue anew from the bags alone; it takes the old one's place.

        `progress` is told how many bags are read, of how many.

        Raises:
            EcoPrintError: `catalogue-unusable`, `archive-unreachable`; the old one is kept.
        """
        names = self.names()
        findings: tuple[Diagnostic, ...] = ()
        try:
            with files.told(self._folder), files.new_file(self._folder) as connection:
                for start in range(0, len(names), _BATCH):
                    records, found = self._records(names[start : start + _BATCH])
                    fill(connection, records)
                    findings += found
                    if progress is not None:
                        progress(min(start + _BATCH, len(names)), len(names))
        except OSError as reason:
            raise failures.catalogue_unusable(str(self._folder), reason) from reason
        self.close()
        self.look_again()
        self._forget_older()
        return Reindexed(len(names) - len(findings), findings)

    def _records(self, names: Iterable[str]) -> tuple[list[bytes], tuple[Diagnostic, ...]]:
        """The records of bags, and what is wrong with those that cannot be read."""
        records: list[bytes] = []
        findings: list[Diagnostic] = []
        for name in names:
            try:
                data = self._store.open(name).read(RECORD)
                said = read_record(data).name
            except (OSError, ValueError) as reason:
                findings.append(faults.bag_unreadable(name, reason))
                continue
            if said == name:
                records.append(data)
            else:
                findings.append(faults.record_differs(name, said))
        return records, tuple(findings)

    def _forget_older(self) -> None:
        current = files.newest(self._folder)
        for path in files.older(self._folder, current) if current else ():
            path.unlink(missing_ok=True)

    def faults(self) -> tuple[Diagnostic, ...]:
        """What is wrong with the catalogue as a file, and where it and the bags disagree."""
        self.look_again()
        try:
            return (*self.refresh(), *self._opened().faults())
        except EcoPrintError as reason:
            return reason.findings

    def differences(self, record: bytes) -> tuple[Diagnostic, ...]:
        """What the catalogue says otherwise than a record as it lies in its bag."""
        try:
            return tuple(self.abreast().differences(record))
        except EcoPrintError as reason:
            return reason.findings

    def _opened(self) -> Catalogue:
        with self._lock:
            if self._catalogue is None or self._catalogue.path != files.newest(self._folder):
                self._catalogue = Catalogue.open(self._folder)
                if self._catalogue.outdated and self._catalogue.writable:
                    self.reindex()
                    self._catalogue = Catalogue.open(self._folder)
            return self._catalogue
