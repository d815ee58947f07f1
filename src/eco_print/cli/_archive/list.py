"""`eco-print archive list`: what is kept, newest first."""

from __future__ import annotations

from typing import Any

import click

from ..language import say
from .finding import limits, query
from .place import abreast, archive_option, format_option, opened
from .showing import page_data, write_json, write_page


@click.command("list", help=say("列出馆藏，新的在前。", "List what is kept, newest first."))
@limits
@archive_option
@format_option
def command(location: str | None, form: str, **asked: Any) -> None:
    """List a page of entries."""
    wanted = query("", sort="date", **asked)
    with opened(location) as archive:
        page = abreast(archive).find(wanted)
    if form == "json":
        write_json(page_data(page))
    else:
        write_page(page, wanted.offset)
