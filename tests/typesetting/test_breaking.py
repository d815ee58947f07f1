"""The whole paragraph at once: least cost, no runts, total, deterministic, linear."""

from itertools import combinations, pairwise
from math import inf

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eco_print.typesetting import (
    Composer,
    Justify,
    Settings,
    Strictness,
    Trim,
    breaking,
    compose,
    prepare,
)
from eco_print.typesetting.candidates import LOOSE, Candidates
from eco_print.typesetting.compose import line_of

from .setting import advances, lines, set_

NASTY = st.text(
    st.one_of(
        st.sampled_from("中文字，。、；：？！“”‘’（）《》—…·～/-3 .%A z\n\u00ad\u200b\u3000"),
        st.characters(),
    ),
    max_size=80,
)


@given(
    NASTY,
    st.floats(1, 60),
    st.sampled_from(list(Strictness)),
    st.sampled_from(list(Trim)),
    st.sampled_from(list(Justify)),
    st.booleans(),
)
@settings(deadline=None, max_examples=300)
def test_any_text_at_any_measure_gives_lines_that_together_are_the_text(
    text: str, measure: float, strictness: Strictness, trim: Trim, justify: Justify, fit: bool
) -> None:
    choices = Settings(strictness=strictness, trim=trim, justify=justify, first_fit=fit)
    set_lines = compose(prepare(text, advances(text), choices), (measure * 1000,))
    at = 0
    for line in set_lines:
        assert at <= line.start <= line.end <= line.next
        assert set(text[at : line.start] + text[line.end : line.next]) <= set(
            " \t\n\u0085\u2028\u2029\u200b\u3000\u1680\u2000\u2001\u2002\u2003\u2004"
            "\u2005\u2006\u2008\u2009\u200a\u205f\u00a0"
        )
        assert len(line.after) == line.end - line.start
        at = line.next
    assert at == len(text)


@given(st.text(st.sampled_from("中文字，。“”（）—3A "), max_size=120), st.integers(6, 30))
@settings(deadline=None, max_examples=200)
def test_every_line_but_the_last_reaches_the_edge(text: str, measure: int) -> None:
    paragraph = prepare(text, advances(text))
    for line in Composer(paragraph).lines((measure * 1000,)):
        if not line.closing and sum(paragraph.evens[line.start : line.end - 1]):
            assert line.width == pytest.approx(measure * 1000, abs=0.5) or line.width > measure


@given(st.text(st.sampled_from("中文字，。“”（）3A"), min_size=8, max_size=16), st.integers(5, 8))
@settings(deadline=None, max_examples=60)
def test_no_way_of_breaking_costs_less(text: str, measure: int) -> None:
    """Every way is tried and priced by the same judge; the search must find the cheapest."""
    paragraph = prepare(text, advances(text))
    breaker = breaking.Breaker(paragraph)
    if breaker.candidates.widest() > measure * 1000:
        return
    found = [cut.last for cut in breaker.cuts((measure * 1000.0,))]
    least = inf
    for tolerance in breaking.TOLERANCES:
        least = min(least, _least(breaker, measure * 1000.0, tolerance))
        if least < breaking.RUNT:
            break
    if least < inf:
        price = _price(breaker, found, measure * 1000.0, breaking.TOLERANCES[-1])
        assert price <= least + 1e-6


def _least(breaker: breaking.Breaker, measure: float, tolerance: float) -> float:
    last = len(breaker.paragraph.breaks.positions) - 1
    inner = range(1, last)
    ways = (
        [*places, last] for count in range(min(len(inner), 5) + 1)
        for places in combinations(inner, count)
    )  # fmt: skip
    return min(_price(breaker, way, measure, tolerance) for way in ways)


def _price(breaker: breaking.Breaker, ends: list[int], measure: float, tolerance: float) -> float:
    last, lines_of = ends[-1], breaker.candidates
    runt, short = breaker._runts(0, last)
    total, start, after_loose = 0.0, 0, False
    for end in ends:
        judged = lines_of.judge(start, end, measure, end == last)
        easy = lines_of._easy_ends[end] - lines_of._easy_starts[start]
        if judged is None or (end != last and easy < measure * (1 - tolerance)):
            return inf  # the search does not look at lines that are emptier
        total += judged[1] + (breaking.LOOSE_AGAIN if after_loose and judged[2] else 0)
        if end == last and start and start >= short:
            total += breaking.RUNT if start >= runt else breaking.SHORT
        start, after_loose = end, judged[2]
    return total


PARAGRAPH = (
    "会议强调，要坚持问题导向，把“当下改”与“长久立”结合起来；既要算好经济账，也要算好生态账、民生账。"
    "各县（市）区要对照清单逐项销号，确保2025年底前全面完成——不留尾巴、不打折扣。"
)


@pytest.mark.parametrize("measure", range(10, 41))
def test_no_paragraph_ends_in_a_line_of_one_character(measure: int) -> None:
    for cut in range(20, len(PARAGRAPH)):
        text = PARAGRAPH[:cut].rstrip("“（—，；、") + "。"
        got = lines(text, measure - 2, measure)
        assert len(got) == 1 or len(got[-1].strip("，。；、“”（）—")) > 1, got


