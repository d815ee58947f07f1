"""Files broken in out-of-the-way places, and sound ones that look broken.

`PRESS` and `ARCHIVE` hold (rule, what is broken, edit of a sound file), as in `broken.py`;
`SOUND_PRESS` and `SOUND_ARCHIVE` hold (what looks broken and is not, edit).
"""

from __future__ import annotations

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, String

from .broken import (
    Case,
    added,
    annotation,
    attachment,
    cell,
    drawn,
    drawn_form,
    element,
    form,
    info,
    packet,
    page_set,
    shading,
    tagged_entry,
    words,
)
from .broken.tagged import Cell, cells, child_of, lost, orphan, spans
from .sound import BLEED, HEIGHT, SLUG, WIDTH, XMP_DATE, Edit, at, picture, points, rectangle

EDGE = SLUG + BLEED
SCRIPT = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))
RICH = b"/Knock gs 0.6 0.5 0.4 1 k"


# -- pages ---------------------------------------------------------------------------------


def trim_beyond_the_sheet(pdf: Pdf) -> None:
    """On the second page alone."""
    page = Dictionary(pdf.pages[0].obj)
    page.TrimBox = Array(points(EDGE + 30, EDGE, EDGE + WIDTH + 30, EDGE + HEIGHT))
    page.Contents = pdf.make_stream(b"0 0.2 0 0 k " + rectangle(60, 60, 20, 20) + b" f")
    pdf.pages.append(pikepdf.Page(pdf.make_indirect(page)))


def inherited_boxes(pdf: Pdf) -> None:
    """MediaBox and resources where a page may inherit them from."""
    page = pdf.pages[0].obj
    for key in ("/MediaBox", "/Resources"):
        pdf.Root.Pages[key] = page[key]
        del page[key]


def half_size(pdf: Pdf) -> None:
    """Every length halved, and a unit of user space that doubles it again."""
    page = pdf.pages[0].obj
    for key in ("/MediaBox", "/BleedBox", "/TrimBox"):
        page[key] = Array([float(value) / 2 for value in page[key]])
    pdf.pages[0].contents_add(b"0.5 0 0 0.5 0 0 cm", prepend=True)
    page.UserUnit = 2


# -- colours in hidden places ---------------------------------------------------------------


def masked(content: bytes) -> Edit:
    """Something painted behind a soft mask made of `content`."""

    def edit(pdf: Pdf) -> None:
        group = Dictionary(Type=Name.Group, S=Name.Transparency, CS=Name.DeviceGray)
        mask = Dictionary(SMask=Dictionary(S=Name.Luminosity, G=form(pdf, content, Group=group)))
        shown = b"/Mask gs 0 0.5 0 0 k " + rectangle(60, 60, 9, 9) + b" f"
        drawn(shown, "/ExtGState", "/Mask", mask)(pdf)

    return edit


def type3(glyph: bytes, **more: object) -> Edit:
    """One glyph 12 points high, of a Type 3 font."""

    def edit(pdf: Pdf) -> None:
        entries = {
            "FontBBox": [0, 0, 1000, 1000],
            "FontMatrix": [0.001, 0, 0, 0.001, 0, 0],
            "Resources": Dictionary(),
            **more,
        }
        face = Dictionary(
            Type=Name.Font,
            Subtype=Name.Type3,
            CharProcs=Dictionary(A=pdf.make_stream(glyph)),
            Encoding=Dictionary(Type=Name.Encoding, Differences=[65, Name.A]),
            FirstChar=65,
            LastChar=65,
            Widths=[1000],
            **entries,
        )
        size = 12 / (entries["FontBBox"][3] * entries["FontMatrix"][0])  # type: ignore[index]
        show = b"0 0 0 1 k BT /T3 %g Tf " % size + at(20, 100) + b" (A) Tj ET"
        drawn(show, "/Font", "/T3", face)(pdf)

    return edit


BITMAP = b"40 0 0 0 40 40 d1 40 0 0 40 0 0 cm BI /W 40 /H 40 /IM true /BPC 1 ID %s EI" % (
    b"\xaa" * 200
)
PIXELS = {"FontBBox": [0, 0, 40, 40], "FontMatrix": [1, 0, 0, 1, 0, 0]}
OUTLINE = b"1000 0 0 0 1000 1000 d1 0 0 700 700 re f"


