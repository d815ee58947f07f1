"""The events of making and judging an issue, as they enter its log (PREMIS 3.0)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

from ..archive import FAILURE, SUCCESS, WARNING, Event
from ..diagnostics import Diagnostic, Severity
from ..preflight import PreflightReport
from ..profile import Profile
from .making import BUILD, Making

_ENGINE = ("eco-print", "weasyprint", "pango", "harfbuzz", "pikepdf", "qpdf")
_ABSENT = "verapdf-absent"


def made(making: Making, moment: datetime) -> Event:
    """The making of the products."""
    profiles = "; ".join(
        f"{product.value}: ICC sha256 {' '.join(digests) or '-'}"
        for product, digests in making.profiles.items()
    )
    return Event(
        "creation",
        moment,
        f"排版成品 · typeset and finished; font set sha256 {making.font_set}; {profiles}; "
        f"data/{BUILD}",
        agents=tuple(name for name in _ENGINE if name in making.versions),
        files=tuple(f"data/{path}" for path in making.products.values()),
    )


def validated(
    products: Mapping[Profile, str], judged: Mapping[Profile, PreflightReport], moment: datetime
) -> Iterator[Event]:
    """What preflight and veraPDF said of each product."""
    for profile, report in judged.items():
        files = (f"data/{products[profile]}",)
        own = [f for f in report.diagnostics if not f.code.startswith("verapdf")]
        yield _validation(f"印前检查 · preflight: {profile.value}", own, moment, "eco-print", files)
        theirs = [f for f in report.diagnostics if f.code == "verapdf"]
        absent = any(finding.code == _ABSENT for finding in report.diagnostics)
        if profile is Profile.ARCHIVE and not absent:
            claims = f"veraPDF: {report.facts.claims}"
            yield _validation(claims, theirs, moment, "veraPDF", files)


def _validation(
    detail: str,
    findings: Iterable[Diagnostic],
    moment: datetime,
    agent: str,
    files: tuple[str, ...],
) -> Event:
    findings = tuple(findings)
    weights = {finding.severity for finding in findings}
    outcome = SUCCESS
    if Severity.ERROR in weights:
        outcome = FAILURE
    elif Severity.WARNING in weights:
        outcome = WARNING
    said = (f"{f.severity.value} {f.code}: {f.message.zh} · {f.message.en}" for f in findings)
    return Event("validation", moment, detail, outcome, "\n".join(said), (agent,), files)
