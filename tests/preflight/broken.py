"""Files broken on purpose, each in one way, with the one rule that should catch it.

`PRESS`, `ARCHIVE` and `SCREEN` hold (rule, edit of a sound file); `edit` says what was broken.
"""

from __future__ import annotations

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, String

from .sound import (
    BLEED,
    HEIGHT,
    SLUG,
    WIDTH,
    X4,
    Edit,
    added,
    at,
    codes,
    intent,
    picture,
    points,
    profile,
    rectangle,
    spot,
)

Case = tuple[str, str, Edit]


def words(text: str, size: float, x: float = 20, y: float = 100, setup: bytes = b"") -> bytes:
    show = codes(text) + b" Tj ET"
    return setup + b" BT /F1 %g Tf " % size + at(x, y) + b" " + show


def page_set(key: str, *corners: float) -> Edit:
    def edit(pdf: Pdf) -> None:
        pdf.pages[0].obj[key] = Array(points(*corners))

    return edit


def page_without(key: str) -> Edit:
    def edit(pdf: Pdf) -> None:
        del pdf.pages[0].obj[key]

    return edit


def info(key: str, value: object) -> Edit:
    def edit(pdf: Pdf) -> None:
        pdf.trailer.Info[key] = value  # type: ignore[assignment]

    return edit


def resource(category: str, key: str, value: object) -> Edit:
    def edit(pdf: Pdf) -> None:
        held = pdf.pages[0].obj.Resources
        if category not in held:
            held[category] = Dictionary()
        held[category][key] = value

    return edit


def both(*edits: Edit) -> Edit:
    def edit(pdf: Pdf) -> None:
        for one in edits:
            one(pdf)

    return edit


def drawn(content: bytes, category: str, key: str, value: object) -> Edit:
    """Draw with a resource of its own."""
    return both(resource(category, key, value), added(content))


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


def form(pdf: Pdf, content: bytes, **keys: object) -> pikepdf.Object:
    """A form XObject with the page's resources."""
    return pdf.make_stream(
        content,
        Type=Name.XObject,
        Subtype=Name.Form,
        BBox=[0, 0, 600, 800],
        Resources=pdf.pages[0].obj.Resources,
        **keys,
    )


def drawn_form(content: bytes, setup: bytes = b"", **keys: object) -> Edit:
    def edit(pdf: Pdf) -> None:
        pdf.pages[0].obj.Resources.XObject.Form = form(pdf, content, **keys)
        pdf.pages[0].contents_add(b"q " + setup + b" /Form Do Q")

    return edit


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


def one_plate(pdf: Pdf) -> None:
    page = pdf.pages[0].obj
    page.SeparationInfo = Dictionary(Pages=[page], DeviceColorant=Name.Cyan)


def inherited_trim(pdf: Pdf) -> None:
    """A TrimBox where a page cannot inherit it from."""
    page = pdf.pages[0].obj
    pdf.Root.Pages.TrimBox = page.TrimBox
    del page.TrimBox


def small_in_a_form(pdf: Pdf) -> None:
    """A picture of 72 pixels, four inches wide once form and matrix have grown it."""
    pdf.pages[0].obj.Resources.XObject.Small = picture(pdf, 72)
    drawn_form(b"144 0 0 144 40 50 cm /Small Do", b"2 0 0 2 0 0 cm")(pdf)


def dark_picture(pdf: Pdf) -> None:
    pdf.pages[0].obj.Resources.XObject.Dark = picture(pdf, 240, b"\xff\xff\xff\x90")
    pdf.pages[0].contents_add(b"q 60 0 0 60 100 200 cm /Dark Do Q")


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


def cell(pdf: Pdf, content: bytes, paint_type: int = 1) -> pikepdf.Object:
    """The cell of a tiling pattern, with colours of its own or (2) without."""
    return pdf.make_stream(
        content,
        Type=Name.Pattern,
        PatternType=1,
        PaintType=paint_type,
        TilingType=1,
        BBox=[0, 0, 8, 8],
        XStep=8,
        YStep=8,
        Resources=Dictionary(),
    )


