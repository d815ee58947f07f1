"""The gallery: one page for every template and sample, and the visual test of what is shipped."""

from __future__ import annotations

import base64
import re
from pathlib import Path

import pytest
from PIL import Image

from eco_print.preview.gallery import find_samples
from eco_print.templating import find_template
from preview.desk import BASE, make_desk, save
from support import EXAMPLE, ROOT, Ran, eco_print

REFERENCES = Path(__file__).with_name("references")
TEMPLATES = ROOT / "templates"


def test_shipped_templates_look_as_their_references(tmp_path: Path) -> None:
    """When a page is meant to look otherwise:

    eco-print gallery --own --sample examples/tieling.txt --check tests/preview/references \
        --update --previews
    """
    ran = eco_print(
        *("gallery", "--own", "--sample", EXAMPLE, "--check", REFERENCES, "-o", tmp_path / "out"),
        cwd=tmp_path,
    )
    assert ran.code == 0, ran.err
    page = (tmp_path / "out" / "index.html").read_text(encoding="utf-8")
    for folder in (path.parent for path in sorted(TEMPLATES.glob("*/template.toml"))):
        alternative = f"{folder.name}, {folder.name}, 1"
        shown = re.search(rf'alt="{alternative}" src="data:image/png;base64,([^"]+)"', page)
        assert shown
        kept = (folder / "preview.png").read_bytes()
        assert kept == base64.b64decode(shown[1]), f"{folder.name}: eco-print gallery --previews"


def test_references_are_small() -> None:
    sizes = {path.name: path.stat().st_size for path in REFERENCES.glob("*.png")}
    assert sizes
    assert {name: size for name, size in sizes.items() if size > 20 * 1024} == {}


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A project with one template of its own, and a report of one page."""
    made = make_desk(tmp_path / "p")
    save(made.folder / "short.md", "# 短讯\n\n只有一段。\n\n又是一段。\n")
    return made.folder


def gallery(desk: Path, *options: object) -> Ran:
    return eco_print("gallery", "-t", "mine", "--sample", "short.md", *options, cwd=desk)


def style(desk: Path, css: str) -> None:
    save(desk / "templates" / "mine" / "style.css", BASE + css)


def test_samples_are_the_templates_own_and_those_given_each_text_once(desk: Path) -> None:
    folder = desk / "templates" / "mine"
    (folder / "sample.md").write_text("# 甲\n", encoding="utf-8")
    (folder / "sample-long.txt").write_text("乙\n", encoding="utf-8")
    (folder / "sample-copy.txt").write_text("# 甲\n", encoding="utf-8")
    given = [desk / "short.md", desk / "templates" / "short.md"]
    samples = find_samples([find_template("mine", (desk / "templates",))], given)
    assert [sample.name for sample in samples] == ["mine-copy", "mine-long", "short", "short-2"]


def test_the_page_needs_no_other_file_and_shows_what_cannot_be_set(desk: Path) -> None:
    broken = desk / "templates" / "broken"
    broken.mkdir()
    (broken / "template.toml").write_text('[template]\nextends = "bulletin"\n', encoding="utf-8")
    (broken / "template.html").write_text("{% if %}", encoding="utf-8")
    ran = gallery(desk, "-t", "broken", "-o", "out", "-j", "2")
    assert ran.code == 1
    assert "error[template-syntax]" in ran.err
    assert [path.name for path in (desk / "out").iterdir()] == ["index.html"]
    page = (desk / "out" / "index.html").read_text(encoding="utf-8")
    assert page.count("<h3>short") == 2
    sources = re.findall(r'(?:src|href)="([^"]{5})', page)
    assert set(sources) == {"data:"}
    assert len(re.findall(r'alt="[^"]+"', page)) == page.count("<img") == 1


def test_templates_are_tried_on_each_others_samples_unless_on_their_own_only(desk: Path) -> None:
    save(desk / "templates" / "mine" / "sample.md", "# 样稿\n\n第一页。\n")
    other = desk / "templates" / "other"
    other.mkdir()
    save(other / "template.toml", '[template]\nextends = "mine"\n')
    save(other / "sample.md", "# 另一篇\n\n第一页。\n")
    named = {}
    for options in ((), ("--own",)):
        assert gallery(desk, "-t", "other", "--check", "r", "--update", *options).code == 0
        named[options] = {path.name.rsplit("--", 1)[0] for path in (desk / "r").iterdir()}
    own = {f"{name}--{sample}" for name in ("mine", "other") for sample in (name, "short")}
    assert named["--own",] == own
    assert named[()] == own | {"mine--other", "other--mine"}


def test_a_template_keeps_the_first_page_of_its_sample_when_asked(desk: Path) -> None:
    folder = desk / "templates" / "mine"
    save(folder / "sample.md", "# 样稿\n\n第一页。\n")
    ran = gallery(desk, "--previews")
    assert ran.code == 0, ran.err
    assert ran.out.decode().split() == [str(folder / "preview.png")]
    assert not (desk / "gallery").exists(), "the page was not asked for"
    with Image.open(folder / "preview.png") as picture:
        assert picture.size == (596, 842), "A4 at 72 dpi"


def test_a_changed_page_is_told_and_shown(desk: Path) -> None:
    assert gallery(desk, "--check", "refs", "--update").code == 0
    (reference,) = (desk / "refs").iterdir()
    kept = reference.read_bytes()
    with Image.open(reference) as picture:
        assert picture.size == (298, 421), "A4 at 36 dpi"
    style(desk, ".title h1 { color: #0b57a4 }")
    ran = gallery(desk, "--check", "refs", "-o", "out")
    assert ran.code == 4
    assert "error[gallery-differs]: mine--short--1.png" in ran.err
    with Image.open(desk / "out" / "differences" / "mine--short--1.png") as picture:
        colours = [colour for _, colour in picture.getcolors(1 << 24) or ()]
        assert (208, 0, 0) in colours, "what differs is red"
        assert picture.size == (2 * (3 * 298 + 12), 2 * 421), "reference, page, difference"
    style(desk, "")
    assert gallery(desk, "--check", "refs").code == 0
    assert gallery(desk, "--check", "refs", "--update").code == 0
    assert reference.read_bytes() == kept, "the same page has the same reference"


def test_pages_more_and_fewer_are_told_and_stale_references_go(desk: Path) -> None:
    gallery(desk, "--check", "refs", "--update")
    (reference,) = (desk / "refs").iterdir()
    gone = reference.with_name("mine--gone--1.png")
    gone.write_bytes(reference.read_bytes())
    style(desk, "article > p { break-after: page }")
    ran = gallery(desk, "--check", "refs")
    assert ran.code == 4
    assert "mine--short--2.png is not as its reference: there is no reference yet" in ran.err
    assert "mine--gone--1.png is not as its reference: there is a reference, and no" in ran.err
    gallery(desk, "--check", "refs", "--update")
    assert not gone.exists()
    assert (desk / "refs" / "mine--short--2.png").is_file()


def test_update_goes_with_check(desk: Path) -> None:
    assert gallery(desk, "--update").code == 2
