"""Front matter, Markdown, HTML and Word: what each gives, with places, and how each fails."""

from __future__ import annotations

import io
import zipfile
from urllib.parse import unquote

import pytest

from eco_print.diagnostics import ExitCode, Severity
from eco_print.report import Figure, ListBlock, Paragraph, Quotation, Table, plain
from eco_print.source import Span
from reading.documents import DOCUMENTS
from reading.helpers import codes, failure, read_text

BODY = "6月3日，会议召开，研究部署防汛工作。"


# ---- front matter ------------------------------------------------------------------------


def front(yaml: str, text: str = BODY, **options: object):
    return read_text(f"---\n{yaml}\n---\n{text}\n", **options)


def test_fields_have_one_name_in_both_languages() -> None:
    english = "issue: 7\ntotal-issue: 86\nreport_to: [甲, 乙]\ncopies: 120"
    chinese = "期号: 7\n总期号: 86\n报: [甲, 乙]\n印数: 120"
    expected = {"issue": "7", "total_issue": "86", "report_to": ("甲", "乙"), "copies": "120"}
    assert dict(front(english).fields) == dict(front(chinese).fields) == expected


def test_values_stay_as_they_are_written() -> None:
    fields = front("serial: 0012\ndate: 2023-10-24\nnote: yes\nissue:").fields
    assert dict(fields) == {"serial": "0012", "date": "2023-10-24", "note": "yes"}


def test_front_matter_gives_the_title() -> None:
    headline = front(
        "标题: 会议召开\n引题: '守住清水'\n副题: ——侧记", f"# 另一标题\n\n{BODY}", format="markdown"
    ).headline
    assert headline is not None
    assert (plain(headline.kicker), headline.text, plain(headline.subtitle)) == (
        "守住清水",
        "会议召开",
        "——侧记",
    )
    assert headline.span == Span(2, 5, 2, 9)
    assert not headline.derived


def test_a_near_miss_is_kept_and_named() -> None:
    report = front("isue: 7\n作者单位: 县委")
    assert dict(report.fields) == {"isue": "7", "作者单位": "县委"}
    (finding,) = (one for one in report.findings if one.code == "front-matter-key")
    assert finding.span == Span(2, 1, 2, 5)
    assert finding.hint is not None
    assert "issue" in finding.hint.en


@pytest.mark.parametrize(
    ("yaml", "line", "column"),
    [
        ("issue: 7\n date: x: y", 3, 6),
        ("issue: [1, 2", 3, 1),
        ("issue: {a: b}", 2, 8),
        ("issue: &a 7\ndate: *b", 3, 7),
        ("标题： 会议\nissue: 7\n\t- x", 2, 3),
        ('title: "没有结束', 3, 1),
    ],
)
def test_bad_yaml_is_an_error_with_its_place(yaml: str, line: int, column: int) -> None:
    error = failure(f"---\n{yaml}\n---\n{BODY}\n")
    finding = error.findings[0]
    assert (error.exit_code, finding.code) == (ExitCode.SOURCE, "front-matter-invalid")
    assert finding.span is not None
    assert finding.span.line == line
    assert finding.span.column == column


def test_front_matter_that_never_ends_is_an_error() -> None:
    finding = failure(f"---\n标题: 会议\n期号: 3\n\n{BODY}\n").findings[0]
    assert finding.code == "front-matter-invalid"
    assert "---" in finding.message.zh
    assert read_text(f"---\n时间：今天\n\n{BODY}\n").body_text().startswith("时间：今天")


def test_deep_yaml_is_an_error() -> None:
    assert failure(f"---\na: {'[' * 5000}\n---\n{BODY}").findings[0].code == "front-matter-invalid"


def test_a_rule_is_no_front_matter() -> None:
    report = read_text(f"---\n{BODY}\n---\n会议指出，要抓好。\n")
    assert dict(report.fields) == {}
    assert report.body_text() == f"{BODY}\n会议指出，要抓好。"


# ---- Markdown ----------------------------------------------------------------------------


def markdown(text: str):
    return read_text(text, format="markdown", headline="标题")


