from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eco_print.fonts import Coverage

CODES = st.sets(
    st.one_of(st.integers(0, 80), st.integers(0x4E00, 0x4E20), st.integers(0, 0x10FFFF)),
    max_size=60,
)


@given(CODES)
@settings(deadline=None)
def test_a_coverage_holds_what_it_was_made_of(codes: set[int]) -> None:
    coverage = Coverage.of(codes)
    assert list(map(ord, coverage)) == sorted(codes)
    assert len(coverage) == len(codes)
    assert Coverage(coverage.text) == coverage
    for code in codes:
        for near in (code - 1, code, code + 1):
            if 0 <= near < 0x110000:
                assert (chr(near) in coverage) == (near in codes)


@given(CODES, CODES)
@settings(deadline=None)
def test_within_is_what_both_have(one: set[int], other: set[int]) -> None:
    assert Coverage.of(one).within(Coverage.of(other).ranges) == Coverage.of(one & other)


@pytest.mark.parametrize("text", ["41-40", "50 41", "41 41", "110000", "41-45 45", "x"])
def test_ranges_that_do_not_rise_are_refused(text: str) -> None:
    with pytest.raises(ValueError):
        _ = Coverage(text).ranges
