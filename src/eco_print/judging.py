"""What preflight says of the files of a build, told where it was written.

In: the products, and the layout they were painted from. Out: findings. Preflight knows a file
and the places on its pages; whoever has to mend something needs the declaration, the picture or
the line of the report, and a file that is withheld cannot be looked at.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from .config import Config
from .diagnostics import Area, Diagnostic
from .finishing import Pdf, page_on_sheet
from .layout import Layout
from .orders import preflight_limits
from .profile import Profile

if TYPE_CHECKING:
    from .layout.tracing import Origin, Tracer
    from .preflight import Finding, Place

_MM = 72 / 25.4  # in points


def inspected(
    products: Iterable[Pdf], config: Config, layout: Layout
) -> dict[Profile, tuple[Diagnostic, ...]]:
    """What preflight says of each file for the press and the archive, by profile.

    It reads their bytes and believes nothing that came before. A screen file makes no promise
    to a printer or an archivist, and is not held up; `eco-print check` judges it on request.
    """
    promised = [p for p in products if p.profile is not Profile.SCREEN]
    if not promised:
        return {}
    from .preflight import check

    limits = preflight_limits(config)
    judged = {}
    for product in promised:
        report = check(product.data, product.profile, limits, validators=False)
        judged[product.profile] = told(report.findings, layout, config, product.profile)
    return judged


def told(
    findings: Iterable[Finding], layout: Layout, config: Config, profile: Profile
) -> tuple[Diagnostic, ...]:
    """Findings with where they were written: one for each declaration, picture or line."""
    findings = tuple(findings)
    if not any(place.area for finding in findings for place in finding.places):
        return tuple(finding.diagnostic for finding in findings)
    from .layout.tracing import Tracer

    press = profile is Profile.PRESS
    tracer = Tracer(layout, max(layout.bleed, config.press.bleed * _MM) if press else 0.0)
    folded = press and config.press.impose == "booklet"
    widths = [size[0] for size in layout.sheet_sizes()] if folded else []
    written = (each for finding in findings for each in _written(finding, tracer, widths))
    once: dict[object, Diagnostic] = {}
    for each in written:  # what one declaration does to two faces is one fault
        key = (each.code, each.message, each.source, each.span) if each.source else each
        once.setdefault(key, each)
    return tuple(once.values())


def _written(finding: Finding, tracer: Tracer, widths: list[float]) -> Iterable[Diagnostic]:
    groups: dict[Origin | None, list[Place]] = {}
    line: Origin | None = None
    for place in finding.places:
        area = _on_page(place, widths)
        origin = tracer.trace(finding.code, area) if area is not None else None
        if origin is not None and origin.of_report and origin.named is None:
            origin = line = line or origin  # a fault of all text is told at its first line
        groups.setdefault(origin, []).append(place)
    if set(groups) <= {None}:
        yield finding.diagnostic
        return
    from .preflight import place_text

    for origin, places in groups.items():
        if origin is None:
            yield replace(finding.diagnostic, place=place_text(tuple(places), finding.object))
        else:
            where = place_text(tuple(places), origin.named)
            yield replace(finding.diagnostic, source=origin.source, span=origin.span, place=where)


def _on_page(place: Place, widths: list[float]) -> Area | None:
    """A place as it is on a page of the layout, in points; None where it has no area there."""
    if place.area is None:
        return None
    area = place.area
    found = Area(place.page, *(side * _MM for side in (area.x, area.y, area.width, area.height)))
    if not widths:
        return found
    number, shift = page_on_sheet(place.page, found.x + found.width / 2, widths)
    return replace(found, page=number, x=found.x - shift)
