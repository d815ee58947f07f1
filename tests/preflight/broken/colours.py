"""Colours broken on purpose: spaces, spots, transparency."""

from __future__ import annotations

from pikepdf import Array, Dictionary, Name, Pdf, String

from preflight.sound import BLEED, SLUG, Edit, added, points, profile, rectangle, spot

from .edits import Case, drawn, drawn_form, form, info, packet, resource, words


def rgb_group(pdf: Pdf) -> None:
    """A transparency group blended in RGB, and something transparent in it."""
    resource("/ExtGState", "/Thin", Dictionary(ca=0.5))(pdf)
    content = b"0 0.2 0 0 k " + rectangle(30, 60, 20, 20) + b" f"
    group = Dictionary(Type=Name.Group, S=Name.Transparency, CS=Name.DeviceRGB)
    drawn_form(content, b"/Thin gs", Group=group)(pdf)


def rgb_pattern(pdf: Pdf) -> None:
    """Red that stands only in the cell of a tiling pattern inside a form."""
    cell = pdf.make_stream(
        b"1 0 0 rg 0 0 4 4 re f",
        Type=Name.Pattern,
        PatternType=1,
        PaintType=1,
        TilingType=1,
        BBox=[0, 0, 8, 8],
        XStep=8,
        YStep=8,
        Resources=Dictionary(),
    )
    resource("/Pattern", "/Dots", cell)(pdf)
    drawn_form(b"/Pattern cs /Dots scn " + rectangle(60, 60, 20, 20) + b" f")(pdf)


def rgb_inline(pdf: Pdf) -> None:
    pixels = b"BI /W 16 /H 16 /BPC 8 /CS /RGB ID " + b"\x10\x20\x30" * 256 + b" EI"
    pdf.pages[0].contents_add(b"q 4 0 0 4 200 200 cm " + pixels + b" Q")


def shading(space: object, start: list[float], end: list[float]) -> Dictionary:
    function = Dictionary(FunctionType=2, Domain=[0, 1], C0=start, C1=end, N=1)
    return Dictionary(ShadingType=2, ColorSpace=space, Coords=[0, 0, 100, 0], Function=function)


def lab(pdf: Pdf) -> None:
    space = Array([Name.Lab, Dictionary(WhitePoint=[0.9642, 1, 0.8249])])
    drawn(b"/L cs 50 20 20 scn " + rectangle(60, 60, 9, 9) + b" f", "/ColorSpace", "/L", space)(pdf)


def icc_rgb(pdf: Pdf) -> None:
    from PIL import ImageCms

    data = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    space = Array([Name.ICCBased, pdf.make_stream(data, N=3)])
    drawn(b"/S cs 1 0 0 scn " + rectangle(60, 60, 9, 9) + b" f", "/ColorSpace", "/S", space)(pdf)


def two_reds(pdf: Pdf) -> None:
    content = b"/Red2 cs 1 scn " + rectangle(60, 60, 9, 9) + b" f"
    drawn(content, "/ColorSpace", "/Red2", spot(alternate=(0, 1, 0.5, 0)))(pdf)


def two_spellings(pdf: Pdf) -> None:
    content = b"/P1 cs 1 scn %s f /P2 cs 1 scn %s f" % (
        rectangle(60, 60, 9, 9),
        rectangle(80, 60, 9, 9),
    )
    resource("/ColorSpace", "/P1", spot("/PANTONE 485 C"))(pdf)
    drawn(content, "/ColorSpace", "/P2", spot("/Pantone 485CVC"))(pdf)


def spot_in_rgb(pdf: Pdf) -> None:
    tint = Dictionary(FunctionType=2, Domain=[0, 1], C0=[1, 1, 1], C1=[1, 0, 0], N=1)
    space = Array([Name.Separation, Name("/House Red"), Name.DeviceRGB, tint])
    content = b"/House cs 1 scn " + rectangle(60, 60, 9, 9) + b" f"
    drawn(content, "/ColorSpace", "/House", space)(pdf)


def plate_beside_black(pdf: Pdf) -> None:
    content = b"/K2 cs 1 scn " + rectangle(60, 60, 9, 9) + b" f"
    drawn(content, "/ColorSpace", "/K2", spot("/black", (0, 0, 0, 1)))(pdf)


def managed_inks(pdf: Pdf) -> None:
    """CMYK by an ICC profile that is not the output intent's."""
    data = bytearray(profile(pdf).read_bytes())
    data[24:36] = bytes(12)
    space = Array([Name.ICCBased, pdf.make_stream(bytes(data), N=4)])
    content = b"/I cs 0.2 0.5 0 0 scn " + rectangle(60, 60, 9, 9) + b" f"
    drawn(content, "/ColorSpace", "/I", space)(pdf)


