"""The warm worker that reads, marks up and sets: everything dear is kept from build to build.

It keeps the engine and the faces; the report as long as its file is the same; the markup as
long as report, settings and the template's pages are the same, so that after a change to a
stylesheet only setting and painting are done again.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from ..config import Config, Limits, PressSettings, nearest_settings, resolve
from ..diagnostics import Diagnostic, EcoPrintError
from ..finishing import InkBook
from ..fonts import FontSet, load_fonts
from ..layout import Layout
from ..layout.inspection import Inspector
from ..markup import Markup
from ..orders import read_options
from ..pipeline import Rgb, in_print, mark_up, press_findings, set_markup
from ..reading import read
from ..report import Report
from ..templating import find_template
from .build import Outcome, Sheet, Wanted, Watched
from .places import placed as located
from .wire import explained_data, map_data

#: Nanoseconds by which the stamps of files may lag behind the clock.
_TICK = 10_000_000
_MILLIMETRE = 72 / 25.4  # in points
Stamp = tuple[int, int] | None


class Setter:
    """Sets one report again and again. Methods are called from the parent, one at a time."""

    def __init__(self) -> None:
        self._kept: dict[str, tuple[object, Any]] = {}
        self._number = 0
        self._layout: Layout | None = None
        self._report: Report | None = None
        self._inspector: Inspector | None = None
        self._press: _Press | None = None
        self._bleed = 0.0

    def set(self, number: int, wanted: Wanted, visible: tuple[int, ...]) -> Outcome:
        """Build `number`: set the report, and sketch the pages that somebody looks at."""
        run = _Run(wanted)
        try:
            return self._set(number, run, visible)
        except EcoPrintError as failure:
            found = tuple(dict.fromkeys((*run.findings, *failure.findings)))
            return Outcome(found, run.watched(), run.config.limits, times=run.times)

    def paint(self, number: int, pages: tuple[int, ...]) -> bytes | None:
        """Some pages of build `number` as a PDF; None when it is no longer the one at hand."""
        layout = self._layout
        return layout.sketch(pages) if layout and number == self._number else None

    def page(self, number: int, page: int) -> dict[str, Any] | None:
        """What stands where on a page of build `number`; None when it has no such page."""
        with suppress(IndexError):
            if self._inspector is not None and number == self._number:
                return map_data(self._inspector.page(page), self._bleed)
        return None

    def explain(self, number: int, page: int, box: int) -> dict[str, Any] | None:
        """Why a box of a page's map looks as it does; None when there is no such box."""
        inspector, report = self._inspector, self._report
        if inspector is None or report is None or number != self._number:
            return None
        try:
            explanation = inspector.explain(page, box)
            around = inspector.page(page).boxes
        except IndexError:
            return None
        placed = around[box]
        while not placed.line and placed.parent >= 0:
            placed = around[placed.parent]
        source = report.source
        text = source.line(placed.line) or ""
        return explained_data(explanation, source.name, placed.line, placed.column, text)

    def places(self, number: int, findings: tuple[Diagnostic, ...]) -> tuple[Diagnostic, ...]:
        """The findings, with where on the pages each shows, as far as that can be told."""
        if self._inspector is None or self._report is None or number != self._number:
            return findings
        return located(findings, self._inspector, self._report.source)

    def _set(self, number: int, run: _Run, visible: tuple[int, ...]) -> Outcome:
        run.config = config = resolve(run.settings, run.wanted.flags)
        with run.part("fonts"):
            fonts = self._fonts(config)
        if fonts is None:
            return Outcome((), run.watched(), config.limits, stale=True)
        with run.part("reading"):
            report = self._read(run)
        with run.part("markup"):
            markup = self._mark_up(run, report)
        with run.part("layout"):
            layout, found = set_markup(markup, fonts, config, self._press_for(config).inks)
        run.layout = layout
        run.findings += (*fonts.findings, *found)
        run.findings += press_findings(layout, self._press_for(config).printed)
        with run.part("sketch"):
            shown = tuple(p for p in visible if p <= layout.pages) or (1,)
            sketch = layout.sketch(shown)
        self._number, self._layout, self._report = number, layout, report
        self._inspector = Inspector(layout)
        self._bleed = config.press.bleed * _MILLIMETRE
        return Outcome(
            findings=tuple(dict.fromkeys(run.findings)),
            watched=run.watched(),
            limits=config.limits,
            sheets=tuple(_sheet(page) for page in layout.sheet_sizes()),
            sketched=shown,
            sketch=sketch,
            times=run.times,
        )

    def _fonts(self, config: Config) -> FontSet | None:
        """The declared faces; None when they are others than the engine was started with."""
        folders = config.font_folders
        key = (folders, _stamps(path for folder in folders for path in _inside(folder)))
        before = self._kept.get("fonts")
        if before is not None and before[0] == key:
            return before[1]  # type: ignore[no-any-return]
        fonts = load_fonts(*folders)
        if before is not None and before[1].digest != fonts.digest:
            return None
        self._kept["fonts"] = (key, fonts)
        return fonts

    def _read(self, run: _Run) -> Report:
        options = read_options(run.config)
        key = (run.wanted.report, _stamp(run.wanted.report), options)
        report: Report = self._keep("report", key, lambda: read(run.wanted.report, options))
        run.findings += report.findings
        return report

    def _mark_up(self, run: _Run, report: Report) -> Markup:
        config = run.config
        run.template = find_template(config.template, config.template_folders).folders
        pages = (path for folder in run.template for path in _inside(folder))
        stamps = _stamps(path for path in pages if path.suffix != ".css")
        key = (id(report), config, stamps)
        markup, found = self._keep("markup", key, lambda: mark_up(report, config))
        run.findings += found
        return markup  # type: ignore[no-any-return]

    def _keep(self, name: str, key: object, make: Callable[[], Any]) -> Any:
        known = self._kept.get(name)
        if known is None or known[0] != key:
            known = self._kept[name] = (key, make())
        return known[1]

    def _press_for(self, config: Config) -> _Press:
        if self._press is None or self._press.settings != config.press:
            self._press = _Press(config.press)
        return self._press


