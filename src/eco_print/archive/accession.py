"""What taking in adds to what is handed in: the record, the log of events, the bag-info.

In: a deposit, or acts on issues kept before. Out: an `Accession`, the payload of the bag that
is to be sealed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import cache
from importlib.metadata import version

from .bag import PAYLOAD, SIGNATURE, SIGNED, Fixity, Sealed, manifests, measure, seal
from .events import FAILURE, SUCCESS, Agent, Event, Log
from .premis import PREMIS, write_log
from .records import (
    RECORD,
    Act,
    Action,
    Deposit,
    Record,
    bag_name,
    identify,
    identify_notice,
)

_PROGRAM = "eco-print"


@dataclass(frozen=True, slots=True)
class Accession:
    """What is about to be kept: its record, and every file of the bag's payload with what it is
    known by."""

    record: Record
    payload: dict[str, bytes] = field(repr=False)
    known: dict[str, Fixity] = field(repr=False)

    @classmethod
    def of(
        cls, record: Record, files: dict[str, bytes], known: dict[str, Fixity], log: bytes
    ) -> Accession:
        """Files with the record and the log of events that are kept beside them."""
        own = {PREMIS: log, RECORD: record.as_json()}
        return cls(record, {**files, **own}, {**known, **measure(own)})

    @property
    def signed(self) -> bytes:
        """The manifest that a signature is over."""
        return manifests(self.known)[SIGNED]

    def sealed(self, signature: bytes | None = None) -> Sealed:
        """The whole bag."""
        return seal(self.payload, self.known, self.info, signature)

    @property
    def info(self) -> Iterator[tuple[str, str]]:
        """What bag-info.txt says (RFC 8493, section 2.2.2)."""
        record, card = self.record, self.record.card
        yield "Source-Organization", card.organ or card.editor if card else ""
        yield "External-Description", card.title if card else _summary(record.acts)
        yield "External-Identifier", record.identifier
        yield "Internal-Sender-Identifier", card.serial if card else ""
        yield "Internal-Sender-Description", card.publication if card else ""
        yield "Bag-Software-Agent", record.program
        yield "Bagging-Date", record.moment.date().isoformat()


@cache
def _agent() -> Agent:
    return Agent(_PROGRAM, version("eco-print"))


def issue(deposit: Deposit, acts: tuple[Act, ...], *, signed: bool) -> Accession:
    """An issue, with the corrections that come with it."""
    files = {f"data/{file.path}": file.data for file in deposit.files}
    known, moment = measure(files), datetime.now(UTC)
    core = {f"data/{path}" for path in deposit.core} & known.keys()
    identifier = identify((path[len(PAYLOAD) :], known[path].sha256) for path in core)
    record = Record(
        identifier=identifier,
        name=bag_name(identifier, deposit.card.issued),
        moment=moment,
        program=f"{_PROGRAM} {_agent().version}",
        card=deposit.card,
        acts=tuple(replace(act, by=identifier) for act in acts),
    )
    events = (*deposit.events, *_taking_in(record, signed=signed))
    log = Log(events, (*deposit.agents, _agent()))
    kinds = {f"data/{path}": kind for path, kind in deposit.media_types}
    told = write_log(identifier, deposit.card.title, known, kinds, log)
    return Accession.of(record, files, known, told)


def notice(acts: tuple[Act, ...], kind: str) -> Accession:
    """What was done to issues kept before, and no more."""
    moment = datetime.now(UTC)
    identifier = identify_notice(moment, acts)
    record = Record(
        identifier=identifier,
        name=bag_name(identifier, moment.date(), kind),
        moment=moment,
        program=f"{_PROGRAM} {_agent().version}",
        acts=acts,
    )
    log = Log(tuple(_done(act, moment) for act in acts), (_agent(),))
    told = write_log(identifier, _summary(acts), {}, {}, log)
    return Accession.of(record, {}, {}, told)


def _taking_in(record: Record, *, signed: bool) -> Iterator[Event]:
    """What is done to the bag as it is taken in, and by it."""
    moment, agents = record.moment, (_PROGRAM,)
    digests = "SHA-256, SHA-512: manifest-sha256.txt, manifest-sha512.txt (RFC 8493)"
    yield Event("message digest calculation", moment, digests, agents=agents)
    if signed:
        detail = f"分离式签名 · detached signature (CMS) over {SIGNED}: {SIGNATURE}"
        yield Event("digital signature generation", moment, detail, agents=agents)
    yield Event("ingestion", moment, f"入库 · taken in as {record.name}", agents=agents)
    yield from (_done(act, moment) for act in record.acts)


def _done(act: Act, moment: datetime) -> Event:
    """An act on an issue kept before, as an event."""
    kind, detail = {
        Action.SUPERSEDE: ("metadata modification", f"替代 · superseded by {act.by}"),
        Action.WITHDRAW: ("metadata modification", "撤回 · withdrawn"),
        Action.CHECK: ("fixity check", "校验 · verified"),
    }[act.action]
    outcome = FAILURE if act.outcome == "failed" else SUCCESS
    return Event(kind, moment, detail, outcome, act.note, (_PROGRAM,), target=act.target)


def _summary(acts: tuple[Act, ...]) -> str:
    counts = {action: sum(act.action is action for act in acts) for action in Action}
    return ", ".join(f"{action.value} {count}" for action, count in counts.items() if count)
