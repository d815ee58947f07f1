"""`eco-print fonts`: roles, files, coverage, and which face has a character."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path

import click

from ..config import nearest_settings, resolve
from ..diagnostics import ExitCode
from ..fonts import ROLES, Face, FontSet, load_fonts
from .language import language, say
from .show import show_findings


@click.command(
    "fonts", help=say("列出字体、用途与覆盖", "List the faces, their roles and coverage")
)
@click.option(
    "--covers",
    metavar=say("文字", "TEXT"),
    help=say("哪款字体有这些字", "which faces have these characters"),
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["human", "json"]),
    default="human",
    help=say("结果的写法", "how results are written"),
)
def command(covers: str | None, form: str) -> int:
    """List the set; with --covers, exit code 3 when no face has one of the characters."""
    config = resolve(nearest_settings(Path.cwd()), {}, folder=Path.cwd())
    fonts = load_fonts(*config.font_folders)
    show_findings(fonts.findings)
    if covers is not None:
        return _covers(fonts, covers, form)
    if form == "json":
        _print([_face_data(face) for face in fonts.faces])
    else:
        for name, faces in fonts.roles.items():
            _role(name, faces)
    return 0


def _role(name: str, faces: tuple[Face, ...]) -> None:
    aliases = ", ".join(ROLES[name].aliases)
    click.echo(click.style(name, bold=True) + f"  {aliases}")
    for face in faces:
        counts = "  ".join(f"{what} {number}" for what, number in face.counts)
        click.echo(f"    {face.family} {face.weight}  {face.path}")
        if counts:
            click.echo(f"        {counts}")


def _covers(fonts: FontSet, text: str, form: str) -> int:
    wanted = list(dict.fromkeys(char for char in text if not char.isspace()))
    found = {char: fonts.covers(char) for char in wanted}
    if form == "json":
        _print(
            [
                {"character": c, "code": f"U+{ord(c):04X}", "faces": [f.family for f in faces]}
                for c, faces in found.items()
            ]
        )
    else:
        for char, faces in found.items():
            described = dict.fromkeys(_described(face) for face in faces)
            names = say("、", ", ").join(described)
            nobody = click.style(say("没有字体有这个字", "no face has it"), fg="red")
            title = unicodedata.name(char, "").title() if language() == "en" else ""
            click.echo(f"{char}  U+{ord(char):04X}  {title}  {names or nobody}")
    return int(ExitCode.DONE if all(found.values()) else ExitCode.MISSING)


def _described(face: Face) -> str:
    return f"{'/'.join(face.roles)}（{face.family}）" if face.roles else face.family


def _face_data(face: Face) -> dict[str, object]:
    return {
        "family": face.family,
        "roles": list(face.roles),
        "file": str(face.path),
        "weight": face.weight,
        "italic": face.italic,
        "sha256": face.sha256,
        "licence": face.licence,
        "shipped": face.shipped,
        "coverage": dict(face.counts),
    }


def _print(data: object) -> None:
    click.echo(json.dumps(data, ensure_ascii=False, indent=2))
