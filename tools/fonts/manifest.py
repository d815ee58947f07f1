"""Writes `fonts.toml`: what each face is, where it comes from, and which characters it has.

In: the folder of the finished faces, the recipes, the character sets. Out: the file.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from fontTools.ttLib import TTFont
from recipe import Recipe
from repertoire import CodePoints
from sources import PACKAGES, sha256

HEAD = """\
# The faces that come with eco-print. Written by tools/fonts/build.py: change that, not this.
# Coverage counts characters of each set; ranges are hexadecimal code points.

version = 1
"""


def note(recipe: Recipe) -> str:
    """What the face says of itself: what it was made from, and that it was altered."""
    sources = ", ".join(Path(upstream.path).name for upstream in recipe.upstream)
    return (
        f"Made for eco-print from {sources}: fewer characters, full-width Chinese marks, "
        "even line metrics. Altered: not the original, which keeps its own name and licence."
    )


def write(folder: Path, recipes: Iterable[Recipe], sets: dict[str, CodePoints]) -> None:
    """Write `folder`/fonts.toml for the faces that lie there."""
    entries = [
        _entry(folder / recipe.file, each, sets) for recipe in recipes for each in _faces(recipe)
    ]
    (folder / "fonts.toml").write_text("\n".join([HEAD, *entries]), encoding="utf-8")


def _faces(recipe: Recipe) -> tuple[Recipe, ...]:
    """The faces that stylesheets see: a file with a twin is two."""
    if recipe.twin is None:
        return (recipe,)
    return recipe, replace(recipe, family=recipe.twin.family, roles=recipe.twin.roles, weight=400)


def _entry(path: Path, recipe: Recipe, sets: dict[str, CodePoints]) -> str:
    with TTFont(path, lazy=True) as font:
        codes = frozenset(font.getBestCmap())
        postscript = font["name"].getDebugName(6)
    counts = {name: len(codes & wanted) for name, wanted in sets.items()}
    lines = [
        "[[face]]",
        f"family = {_text(recipe.family)}",
        f"postscript = {_text(postscript)}",
        f"file = {_text(recipe.file)}",
        f"roles = [{', '.join(map(_text, recipe.roles))}]",
        f"weight = {recipe.weight}",
        f"italic = {'true' if recipe.italic else 'false'}",
        f"bytes = {path.stat().st_size}",
        f"sha256 = {_text(sha256(path))}",
        f"licence = {_text(recipe.licence)}",
        f"licence-file = {_text('licences/' + recipe.licence_file)}",
        f"characters = {len(codes)}",
        "coverage = {" + ", ".join(f"{_text(k)} = {n}" for k, n in counts.items() if n) + "}",
        *_origins(recipe),
        "ranges = '''",
        *_wrapped(ranges(codes)),
        "'''",
        "",
    ]
    return "\n".join(lines)


def _origins(recipe: Recipe) -> list[str]:
    lines = ["origin = ["]
    for upstream in recipe.upstream:
        package = PACKAGES[upstream.package]
        fields = {
            "package": package.name,
            "version": package.version,
            "file": Path(upstream.path).name,
            "sha256": upstream.sha256,
            "upstream": package.upstream,
        }
        lines.append("  {" + ", ".join(f"{k} = {_text(v)}" for k, v in fields.items()) + "},")
    return [*lines, "]"]


def ranges(codes: Iterable[int]) -> list[str]:
    """Code points in order as `4E00-9FFF` or `3007`."""
    found: list[list[int]] = []
    for code in sorted(codes):
        if found and code == found[-1][1] + 1:
            found[-1][1] = code
        else:
            found.append([code, code])
    return [f"{a:X}" if a == b else f"{a:X}-{b:X}" for a, b in found]


def _wrapped(items: list[str], width: int = 96) -> list[str]:
    lines, line = [], ""
    for item in items:
        if line and len(line) + 1 + len(item) > width:
            lines.append(line)
            line = ""
        line = f"{line} {item}".strip()
    return [*lines, line]


def _text(value: str) -> str:
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
