"""Lines around a text that are no paragraphs of it: speeches, notices, and all other reports."""

from __future__ import annotations

import pytest

from eco_print.config import Config
from eco_print.pipeline import read_options
from eco_print.reading import read
from eco_print.report import Paragraph, plain
from eco_print.templating.manners import manners

CASES = {
    "speech": (
        "在全市大会上的讲话\n（2024年2月18日）\n宋　诚\n\n同志们：\n今天开会，讲三点意见。\n",
        {"byline": ["（2024年2月18日）", "宋　诚"], "salutation": ["同志们："]},
    ),
    "speaker first": (
        "在全市大会上的讲话\n\n宋诚\n（二〇二四年二月十八日）\n\n同志们：\n今天开会，讲三点意见。\n",
        {"byline": ["宋诚", "（二〇二四年二月十八日）"], "salutation": ["同志们："]},
    ),
    "notice": (
        "关于做好防汛工作的通知\n\n各县（市、区）人民政府：\n现将有关事项通知如下。\n"
        "请认真落实。\n市防汛办\n市应急局\n2024年4月28日\n",
        {
            "salutation": ["各县（市、区）人民政府："],
            "signature": ["市防汛办", "市应急局", "2024年4月28日"],
        },
    ),
    "report": (
        "全市大会召开\n\n10月24日，全市大会召开。\n会议指出，要抓好落实。\n市领导参加会议。\n",
        {},
    ),
    "a day and one line": ("标题一行\n\n2024年2月18日\n会议召开。\n", {}),
    "a question": ("标题一行\n\n会议提出三点：\n一是抓好落实。\n二是抓紧推进。\n", {}),
}


@pytest.mark.parametrize("case", CASES)
def test_lines_that_are_no_paragraphs_have_their_manner(case: str) -> None:
    source, wanted = CASES[case]
    blocks = read(source.encode(), read_options(Config(), "r.txt")).blocks
    found: dict[str, list[str]] = {}
    for block, manner in zip(blocks, manners(blocks), strict=True):
        if manner:
            assert isinstance(block, Paragraph)
            found.setdefault(manner, []).append(plain(block.runs))
    assert found == wanted
