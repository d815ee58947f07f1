"""Headline, date, dateline, headings, credits: tables of hard cases."""

from __future__ import annotations

import pytest

from eco_print.report import Credit, Heading, ListBlock, Paragraph, Table, plain
from eco_print.source import Span
from reading.helpers import codes, read_text

BODY = "6月3日，会议在市里召开，研究部署防汛工作。会议强调，要抓好落实，确保安全度汛。\n"


def credits(line: str) -> list[tuple[str, tuple[str, ...]]]:
    report = read_text(f"全市会议召开\n{BODY}{line}\n")
    return [(credit.role, credit.people) for credit in report.credits]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("记者：孙馗凯", [("记者", ("孙馗凯",))]),
        ("记者：张 三、李　四", [("记者", ("张三", "李四"))]),
        ("记者 孙 馗 凯", [("记者", ("孙馗凯",))]),
        ("本报记者 张三 李四 通讯员 王五", [("本报记者", ("张三", "李四")), ("通讯员", ("王五",))]),
        ("（记者张三 通讯员李四）", [("记者", ("张三",)), ("通讯员", ("李四",))]),
        ("记者/吕晨", [("记者", ("吕晨",))]),
        ("文/张三 图/李四", [("文", ("张三",)), ("图", ("李四",))]),
        ("张晓明/文 李娜/图", [("文", ("张晓明",)), ("图", ("李娜",))]),
        ("张晓明 文/图", [("文/图", ("张晓明",))]),
        ("新华社记者 王帆 摄", [("新华社记者", ("王帆",)), ("摄", ("王帆",))]),
        ("摄影：本报记者 张三", [("本报记者", ("张三",)), ("摄影", ("张三",))]),
        (
            "一审｜张三　二审｜李四　三审｜王五",
            [("一审", ("张三",)), ("二审", ("李四",)), ("三审", ("王五",))],
        ),
        ("（责编：陈蓝燕、吴舟）", [("责编", ("陈蓝燕", "吴舟"))]),
        ("来源：铁岭日报 编辑：张三", [("来源", ("铁岭日报",)), ("编辑", ("张三",))]),
        ("供稿：市生态环境局办公室", [("供稿", ("市生态环境局办公室",))]),
        ("作者：张三（市委党校）", [("作者", ("张三（市委党校）",))]),
        ("审校：姚远、阿依古丽·吐尔逊", [("审校", ("姚远", "阿依古丽·吐尔逊"))]),
        ("值班总编：欧阳文忠", [("值班总编", ("欧阳文忠",))]),
        ("记者：龚䶮 责任编辑：李㛃", [("记者", ("龚䶮",)), ("责任编辑", ("李㛃",))]),
        ("□本报记者 张三", [("本报记者", ("张三",))]),
        ("■ 本报记者 张三 李四", [("本报记者", ("张三", "李四"))]),
        ("本报记者张三摄", [("本报记者", ("张三",)), ("摄", ("张三",))]),
        ("记者张三文/图", [("记者", ("张三",)), ("文/图", ("张三",))]),
        ("监　制：韩冰洁", [("监制", ("韩冰洁",))]),
        ("责 编：张 三　校 对：李 四", [("责编", ("张三",)), ("校对", ("李四",))]),
        ("校 对 张 三", [("校对", ("张三",))]),
        ("策划：张三丨制图：李四", [("策划", ("张三",)), ("制图", ("李四",))]),
        ("（市生态环境局 供稿）", [("供稿", ("市生态环境局",))]),
        ("供稿单位：市应急局", [("供稿单位", ("市应急局",))]),
        ("稿源：人民网", [("稿源", ("人民网",))]),
        ("出品：铁岭融媒", [("出品", ("铁岭融媒",))]),
        ("记者：John Smith", [("记者", ("John Smith",))]),
        ("统稿：张三 核校：李四", [("统稿", ("张三",)), ("核校", ("李四",))]),
        ("配音：张三 后期：李四", [("配音", ("张三",)), ("后期", ("李四",))]),
    ],
)
def test_credits(line: str, expected: list[tuple[str, tuple[str, ...]]]) -> None:
    assert credits(line) == expected


@pytest.mark.parametrize(
    "line",
    [
        "记者：您好，请问今年有什么打算？",
        "记者：谢谢。",
        "记者节快乐",
        "编辑部的故事",
        "图为会议现场",
        "文明城市创建",
        "联系人：张三",
        "编辑：同意",
        "出席：张三、李四",
        "作者单位：市委党校",
        "责任编辑：张三　电话：024-12345678",
        "（作者系市委党校教授）",
        "主办：市委办公室",
        "◎张三",
    ],
)
def test_what_only_looks_like_credits(line: str) -> None:
    report = read_text(f"全市会议召开\n{BODY}{line}\n")
    assert report.credits == ()
    assert report.body_text().endswith(line)


