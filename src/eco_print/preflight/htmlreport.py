"""The report as one HTML page: pages with the findings marked on them, separations, ink map.

One file, nothing fetched: pictures are data URIs, style and script stand inside, and a content
security policy forbids the rest. Text from the PDF is only ever text (autoescape). Without
Ghostscript the separations are left out, and the page says so.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from . import pictures
from ._exec import Absent, Failed, ghostscript
from .htmlmarks import Marking, Tags, View, boxes, markings, tagged
from .model import Limits, PageFact, PreflightReport
from .output import facts_text, plate_name, verdict_text

_TEMPLATE = "report.html.j2"
_PAGES = 60
_SEPARATED = 16
_PLATE_DPI, _LEAST_DPI = 60.0, 6.0
_PLATE_LENGTH = 420.0  # millimetres; of what is longer, fewer dots are shown


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page of the report: its picture, its boxes, its marks and their numbers.

    `boxes` are (name, x, y, width, height); `named` are the numbers of all findings that name
    the page, those without a place on it included.
    """

    number: int
    picture: str
    view: View
    boxes: tuple[tuple[str, float, float, float, float], ...]
    marks: tuple[Marking, ...]
    tags: tuple[Tags, ...]
    named: tuple[int, ...]
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
        plate_name=lambda plate: plate_name(plate, language.lower()),
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
        scale=pictures.ink_scale(limits.total_ink),
    )


def _sheets(
    report: PreflightReport, data: bytes, limits: Limits, language: str
) -> tuple[tuple[Sheet, ...], str]:
    """The sheets, and what keeps the separations from being shown ("" when nothing does)."""
    marked = {place.page for each in report.findings for place in each.places if place.area}
    facts = _first(report, report.facts.pages, marked, _PAGES)
    if not facts:
        return (), ""
    shown = _pictures(data, facts, marked)
    separable = _first(report, facts, marked, _SEPARATED)
    dpi = min(_PLATE_DPI, max(_PLATE_DPI * _PLATE_LENGTH / _longest(separable), _LEAST_DPI))
    rendered = ghostscript.separations(data, [page.number for page in separable], dpi)
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


def _first(
    report: PreflightReport, facts: tuple[PageFact, ...], marked: Collection[int], most: int
) -> tuple[PageFact, ...]:
    """As many pages as can be shown, in their order: those with marks before those named."""
    named = {page for each in report.findings for page in each.pages}
    wanted = sorted(facts, key=lambda page: (page.number not in marked, page.number not in named))
    return tuple(sorted(wanted[:most], key=lambda page: page.number))


def _longest(facts: tuple[PageFact, ...]) -> float:
    """The longest side of the pages, in millimetres."""
    return max(max(view.width, view.height) for view in map(View.of, facts))


def _pictures(
    data: bytes, facts: tuple[PageFact, ...], marked: Collection[int]
) -> Mapping[int, str]:
    import pypdfium2

    try:
        return pictures.pages(data, facts, marked)
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
    view = View.of(page)
    marks = markings(report, page, language)
    numbered = enumerate(report.findings, start=1)
    return Sheet(
        number=page.number,
        picture=picture,
        view=view,
        boxes=tuple(boxes(page)),
        marks=marks,
        tags=tagged(marks, view),
        named=tuple(number for number, each in numbered if page.number in each.pages),
        plates=pictures.plates(rendered) if rendered is not None else {},
        ink_map=pictures.ink_map(rendered, limits.total_ink) if rendered is not None else "",
        ink=_ink(page),
    )


def _ink(page: PageFact) -> str:
    if page.ink is None or page.ink.total is None:
        return ""
    return f"{'≤ ' if page.ink.method == 'computed' else ''}{page.ink.total:.0f} %"
