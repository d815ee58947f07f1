"""Every template with every sample, as pictures: on one HTML page, and against references.

In: templates and sample reports. Out: a page that needs no other file, and, where references
are kept, which pages no longer look like them. A reference is a page at 36 dpi in 216 colours:
some ten kilobytes, and still every line and every gap shows.
"""

from __future__ import annotations

import base64
import html
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from importlib import import_module
from itertools import product
from pathlib import Path

import pypdfium2
from PIL import Image, ImageChops

from ..config import Config, nearest_settings, resolve
from ..diagnostics import Diagnostic, EcoPrintError, Severity, Text
from ..files import file_name, write_whole
from ..isolation import run_all
from ..layout import Layout
from ..orders import read_options
from ..pipeline import set_report
from ..reading import read
from ..templating import Template
from .pictures import difference_mask

SAMPLE = "sample"
PREVIEW = "preview.png"
_PAGE = Path(__file__).with_name("static") / "gallery.html"
_SHOWN_DPI, _REFERENCE_DPI = 72, 36
_LEVELS = 6
_POINTS = 72
#: Pixels of a reference that may differ: none; the same engine and faces draw the same page.
_ALLOWED = 0


@dataclass(frozen=True, slots=True)
class Sample:
    """A report to try templates on. Names are unique in a gallery."""

    name: str
    path: Path


@dataclass(frozen=True, slots=True)
class Cell:
    """One template with one sample: its pages as PNG, for the page and for comparing."""

    template: str
    sample: str
    shown: tuple[bytes, ...] = ()
    small: tuple[bytes, ...] = ()
    findings: tuple[Diagnostic, ...] = ()

    def reference(self, page: int) -> str:
        """The file name of a page's reference, page from 1."""
        return f"{file_name(self.template)}--{file_name(self.sample)}--{page}.png"


@dataclass(frozen=True, slots=True)
class Difference:
    """A page that is not as its reference. `picture` shows reference, page and difference."""

    name: str
    reason: Text
    picture: bytes | None = None


def find_samples(templates: Iterable[Template], given: Iterable[Path] = ()) -> tuple[Sample, ...]:
    """The templates' own samples, each text once, and those given, by name."""
    found: dict[str, Sample] = {}
    texts: set[bytes] = set()
    for template in templates:
        for path in sorted(template.folder.glob(f"{SAMPLE}*.*")):
            if (text := path.read_bytes()) in texts:
                continue  # a template that was started from another keeps its sample
            texts.add(text)
            extra = path.stem.removeprefix(SAMPLE).strip("-_")
            name = "-".join(part for part in (template.folder.name, extra) if part)
            found.setdefault(name, Sample(name, path))
    for path in given:
        name, number = path.stem, 2
        while name in found:
            name, number = f"{path.stem}-{number}", number + 1
        found[name] = Sample(name, path.resolve())
    return tuple(found.values())


def make_cells(
    templates: Sequence[Template],
    samples: Sequence[Sample],
    config: Config,
    jobs: int = 1,
    *,
    own: bool = False,
) -> Iterator[Cell]:
    """Every template with every sample, as they are done; what cannot be set has no pages.

    With `own`, no template is tried on the sample of another.
    """
    import_module("eco_print.finishing")
    folders = {template.folder for template in templates}
    pairs = [
        (template, sample)
        for template in templates
        for sample in samples
        if not own or sample.path.parent not in folders - {template.folder}
    ]
    tasks = [partial(_cell, template, sample, config) for template, sample in pairs]
    for outcome in run_all(tasks, config.limits, jobs):
        template, sample = pairs[outcome.index]
        try:
            yield outcome.get()
        except EcoPrintError as failure:
            yield Cell(template.folder.name, sample.name, findings=failure.findings)


