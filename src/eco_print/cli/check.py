"""`eco-print check`: a preflight for anybody's PDF."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from functools import partial
from pathlib import Path

import click
from msgspec.structs import replace

from ..config import Limits as WorkLimits
from ..diagnostics import EcoPrintError, ExitCode, Text, error, has_errors
from ..files import write_whole
from ..isolation import run_all
from ..preflight import Limits, PreflightReport, as_data, check, confirmed
from ..preflight.output import facts_text, verdict_text
from ..profile import Binding, Profile
from ..wording import because
from .language import language, say
from .members import Member, Within
from .show import show_findings

#: A Java virtual machine reserves far more address space than it uses.
WORK = WorkLimits(seconds=600, memory=16_384)


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
    type=Member(Profile),
    help=say("按哪种用途检查；不给则看文件自称", "judge for this; default: what the file claims"),
)
@click.option(
    "--binding",
    type=Member(Binding),
    default=Binding.NONE,
    help=say("装订方式，决定页数", "the binding, which decides the page count"),
)
@click.option(
    "--ink-limit", type=Within(0, 400), metavar="%", help=say("总墨量上限", "total ink limit")
)
@click.option("--bleed", type=Within(0, 50), metavar="MM", help=say("出血", "bleed"))
@click.option(
    "--no-verapdf",
    "confirm",
    flag_value=False,
    default=True,
    help=say("不请 veraPDF 复核归档文件", "do not ask veraPDF to confirm archive files"),
)
@click.option(
    "--report",
    "page",
    type=click.Path(dir_okay=False, path_type=Path),
    help=say(
        "另写一页网页：页面、问题、分色、墨量",
        "write a web page: findings on the pages, plates, ink",
    ),
)
@click.option("--strict", is_flag=True, help=say("警告也算错", "warnings are errors"))
@click.option(
    "--format",
    "form",
    type=click.Choice(["human", "json"]),
    default="human",
    help=say("结果的写法", "how results are written"),
)
def command(
    files: tuple[Path, ...],
    profiles: tuple[Profile, ...],
    binding: Binding,
    ink_limit: float | None,
    bleed: float | None,
    page: Path | None,
    form: str,
    *,
    confirm: bool,
    strict: bool,
) -> int:
    """Judge every file; exit code 4 when one will not do."""
    usual = Limits()
    limits = replace(
        usual,
        binding=binding,
        total_ink=usual.total_ink if ink_limit is None else ink_limit,
        bleed_mm=usual.bleed_mm if bleed is None else bleed,
    )
    if page is not None and len(files) > 1:
        raise click.UsageError(
            say("--report 一次只给一个文件", "--report takes one file at a time")
        )
    together = {file for file in files if confirm and len(files) > 1 and file.is_file()}
    judge = partial(_judged, profiles, limits, page is not None)
    tasks = [partial(judge, confirm and file not in together, file) for file in files]
    ordered = sorted(run_all(tasks, WORK), key=lambda each: each.index)
    judged = {each.index: each.get() for each in ordered if each.error is None}
    failures = [outcome.error for outcome in ordered if outcome.error is not None]
    if page is not None and judged:
        write_whole(page, judged[0][1])
    reports = _confirmed({at: report for at, (report, _) in judged.items()}, files, together)
    if form == "json" or len(files) > 1:
        reports = {
            at: replace(report, name=click.format_filename(files[at]))
            for at, report in reports.items()
        }
    if form == "json":
        data = {"version": 1, "files": [as_data(report) for report in reports.values()]}
        click.echo(json.dumps(data, ensure_ascii=False, indent=2))
    else:
        for report in reports.values():
            _show(report)
    for failure in failures:
        show_findings(failure.findings)
    if failures:
        return int(max(failure.exit_code for failure in failures))
    passed = not any(has_errors(report.diagnostics, strict=strict) for report in reports.values())
    return int(ExitCode.DONE if passed else ExitCode.PREFLIGHT)


def _confirmed(
    reports: dict[int, PreflightReport], files: Sequence[Path], together: Collection[Path]
) -> dict[int, PreflightReport]:
    """The reports, those of files to be confirmed together with what veraPDF says of them.

    Its virtual machine takes longer to start than it does over a file.
    """
    asked = [at for at in reports if files[at] in together]
    answers = confirmed((reports[at], files[at]) for at in asked)
    return reports | dict(zip(asked, answers, strict=True))


def _judged(
    profiles: tuple[Profile, ...], limits: Limits, page: bool, confirm: bool, file: Path
) -> tuple[PreflightReport, bytes]:
    """A file's report, and the same as a web page where that is wanted.

    Anybody's file may be hostile: this runs in a child process with limits.
    """
    try:
        report = check(file, profiles or None, limits, validators=confirm)
        return report, _web_page(report, file, limits) if page else b""
    except OSError as problem:
        raise EcoPrintError(
            ExitCode.FILE_ACCESS,
            error(
                "pdf-unreadable",
                Text(zh=f"打不开文件：{file}", en=f"cannot open {file}"),
                hint=because(problem),
            ),
        ) from problem


def _web_page(report: PreflightReport, file: Path, limits: Limits) -> bytes:
    from ..preflight.htmlreport import html_report

    return html_report(report, file, language=language(), limits=limits).encode()


def _show(report: PreflightReport) -> None:
    click.echo(click.style(report.name, bold=True))
    if report.facts.pages:
        click.echo(facts_text(report.facts, language()))
    show_findings(report.diagnostics, err=False)
    for index, verdict in enumerate(report.verdicts):
        mark = click.style("✓", fg="green") if verdict.passed else click.style("✗", fg="red")
        click.echo(f"{mark} {verdict_text(report, index).in_language(language())}")
