"""What may not begin, end or divide a line: CLREQ 3.1.1, GB/T 15834, W3C i18n tests for zh.

The code points by class are those that the W3C internationalisation tests of `line-break` try
for zh; each is tried between Han at every measure at which it could come to a line's edge.
"""

import pytest

from eco_print.typesetting import Justify, Strictness

from .setting import lines

STARTS = "。．，、：；？！‼⁇⁈⁉”’）》〉】〗〕］｝」』〙〛%‰"
STARTS_NORMAL = "·・‧～–〜／℃℉"
STARTS_STRICT = "々ーぁァゝ"
ENDS = "“‘（《〈【〖〔［｛「『〘〚"
LEVELS = (Strictness.LOOSE, Strictness.BASIC, Strictness.NORMAL, Strictness.STRICT)


def at_every_measure(text: str, strictness: Strictness) -> list[list[str]]:
    """Lines at each whole measure that leaves room to keep the rules."""
    return [
        lines(text, measure, strictness=strictness, justify=justify)
        for measure in range(5, 14)
        for justify in (Justify.INTER_CHARACTER, Justify.NONE)
    ]


@pytest.mark.parametrize("mark", STARTS)
def test_never_at_a_lines_start(mark: str) -> None:
    text = f"一二三四五六七{mark}八九十甲乙丙{mark}丁戊己庚"
    for level in LEVELS:
        for set_ in at_every_measure(text, level):
            assert not [line for line in set_ if line.startswith(mark)]


@pytest.mark.parametrize("mark", STARTS_NORMAL)
def test_connectors_begin_no_line_but_where_css_is_loose(mark: str) -> None:
    text = f"一二三四五六{mark}七八九十甲乙丙"
    for level in LEVELS[1:]:
        for set_ in at_every_measure(text, level):
            assert not [line for line in set_ if line.startswith(mark)]


def test_loose_lets_a_connector_begin_a_line_and_the_basic_rule_lets_a_slash_end_one() -> None:
    assert lines("一二三四／五六七八", 5, strictness=Strictness.BASIC)[0][-1] == "／"
    assert lines("一二三四五～六七八", 5, strictness=Strictness.LOOSE)[1][0] == "～"


@pytest.mark.parametrize("mark", STARTS_STRICT)
def test_iteration_marks_begin_no_line_when_strict(mark: str) -> None:
    for set_ in at_every_measure(f"一二三四五六{mark}七八九", Strictness.STRICT):
        assert not [line for line in set_ if line.startswith(mark)]


@pytest.mark.parametrize("mark", ENDS)
def test_never_at_a_lines_end(mark: str) -> None:
    text = f"一二三四五六{mark}七八九十甲乙丙{mark}丁戊己庚"
    for level in LEVELS:
        for set_ in at_every_measure(text, level):
            assert not [line for line in set_ if line.endswith(mark)]


def test_the_standard_keeps_a_slash_from_either_edge() -> None:
    for set_ in at_every_measure("一二三四五／六七八九十／甲乙丙", Strictness.NORMAL):
        assert not [line for line in set_ if line[0] == "／" or line[-1] == "／"]


@pytest.mark.parametrize("strictness", LEVELS)
@pytest.mark.parametrize(
    "whole",
    ["——", "……", "3.14", "12,345", "50%", "20‰", "-5", "￥100", "10:30", "ABC", "5G", "10km",
     "H²", "1+N", "————", "PM2.5", "𠀀󠄀", "👨\u200d👩\u200d👧", "é"],
)  # fmt: skip
def test_never_divided(whole: str, strictness: Strictness) -> None:
    text = f"一二三四五六七{whole}八九十甲乙丙丁戊己庚{whole}辛壬"
    for set_ in at_every_measure(text, strictness):
        assert sum(line.count(whole) for line in set_) == 2


def test_strict_keeps_dashes_and_ellipses_from_a_lines_start() -> None:
    for mark in ("——", "……"):
        for set_ in at_every_measure(f"一二三四五六七{mark}八九十甲乙丙", Strictness.STRICT):
            assert not [line for line in set_ if line.startswith(mark)]


def test_anywhere_drops_every_rule() -> None:
    got = lines("一二，三四", 2, strictness=Strictness.ANYWHERE, first_fit=True)
    assert "".join(got) == "一二，三四"
    assert got[1][0] == "，"


def test_spaces_do_not_lift_a_prohibition() -> None:
    for set_ in at_every_measure("一二三四（ 五六七 ）八九十 ，甲乙", Strictness.NORMAL):
        assert not [line for line in set_ if line[0] in "），" or line[-1] == "（"]


@pytest.mark.parametrize(
    "text",
    ["一二三\u00a0四五六", "一二三\u2060四五六", "一二三\ufeff四五六"],
)
def test_glue_keeps_its_neighbours_together(text: str) -> None:
    glue = text[3]
    for measure in (2, 3, 4, 5):
        assert any(f"三{glue}四" in line for line in lines(text, max(measure, 3)))


def test_zero_width_space_divides_latin() -> None:
    assert lines("abcd\u200befgh", 3, justify=Justify.NONE) == ["abcd", "efgh"]


@pytest.mark.parametrize(
    ("text", "measure", "wanted"),
    [  # cases of Unicode's LineBreakTest that concern Latin beside Han
        ("the quick fox", 3, ["the", "quick", "fox"]),
        ("well-known", 3, ["well-", "known"]),
        ("ab cd ", 1, ["ab", "cd"]),
        ("水000水", 2, ["水", "000", "水"]),
        ("(a) b", 2, ["(a)", "b"]),
        ("$100 $200", 2, ["$100", "$200"]),
    ],
)
def test_latin_divides_where_unicode_says(text: str, measure: int, wanted: list[str]) -> None:
    assert lines(text, measure, justify=Justify.NONE, air_digits=False) == wanted
