"""What is kept in a process never shows: a page set again is byte for byte a page set first."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest

from layout.composition.pages import pdf_of  # isort: skip

from eco_print.layout.composition import kept

TEXT = (
    "会议强调，各部门要“认真落实”《条例》（2025年版），"
    "internationalization 与 100 kg 的管理，做好各项工作。"
)
PARAGRAPHS = "".join(f"<p>{TEXT[shift:]}{TEXT}</p>" for shift in range(4))
BODY = f"<h1>某市召开安全生产会议部署下一阶段工作</h1>{PARAGRAPHS}"
#: Each changes something else that lines hang on.
STYLES = (
    "",
    "p { font-size: 19pt }",
    "p { font-family: 黑体, 西文 }",
    "p { font-family: 西文, 楷体 }",
    "p { text-spacing-trim: space-all }",
    "p { text-autospace: no-autospace }",
    "p { line-break: strict }",
    "p { line-break: loose }",
    "p { hyphens: auto }",
    "p { hyphens: auto; hyphenate-limit-chars: 5 2 8 }",
    "p { letter-spacing: 0.05em }",
    "p { word-spacing: 0.3em }",
    "p { text-align: left }",
    "p { text-align-last: justify }",
    "p { text-justify: inter-word }",
    "p { hanging-punctuation: allow-end }",
    "p { margin-right: 40pt }",
    "p { margin-right: 40pt; text-wrap-style: pretty }",
    "p { text-wrap-style: stable }",
    "p { word-break: keep-all }",
    "p { text-indent: 2em }",
    "p { padding: 0 7pt }",
    "p::first-letter { font-size: 30pt }",
    "p { -eco-character-pitch: 20.5pt }",
    "h1 { text-wrap-style: auto }",
    "h1 { font-size: 26pt; text-align: center }",
)


def cold(body: str, css: str, **how: object) -> bytes:
    kept.forget()
    return pdf_of(body, css, **how)  # type: ignore[arg-type]


def test_a_warm_page_is_byte_for_byte_a_cold_one() -> None:
    first = {css: cold(BODY, css, ems=13) for css in STYLES}
    assert len(set(first.values())) > len(STYLES) - 4, "the styles do change the pages"
    for css in random.Random(1).sample(STYLES, len(STYLES)):
        assert pdf_of(BODY, css, ems=13) == first[css], css


@pytest.mark.parametrize("lang", ["zh-Hans", "zh-Hant-TW", "en"])
def test_the_language_and_the_measure_are_no_other_s(lang: str) -> None:
    expected = {ems: cold(BODY, "", ems=ems, lang=lang) for ems in (7, 20, 20.5)}
    kept.forget()
    pdf_of(BODY)
    for _ in range(2):
        for ems, pdf in expected.items():
            assert pdf_of(BODY, ems=ems, lang=lang) == pdf


def test_what_was_not_asked_for_longest_is_let_go(monkeypatch: pytest.MonkeyPatch) -> None:
    expected = cold(BODY, "")
    monkeypatch.setattr(kept, "MOST", 2 * len(TEXT))
    kept.forget()
    for css in STYLES[:4]:
        pdf_of(BODY, css)
    assert pdf_of(BODY) == expected
    assert kept.characters() <= 2 * len(TEXT)


PAGES = """
@page { margin: 50pt; @top-left { content: "页 " counter(page) " / " counter(pages) }
        @bottom-center { content: string(heading); width: 20vw; border-top: 1pt solid } }
@page :first { margin-top: 120pt; @top-left { content: none } }
@page :left { margin-left: 70pt; background: #fed }
@page :right { @bottom-right { content: "右" } }
@page :nth(3n+2) { margin-bottom: 90pt }
@page :nth(4) { margin-bottom: 30pt }
@page broad { size: 700pt 500pt; counter-increment: page 2; @top-left { color: red } }
@page broad :nth(2 of broad) { background: #def }
h1 { string-set: heading content() }
section { page: broad; break-before: page }
.blank { break-before: right; page: auto }
"""


def test_pages_share_styles_only_where_nothing_shows(monkeypatch: pytest.MonkeyPatch) -> None:
    long = BODY * 4
    body = f"{long}<section>{long}</section><div class='blank'>{long}</div>"
    shared = pdf_of(body, PAGES)
    monkeypatch.setattr(
        "eco_print.layout.composition.installation.shared_page_styles", own_page_styles
    )
    assert pdf_of(body, PAGES) == shared


def own_page_styles(original: Callable[..., None]) -> Callable[..., None]:
    """The engine's way: every page computes its own."""

    def styles(*arguments: object) -> None:
        original(*arguments)

    return styles
