"""`eco-print archive supersede`: one kept issue takes the place of another."""

from __future__ import annotations

import click

from ..language import say
from ..members import Words
from .place import abreast, archive_option, format_option, opened
from .showing import write_json


@click.command(
    "supersede",
    help=say(
        "记下 NAME 被馆藏里的另一份替代。两份都保留。",
        "Note that NAME is superseded by another issue of the archive. Both stay.",
    ),
)
@click.argument("name")
@click.option("--by", required=True, metavar="NAME", help=say("替代它的那份", "what replaces it"))
@click.option("--reason", type=Words(), required=True, help=say("理由", "why"))
@archive_option
@format_option
def command(name: str, by: str, reason: str, location: str | None, form: str) -> None:
    """Supersede an issue; the name of the notice goes to standard output."""
    with opened(location) as archive:
        added = abreast(archive).supersede(name, by, reason)
    if form == "json":
        (act,) = added.record.acts
        data = {"superseded": act.target, "by": act.by, "notice": added.record.name}
        write_json({"version": 1, **data, "reason": act.note})
    else:
        click.echo(added.record.name)
