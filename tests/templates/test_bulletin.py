"""The bulletin, measured from its PDFs: one line grid, figures in columns, credits, colophon."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from eco_print import Config, build
from support import EXAMPLE, ROOT

from .measuring import MM, Ink, Page, measured

LEADING, SIZE = 29 * MM, 16 * MM
RIGHT = 105 + 224 * MM
PIXEL = 0.75
SAMPLE = ROOT / "templates" / "bulletin" / "sample.md"


@cache
def pages(report: Path, **fields: str) -> tuple[Page, ...]:
    config = Config(template="bulletin", overrides=fields)
    return tuple(measured(build(report, config).products[0].data))


def line(report: Path, text: str) -> list[Ink]:
    return next(page.line(text) for page in pages(report) if text in page.text)


@pytest.mark.parametrize("report", [EXAMPLE, SAMPLE], ids=lambda path: path.stem)
def test_text_of_every_page_stands_on_one_grid_whatever_the_headline(report: Path) -> None:
    baselines = {
        round(each.baseline / LEADING % 1, 1) % 1
        for page in pages(report)
        for each in page.characters
        if each.size * PIXEL == pytest.approx(16, abs=0.01) and each.char == "会"
    }
    assert len(baselines) == 1


def test_the_headlines_white_above_and_below_is_alike() -> None:
    page = pages(EXAMPLE)[0]
    title = (
        page.line("全市生态环境保护大会暨市生态文明建设"),
        page.line("和生态环境保护委员会会议召开"),
    )
    rule = max(each.bottom for each in page.rules)
    above = min(each.top for each in title[0]) - rule
    after = page.line("10月24日，全市生态环境保护大会暨市生态文明建设和生")
    below = min(each.top for each in after) - max(each.bottom for each in title[1])
    assert above == pytest.approx(below, abs=0.2 * SIZE)


def test_figures_of_a_column_end_below_each_other_in_its_middle() -> None:
    rows = (("城东区", "34", "-9.1%"), ("城西区", "36", "-7.4%"), ("青山县", "29", "-10.2%"))
    found = [line(SAMPLE, "".join(row)) for row in rows]
    assert {round(each[-1].x, 1) for each in found} == {round(found[0][-1].x, 1)}, "the %"
    head = line(SAMPLE, "县（市）区PM2.5（微克/立方米）同比")
    for figures, above in ((found[0][3:5], head[5:18]), (found[2][5:], head[18:])):
        middles = [(each[0].left + each[-1].right) / 2 for each in (figures, above)]
        assert middles[0] == pytest.approx(middles[1], abs=0.3 * SIZE)


def test_roles_and_names_of_the_credits_stand_below_each_other() -> None:
    first, second = line(SAMPLE, "记者：王小楠"), line(SAMPLE, "通讯员：陈立")
    assert first[0].x == pytest.approx(second[0].x, abs=0.05)
    assert first[2].x == pytest.approx(second[3].x, abs=0.05), "the colons"
    assert first[-1].x + SIZE == pytest.approx(RIGHT, abs=0.1)


def test_the_number_of_copies_ends_one_character_inside_the_rules() -> None:
    copies = line(SAMPLE, "共印60份")
    assert copies[-1].x + 14 * MM == pytest.approx(RIGHT - SIZE, abs=0.1)
