"""The event log of a bag as PREMIS 3.0 XML, `data/premis.xml`: written, and read back."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any
from uuid import NAMESPACE_URL, uuid5
from xml.sax.saxutils import escape

from lxml import etree

from .bag import Fixity, Known
from .events import KINDS, Agent, Event, Log, agents_named

PREMIS = "data/premis.xml"
NAMESPACE = "http://www.loc.gov/premis/v3"
_XSI = "http://www.w3.org/2001/XMLSchema-instance"
_SCHEMA = f"{NAMESPACE} https://www.loc.gov/standards/premis/v3/premis.xsd"
_DECLARATION = "<?xml version='1.0' encoding='UTF-8'?>"
_ROOT = f' xmlns="{NAMESPACE}" xmlns:xsi="{_XSI}" version="3.0" xsi:schemaLocation="{_SCHEMA}"'
_VOCABULARY = "http://id.loc.gov/vocabulary/preservation/eventType"
_PATH, _URN = "path in the bag", "URN"

#: An element, a line of the file each.
Lines = list[str]

#: Of each file, so told in one piece.
_CHARACTERISTICS = """\
<objectCharacteristics>
  <fixity>
    <messageDigestAlgorithm>SHA-256</messageDigestAlgorithm>
    <messageDigest>{known.sha256}</messageDigest>
  </fixity>
  <fixity>
    <messageDigestAlgorithm>SHA-512</messageDigestAlgorithm>
    <messageDigest>{known.sha512}</messageDigest>
  </fixity>
  <size>{known.size}</size>
  <format>
    <formatDesignation>
      <formatName>{name}</formatName>
    </formatDesignation>
  </format>
</objectCharacteristics>
"""
#: A reader of XML takes it for a line end.
_KEPT = {"\r": "&#13;"}
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write_log(
    identifier: str,
    title: str,
    known: Known,
    media_types: Mapping[str, str],
    log: Log,
) -> bytes:
    """The log as XML. `known` are the objects, by path in the bag; events in time order.

    Agents that no event names are left out.
    """
    acting = agents_named(log.events)
    agents = {agent.name: agent for agent in log.agents if agent.name in acting}
    lines = _within(
        "premis",
        _entity(identifier, title),
        *(_file(path, known[path], media_types.get(path, "")) for path in sorted(known)),
        *(_event(identifier, number, event) for number, event in enumerate(log.events)),
        *map(_agent, agents.values()),
        attributes=_ROOT,
    )
    return "\n".join((_DECLARATION, *lines, "")).encode()


def _leaf(name: str, text: str, attributes: str = "") -> Lines:
    """An element with text, or empty."""
    fit = _fit(text)
    return [f"<{name}{attributes}>{fit}</{name}>" if fit else f"<{name}{attributes}/>"]


def _fit(text: str) -> str:
    return escape(_NOT_XML.sub("\ufffd", text), _KEPT)


def _within(name: str, *inside: Lines, attributes: str = "") -> Lines:
    """An element with others in it. Written by hand: a tree of objects costs many times this."""
    indented = [f"  {line}" for lines in inside for line in lines]
    return [f"<{name}{attributes}>", *indented, f"</{name}>"]


def _named(what: str, kind: str, value: str) -> Lines:
    """An identifier of an object, event or agent, or a link to one."""
    kinds = _leaf(f"{what}IdentifierType", kind)
    return _within(f"{what}Identifier", kinds, _leaf(f"{what}IdentifierValue", value))


def _object(category: str, *inside: Lines) -> Lines:
    return _within("object", *inside, attributes=f' xsi:type="{category}"')


def _entity(identifier: str, title: str) -> Lines:
    named = _named("object", _URN, identifier)
    return _object("intellectualEntity", named, _leaf("originalName", title))


def _file(path: str, known: Fixity, media_type: str) -> Lines:
    name = _fit(media_type or "application/octet-stream")
    characteristics = _CHARACTERISTICS.format(known=known, name=name).splitlines()
    return _object("file", _named("object", _PATH, path), characteristics)


def _event(identifier: str, number: int, event: Event) -> Lines:
    term = f"{_VOCABULARY}/{KINDS[event.kind]}"
    authority = f' authority="eventType" authorityURI="{_VOCABULARY}" valueURI="{term}"'
    outcome = [_leaf("eventOutcome", event.outcome)]
    if event.note:
        outcome.append(_within("eventOutcomeDetail", _leaf("eventOutcomeDetailNote", event.note)))
    linked = [_named("linkingObject", _PATH, path) for path in event.files]
    return _within(
        "event",
        _named("event", _URN, uuid5(NAMESPACE_URL, f"{identifier}#{number}").urn),
        _leaf("eventType", event.kind, authority),
        _leaf("eventDateTime", event.moment.isoformat()),
        _within("eventDetailInformation", _leaf("eventDetail", event.detail)),
        _within("eventOutcomeInformation", *outcome),
        *(_named("linkingAgent", "name", agent) for agent in event.agents),
        *(linked or [_named("linkingObject", _URN, event.target or identifier)]),
    )


def _agent(agent: Agent) -> Lines:
    named, kind = _named("agent", "name", agent.name), _leaf("agentType", agent.kind)
    version = [_leaf("agentVersion", agent.version)] if agent.version else []
    return _within("agent", named, _leaf("agentName", agent.name), kind, *version)


def read_log(data: bytes) -> Log:
    """The events and agents of a `data/premis.xml`.

    Raises:
        ValueError: it is not one.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    try:
        root = etree.fromstring(data, parser)
        own = _said(root, "objectIdentifierValue")
        events = tuple(_read_event(each, own) for each in root.iterfind(f"{{{NAMESPACE}}}event"))
    except (etree.XMLSyntaxError, TypeError) as reason:
        raise ValueError(str(reason)) from reason
    return Log(events, tuple(map(_read_agent, root.iterfind(f"{{{NAMESPACE}}}agent"))))


def _read_event(element: Any, own: str) -> Event:
    kinds, values = (
        tuple(_all(element, f"linkingObjectIdentifier{part}")) for part in ("Type", "Value")
    )
    linked = tuple(zip(kinds, values, strict=True))
    target = next((value for kind, value in linked if kind == _URN), own)
    return Event(
        kind=_said(element, "eventType"),
        moment=datetime.fromisoformat(_said(element, "eventDateTime")),
        detail=_said(element, "eventDetail"),
        outcome=_said(element, "eventOutcome"),
        note=_said(element, "eventOutcomeDetailNote"),
        agents=tuple(_all(element, "linkingAgentIdentifierValue")),
        files=tuple(value for kind, value in linked if kind != _URN),
        target="" if target == own else target,
    )


def _read_agent(element: Any) -> Agent:
    return Agent(
        _said(element, "agentName"), _said(element, "agentVersion"), _said(element, "agentType")
    )


def _said(element: Any, name: str) -> str:
    return next(_all(element, name), "")


def _all(element: Any, name: str) -> Iterator[str]:
    return (found.text or "" for found in element.iter(f"{{{NAMESPACE}}}{name}"))
