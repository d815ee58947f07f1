"""CSS told precisely where it is hard: nesting, custom properties, imports, styles in the page."""

from __future__ import annotations

from pathlib import Path

import pytest

from eco_print.config import Config
from eco_print.diagnostics import Diagnostic, Severity
from eco_print.pipeline import build

from layout.desk import Desk, hint, make_desk, quoted  # isort: skip


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return make_desk(tmp_path / "mine")


def told(findings: list[Diagnostic]) -> list[tuple[str, str]]:
    """Code and what the caret stands under, for all that has a place."""
    return [(each.code, quoted(each)) for each in findings if each.span]


# the sheet, and all that is to be said of it: code, what the caret stands under, a word of the hint
HARD = {
    "media in media": (
        "@media print { @media (min-width: 1mm) { p { colr: red } } }",
        [("css-rule-invalid", "@media", "print、screen")],
    ),
    "media misspelt": (
        "@media prnt { p { color: red } }",
        [("css-rule-invalid", "prnt", "print")],
    ),
    "media inside a rule": (
        "p { @media print { colr: red } }",
        [("css-rule-invalid", "@media", "移到外面")],
    ),
    "page and margin box in media": (
        '@media print { @page { margn: 3mm; @bottom-center { contnt: "x" } } }',
        [
            ("css-property-unknown", "margn", "margin"),
            ("css-property-unknown", "contnt", "content"),
        ],
    ),
    "layers": (
        "@layer a, b;\n@layer a { @layer b { p { colr: 0 } } }",
        [("css-property-unknown", "colr", "color")],
    ),
    "supports": (
        "@supports (display: grid) { p { colr: 0 } }",
        [("css-rule-invalid", "@supports", "去掉")],
    ),
    "custom properties in shorthands": (
        ":root { --边: 1pt solid; --宽: 3mm }\n"
        "p { border: var(--边) #333; margin: var(--宽) 0; padding: var(--宽) x }",
        [("css-value-invalid", "var(--宽) x", "")],
    ),
    "a name in Chinese": (
        ":root { --正文色: #333 }\n.正文::befor { color: var(--正文) }",
        [
            ("css-selector-invalid", "befor", "before"),
            ("css-variable-undefined", "--正文", "--正文色"),
        ],
    ),
    "a wrong fallback, of a colour that is only painted": (
        "p { color: var(--x, redd) }",
        [("css-value-invalid", "var(--x, redd)", "")],
    ),
    "an empty fallback": (
        "p { height: var(--z,) }",
        [("css-value-invalid", "var(--z,)", "逗号")],
    ),
    "a fallback that is defined nowhere": (
        "p { color: var(--x, var(--y)) }",
        [("css-variable-undefined", "--y", ":root")],
    ),
    "a circle": (
        ":root { --a: var(--b); --b: var(--a) } p { width: var(--a) }",
        [
            ("css-variable-circular", "var(--b)", "确定"),
            ("css-variable-circular", "var(--a)", "确定"),
        ],
    ),
    "a rule that applies to nothing": (
        ".nobody { font-size: var(--red) }",
        [("css-value-invalid", "var(--red)", "")],
    ),
    "defined for another element": (
        ".x { --local: 3mm } article > p { width: var(--local) }",
        [("css-value-invalid", "var(--local)", ".x")],
    ),
    "undefined is said once": (
        "p { font-size: var(--nosuchthing) }",
        [("css-variable-undefined", "--nosuchthing", ":root")],
    ),
    "important misspelt": (
        "p { margin: 0 !importnt }",
        [("css-value-invalid", "0 !importnt", "!important")],
    ),
    "a wrong value that is important": (
        "p { text-align: centre !important }",
        [("css-value-invalid", "centre !important", "center")],
    ),
    "a function misspelt": (
        "p { width: clac(3mm + 2mm) }",
        [("css-value-invalid", "clac(3mm + 2mm)", "calc(3mm + 2mm)")],
    ),
    "a quotation mark never closed": (
        'p::before { content: "abc\n }\nh1 { colr: red }',
        [("css-value-invalid", '"abc', "引号"), ("css-property-unknown", "colr", "color")],
    ),
    "one bracket never closed": (
        ".x { width: calc(1mm; }\np { margin: 0 }",
        [("css-value-invalid", "calc(1mm", ""), ("css-unbalanced", "(", "没有用上")],
    ),
    "arithmetic of a selector": (
        "p:nth-child(2n+) { margin: 0 }",
        [("css-selector-invalid", "p", "2n+1")],
    ),
    "arithmetic of a page selector": (
        "@page :nth(2n+) { margin: 0 }",
        [("css-rule-invalid", "@page", "")],
    ),
    "deep in a selector": (
        "h1:not(.x, :bar) { margin: 0 }",
        [("css-selector-invalid", "bar", "")],
    ),
    "where a selector stops making sense": (
        "p > > a { margin: 0 }",
        [("css-selector-invalid", ">", "")],
    ),
    "a value of an attribute": (
        "[data-x=1a] { margin: 0 }",
        [("css-selector-invalid", "1a", "引号")],
    ),
    "a picture that is missing": (
        "p { background: url(无此.png) }",
        [("resource-missing", "url(无此.png)", "")],
    ),
    "an address of the network": (
        'h1 { background-image: url("http://example.com/x.png") }',
        [("resource-forbidden", 'url("http://example.com/x.png")', "相对路径")],
    ),
    "a sheet that is missing": (
        '@import "无此.css";',
        [("resource-missing", '"无此.css"', "")],
    ),
}


