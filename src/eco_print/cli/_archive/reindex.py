"""`eco-print archive reindex`: the catalogue anew, from the bags alone."""

from __future__ import annotations

import contextlib

import click

from ...diagnostics import ExitCode, as_data, has_errors
from ..language import say
from ..progress import progress
from ..show import show_findings
from .place import archive_option, format_option, opened
from .showing import write_json


@click.command(
    "reindex", help=say("由档案袋重建目录。", "Make the catalogue anew from the bags alone.")
)
@archive_option
@format_option
def command(location: str | None, form: str) -> int:
    """Make the catalogue anew; exit code 5 when a bag could not be read."""
    cleared = 0
    with opened(location) as archive, progress() as told:
        done = archive.index.reindex(told)
        with contextlib.suppress(OSError):  # it may be read only: nothing is lost but room
            cleared = archive.store.tidy()
    if form == "json":
        findings = [as_data(finding) for finding in done.findings]
        write_json(
            {"version": 1, "entries": done.entries, "cleared": cleared, "findings": findings}
        )
    else:
        show_findings(done.findings)
        click.echo(say(f"目录已重建：{done.entries} 件", f"catalogue made anew: {done.entries}"))
        if cleared:
            told_too = say(
                f"清走中断的入库留下的文件 {cleared} 个",
                f"removed {cleared} files that interrupted adding had left",
            )
            click.echo(told_too, err=True)
    return int(ExitCode.FILE_ACCESS if has_errors(done.findings) else ExitCode.DONE)
