"""`eco-print new`: a project or a template to start from, which builds at once.

Nothing that exists is ever overwritten: a folder appears whole or not at all.
"""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

import click

from ..config import nearest_settings, resolve
from ..diagnostics import Diagnostic, EcoPrintError, ExitCode, Text, error
from ..templating import find_template
from ..wording import because
from .language import say
from .starters import SAMPLE, project_files, report_name, template_files

#: Letters, digits, “-” and “_”, of any script: it is a folder's name and typed on a command line.
_NAME = re.compile(r"[^\W_][\w-]{0,59}")
_PARENT = "bulletin"


@click.group("new", help=say("新建项目或模板", "Start a project or a template"))
def command() -> None:
    """The group of what can be started."""


@command.command(
    "project",
    help=say(
        "新建一个文件夹：设置、一份样稿、自己的模板，马上能排。",
        "Make a folder with settings, a sample report and a template of its own; it builds at "
        "once.",
    ),
)
@click.argument("name", metavar="NAME")
def project(name: str) -> int:
    """Make a project."""
    folder = Path(name)
    _check_name(folder.name)
    parent = find_template(_PARENT)
    _create(folder, project_files(folder.name, parent))
    report = report_name()
    _tell(folder, f'cd "{folder}"', f"eco-print preview {report}", f"eco-print build {report}")
    return 0


@command.command(
    "template",
    help=say(
        "新建一个模板，在现有模板上改。放进最近的项目的 templates 文件夹。",
        "Make a template that starts from another. It goes into the templates folder of the "
        "nearest project.",
    ),
)
@click.argument("name", metavar="NAME")
@click.option(
    "--from",
    "parent_name",
    metavar="TEMPLATE",
    default=_PARENT,
    show_default=True,
    help=say("以哪个模板为底", "the template to start from"),
)
def template(name: str, parent_name: str) -> int:
    """Make a template."""
    _check_name(name)
    settings = nearest_settings(Path.cwd())
    folders = resolve(settings, {}).template_folders if settings else ()
    home = settings.parent if settings else Path.cwd()
    place = folders[0] if folders else home / "templates"
    parent = find_template(parent_name, folders)
    if parent.folder.name == name:
        raise EcoPrintError(ExitCode.SOURCE, _same_name(name))
    folder = place / name
    _create(folder, template_files(name, parent))
    shown = name if settings else f"./{_short(folder)}"
    sample = _short(folder / SAMPLE)
    _tell(folder, f"eco-print preview {sample} -t {shown}", f"eco-print build {sample} -t {shown}")
    return 0


def _create(folder: Path, files: Mapping[str, str | bytes]) -> None:
    """Make a folder with these files, all or nothing."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise EcoPrintError(ExitCode.SOURCE, _exists(folder))
    draft: Path | None = None
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        draft = Path(tempfile.mkdtemp(prefix=".new-", dir=folder.parent))
        draft.chmod(0o755)
        for name, content in files.items():
            path = draft / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content.encode() if isinstance(content, str) else content)
        draft.rename(folder)  # takes the place of an empty folder, of nothing else
    except OSError as reason:
        raise EcoPrintError(ExitCode.FILE_ACCESS, _unwritable(folder, reason)) from reason
    finally:
        if draft is not None and draft.is_dir():
            shutil.rmtree(draft)


def _tell(folder: Path, *commands: str) -> None:
    click.echo(str(folder))
    click.echo(say("接下来：", "Next:"), err=True)
    for line in commands:
        click.echo(f"  {line}", err=True)


def _short(path: Path) -> str:
    """A path from here, where that is shorter."""
    return str(path.relative_to(Path.cwd())) if path.is_relative_to(Path.cwd()) else str(path)


def _check_name(name: str) -> None:
    if not _NAME.fullmatch(name):
        raise EcoPrintError(ExitCode.SOURCE, _unfit_name(name))


def _unfit_name(name: str) -> Diagnostic:
    return error(
        "new-name",
        Text(zh=f"名字不能用：“{name}”", en=f"the name cannot be used: “{name}”"),
        hint=Text(
            zh="用汉字、字母、数字和 -、_，以汉字、字母或数字开头，至多 60 个",
            en="use letters of any script, digits, - and _, beginning with a letter or a digit, "
            "60 at most",
        ),
    )


def _same_name(name: str) -> Diagnostic:
    return error(
        "new-name",
        Text(
            zh=f"模板不能以同名的模板为底：{name}",
            en=f"a template cannot start from one of its own name: {name}",
        ),
        hint=Text(zh="换一个名字", en="choose another name"),
    )


def _exists(folder: Path) -> Diagnostic:
    return error(
        "new-exists",
        Text(zh=f"已经有了，不覆盖：{folder}", en=f"it exists and is not overwritten: {folder}"),
        hint=Text(zh="换一个名字，或先把它移走", en="choose another name, or move it away first"),
    )


def _unwritable(folder: Path, problem: OSError) -> Diagnostic:
    return error(
        "output-unwritable",
        Text(zh=f"写不进文件夹：{folder}", en=f"cannot write {folder}"),
        hint=because(problem),
    )
