"""The shape of eco-print.toml, and everything in a file that does not fit it.

msgspec checks one value against one type; it is asked key by key, so that a wrong file is
told all of its faults at once.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from difflib import get_close_matches
from enum import Enum
from typing import Annotated, Any, Literal, get_args, get_origin, get_type_hints

import msgspec
from msgspec import Struct, StructMeta

from .choices import Composition, Conformance, Imposition, Repair, Script, offered
from .diagnostics import Text
from .profile import Binding, Profile
from .wording import reason

Positive = Annotated[int, msgspec.Meta(gt=0)]


class ReadingSettings(Struct, frozen=True):
    """[reading]: how reports are decoded and repaired."""

    encoding: str
    script: Script
    repairs_off: list[Repair]


class LimitSettings(Struct, frozen=True):
    """[limits]: what one build may cost."""

    seconds: Positive
    memory: Positive
    pages: Positive
    source_bytes: Positive
    source_lines: Positive


Millimetres = Annotated[float, msgspec.Meta(ge=0, le=50)]


class PressFileSettings(Struct, frozen=True):
    """[press]: what the printer asks for."""

    icc: str
    condition: str
    ink_limit: Annotated[float, msgspec.Meta(ge=100, le=400)]
    bleed: Millimetres
    binding: Binding
    impose: Imposition
    creep: Annotated[float, msgspec.Meta(ge=0, le=2)]
    spot: Annotated[str, msgspec.Meta(min_length=1)]


class SettingsFile(Struct, frozen=True):
    """The whole file. Every key may be left out; a folder may be one or several."""

    template: str
    profiles: Annotated[list[Profile], msgspec.Meta(min_length=1)]
    output: str
    fonts: str | list[str]
    templates: str | list[str]
    composition: Composition
    strict: bool
    issue: dict[str, str | int | list[str]]
    reading: ReadingSettings
    press: PressFileSettings
    conformance: Conformance
    archive: Annotated[str, msgspec.Meta(min_length=1)]
    limits: LimitSettings


class Fault(Struct, frozen=True):
    """One key that is unknown (`reason` None; perhaps `near` was meant) or has a wrong value.

    `offer` says which values there are, where there are only a few.
    """

    path: tuple[str, ...]
    reason: Text | None
    near: str = ""
    offer: Text | None = None


def spelled(data: Mapping[str, Any]) -> dict[str, Any]:
    """The file's data with the dates of TOML (date = 2026-11-23) as text, as fields are."""
    issue = data.get("issue")
    if not isinstance(issue, Mapping):
        return dict(data)
    texts = {n: v.isoformat() if isinstance(v, date) else v for n, v in issue.items()}
    return {**data, "issue": texts}


def faults(
    data: Mapping[str, Any], shape: type = SettingsFile, above: tuple[str, ...] = ()
) -> Iterator[Fault]:
    """What does not fit, in the order of the file."""
    hints = get_type_hints(shape, include_extras=True)
    for key, value in data.items():
        path = (*above, key)
        if key not in hints:
            yield Fault(path, None, next(iter(get_close_matches(key, hints, n=1)), ""))
        elif isinstance(hints[key], StructMeta) and isinstance(value, Mapping):
            yield from faults(value, hints[key], path)
        elif get_origin(hints[key]) is dict and isinstance(value, Mapping):
            one = get_args(hints[key])[1]
            misfits = ((name, _misfit(each, one)) for name, each in value.items())
            yield from (Fault((*path, name), misfit) for name, misfit in misfits if misfit)
        elif misfit := _misfit(value, hints[key]):
            yield Fault(path, misfit, offer=_offer(value, hints[key]))


def _misfit(value: Any, hint: Any) -> Text | None:
    try:
        msgspec.convert(value, hint)
    except msgspec.ValidationError as misfit:
        return reason(str(misfit))
    return None


def _offer(value: Any, hint: Any) -> Text | None:
    """The values that a setting may have where there are only a few, if `value` is of its kind."""
    known = _known(hint)
    given = value if isinstance(value, list) else [value]
    wrong = [each for each in given if isinstance(each, str) and each not in known]
    return offered(wrong[0], known) if known and wrong else None


def _known(hint: Any) -> list[str]:
    if isinstance(hint, type) and issubclass(hint, Enum):
        return [member.value for member in hint]
    if get_origin(hint) is Literal:
        return list(get_args(hint))
    if get_origin(hint) in (list, Annotated):
        return _known(get_args(hint)[0])
    return []
