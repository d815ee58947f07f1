"""What a line does when no good break is left: addresses, formulas, letters, words cut."""

import pytest

from eco_print.typesetting import Composer, Justify, Line, prepare
from eco_print.typesetting.addresses import addresses

from .setting import advances, lines, set_

URL = "https://docs.example.org/zh-cn/guide/getting-started.html?version=8.1&from=home_page#install"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (f"见{URL}，常见问题", [URL]),
        ("网址www.example.com/a。", ["www.example.com/a"]),
        ("（http://a.example/b(c)）", ["http://a.example/b(c"]),  # as browsers take it, marks aside
        ("See ftp://x.example.", ["ftp://x.example"]),
        ("邮箱office@school.example.cn，", ["office@school.example.cn"]),
        ("比例3://4", []),
        ("@某人", []),
    ],
)
def test_addresses_are_told_from_the_sentence_around_them(text: str, found: list[str]) -> None:
    assert [text[start:end] for start, end in addresses(text)] == found


def address_lines(measure: int) -> tuple[str, list[Line]]:
    """An address among Han: the text, and the lines that begin inside the address."""
    text = f"完整的安装说明和常见问题的解答见{URL}，请各单位仔细阅读以后再行安装。"
    _, set_lines = set_(text, measure - 2, measure)
    assert "".join(text[line.start : line.end] for line in set_lines) == text
    return text, [line for line in set_lines if text.index(URL) < line.start < text.index("，请")]


@pytest.mark.parametrize("measure", range(8, 31))
def test_an_address_fills_its_lines_and_takes_no_hyphen(measure: int) -> None:
    text, inside = address_lines(measure)
    for line in inside:
        assert line.closing or line.width == pytest.approx(1000 * measure, abs=0.5)
        assert line.looseness <= 125
        assert not line.hyphen
        assert text[line.start] not in "/?&=#.-_:，。"
        assert line.start - text.index(URL) >= len("https://")


def test_an_address_divides_after_its_signs_where_that_leaves_no_hole() -> None:
    divided = [text[line.start - 1] for m in range(14, 31) for text, inside in [address_lines(m)]
               for line in inside]  # fmt: skip
    assert sum(char in "/?&=#.-_:" for char in divided) > 0.6 * len(divided)


def test_nowrap_holds_for_addresses() -> None:
    from eco_print.typesetting import Hints

    text = f"见{URL}，常见问题"
    hints = Hints(never=range(1, len(URL) + 2))
    found = Composer(prepare(text, advances(text), hints=hints)).lines((60_000,))
    assert text[found[0].start : found[0].end].startswith(f"见{URL}")


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("取样（2.2673±0.0002）g", ("2.2673±", "0.0002")),
        ("其中x²=12345×67890的解", ("x²=", "12345×", "67890")),
        ("结构为7.4:41.9:48.6的", ("7.4:", "41.9:", "48.6")),
    ],
)
def test_formulas_divide_after_their_signs(text: str, parts: tuple[str, ...]) -> None:
    """GB 3102.11: a formula is divided right after =, +, ±, × and the like."""
    for measure in range(4, 9):
        got = lines(text, measure, justify=Justify.NONE)
        for line in got:
            assert line[0] not in "±=×:"
        joined = "|".join(got)
        assert all(part in joined for part in parts)
    assert lines("温差±0.5℃以内", 4)[1].startswith("±0.5℃")  # a sign, no operator
    assert "10:30:45" in "|".join(lines("上午在10:30:45停", 5))


def test_letters_take_what_would_tear_han_apart_and_no_more_than_an_eighth() -> None:
    text = "网络RAG（retrieval）检索增强生成"
    _, set_lines = set_(text, 11)
    first = set_lines[0]
    got = text[first.start : first.end]
    assert first.width == 11_000
    inside = [first.after[i] for i in range(len(got) - 1) if got[i : i + 2].isascii()]
    assert max(inside) <= 125


def test_a_lone_word_is_not_torn_apart() -> None:
    close, wide = "internationalisation ABCDEFGHIJKL中国", "ABCDEFGHIJKL internationalisation中国"
    assert set(set_(close, 11)[1][0].after) == {0, 52, 53}
    assert set(set_(wide, 11)[1][0].after) == {0}


def test_a_ragged_line_is_never_cheaper_than_a_loose_one() -> None:
    got = lines("ABCDEFGHIJKLMNO调整为PQRSTUVWXYZABC以后", 14)
    assert got[0] == "ABCDEFGHIJKLMNO调整为"


@pytest.mark.parametrize("measure", range(6, 10))
def test_words_are_cut_before_the_rules_are(measure: int) -> None:
    for line in lines("常量（如MAXIMUMRETRYCOUNT），提交", measure):
        assert line[0] not in "），"
        assert line[-1] != "（"
