"""Where templates are found, and what each says of itself in its `template.toml`.

A template is a folder with `template.html`, `style.css` and `template.toml`. Users' folders
come before the shipped one, so that a template of one's own takes the shipped one's name.
A template may extend another (`extends = "bulletin"`): files it lacks are the other's. What
all templates share (the macros that write blocks, the base sheet) lies in `_base`, which
every template extends in the end.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator
from pathlib import Path

from msgspec import Struct

from ..diagnostics import Diagnostic, EcoPrintError, ExitCode, Text, error
from ..shipped import shipped
from ..source import Source
from ..toml_file import read_toml
from .fields import Field, read_fields

MANIFEST = "template.toml"
PAGE = "template.html"
BASE = "_base"


class Template(Struct, frozen=True):
    """One template: its name, what it is for, and its fields.

    `folders` are its own folder, those it extends, and the shared base, in the order in which
    a file is looked for.
    """

    name: str
    title: Text
    paper: str
    folders: tuple[Path, ...]
    fields: tuple[Field, ...]

    @property
    def folder(self) -> Path:
        return self.folders[0]


def list_templates(user_folders: Iterable[Path] = ()) -> tuple[Template, ...]:
    """Every template that can be named, users' before shipped, by name."""
    names = {path.name for folder in _roots(user_folders) for path in _template_folders(folder)}
    return tuple(find_template(name, user_folders) for name in sorted(names))


def find_template(name: str, user_folders: Iterable[Path] = ()) -> Template:
    """The template called `name`, or the one in the folder `name` when that is a path.

    Raises:
        EcoPrintError: `template-unknown`, or what is wrong with its files.
    """
    roots = tuple(_roots(user_folders))
    return _load(_locate(name, roots), roots, seen=())


def _roots(user_folders: Iterable[Path]) -> Iterator[Path]:
    yield from user_folders
    yield shipped("templates")


def _template_folders(root: Path) -> Iterator[Path]:
    if root.is_dir():
        yield from sorted(path.parent for path in root.glob(f"*/{MANIFEST}"))


def _locate(name: str, roots: tuple[Path, ...]) -> Path:
    looks_like_path = "/" in name or name.startswith(".")
    candidates = [Path(name)] if looks_like_path else [root / name for root in roots]
    for candidate in (*candidates, *_titled(name, roots)):
        if (candidate / MANIFEST).is_file():
            return candidate.resolve()
    raise EcoPrintError(ExitCode.SOURCE, _unknown(name, roots))


def _titled(name: str, roots: tuple[Path, ...]) -> Iterator[Path]:
    """The folders of the templates that go by the title `name`."""
    for root in roots:
        for folder in _template_folders(root):
            title = _title(folder)
            if name.lower() in (title.zh.lower(), title.en.lower()):
                yield folder


def _title(folder: Path) -> Text:
    """A template's title, what it adds in brackets aside; its folder's name where it has none."""
    try:
        title = read_toml(folder / MANIFEST)[1].get("template", {}).get("title", {})
    except EcoPrintError:
        title = {}
    zh, en = (str(title.get(language, folder.name)) for language in ("zh", "en"))
    return Text(zh=zh.partition("（")[0], en=en.partition(" (")[0])


def _unknown(name: str, roots: tuple[Path, ...]) -> Diagnostic:
    folders = (path for root in roots for path in _template_folders(root))
    titles = {path.name: _title(path).zh for path in folders}
    known = sorted(titles)
    listed = "、".join(f"{each}（{titles[each]}）" for each in known)
    near = difflib.get_close_matches(name, known, n=1)
    guess_zh = f"是不是“{near[0]}”？" if near else ""
    guess_en = f"Did you mean “{near[0]}”? " if near else ""
    return error(
        "template-unknown",
        Text(zh=f"没有名为“{name}”的模板", en=f"there is no template called “{name}”"),
        hint=Text(
            zh=f"{guess_zh}现有模板：{listed}；也可以给出模板文件夹的路径，如 ./{name}",
            en=f"{guess_en}Templates: {', '.join(known)}; or give the path of a template folder, "
            f"such as ./{name}",
        ),
    )


def _load(folder: Path, roots: tuple[Path, ...], seen: tuple[Path, ...]) -> Template:
    source, data = read_toml(folder / MANIFEST)
    header = data.get("template", {})
    folders: tuple[Path, ...] = (folder, _base(roots))
    inherited: tuple[Field, ...] = ()
    if parent_name := header.get("extends"):
        parent_folder = _locate(str(parent_name), roots)
        if parent_folder in (*seen, folder):
            raise EcoPrintError(ExitCode.SOURCE, _circular(source, str(parent_name)))
        parent = _load(parent_folder, roots, (*seen, folder))
        folders, inherited = (folder, *parent.folders), parent.fields
    if not any((place / PAGE).is_file() for place in folders):
        raise EcoPrintError(ExitCode.SOURCE, _page_missing(folder))
    own = read_fields(data.get("fields", []), source)
    kept = tuple(f for f in inherited if f.name not in {g.name for g in own})
    title = header.get("title", {})
    return Template(
        name=str(header.get("name", folder.name)),
        title=Text(zh=title.get("zh", folder.name), en=title.get("en", folder.name)),
        paper=str(header.get("paper", "")),
        folders=folders,
        fields=kept + own,
    )


def _base(roots: tuple[Path, ...]) -> Path:
    """What all templates share: users' own, as an archived issue has it, before the shipped."""
    own = (root / BASE for root in roots if (root / BASE).is_dir())
    return next(own, shipped("templates") / BASE)


def _circular(source: Source, name: str) -> Diagnostic:
    return error(
        "template-circular",
        Text(
            zh=f"模板互相继承成了环：{name}", en=f"templates extend each other in a circle: {name}"
        ),
        source=source,
        hint=Text(
            zh="要改自带的模板，给自己的另取一个名字再继承它，用 -t 或设置里的 template 选用",
            en="to change a shipped template, extend it under a name of your own and choose that "
            "with -t or `template` in the settings",
        ),
    )


def _page_missing(folder: Path) -> Diagnostic:
    return error(
        "template-incomplete",
        Text(zh=f"模板缺少 {PAGE}：{folder}", en=f"the template has no {PAGE}: {folder}"),
    )
