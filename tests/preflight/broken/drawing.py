"""Drawing broken on purpose: lines, pictures, forms, operators."""

from __future__ import annotations

from pikepdf import Array, Dictionary, Name, Pdf, String

from preflight.sound import Edit, added, picture, points, rectangle

from .edits import Case, drawn, drawn_form, ext_state


def image(pixels: int, size_mm: float, **more: object) -> Edit:
    def edit(pdf: Pdf) -> None:
        made = picture(pdf, pixels)
        for key, value in more.items():
            made[Name("/" + key)] = value
        pdf.pages[0].obj.Resources.XObject.Extra = made
        size, x, y = points(size_mm, 33, 73)
        place = b"%.3f 0 0 %.3f %.3f %.3f cm /Extra Do" % (size, size, x, y)
        pdf.pages[0].contents_add(b"q " + place + b" Q")

    return edit


def line_art(pdf: Pdf) -> None:
    stencil = pdf.make_stream(
        b"\xaa" * 12 * 96,
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=96,
        Height=96,
        BitsPerComponent=1,
        ImageMask=True,
    )
    pdf.pages[0].obj.Resources.XObject.Line = stencil
    pdf.pages[0].contents_add(b"q 0 0 0 1 k 72 0 0 72 100 200 cm /Line Do Q")


def small_in_a_form(pdf: Pdf) -> None:
    """A picture of 72 pixels, four inches wide once form and matrix have grown it."""
    pdf.pages[0].obj.Resources.XObject.Small = picture(pdf, 72)
    drawn_form(b"144 0 0 144 40 50 cm /Small Do", b"2 0 0 2 0 0 cm")(pdf)


def masked_picture(side: int, values: bytes) -> Edit:
    """A picture of 20 mm behind a soft mask of so many samples."""

    def edit(pdf: Pdf) -> None:
        mask = pdf.make_stream(
            values,
            Type=Name.XObject,
            Subtype=Name.Image,
            Width=side,
            Height=side,
            BitsPerComponent=8,
            ColorSpace=Name.DeviceGray,
        )
        image(240, 20, SMask=mask)(pdf)

    return edit


def postscript(pdf: Pdf) -> None:
    made = pdf.make_stream(b"showpage", Type=Name.XObject, Subtype=Name.PS)
    drawn(b"/Post Do", "/XObject", "/Post", made)(pdf)


PRESS: tuple[Case, ...] = (
    ("hairline", "a line of 0.1 pt",
     added(b"0.1 w 0 0 0 1 K " + rectangle(60, 60, 9, 9) + b" S")),
    ("hairline", "a line made thin by the matrix",
     added(b"0.1 0 0 0.1 0 0 cm 1 w 0 0 0 1 K 600 600 m 900 600 l S")),
    ("hairline", "a bar of 0.1 pt", added(b"0 0 0 1 k 100 200 50 0.1 re f")),
    ("hairline", "a line of no width", added(b"0 w 0 0 0 1 K 100 200 m 150 200 l S")),
    ("hairline", "a frame of 0.1 pt, filled",
     added(b"0 0 0 1 k 100 200 50 50 re 100.1 200.1 49.8 49.8 re f*")),
    ("hairline", "a rule of 0.1 pt that a clip leaves",
     added(b"100 200 50 50 re 100 200.1 50 49.9 re W* n 0 0 0 1 k 100 200 50 50 re f")),
    ("hairline", "a white line of 0.3 pt in a red panel",
     added(b"0.3 w 0 0 0 0 K " + rectangle(20, 180, 20, 10) + b" S")),
    ("hairline", "a line of 0.3 pt in two inks",
     added(b"0.3 w 0 1 1 0 K " + rectangle(60, 60, 9, 9) + b" S")),
    ("image-resolution-low", "a picture of 64 ppi", image(64, 25.4)),
    ("image-resolution-low", "line art of 96 ppi", line_art),
    ("image-resolution-low", "a picture enlarged by its form", small_in_a_form),
    ("image-resolution-low", "a soft mask whose edges are steps",
     masked_picture(16, (b"\0" * 8 + b"\xff" * 8) * 16)),
    ("image-resolution-high", "a picture of 900 ppi", image(300, 8.5)),
    ("image-alternates", "alternate pictures",
     image(240, 20, Alternates=Array([Dictionary(DefaultForPrinting=True)]))),
    ("opi", "an OPI stand-in", image(240, 20, OPI=Dictionary())),
    ("transfer-function", "a transfer function", ext_state(
        TR=Dictionary(FunctionType=2, Domain=[0, 1], N=2))),
    ("halftone", "a halftone", ext_state(
        HT=Dictionary(HalftoneType=1, Frequency=60, Angle=45, SpotFunction=Name.Round))),
    ("blend-mode-unknown", "a blend mode of one's own", ext_state(BM=Name.Glow)),
    ("postscript-xobject", "PostScript", postscript),
    ("reference-xobject", "content of another file",
     drawn_form(b"", Ref=Dictionary(F=String("other.pdf"), Page=0))),
    ("operator-unknown", "an operator that is none", added(b"1 2 zz")),
    ("operator-damaged", "a colour without its numbers", added(b"0.5 k")),
    ("resource-missing", "a form that is not there", added(b"/Nowhere Do")),
)  # fmt: skip
