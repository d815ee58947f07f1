"""One browser and one preview for the tests of a file; a fresh window for each test."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from preview.browsing import PATIENCE, settled
from preview.desk import REPORT, Desk, make_desk, running, save

FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Desk, str]]:
    desk = make_desk(tmp_path_factory.mktemp("desk"))
    with running(desk) as address:
        yield desk, address


@pytest.fixture
def desk(served: tuple[Desk, str]) -> Desk:
    desk, _ = served
    if desk.report.read_text(encoding="utf-8") != REPORT:
        save(desk.report, REPORT)
    desk.style("")
    return desk


@pytest.fixture
def page(browser: Browser, served: tuple[Desk, str], desk: Desk) -> Iterator[Page]:
    """A fresh browser window on the preview, which must never log an error."""
    context = browser.new_context(locale="zh-CN", viewport={"width": 1300, "height": 850})
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    expect.set_options(timeout=PATIENCE)
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda said: errors.append(said.text) if said.type == "error" else None)
    page.goto(served[1])
    page.locator("#page-1 img").wait_for()
    settled(page, desk)
    yield page
    context.close()
    assert errors == []