def test_every_run_knows_its_place() -> None:
    source = (
        "# 标题\n甲**乙丙**丁 \\* &amp; [链接](http://a.cn/(x) '题') `码` <http://b.cn> 尾\n"
        "\n"
        "> - 引 *斜*\n"
        "\n"
        "| 表 | 格 |\n|---|---|\n| 甲 | 甲\\|乙 |\n"
    )
    report = markdown(source)
    lines = source.split("\n")
    runs = []
    for block in report.blocks:
        if isinstance(block, Paragraph):
            runs += block.runs
        if isinstance(block, Quotation):
            inner = block.blocks[0]
            assert isinstance(inner, ListBlock)
            runs += inner.items[0].runs
        if isinstance(block, Table):
            runs += [run for row in block.rows for cell in row for run in cell.runs]
    assert [run.text for run in runs] == [
        "甲", "乙丙", "丁 * & ", "链接", " 码 ", "http://b.cn", " 尾",
        "引 ", "斜", "表", "格", "甲", "甲|乙",
    ]  # fmt: skip
    for run in runs:
        stretch = lines[run.span.line - 1][run.span.column - 1 : run.span.end_column - 1]
        plain_stretch = stretch.replace("\\*", "*").replace("&amp;", "&").replace("`", "")
        assert plain_stretch.replace("\\|", "|") == run.text
    assert runs[3].link == "http://a.cn/(x)"
    assert runs[1].strong
    assert runs[8].emphasis


def test_html_in_markdown_is_text() -> None:
    report = markdown("<b>不是</b><script>alert(1)</script>\n\n<div>\n也不是\n</div>\n")
    assert "<script>alert(1)</script>" in report.body_text()


def test_an_indent_of_four_spaces_is_no_code() -> None:
    report = markdown("    会议指出,要抓好落实。\n")
    assert report.body_text() == "会议指出，要抓好落实。"


def test_code_and_targets_are_not_repaired() -> None:
    report = markdown(
        '会议,用`a,b "c"`和[说明,书](http://a.cn/x,y?q="1")。\n\n```\n会议,原样\n```\n'
    )
    runs = [run for block in report.blocks if isinstance(block, Paragraph) for run in block.runs]
    assert runs[0].text == '会议，用a,b "c"和'
    assert (runs[1].text, runs[1].link) == ("说明，书", "http://a.cn/x,y?q=%221%22")
    assert runs[-1].text == "会议,原样"


def test_pictures_keep_their_captions() -> None:
    report = markdown('![会场](a%20b.png)\n\n图1 会场 于洋 摄\n\n![](<c d.png> "说明")\n')
    first, second = report.blocks
    assert isinstance(first, Figure)
    assert isinstance(second, Figure)
    assert (first.target, plain(first.caption)) == ("a%20b.png", "图1 会场 于洋 摄")
    assert plain(second.caption) == "说明"


@pytest.mark.parametrize("name", ["会场 照片.jpg", "<会场 照片.jpg>", "IMG 01 (副本).png", "a.jpg"])
def test_the_name_of_a_picture_may_have_spaces(name: str) -> None:
    report = read_text(
        f"# 会议召开\n\n会议召开。\n\n![会议现场 张三 摄]({name})\n\n![二](b.png)\n", name="稿.md"
    )
    figures = [block for block in report.blocks if isinstance(block, Figure)]
    assert [unquote(one.target or "") for one in figures] == [name.strip("<>"), "b.png"]
    assert plain(figures[0].caption) == "会议现场 张三 摄"


@pytest.mark.parametrize(
    ("written", "captions"),
    [
        ("![会议现场](a.png)", ["会议现场"]),
        ("![会议,现场](a.png)", ["会议，现场"]),
        ('![现场](a.png "图为会议现场")', ["图为会议现场"]),
        ("![现场](a.png)\n\n图1 会议现场", ["图1 会议现场"]),
        ("![现场](a.png)\n\n会议要求，抓好落实。", ["现场"]),
        ("文中![小图](a.png)有图，会议召开。", [""]),
        ("![](a.png)", [""]),
        ("![一](a.png)\n![二](b.png)", ["", ""]),
    ],
)
def test_what_a_picture_says_is_its_caption_where_it_stands_alone(
    written: str, captions: list[str]
) -> None:
    figures = [block for block in markdown(written).blocks if isinstance(block, Figure)]
    assert [plain(figure.caption) for figure in figures] == captions


def test_deep_nesting_is_refused() -> None:
    assert failure(">" * 200 + " 会议", format="markdown").findings[0].code == "source-too-deep"


