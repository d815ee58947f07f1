"""Output intents: the printing conditions that a file is made for (ISO 32000-1, 14.11.5)."""

from __future__ import annotations

import hashlib
from functools import cached_property

from msgspec import Struct

from .colour import profile_bytes
from .model import IntentFact
from .objects import Value, elements, entry, is_dictionary, name, number, text


class Intent(Struct, frozen=True, dict=True):
    """An output intent with its ICC profile's bytes ("" when none is embedded)."""

    value: Value
    subtype: str
    condition: str
    registry: str
    profile: bytes
    declared: int | None

    @property
    def model(self) -> str:
        """The colour model in the profile's header: `CMYK`, `RGB`, `GRAY`."""
        return self.profile[16:20].decode("latin-1").strip() if len(self.profile) > 128 else ""

    @property
    def device_class(self) -> str:
        return self.profile[12:16].decode("latin-1") if len(self.profile) > 128 else ""

    @property
    def components(self) -> int | None:
        return {"GRAY": 1, "RGB": 3, "CMYK": 4}.get(self.model)

    @cached_property
    def digest(self) -> str:
        return hashlib.sha256(self.profile).hexdigest() if self.profile else ""

    def fact(self) -> IntentFact:
        described = icc_description(self.profile)
        return IntentFact(
            self.subtype, self.condition, self.registry, described, self.components, self.digest
        )


def read_intents(catalog: Value) -> tuple[Intent, ...]:
    """The output intents of a file, in its order."""
    return tuple(map(_intent, filter(is_dictionary, elements(entry(catalog, "/OutputIntents")))))


def _intent(value: Value) -> Intent:
    stream = entry(value, "/DestOutputProfile")
    declared = number(entry(stream, "/N"))
    return Intent(
        value=value,
        subtype=name(entry(value, "/S")),
        condition=text(entry(value, "/OutputConditionIdentifier")),
        registry=text(entry(value, "/RegistryName")),
        profile=profile_bytes(stream) if stream is not None else b"",
        declared=None if declared is None else int(declared),
    )


def icc_description(profile: bytes) -> str:
    """The name an ICC profile gives itself (its `desc` tag, of either version)."""
    count = int.from_bytes(profile[128:132], "big")
    for index in range(min(count, 100)):
        tag = profile[132 + 12 * index : 144 + 12 * index]
        if tag[:4] == b"desc":
            start, length = int.from_bytes(tag[4:8], "big"), int.from_bytes(tag[8:12], "big")
            return _described(profile[start : start + min(length, 4096)])
    return ""


def _described(tag: bytes) -> str:
    if tag[:4] == b"desc":
        length = int.from_bytes(tag[8:12], "big")
        return tag[12 : 12 + length].split(b"\0")[0].decode("latin-1")
    if tag[:4] == b"mluc":
        length = int.from_bytes(tag[20:24], "big")
        start = int.from_bytes(tag[24:28], "big")
        return tag[start : start + length].decode("utf-16-be", "replace")
    return ""
