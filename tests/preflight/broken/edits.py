"""Ways to break a sound file, and a case: the rule that should catch it, what was broken, how."""

from __future__ import annotations

import pikepdf
from pikepdf import Dictionary, Name, Pdf, String

from preflight.sound import Edit, added, at, codes

Case = tuple[str, str, Edit]


def words(text: str, size: float, x: float = 20, y: float = 100, setup: bytes = b"") -> bytes:
    show = codes(text) + b" Tj ET"
    return setup + b" BT /F1 %g Tf " % size + at(x, y) + b" " + show


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


def javascript(pdf: Pdf) -> None:
    script = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))
    pdf.Root.Names = Dictionary(JavaScript=Dictionary(Names=[String("a"), script]))


def layer(pdf: Pdf) -> None:
    group = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("英文版")))
    pdf.Root.OCProperties = Dictionary(OCGs=[group], D=Dictionary(Name=String("x"), ON=[group]))


def no_font_file(pdf: Pdf) -> None:
    del descriptor(pdf).FontFile2


def descriptor(pdf: Pdf) -> pikepdf.Object:
    return pdf.pages[0].obj.Resources.Font.F1.DescendantFonts[0].FontDescriptor


def intent_entry(**changes: object) -> Edit:
    def edit(pdf: Pdf) -> None:
        for key, value in changes.items():
            if value is None:
                del pdf.Root.OutputIntents[0][Name("/" + key)]
            else:
                pdf.Root.OutputIntents[0][Name("/" + key)] = value

    return edit


def packet(old: bytes, new: bytes) -> Edit:
    def edit(pdf: Pdf) -> None:
        data = pdf.Root.Metadata.read_bytes()
        assert old in data
        made = pdf.make_stream(data.replace(old, new), Type=Name.Metadata, Subtype=Name.XML)
        pdf.Root.Metadata = made

    return edit


def ext_state(**keys: object) -> Edit:
    return drawn(b"/Extra gs", "/ExtGState", "/Extra", Dictionary(**keys))
