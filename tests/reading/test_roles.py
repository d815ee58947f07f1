"""What the lines around a text are for, in every format, and that their roles change nothing."""

from __future__ import annotations

import io

import docx
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH
from hypothesis import given, settings
from hypothesis import strategies as st

from eco_print.reading import ReadOptions, read
from eco_print.reading.roles import with_roles
from eco_print.report import Block, Report, block_lines
from reading.strategies import ARBITRARY, reports

QUICK = settings(deadline=None, max_examples=60)

LETTER = """云溪市人民政府办公室关于做好秋冬季大气污染防治工作的通知

云政办发〔2026〕7号

各县（市、区）人民政府，市政府各部门、各直属机构：

现就有关事项通知如下。

坚持精准治污、科学治污、依法治污。

附件：1.重点任务清单

2.各县（市、区）指标分解表

云溪市生态环境局

云溪市人民政府办公室

2026年11月23日

（此件公开发布）

附件1

重点任务清单

抓好散煤治理。

抄送：市委办公室，市人大常委会办公室。

云溪市人民政府办公室　2026年11月23日印发
"""
PARTS = [
    ("number", "云政办发〔2026〕7号"),
    ("salutation", "各县（市、区）人民政府，市政府各部门、各直属机构："),
    ("enclosure", "附件：1.重点任务清单"),
    ("enclosure", "2.各县（市、区）指标分解表"),
    ("signature", "云溪市生态环境局"),
    ("signature", "云溪市人民政府办公室"),
    ("date", "2026年11月23日"),
    ("remark", "（此件公开发布）"),
    ("attachment", "附件1"),
    ("attachment-title", "重点任务清单"),
    ("distribution", "抄送：市委办公室，市人大常委会办公室。"),
    ("printed", "云溪市人民政府办公室　2026年11月23日印发"),
]

SPEECH = "同志们：\n\n今天开会，讲三点意见。\n\n一是抓好落实。\n"
CASES = {
    "speech": (
        f"在全市大会上的讲话\n（2024年2月18日）\n宋　诚\n\n{SPEECH}",
        ["byline （2024年2月18日）", "byline 宋　诚", "salutation 同志们："],
    ),
    "speaker first": (
        f"在全市大会上的讲话\n\n宋诚\n（二〇二四年二月十八日）\n\n{SPEECH}",
        ["byline 宋诚", "byline （二〇二四年二月十八日）", "salutation 同志们："],
    ),
    "a day on which it was adopted": (
        "全市大会议程\n\n（2024年1月9日预备会议通过）\n\n本次会议议程如下。\n听取报告。\n",
        ["byline （2024年1月9日预备会议通过）"],
    ),
    "a reporter's line": (
        "環保大會召開\n\n記者陳美玲／高雄報導\n\n市府召開大會。\n\n會議強調落實。\n",
        ["byline 記者陳美玲／高雄報導"],
    ),
    "notice": (
        "关于做好防汛工作的通知\n\n各县（市、区）人民政府：\n现将有关事项通知如下。\n"
        "请认真落实。\n市防汛办\n市应急局\n2024年4月28日\n",
        [
            "salutation 各县（市、区）人民政府：",
            "signature 市防汛办",
            "signature 市应急局",
            "date 2024年4月28日",
        ],
    ),
    "no number before the year": (
        "专题会议纪要\n\n〔2024〕第15号\n\n会议研究了改造。\n\n会议同意。\n",
        ["number 〔2024〕第15号"],
    ),
    "who was there": (
        "# 纪要\n\n会议讨论了事项。\n\n出席：李明远、王建国\n\n列席人员：刘一鸣\n",
        ["roll 出席：李明远、王建国", "roll 列席人员：刘一鸣"],
    ),
    "attachments without a list": (
        "# 通知\n\n照办。\n\n云溪市财政局\n\n二〇二六年十一月二十日\n\n"
        "## 附件1：分工表\n\n甲负责。\n",
        ["signature 云溪市财政局", "date 二〇二六年十一月二十日", "attachment 附件1：分工表"],
    ),
}
TEXT = {
    "report": "全市大会召开\n\n10月24日，大会召开。\n会议指出，要抓好落实。\n领导参加。\n",
    "a day and one line": "标题一行\n\n2024年2月18日\n会议召开。\n",
    "what a meeting asks": "标题一行\n\n会议提出三点：\n一是抓好落实。\n二是抓紧推进。\n",
    "what opens a text": "标题一行\n\n现将情况通报各部门：\n一是抓好落实。\n二是抓紧推进。\n",
    "addressed, and nothing said": "# 讲话\n\n同志们：\n",
    "enclosed in passing": "# 通知\n\n请看附件：1.表\n\n照办。\n",
    "a day in the middle": "# 通知\n\n会议召开。\n\n2026年11月23日\n\n请准时。\n",
    "the end in brackets": "# 通知\n\n照办。\n\n（完）\n",
    "about enclosures": "# 通知\n\n附件是表。\n\n附件齐全。\n",
    "enclosed elsewhere": "# 通知\n\n附件：见网站。\n\n另行通知。\n",
    "present, and then more": "# 通知\n\n出席：全体。\n\n会议讨论了事项。\n",
    "a day alone": "# 通知\n\n2026年11月23日\n",
}