def test_piped_markdown_is_known_by_its_headings() -> None:
    report = read_text(f"# 会议召开\n\n{BODY}\n")
    assert (report.format, report.body_text()) == ("markdown", BODY)
    assert read_text(f"会议召开\n{BODY}\n#话题#\n").format == "text"


# ---- HTML --------------------------------------------------------------------------------


def page(article: str, around: str = "") -> str:
    return f"<html><head><title>页</title></head><body>{around}<div>{article}</div></body></html>"


def test_the_article_and_not_the_page() -> None:
    around = (
        '<div class="nav"><a href="/">首页，不要。</a></div>'
        '<script>"正文，不是。"</script><style>p{}</style>'
        '<div style="display:none">看不见的，不要。</div>'
        '<div id="footer">版权所有，不要。</div>'
    )
    report = read_text(page(f"<h1>会议召开</h1><p>{BODY}</p>", around))
    assert report.headline is not None
    assert report.headline.text == "会议召开"
    assert report.body_text() == BODY
    assert codes(report) == ["html-article"]
    assert report.findings[0].severity is Severity.NOTE


@pytest.mark.parametrize(
    ("window", "inside", "headline"),
    [
        (
            "全市河长制会议召开-新闻网",
            "<h2>网站导航，看这里</h2><div>全市河长制会议召开</div>",
            "全市河长制会议召开",
        ),
        ("全市河长制会议召开_要闻_新闻网", "", "全市河长制会议召开"),
        ("1-5月全市河长制工作通报 - 新闻网", "", "1-5月全市河长制工作通报"),
        ("新闻网", "<h1>全市河长制会议召开</h1>", "全市河长制会议召开"),
        ("新闻网", '<div class="article-title">全市河长制会议召开</div>', "全市河长制会议召开"),
    ],
)
def test_the_headline_of_a_page(window: str, inside: str, headline: str) -> None:
    source = page(f"{inside}<p>{BODY}</p>").replace("<title>页", f"<title>{window}")
    found = read_text(source).headline
    assert found is not None
    assert (found.text, found.derived) == (headline, False)


def test_every_character_knows_its_place() -> None:
    source = page(f"\n<p>会议&ldquo;指出&rdquo;，<b>要&#x6293;好</b>\n   落实。</p><p>{BODY}</p>")
    report = read_text(source)
    first = report.blocks[0]
    assert isinstance(first, Paragraph)
    assert [(run.text, run.strong) for run in first.runs] == [
        ("会议“指出”，", False),
        ("要抓好", True),
        ("落实。", False),
    ]
    assert first.runs[1].span == Span(2, 26, 2, 36)
    assert first.runs[2].span == Span(3, 4, 3, 7)


def test_broken_markup_is_read_as_browsers_read_it() -> None:
    report = read_text(
        page(
            "<h1>标题</h1><p>甲，一<p>乙，二<ul><li>丙，三<li>丁，四</ul></b>"
            f"<p>3 < 5，且 a&b，{BODY}<!-- 未完"
        )
    )
    assert report.body_text().split("\n") == [
        "甲，一",
        "乙，二",
        "•丙，三",
        "•丁，四",
        f"3 < 5，且 a&b，{BODY}",
    ]


def test_a_page_may_name_its_encoding() -> None:
    source = page(f"<p>{BODY}</p>").replace("<head>", '<head><meta charset="gb2312">')
    assert read_text(source.encode("gb18030")).body_text() == BODY
    assert read_text(source.encode("utf-8")).encoding == "utf-8"


def test_spans_of_cells_are_bounded() -> None:
    table = (
        "<table><tr><td colspan=1000000>甲，乙<td>丙</td></tr><tr><td>一<td>二</td></tr></table>"
    )
    report = read_text(page(table + f"<p>{BODY}</p>"))
    found = next(block for block in report.blocks if isinstance(block, Table))
    assert found.rows[0][0].columns <= 100


def test_pictures_of_the_page_come_with_the_report() -> None:
    data = "data:image/png;base64,iVBORw0KGgo="
    report = read_text(
        page(
            f'<p>{BODY}</p><img src="{data}" alt="会场"><img data-src="a.jpg"><img src="data:x,y">'
        )
    )
    first, second = report.blocks[1:]
    assert isinstance(first, Figure)
    assert isinstance(second, Figure)
    assert (first.asset, first.alternative, second.target) == ("picture1.png", "会场", "a.jpg")
    assert report.assets[0].data == b"\x89PNG\r\n\x1a\n"


