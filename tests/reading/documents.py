"""Word documents for the fixtures, made when the tests run: a small script says more than a ZIP."""

from __future__ import annotations

import io
from collections.abc import Callable

import docx
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from PIL import Image


def _saved(document: Document) -> bytes:
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def _picture() -> io.BytesIO:
    target = io.BytesIO()
    Image.new("RGB", (8, 6), (200, 30, 30)).save(target, "PNG")
    target.seek(0)
    return target


def word_styles() -> bytes:
    """Title, headings, a bulleted list in two levels, a table with merged cells, a picture."""
    document = docx.Document()
    document.add_heading("全市林长制工作会议召开", 0)
    document.add_paragraph("——省林草局督导组到会指导", style="Subtitle")
    paragraph = document.add_paragraph("3月12日，第46个植树节，全市林长制工作会议召开。会议要求，")
    paragraph.add_run("一茬接着一茬干").bold = True
    paragraph.add_run("，把绿色底色擦得更亮。")
    document.add_heading("一、主要任务", 1)
    for style, text in (
        ("List Bullet", "造林绿化12.5万亩"),
        ("List Bullet 2", "其中荒山造林8万亩"),
        ("List Bullet", "森林抚育30万亩"),
    ):
        document.add_paragraph(text, style=style)
    document.add_heading("二、进度安排", 1)
    table = document.add_table(rows=3, cols=3)
    for row, texts in enumerate(
        (("县区", "任务（万亩）", ""), ("", "造林", "抚育"), ("西丰县", "4.1", "11"))
    ):
        for column, text in enumerate(texts):
            table.cell(row, column).text = text
    table.cell(0, 1).merge(table.cell(0, 2))
    table.cell(0, 0).merge(table.cell(1, 0))
    document.add_picture(_picture())
    document.add_paragraph("图1 义务植树现场", style="Caption")
    document.add_paragraph("记者：艾林　摄影：艾林")
    return _saved(document)


def word_plain() -> bytes:
    """No styles: a centred bold title over two lines, automatic numbers, tracked changes."""
    document = docx.Document()
    for text in ("关于开展“安全生产月”活动的", "通知"):
        paragraph = document.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.add_run(text).bold = True
    document.add_paragraph()
    document.add_paragraph("各乡镇（街道）：")
    document.add_paragraph("今年6月是第23个全国“安全生产月”，现将有关事项通知如下：")
    _number(document)
    for text in ("活动主题", "活动内容"):
        paragraph = document.add_paragraph()
        paragraph.add_run(text).bold = True
        _numbered(paragraph, "90")
        document.add_paragraph(f"{text}见附件，请认真组织实施。")
    paragraph = document.add_paragraph("联系电话")
    _inserted(paragraph, "：7265-3321", "（已停用）")
    document.add_paragraph("县应急管理局\n2024年5月27日")
    return _saved(document)


def _number(document: Document) -> None:
    """A list numbered 一、 二、 as Word numbers it by itself."""
    root = document.part.numbering_part.element
    root.insert(
        0,
        parse_xml(
            f'<w:abstractNum {nsdecls("w")} w:abstractNumId="90"><w:lvl w:ilvl="0">'
            '<w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/>'
            "</w:lvl></w:abstractNum>"
        ),
    )
    root.append(
        parse_xml(f'<w:num {nsdecls("w")} w:numId="90"><w:abstractNumId w:val="90"/></w:num>')
    )


def _numbered(paragraph, number: str) -> None:
    properties = paragraph._p.get_or_add_pPr()
    entry = parse_xml(
        f'<w:numPr {nsdecls("w")}><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>'
    )
    properties.append(entry)


def _inserted(paragraph, added: str, deleted: str) -> None:
    """Tracked changes: the added text counts, the deleted does not."""
    for tag, text_tag, text in (("w:ins", "w:t", added), ("w:del", "w:delText", deleted)):
        change, run, content = OxmlElement(tag), OxmlElement("w:r"), OxmlElement(text_tag)
        change.set(qn("w:id"), "1")
        content.text = text
        run.append(content)
        change.append(run)
        paragraph._p.append(change)


def word_damaged() -> bytes:
    """Damage inside runs of several styles, and a text box."""
    document = docx.Document()
    document.add_paragraph("全县食品安全工作会议召开")
    paragraph = document.add_paragraph("12月6日,")
    paragraph.add_run("全县食品安全工作会议").bold = True
    paragraph.add_run('召开.会议要求"四个最严"落到实处,抽检合格率保持在９９％以上.')
    box = parse_xml(
        f'<w:r {nsdecls("w")}><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textbox>'
        "<w:txbxContent><w:p><w:r><w:t>举报电话:12315</w:t></w:r></w:p></w:txbxContent>"
        "</v:textbox></v:shape></w:pict></w:r>"
    )
    paragraph._p.append(box)
    document.add_paragraph("审核:裴亚东")
    return _saved(document)


DOCUMENTS: dict[str, Callable[[], bytes]] = {
    "word-styles.docx": word_styles,
    "word-plain.docx": word_plain,
    "word-damaged.docx": word_damaged,
}
