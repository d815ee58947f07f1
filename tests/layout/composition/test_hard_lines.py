"""Lines that a designer makes hard: letter-spacing, sizes, padding, turned text, missing glyphs."""

from itertools import pairwise

import pytest

from .pages import Char, pdf_of, rows, texts

TEXT = (
    "会议强调要坚持问题导向把当下改与长久立结合起来既要算好经济账也要算好生态账和民生账"
    "各县区要对照整改任务清单逐项销号确保年底前全面完成不留尾巴不打折扣"
)


def right(row: list[Char], size: float = 20) -> float:
    """Where the last character of a line ends, in points from the left margin."""
    return row[-1].x + size - 50


@pytest.mark.parametrize("spacing", ["2pt", "0.2em", "-1pt", "0.013em"])
@pytest.mark.parametrize("ems", [12, 20.3])
def test_no_letter_space_stands_at_a_lines_end(spacing: str, ems: float) -> None:
    """CSS Text 4, 8.2: white between characters is not put at the edge of a line."""
    set_ = rows(pdf_of(f"<p>{TEXT}", f"p {{ letter-spacing: {spacing} }}", ems=ems))
    for row in set_[:-1]:
        assert right(row) == pytest.approx(ems * 20, abs=0.05)


def test_letter_space_is_kept_between_characters_and_around_marks() -> None:
    row = rows(pdf_of("<p>国“国”，国", "p { letter-spacing: 2pt }", ems=30))[0]
    assert [round(b.x - a.x) for a, b in pairwise(row)] == [22, 22, 22, 12, 22]


def test_centred_letter_spaced_text_is_centred_by_what_is_seen() -> None:
    row = rows(pdf_of("<p>会议简报", "p { letter-spacing: 20pt; text-align: center }", ems=20))[0]
    assert row[0].x - 50 == pytest.approx(400 - right(row), abs=0.05)


def test_word_space_is_added_to_spaces_alone() -> None:
    plain = rows(pdf_of("<p>国 A B国", ems=30))[0]
    wide = rows(pdf_of("<p>国 A B国", "p { word-spacing: 10pt }", ems=30))[0]
    assert wide[-1].x - plain[-1].x == pytest.approx(20, abs=0.05)


@pytest.mark.parametrize(
    "css",
    [
        "b { font-size: 150% }",
        "b { padding: 0 7pt; margin: 0 -3pt }",
        "b { font-size: 61%; letter-spacing: 1pt }",
        "b { border: 1pt solid; box-decoration-break: clone }",
    ],
)
def test_sizes_and_padding_in_one_line_leave_its_edge_alone(css: str) -> None:
    body = "".join(f"<b>{TEXT[at : at + 3]}</b>{TEXT[at + 3 : at + 11]}" for at in range(0, 66, 11))
    set_ = rows(pdf_of(f"<p>{body}", css + "b { font-weight: normal }", ems=17))
    by_page = [row for row in set_[:-1] if row[-1].x > 300]
    assert len(by_page) >= 3
    for row in by_page:
        size = row[-1].right - row[-1].left
        if size > 16:
            assert right(row, 20 if size < 21 else 30) == pytest.approx(340, abs=11)


def test_an_address_is_divided_and_its_lines_are_full() -> None:
    url = "https://docs.example.org/zh-cn/guide/getting-started.html?version=8.1#install"
    got = rows(pdf_of(f"<p>{TEXT[:14]}见<a href='{url}'>{url}</a>，{TEXT[14:]}", ems=20))
    assert (
        "".join(char.char for row in got for char in row)
        .replace("-", "")
        .count(url.replace("-", ""))
        == 1
    )
    for row in got[:-1]:
        assert max(b.x - a.x for a, b in pairwise(row)) < 31  # an em and half an em of air


def test_turned_text_is_left_to_the_engine() -> None:
    for body in (
        f"{TEXT[:9]}<span dir=rtl>甲乙丙</span>{TEXT[9:]}",
        f"{TEXT[:9]}שלום עולם{TEXT[9:]}",
    ):
        assert pdf_of(f"<p>{body}", on=True) == pdf_of(f"<p>{body}", on=False)


def test_missing_glyphs_do_not_overlap() -> None:
    row = rows(pdf_of("<p>甲\U000f0000\U000f0001\U000f0002乙", ems=30))[0]
    stands = sorted({char.x for char in row})
    assert min(b - a for a, b in pairwise(stands)) > 8


@pytest.mark.parametrize("ems", [1, 1.5, 2, 3])
def test_the_narrowest_measures_hold_one_character_a_line(ems: float) -> None:
    got = texts(pdf_of("<p>国“国”，（国）国——国", ems=ems))
    assert "".join(got) == "国“国”，（国）国——国"
    assert max(map(len, got)) <= 4 * ems
