"""The HTML report: one file, safe whatever the PDF says, marks where the findings are."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import lxml.html
import pikepdf
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

from eco_print.preflight import Limits, Profile, check
from eco_print.preflight.htmlreport import html_report
from preflight import sound
from preflight.broken import added, both, info

RED = added(b"1 0 0 rg " + sound.rectangle(60, 50, 20, 10) + b" f")
EDGE = sound.SLUG + sound.BLEED
ARGS = ["--headless", "--no-sandbox", "--disable-gpu"]


def report_of(data: bytes, language: str = "en", limits: Limits | None = None):
    text = html_report(check(data, Profile.PRESS, limits), data, language=language)
    return text, lxml.html.document_fromstring(text)


def test_it_is_one_file_that_fetches_nothing():
    text, tree = report_of(sound.press(RED))
    assert "default-src 'none'" in text
    assert not re.search(r"""(?:src|href)=["'](?!data:|#)""", text)
    assert not re.search(r"url\(|@import", text)
    assert all(image.get("src").startswith("data:image/") for image in tree.iter("img"))
    assert all(image.get("alt") for image in tree.iter("img"))


def test_a_finding_is_marked_where_it_is():
    _, tree = report_of(sound.press(RED))
    (mark,) = tree.xpath('//*[contains(@class, "mark ")]')
    left, top = float(mark.get("x")), float(mark.get("y"))
    assert (left, top) == pytest.approx((60 + EDGE, sound.HEIGHT - 60 + EDGE), abs=0.05)
    assert float(mark.get("width")) == pytest.approx(20, abs=0.05)
    assert mark.get("data-finding") == "1"
    assert tree.get_element_by_id("f1") is not None


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_marks_turn_with_the_page(turn):
    """The mark's middle, turned by the SVG matrix, is red in the picture of the page."""
    import base64
    import io

    from PIL import Image

    def edit(pdf: pikepdf.Pdf) -> None:
        RED(pdf)
        pdf.pages[0].obj.Rotate = turn

    _, tree = report_of(sound.press(edit))
    (mark,) = tree.xpath('//*[@class="mark error"]')
    x = float(mark.get("x")) + float(mark.get("width")) / 2
    y = float(mark.get("y")) + float(mark.get("height")) / 2
    a, b, c, d, e, f = map(float, mark.getparent().getparent().get("transform")[7:-1].split())
    seen = (a * x + c * y + e, b * x + d * y + f)
    svg = tree.xpath("//svg")[0]
    width, height = map(float, (svg.get("viewbox") or svg.get("viewBox")).split()[2:])
    picture = tree.xpath('//div[@class="page"]/img')[0].get("src").split(",")[1]
    image = Image.open(io.BytesIO(base64.b64decode(picture)))
    spot = (int(seen[0] / width * image.width), int(seen[1] / height * image.height))
    red, green, _ = image.getpixel(spot)
    assert red > 200
    assert green < 60


def test_what_the_pdf_says_is_only_text():
    evil = "<script>alert(1)</script><img src=x onerror=alert(2)>"
    data = sound.press(info("/Title", evil))
    text, _ = report_of(data)
    assert "&lt;script&gt;alert(1)" in text
    assert "<script>alert" not in text
    assert "<img src=x" not in text


def test_separations_and_the_ink_map_are_shown():
    heavy = added(b"1 1 1 1 k " + sound.rectangle(60, 60, 20, 20) + b" f")
    text, tree = report_of(sound.press(heavy))
    captions = [caption.text_content() for caption in tree.iter("figcaption")]
    assert captions[0] == "Ink map: red is over 300 %"
    assert captions[1:] == ["Cyan", "Magenta", "Yellow", "Black", "专色红"]
    assert "400 %" in text


def test_without_ghostscript_the_page_says_so(monkeypatch, tmp_path: Path):
    monkeypatch.setenv("PATH", str(tmp_path))
    text, tree = report_of(sound.press(RED))
    assert "No separations (Ghostscript)" in text
    assert not list(tree.iter("figcaption"))


@pytest.mark.parametrize(("language", "heading"), [("zh", "检查结果"), ("en", "Findings")])
def test_it_speaks_both_languages(language, heading):
    text, tree = report_of(sound.press(), language)
    assert heading in text
    assert tree.get("lang") == ("zh-CN" if language == "zh" else "en")


def test_a_file_that_is_no_pdf_has_a_report_too():
    text, tree = report_of(b"no pdf at all")
    assert "pdf-unreadable" in text
    assert not tree.xpath("//section")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_axe_finds_nothing_in_a_report(language, scheme, tmp_path: Path):
    heavy = added(b"1 1 1 1 k " + sound.rectangle(60, 60, 20, 20) + b" f")
    text, _ = report_of(sound.press(both(RED, heavy)), language)
    page_file = tmp_path / "report.html"
    page_file.write_text(text, encoding="utf-8")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=ARGS)
        context = browser.new_context(color_scheme=scheme, bypass_csp=True)
        page = context.new_page()
        page.goto(page_file.as_uri())
        found = Axe().run(page).response["violations"]
        wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        browser.close()
    assert [(each["id"], each["nodes"][0]["html"]) for each in found] == []
    assert wide <= 0
