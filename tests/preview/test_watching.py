"""What wakes the preview, and what does not."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from eco_print.preview.build import Wanted, Watched
from eco_print.preview.watching import Watch

from preview.desk import Desk, make_desk, save  # isort: skip


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return make_desk(tmp_path)


def first_batch(desk: Desk, act: Callable[[], None], **more: tuple[Path, ...]) -> set[str]:
    """The names in the first batch after something is done to the desk."""

    async def watch() -> set[str]:
        watch = Watch(Wanted(desk.report))
        files = (desk.report, desk.folder / "eco-print.toml", *more.get("files", ()))
        faces = more.get("faces", ())
        watch.mind(Watched(files, (desk.template,), faces, since=time.time_ns()))
        batches = watch.batches()
        asked = asyncio.ensure_future(anext(batches))  # type: ignore[arg-type]
        await asyncio.sleep(0.3)
        act()
        try:
            return {path.name for path in await asyncio.wait_for(asked, 30)}
        finally:
            watch.stop()
            await batches.aclose()  # type: ignore[attr-defined]

    return asyncio.run(watch())


def test_a_stylesheet_saved_by_renaming_wakes_it(desk: Desk) -> None:
    assert first_batch(desk, lambda: desk.style("p {}")) == {"style.css"}


def test_what_the_program_writes_and_what_editors_leave_does_not(desk: Desk) -> None:
    def act() -> None:
        (desk.folder / "会议.pdf").write_bytes(b"%PDF-")
        (desk.template / "样张.pdf").write_bytes(b"%PDF-")
        (desk.template / ".style.css.swp").write_bytes(b"")
        (desk.template / "style.css~").write_bytes(b"")
        (desk.template / "4913").write_bytes(b"")
        (desk.folder / "另一份报告.txt").write_text("不相干", encoding="utf-8")
        time.sleep(0.3)
        save(desk.report, "# 新\n")

    assert first_batch(desk, act) == {"报告.md"}


def test_events_close_together_are_one_batch(desk: Desk) -> None:
    def act() -> None:
        desk.style("p {}")
        save(desk.report, "# 新\n")
        desk.page("<p>")

    assert first_batch(desk, act) == {"style.css", "报告.md", "template.html"}


def test_settings_that_appear_beside_the_report_count(desk: Desk) -> None:
    (desk.folder / "eco-print.toml").unlink()
    act = lambda: save(desk.folder / "eco-print.toml", "strict = true\n")  # noqa: E731
    assert first_batch(desk, act) == {"eco-print.toml"}


def test_a_file_that_was_missed_is_waited_for_where_no_folder_is_yet(desk: Desk) -> None:
    picture = desk.folder / "图" / "深" / "一.png"

    def act() -> None:
        picture.parent.mkdir(parents=True)
        picture.write_bytes(b"\x89PNG")

    assert first_batch(desk, act, files=(picture,)) <= {"图", "深", "一.png"}


def test_what_changed_before_the_watch_stood_is_noticed(desk: Desk) -> None:
    async def watch() -> set[str]:
        since = time.time_ns()
        await asyncio.sleep(0.05)
        desk.style("p { color: red }")
        watch = Watch(Wanted(desk.report))
        watch.mind(Watched((desk.report,), (desk.template,), (), since=since))
        try:
            return {path.name async for batch in _one(watch) for path in batch}
        finally:
            watch.stop()

    async def _one(watch: Watch):  # type: ignore[no-untyped-def]
        async for batch in watch.batches():
            yield batch
            return

    assert "style.css" in asyncio.run(watch())


def test_faces_are_told_from_other_changes(desk: Desk) -> None:
    fonts = desk.folder / "fonts"
    fonts.mkdir()
    watch = Watch(Wanted(desk.report))
    watch.mind(Watched((), (desk.template,), (fonts,)))
    assert watch.concerns_faces([fonts / "a.otf"])
    assert not watch.concerns_faces([desk.template / "style.css"])
