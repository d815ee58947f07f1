"""What claims to be PDF/UA is: whatever reports and templates bring, it conforms or is withheld."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pytest

from eco_print import Config, build
from eco_print.diagnostics import Diagnostic
from eco_print.pipeline import Built
from eco_print.preflight.verapdf import validate
from eco_print.profile import Profile

from layout.desk import quoted  # isort: skip

HEAD = "<h1>河东市召开工作会议</h1><p>会议召开。</p>"
CLAIMING = (Profile.SCREEN, Profile.ARCHIVE)
PIXEL = (
    "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhg"
    "GAWjR9awAAAABJRU5ErkJggg=="
)


def violations(built: Built, folder: Path) -> list[str]:
    """What veraPDF says against the claims of the files."""
    files = []
    for product in built.products:
        path = folder / f"{product.profile.value}.pdf"
        path.write_bytes(product.data)
        files.append((path, ("ua1",)))
    judged = validate(files)
    assert isinstance(judged, tuple), judged
    return [f"{each.path.stem} {v.clause} {v.detail}" for each in judged for v in each.violations]


def built_from(html: str, **more: object) -> Built:
    page = f"<article>{HEAD}{html}</article>".encode()
    return build(page, Config(profiles=CLAIMING, **more), name="r.html")


def codes(built: Built) -> list[str]:
    return [finding.code for finding in built.findings if finding.code != "archive-undated"]


TABLES = {
    "a short row": "<tr><th>a<th>b<th>c<tr><td>1<td>2",
    "a span past the table": "<tr><th>a<th rowspan=9>b<tr><td>1",
    "a head that reaches into the body": "<tr><th rowspan=2>a<th>b<tr><td>1<tr><td>2<td>3",
    "a span into another": "<tr><th>a<th rowspan=2>b<th>c<tr><td colspan=2>1<td>2",
}


@pytest.mark.parametrize("case", TABLES)
def test_ragged_tables_of_reports_conform(case, tmp_path):
    built = built_from(f"<table>{TABLES[case]}</table>")
    assert violations(built, tmp_path) == []
    assert set(codes(built)) <= {"table-completed"}


def own_template(folder: Path, body: str) -> Path:
    folder.mkdir()
    manifest = '[template]\nname = "mine"\nextends = "bulletin"\n'
    (folder / "template.toml").write_text(manifest, encoding="utf-8")
    page = f'<!DOCTYPE html>\n<html lang="zh"><title>题</title>\n<body>\n{body}\n</body></html>'
    (folder / "template.html").write_text(page, encoding="utf-8")
    return folder


def found_in(template: Path, code: str) -> Diagnostic:
    config = Config(template=str(template), profiles=(Profile.SCREEN,))
    (found,) = [each for each in build(HEAD.encode(), config).findings if each.code == code]
    assert found.source is not None
    assert found.source.path == template / "template.html"
    return found


BODIES = {
    "table-ragged": (
        "{% for x in [1] %}<p>甲</p>\n<table><tr><th>a<th>b<tr><td>1</table>{% endfor %}",
        "<table",
    ),
    "figure-no-alternative": (f'<p>文\n  <img\n src="{PIXEL}"></p>', "<img"),
}


@pytest.mark.parametrize("code", BODIES)
def test_what_a_template_has_wrong_is_found_at_its_line_and_mended(code, tmp_path):
    body, word = BODIES[code]
    template = own_template(tmp_path / "mine", body)
    found = found_in(template, code)
    assert (found.span and found.span.line, quoted(found)) == (5, word)
    assert violations(built_from("", template=str(template)), tmp_path) == []


def test_a_list_of_a_template_holds_items_alone(tmp_path):
    template = own_template(tmp_path / "mine", "<ul><p>甲</p>乙<li>丙</li></ul>")
    assert violations(built_from("", template=str(template)), tmp_path) == []


def figures(built: Built) -> list[list[str]]:
    """The alternative texts of the figures in each file."""
    found = []
    for product in built.products:
        with pikepdf.open(io.BytesIO(product.data)) as pdf:
            items = [each for each in pdf.objects if isinstance(each, pikepdf.Dictionary)]
            found.append([str(each.Alt) for each in items if each.get("/S") == "/Figure"])
    return found


@pytest.mark.parametrize(
    ("attribute", "alternatives", "said"),
    [
        ('alt=""', [], []),
        ('alt="全景"', ["全景"], []),
        ("", ["插图"], ["figure-no-alternative"]),
    ],
)
def test_a_picture_with_an_empty_alternative_decorates(attribute, alternatives, said, tmp_path):
    built = built_from(f'<p>文</p><img src="{PIXEL}" {attribute}><p>文。</p>')
    assert figures(built) == [alternatives] * 2
    assert codes(built) == said
    assert violations(built, tmp_path) == []


@pytest.mark.parametrize("template", ["gongwen", "jiyao", "bulletin", "newspaper"])
def test_a_report_without_a_headline_has_a_title_all_the_same(template, tmp_path):
    path = Path(__file__).parents[1] / "fixtures" / "reports" / "no-headline-none.txt"
    built = build(path, Config(template=template, profiles=CLAIMING))
    assert built.report.headline is None
    assert violations(built, tmp_path) == []


def test_what_cannot_be_pdf_ua_does_not_claim_it(tmp_path):
    attached = '<p><a rel="attachment" href="data:text/plain,x">附件</a></p>'
    template = own_template(tmp_path / "mine", attached)
    built = built_from("", template=str(template))
    assert built.withheld == (Profile.ARCHIVE,)
    with pikepdf.open(io.BytesIO(built.products[0].data)) as pdf, pdf.open_metadata() as said:
        assert "pdfuaid:part" not in said


def test_a_template_without_a_title_gets_the_first_words(tmp_path):
    template = own_template(tmp_path / "mine", "<p>文</p>")
    page = (template / "template.html").read_text("utf-8").replace("<title>题</title>", "")
    (template / "template.html").write_text(page, encoding="utf-8")
    text = "同志们，朋友们：大家好！金秋送爽，欢聚一堂。\n\n谢谢各位的光临！\n"
    built = build(text.encode(), Config(template=str(template), profiles=CLAIMING))
    for product in built.products:
        with pikepdf.open(io.BytesIO(product.data)) as pdf:
            assert str(pdf.trailer.Info.Title) == "同志们，朋友们：大家好"
    assert violations(built, tmp_path) == []
