"""Files broken on purpose as a whole: output intent, metadata, actions, attachments, layers."""

from __future__ import annotations

from pikepdf import Array, Dictionary, Name, Pdf, String

from preflight.sound import X4, Edit, intent, picture, points

from .edits import Case, info, intent_entry, javascript, layer, packet


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


def without_packet(pdf: Pdf) -> None:
    pdf.trailer.Info.GTS_PDFXVersion = String("PDF/X-4")
    del pdf.Root.Metadata


def external(pdf: Pdf) -> None:
    made = picture(pdf, 240)
    made.F = String("outside.bin")
    pdf.Root.Extra = made


PRESS: tuple[Case, ...] = (
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
    ("output-intent-other-condition", "FOGRA51 for the profile of FOGRA39 that comes along",
     intent_entry(OutputConditionIdentifier="FOGRA51")),
    ("output-intent-other-condition", "FOGRA39 for a profile of FOGRA51", other_condition),
    ("output-intent-registry", "no registry", intent_entry(RegistryName=None)),
    ("xmp-missing", "no XMP", without_packet),
    ("xmp-damaged", "XMP that is no XML", packet(b"</rdf:RDF>", b"</rdf:RD>")),
    ("xmp-incomplete", "no document id",
     packet(b"xmpMM:DocumentID>", b"xmpMM:Unheard>")),
    ("pdfx-claim-wrong", "a claim of PDF/X-9", packet(b"PDF/X-4<", b"PDF/X-9<")),
    ("xmp-damaged", "entities of its own",
     packet(b"<x:xmpmeta", b'<!DOCTYPE x [<!ENTITY e "PDF">]><x:xmpmeta')),
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
)  # fmt: skip
