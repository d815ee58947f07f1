"""The archive: bags kept for good, and a catalogue of them.

A deposit goes in and becomes a bag; a bag that is in place is an entry, whatever happens to
the process that put it there. The catalogue follows: what it missed it takes in from the bags
the next time the archive is opened. Nothing in a bag is ever changed; corrections are bags of
their own that name the issue they correct.
"""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from ..cache import cache_folder
from ..diagnostics import Diagnostic, EcoPrintError, ExitCode
from . import accession as accessions
from . import failures, faults
from .accession import Accession
from .bag import Bag
from .catalogue import Entry, Page, Query
from .events import Log
from .fixity import fixity
from .index import Index
from .places import Place, open_store, understand
from .premis import PREMIS, read_log
from .records import (
    RECORD,
    Act,
    Action,
    Deposit,
    Record,
    State,
    read_record,
)
from .stores import AlreadyThereError, Store

#: Signs the bytes of a manifest: a detached signature.
Signer = Callable[[bytes], bytes]


@dataclass(frozen=True, slots=True)
class Added:
    """What adding came to. `new` is False when the same issue was kept before."""

    record: Record
    new: bool
    findings: tuple[Diagnostic, ...] = ()


@dataclass(frozen=True, slots=True)
class Past:
    """The history of an entry: the events of its bag, and what was done to it since."""

    log: Log
    acts: tuple[tuple[Record, Act], ...]


def open_archive(location: str | Path, *, create: bool = False) -> Archive:
    """The archive at a folder or URL; made there when there is none and `create`.

    Raises:
        EcoPrintError: `archive-missing`, `archive-foreign`, `archive-newer`,
            `archive-unwritable`, `archive-driver` or `archive-unreachable`.
    """
    place = understand(location)
    return Archive(open_store(place, create=create), _catalogue_folder(place))


def _catalogue_folder(place: Place) -> Path:
    if place.folder is not None and place.catalogue_inside:
        return place.folder / "catalogue"
    name = hashlib.sha256(place.location.encode()).hexdigest()[:20]
    return cache_folder() / "archives" / name


