"""From a report to its bulletins: the one place that knows the order of the stages."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from .config import Config
from .diagnostics import Diagnostic, EcoPrintError, ExitCode, Severity, Text, error, has_errors
from .files import file_name
from .finishing import (
    Attachment,
    InkBook,
    Metadata,
    Order,
    Pdf,
    describe,
    finish,
    load_profile,
    media_type,
)
from .fonts import FontSet, load_fonts
from .layout import Layout, lay_out
from .markup import Markup
from .profile import Binding, Profile
from .reading import ReadOptions, read
from .report import Report
from .templating import day_of, find_template, render, resolve_fields

if TYPE_CHECKING:
    from .preflight import Limits as PreflightLimits

Rgb = tuple[int, int, int]

#: The usual suffix of each format, for a report that came without a name.
_SUFFIX = {"text": ".txt", "markdown": ".md", "docx": ".docx", "html": ".html"}

#: Findings that say a face is missing; they decide the exit code when nothing else is wrong.
_FACE_CODES = ("glyph-", "family-", "face-", "font-")


@dataclass(frozen=True, slots=True)
class Built:
    """What one report became.

    `name` is the stable stem of the output files; `fetched` every file the pages were made
    from besides the report and the faces. `withheld` are the profiles whose files preflight
    failed: they are not among the products, and the findings say why.
    """

    report: Report
    name: str
    pages: int
    products: tuple[Pdf, ...]
    findings: tuple[Diagnostic, ...]
    fetched: tuple[Path, ...] = ()
    withheld: tuple[Profile, ...] = ()


def build(source: Path | str | bytes, config: Config | None = None, *, name: str = "-") -> Built:
    """Read a report, set it, and finish it for every profile of the configuration.

    `source` is a path, or the bytes of a report whose `name` serves in messages.

    A file that fails preflight is withheld, and the others are handed out. The engine takes its
    faces from the process it runs in: builds with different faces of one's own, or at the same
    time, belong into processes of their own, as `eco_print.isolation` makes them.

    Raises:
        EcoPrintError: with every finding of the run, when any is an error (under
            `config.strict`, a warning) and nothing can be handed out.
    """
    config = config or Config()
    report = read(source, read_options(config, name))
    _stop_at_errors(report.findings, config)
    inks = InkBook(config.press)
    layout, found = set_report(report, config, inks)
    findings = (*report.findings, *found)
    if Profile.PRESS in config.profiles:
        findings += press_findings(layout, partial(in_print, inks))
    _stop_at_errors(findings, config)
    products = finish(layout, order(report, config, layout), inks)
    findings += tuple(finding for product in products for finding in product.findings)
    _stop_at_errors(findings, config)
    judged = inspected(products, config)
    findings += tuple(finding for found in judged.values() for finding in found)
    withheld = tuple(p for p, found in judged.items() if has_errors(found, strict=config.strict))
    if len(withheld) == len(products):
        _stop_at_errors(findings, config, ExitCode.PREFLIGHT)
    return Built(
        report=report,
        name=output_name(report, config),
        pages=layout.pages,
        products=tuple(product for product in products if product.profile not in withheld),
        findings=findings,
        fetched=layout.fetched,
        withheld=withheld,
    )


def inspected(products: Iterable[Pdf], config: Config) -> dict[Profile, tuple[Diagnostic, ...]]:
    """What preflight says of each file for the press and the archive, by profile.

    It reads their bytes and believes nothing that came before. A screen file makes no promise
    to a printer or an archivist, and is not held up; `eco-print check` judges it on request.
    """
    promised = [p for p in products if p.profile is not Profile.SCREEN]
    if not promised:
        return {}
    from .preflight import check

    limits = preflight_limits(config)
    return {
        product.profile: check(product.data, product.profile, limits, validators=False).diagnostics
        for product in promised
    }


def preflight_limits(config: Config) -> PreflightLimits:
    """The printer's figures, as preflight takes them."""
    from .preflight import Limits

    press = config.press
    ink = Limits().total_ink if press.icc is None else load_profile(press).ink_limit
    ink = press.ink_limit if press.ink_limit is not None else ink
    # An imposed file has sheets for pages: they were padded before they were put together.
    binding = Binding.NONE if press.impose == "booklet" else press.binding
    return Limits(bleed_mm=press.bleed, binding=binding, total_ink=ink)


def set_report(
    report: Report, config: Config, inks: InkBook | None = None
) -> tuple[Layout, tuple[Diagnostic, ...]]:
    """A report on its pages, with what was found on the way, errors included."""
    fonts = load_fonts(*config.font_folders)
    markup, found = mark_up(report, config)
    layout, more = set_markup(markup, fonts, config, inks)
    return layout, (*fonts.findings, *found, *more)


def mark_up(report: Report, config: Config) -> tuple[Markup, tuple[Diagnostic, ...]]:
    """A report in its template's HTML, with what is wrong with the issue's fields."""
    template = find_template(config.template, config.template_folders)
    fields, findings = resolve_fields(template.fields, given_fields(report, config))
    return render(report, template, fields), findings


