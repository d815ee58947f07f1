"""Other people's yardsticks in our own words: each case with the expectation we hold.

W3C's internationalisation tests of `line-break` for zh; the Web Platform Tests of
`text-spacing-trim` and `text-autospace`; the rules of UAX #14 as its LineBreakTest exercises
them; what the Typst community's CLREQ gap list expects. Where we differ on purpose, the case
says why.
"""

from itertools import pairwise, product

import pytest

from eco_print.typesetting import Justify, Settings, Strictness, Trim, classify, compose, prepare

from .setting import advances, gaps, origins, set_

LOOSE, BASIC, NORMAL, STRICT, ANYWHERE = (
    Strictness.LOOSE, Strictness.BASIC, Strictness.NORMAL, Strictness.STRICT, Strictness.ANYWHERE,
)  # fmt: skip


def parts(text: str, settings: Settings) -> list[str]:
    """The text cut at every place where a line may end."""
    positions = prepare(text, advances(text), settings).breaks.positions
    return [text[a:b] for a, b in pairwise(positions)]


def ends_a_line(char: str, strictness: Strictness) -> bool:
    return any(p.endswith(char) for p in parts(f"国国{char}国国", Settings(strictness)))


# W3C i18n, line-break for zh. Code points by their Unicode class; at which levels each may begin
# a line. `anywhere` lets all of them.
BEGIN = [
    ("CL", "、。〉》」』】〕〗〙〛）．］｝｠｡｣､，", frozenset()),
    ("CP", ")]", frozenset()),
    ("EX", "！？", frozenset()),
    # CSS lets ： ； ！ ？ ‼ ⁇ ⁈ ⁉ begin a line when loose; CLREQ's most basic rule does not.
    ("NS, pauses", "：；‼⁇⁈⁉", frozenset()),
    ("NS, kana and marks", "々〻ゝゞヽヾーぁァャッ", frozenset({LOOSE, BASIC, NORMAL})),
    ("NS, wave dashes", "〜゠", frozenset({LOOSE})),
    ("NS, middle dots", "・", frozenset({LOOSE})),
    ("BA, hyphens", "‐–", frozenset({LOOSE})),
    ("IN", "…⋯", frozenset({LOOSE, BASIC, NORMAL})),
    ("B2", "—⸺", frozenset({LOOSE, BASIC, NORMAL})),
    # Postfixes may begin a line when loose by CSS; a number keeps its unit here at every level.
    ("PO", "%‰％℃°′″", frozenset()),
    ("ID", "国あ한①★", frozenset({LOOSE, BASIC, NORMAL, STRICT})),
]  # fmt: skip
END = [
    ("OP", "“‘（《〈「『【〔〖〘〚［｛｟〝", frozenset()),
    # Prefixes may end a line when loose by CSS; money keeps its sign here at every level.
    ("PR", "$￥£€№", frozenset()),
    ("SY", "／", frozenset({LOOSE, BASIC})),
    ("CL", "、。》」』】，", frozenset({LOOSE, BASIC, NORMAL, STRICT})),
    ("ID", "国あ한①★", frozenset({LOOSE, BASIC, NORMAL, STRICT})),
]


@pytest.mark.parametrize("level", [LOOSE, BASIC, NORMAL, STRICT])
@pytest.mark.parametrize(("name", "chars", "levels"), BEGIN, ids=[case[0] for case in BEGIN])
def test_what_may_begin_a_line(
    name: str, chars: str, levels: frozenset[Strictness], level: Strictness
) -> None:
    for char in chars:
        cut = parts(f"国国{char}国国", Settings(level))
        assert any(part.startswith(char) for part in cut) == (level in levels), (name, char, cut)


@pytest.mark.parametrize("level", [LOOSE, BASIC, NORMAL, STRICT])
@pytest.mark.parametrize(("name", "chars", "levels"), END, ids=[case[0] for case in END])
def test_what_may_end_a_line(
    name: str, chars: str, levels: frozenset[Strictness], level: Strictness
) -> None:
    for char in chars:
        assert ends_a_line(char, level) == (level in levels), (name, char)


@pytest.mark.parametrize("char", "、。！？：；々ー〜・‐…—％“（《")
def test_anywhere_lets_all_of_them(char: str) -> None:
    cut = parts(f"国国{char}国国", Settings(ANYWHERE))
    assert cut == ["国", "国", char, "国", "国"]


