"""The command line: one command a file, imported when it is called, so that help is instant.

Standard output carries data only; what is said to a person goes to standard error.
"""

from __future__ import annotations

import gc
import importlib
import os
import sys
from typing import Any

import click

from .language import say, speak

#: Each command's module and its one-line help.
COMMANDS = {
    "archive": say("保存、检索、校验做好的简报", "Keep, search and verify what was issued"),
    "build": say("把报告排成简报", "Set reports as PDF bulletins"),
    "check": say("印前检查任何 PDF", "Preflight any PDF"),
    "doctor": say("检查这台机器缺什么", "Say what is missing on this machine"),
    "fonts": say("列出字体、用途与覆盖", "List the faces, their roles and coverage"),
    "gallery": say("模板一览：每个模板配每篇样稿", "Every template with every sample, in pictures"),
    "new": say("新建项目或模板", "Start a project or a template"),
    "preview": say("在浏览器里看版面，边改边看", "Show the pages while you change them"),
    "templates": say("列出模板和它们的字段", "List the templates and the fields they take"),
}


class Commands(click.Group):
    """A group whose commands are imported when they are called.

    `modules` gives each command's help in a line; it lies in the module of `package` that has
    its name, as `command`.
    """

    def __init__(self, *given: Any, modules: dict[str, str], package: str, **more: Any) -> None:
        super().__init__(*given, **more)
        self.modules = modules
        self.package = package

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return sorted(self.modules)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in self.modules:
            return None
        module = importlib.import_module(f".{cmd_name}", self.package)
        command: click.Command = module.command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as wrong:
            from .meanings import of_command

            guess = of_command(args[0], self.modules)
            raise click.UsageError(f"{wrong.message} {guess}", ctx) from wrong

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        with formatter.section(say("命令", "Commands")):
            formatter.write_dl(list(self.modules.items()))


def _version(ctx: click.Context, _parameter: click.Parameter, wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        click.echo(f"eco-print {version('eco-print')}")
        ctx.exit()


@click.group(
    cls=Commands,
    modules=COMMANDS,
    package=__name__,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    help=say(
        "把会议报告排成可付印的 PDF 简报。",
        "Set Chinese meeting reports as print-ready PDF bulletins.",
    ),
)
@click.option(
    "--version",
    is_flag=True,
    expose_value=False,
    is_eager=True,
    callback=_version,
    help=say("显示版本", "Show the version"),
)
def cli() -> None:
    """The group all commands hang on."""


def main(arguments: list[str] | None = None) -> None:
    """Run the command line and exit with a code that says what happened."""
    # A run is short and keeps nearly all it makes: looking for garbage often finds little.
    gc.set_threshold(200_000, 50, 100)
    speak()
    colour = False if os.environ.get("NO_COLOR") else None
    with click.Context(cli, color=colour):
        try:
            code = cli.main(arguments, "eco-print", standalone_mode=False, color=colour)
            if sys.stdout is not None:
                sys.stdout.flush()  # or what cannot be written is found when it is too late
        except (Exception, KeyboardInterrupt, SystemExit) as reason:
            from .failing import say_why

            code = say_why(reason)
    gc.freeze()  # nor is it worth while at the end, when all goes anyway
    sys.exit(code or 0)
