"""Columns: nothing lost, no page given up, no heading left behind, even at the foot."""

from __future__ import annotations

from itertools import groupby

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from .pages import Char, chars, pdf_of

SENTENCE = "天地玄黄宇宙洪荒日月盈昃辰宿列张寒来暑往秋收冬藏闰余成岁律吕调阳云腾致雨露结为霜"
CSS = """
p, table, div { margin: 0 } p { orphans: 2; widows: 2 }
main { columns: 3; column-gap: 20pt }
.wide { column-span: all }
.tall { height: 200pt; break-inside: avoid }
h1 { break-after: avoid }
"""


def set_columns(body: str, css: str = "") -> list[Char]:
    return chars(pdf_of(f"<main>{body}</main>", CSS + css, ems=35))


def text(found: list[Char]) -> str:
    return "".join(char.char for char in found if char.char.strip())


def column(char: Char) -> int:
    """Which of three columns of 220 pt a character stands in."""
    return int((char.x - 50) // 240)


def numbered(count: int, prefix: str = "句") -> list[str]:
    return [f"{prefix}{n}{SENTENCE[n % 9 :]}" for n in range(100, 100 + count)]


def paragraphs(texts: list[str]) -> str:
    return "".join(f"<p>{each}</p>" for each in texts)


def test_a_table_across_the_columns_that_is_broken_over_pages_is_whole() -> None:
    rows = [f"行{n}" for n in range(100, 160)]
    body = (
        f"<p>{SENTENCE}</p><table class=wide><caption>题</caption>"
        + "".join(f"<tr><td>{row}</td></tr>" for row in rows)
        + f"</table>{paragraphs(numbered(3))}"
    )
    found = set_columns(body)
    assert max(char.page for char in found) >= 2
    assert text(found) == SENTENCE + "题" + "".join(rows) + "".join(numbered(3))


def test_a_picture_too_tall_for_the_second_column_leaves_the_first_on_its_page() -> None:
    body = (
        f"<div class=wide style='height: 330pt'>横</div><p>{SENTENCE}</p>"
        f"<div class=tall>图</div><p>尾{SENTENCE}"
    )
    found = set_columns(body)
    assert text(found) == f"横{SENTENCE}图尾{SENTENCE}"
    assert {char.page for char in found if char.char in "天霜"} == {0, 1}
    assert {char.page for char in found if char.char == "横"} == {0}


def test_a_heading_goes_to_the_next_page_with_what_stands_across_below_it() -> None:
    body = (
        f"{paragraphs(numbered(12))}<h1>题目</h1><div class=wide style='height: 400pt'>横</div>"
        f"<p>尾{SENTENCE}"
    )
    found = set_columns(body)
    pages = {char.char: char.page for char in found if char.char in "题横尾"}
    assert pages["题"] == pages["横"] == 1
    assert text(found).endswith(f"题目横尾{SENTENCE}")


@pytest.mark.parametrize("count", range(4, 13))
def test_columns_are_as_high_as_each_other_where_the_text_ends(count: int) -> None:
    """Free to break anywhere, three columns differ by the lines that do not divide by three."""
    found = set_columns(paragraphs(numbered(count)), "p { orphans: 1; widows: 1 }")
    lines = [
        len({round(char.y) for char in group})
        for _, group in groupby(found, key=lambda char: (char.page, column(char)))
    ]
    assert len(lines) == 3
    assert max(lines) - lines[-1] <= 2
    assert lines[0] == lines[1] == max(lines)


def test_a_break_to_a_new_page_inside_columns_is_one() -> None:
    found = set_columns("<p>甲</p><p style='break-before: page'>乙</p><p>丙</p>")
    assert [(char.char, char.page) for char in found] == [("甲", 0), ("乙", 1), ("丙", 1)]


PIECES = st.one_of(
    st.integers(1, 6).map(lambda n: ("p", SENTENCE * n)),
    st.integers(1, 3).map(lambda n: ("h1", SENTENCE[: 4 * n])),
    st.integers(1, 12).map(lambda n: (f"div class=tall style='height: {30 * n}pt'", "图")),
    st.integers(1, 20).map(lambda n: ("div class=wide", SENTENCE * n)),
)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(PIECES, min_size=1, max_size=12))
def test_columns_lose_nothing_repeat_nothing_and_keep_the_order(
    pieces: list[tuple[str, str]],
) -> None:
    body = "".join(f"<{tag}>{said}</{tag.split()[0]}>" for tag, said in pieces)
    assert text(set_columns(body)) == "".join(said for _, said in pieces)
