"""Makes the faces of `fonts/` from named Debian packages, the same byte for byte every time.

    python tools/fonts/build.py [--work FOLDER] [--out FOLDER] [--verify] [FILE ...]

In: packages (fetched by `apt-get download`, or .deb files in WORK/debs). Out: the faces, their
licences, and `fonts.toml`. `--verify` makes them elsewhere and compares. FILE limits the faces
made; the manifest always describes all that are there. Needs what `requirements.txt` names;
takes about five minutes.
"""

from __future__ import annotations

import argparse
import io
import sys
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path

import cffsubr
import choosing
import editing
import manifest
from fontTools.ttLib import TTFont
from recipe import RECIPES, Recipe, Upstream
from repertoire import is_han, is_symbol, sets, without_hangul
from sources import PACKAGES, sha256, unpack

ROOT = Path(__file__).resolve().parents[2]


def main(arguments: list[str] | None = None) -> int:
    """Make or verify the faces; 0 when all is as it should be."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--work", type=Path, default=ROOT / ".cache" / "fonts")
    parser.add_argument("--out", type=Path, default=ROOT / "fonts")
    parser.add_argument("--verify", action="store_true")
    parser.add_argument("files", nargs="*")
    options = parser.parse_args(arguments)
    work = options.work.resolve()
    wanted = [r for r in RECIPES if not options.files or r.file in options.files]
    if not options.verify:
        make(wanted, work, options.out)
        describe(work, options.out)
        return 0
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder)
        make(wanted, work, made)
        if not options.files:
            describe(work, made)
        return compare(made, options.out)


def describe(work: Path, out: Path) -> None:
    """Write the manifest of the faces in `out`, which must all be there."""
    manifest.write(out, RECIPES, sets(unpack(PACKAGES["unicode-data"], work)))


def make(recipes: Iterable[Recipe], work: Path, out: Path) -> None:
    """Write the faces of `recipes` into the folder `out`."""
    for recipe in recipes:
        font = cook(recipe, work)
        out.mkdir(parents=True, exist_ok=True)
        font.save(out / recipe.file, reorderTables=False)
        size = (out / recipe.file).stat().st_size
        print(f"{recipe.file}: {font['maxp'].numGlyphs} glyphs, {size:,} bytes", file=sys.stderr)


def compare(made: Path, kept: Path) -> int:
    """Say which files of `made` differ from those in `kept`; 1 when any does."""
    names = sorted(path.name for path in made.iterdir())
    different = [name for name in names if sha256(made / name) != sha256(kept / name)]
    print("\n".join(f"{name}: differs" for name in different) or f"{len(names)} files are the same")
    return 1 if different else 0


def cook(recipe: Recipe, work: Path) -> TTFont:
    """One face, from its upstream files to what is written."""
    fonts = [_choose(recipe, upstream, work) for upstream in recipe.upstream]
    cubic = recipe.outlines == "cubic"
    font = choosing.merge_as_cubic(fonts, recipe.family) if cubic else fonts[0]
    if recipe.scale != 1:
        editing.scale_glyphs(font, recipe.scale, recipe.shift)
    editing.drop_tables(font, recipe.western)
    if not recipe.western:
        editing.full_width_marks(font)
        editing.add_halt(font)
    editing.even_metrics(font)
    editing.set_style(font, recipe.weight, recipe.italic)
    editing.rename(font, recipe.family, style_of(recipe), manifest.note(recipe))
    return _settle(font, recipe)


def style_of(recipe: Recipe) -> str:
    """The style's name as the file says it: Regular, Bold, Italic, BoldItalic."""
    return ("Bold" if recipe.weight >= 700 else "") + ("Italic" if recipe.italic else "") or (
        "Regular"
    )


def _settle(font: TTFont, recipe: Recipe) -> TTFont:
    buffer = io.BytesIO()
    font.save(buffer, reorderTables=False)
    font = TTFont(buffer, recalcTimestamp=False, recalcBBoxes=False)
    if "CFF " in font:
        if recipe.outlines != "keep":
            cffsubr.subroutinize(font)
        editing.number_by_glyph(font)
    else:
        font["post"].formatType = 3.0
    return font


def _choose(recipe: Recipe, upstream: Upstream, work: Path) -> TTFont:
    path = unpack(PACKAGES[upstream.package], work) / upstream.path
    if (found := sha256(path)) != upstream.sha256:
        raise SystemExit(f"{path.name}: sha256 is {found}, not {upstream.sha256}")
    has = set(choosing.read(path, upstream.index).getBestCmap())
    features = ("kern", "mark", "mkmk", "ccmp", "liga", "locl") if recipe.western else ("locl",)
    return choosing.subset(path, upstream.index, _codes(recipe.repertoire, has, work), features)


def _codes(rule: str, has: set[int], work: Path) -> set[int]:
    """The characters to keep, of those that the upstream face has."""
    known = sets(unpack(PACKAGES["unicode-data"], work))
    common = known["通用规范汉字表"] | known["GBK"] | known["Big5"]
    plain = {code for code in without_hangul(has) if not is_han(code) or code in common}

    def beside(*families: str) -> set[int]:
        return has - set().union(*(_characters_of(family, work) for family in families))

    rules: dict[str, Callable[[], set[int]]] = {
        "all": lambda: has,
        "chinese": lambda: without_hangul(has),
        "common": lambda: plain,
        "common and rest": lambda: plain | set(filter(is_han, beside("Eco Song", "Eco Han"))),
        "standard beside Fang": lambda: (
            beside("Eco Fang", "Eco Fang Hant") & (known["通用规范汉字表"] | known["Big5"])
        ),
        "han beside Fang": lambda: set(filter(is_han, beside("Eco Fang"))),
        "han beside Song": lambda: set(filter(is_han, beside("Eco Song"))),
        "symbols beside Song": lambda: set(filter(is_symbol, beside("Eco Song"))),
    }
    return rules[rule]()


def _characters_of(family: str, work: Path) -> set[int]:
    """The characters that another face of the set has upstream, by its recipe."""
    recipe = next(r for r in RECIPES if r.family == family)
    found: set[int] = set()
    for upstream in recipe.upstream:
        path = unpack(PACKAGES[upstream.package], work) / upstream.path
        found |= set(choosing.read(path, upstream.index).getBestCmap())
    return found


if __name__ == "__main__":
    sys.exit(main())