def rich_pattern(pdf: Pdf) -> None:
    """400 % of ink in the cell of a pattern."""
    content = b"/Pattern cs /Cell scn " + rectangle(60, 60, 20, 20) + b" f"
    drawn(content, "/Pattern", "/Cell", cell(pdf, b"1 1 1 1 k 0 0 8 8 re f"))(pdf)


def text_of_a_pattern(pdf: Pdf) -> None:
    made = cell(pdf, b"0.6 0.5 0.4 1 k 0 0 8 8 re f")
    drawn(words("会议", 10.5, setup=b"/Pattern cs /Cell scn"), "/Pattern", "/Cell", made)(pdf)


def text_of_a_plain_pattern(pdf: Pdf) -> None:
    """The cell is a shape, its colour is set with it."""
    resource("/Pattern", "/Cell", cell(pdf, b"0 0 8 8 re f", paint_type=2))(pdf)
    space = Array([Name.Pattern, Name.DeviceCMYK])
    setup = b"/Plain cs 0.6 0.5 0.4 1 /Cell scn"
    drawn(words("会议", 10.5, setup=setup), "/ColorSpace", "/Plain", space)(pdf)


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


def javascript(pdf: Pdf) -> None:
    script = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))
    pdf.Root.Names = Dictionary(JavaScript=Dictionary(Names=[String("a"), script]))


def launch(pdf: Pdf) -> None:
    pdf.Root.OpenAction = Dictionary(S=Name.Launch, F=String("calc.exe"))


def annotation(*rect: float, **more: object) -> Edit:
    def edit(pdf: Pdf) -> None:
        note = Dictionary(
            Type=Name.Annot,
            Subtype=Name.Text,
            Rect=points(*rect),
            F=4,
            Contents=String("x"),
            **more,
        )
        pdf.pages[0].obj.Annots = Array([pdf.make_indirect(note)])

    return edit


def attachment(pdf: Pdf) -> None:
    stream = pdf.make_stream(b"x", Type=Name.EmbeddedFile, Subtype=Name("/text/plain"))
    entry = Dictionary(Type=Name.Filespec, F="a.txt", UF="a.txt", EF=Dictionary(F=stream))
    pdf.Root.Names = Dictionary(EmbeddedFiles=Dictionary(Names=[String("a"), entry]))


def layer(pdf: Pdf) -> None:
    group = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("英文版")))
    pdf.Root.OCProperties = Dictionary(OCGs=[group], D=Dictionary(Name=String("x"), ON=[group]))


def no_font_file(pdf: Pdf) -> None:
    del descriptor(pdf).FontFile2


def descriptor(pdf: Pdf) -> pikepdf.Object:
    return pdf.pages[0].obj.Resources.Font.F1.DescendantFonts[0].FontDescriptor


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


def intent_entry(**changes: object) -> Edit:
    def edit(pdf: Pdf) -> None:
        for key, value in changes.items():
            if value is None:
                del pdf.Root.OutputIntents[0][Name("/" + key)]
            else:
                pdf.Root.OutputIntents[0][Name("/" + key)] = value

    return edit


def without_intents(pdf: Pdf) -> None:
    del pdf.Root.OutputIntents


def second_intent(pdf: Pdf) -> None:
    held = pdf.Root.OutputIntents[0].DestOutputProfile
    pdf.Root.OutputIntents.append(intent(pdf, "GTS_PDFX", held))


def wrong_components(pdf: Pdf) -> None:
    pdf.Root.OutputIntents[0].DestOutputProfile.N = 3


def cut_profile(pdf: Pdf) -> None:
    data = pdf.Root.OutputIntents[0].DestOutputProfile.read_bytes()
    pdf.Root.OutputIntents[0].DestOutputProfile = pdf.make_stream(data[:5000], N=4)


def emptied_profile(pdf: Pdf) -> None:
    """Header and table of tags as they were, and nothing where they lead."""
    data = pdf.Root.OutputIntents[0].DestOutputProfile.read_bytes()
    emptied = data[:460] + bytes(len(data) - 460)
    pdf.Root.OutputIntents[0].DestOutputProfile = pdf.make_stream(emptied, N=4)