def parts(report: Report) -> list[tuple[str, str]]:
    """The lines that are not text, each with its role."""
    found = ((getattr(block, "role", ""), block) for block in report.blocks)
    return [(role, line) for role, block in found if role for line in block_lines(block)]


def said(report: Report) -> list[str]:
    return [f"{role} {line}" for role, line in parts(report)]


def read_text(text: str) -> Report:
    return read(text.encode(), ReadOptions(name="r.md" if text.startswith("#") else "r.txt"))


@pytest.mark.parametrize("case", CASES)
def test_lines_around_a_text_have_their_role(case: str) -> None:
    source, wanted = CASES[case]
    assert said(read_text(source)) == wanted


@pytest.mark.parametrize("case", TEXT)
def test_what_only_looks_like_a_part_is_text(case: str) -> None:
    assert said(read_text(TEXT[case])) == []


@pytest.mark.parametrize(
    ("last", "signed"),
    [
        (["会议地点不变", "云溪市财政局"], ["云溪市财政局"]),
        (["特此通知"], []),
        (["市长 李明远"], ["市长 李明远"]),
        (["云溪市人民政府（代章）"], ["云溪市人民政府（代章）"]),
        (["中共云溪市委", "李明远"], ["中共云溪市委", "李明远"]),
    ],
)
def test_who_signs_above_the_date(last: list[str], signed: list[str]) -> None:
    lines = ["关于会议的通知", "", "请准时参加。", *last, "2026年11月23日"]
    found = parts(read_text("\n".join(lines)))
    assert found == [*(("signature", line) for line in signed), ("date", "2026年11月23日")]


# ---- in every format ----------------------------------------------------------------------------


def paragraphs(text: str) -> list[str]:
    return [line for line in text.split("\n") if line]


def as_word(text: str, **styles: str) -> bytes:
    """The lines as a document; `styles` names the style of a line by its text, or `right`."""
    document = docx.Document()
    for line in paragraphs(text):
        paragraph = document.add_paragraph(line)
        manner = styles.get(line, "Normal")
        if manner == "right":
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        elif manner not in [style.name for style in document.styles]:
            document.styles.add_style(manner, 1)
        if manner != "right":
            paragraph.style = manner
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def as_page(text: str) -> bytes:
    title, *lines = paragraphs(text)
    inner = "".join(f"<p>{line}</p>" for line in lines)
    return f"<html><title>{title}</title><article><h1>{title}</h1>{inner}</article></html>".encode()


FORMS = {
    "r.txt": LETTER.encode(),
    "r.md": f"# {LETTER}".encode(),
    "r.docx": as_word(LETTER),
    "r.html": as_page(LETTER),
}


