"""From a report to its bulletins: the one place that knows the order of the stages."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from .config import Config
from .diagnostics import Diagnostic, EcoPrintError, ExitCode, Severity, Text, error, has_errors
from .finishing import InkBook, Pdf, finish
from .fonts import FontSet, load_fonts
from .judging import inspected
from .layout import Layout, lay_out
from .markup import Markup
from .orders import given_fields, order, output_name, read_options
from .profile import Profile
from .reading import read
from .report import Report
from .templating import find_template, render, resolve_fields

Rgb = tuple[int, int, int]

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
    judged = inspected(products, config, layout)
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
    layout = lay_out(markup, fonts, inks, composition=config.composition, bleed=config.press.bleed)
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

    return check_colours(layout.declared, printed)


def in_print(inks: InkBook, colours: list[Rgb]) -> list[Rgb]:
    """What sRGB colours (0–255) look like when they are printed."""
    seen = inks.profile.seen(inks.profile.separated(colours))
    return [(round(255 * r), round(255 * g), round(255 * b)) for r, g, b in seen]


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
