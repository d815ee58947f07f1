"""Text copied from pages, and pages: what is around the article goes by name, never in silence."""

from __future__ import annotations

import pytest

from eco_print.diagnostics import Severity
from eco_print.report import plain
from reading.helpers import body, codes, read_text

HEAD = "全市安全生产工作会议召开\n"
BODY = "10月24日，全市安全生产工作会议召开。会议强调，要压实责任，抓好落实。\n会议要求提高认识。\n"


def cut(text: str) -> list[str]:
    return [repair.before for repair in read_text(text).repairs if repair.kind == "furniture"]


@pytest.mark.parametrize(
    "line",
    [
        "您当前的位置：首页 > 新闻中心 > 铁岭要闻",
        "首页>>要闻>>正文",
        "发布时间：2023-10-25 09:12:33",
        "2023年10月25日08:12",
        "浏览次数：1234次 字体：[大 中 小]",
        "【打印】【关闭】 分享到：",
        "打印本页 | 关闭窗口 | 返回顶部",
        "分享到：微信 微博 QQ空间",
        "Copyright © 2023 All Rights Reserved.",
        "版权所有：铁岭市人民政府",
        "主办：市政府办公室　辽ICP备12345678号-1　网站标识码：2112000001",
        "上一篇：没有了",
        "下一条: 全市防汛会议召开",
        "扫一扫在手机打开当前页",
        "我要纠错",
        "预览时标签不可点",
        "点击上方蓝字关注我们👆",
        "原创 市应急局 某某应急 2023-10-24 18:30 发表于辽宁",
        "点个“在看”，转发给更多人",
        "阅读 1234",
    ],
)
def test_furniture_goes_by_name_at_either_end(line: str) -> None:
    for text in (f"{HEAD}{line}\n{BODY}", f"{HEAD}{BODY}{line}\n"):
        report = read_text(text)
        assert report.body_text() == BODY.strip()
        assert "".join(cut(text)) == line


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("发布时间：2023-10-25 来源：铁岭日报 浏览次数：12", [("来源", ("铁岭日报",))]),
        ("2023-10-25 来源:新华网", [("来源", ("新华网",))]),
        ("来源：铁岭日报 | 2023-10-25 08:00 | 字号：大 中 小", [("来源", ("铁岭日报",))]),
        ("【纠错】 责任编辑：张三", [("责任编辑", ("张三",))]),
        ("记者：张三　编辑：李四　【打印】", [("记者", ("张三",)), ("编辑", ("李四",))]),
    ],
)
def test_a_line_of_furniture_keeps_its_credits(line: str, kept: list[object]) -> None:
    report = read_text(f"{HEAD}{line}\n{BODY}")
    assert report.body_text() == BODY.strip()
    assert [(one.role, one.people) for one in report.credits] == kept


@pytest.mark.parametrize(
    "line",
    [
        "附件：打印要求",
        "2023年10月25日",
        "记者 张三 2023年10月25日",
        "会议时间：2023年10月25日",
        "时间：2023年10月25日",
        "主办：市委办公室",
        "分享会安排",
        "关闭排污口12个",
        "推荐阅读书目",
    ],
)
def test_what_only_looks_like_furniture_stays(line: str) -> None:
    assert cut(f"{HEAD}{BODY}{line}\n") == []
    assert cut(f"{HEAD}{line}\n{BODY}") == []


def test_inside_the_body_nothing_is_furniture() -> None:
    text = f"{HEAD}{BODY}分享到：微信\n会议决定，由办公室负责打印。\n"
    assert cut(text) == []


def test_related_headlines_and_a_headline_given_twice_go() -> None:
    report = read_text(f"{HEAD}{HEAD}{BODY}相关新闻\n全市防汛会议召开\n全市春耕会议召开\n")
    assert report.headline is not None
    assert (report.headline.text, plain(report.headline.subtitle)) == (HEAD.strip(), "")
    assert report.body_text() == BODY.strip()
    assert len([one for one in report.repairs if one.kind == "furniture"]) == 4


def test_the_day_a_page_was_made_is_not_the_day_of_the_meeting() -> None:
    report = read_text(f"{HEAD}发布时间：2023-10-25 09:12 来源：铁岭日报\n会议强调，要压实责任。\n")
    assert report.meeting_date is None


# ---- tags and references -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("会议&nbsp;&nbsp;强调，要抓好落实。", "会议强调，要抓好落实。"),
        ("要落实&ldquo;两山&rdquo;理念&hellip;&hellip;", "要落实“两山”理念……"),
        ("要落实&amp;ldquo;两山&amp;amp;rdquo;理念", "要落实“两山”理念"),
        ("要抓&#x597D;&#33853;&#23454;。", "要抓好落实。"),
        ("会议<strong>强调</strong>，要抓好落实。<br/>", "会议强调，要抓好落实。"),
        ("会议&lt;b&gt;强调&lt;/b&gt;，要抓好落实。", "会议强调，要抓好落实。"),
        ("A&B公司的<b>标签，AT&T;和&foo;", "A&B公司的<b>标签，AT&T；和&foo;"),
    ],
)
def test_markup_left_by_a_page(written: str, meant: str) -> None:
    assert body(written, headline="标题") == meant
    assert body(meant, headline="标题") == meant


