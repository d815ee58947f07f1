"""The event log of a bag, in the terms of the PREMIS data dictionary 3.0.

In: what was done (creation, validation, ingestion …), when, with which outcome, by which
agents. Out: `data/premis.xml`, and the same read back. Event types and outcomes are those of
the Library of Congress's vocabularies, so that other archives understand them.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from lxml import etree
from lxml.builder import ElementMaker

PREMIS = "data/premis.xml"
NAMESPACE = "http://www.loc.gov/premis/v3"
_XSI = "http://www.w3.org/2001/XMLSchema-instance"
_SCHEMA = f"{NAMESPACE} https://www.loc.gov/standards/premis/v3/premis.xsd"
_E = ElementMaker(namespace=NAMESPACE, nsmap={None: NAMESPACE, "xsi": _XSI})

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
SUCCESS, WARNING, FAILURE = "success", "warning", "fail"


@dataclass(frozen=True, slots=True)
class Agent:
    """Who or what acted: a piece of software with its version, a person, an organisation."""

    name: str
    version: str = ""
    kind: str = "software"


@dataclass(frozen=True, slots=True)
class Event:
    """One thing done. `files` are the paths in the bag it was done to; empty for the whole.

    `kind` is a term of the preservation events vocabulary: "creation", "validation",
    "message digest calculation", "ingestion". `agents` are names of agents.
    """

    kind: str
    moment: datetime
    detail: str
    outcome: str = SUCCESS
    note: str = ""
    agents: tuple[str, ...] = ()
    files: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Log:
    """The events of one bag and the agents they name."""

    events: tuple[Event, ...] = ()
    agents: tuple[Agent, ...] = ()


def write_log(
    identifier: str,
    title: str,
    files: Mapping[str, bytes],
    media_types: Mapping[str, str],
    log: Log,
) -> bytes:
    """The log as PREMIS XML. `files` are the objects, by path in the bag; events in time order.

    Agents that no event names are left out.
    """
    acting = agents_named(log.events)
    agents = {agent.name: agent for agent in log.agents if agent.name in acting}
    root = _E.premis(
        _entity(identifier, title),
        *(_file(path, data, media_types.get(path, "")) for path, data in sorted(files.items())),
        *(_event(identifier, number, event) for number, event in enumerate(log.events)),
        *(_agent(agent) for agent in agents.values()),
        version="3.0",
    )
    root.set(f"{{{_XSI}}}schemaLocation", _SCHEMA)
    etree.indent(root)
    written: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    return written + b"\n"


def _entity(identifier: str, title: str) -> Any:
    entity = _E.object(*_identified("object", "URN", identifier), _E.originalName(_plain(title)))
    entity.set(f"{{{_XSI}}}type", "intellectualEntity")
    return entity


def _file(path: str, data: bytes, media_type: str) -> Any:
    described = _E.objectCharacteristics(
        *(_fixity(name, data) for name in ("sha256", "sha512")),
        _E.size(str(len(data))),
        _E.format(
            _E.formatDesignation(_E.formatName(media_type or "application/octet-stream")),
        ),
    )
    element = _E.object(*_identified("object", "path in the bag", path), described)
    element.set(f"{{{_XSI}}}type", "file")
    return element


def _fixity(algorithm: str, data: bytes) -> Any:
    return _E.fixity(
        _E.messageDigestAlgorithm(algorithm.upper().replace("SHA", "SHA-")),
        _E.messageDigest(hashlib.new(algorithm, data).hexdigest()),
    )


def _event(identifier: str, number: int, event: Event) -> Any:
    name = uuid5(NAMESPACE_URL, f"{identifier}#{number}").urn
    objects = [("path in the bag", path) for path in event.files] or [("URN", identifier)]
    return _E.event(
        *_identified("event", "URN", name),
        _E.eventType(event.kind),
        _E.eventDateTime(event.moment.isoformat()),
        _E.eventDetailInformation(_E.eventDetail(_plain(event.detail))),
        _E.eventOutcomeInformation(
            _E.eventOutcome(event.outcome),
            *_outcome_detail(event.note),
        ),
        *(_linked("Agent", "name", agent) for agent in event.agents),
        *(_linked("Object", kind, value) for kind, value in objects),
    )


def _outcome_detail(note: str) -> Iterator[Any]:
    if note:
        yield _E.eventOutcomeDetail(_E.eventOutcomeDetailNote(_plain(note)))


def _agent(agent: Agent) -> Any:
    version = [_E.agentVersion(_plain(agent.version))] if agent.version else []
    return _E.agent(
        *_identified("agent", "name", agent.name),
        _E.agentName(_plain(agent.name)),
        _E.agentType(agent.kind),
        *version,
    )


def _identified(what: str, kind: str, value: str) -> Iterator[Any]:
    yield _E(
        f"{what}Identifier",
        _E(f"{what}IdentifierType", kind),
        _E(f"{what}IdentifierValue", _plain(value)),
    )


def _linked(what: str, kind: str, value: str) -> Any:
    return _E(
        f"linking{what}Identifier",
        _E(f"linking{what}IdentifierType", kind),
        _E(f"linking{what}IdentifierValue", _plain(value)),
    )


def _plain(text: str) -> str:
    """Text without the characters that XML 1.0 cannot hold."""
    return _NOT_XML.sub("\ufffd", text)


def read_log(data: bytes) -> Log:
    """The events and agents of a `data/premis.xml`.

    Raises:
        ValueError: it is not one.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    try:
        root = etree.fromstring(data, parser)
        events = tuple(map(_read_event, root.iterfind(f"{{{NAMESPACE}}}event")))
    except (etree.XMLSyntaxError, TypeError) as reason:
        raise ValueError(str(reason)) from reason
    return Log(events, tuple(map(_read_agent, root.iterfind(f"{{{NAMESPACE}}}agent"))))


def _read_event(element: Any) -> Event:
    return Event(
        kind=_said(element, "eventType"),
        moment=datetime.fromisoformat(_said(element, "eventDateTime")),
        detail=_said(element, "eventDetail"),
        outcome=_said(element, "eventOutcome"),
        note=_said(element, "eventOutcomeDetailNote"),
        agents=tuple(_all(element, "linkingAgentIdentifierValue")),
        files=tuple(
            value
            for kind, value in zip(
                _all(element, "linkingObjectIdentifierType"),
                _all(element, "linkingObjectIdentifierValue"),
                strict=True,
            )
            if kind != "URN"
        ),
    )


def _read_agent(element: Any) -> Agent:
    return Agent(
        _said(element, "agentName"), _said(element, "agentVersion"), _said(element, "agentType")
    )


def _said(element: Any, name: str) -> str:
    return next(_all(element, name), "")


def _all(element: Any, name: str) -> Iterator[str]:
    return (found.text or "" for found in element.iter(f"{{{NAMESPACE}}}{name}"))


def agents_named(events: Iterable[Event]) -> tuple[str, ...]:
    """The names of the agents that events name, each once."""
    return tuple(dict.fromkeys(name for event in events for name in event.agents))
