"""The documentation lists every rule as it is, in both languages."""

from __future__ import annotations

from pathlib import Path

import pytest

from eco_print.preflight import reference

DOCS = Path(__file__).parents[2] / "docs"


@pytest.mark.parametrize(("language", "name"), reference.FILES.items())
def test_the_table_of_rules_is_up_to_date(language, name):
    """`python -m eco_print.preflight.reference docs` writes it anew."""
    text = (DOCS / name).read_text("utf-8")
    assert reference.with_table(text, language) == text
