"""The flags that tell how reports are set, whether they are kept or only handed out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, get_args

import click

from ..choices import Composition, Repair, Script
from ..profile import Profile
from .language import say
from .members import Member, Words
from .press_options import PRESS_OPTIONS


def assignment(
    _ctx: click.Context, _parameter: click.Parameter, values: tuple[str, ...]
) -> dict[str, str]:
    """The pairs that NAME=VALUE options give, for click to call."""
    pairs = {}
    for value in values:
        name, sign, content = value.partition("=")
        if not sign or not name.strip():
            raise click.BadParameter(say(f"应写成 名=值：{value}", f"write NAME=VALUE: {value}"))
        pairs[name.strip()] = content.strip()
    return pairs


_OPTIONS = (
    click.option(
        "-t",
        "--template",
        metavar="NAME",
        help=say("模板名（如 大字版）或文件夹", "template or folder"),
    ),
    click.option(
        "--profile",
        "profiles",
        multiple=True,
        type=Member(Profile),
        help=say("成品用途，可重复", "what the file is for; repeatable"),
    ),
    click.option(
        "--headline",
        type=Words(),
        help=say("标题，代替报告自带或推出的", "the headline, over the report's"),
    ),
    click.option("--issue", type=Words(), metavar="N", help=say("期号", "issue number")),
    click.option(
        "--date", type=Words(), metavar="YYYY-MM-DD", help=say("印发日期", "date of issue")
    ),
    click.option(
        "--set",
        "fields",
        type=Words(),
        multiple=True,
        metavar="NAME=VALUE",
        callback=assignment,
        help=say("模板的其他字段", "any other field of the template"),
    ),
    click.option("--encoding", help=say("报告的编码", "the report's encoding")),
    click.option(
        "--script",
        type=click.Choice(get_args(Script)),
        help=say("繁简：自动、简、繁、原样", "script: decide, Simplified, Traditional, as is"),
    ),
    click.option(
        "--no-repair",
        "repairs_off",
        multiple=True,
        type=click.Choice(get_args(Repair)),
        metavar=say("名目", "KIND"),
        help=say("不做这种修复，可重复：", "leave this kind of damage; repeatable: ")
        + " ".join(get_args(Repair)),
    ),
    click.option(
        "--composition",
        type=click.Choice(get_args(Composition)),
        help=say(
            "中文由谁排行：eco 或引擎自己", "who sets Chinese lines: eco, or the engine alone"
        ),
    ),
    *PRESS_OPTIONS,
    click.option(
        "--settings", type=click.Path(path_type=Path), help=say("设置文件", "settings file")
    ),
    click.option(
        "-j",
        "--jobs",
        "at_once",
        metavar="N",
        type=click.IntRange(1),
        default=1,
        help=say("同时几份", "at once"),
    ),
    click.option(
        "--strict", is_flag=True, default=None, help=say("警告也算错", "warnings are errors")
    ),
    click.option(
        "--format",
        "form",
        type=click.Choice(["human", "json"]),
        default="human",
        help=say("结果的写法", "how results are written"),
    ),
    click.option(
        "-q", "--quiet", is_flag=True, help=say("只说错误和警告", "errors and warnings only")
    ),
    click.option("-v", "--verbose", is_flag=True, help=say("列出每处修复", "list every repair")),
)


def report_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the flags of what is set: `jobs.Job.of` understands them."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command
