"""Composed pages: edges, air, trims, across inline boxes, in columns, cells, lists and the like."""

from itertools import pairwise
from pathlib import Path

import pytest

from .pages import Char, chars, offsets, pdf_of, pdfium_text, poppler_text, rows, texts

TEXT = (
    "会议强调，要坚持问题导向，把“当下改”与“长久立”结合起来；既要算好经济账，也要算好生态账、民生账。"
    "各县（市）区要对照《整改任务清单》（2025年版）逐项销号，确保12月31日前全面完成——不留尾巴、不打折扣。"
    "截至10月24日，全市PM2.5平均浓度为28微克，同比下降12.5%；优良天数比例达到86.3%……"
)
CLOSING = "，。、；：？！）》”’"


def right_edge(row: list[Char]) -> float:
    """Where a line's last character ends, its trimmed blank aside, in ems from the margin."""
    last = row[-1]
    half = 500 if last.char in CLOSING else 1000
    return (last.x - 50) / 20 * 1000 + half


def assert_even(lines: list[list[Char]], ems: float) -> None:
    for row in lines[:-1]:
        edge = right_edge(row)
        if row[-1].char in CLOSING:
            assert edge in (
                pytest.approx(ems * 1000 - 500, abs=2),
                pytest.approx(ems * 1000, abs=2),
            )
        elif row[-1].char > "\u2e80":
            assert edge == pytest.approx(ems * 1000, abs=2)


@pytest.mark.parametrize("ems", [14, 20, 27.638, 35.5])
def test_lines_reach_the_edge(ems: float) -> None:
    set_ = rows(pdf_of(f"<p>{TEXT * 3}", ems=ems))
    assert len(set_) > 8
    assert_even(set_, ems)


def test_text_comes_back_clean_in_both_extractors(tmp_path: Path) -> None:
    for ems in (12, 20, 30):
        pdf = pdf_of(f"<p>{TEXT}<p>前<strong>“粗”</strong>（后）5<em>年</em>", ems=ems)
        wanted = f"{TEXT}前“粗”（后）5年"
        assert pdfium_text(pdf) == wanted
        assert poppler_text(pdf, tmp_path) == wanted


def test_search_finds_words_across_air() -> None:
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf_of(f"<p>{TEXT}", ems=30))
    page = document[0].get_textpage()
    for word in ("10月24日", "全市PM2.5平均", "12.5%；优良", "（2025年版）"):
        assert page.search(word).get_next() is not None
    document.close()


@pytest.mark.parametrize(
    ("css", "body", "wanted"),
    [  # WPT's text-autospace, in our words: where air goes, and what keeps it away
        ("", "国A国", [0, 1250, None]),
        ("p { text-autospace: no-autospace }", "国A国", [0, 1000, None]),
        ("p { text-autospace: ideograph-numeric }", "国A国", [0, 1000, None]),
        ("p { text-autospace: ideograph-alpha }", "国A国", [0, 1250, None]),
        ("p { text-autospace: ideograph-alpha }", "国5国", [0, 1000, 1500]),
        ("", "国5国", [0, 1250, 2000]),
        ("", "国<b>5</b>国", [0, 1250, 2000]),
        ("", "<span>国</span><span>5</span>国", [0, 1250, 2000]),
        ("", "（5）", [-500, 500, 1000]),
        ("span { padding-left: 10pt }", "国<span>5</span>国", [0, 1750, 2500]),
        # text-spacing-trim
        ("", "「国」", [-500, 500, 1500]),
        ("p { text-spacing-trim: space-all }", "「国」", [0, 1000, 2000]),
        ("p { text-spacing-trim: normal }", "「国」", [0, 1000, 2000]),
        ("", "国」「国", [0, 1000, 1500, 2500]),
        ("", "国、。国", [0, 1000, 1500, 2500]),
        ("p { text-spacing-trim: space-all }", "国」「国", [0, 1000, 2000, 3000]),
        ("", "国<b>」</b><i>「</i>国", [0, 1000, 1500, 2500]),
        ("p { text-spacing-trim: trim-all }", "国「国」国", [0, 500, 1500, 2500, 3000]),
        ("p { letter-spacing: 2pt }", "国国国", [0, 1100, 2200]),
    ],
)
def test_white_between_characters(css: str, body: str, wanted: list[int | None]) -> None:
    pdf = pdf_of(f"<p>{body}", css)
    got = offsets(pdf)
    assert len(got) == len(wanted)
    for there, here in zip(got, wanted, strict=True):
        assert here is None or there == pytest.approx(here, abs=2), got


