"""What the engine and its libraries say, said by us: each of their messages has its Chinese.

The messages are read from the installed libraries: one that a new version adds fails here.
"""

from __future__ import annotations

import ast
import io
import re
from pathlib import Path

import cssselect2
import pytest
import tinycss2
import weasyprint
from PIL import Image
from weasyprint.logger import LOGGER

from eco_print import pipeline
from eco_print.config import Config
from eco_print.diagnostics import Diagnostic
from eco_print.layout.warnings import collected
from eco_print.wording import reason
from layout.desk import Desk, hint, make_desk, quoted
from layout.libraries import SENTENCE, calls, text

LEVELS = {"warning": 0, "error": 0, "log": 1}
FIELD = re.compile(r"%(?:\d*)([sdrX])")
#: Messages of parts that no document reaches here: dates are judged before, whole pieces of CSS
#: are parsed as lists, and the engine's own mistakes.
UNSAID = re.compile(
    r"^Invalid \w+ date|Input is empty|more than one token|single rule|"
    r"Unknown (?:combinator|attribute operator)|Unknown (?:rendering|PDF) option"
)


def logged() -> set[str]:
    """What the engine logs."""
    found = set()
    for call in calls(weasyprint):
        match call.func:
            case ast.Attribute(value=ast.Name(id="LOGGER"), attr=level) if level in LEVELS:
                found.add(text(call.args[LEVELS[level]]))
    return {said for said in found if not UNSAID.search(said)}


def reasons() -> set[str]:
    """What the engine and the parsers of CSS give as the reason of a fault."""
    found = set()
    for library in (weasyprint, tinycss2, cssselect2):
        for call in calls(library):
            name = getattr(call.func, "id", "")
            if name in ("InvalidValues", "ParseError", "SelectorError") and call.args:
                found.add(text(call.args[-1]))
    return {said for said in found if SENTENCE.search(said) and not UNSAID.search(said)}


def told(message: str) -> list[Diagnostic]:
    kinds = {"d": 7, "X": 0x41, "s": "x", "r": "x"}
    with collected() as log:
        LOGGER.warning(message, *(kinds[kind] for kind in FIELD.findall(message)))
    return [*log.findings, *(finding for _, finding in log.addressed)]


@pytest.mark.parametrize("message", sorted(logged()))
def test_what_the_engine_logs_is_our_own_finding(message: str) -> None:
    for finding in told(message):
        assert finding.code != "engine-warning"
        assert not SENTENCE.search(finding.message.zh + (finding.hint.zh if finding.hint else ""))
        assert not re.search(r"{{{|%[sdrX]|{\d", f"{finding.message}{finding.hint}")


@pytest.mark.parametrize("said", sorted(reasons()))
def test_what_a_parser_gives_as_its_reason_has_its_chinese(said: str) -> None:
    assert not SENTENCE.search(reason(said).zh)


def test_what_is_not_known_is_quoted_as_the_engines() -> None:
    (finding,) = told("Something nobody has seen before")
    assert finding.code == "engine-warning"
    assert "引擎原文" in finding.message.zh
    assert "Something nobody has seen before" in finding.message.zh


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return make_desk(tmp_path / "mine")


# the style, the code, what the caret stands under, a word of message or hint
STYLES = {
    "a subgrid": (
        "article {display: grid; grid-template-columns: subgrid}",
        "css-layout-unsupported", "subgrid", "subgrid",
    ),
    "an inline grid": (
        "h1 {display: inline-grid}", "css-layout-unsupported", "inline-grid", "grid",
    ),
    "a running string in the text": (
        "h1::before {content: string(issue)}", "css-content-misplaced", "string(issue)", "@page",
    ),
    "an attribute as a number": (
        "h1::before {content: attr(id number)}", "css-value-invalid", "attr(id number)", "attr(",
    ),
    "a margin box without a block": ("@page {@top-left;}", "css-rule-invalid", "@top-left", "{ }"),
    "a page selector": (
        "@page nonsense nonsense {margin: 1cm}", "css-rule-invalid", "@page", ":first",
    ),
    "a counter style without symbols": (
        "@counter-style 圈 {system: cyclic}", "css-rule-invalid", "@counter-style", "symbols",
    ),
    "a face without a file": (
        "@font-face {font-family: 'x'}", "css-rule-invalid", "@font-face", "src",
    ),
    "a shorthand with two of a kind": (
        "h1 {border: 1px 2px solid}", "css-value-invalid", "1px 2px solid", "border",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", STYLES)
def test_what_a_sheet_asks_in_vain_is_told_in_its_place(case: str, desk: Desk) -> None:
    css, code, under, word = STYLES[case]
    finding = desk.only(code, css)
    assert quoted(finding) == under
    assert word in finding.message.zh + hint(finding)
    assert not SENTENCE.search(finding.message.zh + (finding.hint.zh if finding.hint else ""))


def test_a_link_to_nowhere_is_told_in_the_page(desk: Desk) -> None:
    html = '<!DOCTYPE html><html lang="zh"><title>t</title>\n<p><a href="#nowhere">见后</a></p>'
    (finding,) = [f for f in painted(desk, html) if f.code == "page-anchor-missing"]
    assert quoted(finding) == "#nowhere"


def painted(desk: Desk, html: str) -> tuple[Diagnostic, ...]:
    (desk.folder / "template.html").write_text(html, encoding="utf-8")
    (desk.folder.parent / "r.txt").write_text("标题\n\n正文一段。\n", encoding="utf-8")
    return pipeline.build(desk.folder.parent / "r.txt", Config(template=str(desk.folder))).findings


def broken_off(kind: str) -> bytes:
    whole = io.BytesIO()
    Image.effect_noise((300, 300), 90).save(whole, kind)
    return whole.getvalue()[:9000]


@pytest.mark.parametrize(
    ("name", "data", "why"),
    [
        ("断.png", broken_off("PNG"), "不完整"),
        ("断.jpg", broken_off("JPEG"), "不完整"),
        ("断.gif", broken_off("GIF"), "不完整"),
        ("断.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><g>\n</svg>", "第 2 行"),
    ],
)
def test_a_picture_that_breaks_off_is_an_error_and_not_half_a_picture(
    tmp_path: Path, name: str, data: bytes, why: str
) -> None:
    (tmp_path / name).write_bytes(data)
    (tmp_path / "r.md").write_text(f"# 标题\n\n正文。\n\n![说明]({name})\n", encoding="utf-8")
    desk = make_desk(tmp_path / "mine")
    finding = desk.only("picture-unreadable", "", path=tmp_path / "r.md")
    assert finding.message.zh.endswith(name)
    assert finding.span is not None
    assert finding.span.line == 5
    assert why in hint(finding)
