"""What a designer sees: waiting for pages to be shown, and telling one picture from another."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from preview.desk import Desk

PATIENCE = 60_000  # milliseconds: the machine may be busy with other tests


def settled(page: Page, desk: Desk) -> None:
    """Wait until the desk as it is now is shown: no build, no picture is on its way."""
    expect(page.locator("#findings")).to_contain_text(desk.mark)
    expect(page.locator("#pages")).to_have_attribute("data-whole", "true")
    expect(page.locator("[data-coming]")).to_have_count(0)


def picture(page: Page, number: int = 1) -> str:
    return page.locator(f"#page-{number}").get_attribute("data-shown") or ""


def changes(page: Page, number: int, before: str) -> None:
    """Wait until a page has another picture."""
    expect(page.locator(f"#page-{number}")).not_to_have_attribute("data-shown", before)
