"""`eco-print build`: reports in, bulletins out."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from .jobs import STDIN, gathered, run
from .language import say
from .press_options import press_options

#: The kinds of repair, as `eco_print.reading` names them.
REPAIRS = (
    "control",
    "dash",
    "ellipsis",
    "furniture",
    "mangled",
    "markup",
    "pinyin",
    "punctuation",
    "quotes",
    "script",
    "spaces",
    "width",
)


def _assignment(
    _ctx: click.Context, _parameter: click.Parameter, values: tuple[str, ...]
) -> dict[str, str]:
    pairs = {}
    for value in values:
        name, sign, content = value.partition("=")
        if not sign or not name.strip():
            raise click.BadParameter(say(f"应写成 名=值：{value}", f"write NAME=VALUE: {value}"))
        pairs[name.strip()] = content.strip()
    return pairs


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
@click.option("-t", "--template", metavar="NAME", help=say("模板名或文件夹", "template or folder"))
@click.option(
    "--profile",
    "profiles",
    multiple=True,
    type=click.Choice(["screen", "press", "archive"]),
    help=say("成品用途，可重复", "what the file is for; repeatable"),
)
@click.option(
    "--headline", help=say("标题，代替报告自带或推出的", "the headline, over the report's")
)
@click.option("--issue", metavar="N", help=say("期号", "issue number"))
@click.option("--date", metavar="YYYY-MM-DD", help=say("印发日期", "date of issue"))
@click.option(
    "--set",
    "fields",
    multiple=True,
    metavar="NAME=VALUE",
    callback=_assignment,
    help=say("模板的其他字段", "any other field of the template"),
)
@click.option("--encoding", help=say("报告的编码", "the report's encoding"))
@click.option(
    "--script",
    type=click.Choice(["auto", "hans", "hant", "keep"]),
    help=say("繁简：自动、简、繁、原样", "script: decide, Simplified, Traditional, as is"),
)
@click.option(
    "--no-repair",
    "repairs_off",
    multiple=True,
    type=click.Choice(REPAIRS),
    help=say("不做这种修复，可重复", "leave this kind of damage; repeatable"),
)
@click.option(
    "--composition",
    type=click.Choice(["eco", "engine"]),
    help=say("中文由谁排行：eco 或引擎自己", "who sets Chinese lines: eco, or the engine alone"),
)
@press_options
@click.option(
    "--archive",
    "location",
    is_flag=False,
    flag_value="",
    metavar=say("[文件夹|网址]", "[FOLDER|URL]"),
    help=say("另存入档案库；不写哪个则看设置", "keep it in an archive too; default: the settings'"),
)
@click.option("--settings", type=click.Path(path_type=Path), help=say("设置文件", "settings file"))
@click.option(
    "-j", "--jobs", "at_once", type=click.IntRange(1), default=1, help=say("同时几份", "at once")
)
@click.option("--strict", is_flag=True, default=None, help=say("警告也算错", "warnings are errors"))
@click.option(
    "--format",
    "form",
    type=click.Choice(["human", "json"]),
    default="human",
    help=say("结果的写法", "how results are written"),
)
@click.option("-q", "--quiet", is_flag=True, help=say("只说错误和警告", "errors and warnings only"))
@click.option("-v", "--verbose", is_flag=True, help=say("列出每处修复", "list every repair"))
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
    if output and len(jobs) > 1 and (output == STDIN or Path(output).suffix == ".pdf"):
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
    keepers = None
    if location is not None:
        from ._archive.adding import Keepers

        keepers = Keepers(location)
    worst = max(worst, run(jobs, at_once, summary, Outputs(output), keepers))
    summary.close()
    return int(worst)