def test_credits_know_their_places_and_stay_in_order() -> None:
    report = read_text(f"全市会议召开\n记者 张三\n{BODY}编辑：李四\n校对：王五\n")
    assert report.credits == (
        Credit("记者", ("张三",), Span.at(2, 1, 5)),
        Credit("编辑", ("李四",), Span.at(4, 1, 5)),
        Credit("校对", ("王五",), Span.at(5, 1, 5)),
    )


@pytest.mark.parametrize(
    ("end", "people"),
    [
        ("（市应急局 赵敏）", ("市应急局", "赵敏")),
        ("\n（市委宣传部　王 芳）", None),  # 王芳, or 王 and 芳
        ("\n（县融媒体中心 李雪、周涛）", ("县融媒体中心", "李雪", "周涛")),
        ("(市应急局 赵敏)", ("市应急局", "赵敏")),
        ("（市应急局 主办）", None),
        ("（市应急局供图）", None),
        ("（详见市应急局 网站）", None),
    ],
)
def test_who_sent_a_report_in_needs_no_role(end: str, people: tuple[str, ...] | None) -> None:
    report = read_text(f"全市会议召开\n{BODY.rstrip()}{end}\n")
    assert [one.people for one in report.credits if not one.role] == [people] * (people is not None)
    assert report.body_text() == BODY.rstrip() + (end if people is None else "")


def test_a_bracket_inside_a_sentence_sends_nothing_in() -> None:
    report = read_text(f"全市会议召开\n{BODY.rstrip()}会后由专人负责（市应急局 赵敏）\n")
    assert report.credits == ()


def test_one_sentence_that_calls_out_is_a_body() -> None:
    report = read_text("全市环保会议召开\n\n会议指出要保护好环境！\n")
    assert report.headline is not None and report.headline.text == "全市环保会议召开"
    assert report.body_text() == "会议指出要保护好环境！"


def test_a_bracket_at_the_end_leaves_the_body() -> None:
    report = read_text(f"全市会议召开\n{BODY.rstrip()}（本报记者 张三）\n编辑：李四")
    assert report.body_text() == BODY.rstrip()
    assert [(one.role, one.in_body) for one in report.credits] == [
        ("本报记者", False),
        ("编辑", False),
    ]


def test_a_bracket_in_the_lead_stays_in_the_body() -> None:
    report = read_text(f"全市会议召开\n本报讯（记者 张三）{BODY}")
    assert report.body_text().startswith("本报讯（记者 张三）6月3日")
    assert [(one.role, one.people, one.in_body) for one in report.credits] == [
        ("记者", ("张三",), True)
    ]


# ---- headline ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lines", "kicker", "headline", "subtitle"),
    [
        (["全市会议召开"], "", "全市会议召开", ""),
        (["全市会议召开", "——周文博出席并讲话"], "", "全市会议召开", "——周文博出席并讲话"),
        (["全市会议召开", "周文博出席并讲话"], "", "全市会议召开", "周文博出席并讲话"),
        (["守住一江清水", "全市河长制会议召开"], "守住一江清水", "全市河长制会议召开", ""),
        (
            ["守住一江清水", "全市河长制会议召开", "周文博出席 林晓燕主持"],
            "守住一江清水",
            "全市河长制会议召开",
            "周文博出席 林晓燕主持",
        ),
        (["关于做好防汛工作的", "通知"], "", "关于做好防汛工作的通知", ""),
        (
            ["关于市政协工作会议", "精神的传达提纲和", "通知"],
            "关于市政协工作会议",
            "精神的传达提纲和通知",
            "",
        ),
        (["在全市大会上的讲话", "宋　诚"], "", "在全市大会上的讲话", ""),
        (["在全市大会上的讲话", "（2024年2月18日）"], "", "在全市大会上的讲话", ""),
        (["2024年2月18日", "全市会议召开"], "", "全市会议召开", ""),
        (["本报记者 张三", "全市会议召开"], "", "全市会议召开", ""),
        (["市长说：“要快！”", "全市会议召开"], "", "", ""),
    ],
)
def test_title(lines: list[str], kicker: str, headline: str, subtitle: str) -> None:
    found = read_text("\n".join([*lines, BODY])).headline
    if not headline:
        assert found is None or found.derived
        return
    assert found is not None
    assert (plain(found.kicker), found.text, plain(found.subtitle)) == (
        kicker,
        headline,
        subtitle,
    )
    assert not found.derived


