"""Setting a `Markup` on pages with WeasyPrint, and painting the pages as PDF.

In: semantic HTML with its stylesheets, the font set. Out: a `Layout`, pages whose every
line is placed, with what went wrong on the way. One layout serves every profile: painting is
separate, and takes what the profile asks for as options of the engine.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..choices import Composition
from ..diagnostics import Diagnostic, EcoPrintError, ExitCode, Text, error
from ..fonts import FontSet, fontconfig
from ..markup import Markup
from ..source import Source
from ..written import Written

if TYPE_CHECKING:
    from .colouring import StandIn
    from .origins import TemplatePages
    from .refusals import Places
    from .resources import ResourceGate
    from .stylesheets import Sheet
    from .warnings import Collector


#: Findings about declarations that the engine leaves out.
_THROWN_AWAY = ("css-value-invalid", "css-property-")


@dataclass(frozen=True, slots=True)
class Layout:
    """Pages set and ready to be painted.

    `document` is the engine's own; only this package looks inside it. `fetched` is every file
    the pages were made from, in order of first use, `missed` every file that could not be read;
    `sheets` are the stylesheets in cascade order, `drawn` what SVG drawings say; `title` and
    `authors` are what the document says of itself; `bleed` is the widest that its stylesheets
    ask for, in points, `beyond` what is painted beyond the trim at least, in CSS pixels.
    """

    document: Any = field(repr=False)
    pages: int
    findings: tuple[Diagnostic, ...]
    fetched: tuple[Path, ...]
    source: Source = field(repr=False)
    gate: ResourceGate = field(repr=False)
    stand_in: StandIn = field(repr=False)
    places: Places = field(repr=False)
    title: str = ""
    authors: tuple[str, ...] = ()
    bleed: float = 0.0
    missed: tuple[Path, ...] = ()
    sheets: tuple[Sheet, ...] = field(default=(), repr=False)
    drawn: tuple[Written, ...] = field(default=(), repr=False)
    beyond: float = 0.0

    @property
    def written(self) -> Iterator[Written]:
        """What designers wrote and the engine took: the values of all sheets, then those of
        drawings.
        """
        yield from self.declared
        yield from self.drawn

    @property
    def declared(self) -> Iterator[Written]:
        """The values of all sheets; a declaration that is thrown away says nothing of the page."""
        refused = {
            (each.source, each.span)
            for each in self.findings
            if each.code.startswith(_THROWN_AWAY) and each.source and each.span
        }
        return (each for sheet in self.sheets for each in sheet.written_without(refused))

    def paint(self, **options: Any) -> tuple[bytes, tuple[Diagnostic, ...]]:
        """The pages as the bytes of one tagged PDF, with the findings of painting.

        `options` are passed to the engine's `write_pdf`.
        """
        from .opened import kept_subsets
        from .painting import paint
        from .warnings import collected

        before = len(self.gate.refusals)  # attachments are read while painting
        with (
            collected(self.gate.refused, sheets=self.sheets, drawn=self.drawn) as log,
            kept_subsets(self.document),
        ):
            pdf, found = paint(self.document, self.source, self.stand_in, self.beyond, **options)
        new = (each for each in log.findings if each not in self.findings)
        addressed = (*self.gate.refusals[before:], *log.addressed)
        placed = self.places.placed(addressed)
        return pdf, (*placed, *new, *found)

    def sheet_sizes(self) -> tuple[tuple[float, float, tuple[float, ...]], ...]:
        """Width and height of every page, and what is painted around it, in points."""
        from .sketching import sheet_sizes

        return sheet_sizes(self.document)

    def sketch(self, numbers: Iterable[int]) -> bytes:
        """Some pages, from 1, as a PDF to be looked at: quickly, untagged, out to the bleed."""
        from .sketching import sketch

        return sketch(self.document, self.stand_in, numbers)


def start_engine(fonts: FontSet) -> None:
    """Load the engine into this process, and let it see the declared faces and no others.

    Fontconfig reads its configuration when the engine is imported and for every document, so
    this comes before both.
    """
    configuration = fontconfig.write(fonts)
    os.environ["FONTCONFIG_FILE"] = str(configuration)
    from .bindings import compiled_bindings
    from .defaults import kept_defaults
    from .deferral import deferred_imports

    with compiled_bindings(), deferred_imports(), kept_defaults():
        import weasyprint  # noqa: F401


def _compose(wanted: bool) -> None:
    """Hand the engine's Chinese paragraphs to our composer, or leave them to the engine."""
    from .composition import install, uninstall

    if wanted:
        install()
    else:
        uninstall()


