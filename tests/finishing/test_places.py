"""What preflight finds in a file that was built is told where it was written."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from PIL import Image

from eco_print import Config, EcoPrintError, Profile, build
from eco_print.config import PressSettings
from eco_print.diagnostics import Diagnostic
from layout.desk import make_desk, quoted

from .pages import encoded

PLAIN = "# 标题\n\n正文一段，内容不多。\n"
PICTURED = "# 标题\n\n正文一段。\n\n![图](稿图.png)\n"
COARSE = encoded(Image.radial_gradient("L").convert("RGB"), "PNG")
RICH = "device-cmyk(0.6 0.5 0.4 1)"
NS = "http://www.w3.org/2000/svg"
THIN = f'<svg xmlns="{NS}" width="90" height="90">\n<path d="M0 0h80v40" fill="none" '.encode()
THIN += b'stroke="#000" stroke-width="0.1"/>\n<path d="M9 9v40" stroke="#000"/></svg>'


def found(
    folder: Path,
    css: str,
    report: str = PLAIN,
    pictures: Mapping[str, bytes] | None = None,
    **press: str,
) -> list[Diagnostic]:
    """What preflight finds in a press file of a template of one's own."""
    desk = make_desk(folder / "mine")
    style = f'@import "../bulletin/style.css";\n{css}'
    (desk.folder / "style.css").write_text(style, encoding="utf-8")
    for name, data in (pictures or {}).items():
        (folder / name).write_bytes(data)
    (folder / "r.md").write_text(report, encoding="utf-8")
    settings = PressSettings(**press)  # type: ignore[arg-type]
    config = Config(template=str(desk.folder), profiles=(Profile.PRESS,), press=settings)
    try:
        findings = build(folder / "r.md", config).findings
    except EcoPrintError as refused:
        findings = refused.findings
    return [each for each in findings if each.clause is not None]


@pytest.mark.parametrize(
    ("css", "code", "at"),
    [
        (f"p {{ color: {RICH} }}", "rich-black-text", RICH),
        (f".bulletin, body {{ color: {RICH} }}", "rich-black-text", RICH),
        (f'p::before {{ content: "甲"; color: {RICH} }}', "rich-black-text", RICH),
        (
            f'@page {{ @bottom-center {{ content: "甲"; font-size: 9pt; color: {RICH} }} }}',
            *("rich-black-text", RICH),
        ),
        (
            "p::before { content: ''; position: absolute; left: -27mm; width: 30mm; height: 5mm;"
            " background: #dde }",
            *("bleed-not-reached", "#dde"),
        ),
        (
            "p::after { content: ''; display: block; margin-right: -26.5mm;"
            " border-bottom: 4pt solid #000 }",
            *("bleed-not-reached", "4pt solid #000"),
        ),
        (
            "@page { background: #eee } p::after { content: ''; display: block; height: .1pt;"
            " background: #000 }",
            *("hairline", "#000"),
        ),
        (
            "p::after { content: ''; position: absolute; right: -26.5mm; width: 9mm; height: 9mm;"
            " border: 1mm solid #000 }",
            *("bleed-not-reached", "1mm solid #000"),
        ),
        ("p { background: #eee; border: .1pt solid #000 }", "hairline", ".1pt solid #000"),
        ("p { text-decoration: underline 0.1pt }", "hairline", "underline 0.1pt"),
    ],
)
def test_it_is_told_at_the_declaration(tmp_path, css, code, at):
    findings = [each for each in found(tmp_path, css) if each.code == code]
    assert {quoted(each) for each in findings} == {at}
    assert "obj" not in "".join(each.place.en for each in findings)


def test_it_is_told_of_pages_that_are_imposed(tmp_path):
    css = f"p {{ color: {RICH}; break-after: page }} h1 {{ color: {RICH} }}"
    report = f"# 标题\n\n{'　文。' * 9}\n\n二。\n\n三。\n\n四。\n\n五。\n"
    findings = found(tmp_path, css, report, impose="booklet")
    assert {(each.code, quoted(each)) for each in findings if each.span} == {
        ("rich-black-text", RICH)
    }
    assert not [each for each in findings if each.code == "rich-black-text" and not each.span]


def test_what_no_rule_is_to_blame_for_is_told_once_at_the_first_line(tmp_path):
    report = "# 标题\n\n" + "".join(f"第{at}段。\n\n" for at in range(1, 9))
    findings = found(tmp_path, "p { margin-left: -27mm; font-size: 4pt; text-indent: 0 }", report)
    told = {(each.code, Path(each.source.name).name, each.span.line) for each in findings}
    assert told == {("text-near-trim", "r.md", 3), ("text-tiny", "style.css", 2)}


def test_two_rules_that_do_one_thing_wrong_are_told_apart(tmp_path):
    css = f"p {{ color: {RICH} }}\np:first-child {{ color: {RICH} }}\nh1 {{ color: {RICH} }}"
    lines = {each.span.line for each in found(tmp_path, css) if each.code == "rich-black-text"}
    assert {2, 4} <= lines


def test_a_picture_of_the_report_is_told_by_its_name_at_its_line(tmp_path):
    (finding,) = found(tmp_path, "", PICTURED, {"稿图.png": COARSE})
    assert (finding.code, finding.source.name) == (
        "image-resolution-low",
        str(tmp_path / "r.md"),
    )
    assert finding.span.line == 5
    assert finding.place.zh.endswith("稿图.png")


@pytest.mark.parametrize(
    ("css", "at"),
    [
        (
            "p { min-height: 60mm; background: url(底.png) 0 0 / 90mm auto }",
            "url(底.png) 0 0 / 90mm auto",
        ),
        ("p::before { content: '' url(底.png) }", "'' url(底.png)"),
        ("@page { @bottom-left { content: url(底.png) } }", "url(底.png)"),
    ],
)
def test_a_picture_of_a_sheet_is_told_at_its_address(tmp_path, css, at):
    findings = found(tmp_path, css, pictures={"mine/底.png": COARSE})
    findings = [each for each in findings if each.code == "image-resolution-low"]
    assert {quoted(each) for each in findings} == {at}
    assert all(each.place.en.endswith("底.png") for each in findings)


def test_a_thin_line_of_a_drawing_is_told_in_the_drawing(tmp_path):
    (finding,) = found(tmp_path, "", "# 标题\n\n文。\n\n![图](a.svg)\n", {"a.svg": THIN})
    assert (finding.code, finding.span.line, quoted(finding)) == ("hairline", 2, "0.1")
    assert Path(finding.source.name).name == "a.svg"
