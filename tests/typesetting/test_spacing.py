"""White between characters: marks, Han and Latin, reduction and expansion (CLREQ 3.1.6, 3.2)."""

import pytest

from eco_print.typesetting import Hanging, Hints, Line, Settings, Trim, compose, prepare

from .setting import advances, gaps, lines, origins, set_


@pytest.mark.parametrize(
    ("text", "white"),
    [
        ("甲。”乙", [0, -500, 0]),
        ("甲，“乙", [0, -500, 0]),
        ("（《甲》）乙", [-500, 0, 0, -500, 0]),
        ("甲」「乙", [0, -500, 0]),
        ("甲？！乙", [0, -500, -500]),  # together one em
        ("甲！！！乙", [0, -500, -500, 0]),  # two ems
        ("甲？？？！乙", [0, -500, -500, -500, -500]),
        ("甲？”乙", [0, -500, 0]),
        ("甲、、乙", [0, -500, 0]),
        ("甲——乙", [0, 0, 0]),
        ("甲……”乙", [0, 0, 0, 0]),
    ],
)
def test_neighbouring_marks_lose_half_an_em(text: str, white: list[int]) -> None:
    first = 500 if text[0] == "（" else 0
    measured = gaps(text, 40)
    assert [round(gap) for gap in measured] == white
    assert origins(text, 40)[0] == -first


@pytest.mark.parametrize(
    ("text", "white"),
    [
        ("用PDF文件", [250, 0, 0, 250, 0]),
        ("10月24日", [0, 250, 250, 0, 250]),
        ("增长5%的", [0, 250, 0, 250]),
        ("（PDF）甲", [0, 0, 0, 0, 0]),  # none inside brackets
        ("用PDF。甲", [250, 0, 0, 0, 0]),  # none beside a stop
        ("是“5G”网", [0, 0, 0, 0, 0]),
        ("用 PDF 文", [0, 0, 0, 0, 0, 0]),  # a space is white enough
    ],
)
def test_air_between_han_and_latin(text: str, white: list[int]) -> None:
    assert gaps(text, 40) == white


def test_air_can_be_switched_off_for_letters_and_figures_apart() -> None:
    assert gaps("用A的", 40, air_letters=False) == [0, 0]
    assert gaps("用5的", 40, air_letters=False) == [250, 250]
    assert gaps("用5的", 40, air_digits=False) == [0, 0]


def test_no_air_at_line_edges() -> None:
    got = lines("一二三四PDF五六七八PDF", 5.5, 5.5)
    assert got[0] == "一二三四PDF"[: len(got[0])]
    _, set_lines = set_("一二三四五ABCDEFGHIJ一二三四五", 5)
    assert {line.width for line in set_lines} == {5000}


def test_an_opening_mark_at_a_lines_start_loses_its_left_half() -> None:
    assert origins("“一二三四五”", 30)[0] == -500
    assert origins("“一二三四五”", 30, trim=Trim.NORMAL)[0] == 0
    assert origins("“一二三四五”", 30, trim=Trim.SPACE_FIRST)[0] == 0
    assert origins("一二三四五“六七八", 5, line=1, trim=Trim.SPACE_FIRST)[0] == -500
    assert origins("一二三四五“六七八", 5, line=1, trim=Trim.NORMAL)[0] == 0


def test_a_closing_mark_at_a_lines_end_is_halved() -> None:
    _, always = set_("一二三四，五六七", 5)
    assert always[0].after[-1] == -500


def test_with_trim_start_it_is_halved_only_where_that_helps() -> None:
    _, whole = set_("一二三四，五六七", 5, trim=Trim.TRIM_START)
    assert whole[0].width == 5000 and whole[0].after[-1] == 0
    _, half = set_("一二三四，五六七", 4.5, trim=Trim.TRIM_START)
    assert half[0].end == 5 and half[0].after[-1] == -500


def test_space_all_trims_nothing() -> None:
    assert gaps("“甲。”“乙", 40, trim=Trim.SPACE_ALL) == [0, 0, 0, 0, 0]


def test_trim_all_halves_every_mark() -> None:
    assert gaps("甲，乙“丙”丁", 40, trim=Trim.TRIM_ALL) == [0, -500, -500, 0, 0, -500]


