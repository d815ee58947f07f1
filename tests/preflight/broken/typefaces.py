"""Type broken on purpose: what is embedded, what a code shows, how small and where it stands."""

from __future__ import annotations

from pikepdf import Dictionary, Name, Pdf

from preflight.sound import added, at

from .edits import Case, descriptor, drawn, no_font_file, words


def broken_font_file(pdf: Pdf) -> None:
    descriptor(pdf).FontFile2 = pdf.make_stream(b"no font at all")


def whole_font(pdf: Pdf) -> None:
    face = pdf.pages[0].obj.Resources.Font.F1
    for holder in (face, face.DescendantFonts[0]):
        holder.BaseFont = Name.Boxes
    descriptor(pdf).FontName = Name.Boxes


def type3(pdf: Pdf) -> None:
    glyph = pdf.make_stream(b"1000 0 0 0 1000 1000 d1 0 0 700 700 re f")
    face = Dictionary(
        Type=Name.Font,
        Subtype=Name.Type3,
        FontBBox=[0, 0, 1000, 1000],
        FontMatrix=[0.001, 0, 0, 0.001, 0, 0],
        CharProcs=Dictionary(A=glyph),
        Encoding=Dictionary(Type=Name.Encoding, Differences=[65, Name.A]),
        FirstChar=65,
        LastChar=65,
        Widths=[1000],
        Resources=Dictionary(),
    )
    content = b"0 0 0 1 k BT /T3 12 Tf " + at(20, 100) + b" (A) Tj ET"
    drawn(content, "/Font", "/T3", face)(pdf)


PRESS: tuple[Case, ...] = (
    ("font-not-embedded", "no font program", no_font_file),
    ("font-damaged", "a font program that is none", broken_font_file),
    ("font-not-subset", "a font embedded whole", whole_font),
    ("font-type3", "a Type 3 font", type3),
    ("notdef-glyph", "a code without a glyph",
     added(b"/Over gs 0 0 0 1 k BT /F1 12 Tf " + at(20, 100) + b" <0000> Tj ET")),
    ("notdef-glyph", "a code beyond the font",
     added(b"/Over gs 0 0 0 1 k BT /F1 12 Tf " + at(20, 100) + b" <0FFF> Tj ET")),
    ("text-tiny", "text of 4 pt", added(words("会议", 4, setup=b"/Over gs 0 0 0 1 k"))),
    ("text-near-trim", "text 1 mm from the trim",
     added(words("会", 12, 1, 100, b"/Over gs 0 0 0 1 k"))),
)  # fmt: skip