@pytest.mark.parametrize("name", FORMS)
def test_a_letter_has_its_parts_in_every_format(name: str) -> None:
    report = read(FORMS[name], ReadOptions(name=name))
    assert parts(report) == PARTS


NOTE = "关于会议的通知\n\n参会的同仁，\n\n请准时参加。\n\n秘书处一组张\n\n11月23日\n"


def test_word_says_what_its_styles_are_for() -> None:
    assert parts(read_text(NOTE)) == []
    named = {"参会的同仁，": "Salutation", "秘书处一组张": "Signature", "11月23日": "Date"}
    report = read(as_word(NOTE, **named), ReadOptions(name="r.docx"))
    assert said(report) == ["salutation 参会的同仁，", "signature 秘书处一组张", "date 11月23日"]


def test_a_signature_stands_at_the_right() -> None:
    right = dict.fromkeys(("秘书处一组张", "11月23日"), "right")
    report = read(as_word(NOTE, **right), ReadOptions(name="r.docx"))
    assert said(report) == ["signature 秘书处一组张", "date 11月23日"]
    page = (
        "<article><h1>关于会议的通知</h1><p>参会的同仁，</p><p>请各位代表准时到会场参加本次会议。</p>"
        '<div style="text-align: right"><p>秘书处一组张</p></div><p align="right">11月23日</p>'
    )
    report = read(page.encode(), ReadOptions(name="r.html"))
    assert said(report) == ["signature 秘书处一组张", "date 11月23日"]


def test_a_page_names_its_lines() -> None:
    page = (
        '<article><h1>关于会议的通知</h1><p class="salutation">参会的同仁，</p>'
        "<p>请各位代表准时到会场参加本次会议。</p><address>秘书处一组张</address>"
        '<p class="meta date">11月23日</p></article>'
    )
    report = read(page.encode(), ReadOptions(name="r.html"))
    assert said(report) == ["salutation 参会的同仁，", "signature 秘书处一组张", "date 11月23日"]


def test_what_stands_at_the_right_in_a_text_or_is_a_sentence_signs_nothing() -> None:
    text = "关于会议的通知\n\n会场\n\n请准时参加。\n\n望各位知悉，并转告他人。\n"
    right = dict.fromkeys(("会场", "望各位知悉，并转告他人。"), "right")
    assert parts(read(as_word(text, **right), ReadOptions(name="r.docx"))) == []


# ---- whatever is read ---------------------------------------------------------------------------

HEADS = ("云政办发〔2026〕7号", "各县（市、区）人民政府：", "同志们：", "（2026年2月18日）", "宋诚")
FEET = (
    "附件：1.重点任务清单",
    "2.指标分解表",
    "云溪市人民政府",
    "李明远",
    "2026年11月23日",
    "（此件公开发布）",
    "附件1",
    "重点任务清单",
    "出席：李明远",
    "抄送：市委办公室。",
    "云溪市人民政府　2026年11月23日印发",
)


@st.composite
def letters(draw: st.DrawFn) -> str:
    """A report among lines that may be parts of a letter, in any order."""
    title, *text = draw(reports()).splitlines()
    heads = draw(st.lists(st.sampled_from(HEADS), max_size=3))
    feet = draw(st.lists(st.sampled_from(FEET), max_size=6))
    return "\n\n".join([title, *heads, *text, *feet])


def bare(blocks: tuple[Block, ...]) -> list[list[str]]:
    return [list(block_lines(block)) for block in blocks]


@given(letters() | ARBITRARY.map("标题\n\n正文一句。\n".__add__))
@QUICK
def test_roles_change_neither_text_nor_order(text: str) -> None:
    blocks = read_text(text).blocks
    assert bare(with_roles(blocks, {})) == bare(blocks)
    assert with_roles(blocks, {}) == blocks


@given(letters())
@QUICK
def test_the_plain_text_of_a_report_has_the_same_roles(text: str) -> None:
    report = read_text(text)
    assert report.headline is not None
    again = read_text(f"{report.headline.text}\n\n{report.body_text()}\n")
    assert parts(again) == parts(report)
