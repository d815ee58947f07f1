"""The structure tree: one node an element, in reading order, what is no content left out."""

from __future__ import annotations

import io
from collections.abc import Iterator
from functools import cache
from typing import Any

import pikepdf
import pytest

from eco_print.fonts import load_fonts
from eco_print.layout import Layout, lay_out
from eco_print.markup import Markup
from eco_print.shipped import shipped
from eco_print.source import Source

CSS = "@page { size: A6; margin: 12mm } html { font: 10pt/16pt 西文, 宋体 }"


def laid_out(body: str, css: str = "") -> Layout:
    html = (
        f'<!DOCTYPE html><html lang="zh-Hans"><head><title>题</title><style>{CSS}{css}</style>'
        f"</head><body>{body}</body></html>"
    )
    source = Source("稿", None, tuple(f"第{number}行" for number in range(1, 9)))
    folder = shipped("templates") / "_base"
    return lay_out(Markup(html, source, (folder,)), load_fonts())


@cache
def painted(body: str, css: str = "") -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(laid_out(body, css).paint()[0]))


def kids(node: Any) -> list[Any]:
    found = node.get("/K")
    return [] if found is None else list(found) if isinstance(found, pikepdf.Array) else [found]


def is_node(item: Any) -> bool:
    return isinstance(item, pikepdf.Dictionary) and "/S" in item


def outline(node: Any) -> Any:
    """A node as its role, with its nodes inside; content is left out."""
    inside = [outline(kid) for kid in kids(node) if is_node(kid)]
    role = str(node.S).removeprefix("/")
    return (role, *inside) if inside else role


def tree(body: str, css: str = "") -> Any:
    """The nodes below the document."""
    return outline(painted(body, css).Root.StructTreeRoot.K)[1:]


def nodes(pdf: pikepdf.Pdf, role: str) -> list[Any]:
    def walk(node: Any) -> Iterator[Any]:
        yield node
        for kid in kids(node):
            if is_node(kid):
                yield from walk(kid)

    return [node for node in walk(pdf.Root.StructTreeRoot.K) if f"/{role}" == node.S]


def test_a_paragraph_broken_between_pages_is_one_node():
    pdf = painted(f"<p>{'很长的段落。' * 200}</p>")
    assert len(pdf.pages) > 1
    (paragraph,) = nodes(pdf, "P")
    pages = {
        (kid.Pg if isinstance(kid, pikepdf.Dictionary) else paragraph.Pg).objgen
        for kid in kids(paragraph)
    }
    assert pages == {page.obj.objgen for page in pdf.pages}


def test_elements_that_mean_nothing_leave_no_node():
    assert tree("<main><p>一<strong>二</strong><em>三</em><span>四</span></p></main>") == ("P",)


def test_text_in_a_group_is_a_paragraph_of_it_in_order():
    assert tree("<div>共印<b>60</b>份</div>") == (("Div", "P"),)
    two = "<div style='display: flex'><span>左</span><span>右</span></div>"
    assert tree(two) == (("Div", "P", "P"),)


@pytest.mark.parametrize(
    ("headings", "roles"),
    [
        ("h1 h2 h3", "H1 H2 H3"),
        ("h1 h3", "H1 H2"),
        ("h2 h4 h3 h2", "H1 H2 H2 H1"),
        ("h1 h5 h2 h3", "H1 H2 H2 H3"),
        ("h3 h1", "H1 H1"),
    ],
)
def test_headings_skip_no_level(headings, roles):
    body = "".join(f"<{name}>题</{name}>" for name in headings.split())
    assert " ".join(tree(body)) == roles


def test_lists_have_labels_and_bodies_and_nest():
    body = "<ol><li>一<ul><li>甲</li></ul></li><li>二</li></ol>"
    item = ("LI", "Lbl", "LBody")
    assert tree(body) == (("L", ("LI", "Lbl", ("LBody", ("L", item))), item),)


