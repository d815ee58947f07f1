"""`eco-print archive export`: bags, a zip of them, or bags with RO-Crate metadata."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import click

from ...archive import Archive, export
from ..language import say
from ..progress import progress
from .place import abreast, archive_option, format_option, opened
from .showing import write_json


@click.command(
    "export",
    help=say(
        "导出。不给名称则导出全部；损坏的档案袋不导出，并说明原因。",
        "Export bags; without a name, all. A damaged bag is not exported, and it is said why.",
    ),
)
@click.argument("names", metavar="NAME...", nargs=-1)
@click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(path_type=Path),
    metavar="FOLDER|ZIP",
    help=say("写到哪里", "where to write"),
)
@click.option(
    "--as",
    "kind",
    type=click.Choice(["bags", "zip", "ro-crate"]),
    default="bags",
    help=say(
        "档案袋、一个压缩包，或加 RO-Crate 元数据", "bags, one zip, or with RO-Crate metadata"
    ),
)
@archive_option
@format_option
def command(
    names: tuple[str, ...],
    output: Path,
    kind: Literal["bags", "zip", "ro-crate"],
    location: str | None,
    form: str,
) -> None:
    """Export; the paths written go to standard output."""
    with opened(location) as archive, progress() as told:
        chosen = _chosen(archive, names)
        written = export(archive, chosen, output, kind, told)
    if form == "json":
        write_json({"version": 1, "entries": chosen, "written": [str(path) for path in written]})
    else:
        for path in written:
            click.echo(path)


def _chosen(archive: Archive, names: tuple[str, ...]) -> list[str]:
    if not names:
        return list(archive.names())
    return [abreast(archive).entry(name).record.name for name in names]
