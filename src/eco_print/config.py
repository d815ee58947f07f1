"""The settings of a run: defaults < eco-print.toml < environment < flags, resolved once.

Settings hold what is not design: which template and profile, the fields of the issue (期号,
编印单位 …), how to read, where fonts and templates of one's own lie, limits. Sizes, colours
and measure are the stylesheet's. A value that was not given is None on its way here and
never masks the file's.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from .choices import Composition, Conformance, Imposition, Script
from .diagnostics import Diagnostic, EcoPrintError, ExitCode, Text, error
from .environment import from_environment
from .field_names import KNOWN, field_name
from .profile import Binding, Profile
from .source import Source
from .toml_file import key_span, read_toml

if TYPE_CHECKING:
    from .settings_file import Fault

SETTINGS = "eco-print.toml"
FieldValue = str | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Limits:
    """What one build may cost before it is stopped with a named error."""

    seconds: int = 120  # of processor time, and of the clock
    memory: int = 4096  # megabytes of address space
    pages: int = 2000
    source_bytes: int = 16_000_000
    source_lines: int = 100_000


@dataclass(frozen=True, slots=True)
class PressSettings:
    """What the printer asks for.

    `icc` is the profile of the press (None for the one that comes with the program), `condition`
    the name of its printing condition where the profile does not tell it, `ink_limit` the most
    ink on one spot in per cent (None for the profile's own). `bleed` and `creep` are in
    millimetres, the creep for each sheet of a booklet; `spot` is the name of the ink that the
    red is printed with instead of process inks.
    """

    icc: Path | None = None
    condition: str | None = None
    ink_limit: float | None = None
    bleed: float = 3.0
    binding: Binding = Binding.NONE
    impose: Imposition = "none"
    creep: float = 0.1
    spot: str | None = None


@dataclass(frozen=True, slots=True)
class Config:
    """Everything a build needs to know besides the report.

    `fields` give way to the report's own front matter, `overrides` (from flags) do not.
    `conformance` is the part and level of PDF/A of archive files. `epoch` is the moment that
    files say they were made, in seconds since 1970 (SOURCE_DATE_EPOCH); None for the day of issue.
    `archive` is the folder or URL of the archive.
    """

    template: str = "bulletin"
    profiles: tuple[Profile, ...] = (Profile.SCREEN,)
    fields: Mapping[str, FieldValue] = field(default_factory=lambda: MappingProxyType({}))
    overrides: Mapping[str, FieldValue] = field(default_factory=lambda: MappingProxyType({}))
    font_folders: tuple[Path, ...] = ()
    template_folders: tuple[Path, ...] = ()
    output: Path | None = None
    encoding: str | None = None
    script: Script = "auto"
    repairs_off: frozenset[str] = frozenset()
    headline: str | None = None
    composition: Composition = "eco"
    strict: bool = False
    press: PressSettings = field(default_factory=PressSettings)
    conformance: Conformance = "3a"
    epoch: int | None = None
    archive: str | None = None
    limits: Limits = field(default_factory=Limits)


def nearest_settings(start: Path) -> Path | None:
    """The settings file in the folder `start` or the nearest one above it."""
    start = start.resolve()
    for folder in (start, *start.parents):
        if (folder / SETTINGS).is_file():
            return folder / SETTINGS
    return None


def resolve(
    settings: Path | None,
    flags: Mapping[str, Any],
    environment: Mapping[str, str] | None = None,
    *,
    folder: Path | None = None,
) -> Config:
    """One frozen `Config` from all that was said. `flags` are named as `Config`'s fields.

    Without a settings file, `fonts/` and `templates/` of `folder` (the report's) count.

    Raises:
        EcoPrintError: every fault of the file at once, as `read_settings`; or of the
            environment, as `from_environment`.
    """
    if settings is not None:
        config = read_settings(settings)
    else:
        config = _config({}, folder.resolve()) if folder else Config()
    config = _given(config, from_environment(os.environ if environment is None else environment))
    return _given(config, flags)


def _given(config: Config, values: Mapping[str, Any]) -> Config:
    given = {name: value for name, value in values.items() if value is not None}
    for name in ("fields", "overrides"):
        if name in given:
            given[name] = MappingProxyType(_by_field(given[name]))
    if "profiles" in given:
        given["profiles"] = tuple(dict.fromkeys(given["profiles"]))
    if "press" in given:
        asked = {name: value for name, value in given["press"].items() if value is not None}
        given["press"] = replace(config.press, **asked)
    return replace(config, **given)


def _by_field(values: Mapping[str, FieldValue]) -> dict[str, FieldValue]:
    """The values by the names that templates use; a template's own fields keep theirs."""
    return {KNOWN.get(field_name(given), given): value for given, value in values.items()}


def read_settings(path: Path) -> Config:
    """The settings of one file; relative paths in it start from its folder.

    Raises:
        EcoPrintError: `toml-unreadable`, `toml-syntax`, or one `settings-value` for each key
            that is unknown or has a wrong value, with its line.
    """
    source, data = read_toml(path)
    from .settings_file import faults, spelled

    data = spelled(data)

    if findings := [_finding(source, fault) for fault in faults(data)]:
        raise EcoPrintError(ExitCode.SOURCE, *findings)
    return _config(data, path.resolve().parent)


def _config(data: dict[str, Any], folder: Path) -> Config:
    def folders(name: str) -> tuple[Path, ...]:
        if (named := data.get(name)) is not None:
            listed = [named] if isinstance(named, str) else named
            return tuple(folder / each for each in listed)
        return (folder / name,) if (folder / name).is_dir() else ()

    reading = data.get("reading", {})
    issue = {
        name: tuple(value) if isinstance(value, list) else str(value)
        for name, value in data.get("issue", {}).items()
    }
    given: dict[str, Any] = {
        "template": data.get("template"),
        "profiles": tuple(map(Profile, data["profiles"])) if "profiles" in data else None,
        "output": folder / data["output"] if "output" in data else None,
        "composition": data.get("composition"),
        "strict": data.get("strict"),
        "fields": issue,
        "font_folders": folders("fonts"),
        "template_folders": folders("templates"),
        "encoding": reading.get("encoding"),
        "script": reading.get("script"),
        "repairs_off": frozenset(reading.get("repairs_off", ())) or None,
        "press": _press(data.get("press", {}), folder),
        "conformance": data.get("conformance"),
        "archive": _location(data.get("archive"), folder),
        "limits": replace(Limits(), **data.get("limits", {})),
    }
    return _given(Config(), given)


def _location(named: str | None, folder: Path) -> str | None:
    """A URL as it is, a folder from where the settings lie."""
    return named if named is None or "://" in named else str(folder / named)


def _press(data: dict[str, Any], folder: Path) -> dict[str, Any]:
    given = dict(data)
    if "icc" in given:
        given["icc"] = folder / given["icc"]
    if "binding" in given:
        given["binding"] = Binding(given["binding"])
    return given


def _finding(source: Source, fault: Fault) -> Diagnostic:
    name = ".".join(fault.path)
    if fault.reason is None:
        text = Text(zh=f"没有“{name}”这项设置", en=f"there is no setting “{name}”")
    else:
        text = Text(
            zh=f"设置“{name}”的值不对：{fault.reason.zh}",
            en=f"the setting “{name}” is wrong: {fault.reason.en}",
        )
    span = key_span(source, fault.path)
    return error("settings-value", text, source=source, span=span, hint=_advice(fault))


def _advice(fault: Fault) -> Text:
    """What was probably meant, and where all settings are listed."""
    guess = Text(zh="", en="")
    if fault.near:
        guess = Text(zh=f"是不是“{fault.near}”？", en=f"Did you mean “{fault.near}”? ")
    elif fault.reason is None and field_name(fault.path[-1]) in KNOWN:
        name = fault.path[-1]
        guess = Text(
            zh=f"“{name}”是模板的字段，写在 [issue] 下面；",
            en=f"“{name}” is a field of the template and stands under [issue]; ",
        )
    if fault.offer:
        guess = Text(zh=f"{fault.offer.zh}；", en=f"{fault.offer.en}; ")
    return Text(
        zh=f"{guess.zh}全部设置见 docs/settings.md",
        en=f"{guess.en}all settings are listed in docs/settings.en.md",
    )