# WPT, text-spacing-trim: every pair of classes, and what the first loses before the second.
OPEN, CLOSE, PAUSE, STOP, MIDDLE, HAN = "（", "）", "，", "。", "・", "国"
HALVES = {
    **dict.fromkeys(product((CLOSE, PAUSE, STOP), (CLOSE, PAUSE, STOP)), -500),
    **{(a, OPEN): -500 for a in (OPEN, CLOSE, PAUSE, STOP)},
    # CSS trims before and after a middle dot too; CLREQ keeps the dot's sides, to give at need.
    **dict.fromkeys(product((CLOSE, PAUSE, STOP), (MIDDLE, HAN)), 0),
    **{(a, OPEN): 0 for a in (MIDDLE, HAN)},
    **{(OPEN, b): 0 for b in (MIDDLE, HAN, CLOSE, PAUSE, STOP)},
    **dict.fromkeys(product((MIDDLE, HAN), (MIDDLE, HAN, CLOSE, PAUSE, STOP)), 0),
}


@pytest.mark.parametrize("trim", [Trim.NORMAL, Trim.SPACE_FIRST, Trim.TRIM_START, Trim.TRIM_BOTH])
def test_every_pair_of_marks_is_trimmed_as_css_has_it(trim: Trim) -> None:
    for (a, b), white in HALVES.items():
        assert gaps(f"国{a}{b}国", 40, trim=trim)[1] == white, (a, b)


def test_space_all_keeps_and_trim_all_takes_every_blank() -> None:
    for a, b in HALVES:
        assert gaps(f"国{a}{b}国", 40, trim=Trim.SPACE_ALL)[1] == 0
        closing, opening = a in CLOSE + PAUSE + STOP, b == OPEN
        assert gaps(f"国{a}{b}国", 40, trim=Trim.TRIM_ALL)[1] == -500 * (closing + opening)


EDGES = [  # value, an opening mark on the first line, on a later one, a closing mark at an end
    (Trim.SPACE_ALL, 0, 0, 0),
    (Trim.NORMAL, 0, 0, 0),
    (Trim.SPACE_FIRST, 0, -500, 0),
    (Trim.TRIM_START, -500, -500, 0),
    (Trim.TRIM_BOTH, -500, -500, -500),
    (Trim.TRIM_ALL, -500, -500, -500),
]


@pytest.mark.parametrize(("trim", "first", "later", "end"), EDGES)
def test_marks_at_line_edges(trim: Trim, first: int, later: int, end: int) -> None:
    assert origins("“国国国”国", 30, trim=trim)[0] == first
    assert origins("国国国国国“国国国", 5, line=1, trim=trim)[0] == later
    _, whole = set_("国国国国，国国国", 5, trim=trim)
    assert whole[0].end == 5 and whole[0].after[-1] == end


def test_normal_halves_a_closing_mark_at_a_lines_end_where_the_line_needs_it() -> None:
    _, needed = set_("国国国国，国国国", 4.5, trim=Trim.NORMAL)
    assert needed[0].end == 5 and needed[0].after[-1] == -500


# WPT, text-autospace: Han beside every kind of neighbour, for each value.
NEIGHBOURS = [  # CSS counts figures alone; to a compositor a percentage is a number
    ("A", "alpha"), ("é", "alpha"), ("Ω", "alpha"), ("я", "alpha"), ("5", "numeric"),
    ("%", "numeric"), ("-", ""), (".", ""), ("(", ""), ("/", ""), ("，", ""), ("（", ""),
    ("あ", ""), ("한", ""), ("Ａ", ""), ("５", ""), ("①", ""), ("—", ""), ("…", ""), ("国", ""),
    ("\u00a0", ""), (" ", ""),
]  # fmt: skip


@pytest.mark.parametrize(("char", "kind"), NEIGHBOURS)
@pytest.mark.parametrize("values", [(True, True), (True, False), (False, True), (False, False)])
def test_air_by_value_and_neighbour(char: str, kind: str, values: tuple[bool, bool]) -> None:
    letters, digits = values
    wanted = 250 if (kind == "alpha" and letters) or (kind == "numeric" and digits) else 0
    found = gaps(f"国{char}国", 40, air_letters=letters, air_digits=digits)
    assert [max(gap, 0) for gap in found] == [wanted, wanted]