@pytest.mark.parametrize(
    ("lead", "headline"),
    [
        ("10月24日，市政府召开全市安全生产工作会议，传达精神。", "市政府召开全市安全生产工作会议"),
        (
            "近日，省委办公厅印发《关于加强工作的意见》，要求抓好落实。",
            "省委办公厅印发《关于加强工作的意见》",
        ),
        (
            "昨日，记者从市交通局获悉，我市首条智慧公交线路正式开通运营。",
            "我市首条智慧公交线路正式开通运营",
        ),
        ("2023年10月24日上午9时，第十四届市运会在市体育场隆重开幕。", "第十四届市运会开幕"),
        ("在深入学习贯彻会议精神之际，10月24日，市委召开座谈会。", "市委召开座谈会"),
        (
            "为加强森林防火工作，市林草局组织召开森林防火工作会议。",
            "市林草局组织召开森林防火工作会议",
        ),
        ("全市经济工作会议10月24日召开。", "全市经济工作会议召开"),
        ("10月24日至25日，市十七届人大三次会议在铁岭召开。", "市十七届人大三次会议召开"),
        ("新华社北京10月24日电 全国粮食会议24日在北京召开。", "全国粮食会议召开"),
        ("本报讯（记者 张三）10月24日，全市卫生工作会议召开。", "全市卫生工作会议召开"),
        ("10月24日, 全市防汛工作会议召开.会议指出,", "全市防汛工作会议召开"),
        ("（10月24日）全市防汛工作会议召开。", "全市防汛工作会议召开"),
        ("星期二（10月24日），全市防汛工作会议召开。", "全市防汛工作会议召开"),
        ("当地时间10月24日，中国—东盟博览会在南宁开幕。", "中国—东盟博览会开幕"),
        ("昨天，第三届农民丰收节在西丰县盛大启幕。", "第三届农民丰收节启幕"),
        ("10月24日，由市总工会主办的全市职工球赛开赛。", "全市职工球赛开赛"),
        ("连日来，各地各部门认真学习全会精神。", None),
        ("市委书记赴各县区调研，先后察看了秸秆禁烧、粮食收购、供暖等情况，并召开座谈会。", None),
        (f"10月24日，{'全市生态环境保护工作' * 6}会议召开。", None),
    ],
)
def test_derived_headline(lead: str, headline: str | None) -> None:
    report = read_text(lead + "会议要求抓好落实。")
    if headline is None:
        assert report.headline is None
        assert codes(report) == ["headline-missing"]
        return
    assert report.headline is not None
    assert (report.headline.text, report.headline.derived) == (headline, True)


def test_a_headline_from_outside_overrides() -> None:
    for text in (BODY, f"全市会议召开\n{BODY}"):
        headline = read_text(text, headline="另拟标题").headline
        assert headline is not None
        assert (headline.text, headline.derived) == ("另拟标题", True)


# ---- date, dateline ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("10月24日，会议召开。", ("10月24日", None, 10, 24)),
        ("2023年10月24日至25日，会议召开。", ("2023年10月24日", 2023, 10, 24)),
        ("二〇二三年十月二十四日，会议召开。", ("二〇二三年十月二十四日", 2023, 10, 24)),
        ("民國112年10月24日，市府開會。", ("民國112年10月24日", 2023, 10, 24)),
        ("新华社北京10月24日电 会议23日在北京召开。", ("23日", None, 10, 23)),
        ("会议要求，到2025年12月31日前完成。", None),
        ("会议指出，工作很好。10月24日有雨。", None),
        ("截至10月24日，全市完成投资3亿元。", None),
        ("13月45日，会议召开。", None),
        ("时间：2024-03-12\n地点：三楼\n会议研究了有关工作。", ("2024-03-12", 2024, 3, 12)),
    ],
)
def test_meeting_date(text: str, said: tuple[str, int | None, int, int] | None) -> None:
    date = read_text(text, headline="标题").meeting_date
    assert (date and (date.text, date.year, date.month, date.day)) == said


@pytest.mark.parametrize(
    ("lead", "dateline"),
    [
        (
            "新华社北京10月24日电（记者 张三、李四）会议召开。",
            "新华社北京10月24日电（记者 张三、李四）",
        ),
        ("新华社北京10月24日电 题：守护一江碧水。", "新华社北京10月24日电"),
        ("本报讯 10月24日，会议召开。", "本报讯"),
        ("【本报讯】10月24日，会议召开。", "【本报讯】"),
        ("清河新闻网讯（融媒记者 王达）会议召开。", "清河新闻网讯（融媒记者 王达）"),
        ("央视网消息：10月24日，会议召开。", "央视网消息："),
        ("〔記者王小明／台北報導〕市府開會。", "〔記者王小明／台北報導〕"),
        ("市电视台电视片拍摄工作启动。", None),
        ("全市通讯行业会议召开。", None),
        ("10月24日电影节开幕，观众很多。", None),
    ],
)
def test_dateline(lead: str, dateline: str | None) -> None:
    report = read_text(lead, headline="标题")
    assert (report.dateline and report.dateline.text) == dateline
    assert report.body_text() == lead


