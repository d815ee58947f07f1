"""The event log of a bag as PREMIS 3.0 XML, `data/premis.xml`: written, and read back."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from lxml import etree

from .events import KINDS, Agent, Event, Log, agents_named

PREMIS = "data/premis.xml"
NAMESPACE = "http://www.loc.gov/premis/v3"
_XSI = "http://www.w3.org/2001/XMLSchema-instance"
_SCHEMA = f"{NAMESPACE} https://www.loc.gov/standards/premis/v3/premis.xsd"
_PREFIXES = {None: NAMESPACE, "xsi": _XSI}
_VOCABULARY = "http://id.loc.gov/vocabulary/preservation/eventType"
_PATH, _URN = "path in the bag", "URN"

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write_log(
    identifier: str,
    title: str,
    files: Mapping[str, bytes],
    media_types: Mapping[str, str],
    log: Log,
) -> bytes:
    """The log as XML. `files` are the objects, by path in the bag; events in time order.

    Agents that no event names are left out.
    """
    acting = agents_named(log.events)
    agents = {agent.name: agent for agent in log.agents if agent.name in acting}
    root = etree.Element(f"{{{NAMESPACE}}}premis", {"version": "3.0"}, _PREFIXES)
    root.set(f"{{{_XSI}}}schemaLocation", _SCHEMA)
    _add_entity(root, identifier, title)
    for path, data in sorted(files.items()):
        _add_file(root, path, data, media_types.get(path, ""))
    for number, event in enumerate(log.events):
        _add_event(root, identifier, number, event)
    for agent in agents.values():
        _add_agent(root, agent)
    etree.indent(root)
    written: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    return written + b"\n"


def _add(parent: Any, name: str, text: str = "", **attributes: str) -> Any:
    child = etree.SubElement(parent, f"{{{NAMESPACE}}}{name}", attributes)
    if text:
        child.text = _NOT_XML.sub("\ufffd", text)
    return child


def _add_named(parent: Any, what: str, kind: str, value: str) -> None:
    """An identifier of an object, event or agent, or a link to one."""
    named = _add(parent, f"{what}Identifier")
    _add(named, f"{what}IdentifierType", kind)
    _add(named, f"{what}IdentifierValue", value)


def _add_object(root: Any, category: str, kind: str, value: str) -> Any:
    added = _add(root, "object")
    added.set(f"{{{_XSI}}}type", category)
    _add_named(added, "object", kind, value)
    return added


def _add_entity(root: Any, identifier: str, title: str) -> None:
    _add(_add_object(root, "intellectualEntity", _URN, identifier), "originalName", title)


def _add_file(root: Any, path: str, data: bytes, media_type: str) -> None:
    described = _add(_add_object(root, "file", _PATH, path), "objectCharacteristics")
    for algorithm, name in (("sha256", "SHA-256"), ("sha512", "SHA-512")):
        fixity = _add(described, "fixity")
        _add(fixity, "messageDigestAlgorithm", name)
        _add(fixity, "messageDigest", hashlib.new(algorithm, data).hexdigest())
    _add(described, "size", str(len(data)))
    designation = _add(_add(described, "format"), "formatDesignation")
    _add(designation, "formatName", media_type or "application/octet-stream")


def _add_event(root: Any, identifier: str, number: int, event: Event) -> None:
    added = _add(root, "event")
    _add_named(added, "event", _URN, uuid5(NAMESPACE_URL, f"{identifier}#{number}").urn)
    term = f"{_VOCABULARY}/{KINDS[event.kind]}"
    authority = {"authority": "eventType", "authorityURI": _VOCABULARY, "valueURI": term}
    _add(added, "eventType", event.kind, **authority)
    _add(added, "eventDateTime", event.moment.isoformat())
    _add(_add(added, "eventDetailInformation"), "eventDetail", event.detail)
    outcome = _add(added, "eventOutcomeInformation")
    _add(outcome, "eventOutcome", event.outcome)
    if event.note:
        _add(_add(outcome, "eventOutcomeDetail"), "eventOutcomeDetailNote", event.note)
    for agent in event.agents:
        _add_named(added, "linkingAgent", "name", agent)
    for path in event.files:
        _add_named(added, "linkingObject", _PATH, path)
    if not event.files:
        _add_named(added, "linkingObject", _URN, event.target or identifier)


def _add_agent(root: Any, agent: Agent) -> None:
    added = _add(root, "agent")
    _add_named(added, "agent", "name", agent.name)
    _add(added, "agentName", agent.name)
    _add(added, "agentType", agent.kind)
    if agent.version:
        _add(added, "agentVersion", agent.version)


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
