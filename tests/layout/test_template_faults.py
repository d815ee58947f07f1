"""Faults of a template's pages: the word in its line, in both languages, and what was meant."""

from __future__ import annotations

from pathlib import Path

import jinja2
import pytest
from jinja2 import TemplateError

from eco_print.diagnostics import EcoPrintError
from eco_print.templating.jinja_words import told

from layout.desk import Desk, hint, make_desk, quoted  # isort: skip
from layout.libraries import SENTENCE, calls, text  # isort: skip

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
    "mark of Chinese": ("<p>{{ fields.organ； }}</p>", "；", "不该有 ；", "belong", ""),
    "mark missing": ("{% if fields.organ }}x{% endif %}", "}", "不该有", "belong", ""),
    "misspelt tag": ("{% fr x in report.blocks %}{% endfor %}", "fr", "语句", "tag", "for"),
    "never ended": ("<p>\n{% if fields.organ %}\nx", "x", "if 没有结束", "never ended", ""),
    "sum of text and number": ("<p>{{ 1 + 'a' }}</p>", "<p>{{ 1 + 'a' }}</p>",
        "不能这样算", "text", "~"),
    "division by zero": ("{{ 1 / 0 }}", "{{ 1 / 0 }}", "零", "zero", ""),
    "loop over a number": ("{% for x in 5 %}{% endfor %}", "{% for x in 5 %}{% endfor %}",
        "一项项", "no items", "列表"),
    "arguments too many": ("{% macro m(a) %}{% endmacro %}{{ m(1, 2) }}", "m",
        "参数", "argument", ""),
    "a filter that is not there": ("{{ 'a'|uper }}", "uper", "过滤器", "filter", "upper"),
    "a call of what is no macro": ("{{ report() }}", "{{ report() }}",
        "不许调用", "may not be", ""),
    "a string without its end": ("{{ 'abc }}", "'", "不该有", "belong", ""),
    "a block named with a hyphen": (
        "{% block a-b %}{% endblock %}", "{% block a-b %}{% endblock %}",
        "block 的名字", "name of a block", "_"),
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


RAISED = {
    "TemplateSyntaxError", "TemplateRuntimeError", "FilterArgumentError", "SecurityError", "fail",
    "undefined", "TypeError", "OverflowError",
}  # fmt: skip
#: Of parts that no template reaches: `{% trans %}`, calls from Python, the async of servers.
UNSAID = ("async", "loader", "extension", "bytecode", "format_map", "Undefined", "context type",
    "Can't compile")  # fmt: skip


def sentences() -> set[str]:
    """Everything that Jinja says of a template."""
    found = set()
    for call in calls(jinja2, "parser", "lexer", "compiler", "runtime", "filters", "sandbox"):
        name = getattr(call.func, "attr", None) or getattr(call.func, "id", "")
        if name in RAISED and call.args:
            found.add(text(call.args[0]))
    return {said for said in found if SENTENCE.search(said) and not said.startswith(UNSAID)}


@pytest.mark.parametrize("said", sorted(sentences()))
def test_every_sentence_of_jinja_is_told_in_both_languages(said: str) -> None:
    fault = told(TemplateError(said), ())
    assert not SENTENCE.search(fault.text.zh)
    assert fault.text.en


def test_a_template_that_is_not_utf8_is_told_with_its_place(tmp_path: Path) -> None:
    desk = make_desk(tmp_path / "mine")
    page = desk.folder / "template.html"
    page.write_bytes("<p>\n中文</p>".encode("gbk"))
    with pytest.raises(EcoPrintError) as failed:
        desk.findings("")
    (finding,) = failed.value.findings
    assert finding.code == "template-encoding"
    assert finding.source is not None
    assert finding.source.path == page
    assert finding.span is not None
    assert (finding.span.line, finding.span.column) == (2, 1)
