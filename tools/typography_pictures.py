#!/usr/bin/env python3
"""Make the pictures of docs/typography.md: a text before and after a property is set.

    python tools/typography_pictures.py            write docs/pictures/typography/*.png
    python tools/typography_pictures.py --check    exit 1 when a kept picture is not as it would be

What each shows stands in docs/pictures/typography.toml. They are set by the program itself.
"""

from __future__ import annotations

import argparse
import io
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
from PIL import Image, ImageOps

from eco_print.config import Config
from eco_print.fonts import load_fonts
from eco_print.markup import Markup
from eco_print.pipeline import set_markup
from eco_print.preview.pictures import differences
from eco_print.source import Source

DOCS = Path(__file__).resolve().parents[1] / "docs"
FOLDER = DOCS / "pictures" / "typography"
SIZE = 14  # of the text, in points
WIDTH = 13  # of each column, in ems
HEIGHT = 260  # in points, cut to what is printed on
DPI = 130

PAGE = """<!DOCTYPE html><html lang="zh"><head><title>typography</title><style>
@page {{ size: {width}pt {height}pt; margin: 12pt }}
body {{ margin: 0; font: {size}pt/1.6 西文, 仿宋, 补字 }}
section {{ break-after: page }}
section > div {{ float: left; margin-right: 30pt; border-top: 0.6pt solid #888 }}
section > div + div {{ margin-right: 0 }}
section > div::before {{ content: "前 before"; display: block; font: 7pt/14pt 西文, 宋体;
  color: #666; text-indent: 0 }}
section > div + div::before {{ content: "后 after" }}
h1, p {{ margin: 0; font-weight: normal }}
{styles}
</style></head><body>{sections}</body></html>"""


@dataclass(frozen=True)
class Pair:
    """One picture: the text, and the two sets of rules it is set with."""

    name: str
    html: str
    before: str
    after: str
    width: int = WIDTH


def pairs() -> tuple[Pair, ...]:
    """What the pictures show."""
    text = (DOCS / "pictures" / "typography.toml").read_text(encoding="utf-8")
    return tuple(Pair(**entry) for entry in tomllib.loads(text)["picture"])


def pictures() -> Iterator[tuple[str, Image.Image]]:
    """Every picture by its name, all set as one document."""
    wanted = pairs()
    styles = "\n".join(
        f"#{pair.name}-{side} {{ width: {pair.width}em; {rules} }}"
        for pair in wanted
        for side, rules in (("before", pair.before), ("after", pair.after))
    )
    sections = "".join(
        f'<section><div id="{pair.name}-before">{pair.html}</div>'
        f'<div id="{pair.name}-after">{pair.html}</div></section>'
        for pair in wanted
    )
    page = PAGE.format(
        width=2 * WIDTH * SIZE + 54, height=HEIGHT, size=SIZE, styles=styles, sections=sections
    )
    markup = Markup(page, Source("typography"), (DOCS,))
    layout, found = set_markup(markup, load_fonts(), Config())
    wrong = [
        f"{each.code}: {each.message.en}" for each in found if not each.code.startswith("text-")
    ]
    assert not wrong, wrong
    assert layout.pages == len(wanted), "a picture is higher than its page"
    document = pypdfium2.PdfDocument(layout.sketch(range(1, len(wanted) + 1)))
    for pair, sheet in zip(wanted, document, strict=True):
        picture = sheet.render(scale=DPI / 72).to_pil().convert("L")
        yield pair.name, _trimmed(picture)


def _trimmed(picture: Image.Image) -> Image.Image:
    """Without the bleed around it and the white below it."""
    edge = round((6 / 25.4 + 12 / 72) * DPI)  # bleed and margin
    _, _, _, bottom = ImageOps.invert(picture).getbbox() or (0, 0, 0, picture.height)
    return picture.crop((edge - 8, edge - 8, picture.width - edge + 8, bottom + 10))


def main() -> int:
    """Write the pictures, or compare them."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--check", action="store_true", help="compare, write nothing")
    check = parser.parse_args().check
    stale = []
    for name, picture in pictures():
        path = FOLDER / f"{name}.png"
        if check:
            kept = Image.open(path).convert("L") if path.is_file() else Image.new("L", (1, 1))
            stale += [name] if differences(kept, picture) else []
        else:
            data = io.BytesIO()
            picture.save(data, "PNG", optimize=True)
            path.write_bytes(data.getvalue())
    if stale:
        print(f"not as they would be made: {', '.join(stale)}", file=sys.stderr)
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main())
