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

from ..config import SETTINGS, nearest_settings, resolve
from ..diagnostics import Diagnostic, EcoPrintError, ExitCode, Text, error
from ..templating import Template, find_template
from ..wording import because
from .language import say

#: Letters, digits, “-” and “_”, of any script: it is a folder's name and typed on a command line.
_NAME = re.compile(r"[^\W_][\w-]{0,59}")
#: A custom property on a line of its own, with the comment beside it.
_VALUE = re.compile(
    r"^[ \t]*(--[\w-]+):[ \t]*([^;{}]+);[ \t]*(?:/\*[ \t]*(.*?)[ \t]*\*/)?", re.MULTILINE
)
#: A picture of a Markdown report, in a folder beside it or below.
_PICTURE = re.compile(r"!\[[^\]]*\]\((?!/|\.\.|\w+:)([^\s)]+)")
_PARENT = "bulletin"
_SAMPLE = "sample.md"


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
    template = f"templates/{folder.name}"
    files: dict[str, str | bytes] = {
        SETTINGS: _settings(folder.name),
        _report(): _sample(parent),
        **_pictures(parent),
        **{f"{template}/{path}": text for path, text in _template(folder.name, parent).items()},
    }
    _create(folder, files)
    _tell(
        folder, f'cd "{folder}"', f"eco-print preview {_report()}", f"eco-print build {_report()}"
    )
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
    _create(folder, _template(name, parent))
    shown = name if settings else f"./{_short(folder)}"
    sample = _short(folder / _SAMPLE)
    _tell(folder, f"eco-print preview {sample} -t {shown}", f"eco-print build {sample} -t {shown}")
    return 0


def _template(name: str, parent: Template) -> dict[str, str | bytes]:
    """The files of a template that extends another and changes nothing yet."""
    return {
        "template.toml": _manifest(name, parent),
        "style.css": _style(parent),
        _SAMPLE: _sample(parent),
        **_pictures(parent),
    }


def _manifest(name: str, parent: Template) -> str:
    return say(
        f"""# 模板的说明。没有写的都同 {parent.folder.name}。
[template]
name = "{name}"
title = {{ zh = "{name}", en = "{name}" }}
extends = "{parent.folder.name}"

# 模板自己的字段；在 template.html 里写 {{{{ fields.slogan }}}}。
# [[fields]]
# name = "slogan"
# type = "text"            # text · list · number · date
# default = ""
# label = {{ zh = "口号", en = "slogan" }}
""",
        f"""# What the template is. All that is not said here is as in {parent.folder.name}.
[template]
name = "{name}"
title = {{ zh = "{name}", en = "{name}" }}
extends = "{parent.folder.name}"

# A field of its own; template.html has it as {{{{ fields.slogan }}}}.
# [[fields]]
# name = "slogan"
# type = "text"            # text · list · number · date
# default = ""
# label = {{ zh = "口号", en = "slogan" }}
""",
    )


def _style(parent: Template) -> str:
    """A sheet that takes over the parent's, with its design values to choose from."""
    named = parent.folder.name
    head = say(
        f"""/* 先用 {named} 的样式，再写不同之处。 */
@import "../{named}/style.css";

/* {named} 的设计值，一行一个。要改哪个，去掉那一行的注释。 */
:root {{
""",
        f"""/* All of {named}, then what is different. */
@import "../{named}/style.css";

/* The design values of {named}, one a line. Uncomment a line to change it. */
:root {{
""",
    )
    foot = say(
        """}

/* 自己的规则写在这里，例如：
.title h1 { color: var(--red); }
*/
""",
        """}

/* Rules of your own go here, such as:
.title h1 { color: var(--red); }
*/
""",
    )
    return head + "".join(f"  {line}\n" for line in _design_values(parent)) + foot


def _design_values(parent: Template) -> list[str]:
    """The custom properties of the sheets taken over, each a comment that can be uncommented."""
    found: dict[str, str] = {}
    sheets = (folder / name for folder in parent.folders for name in ("style.css", "base.css"))
    for sheet in sheets:
        text = sheet.read_text(encoding="utf-8") if sheet.is_file() else ""
        block = re.search(r":root\s*\{(.*?)\}", text, re.DOTALL)
        for name, value, meaning in _VALUE.findall(block[1] if block else ""):
            line = f"/* {name}: {value}; */" + (f"  /* {meaning} */" if meaning else "")
            found.setdefault(name, line)
    return list(found.values())


def _sample(parent: Template) -> str:
    found = _sample_file(parent)
    return found.read_text(encoding="utf-8") if found else _SHORT_SAMPLE


def _sample_file(parent: Template) -> Path | None:
    return next((f / _SAMPLE for f in parent.folders if (f / _SAMPLE).is_file()), None)


def _pictures(parent: Template) -> dict[str, bytes]:
    """The pictures that the sample shows, named as it names them."""
    found = _sample_file(parent)
    named = set(_PICTURE.findall(_sample(parent))) if found else set()
    paths = {name: found.parent / name for name in sorted(named)} if found else {}
    return {name: path.read_bytes() for name, path in paths.items() if path.is_file()}


_SHORT_SAMPLE = "# 某市召开安全生产会议\n\n10月8日，某市召开安全生产会议。会议要求抓好落实。\n"


def _settings(name: str) -> str:
    return say(
        f"""# 这个文件夹的设置，全部项目见 docs/settings.md。
template = "{name}"        # templates/{name}

[issue]                    # 每一期都一样的写在这里；报告自己写了的，以报告为准
# organ = "某市某某局"
# editor = "某某局办公室编"
""",
        f"""# The settings of this folder; docs/settings.en.md lists all there are.
template = "{name}"        # templates/{name}

[issue]                    # what every issue has in common; the report's own values win
# organ = "某市某某局"
# editor = "某某局办公室编"
""",
    )


def _report() -> str:
    return say("会议报道.md", "report.md")


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
