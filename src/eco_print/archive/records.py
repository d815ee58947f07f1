"""What the archive says of each thing it keeps: records, catalogue cards, acts, deposits.

A record is the descriptive information of OAIS (ISO 14721). It lies in its bag as
`data/record.json`; the catalogue is made from records and from nothing else. Whatever enters
the archive is a bag with a record: an issue, a notice (one issue is withdrawn, or superseded
by another), or the account of a check. Nothing that was entered is ever changed.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from uuid import NAMESPACE_URL, UUID, uuid5

import msgspec

from ..diagnostics import Diagnostic
from .events import Agent, Event

RECORD = "data/record.json"
_IDENTITY = "https://www.rfc-editor.org/rfc/rfc8493#eco-print:"


class Action(StrEnum):
    """What an act does to an issue."""

    SUPERSEDE = "supersede"
    WITHDRAW = "withdraw"
    CHECK = "check"


class State(StrEnum):
    """How an issue stands, by the acts on record. Withdrawn outweighs superseded."""

    CURRENT = "current"
    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Act:
    """Something done to an issue after it was taken in.

    `target` is the identifier of the issue, `by` that of the issue in its place, `note` the
    reason, or what a check found; `outcome` is "passed" or "failed" for a check.
    """

    action: Action
    target: str
    note: str = ""
    by: str = ""
    outcome: str = ""


@dataclass(frozen=True, slots=True)
class Credited:
    """Who did what, as printed: 记者 孙馗凯."""

    role: str
    people: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """The catalogue card of an issue. Empty means unknown.

    `met` is the day of the meeting as far as the report says it, in ISO 8601: 2023-10-24, or
    --10-24 when it gives no year. `number` is 期号 and `total` 总期号 as printed. `text` is the
    body in reading order, a line for each paragraph.
    """

    title: str
    kicker: str = ""
    subtitle: str = ""
    publication: str = ""
    organ: str = ""
    editor: str = ""
    number: str = ""
    total: str = ""
    serial: str = ""
    classification: str = ""
    issued: date | None = None
    met: str = ""
    dateline: str = ""
    credits: tuple[Credited, ...] = ()
    language: str = ""
    template: str = ""
    profiles: tuple[str, ...] = ()
    pages: int = 0
    source: str = ""
    text: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One entry of the archive. `card` is None for notices and checks.

    `identifier` is a URN that never changes; `name` is the bag's; `moment` is when it was
    taken in, in universal time; `program` is what took it in.
    """

    identifier: str
    name: str
    moment: datetime
    program: str
    card: Card | None = None
    acts: tuple[Act, ...] = ()
    version: int = 1

    def as_json(self) -> bytes:
        """The record as it lies in its bag."""
        return msgspec.json.format(msgspec.json.encode(self), indent=2) + b"\n"

    @property
    def day(self) -> date:
        """The day it is filed under: of issue, or else of entry."""
        issued = self.card.issued if self.card else None
        return issued or self.moment.date()


def read_record(data: bytes) -> Record:
    """The record in a bag's `data/record.json`.

    Raises:
        ValueError: it is none, and why.
    """
    return msgspec.json.decode(data, type=Record)


@dataclass(frozen=True, slots=True)
class File:
    """One file of a deposit; `path` is relative to the bag's `data/`."""

    path: str
    data: bytes = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Deposit:
    """What is handed in for keeping (a SIP, in OAIS).

    `core` names the files whose bytes make this issue what it is: the products and the source.
    Two deposits with the same core are one issue. `media_types` tells the kind of each.
    `findings` are to be said when it is taken in, and are not kept.
    """

    card: Card
    files: tuple[File, ...]
    core: tuple[str, ...]
    media_types: tuple[tuple[str, str], ...] = ()
    events: tuple[Event, ...] = ()
    agents: tuple[Agent, ...] = ()
    findings: tuple[Diagnostic, ...] = ()


def identify(core: Iterable[tuple[str, str]]) -> str:
    """The identifier of an issue: equal for equal products and sources, on any machine.

    `core` is the path and the SHA-256 of each.
    """
    lines = sorted(f"{sha256}  {path}" for path, sha256 in core)
    return uuid5(NAMESPACE_URL, _IDENTITY + "\n".join(lines)).urn


def identify_notice(moment: datetime, acts: Iterable[Act]) -> str:
    """The identifier of a notice or a check: of what it says, and of the moment it says it."""
    said = msgspec.json.encode([moment, list(acts)]).decode()
    return uuid5(NAMESPACE_URL, _IDENTITY + said).urn


def bag_name(identifier: str, day: date | None, kind: str = "") -> str:
    """The name of a bag: 2023-10-24-9f3c2a41b07d, ASCII, sorted by day in any listing.

    It follows from the issue alone and not from when it came in: undated-9f3c2a41b07d.
    """
    digits = UUID(identifier).hex[:12]
    return "-".join(filter(None, (kind, day.isoformat() if day else "undated", digits)))
