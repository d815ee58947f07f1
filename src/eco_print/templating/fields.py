"""The fields a template takes (期号, 编印单位, 报送 …): their types, defaults and values.

Values come from the report's front matter, the settings and the command line as strings or
tuples of strings; a field's type says what a template gets: text, a list of texts, a whole
number, or a date.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from unicodedata import normalize

from msgspec import Struct

from ..diagnostics import Diagnostic, EcoPrintError, ExitCode, Text, error, warning
from ..source import Source

FieldValue = str | tuple[str, ...]
TYPES = ("text", "list", "number", "date")

_DATE = re.compile(
    r"(\d{4})(?:([-/.])(\d{1,2})\2(\d{1,2})|\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日)"
)
_COUNTED = re.compile(r"(?:总?\s*第|共印|共)?\s*(\d+)\s*[期号份次册本]?")
_LIST_MARKS = re.compile(r"\s*[、，,;；]\s*")


class Field(Struct, frozen=True):
    """One field: its name, type, default, and what it is, in both languages."""

    name: str
    type: str
    label: Text
    default: FieldValue = ""


def read_fields(entries: Sequence[Mapping[str, Any]], source: Source) -> tuple[Field, ...]:
    """The `[[fields]]` of a template manifest.

    Raises:
        EcoPrintError: `template-field` for each entry that cannot be used.
    """
    findings = [finding for entry in entries for finding in _faults(entry, source)]
    if findings:
        raise EcoPrintError(ExitCode.SOURCE, *findings)
    return tuple(_field(entry) for entry in entries)


def _faults(entry: Mapping[str, Any], source: Source) -> list[Diagnostic]:
    faults = []
    if not isinstance(entry.get("name"), str):
        faults.append(Text(zh="字段没有 name", en="a field has no name"))
    if (kind := entry.get("type", "text")) not in TYPES:
        faults.append(
            Text(
                zh=f"字段类型“{kind}”不存在；可用：{'、'.join(TYPES)}",
                en=f"there is no field type “{kind}”; use one of {', '.join(TYPES)}",
            )
        )
    return [error("template-field", fault, source=source) for fault in faults]


def _field(entry: Mapping[str, Any]) -> Field:
    label = entry.get("label", {})
    default = entry.get("default", "")
    return Field(
        name=entry["name"],
        type=entry.get("type", "text"),
        label=Text(zh=label.get("zh", entry["name"]), en=label.get("en", entry["name"])),
        default=tuple(map(str, default)) if isinstance(default, list) else str(default),
    )


def resolve_fields(
    fields: Sequence[Field], given: Mapping[str, FieldValue]
) -> tuple[dict[str, FieldValue], tuple[Diagnostic, ...]]:
    """A value for every field of the template, and what is wrong with the values given.

    A field that nobody gave has its default; an empty text or list means "not given", and
    the template leaves it out, label and all.
    """
    findings = [_undeclared(name, fields) for name in given if name not in _names(fields)]
    values: dict[str, FieldValue] = {}
    for item in fields:
        value = given.get(item.name) or item.default
        values[item.name], finding = _converted(item, value)
        if finding:
            findings.append(finding)
    return values, tuple(findings)


def _names(fields: Sequence[Field]) -> list[str]:
    return [item.name for item in fields]


def _undeclared(name: str, fields: Sequence[Field]) -> Diagnostic:
    near = difflib.get_close_matches(name, _names(fields), n=1)
    known = ", ".join(_names(fields))
    return warning(
        "field-unknown",
        Text(
            zh=f"模板没有“{name}”这个字段，未用上",
            en=f"the template has no field “{name}”; not used",
        ),
        hint=Text(
            zh=(f"是不是“{near[0]}”？" if near else "") + f"模板的字段：{known}",
            en=(f"Did you mean “{near[0]}”? " if near else "") + f"The template's fields: {known}",
        ),
    )


def _converted(item: Field, value: FieldValue) -> tuple[FieldValue, Diagnostic | None]:
    if item.type == "list":
        return (value if isinstance(value, tuple) else _split(value)), None
    text = "、".join(value) if isinstance(value, tuple) else value.strip()
    if not text:
        return "", None
    if item.type == "number":
        return _number(item, text)
    if item.type == "date":
        spelled = han_date(text)
        return (text, _no_date(item, text)) if spelled is None else (spelled, None)
    return text, None


def _number(item: Field, text: str) -> tuple[str, Diagnostic | None]:
    """第12期 and ６０份 are 12 and 60: the template prints what stands around the figure."""
    counted = _COUNTED.fullmatch(normalize("NFKC", text))
    if counted is None:
        return text, _mistyped(item, text, Text(zh="整数", en="a whole number"))
    return counted[1], None


def _split(value: str) -> tuple[str, ...]:
    return tuple(part for part in _LIST_MARKS.split(value.strip()) if part)


def day_of(text: str) -> date | None:
    """The day that 2025-10-24, 2025/10/24, 2025.10.24 or 2025年10月24日 names."""
    match = _DATE.fullmatch(text.strip())
    if match is None:
        return None
    year, _, *month_and_day = match.groups()
    try:
        return date(int(year), *(int(part) for part in month_and_day if part))
    except ValueError:
        return None


def han_date(text: str) -> str | None:
    """A date as printed (2025年10月24日, GB/T 15835: Arabic figures, no leading zeros)."""
    day = day_of(text)
    return f"{day.year}年{day.month}月{day.day}日" if day else None


def _no_date(item: Field, value: str) -> Diagnostic:
    return error(
        "field-date",
        Text(
            zh=f"{item.label.zh}（{item.name}）不是日期：“{value}”",
            en=f"{item.label.en} ({item.name}) is no date: “{value}”",
        ),
        hint=Text(zh="写成 2025-10-24 或 2025年10月24日", en="write 2025-10-24 or 2025年10月24日"),
    )


def _mistyped(item: Field, value: str, wanted: Text) -> Diagnostic:
    return warning(
        "field-value",
        Text(
            zh=f"{item.label.zh}（{item.name}）应当是{wanted.zh}，现在是“{value}”，照原样印出",
            en=f"{item.label.en} ({item.name}) should be {wanted.en}, not “{value}”; printed as is",
        ),
    )