def test_white_is_taken_in_the_order_of_clreq() -> None:
    """Brackets before pauses, pauses before air, air before stops; each stage to its limit."""
    text = "一（二）三，四A五。六·七八九十甲乙丙丁戊己庚辛壬癸"
    where = {0: "（", 3: "（", 5: "，", 6: "A", 7: "A", 9: "。", 10: "·", 11: "·"}
    paragraph = prepare(text, advances(text), hints=Hints(never=range(1, len(text))))
    whole = compose(paragraph, (60_000,))[0]
    full, order = set_gaps(whole), []
    for take in range(50, 2750, 50):
        given = set_gaps(compose(paragraph, (whole.width - take,))[0])
        changed = {kind for gap, kind in where.items() if given[gap] != full[gap]}
        order += [kind for kind in sorted(changed) if kind not in order]
    assert order == ["·", "（", "，", "A", "。"]


def set_gaps(line: Line) -> list[float]:
    before = dict(line.before)
    return [line.after[i] + before.get(i + 1, 0) for i in range(len(line.after))]


def test_air_shrinks_to_an_eighth_and_no_further() -> None:
    text = "甲A乙"
    assert compose(prepare(text, advances(text)), (2_750,))[0].after[:2] == (125, 125)


def test_expansion_gives_to_air_first_and_then_to_all_gaps_alike() -> None:
    text = "一二三四A五六七八九十"
    _, set_lines = set_(text + "甲乙丙丁", 11.7)
    assert set_lines[0].width == 11_700
    after = set_lines[0].after
    assert max(after[:3]) - min(after[:3]) <= 1
    assert after[3] == after[4] + 1 or after[3] == after[4]
    assert after[3] - after[0] == pytest.approx(500, abs=1)


@pytest.mark.parametrize("measure", [7.3, 9.999, 12.345, 20.001])
def test_remainders_are_spread_so_that_the_edge_is_met(measure: float) -> None:
    text = "天地玄黄宇宙洪荒日月盈昃辰宿列张寒来暑往秋收冬藏" * 4
    _paragraph, set_lines = set_(text, measure)
    for line in set_lines[:-1]:
        assert line.width == pytest.approx(measure * 1000)
        total = sum(line.after) + 1000 * (line.end - line.start)
        assert total == round(measure * 1000)
        assert max(line.after[:-1]) - min(line.after[:-1]) <= 1


def test_sizes_of_their_own_keep_the_edge_to_half_a_thousandth() -> None:
    text = "天地玄黄宇宙洪荒日月盈昃" * 6
    sizes = [600 if i % 7 == 3 else 1000 for i in range(len(text))]
    paragraph = prepare(text, [float(size) for size in sizes], sizes=sizes)
    for line in compose(paragraph, (13_300,))[:-1]:
        width = sum(
            sizes[i] + line.after[i - line.start] * sizes[i] / 1000
            for i in range(line.start, line.end)
        )
        assert abs(width - 13_300) <= 0.5


def test_narrow_quotation_marks_of_a_face_are_given_their_full_width() -> None:
    paragraph = prepare("甲“乙”丙", [1000, 420, 1000, 420, 1000])
    line = compose(paragraph, (10_000,))[0]
    assert line.before == ((1, 580),)
    assert line.after == (0, 0, 0, 580, 0)


def test_hanging_only_when_asked_and_only_pauses_and_full_stops() -> None:
    text = "一二三四五，六七八九十，甲乙丙"
    assert not any(line.hang for line in set_(text, 5)[1])
    hung = set_(text, 5, hanging=Hanging.ALLOW_END)[1]
    assert hung[0].end == 6 and hung[0].hang == 500 and hung[0].width == 5000
    forced = set_("一二三四，五六七八九", 5, hanging=Hanging.FORCE_END)[1]
    assert forced[0].width == 5000
    quoted = set_("一二三四五”六七八", 5, hanging=Hanging.ALLOW_END)[1]
    assert not any(line.hang for line in quoted)


def test_hyphens_are_counted_in_the_line() -> None:
    text = "一二international三四五"
    paragraph = prepare(
        text, advances(text), Settings(), hints=Hints(hyphens=(7, 10), hyphen_width=400)
    )
    first = compose(paragraph, (5_650,))[0]
    assert first.hyphen and first.end in (7, 10)
    assert first.width == 5_650


def test_padding_of_an_inline_takes_room() -> None:
    paragraph = prepare("一二三四五六", [1000] * 6, hints=Hints(extras={1: 900}))
    set_lines = compose(paragraph, (5_000,))
    assert [line.end for line in set_lines] == [4, 6]
    assert sum(set_lines[0].after) == 100
