"""What offices put into Word files: sizes, notes, frames, comments, macros, passwords."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable

import docx
import pytest
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Cm
from PIL import Image

from eco_print.report import Figure, Paragraph, Report, Table, plain
from reading.helpers import codes, failure, read_text

LEAD = "10月24日，会议召开。会议强调，要压实责任。"


def picture(width: int = 80) -> io.BytesIO:
    target = io.BytesIO()
    Image.new("RGB", (width, 60), (200, 30, 30)).save(target, "PNG")
    target.seek(0)
    return target


def read_word(fill: Callable[[Document], None]) -> Report:
    document = docx.Document()
    document.add_paragraph("全市安全生产工作会议召开", style="Title")
    document.add_paragraph(LEAD)
    fill(document)
    return read_text(saved(document), name="稿.docx")


def saved(document: Document) -> bytes:
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def table(document: Document, *rows: tuple[str, ...], bold: bool = False) -> None:
    made = document.add_table(len(rows), len(rows[0]))
    for row, texts in enumerate(rows):
        for column, text in enumerate(texts):
            run = made.cell(row, column).paragraphs[0].add_run(text)
            run.bold = bold and row == 0


def xml(text: str):
    return parse_xml(re.sub(r"^<([\w:]+)", rf"<\1 {nsdecls('w', 'r')}", text))


def test_a_picture_is_as_wide_as_in_the_document() -> None:
    def fill(document: Document) -> None:
        document.add_picture(picture(), width=Cm(5))
        document.add_paragraph("图为会议现场。")

    figure = read_word(fill).blocks[1]
    assert isinstance(figure, Figure)
    assert figure.width == pytest.approx(5 / 2.54 * 72, abs=0.1)
    assert plain(figure.caption) == "图为会议现场。"


def test_pictures_in_cells_follow_their_table() -> None:
    def fill(document: Document) -> None:
        made = document.add_table(2, 2)
        for cell in (made.cell(0, 0), made.cell(1, 1)):
            cell.paragraphs[0].add_run("现场").add_picture(picture(), width=Cm(1))

    kinds = [type(block) for block in read_word(fill).blocks[1:]]
    assert kinds == [Table, Figure, Figure]


def test_a_table_of_one_column_is_a_frame_around_text() -> None:
    def fill(document: Document) -> None:
        cell = document.add_table(1, 1).cell(0, 0)
        cell.text = "会议指出，要抓好落实。"
        cell.add_paragraph("会议要求，要加强领导。")

    assert read_word(fill).body_text() == f"{LEAD}\n会议指出，要抓好落实。\n会议要求，要加强领导。"


@pytest.mark.parametrize(
    ("rows", "bold", "head"),
    [
        ([("单位", "责任人"), ("市应急局", "张三"), ("市公安局", "李四")], False, True),
        ([("牵头", "落实"), ("市应急局", "张三"), ("市公安局", "李四")], True, True),
        ([("牵头", "落实"), ("市应急局", "张三"), ("市公安局", "李四")], False, False),
        ([("单位", "任务", "时限"), ("市应急局", "检查", "10月底")], False, True),
        ([("县区", "造林", "抚育"), ("西丰", "4.1万亩", "11"), ("昌图", "3", "9")], False, True),
        ([("时间", "10月24日"), ("地点", "三楼会议室"), ("主持人", "张三")], False, False),
        ([("姓名", "张三"), ("职务", "局长"), ("年龄", "45")], False, False),
        ([("主持", "张三"), ("人数", "30")], False, False),
        ([("会议要求，要抓好落实。", "会议"), ("一", "二"), ("三", "四")], True, False),
    ],
)
def test_the_head_of_a_table(rows: list[tuple[str, ...]], bold: bool, head: bool) -> None:
    report = read_word(lambda document: table(document, *rows, bold=bold))
    found = report.blocks[1]
    assert isinstance(found, Table)
    assert [cell.header for cell in found.rows[0]] == [head] * len(rows[0])
    assert not any(cell.header for row in found.rows[1:] for cell in row)


def test_a_shaded_first_row_is_a_head() -> None:
    def fill(document: Document) -> None:
        table(document, ("牵头", "落实"), ("市应急局", "张三"))
        for cell in document.tables[0].rows[0].cells:
            cell._tc.get_or_add_tcPr().append(xml('<w:shd w:val="clear" w:fill="D9D9D9"/>'))

    found = read_word(fill).blocks[1]
    assert isinstance(found, Table)
    assert all(cell.header for cell in found.rows[0])


def test_notes_are_numbered_and_stand_after_the_text() -> None:
    document = docx.Document()
    document.add_paragraph("全市安全生产工作会议召开", style="Title")
    document.add_paragraph(LEAD)
    document.add_paragraph("记者：张三")
    paragraph = document.paragraphs[1]._p
    paragraph.append(xml('<w:r><w:footnoteReference w:id="2"/></w:r>'))
    report = read_text(with_notes(saved(document)), name="稿.docx")
    assert report.body_text() == f"{LEAD}①\n①见附件。"
    assert [credit.role for credit in report.credits] == ["记者"]
    assert codes(report) == []


def with_notes(data: bytes) -> bytes:
    notes = (
        f'<w:footnotes {nsdecls("w")}><w:footnote w:id="2"><w:p><w:r><w:footnoteRef/></w:r><w:r>'
        "<w:t>见附件。</w:t></w:r></w:p></w:footnote></w:footnotes>"
    )
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    return changed(
        data,
        {
            "[Content_Types].xml": lambda text: text.replace(
                "</Types>",
                f'<Override PartName="/word/footnotes.xml" ContentType="{kind}"/></Types>',
            ),
            "word/_rels/document.xml.rels": lambda text: text.replace(
                "</Relationships>",
                f'<Relationship Id="n1" Type="{relation}" Target="footnotes.xml"/></Relationships>',
            ),
        },
        {"word/footnotes.xml": notes},
    )


def changed(
    data: bytes, changes: dict[str, Callable[[str], str]], added: dict[str, str] | None = None
) -> bytes:
    source = zipfile.ZipFile(io.BytesIO(data))
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as out:
        for name in source.namelist():
            content = source.read(name)
            if name in changes:
                content = changes[name](content.decode()).encode()
            out.writestr(name, content)
        for name, text in (added or {}).items():
            out.writestr(name, text)
    return target.getvalue()


def test_links_of_both_kinds_keep_their_targets() -> None:
    def fill(document: Document) -> None:
        paragraph = document.add_paragraph("详见")
        for run in (
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r>',
            '<w:r><w:instrText> HYPERLINK "http://a.cn" </w:instrText></w:r>',
            '<w:r><w:fldChar w:fldCharType="separate"/></w:r>',
            "<w:r><w:t>通知</w:t></w:r>",
            '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
            "<w:r><w:t>。</w:t></w:r>",
        ):
            paragraph._p.append(xml(run))

    last = read_word(fill).blocks[-1]
    assert isinstance(last, Paragraph)
    assert [(run.text, run.link) for run in last.runs] == [
        ("详见", None),
        ("通知", "http://a.cn"),
        ("。", None),
    ]


def test_what_belongs_to_the_pages_of_word_is_named() -> None:
    def fill(document: Document) -> None:
        document.sections[0].header.paragraphs[0].text = "内部资料"
        document.sections[0].footer.paragraphs[0].text = "第 1 页"
        paragraph = document.add_paragraph("批注在此")
        document.add_comment(paragraph.runs[0], text="请核实", author="王局")
        paragraph.add_run("隐藏").font.hidden = True
        paragraph._p.append(xml('<w:del w:id="9"><w:r><w:delText>删去</w:delText></w:r></w:del>'))

    report = read_word(fill)
    assert report.body_text() == f"{LEAD}\n批注在此"
    said = {finding.code: finding.message.zh for finding in report.findings}
    assert said == {
        "docx-margin": "页眉未取：内部资料",
        "docx-comment": "批注未取：王局：请核实",
        "docx-deleted": "修订中删去的文字未取：删去",
        "docx-hidden": "隐藏的文字未取：隐藏",
    }


def test_a_document_with_macros_is_read_and_they_are_not_run() -> None:
    document = docx.Document()
    document.add_paragraph(LEAD)
    plain_type = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    macros = "application/vnd.ms-word.document.macroEnabled.main+xml"
    data = changed(
        saved(document),
        {"[Content_Types].xml": lambda text: text.replace(plain_type, macros)},
        {"word/vbaProject.bin": "\0"},
    )
    assert read_text(data, name="稿.docm").body_text() == LEAD


def zipped(name: str) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as out:
        out.writestr(name, "x")
    return target.getvalue()


OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@pytest.mark.parametrize(
    ("data", "code", "said"),
    [
        (OLD + bytes(600), "source-format", "Word 97-2003"),
        (OLD + bytes(600) + "EncryptedPackage".encode("utf-16-le"), "source-encrypted", "密码"),
        (zipped("xl/workbook.xml"), "source-format", "Excel"),
        (zipped("content.xml"), "source-format", "OpenDocument"),
        ("会议召开。".encode(), "source-broken", "Word"),
    ],
)
def test_what_is_called_docx_and_is_none(data: bytes, code: str, said: str) -> None:
    finding = failure(data, name="稿.docx").findings[0]
    assert finding.code == code
    assert said in finding.message.zh


def test_a_strict_document_is_told_from_a_broken_one() -> None:
    ordinary = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    data = changed(
        saved(docx.Document()),
        {"word/document.xml": lambda text: text.replace(ordinary, strict)},
    )
    hint = failure(data, name="稿.docx").findings[0].hint
    assert hint is not None
    assert "Strict" in hint.zh
