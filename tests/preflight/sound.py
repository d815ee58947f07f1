"""Sound PDFs, written object by object: what preflight must find nothing wrong with.

`press()` is PDF/X-4: an A5 page with bleed, black text that overprints, a red panel into the
bleed, a spot colour, a CMYK picture. `archive()` is PDF/A-3a and PDF/UA-1 in one: headings, a
table with scope, a figure, a link, an attachment, all tagged. `screen()` is a plain tagged page.
The type is a face of ten box-shaped glyphs made here, so nothing but this file is needed.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from functools import cache

import pikepdf
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from pikepdf import Array, Dictionary, Name, Pdf, String

from eco_print.shipped import shipped

MM = 72 / 25.4
TEXT = "会议简报全市生态AB"
WIDTH, HEIGHT, BLEED, SLUG = 148.0, 210.0, 3.0, 10.0
DATE, XMP_DATE = "D:20241024090000+08'00'", "2024-10-24T09:00:00+08:00"

Edit = Callable[[Pdf], None]


def points(*lengths: float) -> list[float]:
    return [round(length * MM, 3) for length in lengths]


@cache
def face() -> bytes:
    """A TrueType face: .notdef, a space, and a box for every character of `TEXT`."""
    names = [".notdef", "space", *(f"uni{ord(c):04X}" for c in TEXT)]
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder(names)
    builder.setupCharacterMap({0x20: "space"} | {ord(c): f"uni{ord(c):04X}" for c in TEXT})
    pen = TTGlyphPen(None)
    for corner, draw in (((50, -50), pen.moveTo), ((50, 800), pen.lineTo),
                         ((950, 800), pen.lineTo), ((950, -50), pen.lineTo)):  # fmt: skip
        draw(corner)
    pen.closePath()
    box, nothing = pen.glyph(), TTGlyphPen(None).glyph()
    builder.setupGlyf({name: nothing if name == "space" else box for name in names})
    metrics = {name: (1000, 0 if name == "space" else 50) for name in names}
    builder.setupHorizontalMetrics(metrics)
    builder.setupHorizontalHeader(ascent=880, descent=-120)
    builder.setupNameTable({"familyName": "Boxes", "styleName": "Regular"})
    builder.setupOS2()
    builder.setupPost()
    builder.updateHead(created=0, modified=0)
    out = io.BytesIO()
    builder.save(out)
    return out.getvalue()


def codes(text: str) -> bytes:
    """The two-byte codes (glyph numbers) of a text, as a hex string of a content stream."""
    glyphs = [TEXT.index(c) + 2 if c in TEXT else 1 for c in text]
    return b"<" + b"".join(b"%04X" % glyph for glyph in glyphs) + b">"


def font(pdf: Pdf) -> pikepdf.Object:
    pairs = b"\n".join(b"<%04X> <%04X>" % (i + 2, ord(c)) for i, c in enumerate(TEXT))
    to_unicode = (
        b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n"
        b"/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
        b"/CMapName /Adobe-Identity-UCS def /CMapType 2 def\n"
        b"1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
        b"%d beginbfchar\n<0001> <0020>\n%s\nendbfchar\n"
        b"endcmap CMapName currentdict /CMap defineresource pop end end"
    ) % (len(TEXT) + 1, pairs)
    descriptor = pdf.make_indirect(
        Dictionary(
            Type=Name.FontDescriptor,
            FontName=Name("/ABCDEF+Boxes"),
            Flags=4,
            FontBBox=[0, -120, 1000, 880],
            ItalicAngle=0,
            Ascent=880,
            Descent=-120,
            CapHeight=800,
            StemV=80,
            FontFile2=pdf.make_stream(face(), Length1=len(face())),
        )
    )
    below = Dictionary(
        Type=Name.Font,
        Subtype=Name.CIDFontType2,
        BaseFont=Name("/ABCDEF+Boxes"),
        CIDSystemInfo=Dictionary(Registry="Adobe", Ordering="Identity", Supplement=0),
        FontDescriptor=descriptor,
        DW=1000,
        CIDToGIDMap=Name.Identity,
    )
    return pdf.make_indirect(
        Dictionary(
            Type=Name.Font,
            Subtype=Name.Type0,
            BaseFont=Name("/ABCDEF+Boxes"),
            Encoding=Name("/Identity-H"),
            DescendantFonts=[pdf.make_indirect(below)],
            ToUnicode=pdf.make_stream(to_unicode),
        )
    )


@cache
def _profile() -> bytes:
    return (shipped("profiles") / "ISOcoated_v2_300_bas.icc").read_bytes()


def profile(pdf: Pdf) -> pikepdf.Object:
    return pdf.make_stream(_profile(), N=4)


def intent(pdf: Pdf, subtype: str, stream: pikepdf.Object) -> pikepdf.Object:
    return Dictionary(
        Type=Name.OutputIntent,
        S=Name("/" + subtype),
        OutputConditionIdentifier="FOGRA39",
        RegistryName="http://www.color.org",
        Info="ISO Coated v2 300% (basICColor)",
        DestOutputProfile=stream,
    )


def spot(name: str = "/专色红", alternate: tuple[float, ...] = (0, 1, 1, 0)) -> Array:
    function = Dictionary(FunctionType=2, Domain=[0, 1], C0=[0, 0, 0, 0], C1=list(alternate), N=1)
    return Array([Name.Separation, Name(name), Name.DeviceCMYK, function])


def picture(pdf: Pdf, pixels: int, ink: bytes = b"\x20\x40\x30\x00") -> pikepdf.Object:
    return pdf.make_stream(
        ink * (pixels * pixels),
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=pixels,
        Height=pixels,
        BitsPerComponent=8,
        ColorSpace=Name.DeviceCMYK,
    )


_SCHEMAS = """
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>part of ISO 14289</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
"""
X4 = "<pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion>"
A3A_UA1 = (
    "<pdfaid:part>3</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>"
    "<pdfuaid:part>1</pdfuaid:part>" + _SCHEMAS
)


def xmp(claim: str, title: str = "会议简报") -> bytes:
    return f"""<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF
 xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfxid="http://www.npes.org/pdfx/ns/id/"
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"
 xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>孙馗凯</rdf:li><rdf:li>田畅</rdf:li></rdf:Seq></dc:creator>
