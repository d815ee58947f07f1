"""The HTML report: one file, safe whatever the PDF says, marks where the findings are."""

from __future__ import annotations

import io
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
from preflight.broken import added, both, info, page_without, words

RED = added(b"1 0 0 rg " + sound.rectangle(60, 50, 20, 10) + b" f")
EDGE = sound.SLUG + sound.BLEED
ARGS = ["--headless", "--no-sandbox", "--disable-gpu"]


def report_of(data: bytes, language: str = "en", limits: Limits | None = None):
    report = check(data, Profile.PRESS, limits)
    text = html_report(report, data, language=language, limits=limits)
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

    from PIL import Image

    def edit(pdf: pikepdf.Pdf) -> None:
        RED(pdf)
        pdf.pages[0].obj.Rotate = turn

    _, tree = report_of(sound.press(edit))
    (mark,) = tree.xpath('//*[@class="mark error"]')
    x = float(mark.get("x")) + float(mark.get("width")) / 2
    y = float(mark.get("y")) + float(mark.get("height")) / 2
    a, b, c, d, e, f = map(float, mark.getparent().get("transform")[7:-1].split())
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


@pytest.mark.parametrize("corner", [(0, 0), (0, 200)])
def test_a_page_without_an_area_has_a_report_too(corner):
    def edit(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].obj.MediaBox = pikepdf.Array([0, 0, *corner])

    text, _ = report_of(sound.press(edit))
    assert "box-invalid" in text


def test_a_finding_without_a_place_is_named_at_its_page():
    _, tree = report_of(sound.press(page_without("/BleedBox")))
    (page,) = tree.xpath('//section[@id="p1"]')
    (named,) = page.xpath('.//p[@class="named"]/a')
    assert named.get("href") == "#f1"
    assert not page.xpath('.//*[contains(@class, "mark ")]')


def test_of_many_pages_those_with_findings_are_shown():
    def edit(pdf: pikepdf.Pdf) -> None:
        for _ in range(66):
            pdf.pages.append(pdf.pages[0])
        RED(pdf)  # on the first page, which becomes the last
        pdf.pages.append(pdf.pages[0])
        del pdf.pages[0]

    text, tree = report_of(sound.press(edit))
    shown = [section.get("id") for section in tree.iter("section")]
    assert len(shown) == 60
    assert shown[-1] == "p67"
    assert tree.xpath('//section[@id="p67"]//ul[@class="plates"]')
    assert "7 more pages are not shown" in text


def test_the_ink_map_says_what_its_colours_mean():
    _, tree = report_of(sound.press(), limits=Limits(total_ink=240))
    (scale,) = tree.xpath('//ul[@class="scale"]')
    assert [each.text_content().strip() for each in scale] == ["0 %", "100 %", "200 %", "> 240 %"]


@pytest.fixture(scope="module")
def browser():
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=ARGS)
        yield chromium
        chromium.close()


def opened(browser, text: str, folder: Path, **options):
    """The report in a browser that logs whatever it asks of a network."""
    (folder / "report.html").write_text(text, encoding="utf-8")
    page = browser.new_context(bypass_csp=True, **options).new_page()
    page.goto((folder / "report.html").as_uri())
    return page


def crowd(pdf: pikepdf.Pdf) -> None:
    """Thirty places where three things and more are wrong, many of them on one another."""
    for at in range(30):
        place = sound.rectangle(20 + 3 * at, 60 + 5 * (at % 7), 9, 9)
        added(b"1 0 0 rg %b f 0 0 1 RG 0.1 w %b S" % (place, place))(pdf)
        added(words("会议", 3, 20 + 4 * at, 150 + at % 3, b"1 0 0 rg "))(pdf)


NUMBERS_ON_ANOTHER = """() => {
  const tags = [...document.querySelectorAll(".tags .tag")].map((tag) =>
    tag.getBoundingClientRect());
  return tags.filter((one, at) => tags.some((other, to) => to > at
    && one.left + 1 < other.right && other.left + 1 < one.right
    && one.top + 1 < other.bottom && other.top + 1 < one.bottom)).length;
}"""


def size_of(width: int) -> dict[str, int]:
    return {"width": width, "height": 900}


def test_the_places_of_one_finding_do_not_hide_the_page_under_its_number():
    def edit(pdf: pikepdf.Pdf) -> None:
        for at in range(60):
            place = sound.rectangle(10 + at % 10 * 13, 20 + at // 10 * 20, 2, 2)
            added(b"1 0 0 rg %b f" % place)(pdf)

    _, tree = report_of(sound.press(edit))
    assert len(tree.xpath('//*[contains(@class, "mark ")]')) == 60
    assert 10 <= len(tree.xpath('//div[starts-with(@class, "tags")]/a')) <= 12


@pytest.mark.parametrize("width", [1280, 390])
def test_no_number_lies_on_another_or_beyond_the_page(width, browser, tmp_path):
    page = opened(browser, report_of(sound.press(crowd))[0], tmp_path, viewport=size_of(width))
    assert page.locator(".tags .tag").count() > 12
    assert page.evaluate(NUMBERS_ON_ANOTHER) == 0
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


def test_plates_are_seen_on_the_page_by_keyboard(browser, tmp_path):
    page = opened(browser, report_of(sound.press(RED))[0], tmp_path)
    stack, inks = page.locator(".stack"), page.locator(".stack .ink")
    ink_map, cyan, magenta = (page.locator(".plates button").nth(at) for at in range(3))
    assert stack.is_hidden()
    cyan.press("Enter")
    assert stack.locator("img").get_attribute("src") == cyan.locator("img").get_attribute("src")
    magenta.press("Space")
    assert inks.count() == 2
    ink_map.press("Enter")
    assert [each.get_attribute("aria-pressed") for each in (ink_map, cyan)] == ["true", "false"]
    assert stack.locator("img").count() == 1
    ink_map.press("Enter")
    assert stack.is_hidden()


def test_a_mark_and_its_finding_light_each_other(browser, tmp_path):
    page = opened(browser, report_of(sound.press(RED))[0], tmp_path)
    page.locator(".tags .tag").focus()
    assert "lit" in (page.locator("#f1").get_attribute("class") or "")
    page.locator("#f1").hover()
    assert "lit" in (page.locator(".mark").get_attribute("class") or "")


def test_each_page_fits_a_sheet_of_paper_when_printed(browser, tmp_path):
    text, _ = report_of(sound.press(lambda pdf: pdf.pages.append(pdf.pages[0])))
    page = opened(browser, text, tmp_path, viewport=size_of(700))
    page.emulate_media(media="print")
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    printed = pikepdf.open(io.BytesIO(page.pdf(format="A4", print_background=True)))
    assert len(printed.pages) == 3  # what was found, and two pages


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_axe_finds_nothing_in_a_report(language, scheme, browser, tmp_path: Path):
    heavy = added(b"1 1 1 1 k " + sound.rectangle(60, 60, 20, 20) + b" f")
    text, _ = report_of(sound.press(both(RED, heavy)), language)
    page = opened(browser, text, tmp_path, color_scheme=scheme)
    found = Axe().run(page).response["violations"]
    assert [(each["id"], each["nodes"][0]["html"]) for each in found] == []
