"""The archive product: PDF/A with PDF/UA-1, the source report inside.

In: the master, the source as it was received. Out: PDF/A-3a (or 3u, 2u, 4f), read by an sRGB
output intent, with everything the structure tree, the metadata and the attachments need
(ISO 19005-2, -3, -4; ISO 14289-1; GB/T 23286.3 is ISO 19005-3).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from ..choices import Conformance
from ..diagnostics import Diagnostic, Text, note, warning
from .colour.inks import InkBook
from .colour.srgb import srgb_profile
from .master import Master, save
from .order import Attachment, Order
from .pictures import is_picture
from .products import cut_to_trim, date_attachments, give_account, pictures_for_display
from .xmp import Claims, pdf_date

_PRINT = 4  # the annotation flag that says "print it" (ISO 32000-1, 12.5.3)


@dataclass(frozen=True, slots=True)
class _Flavour:
    """What a part and level of PDF/A allow and claim."""

    claims: Claims
    pdf_version: str
    attachments: bool


_FLAVOURS: dict[Conformance, _Flavour] = {
    "3a": _Flavour(Claims(3, "A", pdfua_part=1), "1.7", True),
    "3u": _Flavour(Claims(3, "U", pdfua_part=1), "1.7", True),
    "2u": _Flavour(Claims(2, "U", pdfua_part=1), "1.7", False),
    # PDF/UA-1 is written in PDF 1.7, PDF/A-4 in PDF 2.0: one file cannot be both.
    "4f": _Flavour(Claims(4, "F"), "2.0", True),
}


def make_archive(
    master: Master, order: Order, inks: InkBook
) -> tuple[bytes, tuple[Diagnostic, ...]]:
    """The file that is kept, and what could not go into it."""
    flavour = _FLAVOURS[order.conformance]
    findings: tuple[Diagnostic, ...] = ()
    with master.open() as pdf:
        cut_to_trim(pdf)
        pictures_for_display(pdf, inks)
        date_attachments(pdf, order.moment)
        _settle_annotations(pdf)
        _settle_pictures(pdf)
        _settle_attachments(pdf, flavour.attachments)
        if order.source is not None and flavour.attachments:
            _attach(pdf, order.source, order.moment)
        elif order.source is not None:
            findings += (_not_attached(order.source, order.conformance),)
        if order.moment is None:
            findings += (_undated(order.source),)
        pdf.Root.OutputIntents = Array([_intent(pdf)])
        give_account(pdf, master, order, f"archive-{order.conformance}", flavour.claims)
        return save(pdf, flavour.pdf_version), findings


def _settle_annotations(pdf: pikepdf.Pdf) -> None:
    for page in pdf.pages:
        for annotation in page.obj.get("/Annots", Array()):
            annotation.F = _PRINT


def _settle_pictures(pdf: pikepdf.Pdf) -> None:
    """Nothing is smoothed by the viewer (ISO 19005-3, 6.2.8)."""
    for item in pdf.objects:
        if is_picture(item) and "/Interpolate" in item:
            del item["/Interpolate"]


def _settle_attachments(pdf: pikepdf.Pdf, allowed: bool) -> None:
    """Attachments of the document itself: related to it, or left out where none may be."""
    files = pdf.Root.get("/Names", Dictionary()).get("/EmbeddedFiles")
    if files is None:
        return
    if not allowed:
        del pdf.Root.Names["/EmbeddedFiles"]
        return
    related = Array()
    for specification in list(files.Names)[1::2]:
        if "/AFRelationship" not in specification:
            specification.AFRelationship = Name.Unspecified
        related.append(specification)
    pdf.Root.AF = related


def _attach(pdf: pikepdf.Pdf, source: Attachment, moment: datetime | None) -> None:
    """Embed the source, byte for byte, as what the document was made from."""
    dated = {"/ModDate": String(pdf_date(moment))} if moment else {}
    stream = pdf.make_stream(
        source.data,
        Type=Name.EmbeddedFile,
        Subtype=Name("/" + source.media_type),
        Params=Dictionary({"/Size": len(source.data), **dated}),
    )
    specification = pdf.make_indirect(
        Dictionary(
            Type=Name.Filespec,
            F=String(source.name),
            UF=String(source.name),
            Desc=String("原稿 · source report"),
            AFRelationship=Name.Source,
            EF=Dictionary(F=stream, UF=stream),
        )
    )
    if "/AF" not in pdf.Root:
        pdf.Root.AF = Array()
    pdf.Root.AF.append(specification)
    names = pdf.Root.get("/Names", Dictionary())
    listed = list(names.get("/EmbeddedFiles", Dictionary()).get("/Names", Array()))
    pairs = [*zip(listed[0::2], listed[1::2], strict=True), (String(source.name), specification)]
    pairs.sort(key=lambda pair: bytes(pair[0]))
    names.EmbeddedFiles = Dictionary(Names=Array([item for pair in pairs for item in pair]))
    pdf.Root.Names = names


def _intent(pdf: pikepdf.Pdf) -> Dictionary:
    return Dictionary(
        Type=Name.OutputIntent,
        S=Name.GTS_PDFA1,
        OutputConditionIdentifier=String("sRGB IEC61966-2.1"),
        RegistryName=String("http://www.color.org"),
        Info=String("sRGB IEC61966-2.1"),
        DestOutputProfile=pdf.make_stream(srgb_profile(), N=3),
    )


def _not_attached(source: Attachment, conformance: str) -> Diagnostic:
    return note(
        "archive-source-left-out",
        Text(
            zh=f"PDF/A-{conformance} 不许附任何文件，原稿 {source.name} 没有放进归档文件",
            en=f"PDF/A-{conformance} takes no attachment: {source.name} is not in the archive file",
        ),
        hint=Text(
            zh="要把原稿一起归档，用 --conformance 3a、3u 或 4f",
            en="use --conformance 3a, 3u or 4f to keep the source in the file",
        ),
    )


def _undated(source: Attachment | None) -> Diagnostic:
    return warning(
        "archive-undated",
        Text(
            zh="不知道日期（没有印发日期、成文日期，开头也没有带年份的日期），归档文件的元数据不写日期",
            en="no date is known (none of issue or signing, and none with a year where the report "
            "begins): the archive file's metadata say none",
        ),
        hint=Text(
            zh="用 --date 2026-11-23 给出，或在报告、设置里写 date",
            en="give it with --date 2026-11-23, or as `date` in the report or the settings",
        ),
        place=Text(zh=source.name, en=source.name) if source else None,
    )
