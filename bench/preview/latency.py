"""How long a designer waits: from saving a stylesheet to the changed page on screen.

    python bench/preview/latency.py            the example, and thirty pages of it: the colour of
                                               the text changes; and its size, so that every line
                                               is composed anew
    python bench/preview/latency.py -n 40      more saves

Needs Debian's chromium and the PyPI package playwright. A save replaces the stylesheet by
renaming, as editors do; the clock stops when Chromium has the changed picture in a frame. Parts,
in milliseconds, medians: `watching` from the save to the start of the build; `layout` with the
reading and markup before it; `pdf` and `pictures` of the pages looked at; `browser` from the
news to the frame, with fetching and decoding. `cpu` is the processor time that the preview's
three processes took over one save; `load` is how many others wanted a processor meanwhile: on a
machine with other work the wall clock measures that work too, unless the bench goes before it
(as root, `chrt -f 5 python bench/preview/latency.py`).
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
#: Notes when a page's picture was replaced, at the end of the frame that shows it.
WATCHER = """() => {
window.swaps = [];
new MutationObserver((records) => {
  for (const record of records)
    for (const node of record.addedNodes)
      if (node.tagName === 'IMG')
        requestAnimationFrame(() => requestAnimationFrame(() =>
          window.swaps.push(performance.timeOrigin + performance.now())));
}).observe(document.querySelector('.sheets'), {childList: true, subtree: true});
new EventSource(`events/bench`).onmessage = (message) => {
  const event = JSON.parse(message.data);
  if (event.type === 'built')
    window.last = {...event.milliseconds, began: event.began};
};
}"""
PARTS = ("watching", "layout", "pdf", "pictures", "browser", "cpu", "load")
#: What each save changes.
COLOUR = "color: #{step:02x}0080"
SIZE = "font-size: {size:.2f}pt"
#: What is measured: how often the example's body stands there, what a save changes, and what
#: issue 5 allows, in milliseconds.
CASES = {
    "example": (1, COLOUR, 400),
    "30 pages": (11, COLOUR, 1000),
    "of new size": (11, SIZE, 1000),
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("-n", type=int, default=20, help="saves to measure")
    count = parser.parse_args().n
    print(f"{'':<12}{'allowed':>7}{'median':>8}{'p90':>7} |" + "".join(f"{p:>10}" for p in PARTS))
    for name, (times, change, allowed) in CASES.items():
        with desk(times) as folder:
            report(f"{name:<12}{allowed:>7}", *measure(folder, count, change))


@contextmanager
def desk(times: int) -> Iterator[Path]:
    """A project with the example report, its body repeated so many times."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copy(ROOT / "examples" / "eco-print.toml", folder)
        text = (ROOT / "examples" / "tieling.txt").read_text(encoding="utf-8")
        head, _, body = text.partition("\n")
        (folder / "r.txt").write_text("\n".join([head, *[body] * times]), encoding="utf-8")
        template = folder / "templates" / "mine"
        template.mkdir(parents=True)
        (template / "template.toml").write_text(
            '[template]\nname = "mine"\nextends = "bulletin"\n', encoding="utf-8"
        )
        save(template / "style.css", 0, COLOUR)
        yield folder


def save(path: Path, step: int, change: str) -> None:
    """Save the stylesheet as editors do: beside it, then renamed over it."""
    declaration = change.format(step=step % 200, size=15.5 + step / 100)
    draft = path.with_name(".draft~")
    draft.write_text(
        f'@import "../bulletin/style.css";\n.name, h1, article > p {{ {declaration} }}\n',
        encoding="utf-8",
    )
    draft.replace(path)


def measure(folder: Path, count: int, change: str) -> tuple[list[dict[str, float]], int]:
    """Every save's parts, and how many pages there are."""
    preview = subprocess.Popen(
        [sys.executable, "-m", "eco_print", "preview", "r.txt", "-t", "mine", "--no-open"],
        cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
        env={**os.environ, "ECO_PRINT_LANGUAGE": "en"},
    )  # fmt: skip
    try:
        assert preview.stdout is not None
        address = preview.stdout.readline().strip()
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
            page = browser.new_page(viewport={"width": 1400, "height": 900}, bypass_csp=True)
            page.goto(address)
            page.wait_for_selector(".sheet img", timeout=60_000)
            page.evaluate(WATCHER)
            settle(page)
            style = folder / "templates" / "mine" / "style.css"
            saves = [
                one_save(page, partial(save, style, step, change), preview.pid)
                for step in range(1, count + 4)
            ]
            sheets = page.locator(".sheet").count()
            browser.close()
        return saves[3:], sheets
    finally:
        preview.terminate()
        preview.wait()


def settle(page: Page) -> None:
    """Wait until the pages behind the visible ones are done too."""
    before = -1
    while (now := page.evaluate("performance.getEntriesByType('resource').length")) != before:
        before = now
        time.sleep(1)


def one_save(page: Page, saving: Callable[[], None], preview: int) -> dict[str, float]:
    """The parts of one save, and the whole as `all`."""
    page.evaluate("window.swaps.length = 0")
    cpu, saved = cpu_time(preview), 1000 * time.time()
    saving()
    page.wait_for_function("window.swaps.length > 0", polling=10, timeout=60_000)
    cpu = cpu_time(preview) - cpu
    shown, told = page.evaluate("[window.swaps[0], window.last]")
    time.sleep(1.2)  # a designer looks at it
    return {
        "all": shown - saved,
        "watching": told["began"] - saved,
        "layout": sum(told[part] for part in ("fonts", "reading", "markup", "layout")),
        "pdf": told["sketch"],
        "pictures": told["pictures"],
        "browser": shown - told["began"] - told["all"],
        "cpu": cpu,
        "load": os.getloadavg()[0],
    }


def cpu_time(parent: int) -> float:
    """Milliseconds of processor time of a process and its children, as Linux counts them."""
    ticks = 0
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text().rpartition(")")[2].split()
        except OSError:
            continue  # it ended
        if parent in (int(path.parent.name), int(fields[1])):
            ticks += int(fields[11]) + int(fields[12])
    return 1000 * ticks / os.sysconf("SC_CLK_TCK")


def report(name: str, saves: list[dict[str, float]], sheets: int) -> None:
    taken = [each["all"] for each in saves]
    ninetieth = statistics.quantiles(taken, n=10)[-1] if len(taken) > 1 else taken[0]
    medians = [statistics.median(each[part] for each in saves) for part in PARTS]
    row = "".join(f"{value:>10.0f}" for value in medians)
    median = statistics.median(taken)
    print(f"{name}{median:>8.0f}{ninetieth:>7.0f} |{row}   ({sheets} pages)")


if __name__ == "__main__":
    main()