def _cell(template: Template, sample: Sample, config: Config) -> Cell:
    own = nearest_settings(sample.path.parent)
    asked = replace(
        resolve(own, {}) if own else config,
        template=str(template.folder),
        template_folders=config.template_folders,
        font_folders=config.font_folders,
    )
    report = read(sample.path, read_options(asked))
    layout, found = set_report(report, asked)
    pictures = list(_pictures(layout))
    return Cell(
        template.folder.name,
        sample.name,
        shown=tuple(_png(_fitting(page, _SHOWN_DPI)) for page in pictures),
        small=tuple(_png(_reduced(page)) for page in pictures),
        findings=(*report.findings, *found),
    )


def _pictures(layout: Layout) -> Iterator[Image.Image]:
    """The pages, trimmed, at twice the resolution that is shown."""
    dpi = 2 * _SHOWN_DPI
    sizes = layout.sheet_sizes()
    document = pypdfium2.PdfDocument(layout.sketch(range(1, layout.pages + 1)))
    try:
        for page, (width, height, (top, _, _, left)) in zip(document, sizes, strict=True):
            bitmap = page.render(scale=dpi / _POINTS, rev_byteorder=True)
            corner = [round(edge * dpi / _POINTS) for edge in (left, top)]
            size = [round(edge * dpi / _POINTS) for edge in (width, height)]
            box = (*corner, corner[0] + size[0], corner[1] + size[1])
            yield bitmap.to_pil().convert("RGB").crop(box)
            bitmap.close()
    finally:
        document.close()


def _fitting(page: Image.Image, dpi: int) -> Image.Image:
    factor = dpi / (2 * _SHOWN_DPI)
    size = (round(page.width * factor), round(page.height * factor))
    return page.resize(size, Image.Resampling.BOX)


