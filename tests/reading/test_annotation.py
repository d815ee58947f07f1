"""Pinyin in brackets in every spelling that copies leave it, and beside what it must leave."""

from __future__ import annotations

import unicodedata

import pytest

from reading.helpers import body, codes, read_text

DAMAGED = (
    "會(huì)議(yì)全面貫徹(chè)落實(shí)習近平生態(tài)文明思想,推進環(huán)境保護(hù)。會(huì)議(yì)強調(diào),"
    "要堅決(jué)貫徹(chè)黨(dǎng)中央決(jué)策部署,推動(dòng)?xùn)|北全面振興(xīng)。"
)
SOUND = (
    "会议全面贯彻落实习近平生态文明思想，推进环境保护。会议强调，要坚决贯彻党中央决策部署，"
    "推动东北全面振兴。"
)
WIDE = str.maketrans("()|?", "（）｜？")
FIGURES = str.maketrans(
    {
        "ì": "i4",
        "è": "e4",
        "í": "i2",
        "à": "a4",
        "á": "a2",
        "ù": "u4",
        "ò": "o4",
        "é": "e2",
        "ǎ": "a3",
    }
)


def with_figures(text: str) -> str:
    """huì → hui4, as keyboards without tones write it; the broken character keeps its own."""
    head, broken, rest = text.partition("?xùn)|")
    parts = [
        "".join(sorted(one.translate(FIGURES), key=str.isdigit)) if "(" not in one else one
        for one in head.replace("(", "\0(\0").replace(")", "\0)\0").split("\0")
    ]
    return "".join(parts) + broken + rest


@pytest.mark.parametrize(
    "damaged",
    [
        DAMAGED,
        DAMAGED.translate(WIDE),
        DAMAGED.replace("(", " ("),
        DAMAGED.replace(")", ") ").replace("?xùn) ", "?xùn)"),
        DAMAGED.replace("會(huì)", "會 ( huì ) "),
        DAMAGED.replace("(", "\u200b("),
        DAMAGED.replace("(huì)", "(HUÌ)").replace("(yì)", "(Yì)"),
        unicodedata.normalize("NFD", DAMAGED),
        DAMAGED.replace("環(huán)", "環(huǎn)"),
        DAMAGED.replace("環(huán)", "環(huan)"),
        DAMAGED.replace("?", "&#63;").replace("|", "&#124;"),
        with_figures(DAMAGED),
    ],
    ids=[
        "as it comes", "wide", "space before", "space after", "spaces inside", "zero width",
        "capitals", "decomposed", "wrong tone", "no tone", "references", "figures",
    ],
)  # fmt: skip
def test_however_the_readings_are_spelt(damaged: str) -> None:
    assert body(damaged) == SOUND


@pytest.mark.parametrize(
    ("tail", "meant"),
    [
        ("綠(lv4)色戰(zhàn)略(lu:è)", "绿色战略"),
        ("花兒(r)、事兒(ér)", "花儿、事儿"),
        ("环境改善(shàn)", "环境改善"),
        ("長(cháng)期、長(zhǎng)官、重(zhòng)要", "长期、长官、重要"),
    ],
)
def test_other_readings_in_a_copy_go_too(tail: str, meant: str) -> None:
    assert body(DAMAGED + tail) == SOUND + meant


@pytest.mark.parametrize("char", ["䶮（yǎn）", "燚（yì）", "行（háng）"])
def test_a_rare_reading_was_given_before_the_text_was_copied(char: str) -> None:
    report = read_text(f"{DAMAGED}劉{char}出席。")
    assert report.body_text() == f"{SOUND}刘{char}出席。"
    assert "pinyin-kept" in codes(report)


def test_a_copy_that_was_turned_back_to_simplified_has_its_readings_still() -> None:
    text = (
        "会(huì)议(yì)全面贯彻(chè)落实(shí)生态(tài)文明思想，推进环(huán)境保护(hù)。会(huì)议(yì)"
        "强调(diào)，要坚决(jué)贯彻(chè)党(dǎng)中央决(jué)策部署。"
    )
    report = read_text(text)
    assert report.body_text() == (
        "会议全面贯彻落实生态文明思想，推进环境保护。会议强调，要坚决贯彻党中央决策部署。"
    )
    assert {repair.kind for repair in report.repairs} == {"pinyin"}


@pytest.mark.parametrize(
    "text",
    [
        "我（wǒ）们（men）的（de）学（xué）校（xiào）很（hěn）大（dà），有（yǒu）红（hóng）花（huā）。",
        "会认的字：会（huì）、议（yì）、环（huán）、护（hù）。会议和环境保护的读音要记牢。",
        "重（zhòng）要、重（chóng）复；长（cháng）江、生长（zhǎng）；银行（háng）、行（xíng）走。",
        "请给下列字注音：赟（yūn）、頔（dí）、翀（chōng）、旻（mín）、堃（kūn）、劢（mài）、瑀（yǔ）。",
    ],
)
def test_a_primer_survives(text: str) -> None:
    assert body(text) == text


def test_a_paragraph_pasted_beside_a_copy_does_not_hide_it() -> None:
    report = read_text(f"{DAMAGED}\n會議要求，黨員要貫徹環境保護決策，調動各方。\n")
    assert report.body_text() == f"{SOUND}\n会议要求，党员要贯彻环境保护决策，调动各方。"


def test_readings_here_and_none_there_are_a_question() -> None:
    text = f"{DAMAGED}會議強調，會議要求，黨員要貫徹環境保護決策，調動各方。"
    assert "pinyin-ambiguous" in codes(read_text(text))
    assert "(" not in body(text, script="hans")