<xmp:CreateDate>{XMP_DATE}</xmp:CreateDate><xmp:ModifyDate>{XMP_DATE}</xmp:ModifyDate>
<xmp:MetadataDate>{XMP_DATE}</xmp:MetadataDate>
<xmpMM:DocumentID>uuid:00000000-0000-5000-8000-000000000001</xmpMM:DocumentID>
<xmpMM:RenditionClass>default</xmpMM:RenditionClass><xmpMM:VersionID>1</xmpMM:VersionID>
<pdf:Producer>sound.py</pdf:Producer>{claim}
</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>""".encode()


def describe(pdf: Pdf, claim: str) -> None:
    """Info and XMP that say the same."""
    pdf.trailer.Info = pdf.make_indirect(
        Dictionary(
            Title="会议简报",
            Author="孙馗凯; 田畅",
            Producer="sound.py",
            CreationDate=DATE,
            ModDate=DATE,
        )
    )
    metadata = pdf.make_stream(xmp(claim), Type=Name.Metadata, Subtype=Name.XML)
    pdf.Root.Metadata = metadata
    pdf.Root.Lang = String("zh-CN")


def saved(pdf: Pdf, version: str = "1.6", **options: object) -> bytes:
    out = io.BytesIO()
    settings = {
        "deterministic_id": True,
        "force_version": version,
        "fix_metadata_version": False,  # which would mend metadata broken on purpose
    }
    pdf.save(out, **(settings | options))
    return out.getvalue()


# -- press ---------------------------------------------------------------------------------


def press_pdf(content: bytes | None = None, pages: int = 1) -> Pdf:
    """A PDF/X-4 that is sound; `content` replaces what the pages show."""
    pdf = Pdf.new()
    describe(pdf, X4)
    pdf.trailer.Info.Trapped = Name("/False")
    pdf.Root.OutputIntents = Array([intent(pdf, "GTS_PDFX", profile(pdf))])
    resources = pdf.make_indirect(
        Dictionary(
            Font=Dictionary(F1=font(pdf)),
            ColorSpace=Dictionary(Red=spot(), All=spot("/All", (1, 1, 1, 1))),
            ExtGState=Dictionary(
                Over=Dictionary(OP=True, op=True, OPM=1), Knock=Dictionary(OP=False, op=False)
            ),
            XObject=Dictionary(Photo=picture(pdf, 240)),
        )
    )
    stream = pdf.make_stream(press_content() if content is None else content)
    for _ in range(pages):
        pdf.pages.append(pikepdf.Page(pdf.make_indirect(_press_page(resources, stream))))
    return pdf


def _press_page(resources: pikepdf.Object, stream: pikepdf.Object) -> Dictionary:
    edge = SLUG + BLEED
    outer = points(0, 0, WIDTH + 2 * edge, HEIGHT + 2 * edge)
    return Dictionary(
        Type=Name.Page,
        MediaBox=outer,
        BleedBox=points(SLUG, SLUG, edge + WIDTH + BLEED, edge + HEIGHT + BLEED),
        TrimBox=points(edge, edge, edge + WIDTH, edge + HEIGHT),
        Resources=resources,
        Contents=stream,
    )


def at(x: float, y: float) -> bytes:
    """A text position in millimetres from the trim's lower left corner."""
    return b"1 0 0 1 %.3f %.3f Tm" % tuple(points(SLUG + BLEED + x, SLUG + BLEED + y))


