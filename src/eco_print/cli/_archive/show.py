"""`eco-print archive show`: an issue's description, history and files."""

from __future__ import annotations

from collections.abc import Iterator

import click

from ...archive import Archive, Entry, digest
from ..language import say
from .place import abreast, archive_option, format_option, opened
from .showing import STATES, entry_data, past_data, past_lines, write_json


@click.command(
    "show",
    help=say("一份简报的著录、历史、文件。", "Show an issue's description, history and files."),
)
@click.argument("name")
@click.option("--text", is_flag=True, help=say("连正文", "the text too"))
@archive_option
@format_option
def command(name: str, location: str | None, form: str, *, text: bool) -> None:
    """Show one entry, by its name, its identifier, or the beginning of one."""
    with opened(location) as archive:
        entry = abreast(archive).entry(name)
        past = archive.past(entry.record)
        files = tuple(_files(archive, entry))
    if form == "json":
        listed = [{"path": p, "bytes": size, "sha256": sha} for p, size, sha in files]
        data = {"version": 1, **entry_data(entry), **past_data(past), "files": listed}
        if text and entry.record.card:
            data["card"]["text"] = entry.record.card.text
        write_json(data)
        return
    for label, value in _rows(entry):
        if value:
            click.echo(f"{click.style(label, bold=True)}  {value}")
    _section(say("历史", "history"), past_lines(entry.record, past))
    _section(
        say("文件", "files"),
        (f"{path}  {size} B  sha256 {sha[:16]}…" for path, size, sha in files),
    )
    if text and entry.record.card:
        _section(say("正文", "text"), entry.record.card.text.splitlines())


def _files(archive: Archive, entry: Entry) -> Iterator[tuple[str, int, str]]:
    bag = archive.bag(entry.record.name)
    for path in bag.paths():
        data = bag.read(path)
        yield path, len(data), digest("sha256", data)


def _rows(entry: Entry) -> Iterator[tuple[str, str]]:
    record, card = entry.record, entry.record.card
    yield say("名称", "name"), record.name
    yield say("标识", "identifier"), record.identifier
    yield say("状态", "state"), say(*STATES[entry.state]) or say("现行", "current")
    if card is not None:
        yield (
            say("标题", "title"),
            "  ".join(filter(None, (card.kicker, card.title, card.subtitle))),
        )
        yield say("刊名", "bulletin"), card.publication
        yield say("主办机关", "organ"), card.organ
        yield say("编印单位", "editor"), card.editor
        yield say("期号", "number"), card.number
        yield say("印发日期", "issued"), card.issued.isoformat() if card.issued else ""
        yield say("会议日期", "meeting"), card.met.removeprefix("--")
        credited = (f"{c.role} {'、'.join(c.people)}".strip() for c in card.credits)
        yield say("署名", "credits"), "；".join(credited)
        yield say("成品", "products"), f"{', '.join(card.profiles)}  {card.pages} p."
    yield say("入库", "taken in"), f"{record.moment:%Y-%m-%d %H:%M} UTC  {record.program}"


def _section(title: str, lines: object) -> None:
    click.echo(click.style(title, bold=True))
    for line in lines:  # type: ignore[attr-defined]
        click.echo(f"  {line}")