def over_in_a_pattern(pdf: Pdf) -> None:
    made = cell(pdf, b"/Over gs 0 0 0 0 k 0 0 4 4 re f")
    made.Resources = Dictionary(ExtGState=Dictionary(Over=Dictionary(op=True, OPM=1)))
    content = b"/Pattern cs /Cell scn " + rectangle(60, 60, 20, 20) + b" f"
    drawn(content, "/Pattern", "/Cell", made)(pdf)


def gold(pdf: Pdf) -> None:
    """400 % in a space of three process inks and a spot ink."""
    names = Array([Name.Cyan, Name.Magenta, Name.Yellow, Name("/Gold")])
    tint = pdf.make_stream(b"{ pop 0 }", FunctionType=4, Domain=[0, 1] * 4, Range=[0, 1] * 4)
    content = b"/N cs 1 1 1 1 scn " + rectangle(60, 60, 20, 20) + b" f"
    drawn(content, "/ColorSpace", "/N", Array([Name.DeviceN, names, Name.DeviceCMYK, tint]))(pdf)


def decoded(ink: bytes) -> Edit:
    """A picture stored as its own negative."""

    def edit(pdf: Pdf) -> None:
        made = picture(pdf, 240, ink)
        made.Decode = [1, 0] * 4
        drawn(b"60 0 0 60 100 200 cm /Dark Do", "/XObject", "/Dark", made)(pdf)

    return edit


def icc(kind: str, content: bytes) -> Edit:
    """Something painted with /S, a space defined by an ICC profile: sRGB or LAB."""

    def edit(pdf: Pdf) -> None:
        from PIL import ImageCms

        data = ImageCms.ImageCmsProfile(ImageCms.createProfile(kind)).tobytes()
        space = Array([Name.ICCBased, pdf.make_stream(data, N=3)])
        drawn(content, "/ColorSpace", "/S", space)(pdf)

    return edit


def searched_only(pdf: Pdf) -> None:
    """The text of a scan: not shown, in a face that every reader has."""
    face = Dictionary(
        Type=Name.Font,
        Subtype=Name.Type1,
        BaseFont=Name("/Times-Roman"),
        Encoding=Name.WinAnsiEncoding,
    )
    show = b"3 Tr BT /Plain 12 Tf " + at(20, 100) + b" (scan) Tj ET"
    drawn(show, "/Font", "/Plain", face)(pdf)


def hidden_form(pdf: Pdf) -> None:
    """A form of tiny RGB text, on a layer that is off."""
    group = pdf.make_indirect(Dictionary(Type=Name.OCG, Name="off"))
    pdf.Root.OCProperties = Dictionary(OCGs=[group], D=Dictionary(Name="x", OFF=[group]))
    drawn_form(words("会议", 3, setup=b"1 0 0 rg"), OC=group)(pdf)


def gradient(start: list[float], end: list[float]) -> Edit:
    content = rectangle(60, 60, 20, 20) + b" W n /Sh sh"
    made = shading(Name.DeviceCMYK, start, end)
    made.Coords, made.Extend = points(EDGE + 65, 0, EDGE + 75, 0), [True, True]
    return drawn(content, "/Shading", "/Sh", made)


# -- what a file does and carries -----------------------------------------------------------


def page_script(pdf: Pdf) -> None:
    pdf.pages[0].obj.AA = Dictionary(O=SCRIPT)


def second_action(pdf: Pdf) -> None:
    """A harmless action, and a script after it."""
    view = Array([pdf.pages[0].obj, Name.Fit])
    pdf.Root.OpenAction = Dictionary(S=Name.GoTo, D=view, Next=Array([SCRIPT]))


def associated_alone(pdf: Pdf) -> None:
    """A file that belongs to the document and is in no list of names."""
    attachment(pdf)
    pdf.Root.AF = Array([pdf.make_indirect(pdf.Root.Names.EmbeddedFiles.Names[1])])
    del pdf.Root.Names


# -- what a file says of itself -------------------------------------------------------------


def language(tag: str) -> Edit:
    def edit(pdf: Pdf) -> None:
        pdf.Root.Lang = String(tag)

    return edit


def paragraph_language(pdf: Pdf) -> None:
    element(pdf, "P").Lang = String("English")