def test_printed_labels_are_labels():
    body = '<ul style="list-style: none"><li><span class="label">（一）</span>文</li></ul>'
    assert tree(body) == (("L", ("LI", "Lbl", "LBody")),)
    (item,) = nodes(painted(body), "L")
    assert item.A.ListNumbering == "/Disc"


def test_terms_and_their_meanings_are_items():
    body = "<dl><dt>名</dt><dd>义</dd><dt>名</dt><dd>义</dd></dl>"
    item = ("LI", "Lbl", "LBody")
    assert tree(body) == (("L", item, item),)


TABLE = (
    "<table><caption>题</caption><thead><tr><th>项</th><th>数</th></tr></thead><tbody>"
    + "".join(f"<tr><th>{row}</th><td>{row}</td></tr>" for row in range(60))
    + "<tr><td colspan=2></td></tr></tbody></table>"
)


def test_a_table_over_several_pages_is_one_with_its_head_once():
    pdf = painted(TABLE)
    assert len(pdf.pages) > 1
    (table,) = nodes(pdf, "Table")
    assert len(nodes(pdf, "THead")) == 1
    assert len(nodes(pdf, "TR")) == 62
    assert [str(kid.S) for kid in kids(table)] == ["/Caption", "/THead", "/TBody"]


def test_a_table_over_several_columns_of_a_page_has_its_head_once():
    pdf = painted(f"<main>{TABLE}</main>", "main { columns: 3; } td, th { line-height: 1 }")
    shown = pdf.pages[0].obj.objgen
    heads = nodes(pdf, "THead")
    cells = [cell for row in kids(heads[0]) for cell in kids(row)]
    assert len(heads) == 1
    assert [(len(kids(cell)), cell.Pg.objgen) for cell in cells] == [(1, shown)] * 2


def test_header_cells_have_the_scope_they_stand_for():
    scopes = [str(cell.A.Scope) for cell in nodes(painted(TABLE), "TH")]
    assert scopes == ["/Column"] * 2 + ["/Row"] * 60


def test_a_scope_that_is_given_stays():
    body = '<table><tr><th scope="col">项</th><td>数</td></tr></table>'
    (cell,) = nodes(painted(body), "TH")
    assert cell.A.Scope == "/Column"


def test_empty_and_wide_cells_keep_their_place():
    (wide,) = [cell for cell in nodes(painted(TABLE), "TD") if "/A" in cell]
    assert int(wide.A.ColSpan) == 2
    assert "/K" not in wide


RAGGED = {
    "a short row": ("<tr><th>a<th>b<th>c<tr><td>1<td>2", ["1 1 1", "1 1 1"]),
    "a span past its group": (
        "<thead><tr><th rowspan=2>a<th>b</thead><tr><td>1", ["1 1", "1 1"]
    ),
    "a span into another": (
        "<tr><td>a<td rowspan=2>b<td>c<tr><td colspan=2>1<td>2", ["1 1x2 1", "1 1"]
    ),
    "one cell over all": ("<tr><td>a<td>b<tr><td colspan=50>c", ["1 1", "2"]),
    "an empty row": ("<tr><td>a<td>b<tr><tr><td>c<td>d", ["1 1", "1 1", "1 1"]),
}  # fmt: skip


@pytest.mark.parametrize("case", RAGGED)
def test_a_ragged_table_is_tagged_as_a_regular_grid_and_found(case):
    rows, wanted = RAGGED[case]
    layout = laid_out(f'<div data-place="3:2"><table>{rows}</table></div>')
    data, (finding,) = layout.paint()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert [" ".join(map(spanned, kids(row))) for row in nodes(pdf, "TR")] == wanted
    assert (finding.code, finding.span and finding.span.line) == ("table-ragged", 3)