def test_inline_elements_do_not_break_the_line() -> None:
    marked = TEXT.replace("当下改", "<strong>当下改</strong>").replace(
        "整改", "<a href='#x'>整改</a>"
    )
    marked = marked.replace("2025年版", "<span lang=en>2025</span>年<em>版</em>")
    plain, inline = pdf_of(f"<p>{TEXT}", ems=22), pdf_of(f"<p>{marked}", ems=22)
    assert texts(plain) == texts(inline)
    assert_even(rows(inline), 22)


def test_columns_cells_lists_floats_and_margin_boxes_are_composed() -> None:
    body = (
        f"<div style='column-count: 2; column-gap: 40pt'><p>{TEXT}</div>"
        f"<table><tr><td style='width: 200pt; padding: 0'>{TEXT}</table>"
        f"<ul style='padding: 0 0 0 40pt; margin: 0'><li>{TEXT}</ul>"
        f"<div style='float: left; width: 200pt'>{TEXT}</div>"
    )
    css = '@page { @bottom-left { width: 200pt; content: "第5页，共“8”页" } }'
    pdf = pdf_of(body, css, ems=30)
    by_line = rows(pdf)
    assert "".join(texts(pdf)).count("页，共“8”页") >= 1
    air = [
        (after.x - before.x) / 20 * 1000
        for row in by_line
        for before, after in pairwise(row)
        if before.char == "第" and after.char == "5"
    ]
    assert air and all(gap == pytest.approx(1250, abs=2) for gap in air)
    starts = {char.x for row in by_line for char in row[:1]}
    assert len(starts) >= 3


def test_lines_beside_a_float_have_its_measure() -> None:
    body = f"<div style='float: right; width: 200pt; height: 75pt; background: red'></div><p>{TEXT}"
    set_ = rows(pdf_of(body, ems=30))
    assert_even([*set_[:3], set_[-1]], 20)
    assert_even(set_[3:], 30)


def test_a_float_inside_a_line_waits_until_it_ends() -> None:
    body = f"<p>{TEXT[:40]}<span style='float: left; width: 100pt'>浮动</span>{TEXT[40:]}"
    pdf = pdf_of(body, ems=25)
    assert sorted("".join(texts(pdf))) == sorted(TEXT + "浮动")


def test_pictures_and_inline_blocks_take_part() -> None:
    body = TEXT[:30] + "<span style='display: inline-block; width: 33pt'>盒</span>" + TEXT[30:]
    set_ = rows(pdf_of(f"<p>{body}", ems=20))
    assert_even(set_, 20)
    assert sum(char.char == "盒" for row in set_ for char in row) == 1


def test_the_first_line_is_indented_and_trimmed() -> None:
    pdf = pdf_of("<p>“十四五”以来", "p { text-indent: 2em }")
    assert offsets(pdf)[0] == 1500


def test_forced_breaks_end_lines_without_justifying_them() -> None:
    pdf = pdf_of("<p>第一行，很短<br>第二行", "p { text-align: justify }")
    assert texts(pdf) == ["第一行，很短", "第二行"]
    assert offsets(pdf)[:6] == [0, 1000, 2000, 3000, 4000, 5000]


@pytest.mark.parametrize(
    ("align", "first"),
    [("start", 0), ("left", 0), ("right", 16000), ("center", 8000), ("end", 16000)],
)
def test_alignment_that_is_asked_for_is_kept(align: str, first: float) -> None:
    pdf = pdf_of("<p>四字标题", f"p {{ text-align: {align} }}")
    assert offsets(pdf)[0] == pytest.approx(first, abs=2)


def test_ragged_lines_are_not_stretched() -> None:
    pdf = pdf_of(f"<p>{TEXT}", "p { text-align: left }", ems=20.4)
    for row in rows(pdf):
        han = [b.x - a.x for a, b in pairwise(row) if min(a.char, b.char) > "\u4e00"
               and max(a.char, b.char) < "\uff00"]  # fmt: skip
        assert all(step == pytest.approx(20, abs=0.05) for step in han)


def test_headings_are_balanced_by_sense() -> None:
    title = "全市生态环境保护大会暨市生态文明建设和生态环境保护委员会会议召开"
    pdf = pdf_of(f"<h1>{title}</h1>", "h1 { text-align: center }", ems=20)
    assert texts(pdf) == ["全市生态环境保护大会暨市生态文明建设", "和生态环境保护委员会会议召开"]
    widths = [(row[0].x + row[-1].x + 20) / 2 for row in rows(pdf)]
    assert widths[0] == pytest.approx(widths[1], abs=0.1)


