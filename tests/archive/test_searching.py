"""Finding: words of two characters, names, numbers, days, ranges; and where they stand."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.deposits import MOMENT, deposit
from eco_print import EcoPrintError
from eco_print.archive import (
    Archive,
    Card,
    Credited,
    Days,
    Numbers,
    Query,
    Record,
    State,
    Term,
    days,
    numbers,
    open_archive,
    parse,
)
from eco_print.archive.catalogue import Catalogue
from eco_print.archive.catalogue.words import folded

TEXTS = {
    1: "会议强调，要坚持和加强党的全面领导。\n推行“1+N”工作法，完成率98.5%。",
    2: "會議要求，堅持環境保護優先，推動東北全面振興。",
    3: "10月24日召开会议。韩某䶮、𬭊某出席，𰻝𰻝面产业座谈。",
    4: "本市２０２３年ＧＤＰ增长。使用WeasyPrint排版，Eco-print输出。",
    5: "只谈生产安全，不谈其他。2023年10月24日的事。",
}
CARDS = {
    1: {"number": "12", "issued": date(2023, 10, 24), "credits": (Credited("记者", ("孙馗凯",)),)},
    2: {"number": "13", "issued": date(2023, 11, 1), "organ": "铁岭市委办公室"},
    3: {"number": "3", "issued": date(2024, 2, 29), "met": "2024-02-27"},
    4: {"number": "增刊", "issued": None, "publication": "工作动态"},
    5: {
        "number": "130",
        "issued": date(2022, 1, 31),
        "title": "安全生产专刊",
        "kicker": "坚持不懈",
    },
}


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    with open_archive(tmp_path_factory.mktemp("library") / "a", create=True) as archive:
        for number, text in TEXTS.items():
            bare = {"title": f"题{number}", "credits": (), "organ": "", "publication": "简报"}
            card = {**bare, **CARDS[number]}
            archive.add(deposit(number, text=text, **card))
        yield archive


def found(archive: Archive, typed: str = "", **more: object) -> set[int]:
    hits = archive.find(Query(terms=parse(typed), **more)).hits
    return {n for n, text in TEXTS.items() for h in hits if h.entry.record.card.text == text}


@pytest.mark.parametrize(
    ("typed", "issues"),
    [
        ("坚持", {1, 2, 5}),  # two characters; Traditional; a kicker
        ("堅持", {1, 2, 5}),
        ("环境保护", {2}),
        ("持坚", set()),
        ("会议", {1, 2, 3}),
        ("会议 坚持", {1, 2}),
        ("会议 坚持 领导", {1}),
        ("孙馗", {1}),
        ("记者孙馗凯", {1}),
        ("䶮", {3}),
        ("𬭊某", {3}),  # Extension E, younger than the tokenizer
        ("𰻝𰻝面", {3}),  # Extension G
        ("1+N", {1}),
        ("98.5%", {1}),
        ("GDP", {4}),
        ("gdp", {4}),
        ("weasy", {4}),
        ("print", {4}),
        ("铁岭", {2}),
        ("工作动态", {4}),
        ("生产安全", {5}),
        ("安全生产", {5}),
        ("产安", {5}),
        ("不存在的词", set()),
        ("，。", {1, 2, 3, 4, 5}),  # nothing to look for
    ],
)
def test_words_and_names(library: Archive, typed: str, issues: set[int]) -> None:
    assert found(library, typed) == issues


@pytest.mark.parametrize(
    ("typed", "issues"),
    [
        ("第12期", {1}),
        ("第12-13期", {1, 2}),
        ("第3—13期", {1, 2, 3}),
        ("12..130", {1, 2, 5}),
        ("增刊", {4}),  # a number that is none is text
        ("2023-10-24", {1, 5}),  # the day of issue, or a day that the text names
        ("2023年10月24日", {1, 5}),
        ("2023/10", {1}),
        ("2023-10", {1}),
        ("2023-10..2023-11", {1, 2}),
        ("2023年", {1, 2, 4, 5}),
        ("..2022-12", {5}),
        ("2024-02-27", {3}),  # the day of the meeting
        ("2024-02..", {3, 4}),  # what has no day of issue is filed under the day of entry
        ("2023-10 坚持", {1}),
        ("第13期 坚持", {2}),
        ("2023-02-30", set()),  # no such day: text like any other
        ("12月", set()),
    ],
)
def test_numbers_days_and_ranges(library: Archive, typed: str, issues: set[int]) -> None:
    assert found(library, typed) == issues


def test_limits_by_person_organ_and_state(library: Archive) -> None:
    assert found(library, people=("孙馗凯",)) == {1}
    assert found(library, people=("坚持",)) == set()
    assert found(library, organ="铁岭市委") == {2}
    assert found(library, state=State.CURRENT) == set(TEXTS)
    assert found(library, state=State.WITHDRAWN) == set()
    assert found(library, "会议", people=("孙馗",), organ="简报") == {1}


@pytest.mark.parametrize(
    "typed",
    [
        *(
            '"',
            '""',
            "“",
            "“”",
            "*",
            "(",
            ")",
            "AND",
            "OR",
            "NOT",
            "NEAR(a b)",
            "title:坚持",
            "-坚持",
        ),
        *("坚持*", "^坚持", "{title}:x", "a AND", "';--", "\x00", "\ufffd"),
        *("..", "第期", "第-期", "9999999999999999999..1", "99999-99-99", "0000-00-00"),
    ],
)
def test_no_query_breaks_the_index(library: Archive, typed: str) -> None:
    library.find(Query(terms=parse(typed)))


def test_quoted_terms_hold_together(library: Archive) -> None:
    assert parse('"a b" “生态 文明” c') == (Term("a b"), Term("生态 文明"), Term("c"))


def test_the_place_is_shown_in_its_context(library: Archive) -> None:
    (hit,) = library.find(Query(parse("東北 2023-11"))).hits
    (place,) = hit.found
    assert (place.field, place.match) == ("body", "東北")
    assert place.before.endswith("推動") and place.after.startswith("全面振興")
    hits = library.find(Query(parse("坚持"), sort="relevance")).hits
    assert hits[0].found[0].field == "title", "a title counts more than a body"
    assert {h.found[0].match for h in hits} == {"坚持", "堅持"}


def test_long_lines_are_cut_around_the_place(archive: Archive) -> None:
    archive.add(deposit(1, text=f"开头\n{'前' * 300}坚持{'后' * 300}\n结尾"))
    (hit,) = archive.find(Query(parse("坚持"))).hits
    (place,) = hit.found
    assert place.before == "…" + "前" * 24
    assert place.after == "后" * 24 + "…"


RARE = "㐀䶮𠀀𪚥𫝀𫠠𬺰𮯠𰀀𱍊豈龥"
HAN = st.one_of(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF), st.sampled_from(RARE))
AROUND = st.text(st.one_of(HAN, st.sampled_from("，。“”\n 1aA％")), max_size=40)


@settings(deadline=None, max_examples=80)
@given(before=AROUND, stretch=st.text(HAN, min_size=2, max_size=6), after=AROUND)
def test_every_stretch_of_han_is_found_where_it_stands(
    before: str, stretch: str, after: str
) -> None:
    catalogue = Catalogue.in_memory()
    card = Card(title="", text=before + stretch + after)
    names = {"identifier": "urn:uuid:0", "name": "2023-01-01-0", "program": "t 1"}
    catalogue.put([Record(moment=MOMENT, card=card, **names).as_json()])
    page = catalogue.find(Query((Term(stretch),)))
    assert page.total == 1
    (place,) = page.hits[0].found
    assert stretch in place.match or folded(place.match) == folded(stretch)
    catalogue.close()


def test_pages_follow_one_another_without_gap_or_double(archive: Archive) -> None:
    for number in range(25):
        archive.add(deposit(number))
    seen = []
    for offset in range(0, 25, 7):
        page = archive.find(Query(sort="date", limit=7, offset=offset))
        assert page.total == 25
        seen += [hit.entry.record.card.number for hit in page.hits]
    assert seen == [str(number) for number in range(24, -1, -1)]


def test_notices_are_not_issues(archive: Archive) -> None:
    name = archive.add(deposit(1)).record.name
    archive.withdraw(name, "坚持撤回")
    assert archive.find(Query(parse("坚持"))).total == 1
    assert archive.find(Query()).total == 1
    assert archive.find(Query(state=State.WITHDRAWN)).total == 1
    assert archive.find(Query(state=State.CURRENT)).total == 0


def test_days_and_numbers_of_options() -> None:
    assert days("2023") == Days(date(2023, 1, 1), date(2023, 12, 31))
    assert days("2024-02") == Days(date(2024, 2, 1), date(2024, 2, 29))
    assert numbers("12") == Numbers(12, 12)
    assert numbers("3-12") == numbers("3..12") == numbers("第3—12期") == Numbers(3, 12)


@pytest.mark.parametrize(
    ("read", "wrong"), [(days, "昨天"), (days, ""), (days, "2023-13"), (numbers, "十二")]
)
def test_days_and_numbers_that_are_none(read: Callable[[str], object], wrong: str) -> None:
    with pytest.raises(EcoPrintError) as caught:
        read(wrong)
    assert caught.value.findings[0].code == "query-wrong"


def test_a_huge_issue_number_is_text(archive: Archive) -> None:
    archive.add(deposit(1, number="9" * 40))
    assert archive.find(Query(parse("9" * 40))).total == 1
    assert archive.find(Query(parse("1..99999"))).total == 0
