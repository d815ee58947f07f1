"""Writes docs/commands.md and docs/commands.en.md: every command and option, as `--help` has them.

    python tools/commands.py           write both
    python tools/commands.py --check   exit with 1 when one is not up to date

The command line speaks one language in a process, so each page is written by a process of its own.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click

ROOT = Path(__file__).resolve().parents[1]
PAGES = {
    "zh": (
        ROOT / "docs" / "commands.md",
        "# 命令\n\n<!-- Written by tools/commands.py from the commands themselves. -->\n\n"
        "每条命令和选项，与 `--help` 所说的相同。退出码见 [README](../README.md)，"
        "写在文件里的设置见[设置](settings.md)。 [English](commands.en.md)\n",
        ("选项", "意思"),
    ),
    "en": (
        ROOT / "docs" / "commands.en.md",
        "# Commands\n\n<!-- Written by tools/commands.py from the commands themselves. -->\n\n"
        "Every command and option, as `--help` says it. Exit codes stand in the "
        "[README](../README.md), settings for the file in [settings](settings.en.md). "
        "[中文](commands.md)\n",
        ("option", "meaning"),
    ),
}


def leaves(command: click.Command, context: click.Context) -> Iterator[click.Context]:
    """The context of every command that does something itself, groups gone through."""
    if not isinstance(command, click.Group):
        yield context
        return
    for name in command.list_commands(context):
        below = command.get_command(context, name)
        assert below is not None
        yield from leaves(below, click.Context(below, parent=context, info_name=name))


def section(context: click.Context, heads: tuple[str, str]) -> Iterator[str]:
    command = context.command
    arguments = [p.make_metavar(context) for p in command.params if isinstance(p, click.Argument)]
    yield f"\n## {' '.join([context.command_path, *arguments])}\n"
    yield f"{command.help}"
    rows = [
        record
        for option in command.params
        if isinstance(option, click.Option) and (record := option.get_help_record(context))
    ]
    if rows:
        yield f"\n| {heads[0]} | {heads[1]} |\n|---|---|"
        yield from (f"| `{escaped(name)}` | {escaped(meaning)} |" for name, meaning in rows)


def escaped(text: str) -> str:
    return " ".join(text.split()).replace("|", r"\|")


def page(language: str) -> str:
    """A page, written in a process that speaks its language."""
    from eco_print.cli import cli
    from eco_print.cli.language import speak

    speak()
    _, head, heads = PAGES[language]
    top = click.Context(cli, info_name="eco-print")
    lines = [line for context in leaves(cli, top) for line in section(context, heads)]
    return head + "\n".join(lines) + "\n"


def written(language: str) -> str:
    done = subprocess.run(
        [sys.executable, __file__, "--language", language],
        env={**os.environ, "ECO_PRINT_LANGUAGE": language, "PYTHONUTF8": "1"},
        capture_output=True,
        check=True,
    )
    return done.stdout.decode()


def main(arguments: list[str]) -> int:
    if arguments[:1] == ["--language"]:
        sys.stdout.write(page(arguments[1]))
        return 0
    old = []
    for language, (path, _, _) in PAGES.items():
        text = written(language)
        if "--check" not in arguments:
            path.write_text(text, encoding="utf-8")
        elif not path.is_file() or path.read_text(encoding="utf-8") != text:
            old.append(path.name)
    if old:
        print(f"not up to date: {', '.join(old)}", file=sys.stderr)
    return 1 if old else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
