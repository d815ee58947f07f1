"""`eco-print preview`: the pages in a browser, set again whenever a file changes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from ..diagnostics import Diagnostic, EcoPrintError, ExitCode, Text, error
from .language import language, say
from .report_options import assignment


@click.command(
    "preview",
    help=say(
        "在浏览器里看版面；样式、模板、报告一存盘就重排，并指出错处。",
        "Show the pages in a browser; saving a stylesheet, template or report sets them again, "
        "and what is wrong is pointed out.",
    ),
)
@click.argument(
    "report",
    metavar="REPORT",
    type=click.Path(path_type=Path),
)
@click.option(
    "-t",
    "--template",
    metavar="NAME",
    help=say("模板名（如 大字版）或文件夹", "template or folder"),
)
@click.option(
    "--headline", help=say("标题，代替报告自带或推出的", "the headline, over the report's")
)
@click.option(
    "--set",
    "overrides",
    multiple=True,
    metavar="NAME=VALUE",
    callback=assignment,
    help=say("模板的字段，可重复", "a field of the template; repeatable"),
)
@click.option(
    "--settings",
    type=click.Path(exists=True, dir_okay=False, path_type=Path, resolve_path=True),
    help=say("设置文件", "settings file"),
)
@click.option(
    "--port",
    metavar="N",
    type=click.IntRange(1, 65535),
    help=say("端口；不写就自己找", "port; found when not given"),
)
@click.option(
    "--open/--no-open",
    "opened",
    default=True,
    help=say("自动打开浏览器", "open the browser"),
)
def command(
    report: Path, settings: Path | None, port: int | None, opened: bool, **flags: Any
) -> int:
    """Serve until interrupted."""
    try:
        from ..preview.build import Wanted
        from ..preview.serve import serve
    except ModuleNotFoundError as reason:
        raise EcoPrintError(ExitCode.MISSING, _lacking(reason.name or "starlette")) from reason
    if not report.is_file():
        from ..reading import read

        read(report)  # says what is wrong with it
    wanted = Wanted(
        report.resolve(), settings, {name: value for name, value in flags.items() if value}
    )

    def announce(address: str) -> None:
        click.echo(address)
        click.echo(say("按 Ctrl-C 结束", "Ctrl-C ends it"), err=True)
        if opened:
            import webbrowser

            webbrowser.open(address)

    serve(wanted, language(), announce, port)
    return 0


def _lacking(package: str) -> Diagnostic:
    return error(
        "serve-package",
        Text(zh=f"网页要先装一个包：{package}", en=f"the page needs a package: {package}"),
        hint=Text(zh="pip install 'eco-print[preview]'", en="pip install 'eco-print[preview]'"),
    )
