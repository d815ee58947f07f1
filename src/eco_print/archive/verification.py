"""Whether what is kept is what was issued: the bag, its signature, the catalogue's entry, the
conformance of its files, and whether the bag's own contents still make the same bytes.

Judging PDFs and building bulletins are other stages' work: they are handed in as `Means`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path

from ..diagnostics import Diagnostic, EcoPrintError, Severity, Text
from . import faults
from .archive import Added, Archive
from .bag import SIGNATURE, SIGNED
from .fixity import Contents, content_faults, contents
from .records import RECORD, Act, Action, Record, read_record


class Check(StrEnum):
    """What is looked at."""

    BAG = "bag"
    SIGNATURE = "signature"
    CATALOGUE = "catalogue"
    CONFORMANCE = "conformance"
    REBUILD = "rebuild"


class Outcome(StrEnum):
    """What a check came to. "none" says that there was nothing to check; "unproven" that what
    is kept may well be sound, but that other versions than those it was made with cannot tell.
    """

    PASSED = "passed"
    FAILED = "failed"
    NONE = "none"
    UNPROVEN = "unproven"


@dataclass(frozen=True, slots=True)
class Remade:
    """Products made again from a bag, by their paths in it.

    `changes` tell what is not as it was when they were made first, `stopped` why they could
    not be made, `looks` how the pages of those whose bytes differ compare to the eye.
    """

    products: Mapping[str, bytes]
    changes: tuple[Text, ...] = ()
    stopped: tuple[Diagnostic, ...] = ()
    looks: Mapping[str, Text] = field(default_factory=dict)


Files = Mapping[str, bytes]


@dataclass(frozen=True, slots=True)
class Means:
    """How to judge a bag's products and how to make them again; None leaves the check out.

    `judge` gives findings on the PDFs among a bag's files, None when there are none. `remake`
    gives None for a bag that this program did not make. Both raise EcoPrintError when they
    cannot. `authority` is a file of certificates that signers must come from.
    """

    judge: Callable[[Files], tuple[Diagnostic, ...] | None] | None = None
    remake: Callable[[Files], Remade | None] | None = None
    authority: Path | None = None


@dataclass(frozen=True, slots=True)
class Result:
    """One check of one bag, and what it found."""

    check: Check
    outcome: Outcome
    findings: tuple[Diagnostic, ...] = ()


@dataclass(frozen=True, slots=True)
class Verdict:
    """All checks of one bag. `record` is None when it could not be read."""

    name: str
    record: Record | None
    results: tuple[Result, ...] = field(default=())

    @property
    def passed(self) -> bool:
        """Whether no check failed."""
        return all(result.outcome is not Outcome.FAILED for result in self.results)

    @property
    def findings(self) -> tuple[Diagnostic, ...]:
        """What all checks found."""
        return tuple(finding for result in self.results for finding in result.findings)


def verify(archive: Archive, name: str, means: Means) -> Verdict:
    """Check the bag `name` by all means. Never raises for what is wrong with it."""
    try:
        found = contents(archive.store.open(name))
    except OSError as reason:
        unreadable = _result(Check.BAG, (faults.bag_unreadable(name, reason),))
        return Verdict(name, None, (unreadable,))
    files = found.files
    record, misplaced = _record(name, files)
    results = [_result(Check.BAG, (*misplaced, *_bag_faults(archive, name, found)))]
    results += _signature(name, files, means)
    if RECORD in files and record is not None:
        results.append(_result(Check.CATALOGUE, archive.index.differences(files[RECORD])))
    if record is None or record.card is not None:
        results += _products(name, files, means)
    return Verdict(name, record, tuple(results))


def _result(check: Check, findings: Iterable[Diagnostic]) -> Result:
    findings = tuple(findings)
    failed = any(finding.severity is Severity.ERROR for finding in findings)
    return Result(check, Outcome.FAILED if failed else Outcome.PASSED, findings)


def _record(name: str, files: Files) -> tuple[Record | None, tuple[Diagnostic, ...]]:
    try:
        record = read_record(files.get(RECORD, b""))
    except ValueError:
        return None, ()  # fixity names the file
    wrong = (faults.record_differs(name, record.name),) if record.name != name else ()
    return record, wrong


def _bag_faults(archive: Archive, name: str, found: Contents) -> Iterator[Diagnostic]:
    wrong = tuple(content_faults(found, name))
    yield from wrong
    try:
        if not wrong and archive.store.damage(name):
            yield faults.serial_changed(name)
    except OSError as reason:
        yield faults.bag_unreadable(name, reason)


def _signature(name: str, files: Files, means: Means) -> Iterator[Result]:
    if SIGNATURE not in files:
        return
    from .signature import verify as verify_signature

    try:
        verified = verify_signature(files.get(SIGNED, b""), files[SIGNATURE], means.authority)
    except EcoPrintError as reason:
        yield Result(Check.SIGNATURE, Outcome.FAILED, reason.findings)
        return
    if verified.valid:
        yield _result(Check.SIGNATURE, (faults.signed_by(name, verified.signer),))
    else:
        yield _result(Check.SIGNATURE, (faults.signature_wrong(name, verified.why),))


def _products(name: str, files: Files, means: Means) -> Iterator[Result]:
    if means.judge is not None:
        yield _judged(files, means.judge)
    if means.remake is not None:
        yield _remade(name, files, means.remake)


def _judged(files: Files, judge: Callable[[Files], tuple[Diagnostic, ...] | None]) -> Result:
    try:
        findings = judge(files)
    except EcoPrintError as reason:
        return Result(Check.CONFORMANCE, Outcome.FAILED, reason.findings)
    if findings is None:
        return Result(Check.CONFORMANCE, Outcome.NONE)
    return _result(Check.CONFORMANCE, findings)


def _remade(name: str, files: Files, remake: Callable[[Files], Remade | None]) -> Result:
    try:
        remade = remake(files)
    except EcoPrintError as reason:
        return Result(Check.REBUILD, Outcome.FAILED, reason.findings)
    if remade is None:
        return Result(Check.REBUILD, Outcome.NONE)
    found = (*remade.stopped, *_unlike(name, files, remade))
    if found and remade.changes:
        found = tuple(replace(finding, severity=Severity.WARNING) for finding in found)
        found = (*found, faults.rebuilt_by_others(remade.changes))
        return Result(Check.REBUILD, Outcome.UNPROVEN, found)
    if found and not remade.stopped:
        found = (*found, faults.rebuilt_unexplained())
    return _result(Check.REBUILD, found)


def _unlike(name: str, files: Files, remade: Remade) -> Iterator[Diagnostic]:
    from .difference import differences

    for path, made in sorted(remade.products.items()):
        for difference in differences(files.get(path, b""), made):
            yield faults.rebuilt_differs(name, path, difference.message)
        if path in remade.looks:
            yield faults.rebuilt_looks(name, path, remade.looks[path])


def keep_account(archive: Archive, verdicts: Iterable[Verdict]) -> Added | None:
    """Keep what checks came to in the archive itself; None when there is nothing to keep.

    Raises:
        EcoPrintError: as `Archive.add`.
    """
    acts = [_act(verdict) for verdict in verdicts if verdict.record and verdict.record.card]
    return archive.note(acts, "check") if acts else None


def _act(verdict: Verdict) -> Act:
    done = [r.check.value for r in verdict.results if r.outcome is not Outcome.NONE]
    wrong = [finding.message.zh for finding in verdict.findings if _is_error(finding)]
    said = "；".join(("、".join(done), *wrong[:5]))
    target = verdict.record.identifier if verdict.record else ""
    outcome = Outcome.PASSED if verdict.passed else Outcome.FAILED
    return Act(Action.CHECK, target, note=said, outcome=outcome.value)


def _is_error(finding: Diagnostic) -> bool:
    return finding.severity is Severity.ERROR