def in_managed_grey(content: bytes) -> Edit:
    """Something painted in a calibrated grey, /Y."""
    space = Array([Name.CalGray, Dictionary(WhitePoint=[0.9505, 1, 1.089])])
    return drawn(content, "/ColorSpace", "/Y", space)


MANAGED_GREY = in_managed_grey(b"/Y cs 0.5 scn " + rectangle(60, 60, 9, 9) + b" f")

MANAGED_BLACK_TEXT = in_managed_grey(words("会议", 10.5, setup=b"/Y cs 0 scn"))

MANAGED_WHITE = in_managed_grey(b"/Y cs 1 scn " + rectangle(60, 60, 9, 9) + b" f")


def rgb_mask(pdf: Pdf) -> None:
    """A soft mask whose lightness is worked out in RGB."""
    group = Dictionary(Type=Name.Group, S=Name.Transparency, CS=Name.DeviceRGB)
    light = form(pdf, b"0.5 g 0 0 600 800 re f", Group=group)
    mask = Dictionary(SMask=Dictionary(S=Name.Luminosity, G=light))
    content = b"/Mask gs 0 0.5 0 0 k " + rectangle(60, 60, 9, 9) + b" f"
    drawn(content, "/ExtGState", "/Mask", mask)(pdf)


def transparent_x1a(pdf: Pdf) -> None:
    """What PDF/X-1a is not: transparent."""
    packet(b"PDF/X-4", b"PDF/X-1a:2003")(pdf)
    info("/GTS_PDFXVersion", "PDF/X-1a:2003")(pdf)
    content = b"/Thin gs 0 0.5 0 0 k " + rectangle(60, 60, 9, 9) + b" f"
    drawn(content, "/ExtGState", "/Thin", Dictionary(ca=0.5))(pdf)


def indexed_rgb(pdf: Pdf) -> None:
    palette = Array([Name.Indexed, Name.DeviceRGB, 1, String(b"\xff\0\0\0\xff\0")])
    pdf.pages[0].obj.Resources.XObject.Few = pdf.make_stream(
        b"\0\1" * 2048,
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=64,
        Height=64,
        BitsPerComponent=8,
        ColorSpace=palette,
    )
    pdf.pages[0].contents_add(b"q 15 0 0 15 100 200 cm /Few Do Q")


PRESS: tuple[Case, ...] = (
    ("colour-rgb", "RGB text", added(words("会议", 30, setup=b"0 0 0 rg"))),
    ("colour-rgb", "an RGB line", added(b"1 0 0 RG 1 w " + rectangle(60, 60, 9, 9) + b" S")),
    ("colour-rgb", "RGB in a pattern in a form", rgb_pattern),
    ("colour-rgb", "an RGB picture in the content", rgb_inline),
    ("colour-rgb", "an RGB gradient",
     drawn(rectangle(60, 60, 9, 9) + b" W n /Sh sh", "/Shading", "/Sh",
           shading(Name.DeviceRGB, [1, 0, 0], [0, 0, 1]))),
    ("colour-rgb", "ICC-based RGB", icc_rgb),
    ("colour-lab", "a Lab colour", lab),
    ("blend-space", "a group blended in RGB", rgb_group),
    ("blend-space", "a soft mask in RGB", rgb_mask),
    ("transparency-not-allowed", "transparency in PDF/X-1a", transparent_x1a),
    ("colour-rgb", "an indexed picture in RGB", indexed_rgb),
    ("colour-rgb", "a spot colour that stands for RGB", spot_in_rgb),
    ("colour-managed", "CMYK by a profile of its own", managed_inks),
    ("colour-managed", "calibrated grey", MANAGED_GREY),
    ("colour-managed", "black text in a calibrated grey", MANAGED_BLACK_TEXT),
    ("registration-colour", "a crop mark in the bleed",
     added(b"/All CS 1 SCN 0.25 w %.2f %.2f m %.2f %.2f l S"
           % tuple(points(SLUG + BLEED, SLUG + 0.5, SLUG + BLEED, SLUG + 2.5)))),
    ("spot-names-alike", "a spot colour called black", plate_beside_black),
    ("registration-colour", "the colour All inside the trim",
     added(b"/All cs 0.5 scn " + rectangle(60, 60, 9, 9) + b" f")),
    ("spot-alternate-clash", "one spot colour, two alternates", two_reds),
    ("spot-names-alike", "one spot colour, two spellings", two_spellings),
)  # fmt: skip