class Archive:
    """An open archive. It may be used from several threads; many processes may share it."""

    def __init__(self, store: Store, catalogue_folder: Path) -> None:
        self.store = store
        self.location = store.location
        self.index = Index(store, catalogue_folder)

    def close(self) -> None:
        """Let go of the catalogue."""
        self.index.close()

    def __enter__(self) -> Archive:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # -- taking in -------------------------------------------------------------------------

    def add(self, deposit: Deposit, acts: Iterable[Act] = (), sign: Signer | None = None) -> Added:
        """Keep an issue. `acts` are corrections that come with it; `sign` signs the manifest.

        When this returns, the entry is in place and durable. The findings are warnings about
        the catalogue.

        Raises:
            EcoPrintError: `archive-full`, `archive-unwritable`, `correction-wrong`, or
                `entry-damaged`: the issue was kept before, and what is kept is no longer
                sound. Nothing was added then.
        """
        accession = accessions.issue(deposit, tuple(acts), signed=sign is not None)
        record = accession.record
        if any(act.target == record.identifier for act in record.acts):
            raise failures.wrong_correction(
                "内容完全相同，不能替代自己", "it is the same issue: it cannot replace itself"
            )
        try:
            return self._put(accession, sign)
        except AlreadyThereError:
            return self._added_before(record)

    def _added_before(self, record: Record) -> Added:
        if wrong := fixity(self.bag(record.name)):
            raise EcoPrintError(ExitCode.FILE_ACCESS, failures.kept_damaged(record.name), *wrong)
        kept = self.record(record.name)
        if kept.identifier != record.identifier:
            raise failures.name_taken(record.name)
        findings = self._note_acts(record.acts)
        return Added(kept, new=False, findings=findings)

    def _note_acts(self, acts: tuple[Act, ...]) -> tuple[Diagnostic, ...]:
        return self.note(acts, "notice").findings if acts else ()

    def note(self, acts: Iterable[Act], kind: str) -> Added:
        """Keep a notice of what was done to issues: a bag with a record and no more.

        Raises:
            EcoPrintError: as `add`.
        """
        return self._put(accessions.notice(tuple(acts), kind), None)

    def _put(self, accession: Accession, sign: Signer | None) -> Added:
        record = accession.record
        signature = sign(accession.signed) if sign else None
        try:
            self.store.put(record.name, accession.sealed(signature))
        except OSError as reason:
            raise failures.not_written(self.location, reason) from reason
        try:
            self.index.put(accession.payload[RECORD])
        except EcoPrintError as reason:
            behind = failures.catalogue_behind(record.name, reason.findings[0])
            return Added(record, new=True, findings=(behind,))
        return Added(record, new=True)

    # -- corrections -----------------------------------------------------------------------

    def withdraw(self, key: str, reason: str) -> Added:
        """Say that an issue no longer stands. It stays, and so does the reason.

        Raises:
            EcoPrintError: `entry-unknown`, `correction-wrong`, or as `add`.
        """
        return self.note([self.correction(Action.WITHDRAW, key, reason)], "notice")

    def supersede(self, key: str, by: str, reason: str) -> Added:
        """Say that another issue, already kept, stands in the place of one.

        Raises:
            EcoPrintError: `entry-unknown`, `correction-wrong`, or as `add`.
        """
        act = self.correction(Action.SUPERSEDE, key, reason)
        successor = self.entry(by).record
        if successor.card is None or successor.identifier == act.target:
            raise failures.wrong_correction(
                f"{successor.name} 不能替代 {key}", f"{successor.name} cannot replace {key}"
            )
        if any(a.by == act.target for _, a in self.index.abreast().acts_on(successor.identifier)):
            raise failures.wrong_correction(
                f"{successor.name} 已被 {key} 替代",
                f"{successor.name} is itself superseded by {key}",
            )
        return self.note([replace(act, by=successor.identifier)], "notice")

    def correction(self, action: Action, key: str, reason: str) -> Act:
        """An act on the issue that `key` names, for `add` or `note`.

        Raises:
            EcoPrintError: `entry-unknown`, `entry-ambiguous` or `correction-wrong`.
        """
        if not reason.strip():
            raise failures.wrong_correction("更正须说明理由", "a correction needs a reason")
        target = self.entry(key)
        if target.record.card is None:
            raise failures.wrong_correction(
                f"{target.record.name} 不是简报", f"{target.record.name} is not an issue"
            )
        if target.state is State.WITHDRAWN:
            raise failures.wrong_correction(
                f"{target.record.name} 已经撤回", f"{target.record.name} is already withdrawn"
            )
        return Act(action, target.record.identifier, reason.strip())

    # -- finding ---------------------------------------------------------------------------

    def find(self, query: Query) -> Page:
        """The issues that meet a query. Raises EcoPrintError: `catalogue-…`."""
        return self.index.abreast().find(query)

    def entry(self, key: str) -> Entry:
        """The entry of an identifier, a bag's name, or the beginning of one.

        Raises:
            EcoPrintError: `entry-unknown`, `entry-ambiguous`, or `catalogue-…`.
        """
        return self.index.abreast().entry(key)

    def past(self, record: Record) -> Past:
        """The history of an entry.

        Raises:
            EcoPrintError: `catalogue-…`, or `bag-unreadable`.
        """
        bag = self.bag(record.name)
        with self._reading(record.name):
            log = read_log(bag.read(PREMIS)) if PREMIS in bag.paths() else Log()
        return Past(log, self.index.abreast().acts_on(record.identifier))

    def bag(self, name: str) -> Bag:
        """A bag, by its name. Raises EcoPrintError: `bag-unreadable`."""
        with self._reading(name):
            return self.store.open(name)

    def record(self, name: str) -> Record:
        """The record in a bag. Raises EcoPrintError: `bag-unreadable`."""
        with self._reading(name):
            return read_record(self.store.open(name).read(RECORD))

    def names(self) -> tuple[str, ...]:
        """The names of all bags in place, sorted. Raises EcoPrintError: `archive-unreachable`."""
        return self.index.names()

    @contextlib.contextmanager
    def _reading(self, name: str) -> Iterator[None]:
        try:
            yield
        except (OSError, ValueError) as reason:
            finding = faults.bag_unreadable(name, reason)
            raise EcoPrintError(ExitCode.FILE_ACCESS, finding) from reason
