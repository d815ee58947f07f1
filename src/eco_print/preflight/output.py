"""A preflight report as plain data (for JSON) and as text for a terminal.

Data has the same keys always, messages in both languages; text is in one language, the findings
first, then the facts in a few lines, then the verdicts.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum
from typing import Any

from msgspec import Struct

from ..diagnostics import Severity, Text
from .model import Facts, Finding, InkFact, PreflightReport

_SEVERITIES = {
    Severity.ERROR: Text("错误", "error"),
    Severity.WARNING: Text("警告", "warning"),
    Severity.NOTE: Text("提示", "note"),
}
_PROCESS = {"Cyan": "青", "Magenta": "品红", "Yellow": "黄", "Black": "黑"}


def as_data(report: PreflightReport) -> dict[str, Any]:
    """The report as dictionaries, lists, strings and numbers."""
    return {
        "file": report.name,
        "passed": report.passed,
        "verdicts": [_plain(verdict) for verdict in report.verdicts],
        "findings": [_finding(finding) for finding in report.findings],
        "facts": _plain(report.facts)
        | {"plates": list(report.facts.plates), "conformance": str(report.facts.claims)},
    }


def _finding(finding: Finding) -> dict[str, Any]:
    diagnostic = finding.diagnostic
    return {
        "rule": finding.code,
        "severity": finding.severity.value,
        "severities": {profile.value: weight.value for profile, weight in finding.severities},
        "message": _plain(diagnostic.message),
        "remedy": _plain(diagnostic.hint),
        "clause": finding.diagnostic.clause,
        "object": finding.object,
        "count": finding.count,
        "page": finding.page,
        "places": [_plain(place) for place in finding.places],
    }


def _plain(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Text):
        return {"zh": value.zh, "en": value.en}
    if isinstance(value, Struct):
        return {name: _plain(getattr(value, name)) for name in value.__struct_fields__}
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    if isinstance(value, float) and value in {float("inf"), float("-inf")}:
        return None
    return value


def as_text(report: PreflightReport, language: str = "zh") -> str:
    """The report for people, in Chinese or English."""
    parts = [_said(finding, language) for finding in report.findings]
    parts.append(facts_text(report.facts, language))
    parts.extend(
        verdict_text(report, index).in_language(language) for index in range(len(report.profiles))
    )
    return "\n".join(parts) + "\n"


def _said(finding: Finding, language: str) -> str:
    diagnostic = finding.diagnostic
    severity = _SEVERITIES[finding.severity].in_language(language)
    lines = [f"{severity}[{finding.code}] {diagnostic.message.in_language(language)}"]
    if diagnostic.place is not None:
        lines.append(f"  --> {diagnostic.place.in_language(language)}")
    if diagnostic.hint is not None:
        mend = Text("改法：", "remedy: ").in_language(language)
        lines.append(f"  {mend}{diagnostic.hint.in_language(language)}")
    lines.append(f"  § {finding.diagnostic.clause}")
    return "\n".join(lines)


def facts_text(facts: Facts, language: str = "zh") -> str:
    """Pages, conformance, plates, fonts and ink in a few lines."""
    zh = language.startswith("zh")
    sizes = dict.fromkeys(page.trim_mm for page in facts.pages)
    said = _listed((f"{width:g} × {height:g} mm" for width, height in sizes), zh)
    lines = [f"PDF {facts.version} · {str(facts.claims) or '—'} · {facts.producer or '—'}"]
    count = len(facts.pages)
    lines.append(f"{count} 页，{said}" if zh else f"{counted(count, 'page')}, {said}")
    named = [
        ("版", "plates", tuple(plate_name(plate, language) for plate in facts.plates)),
        ("颜色空间", "colour spaces", facts.spaces),
        ("字体", "fonts", tuple(dict.fromkeys(font.name for font in facts.fonts))),
        ("输出意图", "output intents", tuple(i.profile or i.condition for i in facts.intents)),
    ]
    for chinese, english, values in named:
        if values:
            listed = _listed(values, zh)
            lines.append(f"{chinese}：{listed}" if zh else f"{english}: {listed}")
    lines.extend(_ink(facts, zh))
    return "\n".join(lines)


def plate_name(plate: str, language: str) -> str:
    """A plate as printers call it; spot inks have their own names."""
    return _PROCESS.get(plate, plate) if language.startswith("zh") else plate


def _listed(values: Iterable[str], zh: bool) -> str:
    return ("、" if zh else ", ").join(values)


def _ink(facts: Facts, zh: bool) -> list[str]:
    """The heaviest page, and how many were not measured."""
    known = [(page.number, page.ink) for page in facts.pages if page.ink is not None]
    heavy = [(ink.total, number, ink) for number, ink in known if ink.total is not None]
    lines = []
    if heavy:
        lines.append(_heaviest(*max(heavy, key=lambda item: item[0]), zh))
    if len(known) > len(heavy):
        count = len(known) - len(heavy)
        lines.append(
            f"{count} 页没有量墨量" if zh else f"ink not measured on {counted(count, 'page')}"
        )
    return lines


def _heaviest(total: float, number: int, ink: InkFact, zh: bool) -> str:
    said = f"{'≤ ' if ink.method == 'computed' else ''}{total:.0f} %"
    language = "zh" if zh else "en"
    each = (f"{plate_name(item.plate, language)} {item.heaviest:.0f} %" for item in ink.plates)
    plates = _listed(each, zh)
    if zh:
        return f"总墨量最高（第 {number} 页）：{said}（{plates}）"
    return f"heaviest total ink (page {number}): {said} ({plates})"


def counted(count: int, thing: str) -> str:
    """A number of things in English."""
    return f"{count} {thing}" if count == 1 else f"{count} {thing}s"


def verdict_text(report: PreflightReport, index: int) -> Text:
    """One verdict in words."""
    verdict = report.verdicts[index]
    profile = verdict.profile.value
    if verdict.passed:
        more_zh = f"（{verdict.warnings} 个警告）" if verdict.warnings else ""
        more_en = f" ({counted(verdict.warnings, 'warning')})" if verdict.warnings else ""
        return Text(f"{profile}：合格{more_zh}", f"{profile}: passed{more_en}")
    return Text(
        f"{profile}：不合格（{verdict.errors} 个错误，{verdict.warnings} 个警告）",
        f"{profile}: failed ({counted(verdict.errors, 'error')}, "
        f"{counted(verdict.warnings, 'warning')})",
    )