def mapped_to(code: bytes) -> Edit:
    """会 as another character in the ToUnicode map."""

    def edit(pdf: Pdf) -> None:
        face = pdf.pages[0].obj.Resources.Font.F1
        told = face.ToUnicode.read_bytes()
        face.ToUnicode = pdf.make_stream(told.replace(b"<4F1A>", code))

    return edit


def packet_in(codec: str) -> Edit:
    def edit(pdf: Pdf) -> None:
        data = pdf.Root.Metadata.read_bytes().decode().encode(codec)
        pdf.Root.Metadata = pdf.make_stream(data, Type=Name.Metadata, Subtype=Name.XML)

    return edit


def created(xmp: str) -> Edit:
    old, new = (f"CreateDate>{date}<".encode() for date in (XMP_DATE, xmp))
    return packet(old, new)


# -- tags ----------------------------------------------------------------------------------


def over_two_columns(_a: Cell, _b: Cell, c: Cell, d: Cell) -> None:
    lost(d)
    spans(c, ColSpan=2)


def classed_rows(pdf: Pdf) -> None:
    """The second head cell stands over the second column, of which the body has no cell."""

    def edit(_a: Cell, b: Cell, _c: Cell, d: Cell) -> None:
        lost(d)
        b.C = Name.Tall

    cells(edit)(pdf)
    pdf.Root.StructTreeRoot.ClassMap = Dictionary(Tall=Dictionary(O=Name.Table, RowSpan=2))


def list_of_all(pdf: Pdf) -> None:
    for kind in ("Caption", "LI", "L"):
        child_of("Document", "L", kind)(pdf)


def owned_in_a_form(*, MCR: bool) -> Edit:  # noqa: N803  (as the standard calls it)
    """The content of a form, by a mark inside it or the form as such."""

    def edit(pdf: Pdf) -> None:
        content = orphan(b"P", 0) if MCR else b"0 0 0 1 k 60 60 9 9 re f"
        drawn_form(content)(pdf)
        held = pdf.make_indirect(pdf.pages[0].obj.Resources.XObject.Form)
        page = pdf.pages[0].obj
        made = (
            Dictionary(Type=Name.MCR, Pg=page, Stm=held, MCID=0)
            if MCR
            else Dictionary(Type=Name.OBJR, Pg=page, Obj=held)
        )
        element(pdf, "P").K.append(made)

    return edit


PRESS: tuple[Case, ...] = (
    ("boxes-not-nested", "a TrimBox beyond the sheet, on the second page", trim_beyond_the_sheet),
    ("page-user-unit", "a page in units of two points", half_size),
    ("bleed-narrow", "a BleedBox that is the TrimBox, around what bleeds",
     page_set("/BleedBox", EDGE, EDGE, EDGE + WIDTH, EDGE + HEIGHT)),
    ("white-overprint", "white text overprinting inside a form",
     drawn_form(words("会议", 20, 60, 190, b"/Over gs 0 0 0 0 k"))),
    ("white-overprint", "a form that inherits the overprint",
     drawn_form(words("会议", 20, 60, 190, b"0 0 0 0 k"), b"/Over gs")),
    ("white-overprint", "white overprinting in the cell of a pattern", over_in_a_pattern),
    ("colour-rgb", "RGB in the group of a soft mask", masked(b"1 0 0 rg 0 0 600 800 re f")),
    ("colour-rgb", "crop marks in RGB", added(b"0 0 0 RG 0.5 w 3 0 m 3 20 l S")),
    ("colour-rgb", "an RGB panel in the bleed alone",
     added(b"1 0 0 rg " + rectangle(-BLEED, 20, BLEED, 20) + b" f")),
    ("ink-over-limit", "three process inks and a spot ink", gold),
    ("ink-over-limit", "a dark picture stored as its negative", decoded(b"\0\0\0\x20")),
    ("image-resolution-low", "a coarse picture in the content",
     added(b"72 0 0 72 200 200 cm BI /W 16 /H 16 /BPC 8 /CS /G ID " + b"\x80" * 256 + b" EI")),
    ("hairline", "a line that the matrix around a form makes thin",
     drawn_form(b"0.5 w 0 0 0 1 K 600 600 m 900 600 l S", b"0.2 0 0 0.2 0 0 cm")),
    ("hairline", "outlined text with no line width",
     added(b"1 Tr 0 w " + words("会议", 20, setup=b"0 0 0 1 K"))),
    ("font-type3", "glyphs drawn in pixels", type3(BITMAP, **PIXELS)),
    ("layers", "tiny RGB text in a form on a layer that is off", hidden_form),
    ("javascript", "a script that a note runs", annotation(1, 1, 5, 5, A=SCRIPT)),
    ("javascript", "a script that a page runs", page_script),
    ("javascript", "a script after another action", second_action),
    ("attachment", "a file in no list of names", associated_alone),
    ("trapped-missing", "Trapped as a string", info("/Trapped", String("False"))),
)  # fmt: skip