def test_a_span_that_ends_with_its_table_is_regular():
    layout = laid_out("<table><tr><th>a<th rowspan=9>b<tr><td>1</table>")
    data, findings = layout.paint()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert [list(map(spanned, kids(row))) for row in nodes(pdf, "TR")] == [["1", "1x2"], ["1"]]
    assert findings == ()


def spanned(cell: Any) -> str:
    given = cell.get("/A", {})
    columns, rows = int(given.get("/ColSpan", 1)), int(given.get("/RowSpan", 1))
    return f"{columns}x{rows}" if rows > 1 else str(columns)


@pytest.mark.parametrize(
    ("inside", "items"),
    [
        ("<p>一</p>", (("LI", ("LBody", "P")),)),
        ("一", (("LI", ("LBody", "P")),)),
        ("<li>一</li><h2>二</h2>", (("LI", "Lbl", "LBody"), ("LI", ("LBody", "H1")))),
        ("<div><p>一</p></div>", (("LI", ("LBody", ("Div", "P"))),)),
        ("<ul><li>一</li></ul>", (("L", ("LI", "Lbl", "LBody")),)),
    ],
)
def test_nothing_but_items_stands_in_a_list(inside, items):
    assert tree(f"<ul>{inside}</ul>") == (("L", *items),)


def test_links_hold_their_text_and_every_area():
    body = f'<p>见<a href="https://example.org">{"长链接" * 20}</a>。</p>'
    pdf = painted(body)
    (link,) = nodes(pdf, "Link")
    areas = [kid for kid in kids(link) if isinstance(kid, pikepdf.Dictionary) and "/Obj" in kid]
    assert len(areas) == len(pdf.pages[0].obj.Annots) > 1
    parents = dict(zip(*[iter(pdf.Root.StructTreeRoot.ParentTree.Nums)] * 2, strict=True))
    for area in areas:
        assert parents[int(area.Obj.StructParent)].objgen == link.objgen


def test_notes_have_identifiers():
    pdf = painted('<p>文<span style="float: footnote">注</span></p>')
    (note,) = nodes(pdf, "Note")
    assert [str(kid.S) for kid in kids(note) if is_node(kid)] == ["/Lbl"]
    names = [str(item) for item in pdf.Root.StructTreeRoot.IDTree.Names[0::2]]
    assert names == [str(note.ID)]


def test_another_language_is_named():
    (span,) = nodes(painted('<p>文<span lang="en">text</span></p>'), "Span")
    assert str(span.Lang) == "en"


# -- pictures --------------------------------------------------------------------------------

PIXEL = (
    "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhg"
    "GAWjR9awAAAABJRU5ErkJggg=="
)


def pictured(
    attributes: str, caption: str = "", figure: bool = False
) -> tuple[list[str], list[str]]:
    """The alternative texts of the figures tagged, and the codes found."""
    image = f'<img src="{PIXEL}" {attributes} style="width: 20mm">'
    body = f'<figure data-place="3:2">{image}{caption}</figure>' if figure else f"<p>文{image}</p>"
    data, findings = laid_out(body).paint()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return [str(each.Alt) for each in nodes(pdf, "Figure")], [each.code for each in findings]


def test_a_picture_has_its_alternative_text_and_box():
    assert pictured('alt="甲"') == (["甲"], [])
    pdf = painted(f'<p><img src="{PIXEL}" alt="甲" style="width: 20mm; height: 10mm"></p>')
    (figure,) = nodes(pdf, "Figure")
    left, bottom, right, top = (float(value) for value in figure.A.BBox)
    assert (right - left, top - bottom) == pytest.approx((20 / 25.4 * 72, 10 / 25.4 * 72))
    assert 0 < left < right < 105 / 25.4 * 72
    assert 148 / 25.4 * 72 - 30 / 25.4 * 72 < bottom < top


def test_a_figure_without_text_takes_its_caption():
    assert pictured('alt=""', "<figcaption>图 1 全景</figcaption>", True) == (["图 1 全景"], [])