def other_condition(pdf: Pdf) -> None:
    """A profile that says that it was made from other measurements than the intent names."""
    data = pdf.Root.OutputIntents[0].DestOutputProfile.read_bytes()
    told = data[:340] + b"FOGRA51L" + data[348:]  # inside the copyright
    pdf.Root.OutputIntents[0].DestOutputProfile = pdf.make_stream(told, N=4)


def rgb_intent(pdf: Pdf) -> None:
    from PIL import ImageCms

    data = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    pdf.Root.OutputIntents[0].DestOutputProfile = pdf.make_stream(data, N=3)


def packet(old: bytes, new: bytes) -> Edit:
    def edit(pdf: Pdf) -> None:
        data = pdf.Root.Metadata.read_bytes()
        assert old in data
        made = pdf.make_stream(data.replace(old, new), Type=Name.Metadata, Subtype=Name.XML)
        pdf.Root.Metadata = made

    return edit


def without_packet(pdf: Pdf) -> None:
    pdf.trailer.Info.GTS_PDFXVersion = String("PDF/X-4")
    del pdf.Root.Metadata


def empty_page(pdf: Pdf) -> None:
    page = Dictionary(pdf.pages[0].obj)
    page.Contents = pdf.make_stream(b"0 0 0 0 k 0 0 500 700 re f")
    pdf.pages.append(pikepdf.Page(pdf.make_indirect(page)))


def larger_page(pdf: Pdf) -> None:
    page = Dictionary(pdf.pages[0].obj)
    page.MediaBox = Array(points(0, 0, 300, 320))
    page.BleedBox = Array(points(SLUG, SLUG, 290, 310))
    page.TrimBox = Array(points(SLUG + 3, SLUG + 3, 287, 307))
    page.Contents = pdf.make_stream(words("会议", 12, setup=b"0 0 0 1 k"))
    pdf.pages.append(pikepdf.Page(pdf.make_indirect(page)))


EDGE = SLUG + BLEED


def rotated(pdf: Pdf) -> None:
    pdf.pages[0].obj.Rotate = 90


def user_unit(pdf: Pdf) -> None:
    """A fifth larger than the boxes say."""
    pdf.pages[0].obj.UserUnit = 1.2


def ext_state(**keys: object) -> Edit:
    return drawn(b"/Extra gs", "/ExtGState", "/Extra", Dictionary(**keys))


def postscript(pdf: Pdf) -> None:
    made = pdf.make_stream(b"showpage", Type=Name.XObject, Subtype=Name.PS)
    drawn(b"/Post Do", "/XObject", "/Post", made)(pdf)


def external(pdf: Pdf) -> None:
    made = picture(pdf, 240)
    made.F = String("outside.bin")
    pdf.Root.Extra = made


def black_on_red(setup: bytes, size: float = 10.5) -> bytes:
    return words("会议", size, 20, 190, setup + b" 0 0 0 1 k")


