"""The web page in a real browser: search, leaf, history, download, both languages; only read."""

from __future__ import annotations

import http.client
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from urllib.parse import quote, urlsplit

import bagit
import pikepdf
import pytest
from axe_playwright_python.sync_playwright import Axe
from PIL import Image
from playwright.sync_api import Browser, Page, expect, sync_playwright

from archive.deposits import deposit
from eco_print.archive import Act, Action, Archive, Deposit, File, open_archive
from eco_print.archive.web.images import PageImages

CHROMIUM = [
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
]
HOSTILE = "<script>alert(1)</script>“引号”&amp;"


def pages(colours: tuple[str, ...]) -> bytes:
    """A PDF with a page of each colour."""
    made = pikepdf.new()
    for colour in colours:
        made.add_blank_page(page_size=(200, 283))
        made.pages[-1].Contents = made.make_stream(f"{colour} rg 0 0 200 283 re f".encode())
    file = BytesIO()
    made.save(file)
    return file.getvalue()


def issue(number: int, **card: object) -> Deposit:
    made = deposit(number, **{"pages": 2, **card})
    pdf = File("简报.archive.pdf", pages(("1 0 0", "0 0 1")) + f"%{number}".encode())
    return replace(made, files=(pdf, *made.files[1:]), core=(pdf.path, "source/报道.txt"))


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("served") / "a"
    with open_archive(place, create=True) as archive:
        records = [archive.add(issue(number)).record for number in range(30)]
        archive.supersede(records[1].name, records[2].name, "第二段有漏字")
        archive.withdraw(records[3].name, "数字有误")
        archive.note(
            [Act(Action.CHECK, records[2].identifier, "bag、rebuild", "", "passed")], "check"
        )
        archive.add(issue(900, title=HOSTILE, text=f"{HOSTILE}恶意", publication=HOSTILE))
    return place


@pytest.fixture(scope="module")
def address(place: Path) -> Iterator[str]:
    """The page served as a user serves it."""
    command = [sys.executable, "-m", "eco_print", "archive", "serve", "--archive", str(place)]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        assert server.stdout is not None
        yield server.stdout.readline().strip().rstrip("/")
    finally:
        server.send_signal(signal.SIGINT)
        assert server.wait(20) == 0


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=CHROMIUM)
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """A page of a Chinese reader. Anything asked of elsewhere, or said on the console, fails."""
    context = browser.new_context(locale="zh-CN", base_url=address, accept_downloads=True)
    page = context.new_page()
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda problem: said.append(str(problem)))
    yield page
    context.close()
    assert {urlsplit(url).netloc for url in asked} <= {urlsplit(address).netloc}
    assert said == []


def test_a_reader_searches_and_leafs_through_an_issue(page: Page) -> None:
    page.goto("/")
    assert page.title() == "简报档案"
    page.get_by_label("词语、人名、期号、日期").fill("孙馗 第7项")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("1 份简报")
    expect(page.locator("mark")).to_have_text(["孙馗", "第7项"])
    page.goto("/?q=环境保护大会 第7项")
    assert page.locator("h2 mark").inner_text() == "环境保护大会"
    page.goto("/?q=孙馗 第7项")
    page.get_by_role("link", name="全市生态环境保护大会召开（7）").click()
    expect(page).to_have_title("全市生态环境保护大会召开（7） – 简报档案")
    expect(page.get_by_text("记者").first).to_be_visible()
    page.get_by_role("link", name="第 2 页").click()
    expect(page.locator(".paging span").first).to_have_text("2 / 2")
    assert shown_in_the_middle(page) == (0, 0, 255)
    page.get_by_role("link", name="← 上一页").first.click()
    expect(page.locator(".paging span").first).to_have_text("1 / 2")
    assert shown_in_the_middle(page) == (255, 0, 0)


