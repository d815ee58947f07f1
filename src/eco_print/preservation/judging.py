"""Judging an issue's products, before they are kept and as long as they are.

It is done in child processes with limits: what lies in an archive is input like any other.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from pathlib import PurePosixPath

from ..archive import Files
from ..config import Limits
from ..diagnostics import Diagnostic, Severity, Text, warning
from ..isolation import run_all
from ..preflight import Limits as PreflightLimits
from ..preflight import PreflightReport, check
from ..profile import Profile
from .making import making_of

#: Preflight starts a Java virtual machine, which reserves far more than it uses.
WORK = Limits(seconds=600, memory=16_384)


def judge(
    products: Mapping[Profile, bytes], limits: PreflightLimits | None = None
) -> dict[Profile, PreflightReport]:
    """What preflight says of products, by profile.

    Raises:
        EcoPrintError: `limit-time`, `limit-memory` for a product that costs too much to judge.
    """
    tasks = [partial(check, data, profile, limits) for profile, data in products.items()]
    outcomes = run_all(tasks, WORK)
    reports = {outcome.index: outcome.get() for outcome in outcomes}
    return {profile: reports[index] for index, profile in enumerate(products)}


def verdict(reports: Mapping[Profile, PreflightReport]) -> tuple[Diagnostic, ...]:
    """That the archive file does not conform, and why; nothing when it does."""
    report = reports.get(Profile.ARCHIVE)
    if report is None or report.passed:
        return ()
    errors = [f for f in report.diagnostics if f.severity is Severity.ERROR]
    codes = ", ".join(dict.fromkeys(finding.code for finding in errors))
    told = warning(
        "archive-nonconforming",
        Text(
            zh=f"存档文件不合规，照样入库并记录在案：{codes}",
            en=f"the archive file does not conform; it is kept, and the fact with it: {codes}",
        ),
        hint=Text(
            zh="改正后再入库一份替代它；--strict 则拒收",
            en="mend it and keep another in its place; --strict refuses it",
        ),
    )
    return (told, *(replace(finding, severity=Severity.WARNING) for finding in errors))


def judge_bag(files: Files) -> tuple[Diagnostic, ...] | None:
    """What preflight says of the products in a bag; None when it holds none.

    Raises:
        EcoPrintError: `rebuild-impossible` when the bag's account of its making is no use.
    """
    making = making_of(files)
    named = making.products if making else _products(files)
    found = {
        profile: files[f"data/{path}"] for profile, path in named.items() if f"data/{path}" in files
    }
    if not found:
        return None
    reports = judge(found, making.preflight if making else None)
    return tuple(finding for report in reports.values() for finding in report.diagnostics)


def _products(files: Files) -> dict[Profile, str]:
    """The PDF of a bag that this program did not make: judged as what it is kept for."""
    paths = [path for path in files if PurePosixPath(path).match("data/*.pdf")]
    return {Profile.ARCHIVE: paths[0].removeprefix("data/")} if paths else {}
