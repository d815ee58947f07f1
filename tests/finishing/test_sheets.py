"""What cannot be printed as written, found at its line in the stylesheet."""

from __future__ import annotations

from pathlib import Path

from eco_print.profile import Profile

from .pages import (
    Document,
    make,
)

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
