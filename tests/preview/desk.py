"""A project to preview, and the preview running on it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

BASE = '@import "../bulletin/style.css";\n'
PARAGRAPH = "会议强调，各部门要认真落实，做好各项工作，确保取得实效。" * 9
REPORT = "\n\n".join(["# 某市召开安全生产会议", *(f"第{n}段。{PARAGRAPH}" for n in range(1, 9))])


@dataclass
class Desk:
    """A folder with a report and a template of its own that extends the bulletin.

    Every stylesheet saved carries a mark that the preview lists as a note, so that a test can
    tell when it is shown.
    """

    folder: Path
    saves: int = 0

    @property
    def mark(self) -> str:
        return f"-x-mark: {self.saves:04}"

    @property
    def report(self) -> Path:
        return self.folder / "报告.md"

    @property
    def template(self) -> Path:
        return self.folder / "templates" / "mine"

    def style(self, css: str) -> None:
        """Save the stylesheet as editors do: beside it, then renamed over it."""
        self.saves += 1
        save(self.template / "style.css", f"{BASE}{css}\n.mark {{ {self.mark} }}\n")

    def page(self, html: str | None) -> None:
        """Save a page of the template's own, or do without."""
        if html is None:
            (self.template / "template.html").unlink()
        else:
            save(self.template / "template.html", html)


def save(path: Path, text: str) -> None:
    draft = path.with_name(f".{path.name}~")
    draft.write_text(text, encoding="utf-8")
    draft.replace(path)


def make_desk(folder: Path) -> Desk:
    desk = Desk(folder)
    desk.template.mkdir(parents=True)
    manifest = '[template]\nname = "mine"\nextends = "bulletin"\n'
    save(desk.template / "template.toml", manifest)
    save(folder / "eco-print.toml", 'template = "mine"\n[issue]\nissue = 3\norgan = "某局"\n')
    save(desk.report, REPORT)
    desk.style("")
    return desk


@contextmanager
def running(desk: Desk, *options: str) -> Iterator[str]:
    """The address of a preview of the desk's report."""
    preview = subprocess.Popen(
        [sys.executable, "-m", "eco_print", "preview", desk.report.name, "--no-open", *options],
        cwd=desk.folder,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "ECO_PRINT_LANGUAGE": "en"},
    )
    try:
        assert preview.stdout is not None
        yield preview.stdout.readline().strip()
    finally:
        preview.send_signal(signal.SIGINT)
        preview.wait(20)


def kill_workers(desk: Desk) -> int:
    """End the processes behind the desk's preview, as a machine short of memory does; how many."""
    killed = 0
    for place in Path("/proc").glob("[0-9]*"):
        try:
            command = (place / "cmdline").read_bytes().split(b"\0")
            mine = (
                b"eco_print.preview.child" in command and (place / "cwd").resolve() == desk.folder
            )
        except OSError:
            continue
        if mine:
            os.kill(int(place.name), signal.SIGKILL)
            killed += 1
    return killed


def until(true: object, seconds: float = 60) -> None:
    """Wait until a function says True."""
    end = time.monotonic() + seconds
    while not true():  # type: ignore[operator]
        assert time.monotonic() < end, "it did not come to pass"
        time.sleep(0.03)
