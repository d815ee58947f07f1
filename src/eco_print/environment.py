"""What the environment says of the settings: ECO_PRINT_TEMPLATE, ECO_PRINT_PROFILES …"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, get_args

from .choices import Composition, Script, offered
from .diagnostics import Diagnostic, EcoPrintError, ExitCode, Text, error
from .profile import Profile

_TEXTS = ("template", "encoding", "script", "composition", "archive")
_END_OF_TIME = 253402300800  # the year 10000, which no date format here can write
_DIGITS = 12  # of the seconds until then


def variable(name: str) -> str:
    """The variable that says a setting."""
    return f"ECO_PRINT_{name.upper()}"


def from_environment(environment: Mapping[str, str]) -> dict[str, Any]:
    """The settings that are said, named as `Config`'s fields; an empty variable says nothing.

    Raises:
        EcoPrintError: `environment-value` for each value that there is not, and
            `source-date-epoch`.
    """
    said = {name: text for name in _TEXTS if (text := environment.get(variable(name)))}
    values: dict[str, Any] = dict(said)
    profiles = _listed(environment.get(variable("profiles"), ""), ",")
    epoch = environment.get("SOURCE_DATE_EPOCH")
    wrong = (
        *_unknown("profiles", profiles, [profile.value for profile in Profile]),
        *_unknown("script", _given(said, "script"), get_args(Script)),
        *_unknown("composition", _given(said, "composition"), get_args(Composition)),
        *_no_moment(epoch or "0"),
    )
    if wrong:
        raise EcoPrintError(ExitCode.SOURCE, *wrong)
    if profiles:
        values["profiles"] = tuple(map(Profile, profiles))
    if output := environment.get(variable("output")):
        values["output"] = Path(output)
    for name in ("font_folders", "template_folders"):
        if folders := environment.get(variable(name)):
            values[name] = tuple(map(Path, folders.split(os.pathsep)))
    if epoch:
        values["epoch"] = int(epoch)
    return values


def _listed(text: str, separator: str) -> list[str]:
    return [part.strip() for part in text.split(separator) if part.strip()]


def _given(said: Mapping[str, str], name: str) -> tuple[str, ...]:
    return (said[name],) if name in said else ()


def _unknown(name: str, given: Iterable[str], known: Sequence[str]) -> Iterator[Diagnostic]:
    for value in given:
        if value not in known:
            yield error(
                "environment-value",
                Text(
                    zh=f"环境变量 {variable(name)} 的值不对：没有“{value}”这个选项",
                    en=f"the variable {variable(name)} is wrong: there is no “{value}”",
                ),
                hint=offered(value, known),
            )


def _no_moment(epoch: str) -> Iterator[Diagnostic]:
    """What is wrong with seconds since 1970, as reproducible-builds.org defines them."""
    figures = epoch.isascii() and epoch.isdecimal() and len(epoch) <= _DIGITS
    if not (figures and int(epoch) < _END_OF_TIME):
        yield error(
            "source-date-epoch",
            Text(
                zh=f"SOURCE_DATE_EPOCH 应是 1970 年以来的秒数，现在是“{epoch}”",
                en=f"SOURCE_DATE_EPOCH must be seconds since 1970, not “{epoch}”",
            ),
        )