ARCHIVE: tuple[Case, ...] = (
    *(("lang-invalid", f"the language {tag}", language(tag))
      for tag in ("Chinese", "zh_CN", "中文", "zh-", "x")),
    ("lang-invalid", "a paragraph in a language called English", paragraph_language),
    ("tounicode-missing", "text that stands for U+0000", mapped_to(b"<0000>")),
    ("tounicode-missing", "text that stands for half a character", mapped_to(b"<D800>")),
    ("tounicode-missing", "text in the private use area", mapped_to(b"<E000>")),
)  # fmt: skip

SOUND_PRESS: tuple[tuple[str, Edit], ...] = (
    ("boxes that the page tree has", inherited_boxes),
    ("text that is not shown", added(b"3 Tr " + words("会议", 10.5, setup=RICH))),
    ("text that only clips", added(b"7 Tr " + words("会议", 10.5, setup=RICH))),
    ("text filled, its line of no width",
     added(b"/Over gs 2 Tr 0 w " + words("会议", 20, setup=b"0 0 0 1 k 0 0 0 1 K"))),
    ("a white line of 0.1 pt on white paper",
     added(b"0.1 w 0 0 0 0 K " + rectangle(20, 120, 20, 10) + b" S")),
    ("a white line of 0.1 pt on a white panel in a red one",
     added(b"0 0 0 0 k 0.1 w 0 0 0 0 K %s f %s S" % (
         rectangle(20, 180, 20, 10), rectangle(22, 182, 9, 5)))),
    ("RGB that is clipped away",
     added(rectangle(20, 20, 10, 10) + b" W n 1 0 0 rg " + rectangle(60, 60, 9, 9) + b" f")),
    ("RGB beyond the media", added(b"1 0 0 rg 2000 2000 9 9 re f")),
    ("a light picture stored as its negative", decoded(b"\xff\xff\xff\xf0")),
    ("a soft mask in grey", masked(b"0.5 g 0 0 600 800 re f")),
    ("a note in the slug", annotation(1, 1, 5, 5)),
    ("a note that ends where the bleed begins", annotation(1, 20, SLUG, 30)),
    ("a font for searching alone, not embedded", searched_only),
    ("XMP in UTF-16", packet_in("utf-16")),
    *((f"XMP in {codec} without the mark outside", packet_in(codec))
      for codec in ("utf-16-be", "utf-16-le")),
    *((f"created {date}", info("/CreationDate", date)) for date in (
        "D:20241024010000Z", "D:20241024010000Z00'00'", "D:20241024010000+00'00'",
        "D:20241024090000+08'00", "D:20241023200000-05'00'", "D:20241024090000")),
    *((f"created {date}", created(date)) for date in (
        "2024-10-24T01:00:00Z", "2024-10-24T09:00:00.000+08:00", "2024-10-24T09:00+08:00",
        "2024-10-24T09:00:00")),
)  # fmt: skip

SOUND_ARCHIVE: tuple[tuple[str, Edit], ...] = (
    *((f"the language {tag}", language(tag))
      for tag in ("zh-Hans-CN", "en", "x-default", "zh-cmn")),
    ("a row of one cell over two columns", cells(over_two_columns)),
    ("a cell that a class puts over two rows", classed_rows),
    ("an item, a list and a caption in a list", list_of_all),
    ("an element that names no page", tagged_entry("H1", "/Pg")),
    ("content owned in a form", owned_in_a_form(MCR=True)),
    ("a form owned as a whole", owned_in_a_form(MCR=False)),
)  # fmt: skip
