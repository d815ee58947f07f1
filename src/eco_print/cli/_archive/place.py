"""Which archive is meant: --archive, else ECO_PRINT_ARCHIVE, else the nearest settings."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from ...archive import Archive, open_archive
from ...config import nearest_settings, resolve
from ..language import say
from ..show import show_findings

Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]

archive_option: Decorator = click.option(
    "--archive",
    "location",
    metavar=say("文件夹|网址", "FOLDER|URL"),
    help=say("哪个档案库；不给则看设置", "which archive; default: the settings'"),
)
format_option: Decorator = click.option(
    "--format",
    "form",
    type=click.Choice(["human", "json"]),
    default="human",
    help=say("结果的写法", "how results are written"),
)


def opened(location: str | None, *, create: bool = False) -> Archive:
    """The archive that is meant. What is wrong with it as a whole is said at once.

    Raises:
        EcoPrintError: as `open_archive`.
        click.UsageError: none is named anywhere.
    """
    named = location or resolve(nearest_settings(Path.cwd()), {}).archive
    return open_archive(required(named), create=create)


def required(location: str | None) -> str:
    """The location, which somebody must have named."""
    if location is None:
        raise click.UsageError(
            say(
                "没有说明哪个档案库：用 --archive，或在 eco-print.toml 里写 archive",
                "no archive is named: give --archive, or `archive` in eco-print.toml",
            )
        )
    return location


def abreast(archive: Archive) -> Archive:
    """The archive with its catalogue abreast of its bags; what is wrong is said."""
    show_findings(archive.index.refresh())
    return archive
