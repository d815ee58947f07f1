"""Entries of the archive as JSON and as lines for a person."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

import click
import msgspec

from ...archive import Action, Entry, Event, Found, Page, Past, Record, State
from ..language import say

STATES = {
    State.CURRENT: ("", ""),
    State.SUPERSEDED: ("已替代", "superseded"),
    State.WITHDRAWN: ("已撤回", "withdrawn"),
}
ACTIONS = {
    Action.SUPERSEDE: ("替代", "superseded"),
    Action.WITHDRAW: ("撤回", "withdrawn"),
    Action.CHECK: ("校验", "verified"),
}
FIELDS = {
    "title": ("标题", "title"),
    "people": ("署名", "people"),
    "about": ("刊头", "masthead"),
    "body": ("正文", "body"),
}
#: PREMIS event types in Chinese.
EVENTS = {
    "creation": "制作",
    "capture": "收入",
    "validation": "检验",
    "message digest calculation": "计算校验值",
    "ingestion": "入库",
    "digital signature generation": "签名",
    "metadata modification": "更正",
    "fixity check": "校验",
}


#: PREMIS event outcomes in Chinese.
OUTCOMES = {"success": "成功", "warning": "有警告", "fail": "失败"}


def write_json(data: object) -> None:
    """One JSON document to standard output."""
    click.echo(json.dumps(data, ensure_ascii=False, indent=2))


def entry_data(entry: Entry) -> dict[str, Any]:
    """An entry for JSON; the text of the issue is left to `show`."""
    data: dict[str, Any] = msgspec.to_builtins(entry.record)
    if data["card"] is not None:
        data["card"].pop("text")
    return {**data, "state": entry.state.value, "day": entry.record.day.isoformat()}


def page_data(page: Page) -> dict[str, Any]:
    """A page of entries for JSON."""
    return {
        "version": 1,
        "total": page.total,
        "entries": [
            {**entry_data(hit.entry), "found": msgspec.to_builtins(hit.found)} for hit in page.hits
        ],
    }


def write_page(page: Page, offset: int) -> None:
    """A page of entries for a person."""
    for hit in page.hits:
        click.echo(entry_line(hit.entry))
        for found in hit.found:
            click.echo(f"    {found_line(found)}")
    last = offset + len(page.hits)
    if page.total == 0:
        click.echo(say("没有", "nothing"), err=True)
    else:
        told = say(
            f"第 {offset + 1}—{last} 份，共 {page.total} 份", f"{offset + 1}–{last} of {page.total}"
        )
        click.echo(told, err=True)


def entry_line(entry: Entry) -> str:
    """Day, number, title, state, name."""
    record, card = entry.record, entry.record.card
    number = say(f"第{card.number}期", f"no. {card.number}") if card and card.number else ""
    title = click.style(card.title if card else "", bold=True)
    state = click.style(say(*STATES[entry.state]), fg="yellow")
    dated = card is None or card.issued is not None
    day = record.day.isoformat() + ("" if dated else say("（入库）", " (taken in)"))
    parts = (day, number, title, state, click.style(record.name, dim=True))
    return "  ".join(filter(None, parts))


def found_line(found: Found) -> str:
    """The place found, marked, in its context."""
    match = click.style(f"【{found.match}】", fg="red")
    return f"{say(*FIELDS[found.field])}{say('：', ': ')}{found.before}{match}{found.after}"


def past_lines(record: Record, past: Past) -> Iterable[str]:
    """The history of an entry, oldest first."""
    for event in past.log.events:
        yield f"{event.moment:%Y-%m-%d %H:%M}  {event_text(event)}"
    for done, act in past.acts:
        by = f" → {act.by}" if act.by and act.by != record.identifier else ""
        outcome = f"（{act.outcome}）" if act.outcome else ""
        told = f"{say(*ACTIONS[act.action])}{outcome}{by}  {act.note}"
        yield f"{done.moment:%Y-%m-%d %H:%M}  {told}  {click.style(done.name, dim=True)}"


def event_text(event: Event) -> str:
    """An event in a line: what, outcome, detail."""
    kind = say(EVENTS.get(event.kind, event.kind), event.kind)
    colour = {"success": "green", "warning": "yellow"}.get(event.outcome, "red")
    outcome = say(OUTCOMES.get(event.outcome, event.outcome), event.outcome)
    return f"{kind}  {click.style(outcome, fg=colour)}  {event.detail}"


def past_data(past: Past) -> dict[str, Any]:
    """The history of an entry for JSON."""
    return {
        "events": msgspec.to_builtins(past.log.events),
        "agents": msgspec.to_builtins(past.log.agents),
        "acts": [
            {**msgspec.to_builtins(act), "moment": done.moment.isoformat(), "entry": done.name}
            for done, act in past.acts
        ],
    }