def set_markup(
    markup: Markup, fonts: FontSet, config: Config, inks: InkBook | None = None
) -> tuple[Layout, tuple[Diagnostic, ...]]:
    """A document on its pages, with what was found on the way, errors included."""
    layout = lay_out(markup, fonts, inks, composition=config.composition)
    findings = layout.findings
    if layout.pages > config.limits.pages:
        findings += (_too_many_pages(layout.pages, config.limits.pages),)
    return layout, findings


def press_findings(
    layout: Layout, printed: Callable[[list[Rgb]], list[Rgb]]
) -> tuple[Diagnostic, ...]:
    """The colours of a layout's stylesheets that cannot be printed as they are.

    `printed` says what colours look like in print, as `in_print` does.
    """
    from .layout.stylesheets import check_colours

    return check_colours(layout.sheets, printed)


def in_print(inks: InkBook, colours: list[Rgb]) -> list[Rgb]:
    """What sRGB colours (0–255) look like when they are printed."""
    seen = inks.profile.seen(inks.profile.separated(colours))
    return [(round(255 * r), round(255 * g), round(255 * b)) for r, g, b in seen]


def order(report: Report, config: Config, layout: Layout) -> Order:
    """What finishing is asked for."""
    metadata = describe(layout.title, layout.authors, issue_fields(report, config), report.language)
    name = source_name(report)
    return Order(
        profiles=config.profiles,
        metadata=metadata,
        moment=_moment(report, config, metadata),
        source=Attachment(name, media_type(name), report.original),
        press=config.press,
        conformance=config.conformance,
    )


def source_name(report: Report) -> str:
    """What the report is called as a file, one of its format where it came without a name."""
    path = report.source.path
    return path.name if path else f"source{_SUFFIX[report.format]}"


def _moment(report: Report, config: Config, metadata: Metadata) -> datetime | None:
    """When the files say they were made: as told, or the day of issue, or the day reported."""
    if config.epoch is not None:
        return datetime.fromtimestamp(config.epoch, UTC)
    said = report.meeting_date
    if metadata.moment is None and said is not None and said.year is not None:
        return datetime(said.year, said.month, said.day, tzinfo=UTC)
    return metadata.moment


def issue_fields(report: Report, config: Config) -> dict[str, str | tuple[str, ...]]:
    """The issue's fields as its template has them, defaults included."""
    template = find_template(config.template, config.template_folders)
    return resolve_fields(template.fields, given_fields(report, config))[0]


def given_fields(report: Report, config: Config) -> dict[str, str | tuple[str, ...]]:
    """The issue's fields: the settings', over them the report's own, over them the flags'."""
    return {**config.fields, **report.fields, **config.overrides}


def read_options(config: Config, name: str = "-") -> ReadOptions:
    """How the configuration wants reports read."""
    return ReadOptions(
        encoding=config.encoding,
        script=config.script,
        repairs_off=config.repairs_off,
        headline=config.headline,
        name=name,
        font_folders=config.font_folders,
        max_bytes=config.limits.source_bytes,
        max_lines=config.limits.source_lines,
    )


def output_name(report: Report, config: Config) -> str:
    """A stable name that tells what the file is: date and headline, as far as known."""
    stem = report.source.path.stem if report.source.path else "report"
    given = given_fields(report, config).get("date")
    day = day_of(given) if isinstance(given, str) else None
    headline = report.headline.text if report.headline else stem
    return file_name(day.isoformat() if day else _said_date(report), headline)


def _said_date(report: Report) -> str:
    said = report.meeting_date
    if said is None:
        return ""
    day = f"{said.month:02}-{said.day:02}"
    return f"{said.year}-{day}" if said.year else day


def _stop_at_errors(
    findings: Iterable[Diagnostic], config: Config, code: ExitCode | None = None
) -> None:
    findings = tuple(findings)
    if has_errors(findings, strict=config.strict):
        raise EcoPrintError(code or _exit_code(findings, strict=config.strict), *findings)


def _exit_code(findings: Iterable[Diagnostic], *, strict: bool) -> ExitCode:
    """3 when all that is wrong is a missing face, else 1."""
    failing = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
    codes = [finding.code for finding in findings if finding.severity in failing]
    faces = all(code.startswith(_FACE_CODES) for code in codes)
    return ExitCode.MISSING if faces else ExitCode.SOURCE


def _too_many_pages(pages: int, limit: int) -> Diagnostic:
    return error(
        "limit-pages",
        Text(zh=f"页数 {pages} 超过上限 {limit}", en=f"{pages} pages, the limit is {limit}"),
        hint=Text(
            zh="确有这么多页时，在 eco-print.toml 的 [limits] 里调高 pages",
            en="if that many are meant, raise `pages` under [limits] in eco-print.toml",
        ),
    )


__all__ = ["Built", "build", "output_name", "read_options", "set_report"]