def rectangle(x: float, y: float, width: float, height: float) -> bytes:
    """A rectangle in millimetres from the trim's lower left corner."""
    corner = points(SLUG + BLEED + x, SLUG + BLEED + y, width, height)
    return b"%.3f %.3f %.3f %.3f re" % tuple(corner)


def press_content() -> bytes:
    panel = rectangle(-BLEED, HEIGHT - 40, WIDTH + 2 * BLEED, 40 + BLEED)
    crop = b" ".join(
        b"%.3f %.3f m %.3f %.3f l" % tuple(points(*line))
        for line in ((SLUG + BLEED, 0, SLUG + BLEED, 6), (0, SLUG + BLEED, 6, SLUG + BLEED))
    )
    return b"\n".join(
        (
            b"q /All CS 1 SCN 0.25 w " + crop + b" S Q",
            b"q 0 1 1 0 k " + panel + b" f Q",
            b"q /Red cs 1 scn " + rectangle(20, 150, 108, 1) + b" f Q",
            b"q /Over gs 0 0 0 1 k BT /F1 10.5 Tf " + at(20, 120) + b" " + codes(TEXT[:8]) + b" Tj",
            b"/F1 16 Tf " + at(20, 180) + b" " + codes("会议") + b" Tj ET Q",
            b"q 0.5 w 0 0 0 1 K " + rectangle(20, 40, 60, 20) + b" S Q",
            b"q %.3f 0 0 %.3f %.3f %.3f cm /Photo Do Q" % tuple(points(20, 20, 80, 90)),
        )
    )


def press(edit: Edit | None = None, content: bytes | None = None, pages: int = 1) -> bytes:
    pdf = press_pdf(content, pages)
    if edit is not None:
        edit(pdf)
    return saved(pdf)


def added(content: bytes) -> Edit:
    """An edit that draws something more on the first page."""

    def edit(pdf: Pdf) -> None:
        pdf.pages[0].contents_add(b"q " + content + b" Q")

    return edit


# -- archive -------------------------------------------------------------------------------


def archive_pdf() -> Pdf:
    """A PDF/A-3a and PDF/UA-1 that is sound."""
    pdf = Pdf.new()
    describe(pdf, A3A_UA1)
    pdf.Root.OutputIntents = Array([intent(pdf, "GTS_PDFA1", profile(pdf))])
    pdf.Root.MarkInfo = Dictionary(Marked=True)
    pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    page = pdf.make_indirect(
        Dictionary(
            Type=Name.Page,
            MediaBox=points(0, 0, WIDTH, HEIGHT),
            Resources=Dictionary(
                Font=Dictionary(F1=font(pdf)), XObject=Dictionary(Photo=picture(pdf, 32))
            ),
            Contents=pdf.make_stream(_archive_content()),
            StructParents=0,
            Tabs=Name.S,
        )
    )
    pdf.pages.append(pikepdf.Page(page))
    page = pdf.pages[0].obj
    _structure(pdf, page)
    _attach(pdf)
    return pdf


