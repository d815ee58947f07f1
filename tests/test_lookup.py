"""A word is found in a sorted list exactly when a dictionary would find it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from eco_print.lookup import looked_up

WORDS = st.text(st.characters(exclude_characters=" \n", exclude_categories=["Cs"]), max_size=3)


@given(st.dictionaries(WORDS, WORDS), WORDS)
def test_finds_what_is_there_and_nothing_else(entries: dict[str, str], other: str) -> None:
    lines = b"".join(sorted(f"{word} {said}\n".encode() for word, said in entries.items()))
    for word in (*entries, other):
        assert looked_up(lines, word) == entries.get(word)


def test_a_word_that_is_no_unicode_is_not_there() -> None:
    assert looked_up(b"a 1\n", "\ud800") is None