# ---- Word --------------------------------------------------------------------------------


def broken(change) -> bytes:
    """A sound document with one part changed."""
    source = zipfile.ZipFile(io.BytesIO(DOCUMENTS["word-plain.docx"]()))
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as out:
        for info in source.infolist():
            data = change(info.filename, source.read(info))
            if data is not None:
                out.writestr(info.filename, data)
    return target.getvalue()


@pytest.mark.parametrize(
    "data",
    [
        b"PK\x03\x04 not a package",
        DOCUMENTS["word-plain.docx"]()[:3000],
        broken(lambda name, data: None if name == "word/document.xml" else data),
        broken(lambda name, data: None if name == "[Content_Types].xml" else data),
        broken(lambda name, data: data[:500] if name == "word/document.xml" else data),
        broken(lambda name, data: b"" if name == "word/document.xml" else data),
    ],
    ids=["no package", "cut", "no document", "no types", "document cut", "document empty"],
)
def test_a_broken_document_is_an_error(data: bytes) -> None:
    error = failure(data, name="报告.docx")
    assert (error.exit_code, error.findings[0].code) == (ExitCode.SOURCE, "source-broken")


def test_entities_are_not_expanded() -> None:
    def bomb(name: str, data: bytes) -> bytes:
        if name != "word/document.xml":
            return data
        declared = b'<!DOCTYPE x [<!ENTITY a "AAAA"><!ENTITY b "&a;&a;&a;">]>'
        head, rest = data.split(b"?>", 1)
        return head + b"?>" + declared + rest.replace("活动主题".encode(), b"&b;")

    assert failure(broken(bomb), name="a.docx").findings[0].code == "source-broken"


def test_a_document_that_unpacks_too_large_is_not_unpacked() -> None:
    data = broken(lambda name, data: data + b" " * 3_000_000 if "styles" in name else data)
    error = failure(data, name="a.docx", max_unpacked=1_000_000)
    assert error.findings[0].code == "source-too-large"


def test_footnotes_are_not_lost_in_silence() -> None:
    def noted(name: str, data: bytes) -> bytes:
        return (
            data.replace(b"</w:p>", b'<w:r><w:footnoteReference w:id="1"/></w:r></w:p>', 1)
            if name == "word/document.xml"
            else data
        )

    assert "docx-notes" in codes(read_text(broken(noted), name="a.docx"))


def test_guides_and_formulas_are_text() -> None:
    guide = (
        b"<w:r><w:ruby><w:rt><w:r><w:t>y\xc3\xban</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>"
        b"\xe5\xa6\x98</w:t></w:r></w:rubyBase></w:ruby></w:r>"
    )
    formula = (
        b'<m:oMath xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"><m:r>'
        b"<m:t>a+b</m:t></m:r></m:oMath></w:p>"
    )

    def added(name: str, data: bytes) -> bytes:
        at = data.rfind(b"</w:p>")
        return data[:at] + guide + formula + data[at + 6 :] if name == "word/document.xml" else data

    assert read_text(broken(added), name="a.docx").body_text().endswith("妘（yún）a+b")


def test_pictures_come_with_the_report() -> None:
    report = read_text(DOCUMENTS["word-styles.docx"](), name="a.docx")
    (asset,) = report.assets
    assert asset.media_type == "image/png"
    assert asset.data.startswith(b"\x89PNG")
    figure = next(block for block in report.blocks if isinstance(block, Figure))
    assert figure.asset == asset.name


@pytest.mark.parametrize(
    ("magic", "name"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "a.doc"),
        (b"%PDF-1.7\n", "a.pdf"),
        (b"{\\rtf1\\ansi }", "a.rtf"),
        (b"PK\x03\x04\x14\0", "a.xlsx"),
    ],
)
def test_other_kinds_of_file_are_named(magic: bytes, name: str) -> None:
    error = failure(magic, name=name)
    assert error.exit_code is ExitCode.SOURCE
    assert error.findings[0].code in ("source-format", "source-broken")
    assert error.findings[0].hint is not None
