"""The report this project exists for, from end to end."""

from __future__ import annotations

import io

import pikepdf
import pytest

from eco_print import Config, build
from eco_print.pipeline import Built
from eco_print.report import Paragraph
from support import EXAMPLE, pdf_text, report_text


@pytest.fixture(scope="module")
def built() -> Built:
    return build(EXAMPLE, Config())


def test_gives_the_headline_six_paragraphs_and_three_credits(built: Built) -> None:
    report = built.report
    assert report.headline is not None
    assert (
        report.headline.text == "全市生态环境保护大会暨市生态文明建设和生态环境保护委员会会议召开"
    )
    assert report.headline.derived
    assert [type(block) for block in report.blocks] == [Paragraph] * 6
    assert [(credit.role, credit.people) for credit in report.credits] == [
        ("记者", ("孙馗凯",)),
        ("校对", ("田畅",)),
        ("监制", ("韩冰洁",)),
    ]


def test_says_only_the_date_the_report_says(built: Built) -> None:
    date = built.report.meeting_date
    assert date is not None
    assert (date.year, date.month, date.day) == (None, 10, 24)
    assert built.name.startswith("10-24-全市生态环境保护大会")


def test_leaves_no_trace_of_damage(built: Built) -> None:
    text = pdf_text(built.products[0].data)
    assert "推动东北全面振兴" in text
    for trace in "（)(?|,;:會議東態環護":
        assert trace not in text


def test_prints_all_of_the_report_and_nothing_twice(built: Built) -> None:
    assert pdf_text(built.products[0].data) == "会议简报" + report_text(built.report)


def test_has_title_author_language_outline_and_embedded_subsets(built: Built) -> None:
    headline = built.report.headline
    assert headline is not None
    with pikepdf.open(io.BytesIO(built.products[0].data)) as pdf:
        assert str(pdf.docinfo["/Title"]) == headline.text
        assert str(pdf.docinfo["/Author"]) == "孙馗凯"
        assert str(pdf.Root.Lang) == "zh-Hans"
        with pdf.open_outline() as outline:
            assert [item.title for item in outline.root] == [headline.text]
        fonts = [font for page in pdf.pages for font in page.resources.get("/Font", {}).values()]
        assert fonts
        for font in fonts:
            descendant = font.DescendantFonts[0]
            assert "+" in str(descendant.BaseFont), "not a subset"
            assert {"/FontFile2", "/FontFile3"} & set(descendant.FontDescriptor.keys())


def test_the_same_report_gives_the_same_bytes(built: Built) -> None:
    assert build(EXAMPLE, Config()).products[0].data == built.products[0].data
