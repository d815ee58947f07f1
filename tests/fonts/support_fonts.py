"""Small faces made for the tests, and the manifests that name them."""

from __future__ import annotations

from pathlib import Path

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen

STANDARD = Path(__file__).with_name("standard_characters.txt")


def standard_characters() -> str:
    """The 8,105 characters of the 通用规范汉字表."""
    lines = STANDARD.read_text(encoding="utf-8").splitlines()
    return "".join(line for line in lines if not line.startswith("#"))


def make_face(
    path: Path, text: str, family: str = "Test Face", *, weight: int = 400, chinese: str = ""
) -> Path:
    """Write a TrueType face whose every glyph is a square, for the characters of `text`."""
    pen = TTGlyphPen(None)
    pen.moveTo((100, 0))
    pen.lineTo((100, 800))
    pen.lineTo((900, 800))
    pen.lineTo((900, 0))
    pen.closePath()
    square = pen.glyph()
    names = [f"u{ord(char):04X}" for char in sorted(set(text))]
    order = [".notdef", *names]
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder(order)
    builder.setupCharacterMap({ord(char): f"u{ord(char):04X}" for char in text})
    builder.setupGlyf(dict.fromkeys(order, square))
    builder.setupHorizontalMetrics(dict.fromkeys(order, (1000, 100)))
    builder.setupHorizontalHeader(ascent=880, descent=-120)
    builder.setupNameTable({"familyName": family, "styleName": "Regular"})
    if chinese:
        builder.font["name"].setName(chinese, 1, 3, 1, 0x804)
    builder.setupOS2(usWeightClass=weight)
    builder.setupPost()
    path.parent.mkdir(parents=True, exist_ok=True)
    builder.save(path)
    return path


def write_manifest(folder: Path, *entries: str) -> Path:
    """Write `fonts.toml` with these entries, each the lines of one [[face]]."""
    folder.mkdir(parents=True, exist_ok=True)
    text = "\n".join(f"[[face]]\n{entry}\n" for entry in entries)
    (folder / "fonts.toml").write_text(text, encoding="utf-8")
    return folder