# ---- body --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "level"),
    [
        ("一、加强领导", 1),
        ("（一）加强领导", 2),
        ("(二)加强领导", 2),
        ("1.加强领导", 3),
        ("2．加强领导", 3),
        ("（1）加强领导", 4),
        ("第一部分 总体要求", 1),
        ("一、会议指出，要加强领导。", 0),
        (
            "一、会议要求各级党组织要切实加强对这项工作的组织领导并将责任落实到岗位到人头，建立健全工作机制",
            0,
        ),
        ("1.5万人参加会议", 0),
        ("2024年工作总结", 0),
        ("三是强化督导", 0),
        ("（一）同意邹凯同志任办公室副主任", 2),
    ],
)
def test_headings(line: str, level: int) -> None:
    report = read_text(f"全市会议召开\n{BODY}{line}\n{BODY}")
    block = report.blocks[1]
    if level:
        assert isinstance(block, Heading)
        assert block.level == level
    else:
        assert isinstance(block, Paragraph)


def test_short_numbered_lines_in_a_row_are_a_list() -> None:
    report = read_text(f"全市会议召开\n{BODY}1.查水库；\n2.查河道；\n3.查山洪沟。\n{BODY}")
    block = report.blocks[1]
    assert isinstance(block, ListBlock)
    assert [(item.label, plain(item.runs)) for item in block.items] == [
        ("1.", "查水库；"),
        ("2.", "查河道；"),
        ("3.", "查山洪沟。"),
    ]
    assert block.ordered


def test_rows_of_cells_are_a_table_and_one_alone_is_not() -> None:
    report = read_text(f"全市会议召开\n{BODY}县区\t完成\n清河区\t12\n{BODY}单独\t一行\n")
    table = report.blocks[1]
    assert isinstance(table, Table)
    assert [[plain(cell.runs) for cell in row] for row in table.rows] == [
        ["县区", "完成"],
        ["清河区", "12"],
    ]
    assert [cell.header for cell in table.rows[0]] == [True, True]
    assert isinstance(report.blocks[-1], Paragraph)


def test_wrapped_lines_are_joined_and_others_are_not() -> None:
    wrapped = (
        "会议指出，要坚持问题导向、目标导向、效果导向，\n"
        "不断推进我市生态文明建设取得新成果，持续加强\n"
        "空气质量监测和信息发布。\n"
    )
    assert len(read_text("全市会议召开\n\n" + wrapped).blocks) == 1
    separate = "会议召开。\n会议指出，要抓好落实。\n会议要求，要加强领导。\n"
    assert len(read_text("全市会议召开\n" + separate).blocks) == 3


def test_latin_words_keep_their_space_where_lines_are_joined() -> None:
    lines = [
        "会议要求各部门加快建设数字政府推进 Open Data",
        "Platform 建设并持续做好数据的汇聚与共享工作以及",
        "后续各项保障任务",
    ]
    report = read_text("全市会议召开\n\n" + "\n".join(lines))
    assert report.body_text() == (
        "会议要求各部门加快建设数字政府推进 Open Data Platform "
        "建设并持续做好数据的汇聚与共享工作以及后续各项保障任务"
    )


SECOND = "市政协召开主席会议\n\n11月24日，市政协召开第十二次主席会议。\n"


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        (f"全市防汛会议召开\n\n11月23日，全市防汛会议召开。\n\n----------\n\n{SECOND}", [7]),
        (f"全市防汛会议召开\n\n11月23日，全市防汛会议召开。\n\n{SECOND}", [5]),
        (f"全市防汛会议召开\n\n11月23日，全市防汛会议召开。\n记者：张三\n\n{SECOND}", [6]),
        (f"全市防汛会议召开\n\n11月23日，全市防汛会议召开。\n\n一、{SECOND}", []),
        (f"全市防汛会议召开\n\n近日，全市防汛会议在铁岭召开。\n\n{SECOND}", []),
        (f"全市防汛会议召开\n\n11月23日，全市防汛会议召开。\n{SECOND}", []),
        (
            "全市防汛会议召开\n\n11月23日，全市防汛会议召开。\n\n会议通报防汛工作\n\n"
            "会议指出，11月24日起各县区要值守。\n",
            [],
        ),
        (
            "全市防汛会议召开\n\n新华社沈阳11月23日电 全市防汛会议召开。\n\n市政协召开主席会议\n\n"
            "新华社沈阳11月24日电 市政协召开主席会议。\n",
            [5],
        ),
        (f"内部资料\n==========\n{SECOND}", []),
        (
            "会议召开\n\n11月23日，全市防汛会议召开。\n----------\n附件\n11月23日印发的名单附后。\n",
            [],
        ),
    ],
)
def test_a_second_report_in_the_file_is_told(text: str, lines: list[int]) -> None:
    found = [one for one in read_text(text).findings if one.code == "several-reports"]
    assert [one.span.line for one in found if one.span] == lines
