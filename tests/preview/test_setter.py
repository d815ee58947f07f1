"""The warm worker: what it keeps, what it makes anew, and where findings show on the pages."""

from __future__ import annotations

import io
from pathlib import Path

import pypdfium2
import pytest

from eco_print.preview.build import Outcome, Wanted
from eco_print.preview.camera import Camera
from eco_print.preview.setter import Setter

from preview.desk import REPORT, Desk, make_desk, save  # isort: skip


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return make_desk(tmp_path)


@pytest.fixture(scope="module")
def setter() -> Setter:
    return Setter()


def build(setter: Setter, desk: Desk, number: int = 1, *visible: int) -> Outcome:
    return setter.set(number, Wanted(desk.report), visible or (1,))


def codes(outcome: Outcome) -> set[str]:
    return {finding.code for finding in outcome.findings}


def test_only_the_pages_looked_at_are_sketched(setter: Setter, desk: Desk) -> None:
    outcome = build(setter, desk, 1, 2, 3)
    assert len(outcome.sheets) > 3
    assert outcome.sketched == (2, 3)
    assert len(pypdfium2.PdfDocument(outcome.sketch)) == 2
    assert outcome.sheets[0].width == pytest.approx(595.276, abs=0.01)
    assert min(outcome.sheets[0].painted) == pytest.approx(17.008, abs=0.01)  # 6 mm


def test_pages_beyond_the_end_are_not_asked_for(setter: Setter, desk: Desk) -> None:
    assert build(setter, desk, 1, 90).sketched == (1,)


def test_a_stylesheet_alone_marks_nothing_up_again(setter: Setter, desk: Desk) -> None:
    build(setter, desk)
    report, markup = setter._kept["report"], setter._kept["markup"]
    desk.style(".name { color: #123456 }")
    build(setter, desk, 2)
    assert setter._kept["report"] is report
    assert setter._kept["markup"] is markup
    save(desk.report, REPORT + "\n\n又一段。\n")
    build(setter, desk, 3)
    assert setter._kept["report"] is not report
    assert setter._kept["markup"] is not markup


def test_a_page_template_that_appears_is_used(setter: Setter, desk: Desk) -> None:
    before = build(setter, desk).sketch
    desk.page('<!DOCTYPE html><html lang="zh"><link rel="stylesheet" href="style.css"><p>新</p>')
    outcome = build(setter, desk, 2)
    assert len(outcome.sheets) == 1
    assert outcome.sketch != before


def test_everything_that_was_read_or_missed_is_watched(setter: Setter, desk: Desk) -> None:
    save(desk.report, REPORT + "\n\n![图](图.png)\n")
    watched = build(setter, desk).watched
    for path in (
        desk.report,
        desk.folder / "eco-print.toml",
        desk.template / "style.css",
        desk.folder / "图.png",
    ):
        assert path in watched.files
    assert desk.template in watched.folders


def test_a_failure_says_why_and_keeps_the_last_good_build(setter: Setter, desk: Desk) -> None:
    build(setter, desk, 7)
    desk.page("{{ nothing }}")
    failed = build(setter, desk, 8)
    assert failed.sheets == ()
    assert "template-undefined" in codes(failed)
    assert desk.template in failed.watched.folders
    assert setter.page(7, 1) is not None, "the pages shown can still be asked about"
    assert setter.page(8, 1) is None


def test_what_is_not_there_is_none(setter: Setter, desk: Desk) -> None:
    build(setter, desk, 4)
    assert setter.page(4, 99) is None
    assert setter.explain(4, 1, 9999) is None
    assert setter.explain(3, 1, 0) is None
    assert setter.paint(3, (1,)) is None


def test_new_faces_ask_for_a_fresh_engine(desk: Desk) -> None:
    from eco_print.shipped import shipped

    setter = Setter()
    build(setter, desk)
    fonts = desk.folder / "fonts"
    fonts.mkdir()
    face = "EcoSerif-Regular.ttf"
    (fonts / face).write_bytes((shipped("fonts") / face).read_bytes())
    manifest = f'[[face]]\nfile = "{face}"\nroles = ["宋体"]\n'
    save(fonts / "fonts.toml", manifest)
    assert build(setter, desk, 2).stale


def test_a_finding_in_the_report_shows_where_its_line_was_set(setter: Setter, desk: Desk) -> None:
    save(desk.report, REPORT + "\n\n末段有一个ሴ字。\n")
    outcome = build(setter, desk, 5)
    (finding,) = [f for f in outcome.findings if f.code == "glyph-missing"]
    assert finding.area is None
    (placed,) = [f for f in setter.places(5, outcome.findings) if f.code == "glyph-missing"]
    assert placed.area is not None
    assert placed.area.page == len(outcome.sheets)


def test_a_finding_in_a_sheet_shows_what_its_rule_applies_to(setter: Setter, desk: Desk) -> None:
    desk.style("\n.title h1 { colr: red }\n.nowhere { colr: red }")
    outcome = build(setter, desk, 6)
    placed = [f for f in setter.places(6, outcome.findings) if f.code == "css-property-unknown"]
    shown, nowhere = placed
    assert shown.area is not None
    assert shown.area.page == 1
    assert nowhere.area is None


def test_a_box_is_explained_by_its_rules_and_its_line(setter: Setter, desk: Desk) -> None:
    desk.style("article > p { text-indent: 3em } main { color: #333 }")
    build(setter, desk, 9)
    boxes = setter.page(9, 1)["boxes"]  # type: ignore[index]
    paragraph = next(i for i, box in enumerate(boxes) if box[1] == "p" and box[6])
    explained = setter.explain(9, 1, paragraph)
    assert explained is not None
    assert explained["source"]["line"] == 3
    assert explained["source"]["text"].startswith("第1段")
    assert explained["colour"] == "#333333"
    own, parents = explained["rules"][:2]
    assert own["selector"] == "article > p"
    assert own["file"].endswith("mine/style.css")
    indent = {name: effective for name, _, _, effective in parents["declarations"]}
    assert indent["text-indent"] is False, "the rule of the parent's sheet is overridden"
    inherited = {rule["origin"]: rule["declarations"] for rule in explained["rules"]}
    assert [name for name, *_ in inherited["main"]] == ["color"], "the nearest gives the colour"
    assert [name for name, *_ in inherited["html"]] == ["font"]


def test_a_picture_tells_pages_from_each_other_and_changes(setter: Setter, desk: Desk) -> None:
    camera = Camera()
    camera.load("one", build(setter, desk, 1, 1, 2).sketch)
    desk.style(".name { color: #0b57a4 }")
    camera.load("two", build(setter, desk, 2, 1, 2).sketch)
    first, again = camera.shoot("one", 0, 72), camera.shoot("one", 0, 72)
    changed, same = camera.shoot("two", 0, 72), camera.shoot("two", 1, 72)
    assert first is not None
    assert first == again
    assert changed is not None
    assert changed.digest != first.digest
    assert same == camera.shoot("one", 1, 72)
    marks = camera.compare("one", 0, "two", 0)
    assert marks
    assert all(mark.y < 300 for mark in marks), "only the masthead changed"
    assert camera.compare("one", 1, "two", 1) == ()
    camera.forget(("one", "unknown"))
    assert camera.shoot("one", 0, 72) is None
    assert camera.compare("one", 0, "two", 0) is None
    from PIL import Image

    with Image.open(io.BytesIO(changed.data)) as picture:
        assert picture.size == pytest.approx((629, 876), abs=2)  # A4 and 6 mm on each side
