"""What cannot be printed as written, found at its line in the stylesheet."""

from __future__ import annotations

from base64 import b64encode
from pathlib import Path

import pytest

from eco_print import Config, build
from eco_print.config import PressSettings
from eco_print.profile import Profile

from .pages import Document, make

SHEET = """p {
  border: 0.1pt solid #000;
  background: linear-gradient(device-cmyk(1 1 1 1), #fff);
}
b { color: oklch(70% 0.35 150) }
i { color: color(display-p3 0.5 0.5 0.5) }
@media print { h1 { color: device-cmyk(90% 90% 90% 90%) } }
@page { bleed: 1mm }
"""


def test_it_is_found_at_its_line_in_the_sheet():
    made = make(Document("<h1>题</h1><p>文<b>字</b><i>空</i></p>", SHEET), Profile.PRESS)
    places = {}
    for finding in made.findings:
        span = finding.span
        line = finding.source.line(span.line)
        assert Path(finding.source.name).name == "style.css"
        places[line[span.column - 1 : span.end_column - 1]] = finding.code
    assert places == {
        "device-cmyk(1 1 1 1)": "press-ink-limit",
        "device-cmyk(90% 90% 90% 90%)": "press-ink-limit",
        "oklch(70% 0.35 150)": "press-gamut",
        "color(display-p3 0.5 0.5 0.5)": "css-colour-space",
        "0.1pt": "press-hairline",
        "1mm": "press-bleed",
    }


def test_a_colour_of_a_drawing_that_cannot_be_printed_is_found():
    drawing = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">%s</svg>'
    green = {"a.svg": drawing % b'<rect width="9" height="9" fill="#00ff00"/>'}
    made = make(Document('<img src="a.svg" alt="图">', "", green), Profile.PRESS)
    assert [finding.code for finding in made.findings] == ["press-gamut"]


def test_a_sheet_that_can_be_printed_has_no_finding():
    css = "h1 { color: #d5181f; border: .25pt solid #000 } @page { bleed: 3mm; marks: crop cross }"
    made = make(Document("<h1>题</h1><p>文</p>", css), Profile.PRESS)
    assert made.findings == ()


NS = 'xmlns="http://www.w3.org/2000/svg"'
DRAWING = f"""<svg {NS} width="90" height="20" viewBox="0 0 90 20">
<!-- fill="#00ff01" is nowhere -->
<style><![CDATA[ .a {{ fill: #00ff01 }} ]]></style>
<linearGradient id="g"><stop offset="0" stop-color="#00ff02"/>
<stop offset="1" style="stop-color : #00ff03"/></linearGradient>
<pattern id="p" width="4" height="4" patternUnits="userSpaceOnUse">
<svg width="2" height="2"><rect width="2" height="2" fill='#00FF04'/></svg></pattern>
<rect class="a" width="9" height="9"/><rect x="10" width="9" height="9" fill="url(#g)"/>
<rect x="20" width="9" height="9" fill="url(#p)"/>
<text x="30" y="9" font-family="黑体"
  fill = "lab(50% 100 0)">字</text>
<g color="rgb(0 255 5)"><rect x="40" width="9" height="9" stroke="currentColor"/></g>
<rect x="50" width="9" height="9" fill="device-cmyk(1 1 1 1)"/>
<rect x="60" width="9" height="9" fill="#555" fill-opacity=".5"/></svg>
"""
WRITTEN = {
    (3, "#00ff01"): "press-gamut",
    (4, "#00ff02"): "press-gamut",
    (5, "#00ff03"): "press-gamut",
    (7, "#00FF04"): "press-gamut",
    (11, "lab(50% 100 0)"): "press-gamut",
    (12, "rgb(0 255 5)"): "press-gamut",
    (13, "device-cmyk(1 1 1 1)"): "press-ink-limit",
}


def quoted(findings, name):
    """The findings of a file by their line, and what is written there."""
    named = [each for each in findings if each.source and Path(each.source.name).name == name]
    lines = [(each, each.source.line(each.span.line)) for each in named]
    return {
        (each.span.line, line[each.span.column - 1 : each.span.end_column - 1]): each.code
        for each, line in lines
    }


@pytest.mark.parametrize(
    ("body", "css"),
    [
        ('<img src="a.svg" alt="图">', ""),
        ("<div></div>", "div { height: 20mm; background: url(a.svg) }"),
        ("<ul><li>项</ul>", "ul { list-style: url(a.svg) }"),
    ],
    ids=["picture", "background", "marker"],
)
def test_a_colour_of_a_drawing_is_found_at_its_line_in_the_drawing(body, css):
    made = make(Document(body, css, {"a.svg": DRAWING.encode()}), Profile.PRESS)
    assert quoted(made.findings, "a.svg") == WRITTEN
    assert len(made.findings) == len(WRITTEN)


