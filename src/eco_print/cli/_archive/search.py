"""`eco-print archive search`: entries by words, names, numbers and dates."""

from __future__ import annotations

from typing import Any

import click

from ..language import say
from ..members import Words
from .finding import limits, query
from .place import abreast, archive_option, format_option, opened
from .showing import page_data, write_json, write_page


@click.command(
    "search",
    help=say(
        "检索。词语、人名直接写，空格分开的都要有；2023-10-24、2023-10..2023-12、第12期、第3-12期"
        "按日期和期号找。",
        "Search. Words and names as they are, all must be there; 2023-10-24, 2023-10..2023-12, "
        "第12期 and 3..12 look by date and number.",
    ),
)
@click.argument("words", type=Words(), nargs=-1, required=True)
@click.option(
    "--sort",
    type=click.Choice(["relevance", "date"]),
    default="relevance",
    help=say("先相关的，或先新的", "best first, or newest first"),
)
@limits
@archive_option
@format_option
def command(words: tuple[str, ...], location: str | None, form: str, **asked: Any) -> None:
    """Search, and show each entry with the place found."""
    wanted = query(" ".join(map(_quoted, words)), **asked)
    with opened(location) as archive:
        page = abreast(archive).find(wanted)
    if form == "json":
        write_json(page_data(page))
    else:
        write_page(page, wanted.offset)


def _quoted(word: str) -> str:
    """A word that the shell kept together stays together."""
    return f'"{word}"' if " " in word and '"' not in word else word