class _Press:
    """A press, and what it made of the colours that were asked for."""

    def __init__(self, settings: PressSettings) -> None:
        self.settings = settings
        self.inks = InkBook(settings)
        self._seen: dict[Rgb, Rgb] = {}

    def printed(self, colours: list[Rgb]) -> list[Rgb]:
        """What colours look like in print; each is worked out once."""
        if new := [colour for colour in colours if colour not in self._seen]:
            self._seen.update(zip(new, in_print(self.inks, new), strict=True))
        return [self._seen[colour] for colour in colours]


class _Run:
    """One build as far as it has come."""

    def __init__(self, wanted: Wanted) -> None:
        self.since = time.time_ns() - _TICK
        self.wanted = wanted
        self.settings = wanted.settings or nearest_settings(wanted.report.parent)
        self.config = Config(limits=Limits())
        self.template: tuple[Path, ...] = ()
        self.layout: Layout | None = None
        self.findings: tuple[Diagnostic, ...] = ()
        self.times: dict[str, float] = {}

    @contextmanager
    def part(self, name: str) -> Iterator[None]:
        """Time one part."""
        start = time.perf_counter()
        try:
            yield
        finally:
            self.times[name] = time.perf_counter() - start

    def watched(self) -> Watched:
        """What to watch, as far as this build came to know it."""
        files = [self.wanted.report]
        if self.settings is not None:
            files.append(self.settings)
        if self.layout is not None:
            files += (*self.layout.fetched, *self.layout.missed)
        # A template that is not found yet may appear in one of these.
        folders = self.template or self.config.template_folders
        # Faces are looked for beside the settings; the folder may be yet to come.
        home = self.settings.parent if self.settings else self.wanted.report.parent
        faces = (*self.config.font_folders, home / "fonts")
        return Watched(tuple(files), tuple(folders), tuple(dict.fromkeys(faces)), self.since)


def _sheet(size: tuple[float, float, tuple[float, ...]]) -> Sheet:
    width, height, painted = size
    top, right, bottom, left = painted
    return Sheet(width, height, (top, right, bottom, left))


def _inside(folder: Path) -> Iterator[Path]:
    return (path for path in sorted(folder.rglob("*")) if path.is_file())


def _stamps(paths: Iterable[Path]) -> tuple[tuple[Path, Stamp], ...]:
    return tuple((path, _stamp(path)) for path in paths)


def _stamp(path: Path) -> Stamp:
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size
