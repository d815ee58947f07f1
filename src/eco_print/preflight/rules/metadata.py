"""What the file says of itself: identification, title, dates, trapping; Info and XMP in accord.

ISO 32000-1, 14.3 and 14.11.6; ISO 15930-7:2010, 6.9 to 6.11; ISO 19005-3, 6.6.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from ...diagnostics import Severity, Text
from ..document import Document
from ..metadata import DC, PDF, XMP, XMP_MM, moment
from ..objects import name, path
from .rule import ERROR, NOTE, WARNING, Case, Hit, finds, rule

_PAIRS = (
    ("Title", DC, "title", False),
    ("Subject", DC, "description", False),
    ("Keywords", PDF, "Keywords", False),
    ("Creator", XMP, "CreatorTool", False),
    ("Producer", PDF, "Producer", False),
    ("Trapped", PDF, "Trapped", False),
    ("CreationDate", XMP, "CreateDate", True),
    ("ModDate", XMP, "ModifyDate", True),
)
_DEMANDED = (
    (DC, "title", "dc:title"),
    (XMP, "CreateDate", "xmp:CreateDate"),
    (XMP, "ModifyDate", "xmp:ModifyDate"),
    (XMP, "MetadataDate", "xmp:MetadataDate"),
    (XMP_MM, "DocumentID", "xmpMM:DocumentID"),
    (XMP_MM, "RenditionClass", "xmpMM:RenditionClass"),
    (XMP_MM, "VersionID", "xmpMM:VersionID"),
)

XMP_MISSING = rule(
    *("xmp-missing", "ISO 15930-7:2010, 6.10; ISO 19005-3, 6.6.2.1"),
    *("没有 XMP 元数据", "there is no XMP metadata"),
    *("导出时写入 XMP", "write an XMP packet"),
    press=ERROR,
    archive=ERROR,
)
XMP_DAMAGED = rule(
    *("xmp-damaged", "ISO 16684-1; ISO 19005-3, 6.6.2.1"),
    *("XMP 元数据读不出来", "the XMP metadata cannot be read"),
    *("重新写入格式正确的 XMP", "write the packet anew as well-formed XML"),
    screen=WARNING,
    press=ERROR,
    archive=ERROR,
)
XMP_INCOMPLETE = rule(
    *("xmp-incomplete", "ISO 15930-7:2010, 6.10"),
    *("XMP 缺少 PDF/X-4 要求的项", "the XMP lacks what PDF/X-4 asks for"),
    *("补写所缺各项", "add what is missing"),
    press=ERROR,
)
NO_X_CLAIM = rule(
    *("pdfx-claim-missing", "ISO 15930-7:2010, 6.11"),
    *("文件没有声明为 PDF/X", "the file does not say that it is PDF/X"),
    *("按 PDF/X-4 导出（pdfxid:GTS_PDFXVersion）", "export as PDF/X-4 (pdfxid:GTS_PDFXVersion)"),
    press=ERROR,
)
BAD_X_CLAIM = rule(
    *("pdfx-claim-wrong", "ISO 15930-7:2010, 6.11"),
    *("声明的 PDF/X 版本不存在", "there is no such version of PDF/X as is claimed"),
    *("GTS_PDFXVersion 写实有的版本，如 PDF/X-4", "claim one that there is, such as PDF/X-4"),
    screen=WARNING,
    press=ERROR,
)
NO_A_CLAIM = rule(
    *("pdfa-claim-missing", "ISO 19005-3, 6.6.4"),
    *("文件没有声明为 PDF/A", "the file does not say that it is PDF/A"),
    *("按 PDF/A 导出（pdfaid:part、conformance）", "export as PDF/A (pdfaid:part, conformance)"),
    archive=ERROR,
)
BAD_A_CLAIM = rule(
    *("pdfa-claim-wrong", "ISO 19005-3, 6.6.4"),
    *("PDF/A 的部分或级别不存在", "there is no such part or level of PDF/A"),
    *("part 为 1–4，级别为 A、B、U（PDF/A-4：E、F 或不写）", "use a part of 1 to 4 with its level"),
    archive=ERROR,
)
DISAGREE = rule(
    *("info-xmp-disagree", "ISO 15930-7:2010, 6.10; ISO 19005-1, 6.7.3"),
    *("Info 与 XMP 说法不一", "Info and XMP say different things"),
    *("使两处一致，或只留 XMP", "make both say the same, or keep XMP alone"),
    screen=WARNING,
    press=ERROR,
    archive=ERROR,
)
NO_TITLE = rule(
    *("title-missing", "ISO 15930-7:2010, 6.10; ISO 14289-1, 7.1"),
    *("没有标题", "the document has no title"),
    *("写入 dc:title（及 Info /Title）", "write dc:title (and Info /Title)"),
    screen=WARNING,
    press=ERROR,
    archive=WARNING,
)
_IN_INFO_ALONE = Text("标题只写在 Info 里，XMP 没有", "the title is in Info alone, not in XMP")
TRAPPED = rule(
    *("trapped-missing", "ISO 32000-1, 14.11.6; ISO 15930-7:2010, 6.9"),
    *("没有说明是否已做陷印（Trapped）", "the file does not say whether it is trapped"),
    *("在 Info 写 /Trapped /False（或 /True）", "write /Trapped /False (or /True) into Info"),
    press=ERROR,
)
_TRAPPED_STRING = Text(
    "Trapped 写成了字符串，应是名称（/True、/False）", "Trapped is a string; it has to be a name"
)
DISPLAY_TITLE = rule(
    *("title-not-displayed", "ISO 14289-1, 7.1"),
    *("阅读器窗口不会显示标题", "readers will show the file name, not the title"),
    *("写 /ViewerPreferences << /DisplayDocTitle true >>", "set /DisplayDocTitle true"),
    screen=WARNING,
    archive=ERROR,
)


@finds(XMP_MISSING, XMP_DAMAGED, XMP_INCOMPLETE)
def packet(case: Case) -> Iterator[Hit]:
    found = case.document.packet
    if not found.present:
        if not case.document.claims.before_x4:
            yield Hit(XMP_MISSING)
    elif found.problem:
        yield Hit(XMP_DAMAGED, message=XMP_DAMAGED.because(found.problem))
    elif case.document.claims.press.startswith(("PDF/X-4", "PDF/X-5", "PDF/X-6")):
        lacking = [label for space, key, label in _DEMANDED if not found.get(space, key)]
        if lacking:
            said = ", ".join(lacking)
            yield Hit(XMP_INCOMPLETE, object=said, message=XMP_INCOMPLETE.saying(said))


@finds(NO_X_CLAIM, BAD_X_CLAIM, NO_A_CLAIM, BAD_A_CLAIM)
def claimed(case: Case) -> Iterator[Hit]:
    claims = case.document.claims
    if case.document.packet.problem:
        return  # what cannot be read claims nothing, and has its finding
    if not claims.pdfx:
        yield Hit(NO_X_CLAIM)
    elif not claims.press:
        said = claims.pdfx[:60]
        yield Hit(BAD_X_CLAIM, object=said, message=BAD_X_CLAIM.saying(said))
    if not claims.pdfa_part:
        yield Hit(NO_A_CLAIM)
    elif claims.pdfa_level.upper() not in _LEVELS.get(claims.pdfa_part, set()):
        yield Hit(BAD_A_CLAIM, object=claims.pdfa)


_LEVELS = {"1": {"A", "B"}, "2": {"A", "B", "U"}, "3": {"A", "B", "U"}, "4": {"", "E", "F"}}


@finds(DISAGREE)
def accounts_agree(case: Case) -> Iterator[Hit]:
    """Compared only where both say something; dates as moments, not as strings, and where one
    names no zone, by the clock.
    """
    document = case.document
    for key, space, member, is_date in _PAIRS:
        info, xmp = document.info.get(key, "").strip(), document.packet.get(space, member).strip()
        if info and xmp and not _same(info, xmp, is_date):
            yield _disagreement(key, info, xmp)
    author, creators = document.info.get("Author", ""), document.packet.all(DC, "creator")
    if author and creators and not _same_people(author, creators):
        yield _disagreement("Author", author, "; ".join(creators))


def _same(info: str, xmp: str, is_date: bool) -> bool:
    if not is_date:
        return info == xmp
    first, second = moment(info), moment(xmp)
    if first is None or second is None:
        return first is second and info == xmp
    if first.tzinfo is None or second.tzinfo is None:
        first, second = first.replace(tzinfo=None), second.replace(tzinfo=None)
    return abs(first - second) < timedelta(seconds=1)


def _same_people(author: str, creators: tuple[str, ...]) -> bool:
    """Info has one string where XMP has a list; any usual way to join it will do."""
    return any(author.strip() == mark.join(creators) for mark in ("; ", ", ", ";", ",", "、", "；"))


def _disagreement(key: str, info: str, xmp: str) -> Hit:
    message = Text(
        f"{key}：Info 为“{info[:60]}”，XMP 为“{xmp[:60]}”",
        f'{key}: Info says "{info[:60]}", XMP "{xmp[:60]}"',
    )
    return Hit(DISAGREE, object=key, message=message)


@finds(NO_TITLE, TRAPPED)
def said_of_itself(case: Case) -> Iterator[Hit]:
    document = case.document
    if not _is_titled(document):
        severity = ERROR if document.claims.pdfua_part else None
        yield Hit(NO_TITLE, message=_IN_INFO_ALONE if title(document) else None, severity=severity)
    trapped = document.info.get("Trapped", "") or document.packet.get(PDF, "Trapped")
    given = path(document.pdf.trailer, "/Info", "/Trapped")
    if trapped not in {"True", "False"}:
        yield Hit(TRAPPED, object=trapped or None)
    elif given is not None and not name(given):
        yield Hit(TRAPPED, object=trapped, message=_TRAPPED_STRING)


def title(document: Document) -> str:
    """The title, as XMP or Info has it."""
    return (document.packet.get(DC, "title") or document.info.get("Title", "")).strip()


def _is_titled(document: Document) -> bool:
    """A file that makes a claim in XMP has its title there (ISO 14289-1, 7.1)."""
    packet, claims = document.packet, document.claims
    if str(claims) and not claims.before_x4 and packet.properties:
        return bool(packet.get(DC, "title").strip())
    return bool(title(document))


def lighter_untagged(document: Document) -> Severity | None:
    """What tagging asks for weighs nothing more than advice in a file that promises none."""
    if document.claims.tagged:
        return None
    return NOTE if document.claims.pdfa_part else WARNING


@finds(DISPLAY_TITLE)
def title_shown(case: Case) -> Iterator[Hit]:
    shown = path(case.document.catalog, "/ViewerPreferences", "/DisplayDocTitle")
    if case.document.claims.pdfua_part and shown is not True:
        yield Hit(DISPLAY_TITLE)


CHECKS = (packet, claimed, accounts_agree, said_of_itself, title_shown)