def test_a_text_whose_paragraphs_are_tags_is_a_page() -> None:
    text = "<p>会议强调，<b>要抓好落实</b>。</p><p>会议指出，要加强领导。</p>"
    report = read_text(text, name="稿.txt", headline="标题")
    assert report.body_text() == "会议强调，要抓好落实。\n会议指出，要加强领导。"
    assert "text-is-page" in codes(report)
    kept = read_text(text, name="稿.txt", headline="标题", repairs_off=frozenset({"markup"}))
    assert kept.body_text() == text


# ---- pages -------------------------------------------------------------------------------

PORTAL = (
    '<html><head><title>全市安全生产工作会议召开--人民网</title></head><body><div class="nav">'
    '<a href="/">首页</a></div><div class="main"><h3>守牢底线</h3><h1>全市安全生产工作会议召开</h1>'
    '<h4>周文博出席并讲话</h4><div class="channel">2023年10月24日08:12 | 来源：<a>人民网</a></div>'
    '<div class="text"><p>10月24日，全市安全生产工作会议召开。会议强调，要压实责任，抓好落实。</p>'
    "<p>会议要求，各级各部门要提高认识，加强领导。</p></div></div>"
    '<div class="edit">(责编：王五)</div><footer>关于人民网</footer></body></html>'
)


def test_a_page_keeps_the_lines_that_belong_to_its_article() -> None:
    report = read_text(PORTAL)
    headline = report.headline
    assert headline is not None
    assert (plain(headline.kicker), headline.text, plain(headline.subtitle)) == (
        "守牢底线",
        "全市安全生产工作会议召开",
        "周文博出席并讲话",
    )
    assert [(one.role, one.people) for one in report.credits] == [
        ("来源", ("人民网",)),
        ("责编", ("王五",)),
    ]


def test_what_a_page_has_besides_is_named_with_its_place() -> None:
    notes = [one for one in read_text(PORTAL).findings if one.code == "html-article"]
    assert [one.severity for one in notes] == [Severity.NOTE] * 2
    for found, words in zip(notes, ("首页", "关于人民网"), strict=True):
        assert words in found.message.zh
        assert found.span is not None
        assert PORTAL[found.span.column - 1 : found.span.end_column - 1] == words


@pytest.mark.parametrize(
    "around",
    [
        "<header><h1>{h}</h1><p>本报记者 张三</p></header><div>{b}</div>",
        '<h1>{h}</h1><div class="byline">本报记者 张三</div><article>{b}</article>',
        '<article><h1>{h}</h1><p class="meta">本报记者 张三</p>{b}</article>',
    ],
)
def test_a_byline_under_the_headline_is_a_credit(around: str) -> None:
    text = "<p>10月24日，会议召开，研究安全生产工作。</p><p>会议强调，要压实责任，抓好落实。</p>"
    report = read_text(
        f"<html><body>{around.format(h='全市安全生产会议召开', b=text)}</body></html>"
    )
    assert [(one.role, one.people) for one in report.credits] == [("本报记者", ("张三",))]
    assert "html-article" not in codes(report)


def test_an_article_that_a_script_shows_is_read() -> None:
    report = read_text(
        '<html><body><h1 id="activity-name">全市安全生产会议召开</h1>'
        '<div id="js_content" style="visibility: hidden; opacity: 0"><section><p>10月24日，'
        "会议召开，研究安全生产工作。</p></section><p>"
        '<img data-src="a.jpg" src="data:image/gif;base64,"></p></div></body></html>'
    )
    assert report.body_text() == "10月24日，会议召开，研究安全生产工作。"
    assert len(report.blocks) == 2


def test_pictures_outside_of_the_article_are_counted() -> None:
    around = '</div><div class="more"><img src="a.png"></div></div>'
    assert "html-pictures" in codes(read_text(PORTAL.replace("</div></div>", around, 1)))
    assert "html-pictures" not in codes(read_text(PORTAL))


def test_guides_and_preformatted_lines_of_a_page() -> None:
    report = read_text(
        "<html><body><h1>全市会议召开了</h1><p>会议强调，要抓好落实，<ruby>馗<rt>kuí</rt></ruby>同志出席。"
        "</p><pre>第一行\n第二行</pre></body></html>"
    )
    assert report.body_text().endswith("馗（kuí）同志出席。\n第一行\n第二行")