def test_a_drawing_in_an_address_is_found_at_the_address():
    address = "data:image/svg+xml;base64," + b64encode(DRAWING.encode()).decode()
    css = f"div {{\n  height: 20mm;\n  background: #fff url({address})\n}}"
    made = make(Document("<div></div>", css), Profile.PRESS)
    assert set(quoted(made.findings, "style.css")) == {(4, "url")}
    assert len(made.findings) == len(WRITTEN)


@pytest.mark.parametrize("included", [False, True])
def test_a_drawing_in_a_page_is_found_in_the_template(included, tmp_path):
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / "template.toml").write_text('[template]\nextends = "bulletin"\n', "utf-8")
    page = "<!doctype html><html lang=zh><title>题</title><body style='color: #000'>\n"
    drawn = "logo.svg" if included else "template.html"
    (folder / "logo.svg").write_text(DRAWING, "utf-8")
    written = '{% include "logo.svg" %}' if included else DRAWING
    (folder / "template.html").write_text(page + written + "<p>文", "utf-8")
    config = Config(template=str(folder), profiles=(Profile.PRESS,))
    built = build(b"# t\n\nx\n", config, name="a.md")
    down = 0 if included else 1
    nameless = {(1, "<svg"): "figure-no-alternative"}
    expected = {(line + down, text): code for (line, text), code in {**nameless, **WRITTEN}.items()}
    assert quoted(built.findings, drawn) == expected
    assert not [each for each in built.findings if each.code.startswith("css-")]


def of_drawing(content):
    """What is found in a drawing while pages are set."""
    drawing = f'<svg {NS} width="9" height="9">{content}</svg>'.encode()
    document = Document('<img src="a.svg" alt="图">', "", {"a.svg": drawing})
    return document.lay_out(PressSettings())[0].findings


@pytest.mark.parametrize(
    ("written", "said"),
    [("darkblu", "darkblue"), ("var(--red)", ""), ("#12", ""), ("red icc-color(a, 1, 0, 0)", "")],
)
def test_a_colour_of_a_drawing_that_is_none_is_found(written, said):
    drawing = (
        f'<svg {NS} width="9" height="9">\n<rect width="9" height="9" fill="{written}"/></svg>'
    )
    made = make(
        Document('<img src="a.svg" alt="图">', "", {"a.svg": drawing.encode()}), Profile.PRESS
    )
    (finding,) = made.layout.findings
    assert (finding.code, finding.span.line, finding.span.column) == ("css-value-invalid", 2, 34)
    assert said in (finding.hint.en if finding.hint else "")


def test_paints_that_are_no_colours_and_fields_of_a_template_are_left_alone():
    drawing = f"""<svg {NS} width="9" height="9" color="CurrentColor"><g fill="inherit">
    <rect width="9" height="9" fill="none" stroke="url(#a) red"/></g></svg>"""
    made = make(
        Document('<img src="a.svg" alt="图">', "", {"a.svg": drawing.encode()}), Profile.PRESS
    )
    assert made.layout.findings == ()


def test_styles_inside_the_page_count_and_those_for_other_media_do_not(tmp_path):
    body = """<style>
    h1 { color: device-cmyk(1 1 1 1) }
    @media screen { h1 { border: 0.2pt solid } }</style>
    <h1>题</h1><p style="border: 0.1pt solid; color: lab(50% 100 0)">文</p>"""
    css = "p { border-width: calc(0.1pt * 5) } b { color: device-cmyk(none 1 1 1) }"
    made = make(Document(body, css), Profile.PRESS)
    codes = [each.code for each in made.findings if each.span is not None]
    assert sorted(codes) == ["press-gamut", "press-hairline", "press-ink-limit"]
    assert len(made.findings) == len(codes)


def test_a_line_is_found_where_its_width_is_written():
    css = """
    :root { --thin: 0.1pt; --rule: var(--thin); --bled: 1mm; --radius: 0.2pt; --other: 0.15pt }
    p { border-top: var(--rule) solid; border-radius: var(--radius); margin: var(--other) }
    @page { bleed: var(--bled) }
    """
    made = make(Document("<p>文</p>", css), Profile.PRESS)
    found = quoted(made.findings, "style.css")
    assert {what: code for (_, what), code in found.items()} == {
        "0.1pt": "press-hairline",
        "1mm": "press-bleed",
    }
