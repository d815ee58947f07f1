"""Faults of a template's pages: the word in its line, in both languages, and what was meant."""

from __future__ import annotations

from pathlib import Path

import pytest

from eco_print.diagnostics import EcoPrintError

from layout.desk import Desk, hint, make_desk, quoted  # isort: skip

# the page, what the caret stands under, a word of the message in Chinese and in English, the hint
FAULTS = {
    "unknown name": ("<p>{{ reprot.headline }}</p>", "reprot", "没有", "no reprot", "report"),
    "unknown part of the report": (
        "<p>\n  {{ report.headlin }}</p>", "headlin", "Report 没有", "Report has no", "headline",
    ),
    "field that is not declared": (
        "<p>{{ fields.orgn }}</p>", "orgn", "没有声明过字段", "no field", "organ",
    ),
    "brace missing": ("<p>{{ fields.organ }</p>", "}", "不该有", "belong", ""),
    "mark missing": ("{% if fields.organ }}x{% endif %}", "}", "不该有", "belong", ""),
    "misspelt tag": ("{% fr x in report.blocks %}{% endfor %}", "fr", "语句", "tag", "for"),
    "never ended": ("<p>\n{% if fields.organ %}\nx", "x", "if 没有结束", "never ended", ""),
    "two names": ("<p>{{ fields organ }}</p>", "organ", "}}", "}}", ""),
}  # fmt: skip


@pytest.mark.parametrize("case", FAULTS)
def test_a_fault_of_a_page_is_told_with_its_word_and_what_was_meant(
    case: str, tmp_path: Path
) -> None:
    html, under, zh, en, meant = FAULTS[case]
    desk: Desk = make_desk(tmp_path / "mine")
    with pytest.raises(EcoPrintError) as failed:
        desk.findings("", html=html)
    (finding,) = failed.value.findings
    assert finding.source is not None
    assert finding.source.path == desk.folder / "template.html"
    assert quoted(finding) == under
    assert zh in finding.message.zh
    assert en in finding.message.en
    assert meant in hint(finding)
