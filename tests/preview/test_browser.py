"""The designer's loop in real Chromium: edit, see, break, read, mend, look closer."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from preview.browsing import changes, picture, settled
from preview.desk import REPORT, Desk, save, until


def test_a_saved_stylesheet_changes_the_page_and_only_that(page: Page, desk: Desk) -> None:
    page.keyboard.press("9")
    expect(page.locator("#page-2 img")).to_have_count(1)
    settled(page, desk)
    first, second = picture(page, 1), picture(page, 2)
    desk.style(".name { color: #0b57a4 }")
    changes(page, 1, first)
    settled(page, desk)
    assert picture(page, 2) == second, "a page that did not change was fetched again"


def test_the_place_is_kept(page: Page, desk: Desk) -> None:
    page.locator("#pages").evaluate("pages => { pages.scrollTop = 1400 }")
    expect(page.locator("#page-2 img")).to_have_count(1)
    before, top = picture(page, 2), page.locator("#pages").evaluate("pages => pages.scrollTop")
    desk.style("article > p { color: #123456 }")
    changes(page, 2, before)
    assert page.locator("#pages").evaluate("pages => pages.scrollTop") == top


def test_a_broken_template_leaves_the_last_good_pages_under_its_message(
    page: Page, desk: Desk
) -> None:
    good = picture(page)
    desk.page("<p>{{ nothing_here }</p>")
    failure = page.locator("#failure")
    expect(failure).to_be_visible()
    expect(failure).to_contain_text("没有排成")
    expect(failure).to_contain_text("template.html:1")
    assert picture(page) == good
    expect(page.locator("#page-1 img")).to_be_visible()
    desk.page(None)
    expect(failure).to_be_hidden()


def test_a_broken_report_and_broken_settings_are_told_and_mended(page: Page, desk: Desk) -> None:
    settings = desk.folder / "eco-print.toml"
    sound = settings.read_text(encoding="utf-8")
    save(settings, sound + "nonsense = \n")
    expect(page.locator("#failure")).to_contain_text("eco-print.toml:5")
    save(settings, sound)
    expect(page.locator("#failure")).to_be_hidden()
    save(desk.report, "")
    expect(page.locator("#failure")).to_contain_text("报告.md")
    save(desk.report, REPORT)
    expect(page.locator("#failure")).to_be_hidden()


def test_a_finding_names_its_place_and_leads_to_the_page(page: Page, desk: Desk) -> None:
    desk.style(".credits { colr: red }\narticle > p { colr: red }")
    finding = page.locator("#findings .finding").nth(1)
    expect(finding).to_contain_text("没有 CSS 属性 colr")
    expect(finding).to_contain_text("mine/style.css:3:15")
    expect(finding.locator("mark")).to_have_text("colr")
    expect(finding.locator(".hint")).to_contain_text("color")
    settled(page, desk)
    page.locator("#pages").evaluate("pages => { pages.scrollTop = 2400 }")

    def led() -> bool:
        finding.locator(".message").click()
        return page.locator("#page-1 .flash").count() == 1

    until(led)  # places follow the findings, once the other pages are painted
    assert page.locator("#pages").evaluate("pages => pages.scrollTop") < 1200


def test_a_click_on_the_page_names_source_and_rules(page: Page, desk: Desk) -> None:
    page.keyboard.press("9")
    settled(page, desk)
    paper = page.locator("#page-1 .paper")
    box = paper.bounding_box()
    assert box is not None
    paper.click(position={"x": box["width"] / 2, "y": box["height"] * 0.62})
    explanation = page.locator("#explanation")
    expect(explanation.locator(".label")).to_have_text("p")
    expect(explanation.locator(".source")).to_contain_text("报告.md:3:1")
    expect(explanation.locator(".source q")).to_contain_text("第1段")
    rule = explanation.locator(".rule").first
    expect(rule).to_contain_text("article > p")
    expect(rule.locator(".copy")).to_have_text(re.compile(r"bulletin/style\.css:\d+:1"))
    expect(explanation).to_contain_text("继承自 html")


def test_the_keyboard_does_everything(page: Page, desk: Desk) -> None:
    page.keyboard.press("s")
    expect(page.locator("#spreads")).to_have_attribute("aria-pressed", "true")
    page.keyboard.press("1")
    expect(page.locator("#zoom")).to_have_value("1")
    page.keyboard.press("+")
    expect(page.locator("#zoom")).to_have_value("1.25")
    for key, name in zip("tgbx", ("area", "grid", "bleed", "boxes"), strict=True):
        page.keyboard.press(key)
        expect(page.locator(f"[data-overlay={name}]")).to_have_attribute("aria-pressed", "true")
    page.keyboard.press("i")
    expect(page.locator(".inspected")).to_have_count(1)
    label = page.locator("#explanation .label").inner_text()
    page.keyboard.press("ArrowLeft")
    expect(page.locator("#explanation .label")).not_to_have_text(label)
    page.keyboard.press("Escape")
    expect(page.locator("#inspector")).to_be_hidden()
    page.keyboard.press("l")
    expect(page.locator("#spreads")).to_have_text("Spreads")
    page.keyboard.press("?")
    expect(page.locator("#keys")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#keys")).to_be_hidden()


def test_overlays_stand_where_the_stylesheet_puts_them(page: Page) -> None:
    for key in "tgbx":
        page.keyboard.press(key)
    area = page.locator("#page-1 .type-area")
    expect(area).to_have_count(1)
    measured = [float(area.get_attribute(name) or 0) for name in ("x", "y", "width", "height")]
    assert measured == pytest.approx([73.638, 104.882, 448, 638], abs=0.01)  # 版心 28 × 22
    expect(page.locator("#page-1 .trim")).to_have_attribute("width", re.compile(r"595\.27"))
    expect(page.locator("#page-1 .box").nth(5)).to_be_attached()
    lines = page.locator("#page-1 .lines").get_attribute("d") or ""
    assert lines.count("M") == 23, "22 lines have 23 edges"


def test_two_builds_are_compared(page: Page, desk: Desk) -> None:
    first = picture(page)
    page.keyboard.press("p")
    desk.style(".name { color: #0b57a4 }")
    changes(page, 1, first)
    settled(page, desk)
    second = picture(page)
    page.keyboard.press("c")
    expect(page.locator("#page-1 .changed").first).to_be_attached()
    expect(page.locator("#page-2 .changed")).to_have_count(0)
    page.keyboard.press("v")
    expect(page.locator("#page-1")).to_have_attribute("data-shown", first)
    page.keyboard.press("v")
    expect(page.locator("#page-1")).to_have_attribute("data-shown", second)


def test_pages_come_and_go_with_the_report(page: Page, desk: Desk) -> None:
    sheets = page.locator(".sheet")
    many = sheets.count()
    save(desk.report, "# 短讯\n\n只有一段。\n")
    expect(sheets).to_have_count(1)
    save(desk.report, REPORT)
    expect(sheets).to_have_count(many)


def test_a_picture_that_was_missing_appears_when_it_is_saved(page: Page, desk: Desk) -> None:
    from PIL import Image

    save(desk.report, REPORT + "\n\n![图](图/一.png)\n")
    expect(page.locator("#findings")).to_contain_text("找不到文件")
    folder = desk.folder / "图"
    folder.mkdir()
    Image.new("RGB", (80, 60), "#444").save(folder / "一.png")
    expect(page.locator("#findings")).not_to_contain_text("找不到文件")


def test_the_language_is_the_browsers_and_can_be_switched(
    browser: Browser, served: tuple[Desk, str]
) -> None:
    context = browser.new_context(locale="en-GB")
    page = context.new_page()
    page.goto(served[1])
    expect(page.locator("#found")).to_have_text("Findings")
    page.locator("#language").click()
    expect(page.locator("#found")).to_have_text("问题")
    page.reload()
    expect(page.locator("#found")).to_have_text("问题")
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_serious_fault(page: Page, desk: Desk, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    desk.style("p { colr: red; transition: none }\nh1 { font-family: 无此字体 }")
    expect(page.locator("#findings .finding")).to_have_count(4)
    settled(page, desk)
    page.keyboard.press("t")
    page.keyboard.press("i")
    expect(page.locator("#explanation .rule").first).to_be_visible()
    assert _faults(page) == []
    desk.page("{% if %}")
    expect(page.locator("#failure")).to_be_visible()
    page.keyboard.press("?")
    assert _faults(page) == []
    desk.page(None)
    expect(page.locator("#failure")).to_be_hidden()


def _faults(page: Page) -> list[str]:
    found = Axe().run(page).response["violations"]
    return [
        f"{each['id']}: {[node['html'] for node in each['nodes']][:3]}"
        for each in found
        if each["impact"] in ("serious", "critical", "moderate")
    ]


def test_nothing_is_fetched_from_elsewhere(browser: Browser, served: tuple[Desk, str]) -> None:
    context = browser.new_context()
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(served[1])
    page.locator("#page-1 img").wait_for()
    assert asked
    assert all(url.startswith(served[1]) for url in asked)
    context.close()


def test_no_file_of_the_page_is_long() -> None:
    static = Path(__file__).resolve().parents[2] / "src" / "eco_print" / "preview" / "static"
    assert all(len(path.read_text().splitlines()) < 400 for path in static.glob("*.*"))
