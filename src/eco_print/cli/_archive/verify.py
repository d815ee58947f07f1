"""`eco-print archive verify`: the bag, its signature, conformance, and the same bytes again."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from ...archive import Added, Archive, Check, Outcome, Verdict, keep_account
from ...diagnostics import (
    Diagnostic,
    EcoPrintError,
    ExitCode,
    Severity,
    Text,
    as_data,
    has_errors,
)
from ..language import say
from ..progress import progress
from ..show import show_findings
from .place import archive_option, format_option, opened
from .showing import write_json

CHECKS = {
    Check.BAG: ("档案袋", "bag"),
    Check.SIGNATURE: ("签名", "signature"),
    Check.CATALOGUE: ("目录", "catalogue"),
    Check.CONFORMANCE: ("合规", "conformance"),
    Check.REBUILD: ("重做", "rebuild"),
}
_MARKS = {
    Outcome.PASSED: click.style("✓", fg="green"),
    Outcome.FAILED: click.style("✗", fg="red"),
    Outcome.NONE: "–",
    Outcome.UNPROVEN: click.style("?", fg="yellow"),
}


@click.command(
    "verify",
    help=say(
        "校验馆藏：档案袋每个字节、签名、合规，并用袋中所存重做一遍，应得同样的字节。"
        "不给名称则校验全部。",
        "Verify what is kept: every byte of the bag, signature, conformance, and that the bag's "
        "contents still make the same bytes. Without a name, everything.",
    ),
)
@click.argument("names", metavar="NAME...", nargs=-1)
@click.option(
    "--sample", type=click.IntRange(1), metavar="N", help=say("随机抽 N 份", "N at random")
)
@click.option(
    "--only",
    "checks",
    multiple=True,
    type=click.Choice(["bag", "conformance", "rebuild"]),
    help=say(
        "只做这些，可重复；档案袋总要看", "only these, repeatable; the bag is always looked at"
    ),
)
@click.option(
    "--trust",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="CA.pem",
    help=say("签名人须由此签发", "signers' certificates must come from these"),
)
@click.option(
    "--record", is_flag=True, help=say("把结果存入档案库", "keep the result in the archive")
)
@archive_option
@format_option
def command(
    names: tuple[str, ...],
    sample: int | None,
    checks: tuple[str, ...],
    trust: Path | None,
    location: str | None,
    form: str,
    *,
    record: bool,
) -> int:
    """Verify some or all; exit code 4 when anything is not as it was."""
    from ...preservation import verify

    wanted = set(checks) or {"bag", "conformance", "rebuild"}
    asked = {check: check in wanted for check in ("conformance", "rebuild")}
    verdicts: list[Verdict] = []
    told_once: set[Text] = set()
    with opened(location) as archive:
        chosen, found = _chosen(archive, names, sample)
        show_findings(found)
        with progress() as told:
            for number, name in enumerate(chosen, 1):
                told(number, len(chosen), name)
                verdicts.append(verify(archive, name, authority=trust, **asked))
                if form == "human":
                    told.clear()
                    _show(verdicts[-1], told_once)
        account, unkept = _account(archive, verdicts) if record else (None, ())
    if form == "json":
        write_json(_data(verdicts, found))
    else:
        _conclude(verdicts, account.record.name if account else "")
    show_findings(unkept)
    if unkept:
        return int(ExitCode.FILE_ACCESS)
    sound = all(verdict.passed for verdict in verdicts) and not has_errors(found)
    return int(ExitCode.DONE if sound else ExitCode.PREFLIGHT)


def _account(
    archive: Archive, verdicts: list[Verdict]
) -> tuple[Added | None, tuple[Diagnostic, ...]]:
    """The account of the check as it is kept, or why it is not: what was found is still told."""
    try:
        return keep_account(archive, verdicts), ()
    except EcoPrintError as reason:
        return None, reason.findings


def _chosen(
    archive: Archive, names: tuple[str, ...], sample: int | None
) -> tuple[list[str], tuple[Diagnostic, ...]]:
    """The bags to verify, and what is wrong with the archive as a whole."""
    if names:
        return [_named(archive, name) for name in names], ()
    everything = list(archive.names())
    if sample is not None and sample < len(everything):
        return sorted(random.sample(everything, sample)), ()
    return everything, archive.index.faults()


def _named(archive: Archive, name: str) -> str:
    """The bag's name. It is found without the catalogue when that is damaged."""
    if name in archive.names():
        return name
    try:
        return archive.entry(name).record.name
    except EcoPrintError:
        near = [each for each in archive.names() if each.startswith(name)]
        if len(near) == 1:
            return near[0]
        raise


def _show(verdict: Verdict, told: set[Text]) -> None:
    """A verdict in a line, and what was found. What asks for nothing is said once in a run."""
    marks = "  ".join(f"{_MARKS[r.outcome]} {say(*CHECKS[r.check])}" for r in verdict.results)
    click.echo(f"{verdict.name}  {marks}")
    for finding in verdict.findings:
        about_all = finding.severity is Severity.NOTE and finding.place is None
        if not (about_all and finding.message in told):
            show_findings([finding])
        if about_all:
            told.add(finding.message)


def _conclude(verdicts: list[Verdict], account: str) -> None:
    failed = sum(not verdict.passed for verdict in verdicts)
    total = len(verdicts)
    click.echo(
        say(f"校验 {total} 份，{failed} 份有问题", f"{total} verified, {failed} not as they were"),
        err=True,
    )
    if unproven := sum(Outcome.UNPROVEN in _outcomes(verdict) for verdict in verdicts):
        told = say(
            f"{unproven} 份不能用现在的程序重做出同样的字节（?），原因已列出；档案袋本身另见各项",
            f"{unproven} cannot be made again to the byte by the present program (?), for the "
            "reasons listed; that says nothing against the bags",
        )
        click.echo(told, err=True)
    if account:
        click.echo(say(f"结果已入库：{account}", f"the result is kept: {account}"), err=True)


def _outcomes(verdict: Verdict) -> set[Outcome]:
    return {result.outcome for result in verdict.results}


def _data(verdicts: list[Verdict], found: tuple[Diagnostic, ...]) -> dict[str, Any]:
    return {
        "version": 1,
        "passed": all(verdict.passed for verdict in verdicts) and not has_errors(found),
        "findings": [as_data(finding) for finding in found],
        "entries": [dict(_verdict_data(verdict)) for verdict in verdicts],
    }


def _verdict_data(verdict: Verdict) -> Iterator[tuple[str, Any]]:
    yield "name", verdict.name
    yield "identifier", verdict.record.identifier if verdict.record else None
    yield "passed", verdict.passed
    yield (
        "checks",
        [
            {
                "check": result.check.value,
                "outcome": result.outcome.value,
                "findings": [as_data(finding) for finding in result.findings],
            }
            for result in verdict.results
        ],
    )
