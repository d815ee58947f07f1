"""`eco-print build`: reports in, bulletins out."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from .jobs import STDIN, gathered, run
from .language import say
from .report_options import report_options

if TYPE_CHECKING:
    from ._archive.keepers import Keepers


@click.command(
    "build",
    help=say(
        "把报告排成简报。REPORT 是文件、文件夹、通配式，或 - 表示标准输入。",
        "Set reports as bulletins. REPORT is a file, a folder, a glob, or - for standard input.",
    ),
)
@click.argument("reports", metavar="REPORT...", nargs=-1)
@click.option(
    "-o",
    "--output",
    metavar=say("文件|文件夹", "FILE|FOLDER"),
    help=say("写到哪里；- 为标准输出", "where to write; - for standard output"),
)
@click.option(
    "--archive",
    "location",
    is_flag=False,
    flag_value="",
    metavar=say("[文件夹|网址]", "[FOLDER|URL]"),
    help=say("另存入档案库；不写哪个则看设置", "keep it in an archive too; default: the settings'"),
)
@report_options
def command(
    reports: tuple[str, ...],
    output: str | None,
    form: str,
    quiet: bool,
    verbose: bool,
    at_once: int,
    location: str | None,
    **flags: Any,
) -> int:
    """Build every report; each problem of the run is listed, the worst exit code returned."""
    from .outputs import Outputs
    from .summary import Summary

    if location == STDIN or (location and Path(location).is_file()):
        reports, location = (location, *reports), ""  # no archive is a file: it is a report
    if not reports:
        raise click.UsageError(say("缺少参数：REPORT", "missing argument REPORT"))
    summary = Summary(form, quiet=quiet, verbose=verbose, paths_to_stdout=output != STDIN)
    jobs, worst = gathered(reports, flags, summary)
    if output and len(jobs) > 1 and (output == STDIN or Path(output).suffix.lower() == ".pdf"):
        raise click.UsageError(
            say(
                "多份报告不能写进同一个文件；-o 请给文件夹",
                "-o must be a folder for several reports",
            )
        )
    if output == STDIN and any(len(job.config.profiles) > 1 for job in jobs):
        raise click.UsageError(
            say("-o - 只能写一种成品；几种请给文件夹", "-o - takes one profile; give a folder")
        )
    with _keepers(location) as keepers:
        worst = max(worst, run(jobs, at_once, summary, Outputs(output), keepers))
    summary.close()
    return int(worst)


def _keepers(location: str | None) -> AbstractContextManager[Keepers | None]:
    """The archives that issues are kept in, when that was asked for."""
    if location is None:
        return nullcontext()
    from ._archive.keepers import Keepers

    return Keepers(location)