PRESS: tuple[Case, ...] = (
    ("trimbox-missing", "no TrimBox", page_without("/TrimBox")),
    ("trim-and-art-box", "an ArtBox beside the TrimBox",
     page_set("/ArtBox", EDGE, EDGE, EDGE + WIDTH, EDGE + HEIGHT)),
    ("boxes-not-nested", "a TrimBox larger than the BleedBox",
     page_set("/BleedBox", 14, 14, 160, 222)),
    ("boxes-not-nested", "a BleedBox larger than the MediaBox",
     page_set("/BleedBox", -5, -5, 180, 240)),
    ("box-invalid", "a BleedBox of three numbers", page_set("/BleedBox", 1, 2, 3)),
    ("cropbox-cuts", "a CropBox inside the TrimBox", page_set("/CropBox", 40, 40, 120, 160)),
    ("trimbox-missing", "a TrimBox that the page tree has", inherited_trim),
    ("bleed-not-reached", "a band that ends 0.4 mm before the trim",
     added(b"0 0.2 0 0 k " + rectangle(-BLEED, 10, WIDTH + BLEED - 0.4, 20) + b" f")),
    ("page-separated", "one plate of a page", one_plate),
    ("bleedbox-missing", "no BleedBox", page_without("/BleedBox")),
    ("bleed-narrow", "2 mm of bleed", page_set("/BleedBox", 11, 11, 163, 225)),
    ("bleed-not-reached", "a panel that ends at the trim",
     added(b"0 0.2 0 0 k " + rectangle(WIDTH - 20, 10, 20, 20) + b" f")),
    ("bleed-not-reached", "a line that ends 1 mm past the trim",
     added(b"1 w 0 0 0 1 K " + b"%.2f %.2f m %.2f %.2f l S" % tuple(points(30, 50, 12, 50)))),
    ("page-empty", "a white page", empty_page),
    ("page-sizes-mixed", "a larger second page", larger_page),
    ("page-rotated", "a page turned", rotated),
    ("page-user-unit", "a page scaled", user_unit),
    ("trapped-missing", "Trapped Unknown", info("/Trapped", Name.Unknown)),
    ("output-intent-missing", "no output intent", without_intents),
    ("output-intent-type", "an output intent for PDF/A", intent_entry(S=Name.GTS_PDFA1)),
    ("output-intent-several", "two output intents", second_intent),
    ("output-intent-profile", "half a profile", cut_profile),
    ("output-intent-mismatch", "N of 3 for a CMYK profile", wrong_components),
    ("output-intent-not-cmyk", "an sRGB output intent", rgb_intent),
    ("output-intent-condition", "no condition named",
     intent_entry(OutputConditionIdentifier=None)),
    ("output-intent-profile", "a profile without its tables", emptied_profile),
    ("output-intent-other-condition", "FOGRA39 for a profile of FOGRA51", other_condition),
    ("output-intent-registry", "no registry", intent_entry(RegistryName=None)),
    ("xmp-missing", "no XMP", without_packet),
    ("xmp-damaged", "XMP that is no XML", packet(b"</rdf:RDF>", b"</rdf:RD>")),
    ("xmp-incomplete", "no document id",
     packet(b"xmpMM:DocumentID>", b"xmpMM:Unheard>")),
    ("pdfx-claim-missing", "no claim of PDF/X", packet(X4.encode(), b"")),
    ("info-xmp-disagree", "another title in Info", info("/Title", "另一标题")),
    ("info-xmp-disagree", "another date in Info", info("/ModDate", "D:20241024090000Z")),
    ("info-xmp-disagree", "another author in Info", info("/Author", "孙馗凯")),
    ("javascript", "a document script", javascript),
    ("action", "a program started on opening", launch),
    ("annotation-in-print-area", "a note on the page", annotation(60, 60, 70, 70)),
    ("attachment", "an attachment", attachment),
    ("layers", "a layer", layer),
    ("external-stream", "a picture outside the file", external),
    ("font-not-embedded", "no font program", no_font_file),
    ("font-damaged", "a font program that is none", broken_font_file),
    ("font-not-subset", "a font embedded whole", whole_font),
    ("font-type3", "a Type 3 font", type3),
    ("notdef-glyph", "a code without a glyph",
     added(b"/Over gs 0 0 0 1 k BT /F1 12 Tf " + at(20, 100) + b" <0000> Tj ET")),
    ("notdef-glyph", "a code beyond the font",
     added(b"/Over gs 0 0 0 1 k BT /F1 12 Tf " + at(20, 100) + b" <0FFF> Tj ET")),
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
    ("rich-black-text", "text in four inks",
     added(words("会议", 10.5, setup=b"/Knock gs 0.6 0.5 0.4 1 k"))),
    ("rich-black-text", "text in cyan, magenta and yellow",
     added(words("会议", 10.5, setup=b"0.9 0.9 0.9 0 k"))),
    ("rich-black-text", "text painted with a pattern in four inks", text_of_a_pattern),
    ("rich-black-text", "text painted with a shape in four inks", text_of_a_plain_pattern),
    ("text-mixed-inks", "7 pt text in three inks",
     added(words("会议", 7, setup=b"0.2 0.8 0.9 0 k"))),
    ("black-text-knockout", "black text knocked out of red",
     added(black_on_red(b"/Knock gs"))),
    ("black-text-knockout", "overprint that DeviceGray cannot do",
     added(words("会议", 10.5, 60, 190, b"/Over gs 0 g"))),
    ("black-text-knockout", "overprint of mode 0",
     both(ext_state(OP=True, op=True, OPM=0), added(black_on_red(b"/Extra gs")))),
    ("black-text-knockout", "overprint for strokes alone",
     both(ext_state(OP=True, op=False, OPM=1), added(black_on_red(b"/Extra gs")))),
    ("white-overprint", "white lines set to overprint",
     added(b"/Over gs 0 0 0 0 K 3 w " + rectangle(20, 180, 20, 10) + b" S")),
    ("white-overprint", "no spot ink at all, set to overprint",
     added(b"/Over gs /Red cs 0 scn " + rectangle(20, 180, 20, 10) + b" f")),
    ("white-overprint", "white text set to overprint",
     added(words("会议", 20, 60, 190, b"/Over gs 0 0 0 0 k"))),
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
    ("hairline", "a line of 0.3 pt in two inks",
     added(b"0.3 w 0 1 1 0 K " + rectangle(60, 60, 9, 9) + b" S")),
    ("text-tiny", "text of 4 pt", added(words("会议", 4, setup=b"/Over gs 0 0 0 1 k"))),
    ("text-near-trim", "text 1 mm from the trim",
     added(words("会", 12, 1, 100, b"/Over gs 0 0 0 1 k"))),
    ("image-resolution-low", "a picture of 64 ppi", image(64, 25.4)),
    ("image-resolution-low", "line art of 96 ppi", line_art),
    ("image-resolution-low", "a picture enlarged by its form", small_in_a_form),
    ("image-resolution-low", "a soft mask whose edges are steps",
     masked_picture(16, (b"\0" * 8 + b"\xff" * 8) * 16)),
    ("image-resolution-high", "a picture of 900 ppi", image(300, 8.5)),
    ("image-alternates", "alternate pictures",
     image(240, 20, Alternates=Array([Dictionary(DefaultForPrinting=True)]))),
    ("opi", "an OPI stand-in", image(240, 20, OPI=Dictionary())),
    ("ink-over-limit", "400 % of ink",
     added(b"1 1 1 1 k " + rectangle(60, 60, 20, 20) + b" f")),
    ("ink-over-limit", "400 % in a pattern", rich_pattern),
    ("ink-over-limit", "350 % in a picture", dark_picture),
    ("ink-over-limit", "360 % by overprinting",
     added(b"1 1 0.6 0 k %s f /Over gs 0 0 0 1 k %s f" % ((rectangle(60, 60, 20, 20),) * 2))),
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


def element(pdf: Pdf, kind: str) -> pikepdf.Object:
    """The first structure element of a kind."""
    stack = [pdf.Root.StructTreeRoot.K[0]]
    while stack:
        found = stack.pop()
        if not isinstance(found, pikepdf.Dictionary) or "/S" not in found:
            continue
        if Name("/" + kind) == found.S:
            return found
        kids = found.get("/K")
        stack.extend(list(kids) if isinstance(kids, pikepdf.Array) else [kids])
    raise LookupError(kind)


def tagged_entry(kind: str, key: str, value: object = None) -> Edit:
    def edit(pdf: Pdf) -> None:
        found = element(pdf, kind)
        if value is None:
            del found[key]
        else:
            found[key] = value  # type: ignore[assignment]

    return edit


def headless_table(pdf: Pdf) -> None:
    for _ in range(2):
        tagged_entry("TH", "/S", Name.TD)(pdf)


def root_without(key: str) -> Edit:
    def edit(pdf: Pdf) -> None:
        del pdf.Root[key]

    return edit


def font_without(key: str) -> Edit:
    def edit(pdf: Pdf) -> None:
        del pdf.pages[0].obj.Resources.Font.F1[key]

    return edit


def link(key: str, value: object = None) -> Edit:
    def edit(pdf: Pdf) -> None:
        found = pdf.pages[0].obj.Annots[0]
        if value is None:
            del found[key]
        else:
            found[key] = value  # type: ignore[assignment]

    return edit


def bare_attachment(pdf: Pdf) -> None:
    del pdf.Root.AF[0].AFRelationship


def unnamed_layer(pdf: Pdf) -> None:
    layer(pdf)
    del pdf.Root.OCProperties.D.Name


def second_profile(pdf: Pdf) -> None:
    data = bytearray(profile(pdf).read_bytes())
    data[24:36] = bytes(12)
    pdf.Root.OutputIntents.append(intent(pdf, "GTS_PDFX", pdf.make_stream(bytes(data), N=4)))


def suspects(pdf: Pdf) -> None:
    pdf.Root.MarkInfo.Suspects = True


def interpolated(pdf: Pdf) -> None:
    pdf.pages[0].obj.Resources.XObject.Photo.Interpolate = True


ARCHIVE: tuple[Case, ...] = (
    ("pdfa-claim-missing", "no claim of PDF/A", packet(b"<pdfaid:part>3</pdfaid:part>", b"")),
    ("pdfa-claim-wrong", "a level that does not exist",
     packet(b"<pdfaid:conformance>A<", b"<pdfaid:conformance>Z<")),
    ("lang-missing", "no language", root_without("/Lang")),
    ("title-not-displayed", "the title not shown", root_without("/ViewerPreferences")),
    ("title-missing", "no title",
     both(packet("会议简报".encode(), b""), info("/Title", ""))),
    ("title-missing", "a title in Info alone", packet("会议简报".encode(), b"")),
    ("colour-unanchored", "no output intent for device colours",
     intent_entry(S=Name.GTS_PDFX)),
    ("output-intents-differ", "two profiles", second_profile),
    ("untagged", "not marked as tagged", root_without("/MarkInfo")),
    ("tags-suspect", "suspect tags", suspects),
    ("content-untagged", "a line without a tag", added(b"1 w 0 0 0 1 K 50 50 m 90 50 l S")),
    ("tag-unknown", "a tag of one's own", tagged_entry("P", "/S", Name.Absatz)),
    ("figure-alt-missing", "a figure without words", tagged_entry("Figure", "/Alt")),
    ("table-scope-missing", "a header cell without scope", tagged_entry("TH", "/A")),
    ("table-headers-missing", "a table of data cells alone", headless_table),
    ("heading-skipped", "H3 for H1", tagged_entry("H1", "/S", Name.H3)),
    ("tab-order", "no tab order", page_without("/Tabs")),
    ("link-description-missing", "a link without words", link("/Contents")),
    ("annotation-untagged", "a link outside the tree", link("/StructParent")),
    ("annotation-flags", "a link that does not print", link("/F", 0)),
    ("tounicode-missing", "no ToUnicode", font_without("/ToUnicode")),
    ("font-not-embedded", "no font program", no_font_file),
    ("notdef-glyph", "a missing glyph",
     added(b"/Artifact BMC 0 0 0 1 k BT /F1 12 Tf 90 90 Td <0000> Tj ET EMC")),
    ("attachment-undescribed", "an attachment of no relation", bare_attachment),
    ("layer-configuration", "an unnamed layer configuration", unnamed_layer),
    ("image-interpolate", "an interpolated image", interpolated),
    ("javascript", "a document script", javascript),
)  # fmt: skip

SCREEN: tuple[Case, ...] = (
    ("untagged", "not tagged", root_without("/StructTreeRoot")),
    ("lang-missing", "no language", root_without("/Lang")),
    ("figure-alt-missing", "a figure without words", tagged_entry("Figure", "/Alt")),
    ("tounicode-missing", "no ToUnicode", font_without("/ToUnicode")),
    ("javascript", "a document script", javascript),
    ("info-xmp-disagree", "another title", info("/Title", "X")),
)
