"""The designer's loop in real Chromium where it is hard: reloads, killed workers, quick saves."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from eco_print.shipped import shipped

from preview.browsing import changes, picture, settled  # isort: skip
from preview.desk import Desk, kill_workers, save  # isort: skip

#: A place below the top of the first page is kept for a reload: that takes a moment.
REMEMBERED = """() => {
  const { place } = JSON.parse(sessionStorage.getItem("view") ?? "{}");
  return place && (place.page > 1 || place.part > 0.1);
}"""
SERIOUS = ("serious", "critical", "moderate")


def test_a_reload_keeps_place_zoom_and_overlays(page: Page, desk: Desk) -> None:
    page.locator("#zoom").select_option("0.75")
    page.keyboard.press("t")
    page.locator("#pages").evaluate("pages => { pages.scrollTop = 1100 }")
    page.wait_for_function(REMEMBERED)
    page.reload()
    page.locator("#page-2 img").wait_for()
    settled(page, desk)
    expect(page.locator("#zoom")).to_have_value("0.75")
    expect(page.locator("[data-overlay=area]")).to_have_attribute("aria-pressed", "true")
    page.wait_for_function("Math.abs(document.querySelector('#pages').scrollTop - 1100) <= 2")


def test_killed_workers_are_started_again_unnoticed(page: Page, desk: Desk) -> None:
    good = picture(page)
    assert kill_workers(desk) == 2
    page.locator("#zoom").select_option("2")  # asks for pictures that nobody made yet
    changes(page, 1, good)
    page.locator("#page-1 .paper").click(position={"x": 200, "y": 200})
    expect(page.locator("#inspector")).to_be_visible()
    expect(page.locator("#failure")).to_be_hidden()
    desk.style(".name { color: #0b57a4 }")
    settled(page, desk)
    page.keyboard.press("Escape")
    page.keyboard.press("i")
    expect(page.locator("#explanation .rule").first).to_be_visible()


def test_of_two_quick_saves_the_last_is_shown(page: Page, desk: Desk) -> None:
    for colour in ("#111111", "#222222", "#333333"):
        desk.style(f".name {{ color: {colour} }}")
        time.sleep(0.04)
    settled(page, desk)
    expect(page.locator("#findings")).to_contain_text(desk.mark)


def test_trim_and_bleed_are_those_of_the_press(page: Page, desk: Desk) -> None:
    settings = desk.folder / "eco-print.toml"
    sound = settings.read_text(encoding="utf-8")
    page.keyboard.press("b")
    bleed = page.locator("#page-1 .bleed")
    expect(bleed).to_have_attribute("x", "-8.504")  # 3 mm
    save(settings, sound + "[press]\nbleed = 5\n")
    expect(bleed).to_have_attribute("x", "-14.173")
    desk.style("@page { bleed: 6mm }")
    expect(bleed).to_have_attribute("x", "-17.008")
    save(settings, sound)


def test_a_face_and_a_picture_of_the_template_show_when_they_are_saved(
    page: Page, desk: Desk
) -> None:
    logo = desk.template / "logo.svg"
    drawing = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40">{}</svg>'
    save(logo, drawing.format('<rect width="40" height="40"/>'))
    desk.style(".name { background: url(logo.svg) no-repeat }")
    settled(page, desk)
    before = picture(page)
    save(logo, drawing.format('<circle cx="20" cy="20" r="20"/>'))
    changes(page, 1, before)
    before = picture(page)
    fonts = desk.folder / "fonts"
    fonts.mkdir()
    shutil.copy(shipped("fonts") / "EcoKai-Regular.ttf", fonts)
    save(fonts / "fonts.toml", '[[face]]\nfile = "EcoKai-Regular.ttf"\nrole = "仿宋"\n')
    changes(page, 1, before)
    before = picture(page)
    shutil.rmtree(fonts)
    changes(page, 1, before)


@pytest.fixture(params=["zh-CN", "en-GB"])
def narrow(
    request: pytest.FixtureRequest, browser: Browser, served: tuple[Desk, str]
) -> Iterator[Page]:
    """A narrow window in each language."""
    context = browser.new_context(locale=request.param, viewport={"width": 600, "height": 800})
    page = context.new_page()
    page.goto(served[1])
    page.locator("#page-1 img").wait_for()
    yield page
    context.close()


def test_a_narrow_window_is_whole_and_accessible(narrow: Page, desk: Desk) -> None:
    desk.style("p { colr: red }")
    expect(narrow.locator("#findings .finding").first).to_be_visible()
    settled(narrow, desk)
    for key in "tgbxc":
        narrow.keyboard.press(key)
    narrow.keyboard.press("i")
    expect(narrow.locator("#explanation .rule").first).to_be_visible()
    assert narrow.evaluate("document.documentElement.scrollWidth") <= 600
    found = Axe().run(narrow).response["violations"]
    assert [each["id"] for each in found if each["impact"] in SERIOUS] == []


def test_every_key_is_explained(narrow: Page) -> None:
    narrow.keyboard.press("?")
    rows = narrow.locator("#keys dd")
    expect(rows.first).to_be_visible()
    assert all(text.strip() for text in rows.all_inner_texts())
    keys = " ".join(narrow.locator("#keys dt").all_inner_texts()).split()
    assert set("stgbxcvpjknNil?") <= set(keys)
