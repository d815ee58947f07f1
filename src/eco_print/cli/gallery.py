"""`eco-print gallery`: every template with every sample, as pictures on one page."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..config import nearest_settings, resolve
from ..diagnostics import Diagnostic, ExitCode, Severity, Text, error
from ..files import write_whole
from ..templating import Template, find_template, list_templates
from .language import language, say
from .show import show_findings

if TYPE_CHECKING:
    from ..preview.gallery import Cell, Difference

_DEFAULT = Path("gallery")


@click.command(
    "gallery",
    help=say(
        "把每个模板配每篇样稿的版面放在一页网页上；也用来核对版面有没有变。",
        "Put the pages of every template with every sample on one web page; also tells whether "
        "they still look as they did.",
    ),
)
@click.option(
    "-o",
    "--output",
    metavar=say("文件夹", "FOLDER"),
    type=click.Path(file_okay=False, path_type=Path),
    help=say("写到哪个文件夹，默认 gallery", "where to write; gallery by default"),
)
@click.option(
    "-t",
    "--template",
    "names",
    multiple=True,
    metavar="NAME",
    help=say("只要这个模板，可重复", "only this template; repeatable"),
)
@click.option(
    "--sample",
    "given",
    multiple=True,
    metavar="REPORT",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help=say("再加这篇样稿，可重复", "this report too; repeatable"),
)
@click.option(
    "--own",
    is_flag=True,
    help=say(
        "模板只配自带的和给出的样稿，不配别的模板的",
        "templates with their own samples and those given only, not with each other's",
    ),
)
@click.option(
    "--check",
    "references",
    metavar=say("文件夹", "FOLDER"),
    type=click.Path(file_okay=False, path_type=Path),
    help=say("与文件夹里的样图比较", "compare with the references in this folder"),
)
@click.option(
    "--update",
    is_flag=True,
    help=say("与 --check 同用：更新样图", "with --check: make the references anew"),
)
@click.option(
    "--previews",
    is_flag=True,
    help=say(
        "把每个模板自带样稿的第一页存成它文件夹里的 preview.png",
        "keep the first page of each template's own sample in its folder, as preview.png",
    ),
)
@click.option(
    "-j",
    "--jobs",
    metavar="N",
    type=click.IntRange(1),
    default=1,
    help=say("同时几份", "at once"),
)
def command(
    output: Path | None,
    names: tuple[str, ...],
    given: tuple[Path, ...],
    own: bool,
    references: Path | None,
    update: bool,
    previews: bool,
    jobs: int,
) -> int:
    """Make the page; with --check, exit code 4 when a page is not as its reference."""
    if update and references is None:
        raise click.UsageError(say("--update 要和 --check 同用", "--update goes with --check"))
    from ..preview import gallery

    config = resolve(nearest_settings(Path.cwd()), {})
    templates = _templates(names, config.template_folders)
    samples = gallery.find_samples(templates, given)
    cells = list(gallery.make_cells(templates, samples, config, jobs, own=own))
    code = _tell_failures(cells)
    folder = output or _DEFAULT
    if previews:
        for path in gallery.make_previews(templates, samples, cells):
            click.echo(str(path))
    if output is not None or (references is None and not previews):
        page = gallery.gallery_page(templates, samples, cells, language())
        write_whole(folder / "index.html", page.encode())
        click.echo(str(folder / "index.html"))
    if references is not None and update:
        changed, gone = gallery.update_references(cells, references)
        said = say(f"更新 {changed} 幅，移去 {gone} 幅", f"{changed} written, {gone} taken away")
        click.echo(f"{references}  {said}", err=True)
    elif references is not None:
        code = max(code, _compare(gallery.compare_cells(cells, references), folder))
    return int(code)


def _templates(names: tuple[str, ...], folders: tuple[Path, ...]) -> tuple[Template, ...]:
    if names:
        return tuple(find_template(name, folders) for name in names)
    return list_templates(folders)


def _tell_failures(cells: list[Cell]) -> ExitCode:
    """What cannot be set at all, or is set with an error."""
    failed = ExitCode.DONE
    for cell in cells:
        errors = [each for each in cell.findings if each.severity is Severity.ERROR]
        if errors:
            click.echo(f"{cell.template} × {cell.sample}", err=True)
            show_findings(errors)
            failed = ExitCode.SOURCE
    return failed


def _compare(differences: tuple[Difference, ...], folder: Path) -> ExitCode:
    for difference in differences:
        picture = None
        if difference.picture is not None:
            picture = folder / "differences" / difference.name
            write_whole(picture, difference.picture)
        show_findings([_differs(difference, picture)])
    return ExitCode.PREFLIGHT if differences else ExitCode.DONE


def _differs(difference: Difference, picture: Path | None) -> Diagnostic:
    reason = difference.reason
    hint = Text(
        zh="有意改的，用 --update 更新样图",
        en="where it is meant, --update makes the references anew",
    )
    if picture is not None:
        hint = Text(
            zh=f"看 {picture}：样图、现在、红色为不同；{hint.zh}",
            en=f"see {picture}: reference, now, what differs in red; {hint.en}",
        )
    return error(
        "gallery-differs",
        Text(
            zh=f"{difference.name} 与样图不同：{reason.zh}",
            en=f"{difference.name} is not as its reference: {reason.en}",
        ),
        hint=hint,
    )
