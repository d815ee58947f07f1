"""The character grid: exact pitch, baselines on the grid on every page, headings in whole lines."""

import pytest
from weasyprint import HTML

from .pages import FAMILY, Char, chars, composing

POINT = 72 / 25.4
SHEET = f"""
@page {{ size: A4; margin: 37mm 26mm 35mm 28mm }}
html {{ font: 16pt {FAMILY}; -eco-character-grid: 28 22 / 156mm 225mm }}
body, p, h1, h2 {{ margin: 0 }}
p {{ text-indent: 2em }}
h1 {{ font: 22pt/1.3 小标宋, 补字; text-align: center }}
h2 {{ font: 16pt 黑体, 补字; line-height: inherit }}
"""
SENTENCE = "天地玄黄宇宙洪荒日月盈昃辰宿列张寒来暑往秋收冬藏闰余成岁律吕调阳云腾致雨露结为霜"


def grid_chars(body: str) -> list[Char]:
    with composing():
        pdf = HTML(string=f"<html lang=zh><style>{SHEET}</style><body>{body}").write_pdf()
    return chars(pdf)


def test_a_line_holds_28_characters_at_the_pitch_of_the_standard() -> None:
    found = grid_chars(f"<p style='text-indent: 0'>{SENTENCE * 3}")
    first = [char for char in found if abs(char.y - found[0].y) < 1]
    assert len(first) == 28
    for number, char in enumerate(first):
        assert char.x == pytest.approx((28 + number * 156 / 28) * POINT, abs=0.02)


def test_a_page_holds_22_lines_and_every_page_has_the_same_baselines() -> None:
    found = grid_chars(f"<p>{SENTENCE * 50}")
    pages: dict[int, list[float]] = {}
    for char in found:
        lines = pages.setdefault(char.page, [])
        if not lines or abs(lines[-1] - char.y) > 1:
            lines.append(char.y)
    assert len(pages[0]) == 22
    for page in range(len(pages) - 1):
        assert pages[page] == pytest.approx(pages[0], abs=0.01)
    steps = {round(a - b, 2) for a, b in zip(pages[0], pages[0][1:], strict=False)}
    assert steps == {round(225 / 22 * POINT, 2)}


def test_headings_of_any_size_take_whole_lines() -> None:
    body = (
        f"<h1>关于做好全市生态环境保护督察整改有关工作的通知和补充说明</h1><p>{SENTENCE}</p>"
        f"<h2>一、总体要求</h2><p>{SENTENCE}</p>"
        f"<h1 style='font-size: 30pt'>大标题</h1><p>{SENTENCE}"
    )
    found = grid_chars(body)
    pitch = 225 / 22 * POINT
    baselines = sorted({round(char.y, 2) for char in found if char.char in SENTENCE + "一、"})
    for y in baselines:
        off = (baselines[-1] - y) / pitch
        assert off == pytest.approx(round(off), abs=0.005)


def test_margins_between_blocks_do_not_leave_the_grid() -> None:
    found = grid_chars(f"<p style='margin-bottom: 7pt'>{SENTENCE}</p><p>{SENTENCE}")
    pitch = 225 / 22 * POINT
    lines = sorted({round(char.y, 2) for char in found}, reverse=True)
    for y in lines:
        steps = (lines[0] - y) / pitch
        assert steps == pytest.approx(round(steps), abs=0.005)


def test_tables_and_floats_are_not_snapped() -> None:
    body = (
        f"<p>{SENTENCE}<table><tr><td style='font: 10pt/1.2 宋体'>{SENTENCE}</table><p>{SENTENCE}"
    )
    found = [char for char in grid_chars(body) if char.char == "天"]
    pitch = 225 / 22 * POINT
    steps = (found[0].y - found[-1].y) / pitch
    assert steps == pytest.approx(round(steps), abs=0.005)
