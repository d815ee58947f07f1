"""The newspaper and the large print, measured from the PDFs of their samples."""

from __future__ import annotations

from collections import Counter
from functools import cache

import pytest

from eco_print import Config, build
from support import ROOT

from .measuring import MM, Page, measured

LEADING, SIZE = 15 * MM, 10.5
PIXEL = 0.75  # sizes are in CSS pixels inside the engine's pages


@cache
def sample(template: str) -> tuple[Page, ...]:
    report = ROOT / "templates" / template / "sample.md"
    return tuple(measured(build(report, Config(template=template)).products[0].data))


def body(page: Page) -> Counter[tuple[int, float]]:
    """Characters of body size by column and baseline; three columns of 15 em, 1.5 em apart."""
    left = (210 - 504 * MM) / 2
    step = 16.5 * SIZE * MM
    return Counter(
        (int((each.x - left + 0.1) // step), round(each.baseline, 2))
        for each in page.characters
        if each.size * PIXEL == pytest.approx(SIZE, abs=0.01)
    )


def test_the_columns_of_every_page_share_their_baselines() -> None:
    pages = sample("newspaper")
    assert len(pages) == 2
    offsets = set()
    for page in pages:
        lines = body(page)
        assert {column for column, _ in lines} == {0, 1, 2}
        offsets |= {round(baseline / LEADING % 1, 2) % 1 for _, baseline in lines}
    assert len(offsets) == 1, "one grid for all columns of all pages"


def test_columns_hold_fifteen_characters_and_end_level() -> None:
    last = body(sample("newspaper")[-1])
    assert 14 <= Counter(last.values()).most_common(1)[0][0] <= 16
    feet = [max(y for column, y in last if column == number) for number in range(2)]
    assert max(feet) - min(feet) <= 2 * LEADING


def test_the_headline_stands_across_and_above_the_columns() -> None:
    page = sample("newspaper")[0]
    line = page.line("守住一湖碧水，让河长真正“长”在河上")
    assert line[-1].right - line[0].left > 2 * 15 * SIZE * MM
    assert max(each.bottom for each in line) < min(y for _, y in body(page))


def test_large_print_has_no_small_type_and_no_thin_rule() -> None:
    pages = sample("large-print")
    sizes = {round(each.size * PIXEL, 1) for page in pages for each in page.characters}
    assert min(sizes) >= 18
    rules = [min(r.right - r.left, r.bottom - r.top) for page in pages for r in page.rules]
    assert rules
    assert min(rules) >= 1.45 * MM
