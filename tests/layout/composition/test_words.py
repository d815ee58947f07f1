"""Latin words in Chinese lines: divided only when a line would be poor otherwise, kerned alone."""

import pytest

from .pages import FAMILY, pdf_of, rows, texts

WORD = "internationalisation"


def words_in(css: str, ems: float, text: str = WORD) -> list[str]:
    body = f"<p>采用新的{text}标准，并在全市推广"
    return texts(pdf_of(body, css, ems=ems))


def test_words_are_divided_without_a_word_where_the_line_would_be_torn() -> None:
    assert any(line[-1] in "-‐" for line in words_in("", 9))


@pytest.mark.parametrize("css", ["p { hyphens: manual }", "html { hyphens: none }"])
def test_but_not_where_the_designer_forbids_it(css: str) -> None:
    assert not any(line[-1] in "-‐" for line in words_in(css, 12))


def test_nor_where_the_lines_are_good_without() -> None:
    text = "全市生态环境保护大会召开会议强调要坚持问题导向" + WORD + "，标准" * 8
    for line in texts(pdf_of(f"<p>{text}", ems=33)):
        assert line[-1] not in "-‐"


@pytest.mark.parametrize("name", ["MAXIMUMRETRYCOUNT", "PowerPoint", "https://a.example/abcdefg"])
def test_names_in_capitals_and_addresses_take_no_hyphen(name: str) -> None:
    for ems in (7, 8, 9):
        assert not any(line[-1] in "-‐" for line in words_in("", ems, name))


def test_nothing_is_divided_inside_nowrap() -> None:
    css = "span { white-space: nowrap } p { hyphens: auto }"
    for line in words_in(css, 9, f"<span>{WORD}</span>"):
        assert line[-1] not in "-‐"


@pytest.mark.parametrize("face", ["西文, 宋体", "宋体"])
def test_a_divided_word_meets_the_edge(face: str) -> None:
    """Its parts are kerned otherwise than the whole; a Chinese face's own hyphen is an em wide."""
    assert FAMILY.startswith("西文")
    css = f"html {{ font-family: {face} }} p {{ hyphens: auto }}"
    for word in ("Conventional", "AVATARVAWAYTO".title(), "TypographicWaves"):
        for ems in (8, 9, 10.3, 11):
            body = f"<p>常量全部大写提交信息遵循{word}提交信息遵循{word}提交信息遵循全部大写"
            for row in rows(pdf_of(body, css, ems=ems))[:-1]:
                last = row[-1]
                edge = 50 + 20 * ems
                if last.char > "\u4e00":
                    assert last.x + 20 == pytest.approx(edge, abs=0.05)
                else:
                    assert last.right < edge + 0.05
                    assert last.right > edge - 3