def lay_out(
    markup: Markup,
    fonts: FontSet,
    stand_in: StandIn | None = None,
    *,
    composition: Composition = "eco",
    bleed: float = 3.0,
) -> Layout:
    """Set a document. `stand_in` says which sRGB colour stands for a `device-cmyk()`, `bleed`
    what the press will ask for, in millimetres: pages are painted out to there and more.

    `composition` "eco" sets Chinese paragraphs with our composer; "engine" leaves every line
    to WeasyPrint, and the pages are byte for byte its own.

    Raises:
        EcoPrintError: `source-too-deep` when elements are nested beyond what the engine can
            follow.
    """
    start_engine(fonts)
    _compose(composition == "eco")
    from .colouring import plain_stand_in
    from .drawings import check_drawings, drawn_values, written_in
    from .origins import TemplatePages
    from .overflow import check_overflow
    from .painting import declared_bleed, paintable_pages, painted_beyond
    from .refusals import Places
    from .resources import Limits, ResourceGate
    from .stylesheets import Cascade

    stand_in = stand_in or plain_stand_in
    gate = ResourceGate(markup, Limits())
    pages = TemplatePages(markup.template_folders)
    beyond = painted_beyond(bleed)
    html, document, log = _rendered(markup, fonts, gate, pages, paintable_pages(stand_in, beyond))
    sheets = tuple(log.sheets)
    places = Places(sheets, html.etree_element, markup.source, pages)
    drawn = tuple(drawn_values(markup, gate.fetched, sheets))
    checked = (
        *check_drawings(drawn),
        *_check_text(document, markup, fonts, sheets),
        *check_overflow(document, markup.source, Cascade(html.wrapper_element, sheets)),
    )
    return Layout(
        document=document,
        pages=len(document.pages),
        findings=(
            *places.placed((*gate.refusals, *log.addressed)),
            *log.findings,
            *checked,
        ),
        fetched=gate.fetched,
        source=markup.source,
        gate=gate,
        stand_in=stand_in,
        places=places,
        title=document.metadata.title or "",
        authors=tuple(document.metadata.authors),
        bleed=declared_bleed(document),
        missed=gate.missed,
        sheets=sheets,
        drawn=tuple(written_in(drawn)),
        beyond=beyond,
    )


def _rendered(
    markup: Markup,
    fonts: FontSet,
    gate: ResourceGate,
    pages: TemplatePages,
    paintable: AbstractContextManager[None],
) -> tuple[Any, Any, Collector]:
    """The engine's document, its pages, and what was found while they were set."""
    from weasyprint import HTML

    from .addresses import link_addresses
    from .opened import opened_faces
    from .stylesheets import inline_sheets
    from .warnings import collected

    with collected(gate.refused, gate.opened, pages) as log, paintable:
        html = HTML(string=markup.html, base_url=f"{markup.base.as_uri()}/", url_fetcher=gate)
        log.sheets += inline_sheets(html.etree_element, pages)
        link_addresses(html.etree_element)
        try:
            document = html.render(font_config=opened_faces(fonts))
        except RecursionError as reason:
            raise EcoPrintError(ExitCode.SOURCE, _too_deep(markup.source)) from reason
    return html, document, log


def _check_text(
    document: Any, markup: Markup, fonts: FontSet, sheets: tuple[Sheet, ...]
) -> tuple[Diagnostic, ...]:
    """Characters no declared face has, undeclared families, and what the sheets say wrongly."""
    from .glyphs import missing_glyph, needs_glyph, set_texts
    from .stylesheets import check_sheets, used_undeclared_family

    findings: dict[object, Diagnostic] = {}
    seen: dict[tuple[str, ...], set[str]] = {}
    for piece in set_texts(document.pages):
        known = seen.setdefault(piece.families, set())
        if not any(family in fonts.families for family in piece.families):
            continue  # that none of them is declared says it all
        new = set(piece.text) - known
        known |= new
        for char in sorted(filter(needs_glyph, fonts.missing("".join(new), piece.families))):
            findings[char] = missing_glyph(char, piece.families, piece.place, markup.source)
    undeclared = {name for families in seen for name in families} - fonts.families
    for family in sorted(undeclared):
        findings[family, "family"] = used_undeclared_family(family, fonts.families, sheets)
    return (*findings.values(), *check_sheets(sheets, fonts.families | undeclared))


def _too_deep(source: Source) -> Diagnostic:
    return error(
        "source-too-deep",
        Text(zh="文档嵌套太深，无法排版", en="the document is nested too deeply to be set"),
        source=source,
        hint=Text(zh="减少嵌套的层数", en="use fewer nested levels"),
    )