def test_hanging_marks_stand_outside_when_asked() -> None:
    css = "p { hanging-punctuation: force-end }"
    set_ = rows(pdf_of(f"<p>{'一二三四五六七，' * 5}", css, ems=7))
    assert len(set_) == 5
    for row in set_:
        assert row[-1].char == "，"
        assert (row[-1].x - 50) / 20 == pytest.approx(7, abs=0.01)


def test_strictness_follows_the_property() -> None:
    text = "一二三四五～六七八九十"
    loose = texts(pdf_of(f"<p>{text}", "p { line-break: loose; text-wrap: stable }", ems=5))
    strict = texts(pdf_of(f"<p>{text}", "p { line-break: strict; text-wrap: stable }", ems=5))
    assert loose[1][0] == "～"
    assert not [line for line in strict if line.startswith("～")]


def test_nowrap_and_note_calls_keep_their_text_together() -> None:
    body = "<p>" + "甲乙丙丁" * 4 + "<span style='white-space: nowrap'>不可分开的词</span>戊己庚辛"
    assert any("不可分开的词" in line for line in texts(pdf_of(body, ems=10)))
    for count in range(6, 15):
        pdf = pdf_of(f"<p>{'甲' * count}<sup>[1]</sup>乙乙乙", "sup { font-size: 60% }", ems=7)
        assert all(char.x > 55 for char in chars(pdf) if char.char == "[")


def test_footnotes_are_called_and_set() -> None:
    css = ".n { float: footnote }"
    pdf = pdf_of(f"<p>{TEXT[:30]}<span class=n>脚注，“内容”。</span>{TEXT[30:]}", css, ems=20)
    joined = "".join(texts(pdf))
    assert "脚注，“内容”。" in joined
    assert joined.count("1") >= 2


def test_latin_is_hyphenated_by_its_language() -> None:
    word = "internationalisation"
    css = "p { hyphens: auto }"
    lines = texts(pdf_of(f"<p>采用<span lang=en>{word}</span>标准", css, ems=7))
    assert len(lines) > 1
    assert any(line.endswith("‐") for line in lines)
    assert "".join(lines).replace("‐", "") == f"采用{word}标准"


def test_emphasis_dots_are_drawn_and_leave_the_text_alone() -> None:
    body = "<p>前<em>着重，号</em>后"
    css = "em { font-style: normal; text-emphasis: dot red }"
    with_dots, without = pdf_of(body, css), pdf_of(body, "em { font-style: normal }")
    assert texts(with_dots) == texts(without) == ["前着重，号后"]
    assert drawn_paths(with_dots) - drawn_paths(without) == 3  # none under the comma


def drawn_paths(pdf: bytes) -> int:
    import pypdfium2
    from pypdfium2 import raw

    document = pypdfium2.PdfDocument(pdf)
    kinds = [item.type for item in document[0].get_objects(max_depth=5)]
    document.close()
    return kinds.count(raw.FPDF_PAGEOBJ_PATH)


def test_quotation_marks_come_from_the_chinese_face() -> None:
    for row in rows(pdf_of("<p>他说“国”——好……", ems=20)):
        steps = [round(b.x - a.x) for a, b in pairwise(row)]
        assert all(step in (20, 10) for step in steps), steps


def test_a_paragraph_goes_on_over_pages() -> None:
    pdf = pdf_of(f"<p>{TEXT * 8}", ems=18)
    assert len({char.page for char in chars(pdf)}) > 1
    assert "".join(texts(pdf)) == TEXT * 8
    assert_even(rows(pdf), 18)


def test_tables_are_as_wide_as_composed_text_needs() -> None:
    pdf = pdf_of("<table style='border-collapse: collapse'><tr><td>国A国5国<td>甲乙丙", ems=30)
    assert texts(pdf) == ["国A国5国甲乙丙"]


def test_a_missing_glyph_is_still_said(caplog: pytest.LogCaptureFixture) -> None:
    from weasyprint.logger import LOGGER

    LOGGER.addHandler(caplog.handler)
    try:
        pdf_of("<p>缺\U0010fffd字")
    finally:
        LOGGER.removeHandler(caplog.handler)
    assert any("U+10FFFD" in record.getMessage() for record in caplog.records)


@pytest.mark.parametrize("align", ["justify", "left", "center", "right"])
def test_plain_paragraphs_are_placed_as_the_engine_would(
    align: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from eco_print.layout.composition import installation

    css = f"p {{ text-align: {align}; text-indent: 2em; margin: 3pt }}"
    body = f"<p>{TEXT}<p> 空 白 <br>{TEXT * 9}<p style='text-indent: -1em'>{TEXT}<p>&nbsp;"
    quick = pdf_of(body, css, ems=17)
    monkeypatch.setattr(installation, "is_plain", lambda *_: False)
    assert pdf_of(body, css, ems=17) == quick