def _archive_content() -> bytes:
    def words(kind: bytes, mcid: int, x: float, y: float, text: str, size: float = 10.5) -> bytes:
        place = b"1 0 0 1 %.3f %.3f Tm" % tuple(points(x, y))
        return b"/%s << /MCID %d >> BDC BT 0 0 0 1 k /F1 %g Tf %s %s Tj ET EMC" % (
            kind, mcid, size, place, codes(text)
        )  # fmt: skip

    return b"\n".join(
        (
            words(b"H1", 0, 20, 180, "会议简报", 18),
            words(b"P", 1, 20, 165, "全市生态"),
            words(b"Link", 2, 80, 165, "会议"),
            words(b"TH", 3, 20, 140, "会议"),
            words(b"TH", 4, 60, 140, "简报"),
            words(b"TD", 5, 20, 130, "A"),
            words(b"TD", 6, 60, 130, "B"),
            b"/Figure << /MCID 7 >> BDC q %.3f 0 0 %.3f %.3f %.3f cm /Photo Do Q EMC"
            % tuple(points(20, 20, 20, 60)),
            b"/Artifact BMC 0 0 0 1 K 0.5 w %.3f %.3f m %.3f %.3f l S EMC"
            % tuple(points(20, 20, 128, 20)),
        )
    )


def _structure(pdf: Pdf, page: pikepdf.Object) -> None:
    root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    parents: list[pikepdf.Object] = [pdf.make_indirect(Dictionary())] * 8

    def element(kind: str, parent: pikepdf.Object, kids: object = None, **more: object):  # type: ignore[no-untyped-def]
        made = pdf.make_indirect(
            Dictionary(Type=Name.StructElem, S=Name("/" + kind), P=parent, Pg=page, **more)
        )
        if isinstance(kids, int):
            made.K = kids
            parents[kids] = made
        if parent is not root:
            held = parent.get("/K", Array())
            held.append(made)
            parent.K = held
        return made

    document = element("Document", root)
    element("H1", document, 0)
    paragraph = element("P", document)
    element("Span", paragraph, 1)
    link = element("Link", paragraph, None, Alt=String("会议"))
    annotation = pdf.make_indirect(
        Dictionary(
            Type=Name.Annot,
            Subtype=Name.Link,
            Rect=points(80, 164, 90, 169),
            F=4,
            Border=[0, 0, 0],
            Contents=String("会议"),
            StructParent=1,
            A=Dictionary(Type=Name.Action, S=Name.URI, URI=String("https://example.org/")),
        )
    )
    page.Annots = Array([annotation])
    parents[2] = link
    link.K = Array([2, Dictionary(Type=Name.OBJR, Obj=annotation, Pg=page)])
    table = element("Table", document)
    for section, kind, first in (("THead", "TH", 3), ("TBody", "TD", 5)):
        row = element("TR", element(section, table))
        scope = {"A": Dictionary(O=Name.Table, Scope=Name.Column)} if kind == "TH" else {}
        element(kind, row, first, **scope)
        element(kind, row, first + 1, **scope)
    box = points(20, 60, 40, 80)
    element("Figure", document, 7, Alt=String("会场"), A=Dictionary(O=Name.Layout, BBox=box))
    root.K = Array([document])
    root.ParentTree = pdf.make_indirect(Dictionary(Nums=[0, Array(parents), 1, link]))
    root.ParentTreeNextKey = 2
    pdf.Root.StructTreeRoot = root


def _attach(pdf: Pdf) -> None:
    stream = pdf.make_stream(
        "全市生态环境保护大会".encode(),
        Type=Name.EmbeddedFile,
        Subtype=Name("/text/plain"),
        Params=Dictionary(ModDate=DATE, Size=30),
    )
    specification = pdf.make_indirect(
        Dictionary(
            Type=Name.Filespec,
            F="report.txt",
            UF="report.txt",
            Desc=String("来源"),
            AFRelationship=Name.Source,
            EF=Dictionary(F=stream, UF=stream),
        )
    )
    pdf.Root.Names = Dictionary(EmbeddedFiles=Dictionary(Names=[String("a"), specification]))
    pdf.Root.AF = Array([specification])


def archive(edit: Edit | None = None) -> bytes:
    pdf = archive_pdf()
    if edit is not None:
        edit(pdf)
    return saved(pdf, "1.7", object_stream_mode=pikepdf.ObjectStreamMode.disable)


def screen(edit: Edit | None = None) -> bytes:
    """The archive file without its promises: a plain, tagged, linked page."""
    pdf = archive_pdf()
    del pdf.Root.OutputIntents
    pdf.Root.Metadata = pdf.make_stream(xmp(""), Type=Name.Metadata, Subtype=Name.XML)
    if edit is not None:
        edit(pdf)
    return saved(pdf, "1.7")
