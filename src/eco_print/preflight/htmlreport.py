"""The report as one HTML page: pages with the findings marked on them, separations, ink map.

One file, nothing fetched: pictures are data URIs, style and script stand inside, and a content
security policy forbids the rest. Text from the PDF is only ever text (autoescape). Without
Ghostscript the separations are left out, and the page says so.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from . import pictures
from ._exec import Absent, Failed, ghostscript
from .geometry import MM
from .model import Finding, Limits, PageFact, Place, PreflightReport
from .output import facts_text, verdict_text

_TEMPLATE = "report.html.j2"
_PAGES = 60
_SEPARATED = 16
_PLATE_DPI = 60.0
_MARKS = 400


@dataclass(frozen=True, slots=True)
class Marking:
    """A finding's mark on a page, in millimetres of the picture before it is turned."""

    finding: int
    severity: str
    title: str
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page of the report: its picture, its boxes and its marks.

    `size` is the picture's width and height in millimetres, `transform` turns what lies on
    the page as it is seen, `boxes` are (name, x, y, width, height).
    """

    number: int
    picture: str
    size: tuple[float, float]
    transform: str
    boxes: tuple[tuple[str, float, float, float, float], ...]
    marks: tuple[Marking, ...]
    plates: Mapping[str, str]
    ink_map: str
    ink: str


def html_report(
    report: PreflightReport,
    pdf: bytes | Path,
    *,
    language: str = "zh",
    limits: Limits | None = None,
) -> str:
    """The page as a string. `pdf` is the file that `report` is about.

    Raises OSError when `pdf` is a path that cannot be read.
    """
    data = pdf.read_bytes() if isinstance(pdf, Path) else pdf
    limits = limits or Limits()
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    zh = language.lower().startswith("zh")
    sheets, missing = _sheets(report, data, limits, language)
    return environment.get_template(_TEMPLATE).render(
        report=report,
        zh=zh,
        language="zh-CN" if zh else "en",
        findings=tuple(enumerate(report.findings, start=1)),
        words=lambda text: "" if text is None else text.in_language(language),
        facts=facts_text(report.facts, language).splitlines(),
        verdicts=tuple(
            (verdict.passed, verdict_text(report, index).in_language(language))
            for index, verdict in enumerate(report.verdicts)
        ),
        sheets=sheets,
        left_out=max(len(report.facts.pages) - _PAGES, 0),
        missing=missing,
        limit=limits.total_ink,
    )


def _sheets(
    report: PreflightReport, data: bytes, limits: Limits, language: str
) -> tuple[tuple[Sheet, ...], str]:
    """The sheets, and what keeps the separations from being shown ("" when nothing does)."""
    facts = report.facts.pages[:_PAGES]
    if not facts:
        return (), ""
    shown = _pictures(data, facts)
    numbers = [page.number for page in facts[:_SEPARATED]]
    rendered = ghostscript.separations(data, numbers, _PLATE_DPI)
    missing = ""
    separated: dict[int, ghostscript.PagePlates] = {}
    if isinstance(rendered, Absent):
        missing = rendered.program
    elif isinstance(rendered, Failed):
        missing = f"{rendered.program}: {rendered.detail}"
    else:
        separated = {page.page: page for page in rendered}
    sheets = tuple(
        _sheet(
            report, page, shown.get(page.number, ""), separated.get(page.number), limits, language
        )
        for page in facts
    )
    return sheets, missing


def _pictures(data: bytes, facts: tuple[PageFact, ...]) -> Mapping[int, str]:
    import pypdfium2

    try:
        return pictures.pages(data, facts)
    except pypdfium2.PdfiumError:
        return {}


def _sheet(
    report: PreflightReport,
    page: PageFact,
    picture: str,
    rendered: ghostscript.PagePlates | None,
    limits: Limits,
    language: str,
) -> Sheet:
    scale = page.unit / MM
    left, bottom, right, top = page.boxes.media
    width, height = (right - left) * scale, (top - bottom) * scale
    seen = (height, width) if page.rotate in {90, 270} else (width, height)
    return Sheet(
        number=page.number,
        picture=picture,
        size=(round(seen[0], 2), round(seen[1], 2)),
        transform=_transform(page.rotate, width, height),
        boxes=tuple(_boxes(page)),
        marks=tuple(_markings(report, page, language))[:_MARKS],
        plates=pictures.plates(rendered) if rendered is not None else {},
        ink_map=pictures.ink_map(rendered, limits.total_ink) if rendered is not None else "",
        ink=_ink(page),
    )


def _transform(rotate: int, width: float, height: float) -> str:
    """The SVG matrix that turns an upright page clockwise."""
    matrices = {
        90: (0, 1, -1, 0, height, 0),
        180: (-1, 0, 0, -1, width, height),
        270: (0, -1, 1, 0, 0, width),
    }
    matrix = matrices.get(rotate, (1, 0, 0, 1, 0, 0))
    return f"matrix({' '.join(f'{number:g}' for number in matrix)})"


def _boxes(page: PageFact) -> list[tuple[str, float, float, float, float]]:
    scale, media = page.unit / MM, page.boxes.media
    named = [("trim", page.boxes.trim)]
    if page.boxes.bleed is not None:
        named.append(("bleed", page.boxes.bleed))
    return [
        (
            name,
            round((box[0] - media[0]) * scale, 2),
            round((media[3] - box[3]) * scale, 2),
            round((box[2] - box[0]) * scale, 2),
            round((box[3] - box[1]) * scale, 2),
        )
        for name, box in named
    ]


def _markings(report: PreflightReport, page: PageFact, language: str) -> list[Marking]:
    scale, media, trim = page.unit / MM, page.boxes.media, page.boxes.trim
    origin = (trim[0] - media[0]) * scale, (media[3] - trim[3]) * scale
    return [
        _marking(index, finding, place, origin, language)
        for index, finding in enumerate(report.findings, start=1)
        for place in finding.places
        if place.page == page.number and place.area is not None
    ]


def _marking(
    index: int, finding: Finding, place: Place, origin: tuple[float, float], language: str
) -> Marking:
    area = place.area
    assert area is not None
    return Marking(
        finding=index,
        severity=finding.severity.value,
        title=f"{index}. {finding.diagnostic.message.in_language(language)}",
        x=round(area.x + origin[0], 2),
        y=round(area.y + origin[1], 2),
        width=max(area.width, 0.6),
        height=max(area.height, 0.6),
    )


def _ink(page: PageFact) -> str:
    if page.ink is None or page.ink.total is None:
        return ""
    return f"{'≤ ' if page.ink.method == 'computed' else ''}{page.ink.total:.0f} %"