@pytest.mark.parametrize("kind", ["々", "ー", "〇", "𠀀", "㐀", "ㄅ"])
def test_what_counts_as_an_ideograph(kind: str) -> None:
    assert gaps(f"A{kind}5", 40) == [250, 250]


# UAX #14 as LineBreakTest exercises it, beside Han; | is an opportunity.
UNICODE = [
    ("LB4, 5", "国\n国", "国\n|国"),
    ("LB7", "国 国", "国 |国"),
    ("LB8", "A\u200bA", "A\u200b|A"),
    ("LB9", "国\u0301国", "国\u0301|国"),
    ("LB9", "国\ufe00国", "国\ufe00|国"),
    ("LB8a", "👩\u200d👧国", "👩\u200d👧|国"),
    ("LB11", "国\u2060国", "国\u2060国"),
    ("LB12", "国\u00a0国", "国\u00a0国"),
    ("LB13", "国)国", "国)|国"),
    ("LB14", "国( 国", "国|( 国"),
    ("LB15", "A“B”C", "A“B”C"),
    # Unicode lets a quotation mark stick to both sides; beside Han it is a bracket here.
    ("LB15, Han", "国“国”国", "国|“国”|国"),
    ("LB17", "国——国", "国|——|国"),
    ("LB18", "AB CD", "AB |CD"),
    # Unicode keeps 国… together; here an ellipsis may begin a line unless strict.
    ("LB22", "国……国", "国|……|国"),
    ("LB21", "well-known", "well-|known"),
    ("LB21a", "国-国", "国-|国"),
    ("LB23", "A1B2", "A1B2"),
    ("LB23, Han", "国1国", "国|1|国"),
    ("LB24, 25", "$100", "$100"),
    ("LB25", "1,234.56%", "1,234.56%"),
    ("LB25", "-5.0", "-5.0"),
    ("LB25", "(12)", "(12)"),
    ("LB25", "9:30", "9:30"),
    ("LB26, 27", "한국", "한|국"),
    ("LB28", "ABC", "ABC"),
    ("LB29", "A.B", "A.B"),
    ("LB30", "f(x)", "f(x)"),
    ("LB30b", "👍🏽国", "👍🏽|国"),
    ("LB31", "国国", "国|国"),
]


@pytest.mark.parametrize(("rule", "text", "wanted"), UNICODE)
def test_the_rules_of_unicode(rule: str, text: str, wanted: str) -> None:
    assert "|".join(parts(text, Settings(NORMAL))) == wanted, rule


# What the Typst community's list of gaps expects.


def test_quotation_marks_are_as_wide_as_their_text() -> None:
    assert classify("我说：“T'Pol 是‘虚构’人物！”") == "HHPOAAAAA HOHHCHHQC"


def test_an_interpunct_begins_no_line_and_gives_its_sides() -> None:
    text = "噫，克里斯蒂娜·罗塞蒂，还有阿加莎·克里斯蒂！"
    widths = [500 if char == "·" else 1000 for char in text]
    for wide in (advances(text), widths):
        found = compose(prepare(text, wide, Settings(BASIC)), (7_000,))
        assert not [line for line in found if text[line.start] == "·"]
    assert text[: found[0].end] == "噫，克里斯蒂娜·"


def test_air_is_stretched_on_both_sides_of_latin() -> None:
    first = set_("第1回成段", 3)[1][0]
    assert first.end == 3 and first.after[:2] == (250, 250)


def test_dashes_do_not_hang_out() -> None:
    text = "娜拉走后怎样？——别人可是也发表过意见的。"
    _, set_lines = set_(text, 9)
    assert text[: set_lines[0].end] == "娜拉走后怎样？——"
    assert (set_lines[0].width, set_lines[0].hang) == (9000, 0)


def test_a_bracket_at_a_paragraphs_start_is_trimmed_with_and_without_an_indent() -> None:
    for measures in ((8, 8), (6, 8)):
        assert origins("《新生》的出版之期接近了……", *measures)[0] == -500


def test_latin_brackets_beside_han_have_no_air() -> None:
    """The list expects air around inline code; CSS and CLREQ give none to marks."""
    assert gaps("汉字(code)汉字", 40) == [0] * 9


def test_ragged_text_keeps_its_natural_gaps() -> None:
    _, set_lines = set_("第二天我起得非常迟，午饭之后，出去看了朋友。", 7, justify=Justify.NONE)
    for line in set_lines:
        assert set(line.after) <= {0, -500}