@pytest.mark.parametrize("number", ["- 1 -", "— 12 —", "－3－", "第1页 共3页"])
def test_the_number_of_a_page_does_not_part_the_paragraph_it_stands_in(number: str) -> None:
    lines = [
        "会议强调，要压实责任，抓好落实，坚持问题导向，深入",
        "开展排查整治，对重大隐患挂牌督办，逐项整改，逐项销",
    ]
    text = f"{HEAD}{lines[0]}\n{lines[1]}\n{number}\n号，做到不漏一处。\n"
    assert read_text(text).body_text() == "".join(lines) + "号，做到不漏一处。"
    assert cut(text) == [number]


LETTER = """发件人: 赵敏 <zhaomin@example.gov.cn>
发送时间: 2026年11月23日 17:02
收件人: 市府办信息科
主题: 转发: 安全生产会议稿子

> 全市安全生产工作会议召开
>
> 11月23日下午，全市安全生产工作会议在市政府召开。市长
> 李强国主持会议并讲话，副市长王珊、张喆出席会议，市直
> 各部门负责人参加。
> > 会议指出，要压紧压实责任。
"""


def test_a_letter_sent_on_is_read_without_its_marks_and_its_head() -> None:
    report = read_text(LETTER)
    assert report.headline is not None
    assert report.headline.text == "全市安全生产工作会议召开"
    assert report.body_text() == (
        "11月23日下午，全市安全生产工作会议在市政府召开。市长李强国主持会议并讲话，"
        "副市长王珊、张喆出席会议，市直各部门负责人参加。\n会议指出，要压紧压实责任。"
    )
    assert "发件人: 赵敏 <zhaomin@example.gov.cn>" in cut(LETTER)


@pytest.mark.parametrize(
    "line",
    [
        "主题：安全生产",
        "时间：10月24日 9:00",
        "附件：名单",
        "> 5 个单位达标，会议予以通报。",
        "> 80 分：优秀\n> 60 分：合格\n\n良好不设档。\n其余另评。",
        "点赞铁岭好人",
    ],
)
def test_what_only_looks_like_a_letter_stays(line: str) -> None:
    assert cut(f"{HEAD}{line}\n{BODY}") == []


def test_below_a_headline_that_calls_out_stands_furniture() -> None:
    line = "点击上方蓝字关注我们👆"
    report = read_text(f"【重磅】{HEAD.strip()}！\n{line}\n\n{BODY}")
    assert report.body_text() == BODY.strip()
    assert report.headline is not None
    assert report.headline.text == f"【重磅】{HEAD.strip()}！"


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("会议召开。\n[图片]\n会议强调落实。", "会议召开。\n会议强调落实。"),
        ("【图1】\n会议召开。[图片][图片]", "会议召开。"),
        ("会议召开。（图片略）会议强调落实。(图略)", "会议召开。会议强调落实。"),
        ("［图片］ 会议召开。 [视频]", "会议召开。"),
        ("如[图1]所示，增长3%（图2）。", "如[图1]所示，增长3%（图2）。"),
        ("图片略大，照片[图片说明]附后。", "图片略大，照片[图片说明]附后。"),
        ("会议[[图片]图片]召开。", "会议[[图片]图片]召开。"),
    ],
)
def test_what_stood_for_a_picture_goes(written: str, meant: str) -> None:
    assert body(written, headline="标题") == meant


def test_what_stood_for_a_picture_can_stay() -> None:
    text = "会议召开。[图片]"
    assert body(text, headline="标题", repairs_off=frozenset({"placeholder"})) == text


ARTICLE = "全市防汛会议召开\n\n11月23日，全市防汛会议召开，部署防汛工作。\n"


@pytest.mark.parametrize(
    "cover",
    [
        "领导您好，附上昨天会议的稿件，请审阅。",
        "张科长好！现将防汛会议的报道发给您。",
        "各位老师大家好，请查收今天的新闻稿，谢谢！",
        "您好，发来一篇简报，请审定",
    ],
)
def test_what_is_said_to_the_editor_goes(cover: str) -> None:
    report = read_text(f"{cover}\n\n{ARTICLE}")
    assert report.headline is not None and report.headline.text == "全市防汛会议召开"
    assert report.body_text() == "11月23日，全市防汛会议召开，部署防汛工作。"
    assert [(one.kind, one.before) for one in report.repairs] == [("furniture", cover)]


@pytest.mark.parametrize(
    "text",
    [
        "各位代表，大家好！现将工作报告如下。\n会议总结了工作。\n",
        "在大会上的讲话\n\n各位领导好，现将情况汇报如下。\n全市工作进展顺利。\n",
        "各位领导好，现将情况汇报如下：\n近年来的主要工作\n会议总结了工作。\n",
        f"向好发展，现将经验推广。\n\n{ARTICLE}",
    ],
)
def test_what_is_said_to_the_audience_stays(text: str) -> None:
    assert read_text(text).repairs == ()