def shown_in_the_middle(page: Page) -> tuple[int, ...]:
    """The colour in the middle of the page that is leafed to, once its picture is there."""
    page.locator(".sheet img").evaluate("image => image.decode()")
    shown = Image.open(BytesIO(page.locator(".sheet img").screenshot())).convert("RGB")
    return shown.getpixel((shown.width // 2, shown.height // 2))


def test_limits_narrow_the_search(page: Page) -> None:
    page.goto("/")
    page.get_by_text("更多条件").click()
    page.get_by_label("期号", exact=True).fill("3..12")
    page.get_by_label("到", exact=True).fill("2020-01-09")
    page.get_by_label("状态").select_option("current")
    page.get_by_role("button", name="检索").click()
    expect(page.locator("h1")).to_have_text("5 份简报")
    assert page.get_by_label("期号", exact=True).input_value() == "3..12"


def test_results_are_paged(page: Page) -> None:
    page.goto("/?q=坚持")
    assert page.locator("h1").inner_text() == "30 份简报"
    assert page.locator("ol.issues > li").count() == 24
    page.get_by_role("link", name="下一页 →").click()
    expect(page.locator("ol.issues > li")).to_have_count(6)
    assert page.get_by_label("词语、人名、期号、日期").input_value() == "坚持"


def test_history_and_checks_are_shown(page: Page) -> None:
    page.goto("/?q=第1项")
    page.get_by_role("link", name="全市生态环境保护大会召开（1）").click()
    expect(page.locator(".state")).to_have_text("已替代")
    expect(page.locator(".notice")).to_contain_text("第二段有漏字")
    page.locator(".notice").get_by_role("link").click()
    expect(page).to_have_title("全市生态环境保护大会召开（2） – 简报档案")
    checks = page.get_by_role("region", name="校验")
    expect(checks).to_contain_text("通过")
    expect(checks).to_contain_text("bag、rebuild")
    expect(page.get_by_role("region", name="历史")).to_contain_text("入库")
    page.goto("/?state=withdrawn")
    page.locator("ol.issues h2 a").click()
    expect(page.locator(".notice")).to_contain_text("数字有误")


def test_what_is_downloaded_is_what_is_kept(page: Page, place: Path, tmp_path: Path) -> None:
    page.goto("/?q=第7项")
    page.locator("ol.issues h2 a").first.click()
    page.wait_for_url("**/issue/**")
    with page.expect_download() as waiting:
        page.get_by_role("link", name="简报.archive.pdf").first.click()
    name = urlsplit(page.url).path.split("/")[2]
    kept = place / "bags" / name / "data" / "简报.archive.pdf"
    assert waiting.value.suggested_filename == "简报.archive.pdf"
    assert Path(waiting.value.path()).read_bytes() == kept.read_bytes()
    with page.expect_download() as waiting:
        page.get_by_role("link", name="整个档案袋（zip）").click()
    subprocess.run(
        [sys.executable, "-m", "zipfile", "-e", waiting.value.path(), tmp_path], check=True
    )
    bagit.Bag(str(tmp_path / name)).validate()


def test_text_of_an_issue_is_only_ever_text(page: Page) -> None:
    page.goto("/?q=恶意")
    assert page.locator("h2").inner_text() == HOSTILE
    page.locator("ol.issues h2 a").click()
    expect(page.locator("h1")).to_have_text(HOSTILE)
    assert page.locator("script").count() == 0
    page.goto(f"/?q={quote(HOSTILE)}&organ={quote(HOSTILE)}")
    assert page.get_by_label("词语、人名、期号、日期").input_value() == HOSTILE


def test_english_by_the_browser_or_by_choice(browser: Browser, address: str) -> None:
    context = browser.new_context(locale="en-GB", base_url=address)
    page = context.new_page()
    page.goto("/")
    assert page.title() == "Bulletin archive"
    assert page.locator("html").get_attribute("lang") == "en"
    page.get_by_role("link", name="中文").click()
    expect(page).to_have_title("简报档案")
    page.locator("ol.issues h2 a").first.click()
    page.wait_for_url("**/issue/**")
    expect(page.locator("html")).to_have_attribute("lang", "zh-Hans")
    context.close()


@pytest.mark.parametrize(("scheme", "width"), [("light", 1200), ("dark", 360)])
def test_axe_finds_nothing(browser: Browser, address: str, scheme: str, width: int) -> None:
    size = {"width": width, "height": 800}
    context = browser.new_context(base_url=address, color_scheme=scheme, viewport=size)
    page = context.new_page()
    page.goto("/?q=第1项")
    name = page.locator("ol.issues h2 a").first.get_attribute("href")
    for path in ("/", "/?q=坚持&state=superseded", name, f"{name}/page/1", "/?from=x", "/nothing"):
        page.goto(path)
        page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
        found = Axe().run(page).response["violations"]
        assert [(v["id"], v["nodes"][0]["html"]) for v in found] == []
        wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert wide <= 0, f"{path} must be scrolled sideways at {width} pixels"
    context.close()


def test_keyboard_alone_gets_from_search_to_a_page(page: Page) -> None:
    page.goto("/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"
    page.keyboard.press("Tab")
    page.keyboard.type("第7项")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("1 份简报")


# -- without a browser -------------------------------------------------------------------------


def ask(address: str, path: str, method: str = "GET", **headers: str) -> http.client.HTTPResponse:
    connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=30)
    connection.request(method, path, headers=headers)
    response = connection.getresponse()
    response.body = response.read()  # type: ignore[attr-defined]
    connection.close()
    return response


def test_only_reading_is_answered(address: str) -> None:
    for method in ("POST", "PUT", "DELETE", "PATCH"):
        assert ask(address, "/", method).status == 405
    assert ask(address, "/", "HEAD").status == 200


def test_a_name_that_is_not_this_machine_is_refused(address: str) -> None:
    assert ask(address, "/", Host="evil.example").status == 400


def test_pages_forbid_scripts_and_everything_from_elsewhere(address: str) -> None:
    policy = ask(address, "/").headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'")
    assert "script" not in policy


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/issue/nothing", 404),
        ("/issue/2020/page/1", 404),  # more than one
        ("/issue/..%2f..%2fetc/file/passwd", 404),
        ("/issue/{name}/file/..%2f..%2f..%2farchive.json", 404),
        ("/issue/{name}/file/data/../../x", 404),
        ("/issue/{name}/page/3", 404),
        ("/issue/{name}/cover/99.png", 404),
        ("/issue/{name}/poster/1.png", 404),
        ("/?page=99999999999999999999", 200),
        ("/?page=x&sort=x&state=x&issue=x", 200),
        ("/?from=x", 200),
        ("/style.css", 200),
        ("/favicon.ico", 204),
    ],
)
def test_odd_addresses(address: str, place: Path, path: str, status: int) -> None:
    name = sorted(os.listdir(place / "bags"))[0]
    assert ask(address, path.format(name=name)).status == status


def test_a_damaged_catalogue_is_said_on_the_page(tmp_path: Path) -> None:
    with open_archive(tmp_path / "a", create=True) as archive:
        archive.add(deposit(1))
    (path,) = (tmp_path / "a" / "catalogue").iterdir()
    path.write_bytes(b"x" * 5000)
    command = [sys.executable, "-m", "eco_print", "archive", "serve", "--archive", tmp_path / "a"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 5
    assert "catalogue-damaged" in done.stderr


def test_an_address_in_use_is_said(address: str, place: Path) -> None:
    port = urlsplit(address).port
    command = [sys.executable, "-m", "eco_print", "archive", "serve"]
    done = subprocess.run(
        [*command, "--archive", str(place), "--port", str(port)],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 5
    assert "serve-address" in done.stderr


def test_pictures_that_cannot_be_made_are_none(archive: Archive) -> None:
    images = PageImages()
    assert images.png("x", lambda: b"not a pdf", 1, 100) is None
    assert images.png("y", lambda: pages(("1 0 0",)), 2, 100) is None
    assert images.png("y", lambda: pages(("1 0 0",)), 0, 100) is None