def _reduced(page: Image.Image) -> Image.Image:
    """A page as references are kept: small, each channel in six levels."""
    small = _fitting(page, _REFERENCE_DPI)
    levels = [value * _LEVELS // 256 for value in range(256)]
    channels = [channel.point(levels).tobytes() for channel in small.split()]
    picture = Image.new("P", small.size)
    every = range(_LEVELS)
    picture.putpalette(
        [level * 255 // (_LEVELS - 1) for colour in product(every, repeat=3) for level in colour]
    )
    picture.frombytes(
        bytes((r * _LEVELS + g) * _LEVELS + b for r, g, b in zip(*channels, strict=True))
    )
    return picture


def _png(picture: Image.Image) -> bytes:
    written = io.BytesIO()
    if picture.mode == "RGB":
        picture = picture.quantize(64, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    picture.save(written, "PNG", optimize=True)
    return written.getvalue()


def compare_cells(cells: Sequence[Cell], references: Path) -> tuple[Difference, ...]:
    """What is not as the references in a folder: pages that differ, lack one, or are gone."""
    wanted = {cell.reference(n): page for cell in cells for n, page in enumerate(cell.small, 1)}
    kept = {path.name: path for path in references.glob("*.png")}
    found = [Difference(name, _NEW) for name in sorted(wanted.keys() - kept.keys())]
    found += [Difference(name, _GONE) for name in sorted(kept.keys() - wanted.keys())]
    for name in sorted(wanted.keys() & kept.keys()):
        if (difference := _compared(name, kept[name].read_bytes(), wanted[name])) is not None:
            found.append(difference)
    return tuple(found)


_NEW = Text(zh="还没有样图", en="there is no reference yet")
_GONE = Text(zh="有样图，没有这一页了", en="there is a reference, and no such page any more")


def _compared(name: str, reference: bytes, now: bytes) -> Difference | None:
    then, page = (Image.open(io.BytesIO(data)).convert("RGB") for data in (reference, now))
    if then.size != page.size:
        reason = Text(
            zh=f"大小不同：样图 {then.size}，现在 {page.size}",
            en=f"of another size: the reference {then.size}, now {page.size}",
        )
        return Difference(name, reason)
    mask = difference_mask(then, page)
    number = mask.histogram()[255]
    if number <= _ALLOWED:
        return None
    reason = Text(
        zh=f"{number} 个点不同，范围 {mask.getbbox()}",
        en=f"{number} pixels differ, in {mask.getbbox()}",
    )
    return Difference(name, reason, _readable(then, page, mask))


def _readable(then: Image.Image, now: Image.Image, mask: Image.Image) -> bytes:
    """Reference, page, and the page with what differs in red, side by side at twice the size."""
    red = Image.new("RGB", now.size, "#d00000")
    faint = ImageChops.blend(now, Image.new("RGB", now.size, "white"), 0.6)
    marked = Image.composite(red, faint, mask)
    width, height, gap = now.width, now.height, 6
    sheet = Image.new("RGB", (3 * width + 2 * gap, height), "#808080")
    for index, picture in enumerate((then, now, marked)):
        sheet.paste(picture, (index * (width + gap), 0))
    written = io.BytesIO()
    sheet.resize((2 * sheet.width, 2 * sheet.height), Image.Resampling.NEAREST).save(written, "PNG")
    return written.getvalue()


def update_references(cells: Sequence[Cell], references: Path) -> tuple[int, int]:
    """Make the references of these pages; how many were written, and how many taken away."""
    wanted = {cell.reference(n): page for cell in cells for n, page in enumerate(cell.small, 1)}
    stale = [path for path in references.glob("*.png") if path.name not in wanted]
    for path in stale:
        path.unlink()
    changed = 0
    for name, data in wanted.items():
        path = references / name
        if not path.is_file() or path.read_bytes() != data:
            write_whole(path, data)
            changed += 1
    return changed, len(stale)


def make_previews(
    templates: Sequence[Template], samples: Sequence[Sample], cells: Iterable[Cell]
) -> tuple[Path, ...]:
    """Put the first page of each template's own sample into its folder; the files written."""
    own: dict[tuple[str, str], Path] = {}
    for template in templates:
        of_it = (sample for sample in samples if sample.path.parent == template.folder)
        if (first := next(of_it, None)) is not None:
            own[template.folder.name, first.name] = template.folder / PREVIEW
    pages = {own.get((cell.template, cell.sample)): cell.shown[0] for cell in cells if cell.shown}
    written = {path: page for path, page in pages.items() if path is not None}
    for path, page in written.items():
        write_whole(path, page)
    return tuple(written)


def gallery_page(
    templates: Sequence[Template], samples: Sequence[Sample], cells: Sequence[Cell], language: str
) -> str:
    """The cells as one HTML page that needs no other file."""
    by_place = {(cell.template, cell.sample): cell for cell in cells}
    sections = "\n".join(_section(each, samples, by_place, language) for each in templates)
    title = Text(zh="模板一览", en="Gallery of templates").in_language(language)
    tag = "zh-Hans" if language == "zh" else "en"
    page = _PAGE.read_text(encoding="utf-8").replace("{tag}", tag).replace("{title}", title)
    return page.replace("{sections}", sections)


def _section(
    template: Template,
    samples: Sequence[Sample],
    cells: dict[tuple[str, str], Cell],
    language: str,
) -> str:
    name = template.folder.name
    rows = "\n".join(
        _row(cells[name, sample.name], language)
        for sample in samples
        if (name, sample.name) in cells
    )
    heading = html.escape(f"{template.title.in_language(language)}（{name}）")
    return f"<section><h2>{heading} {html.escape(template.paper)}</h2>\n{rows}\n</section>"


def _row(cell: Cell, language: str) -> str:
    pages = "\n".join(
        f'<img tabindex="0" alt="{html.escape(cell.template)}, {html.escape(cell.sample)}, {n}" '
        f'src="data:image/png;base64,{base64.b64encode(data).decode()}">'
        for n, data in enumerate(cell.shown, 1)
    )
    told = "".join(
        f"<li>{html.escape(finding.message.in_language(language))}</li>"
        for finding in cell.findings
        if finding.severity is not Severity.NOTE
    )
    listed = f"<ul>{told}</ul>" if told else ""
    return f"<h3>{html.escape(cell.sample)}</h3>{listed}\n<div>{pages}</div>"
