"""Tagged files broken on purpose, for the archive and the screen."""

from __future__ import annotations

from collections.abc import Callable

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf

from preflight.sound import Edit, added, intent, profile

from .edits import (
    Case,
    both,
    drawn_form,
    info,
    intent_entry,
    javascript,
    layer,
    no_font_file,
    packet,
    page_without,
)


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


def orphan(kind: bytes, mcid: int) -> bytes:
    return b"/%s << /MCID %d >> BDC 0 0 0 1 k 60 60 9 9 re f EMC" % (kind, mcid)


Cell = pikepdf.Object


def cells(edit: Callable[[Cell, Cell, Cell, Cell], None]) -> Edit:
    """An edit of the four cells of the table, row by row."""

    def of_a_file(pdf: Pdf) -> None:
        head, body = element(pdf, "Table").K
        edit(*head.K[0].K, *body.K[0].K)

    return of_a_file


def spans(cell: Cell, **more: int) -> None:
    held = cell.get("/A", Dictionary(O=Name.Table))
    cell.A = Dictionary({**held, **{f"/{key}": count for key, count in more.items()}})


def lost(cell: Cell) -> None:
    """A cell that is not there; its content is its neighbour's."""
    row = cell.P
    row.K = Array([kid for kid in row.K if kid.objgen != cell.objgen])
    row.K[0].K = Array([row.K[0].K, cell.K])


def covered(a: Cell, b: Cell, c: Cell, d: Cell) -> None:
    """A row of no cells, under heads that reach over it."""
    spans(a, RowSpan=2)
    spans(b, RowSpan=2)
    a.K = Array([a.K, c.K, d.K])
    c.P.K = Array([])


IRREGULAR = {
    "a row that cells from above take up": covered,
    "a row that lacks a cell": lambda a, b, c, d: lost(d),
    "a head that lacks a cell": lambda a, b, c, d: lost(b),
    "a cell over two columns in one row of two": lambda a, b, c, d: spans(c, ColSpan=2),
    "a cell that runs into the one above": lambda a, b, c, d: spans(b, RowSpan=2),
    "a cell that reaches below the table": lambda a, b, c, d: spans(d, RowSpan=2),
    "a cell over more columns than can be counted": lambda a, b, c, d: spans(a, ColSpan=10**9),
}


def child_of(parent: str, *kinds: str) -> Edit:
    """One element in another, the outermost in the first of kind `parent`; all empty."""

    def edit(pdf: Pdf) -> None:
        holder = element(pdf, parent)
        for kind in kinds:
            made = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name("/" + kind), P=holder))
            holder.K = Array([*holder.get("/K", ()), made])
            holder = made

    return edit


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
    ("content-untagged", "an MCID that no element owns", added(orphan(b"P", 99))),
    ("content-untagged", "an MCID of the page in a form, where it is another",
     drawn_form(orphan(b"P", 1))),
    *(("table-irregular", what, cells(edit)) for what, edit in IRREGULAR.items()),
    ("list-child", "a paragraph in a list",
     child_of("Document", "L", "P")),
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
)  # fmt: skip  # fmt: skip

SCREEN: tuple[Case, ...] = (
    ("untagged", "not tagged", root_without("/StructTreeRoot")),
    ("lang-missing", "no language", root_without("/Lang")),
    ("figure-alt-missing", "a figure without words", tagged_entry("Figure", "/Alt")),
    ("tounicode-missing", "no ToUnicode", font_without("/ToUnicode")),
    ("javascript", "a document script", javascript),
    ("info-xmp-disagree", "another title", info("/Title", "X")),
)  # fmt: skip