@pytest.mark.parametrize("figure", [True, False])
def test_a_picture_that_only_decorates_is_no_content(figure):
    assert pictured('alt=""', "", figure) == ([], [])


@pytest.mark.parametrize("figure", [True, False])
def test_a_picture_that_nobody_describes_is_found_at_its_place(figure):
    assert pictured("", "", figure) == (["插图"], ["figure-no-alternative"])
    body = f'<figure data-place="3:2"><img src="{PIXEL}"></figure>'
    (finding,) = laid_out(body).paint()[1]
    assert (finding.span.line, finding.span.column) == (3, 2)


# -- content and artifacts -------------------------------------------------------------------


FURNITURE = "@page { @bottom-center { content: counter(page) } @top-left { content: '题' } }"


def marks(pdf: pikepdf.Pdf) -> Iterator[tuple[str, str]]:
    """Every operator that paints, with what it is marked as from outside inwards."""
    for page in pdf.pages:
        open_marks: list[str] = []
        for operands, operator in pikepdf.parse_content_stream(page):
            match str(operator):
                case "BMC":
                    open_marks.append(str(operands[0]))
                case "BDC":
                    tagged = "/MCID" in operands[1]
                    open_marks.append("tagged" if tagged else str(operands[0]))
                case "EMC":
                    open_marks.pop()
                case "Tj" | "TJ" | "f" | "f*" | "S" | "Do" as painting:
                    yield painting, "+".join(mark for mark in open_marks if mark != "/Span")
        assert open_marks == []


@pytest.mark.parametrize(
    ("body", "css"),
    [
        ("<p>文<u>下划线</u></p>", ""),
        ("<ul><li>圆点</li></ul><ol><li>号</li></ol>", ""),
        (TABLE, "td, th { border: 1pt solid } thead { background: #eee }"),
        ("<p>文</p>", FURNITURE),
        ("<p>文</p><div style='opacity: .5'>透</div>", "p { border: 1pt solid; background: #eee }"),
        ("<h1>题</h1><p>文<span style='float: footnote'>注</span></p>", ""),
    ],
)
def test_everything_painted_is_content_or_artifact_never_both(body, css):
    for painting, mark in marks(painted(body, css)):
        allowed = {"/Artifact"} if painting in {"f", "f*", "S"} else {"/Artifact", "tagged"}
        if painting == "Do":  # a group brings marks of its own
            allowed = {"", "tagged", "/Artifact"}
        assert mark in allowed | ({"tagged"} if "<u>" in body else set())


def test_page_numbers_and_headers_are_artifacts_of_their_kind():
    pdf = painted("<p>文</p>", FURNITURE)
    kinds = [
        str(operands[1].Subtype)
        for operands, operator in pikepdf.parse_content_stream(pdf.pages[0])
        if str(operator) == "BDC" and "/Subtype" in operands[1]
    ]
    assert sorted(kinds) == ["/Footer", "/Header"]


@pytest.mark.parametrize("body", [TABLE, "<p>一<b>二</b></p><div style='opacity: .5'>透明</div>"])
def test_the_parent_tree_leads_back_from_every_piece_of_content(body):
    pdf = painted(body)
    numbers = list(pdf.Root.StructTreeRoot.ParentTree.Nums)
    parents = dict(zip(map(int, numbers[0::2]), numbers[1::2], strict=True))
    seen = 0
    for role in ("P", "TH", "TD", "Caption"):
        for node in nodes(pdf, role):
            for kid in kids(node):
                if is_node(kid):
                    continue
                holder, mcid = node.Pg, kid
                if isinstance(kid, pikepdf.Dictionary):
                    holder, mcid = kid.get("/Stm", kid.get("/Pg")), kid.MCID
                mcid = int(mcid)
                assert parents[int(holder.StructParents)][mcid].objgen == node.objgen
                seen += 1
    assert seen > 2