@pytest.mark.parametrize("case", HARD)
def test_all_that_is_wrong_is_told_once_in_its_place(case: str, desk: Desk) -> None:
    css, wanted = HARD[case]
    found = [each for each in desk.findings(css) if each.span]
    assert sorted(told(found)) == sorted((code, under) for code, under, _ in wanted)
    for code, under, remedy in wanted:
        assert any(
            (each.code, quoted(each)) == (code, under) and remedy in hint(each) for each in found
        ), remedy


@pytest.mark.parametrize(
    "css",
    [
        "@media screen { p { color: var(--none); font-family: 无此 } }",
        "@media screen, print { p { margin: 0 } } @media only print { h1 { margin: 0 } }",
        ":root { --a: 1mm } .x { --a: 2em } p { margin: calc(2 * var(--a)) }",
        ":root { --font: bold 12pt } p { font: var(--font)/1.5 var(--family-body) }",
        ":root { --several: 1mm, 2mm } .x { --several: 12pt } .x { font-size: var(--several) }",
        ":root { --self: 1mm } .x { --self-made: var(--self) }",
        "p { color: var( --red ); height: var(--nothing , auto) }",
        "p { margin: 0 /* var(--none) */; content: 'var(--none)' }",
        "a:hover, a:focus { color: inherit }",
        "p { COLOR: Var(--red) }",
    ],
)
def test_what_is_right_though_hard_is_not_complained_of(css: str, desk: Desk) -> None:
    assert desk.findings(css) == []


def test_sheets_imported_by_sheets_are_told_in_their_own_files(desk: Desk) -> None:
    for name, css in {
        "a.css": '@import "d.css";\n.a { colr: red }',
        "b.css": ".b { text-align: centre }",
        "d.css": ".d { colr: red; width: var(--nope) }",
        "screen.css": ".c { colr: red }",
    }.items():
        (desk.folder / name).write_text(css, encoding="utf-8")
    found = desk.findings(
        '@import "a.css";\n@import url(b.css) print;\n@import "screen.css" screen;'
    )
    assert {(each.source.path.name, quoted(each)) for each in found if each.source} == {
        ("a.css", "colr"),
        ("b.css", "centre"),
        ("d.css", "colr"),
        ("d.css", "--nope"),
    }


PAGE = """<!DOCTYPE html>
<html lang="zh"><head><title>x</title><link rel="stylesheet" href="style.css">
<style>
.name { colr: red }
p { width: 3mn; color: var(--nope) }
</style></head>
<body>{# nothing #}
<p style="colr: blue; font-size: 16">甲</p>
<p style="font-family: 无名">乙</p>
<p style="width: 20mm; height: 2mm">丙丙丙丙丙丙丙丙丙丙丙丙丙丙</p>
{% for each in "丁戊" %}
<p style="text-align: {{ "cen" + "tre" }}">{{ each }}</p>
{% endfor %}
<img src="logo.png" alt="">
</body></html>
"""


def test_styles_that_stand_in_a_page_are_told_in_its_file(desk: Desk) -> None:
    found = [each for each in desk.findings("", html=PAGE) if each.code != "glyph-missing"]
    page = desk.folder / "template.html"
    placed = {
        (quoted(each), each.span.line)
        for each in found
        if each.span and each.source and each.source.path == page
    }
    assert placed == {
        ("colr", 4),
        ("3mn", 5),
        ("--nope", 5),
        ("colr", 8),
        ("16", 8),
        ("无名", 9),
        ("2mm", 10),
        ("logo.png", 14),
    }
    (made,) = [each for each in found if each.source and each.source.path is None]
    assert quoted(made) == "centre", "what a template puts together is quoted as it came out"
    assert made.source is not None
    assert made.source.name == "<p style>"


def test_a_picture_that_a_report_names_is_told_in_the_report(desk: Desk) -> None:
    report = desk.folder.parent / "r.md"
    report.write_text("# 题\n\n一段。\n\n![图](图/无.png)\n", encoding="utf-8")
    finding = desk.only("resource-missing", "", path=report)
    assert finding.source is not None
    assert finding.span is not None
    assert (finding.source.path, finding.span.line) == (report, 5)


def test_text_in_a_family_that_is_not_declared_is_one_error_and_not_one_a_character(
    desk: Desk,
) -> None:
    found = desk.findings(
        "@font-face { font-family: 自备; src: url(a.otf) } p { font-family: 自备 }"
    )
    errors = {each.code for each in found if each.severity is Severity.ERROR}
    assert "glyph-missing" not in errors
    (family,) = [each for each in found if each.code == "family-undeclared"]
    assert "fonts.toml" in hint(family)


def test_what_our_composer_adds_is_no_mistake_when_the_engine_sets_the_lines(desk: Desk) -> None:
    css = "p { text-autospace: no-autospace; text-spacing: normal; text-autospce: normal }"
    (desk.folder / "style.css").write_text(f'@import "../bulletin/style.css";\n{css}', "utf-8")
    config = Config(template=str(desk.folder), composition="engine")
    found = build("标题\n\n正文一段。\n".encode(), config).findings
    assert {each.severity for each in found if each.source.path != desk.folder / "style.css"} <= {
        Severity.NOTE
    }
    mine = [each for each in found if each.source.path == desk.folder / "style.css"]
    assert [(each.code, each.severity) for each in mine] == [
        ("css-property-unused", Severity.NOTE),
        ("css-property-unused", Severity.NOTE),
        ("css-property-unknown", Severity.WARNING),
    ]
