"""CSS told precisely: every fault of a stylesheet with its place, and what was probably meant."""

from __future__ import annotations

from pathlib import Path

import pytest

from eco_print import orders, pipeline
from eco_print.config import Config
from eco_print.diagnostics import Diagnostic, Severity
from eco_print.layout.stylesheets import Cascade, check_colours, decided, parse_sheet, sheet_lines
from eco_print.reading import read
from eco_print.source import Source

from layout.desk import REPORT, Desk, hint, make_desk, quoted  # isort: skip


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return make_desk(tmp_path / "mine")


# code, the sheet, what the caret stands under, what the hint must hold
FAULTS = {
    "misspelt property": ("css-property-unknown", "p { colr: red }", "colr", "color"),
    "unheard-of property": ("css-property-unknown", "p { zzyzx: 1 }", "zzyzx", ""),
    "property of CSS that is not supported": (
        "css-property-unsupported",
        "p { text-shadow: 0 0 1pt red }",
        "text-shadow",
        "designer.md",
    ),
    "misspelt keyword": ("css-value-invalid", "p { text-align: centre }", "centre", "center"),
    "unit missing": ("css-value-invalid", "p { font-size: 16 }", "16", "16pt"),
    "space before the unit": ("css-value-invalid", "p { width: 3 mm }", "3 mm", "3mm"),
    "unknown unit": ("css-value-invalid", "p { width: 3mn }", "3mn", "3mm"),
    "full-width figures": ("css-value-invalid", "p { width: ３mm }", "３mm", "3mm"),
    "short hash": ("css-value-invalid", "p { color: #12345 }", "#12345", "3、4、6"),
    "semicolon missing": (
        "css-value-invalid",
        "p {\n  color: red\n  width: 3mm;\n}",
        "red",
        "width",
    ),
    "arithmetic without spaces": (
        "css-value-invalid",
        "p { width: calc(1mm+2mm) }",
        "calc(1mm+2mm)",
        "空格",
    ),
    "value wrong after var()": (
        "css-value-invalid",
        "p { font-size: var(--red) }",
        "var(--red)",
        "",
    ),
    "full-width colon": ("css-syntax", "p { color：red }", "：", "全角"),
    "colon missing": ("css-syntax", "p { color }", "color", "冒号"),
    "unknown pseudo-class": (
        "css-selector-invalid",
        "p:frist-child {color:red}",
        "frist-child",
        "first-child",
    ),
    "pseudo-element of browsers": (
        "css-selector-invalid",
        "p::selection {color:red}",
        "selection",
        "",
    ),
    "one of several selectors": (
        "css-selector-invalid",
        "h1, p:hoover {color:red}",
        "hoover",
        "整条规则",
    ),
    "nested selector": ("css-selector-invalid", "h1 { & em:foo {color:red} }", "foo", ""),
    "class beginning with a figure": ("css-selector-invalid", ".1a {color:red}", ".1a", "数字"),
    "stray comma": ("css-selector-invalid", "h1, {color:red}", "h1,", ""),
    "unknown at-rule": ("css-rule-invalid", "@pgae { margin: 0 }", "@pgae", "@page"),
    "unknown margin box": (
        "css-rule-invalid",
        "@page { @bottom-centre { content: none } }",
        "@bottom-centre",
        "@bottom-center",
    ),
    "unknown page selector": ("css-rule-invalid", "@page :frist {margin:0}", "@page", ":first"),
    "late import": ("css-rule-invalid", 'p{color:red}\n@import "x.css";', "@import", "最前"),
    "undefined custom property": (
        "css-variable-undefined",
        "p { font-size: var(--sizes) }",
        "--sizes",
        "--size",
    ),
    "undefined inside a function": (
        "css-variable-undefined",
        "p { margin: calc(2 * var(--nothing-like-it)) }",
        "--nothing-like-it",
        ":root",
    ),
    "brace never closed": ("css-unbalanced", "p { color: red", "{", ""),
    "brace that closes nothing": ("css-unbalanced", "p { color: red } }", "}", ""),
    "comment never closed": ("css-unbalanced", "p { color: red } /* no end", "/*", ""),
    "family nobody uses yet": (
        "family-undeclared",
        'aside.x { font: 12pt/1.5 "仿送", serif }',
        '"仿送"',
        "仿宋",
    ),
    "not for print": ("css-property-not-print", "p { transition: none }", "transition", ""),
    "prefix of a browser": (
        "css-property-prefixed",
        "p { -webkit-hyphens: auto }",
        "-webkit-hyphens",
        "hyphens",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", FAULTS)
def test_a_fault_has_its_place_and_its_remedy(case: str, desk: Desk) -> None:
    code, css, under, remedy = FAULTS[case]
    finding = next(each for each in desk.findings(css) if each.code == code)
    assert finding.source is not None
    assert finding.source.path == desk.folder / "style.css"
    assert quoted(finding) == under
    assert remedy in hint(finding)


@pytest.mark.parametrize("case", FAULTS)
def test_only_notes_pass_a_strict_build(case: str, desk: Desk) -> None:
    code, css, _, _ = FAULTS[case]
    harmless = {"css-property-not-print", "css-property-prefixed"}
    weights = {each.severity for each in desk.findings(css) if each.code == code}
    assert weights == ({Severity.NOTE} if code in harmless else {Severity.WARNING})


def test_every_wrong_selector_of_a_sheet_is_told_once(desk: Desk) -> None:
    found = desk.findings("p:foo {color:red}\nh1 {color:red}\np:foo {color:red}\n")
    lines = [each.span.line for each in found if each.code == "css-selector-invalid" and each.span]
    assert lines == [2, 4]


def test_faults_of_an_inherited_sheet_are_told_in_its_own_file(tmp_path: Path) -> None:
    parent, child = tmp_path / "parent", tmp_path / "child"
    for folder, base in ((parent, "bulletin"), (child, "parent")):
        folder.mkdir()
        manifest = f'[template]\nname = "{folder.name}"\nextends = "{base}"\n'
        (folder / "template.toml").write_text(manifest, encoding="utf-8")
    (parent / "style.css").write_text("p { colr: red }", encoding="utf-8")
    report = tmp_path / "r.txt"
    report.write_text(REPORT, encoding="utf-8")
    config = Config(template="child", template_folders=(tmp_path,))
    _, found = pipeline.set_report(read(report, orders.read_options(config)), config)
    (finding,) = [each for each in found if each.code == "css-property-unknown"]
    assert finding.source is not None
    assert finding.source.path == parent / "style.css"
    assert quoted(finding) == "colr"


def test_the_shipped_bulletin_has_nothing_to_complain_of(desk: Desk) -> None:
    assert desk.findings("") == []


@pytest.mark.parametrize(
    "css",
    [
        "p { font-size: var(--none, 12pt) }",  # a fallback
        ":root { --own: 3mm } p { margin: var(--own) }",
        "p { content: '{ not a brace' } /* nor { this */",
        "p { --anything: goes [ here ] }",
        "@media screen { p { font-size: 12pt } }",
        "@font-face { font-family: none-yet; src: local(x) } ",
        "h1 { &:first-child { margin: 0 } em & { margin: 0 } }",
        ":is(h1, h2):not(.x)::before { content: 'a' }",
        "p { font: inherit; font-family: inherit }",
    ],
)
def test_what_is_right_is_not_complained_of(css: str, desk: Desk) -> None:
    codes = {each.code for each in desk.findings(css)} - {"face-unreadable", "resource-missing"}
    assert not codes


def test_a_sheet_that_is_not_utf8_is_told(desk: Desk) -> None:
    desk.findings("")
    style = desk.folder / "style.css"
    style.write_bytes("/* 正文 */ p { color: #000 }".encode("gb18030"))
    config = Config(template=str(desk.folder))
    report = read(desk.folder.parent / "r.txt", orders.read_options(config))
    _, found = pipeline.set_report(report, config)
    assert "css-encoding" in {each.code for each in found}
    style.write_bytes('@charset "gb18030";\n/* 正文 */'.encode("gb18030"))
    _, found = pipeline.set_report(report, config)
    assert "css-encoding" not in {each.code for each in found}


# What does not fit.


def test_a_fixed_height_that_overflows_names_the_rule(desk: Desk) -> None:
    finding = desk.only("css-height-overflow", ".title { margin: 0;\n  max-height: 5mm }")
    assert quoted(finding) == "5mm"
    assert finding.area is not None
    assert finding.area.page == 1
    assert "header.title" in finding.message.zh


def test_the_rule_that_decides_is_the_one_named(desk: Desk) -> None:
    css = (
        ".title { height: 4mm !important }\nheader.title { height: 90mm }\n.title { height: 80mm }"
    )
    finding = desk.only("css-height-overflow", css)
    assert quoted(finding) == "4mm !important"


def test_a_height_that_suffices_is_no_fault(desk: Desk) -> None:
    found = desk.findings(".title { height: 40mm } .title { min-height: 1mm }")
    assert "css-height-overflow" not in {each.code for each in found}


def test_what_keeps_room_and_prints_nothing_may_be_taller_than_its_height(desk: Desk) -> None:
    hidden = ".title { visibility: hidden; height: 0 }"
    assert "css-height-overflow" not in {each.code for each in desk.findings(hidden)}


def test_text_that_leaves_its_box_names_the_text(desk: Desk) -> None:
    report = "标题\n\n正文一段\n"
    found = desk.findings("article > p { width: 3mm }", report=report)
    told = [each for each in found if each.code == "text-overflow" and each.span]
    assert {each.source.name for each in told if each.source} == {str(desk.folder.parent / "r.txt")}
    assert [each.span.line for each in told if each.span] == [1, 3]
    assert all(each.area and each.area.page == 1 for each in told)


def test_text_off_the_page_is_told_once_an_element(desk: Desk) -> None:
    css = ".name { position: absolute; left: 195mm }"
    finding = desk.only("text-off-page", css)
    assert finding.place is not None
    assert "p.name" in finding.place.zh


def test_what_flex_lets_stick_out_is_told(desk: Desk) -> None:
    css = ".title { display: flex; width: 20mm } .title h1 { flex: none; width: 60mm }"
    assert "text-overflow" in {each.code for each in desk.findings(css)}


def test_hanging_marks_and_indents_are_no_overflow(desk: Desk) -> None:
    report = "标题\n\n" + "他说“好”，“不好”，“都好”，于是大家都同意了这个意见，会议到此结束。" * 6
    css = "article > p { hanging-punctuation: allow-end; text-indent: -2em; padding-left: 2em }"
    codes = {each.code for each in desk.findings(css, report=report)}
    assert not codes & {"text-overflow", "text-off-page"}


# Families and colours.


def test_a_family_that_text_asks_for_is_an_error_where_it_is_named(desk: Desk) -> None:
    css = ":root { --family-body: 仿送, 仿宋; }"
    finding = desk.only("family-undeclared", css)
    assert finding.severity is Severity.ERROR
    assert quoted(finding) == "仿送"


def colours(css: str) -> list[Diagnostic]:
    sheet = parse_sheet(Source("s.css", None, sheet_lines(css)))
    # A press that prints every colour as a middle grey but for the greys themselves.
    return list(check_colours(sheet.written, lambda wanted: [_dull(rgb) for rgb in wanted]))


def _dull(rgb: tuple[int, int, int]) -> tuple[int, int, int]:
    grey = sum(rgb) // 3
    return (grey, grey, grey)


@pytest.mark.parametrize(
    ("css", "under"),
    [
        ("p { color: #0000ff }", "#0000ff"),
        ("p { border: 1pt solid rgb(0 255 0) }", "rgb(0 255 0)"),
        (":root { --c: lime }", "lime"),
        ("p { background: linear-gradient(red, #fff) }", "red"),
    ],
)
def test_a_colour_that_print_changes_is_told_where_it_is_named(css: str, under: str) -> None:
    (finding,) = colours(css)
    assert quoted(finding) == under
    assert "#" in hint(finding)


@pytest.mark.parametrize(
    "css",
    [
        "p { color: #777 }",
        "p { color: device-cmyk(1 0 0 0) }",
        "p { font-family: red }",
        "p { color: transparent; border-color: currentcolor }",
        "p { content: '#0000ff' } /* #00f */",
    ],
)
def test_a_colour_that_prints_is_not_complained_of(css: str) -> None:
    assert colours(css) == []


def test_the_press_itself_decides() -> None:
    from eco_print.config import PressSettings
    from eco_print.finishing import InkBook

    inks = InkBook(PressSettings())
    css = ":root { --red: #d5181f; --blue: #0000ff; --black: #000; --yellow: #ffd700 }"
    sheet = parse_sheet(Source("s.css", None, sheet_lines(css)))
    found = check_colours(sheet.written, lambda rgb: pipeline.in_print(inks, rgb))
    assert [quoted(each) for each in found] == ["#0000ff"]


# The cascade.


def test_the_weightiest_declaration_decides() -> None:
    import weasyprint

    css = """
    p { margin: 1mm; color: red }
    p.x { margin-top: 2mm }
    #y { color: blue }
    p { color: green !important }
    div > p { & { margin-left: 3mm } }
    """
    html = weasyprint.HTML(string='<div><p class="x" id="y">a</p></div>')
    sheet = parse_sheet(Source("s.css", None, sheet_lines(css)))
    element = next(html.etree_element.iter("p"))
    found = decided(Cascade(html.wrapper_element, [sheet]).element(element))
    texts = {name: decision.declaration.text for name, decision in found.items()}
    assert texts["color"] == "green !important"
    assert texts["margin-top"] == "2mm"
    assert texts["margin-left"] == "3mm"
    assert texts["margin-bottom"] == "1mm"
