"""What was done to an issue: events and who did them, in the terms of PREMIS 3.0.

`premis` writes and reads them as XML. Kinds and outcomes are those of the Library of
Congress's vocabularies for preservation, so that other archives understand them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType

#: The kinds of events that are logged, each with its code in the vocabulary at
#: http://id.loc.gov/vocabulary/preservation/eventType.
KINDS = MappingProxyType(
    {
        "creation": "cre",
        "capture": "cap",
        "validation": "val",
        "message digest calculation": "mes",
        "digital signature generation": "dsg",
        "ingestion": "ing",
        "metadata modification": "mem",
        "fixity check": "fix",
    }
)
SUCCESS, WARNING, FAILURE = "success", "warning", "fail"


@dataclass(frozen=True, slots=True)
class Agent:
    """Who or what acted: a piece of software with its version, a person, an organisation."""

    name: str
    version: str = ""
    kind: str = "software"


@dataclass(frozen=True, slots=True)
class Event:
    """One thing done, of a kind in `KINDS`, by agents of these names.

    It was done to the files at these paths in the bag, or to the issue that the URN `target`
    names, or, where neither is given, to the bag's own issue.
    """

    kind: str
    moment: datetime
    detail: str
    outcome: str = SUCCESS
    note: str = ""
    agents: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    target: str = ""


@dataclass(frozen=True, slots=True)
class Log:
    """The events of one bag and the agents they name."""

    events: tuple[Event, ...] = ()
    agents: tuple[Agent, ...] = ()


def agents_named(events: Iterable[Event]) -> tuple[str, ...]:
    """The names of the agents that events name, each once."""
    return tuple(dict.fromkeys(name for event in events for name in event.agents))
