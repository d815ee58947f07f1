"""`eco-print check`: a preflight for anybody's PDF."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from ..diagnostics import EcoPrintError, ExitCode, Severity, Text, error
from ..preflight import Facts, Finding, Limits, PreflightReport, check
from ..profile import Binding, Profile
from .language import say
from .show import as_data, show_findings


@click.command(
    "check",
    help=say(
        "印前检查：屏幕、付印、归档各看什么，哪一页、哪里、为什么、怎么改。",
        "Preflight a PDF for screen, press or archive: what is wrong, where, why, the remedy.",
    ),
)
@click.argument("files", metavar="FILE.pdf...", nargs=-1, required=True, type=Path)
@click.option(
    "--profile",
    "profiles",
    multiple=True,
    type=click.Choice([profile.value for profile in Profile]),
    help=say("按哪种用途检查；不给则看文件自称", "judge for this; default: what the file claims"),
)
@click.option(
    "--binding",
    type=click.Choice([binding.value for binding in Binding]),
    default="none",
    help=say("装订方式，决定页数", "the binding, which decides the page count"),
)
@click.option("--ink-limit", type=float, metavar="%", help=say("总墨量上限", "total ink limit"))
@click.option("--bleed", type=float, metavar="MM", help=say("出血", "bleed"))
@click.option(
    "--format",
    "form",
    type=click.Choice(["human", "json"]),
    default="human",
    help=say("结果的写法", "how results are written"),
)
def command(
    files: tuple[Path, ...],
    profiles: tuple[str, ...],
    binding: str,
    ink_limit: float | None,
    bleed: float | None,
    form: str,
) -> int:
    """Judge every file; exit code 4 when one will not do."""
    usual = Limits()
    limits = replace(
        usual,
        binding=Binding(binding),
        total_ink=usual.total_ink if ink_limit is None else ink_limit,
        bleed_mm=usual.bleed_mm if bleed is None else bleed,
    )
    wanted = tuple(Profile(name) for name in profiles) or None
    reports = [_checked(file, wanted, limits) for file in files]
    if form == "json":
        data = {"version": 1, "files": [report_data(report) for report in reports]}
        click.echo(json.dumps(data, ensure_ascii=False, indent=2))
    else:
        for report in reports:
            _show(report)
    passed = all(report.passed for report in reports)
    return int(ExitCode.DONE if passed else ExitCode.PREFLIGHT)


def _checked(file: Path, profiles: tuple[Profile, ...] | None, limits: Limits) -> PreflightReport:
    try:
        return check(file, profiles, limits)
    except OSError as reason:
        raise EcoPrintError(
            ExitCode.FILE_ACCESS,
            error(
                "pdf-unreadable",
                Text(zh=f"打不开文件：{file}", en=f"cannot open {file}"),
                hint=Text(zh=f"原因：{reason.strerror}", en=f"reason: {reason.strerror}"),
            ),
        ) from reason


def _show(report: PreflightReport) -> None:
    show_findings(report.diagnostics)
    click.echo(f"{report.name}  {_described(report.facts)}")
    for verdict in report.verdicts:
        mark = click.style("✓", fg="green") if verdict.passed else click.style("✗", fg="red")
        counts = say(
            f"{verdict.errors} 个错误，{verdict.warnings} 个警告",
            f"{verdict.errors} errors, {verdict.warnings} warnings",
        )
        click.echo(f"{mark} {_PROFILES[verdict.profile]}：{counts}")


_PROFILES = {
    Profile.SCREEN: say("屏幕", "screen"),
    Profile.PRESS: say("付印", "press"),
    Profile.ARCHIVE: say("归档", "archive"),
}


def _described(facts: Facts) -> str:
    pages = say(f"{len(facts.pages)} 页", f"{len(facts.pages)} pages")
    plates = " ".join(facts.plates)
    inks = [page.ink.total for page in facts.pages if page.ink and page.ink.total is not None]
    ink = say(f"总墨量最高 {max(inks):.0f}%", f"total ink up to {max(inks):.0f} %") if inks else ""
    return "  ".join(filter(None, (f"PDF {facts.version}", pages, str(facts.claims), plates, ink)))


def report_data(report: PreflightReport) -> dict[str, Any]:
    """A preflight report for JSON."""
    return {
        "file": report.name,
        "claims": str(report.facts.claims),
        "pages": len(report.facts.pages),
        "plates": list(report.facts.plates),
        "ink": [
            {
                "page": page.number,
                "total": page.ink.total,
                "method": page.ink.method,
                "plates": {plate.plate: plate.heaviest for plate in page.ink.plates},
            }
            for page in report.facts.pages
            if page.ink is not None
        ],
        "verdicts": [
            {
                "profile": verdict.profile.value,
                "passed": verdict.passed,
                "errors": verdict.errors,
                "warnings": verdict.warnings,
            }
            for verdict in report.verdicts
        ],
        "findings": [_finding_data(finding) for finding in report.findings],
    }


def _finding_data(finding: Finding) -> dict[str, Any]:
    return {
        **as_data(finding.diagnostic),
        "clause": finding.clause,
        "object": finding.object,
        "count": finding.count,
        "weights": _weights(finding.severities),
        "places": [
            {
                "page": place.page,
                "area_mm": place.area
                and [place.area.x, place.area.y, place.area.width, place.area.height],
            }
            for place in finding.places
        ],
    }


def _weights(severities: Iterable[tuple[Profile, Severity]]) -> dict[str, str]:
    return {profile.value: severity.value for profile, severity in severities}
