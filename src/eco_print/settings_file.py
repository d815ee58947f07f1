"""The shape of eco-print.toml, checked by pydantic so that every wrong key is reported."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, PositiveInt

#: One folder or several.
Folders = Annotated[
    list[str], BeforeValidator(lambda value: [value] if isinstance(value, str) else value)
]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid")


class ReadingSettings(_Part):
    """[reading]: how reports are decoded and repaired."""

    encoding: str | None = None
    script: Literal["auto", "hans", "hant", "keep"] | None = None
    repairs_off: list[str] | None = None


class LimitSettings(_Part):
    """[limits]: what one build may cost."""

    seconds: PositiveInt | None = None
    memory: PositiveInt | None = None
    pages: PositiveInt | None = None
    source_bytes: PositiveInt | None = None
    source_lines: PositiveInt | None = None


class SettingsFile(_Part):
    """The whole file."""

    template: str | None = None
    profiles: list[Literal["screen", "press", "archive"]] | None = None
    output: str | None = None
    fonts: Folders | None = None
    templates: Folders | None = None
    composition: Literal["eco", "engine"] | None = None
    strict: bool | None = None
    issue: dict[str, str | int | list[str]] | None = None
    reading: ReadingSettings | None = None
    limits: LimitSettings | None = None