def test_nor_does_text_that_is_not_justified() -> None:
    got = lines("铁岭市生态环境保护委员会办公室", 14, justify=Justify.NONE)
    assert len(got[-1]) > 1


def test_loose_lines_do_not_follow_one_another_without_need() -> None:
    _, set_lines = set_(PARAGRAPH * 3, 18, 20)
    loose = [line.looseness > LOOSE for line in set_lines]
    assert not any(a and b for a, b in pairwise(loose))


def test_a_line_is_rather_let_out_by_a_third_of_its_air_than_crowded() -> None:
    text = (
        "10月24日，全市生态环境保护大会暨市生态文明建设和生态环境保护委员会会议召开。会议全面贯彻"
        "党的二十大精神，深入学习贯彻习近平生态文明思想，认真学习贯彻习近平总书记在新时代推动东北"
        "全面振兴座谈会上的重要讲话精神，贯彻落实全国、全省生态环境保护大会精神，对加强生态环境保"
        "护、全面推进美丽铁岭建设作出部署，决战四季度、打赢攻坚战，为奋力夺取三年行动首战之年的全"
        "面胜利、实现铁岭高质量发展厚植生态环境底色。市委书记、市人大常委会主任宋诚出席会议并讲话，"
        "市政协主席冯智出席会议。"
    )
    assert lines(text, 26, 28)[0].endswith("设和生")


def test_measures_may_differ_from_line_to_line() -> None:
    _, set_lines = set_(PARAGRAPH, 18, 9, 9, 20)
    assert [line.width for line in set_lines[:-1]][:4] == [18000, 9000, 9000, 20000]


def test_a_paragraph_goes_on_from_any_line_to_another_measure() -> None:
    paragraph = prepare(PARAGRAPH, advances(PARAGRAPH))
    composer = Composer(paragraph)
    first = composer.lines((18_000, 20_000))[:2]
    rest = composer.lines((14_000,), first[-1].next)
    assert rest[0].start == first[-1].next
    assert {line.width for line in rest[:-1]} == {14_000}
    with pytest.raises(ValueError, match="no line starts"):
        composer.lines((14_000,), len(PARAGRAPH) + 1)


def test_a_word_that_was_cut_on_a_narrow_measure_goes_on_on_a_wide_one() -> None:
    text = "会议internationally会议"
    composer = Composer(prepare(text, advances(text)))
    first = composer.lines((1_000, 3_000))
    assert first[2].next not in (0, 2, len(text) - 2)
    rest = composer.lines((3_000,), first[2].next)
    assert rest[0].start == first[2].next
    assert rest[-1].next == len(text)


def test_text_ends_lines_where_it_says_so() -> None:
    assert lines("甲乙\n\n丙\n", 10) == ["甲乙", "", "丙"]


def test_first_fit_fills_each_line_in_turn() -> None:
    assert lines("一二三四五六七八", 5, first_fit=True) == ["一二三四五", "六七八"]
    assert lines("一二三四五六", 5)[-1] != "六"


def test_composition_is_the_same_every_time() -> None:
    assert set_(PARAGRAPH, 20)[1] == set_(PARAGRAPH, 20)[1]


def test_effort_grows_with_the_text_and_no_faster(monkeypatch: pytest.MonkeyPatch) -> None:
    """A hundred thousand characters take a bounded number of looks a character."""
    looks = []
    judge = Candidates.judge
    monkeypatch.setattr(Candidates, "judge", lambda *given: (looks.append(1), judge(*given))[1])
    text = (PARAGRAPH * 1200)[:100_000]
    _, set_lines = set_(text, 28)
    assert set_lines[-1].next == 100_000
    assert len(looks) < 6 * len(text)


def test_lengths_must_agree() -> None:
    with pytest.raises(ValueError, match="one advance"):
        prepare("甲乙", [1000])


@pytest.mark.parametrize("measure", [12, 16.4, 23.3])
def test_the_search_prices_lines_as_they_are_then_set(measure: float) -> None:
    """What the search thinks each gap of a line gets is what the gap gets."""
    text = "全市累计投入4697万元完成河道清淤工程各县区要对照清单逐项落实确保年底前见到成效" * 4
    paragraph = prepare(text, advances(text))
    breaker = breaking.Breaker(paragraph)
    priced = breaker.candidates
    loose = 0
    for cut in breaker.cuts((measure * 1000,))[:-1]:
        rest = cut.measure - priced._ends[cut.last] + priced._starts[cut.first] + cut.trim
        line = line_of(paragraph, cut)
        if rest > 0:
            assert priced.grow(cut.first, cut.last, rest)[1] == pytest.approx(line.looseness)
            loose += line.looseness > 0
        else:
            assert (priced.take(cut.first, cut.last, -rest) > 0) == (rest < 0)
    assert loose
