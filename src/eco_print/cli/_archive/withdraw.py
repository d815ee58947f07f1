"""`eco-print archive withdraw`: an issue no longer stands, and why."""

from __future__ import annotations

import click

from ..language import say
from ..members import Words
from .place import abreast, archive_option, format_option, opened
from .showing import write_json


@click.command(
    "withdraw",
    help=say(
        "撤回一份简报。它仍在馆藏里，理由记入历史。",
        "Withdraw an issue. It stays in the archive, with the reason in its history.",
    ),
)
@click.argument("name")
@click.option("--reason", type=Words(), required=True, help=say("理由", "why"))
@archive_option
@format_option
def command(name: str, reason: str, location: str | None, form: str) -> None:
    """Withdraw an issue; the name of the notice goes to standard output."""
    with opened(location) as archive:
        added = abreast(archive).withdraw(name, reason)
    if form == "json":
        (act,) = added.record.acts
        data = {"withdrawn": act.target, "notice": added.record.name, "reason": act.note}
        write_json({"version": 1, **data})
    else:
        click.echo(added.record.name)
