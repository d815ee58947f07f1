"""Hostile and broken input: each line of the threat table, through the public interface."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

import pytest

from eco_print import Config, EcoPrintError, build
from support import eco_print, pdf_text

REPORT = "某市召开会议\n\n10月8日，某市召开会议。会议要求各单位抓好落实。\n"


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    (tmp_path / "r.txt").write_text(REPORT, encoding="utf-8")
    return tmp_path


def template(folder: Path, html: str = "", css: str = "") -> Path:
    """A template of one's own that extends the bulletin."""
    place = folder / "mine"
    place.mkdir()
    (place / "template.toml").write_text('[template]\nextends = "bulletin"\n', encoding="utf-8")
    if html:
        (place / "template.html").write_text(html, encoding="utf-8")
    (place / "style.css").write_text(f'@import "base.css";\n{css}', encoding="utf-8")
    return place


def codes(report: Path, template_folder: Path | None = None) -> list[str]:
    config = Config(template=str(template_folder)) if template_folder else Config()
    with pytest.raises(EcoPrintError) as caught:
        build(report, config)
    return [finding.code for finding in caught.value.findings]


def test_markup_in_a_report_is_only_text(desk: Path) -> None:
    hostile = '<script>alert(1)</script>{{ 7*7 }}{% raw %}<img src="file:///etc/passwd">&amp;'
    (desk / "r.txt").write_text(f"标题一行\n\n正文有{hostile}字。\n", encoding="utf-8")
    text = pdf_text(
        build(desk / "r.txt", Config(repairs_off=frozenset({"markup", "punctuation", "quotes"})))
        .products[0]
        .data
    )
    assert "".join(hostile.split()) in text


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/passwd",
        "../../../../../../etc/hostname",
        "http://127.0.0.1:9/x.png",
        "ftp://127.0.0.1/x.png",
        "picture:/etc/passwd",
        "picture:../r.txt",
        "picture:r.txt",
    ],
)
@pytest.mark.parametrize("tag", ["<img alt='' src='{}'>", "<link rel=attachment href='{}'>"])
def test_nothing_outside_is_read(desk: Path, tag: str, address: str) -> None:
    page = f"<!DOCTYPE html><html lang=zh><title>t</title>{tag.format(address)}<p>正文"
    assert set(codes(desk / "r.txt", template(desk, html=page))) & {
        "resource-forbidden",
        "resource-missing",
    }


@pytest.mark.parametrize(
    "css", ["@import url(file:///etc/passwd);", "p{background:url(http://127.0.0.1:9/a.png)}"]
)
def test_stylesheets_cannot_reach_out(desk: Path, css: str) -> None:
    place = template(desk)
    (place / "style.css").write_text(css, encoding="utf-8")
    assert "resource-forbidden" in codes(desk / "r.txt", place)


def test_a_link_out_of_the_folder_is_refused(desk: Path) -> None:
    place = template(desk, html="<html lang=zh><title>t</title><img alt='' src='x.png'><p>文")
    (place / "x.png").symlink_to("/etc/passwd")
    assert "resource-forbidden" in codes(desk / "r.txt", place)


def _png(width: int, height: int) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = zlib.compress(b"\0" * 1000)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", body) + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (_png(40000, 40000), "picture-too-large"),
        (b"not a picture", "picture-unreadable"),
        (None, "resource-missing"),
    ],
)
def test_bad_pictures_are_errors(desk: Path, data: bytes | None, code: str) -> None:
    if data is not None:
        (desk / "图.png").write_bytes(data)
    (desk / "r.md").write_text("# 标题\n\n正文。\n\n![说明](图.png)\n", encoding="utf-8")
    assert code in codes(desk / "r.md")


HOSTILE = {
    "huge colspan": ("<table><tr><td colspan=1000000>字", ""),
    "tiny pages": ("<p>" + "字" * 60_000, "@page{size:2mm 2mm;margin:0} p{font:1mm/1mm 宋体}"),
    "endless loop": (
        "{% for a in range(99999) %}{% for b in range(99999) %}字{% endfor %}{% endfor %}",
        "",
    ),
    "huge string": ("{{ 'a' * 10 ** 10 }}", ""),
    "deep nesting": ("<div>" * 3000 + "字", ""),
}


@pytest.mark.parametrize("case", HOSTILE)
def test_hostile_templates_end_in_a_named_error(desk: Path, case: str) -> None:
    html, css = HOSTILE[case]
    page = (
        f"<!DOCTYPE html><html lang=zh><title>t</title><link rel=stylesheet href=style.css>{html}"
    )
    place = template(desk, html=page, css=css)
    (desk / "eco-print.toml").write_text("[limits]\nseconds = 6\nmemory = 2000\n", encoding="utf-8")
    ran = eco_print("build", "r.txt", "-t", place, cwd=desk)
    assert ran.code == 1, ran.err
    assert (
        "error[limit-" in ran.err
        or "error[source-too-deep]" in ran.err
        or "error[template-" in ran.err
    )
    assert not list(desk.glob("**/*.pdf"))


def test_missing_glyph_is_named_with_its_place(desk: Path) -> None:
    (desk / "r.txt").write_text("标题一行\n\n正文里有一个\U000e0041字\u1234。\n", encoding="utf-8")
    with pytest.raises(EcoPrintError) as caught:
        build(desk / "r.txt", Config())
    (finding,) = [f for f in caught.value.findings if f.code == "glyph-missing"]
    assert "U+1234" in finding.message.en
    assert finding.span is not None
    assert (finding.span.line, finding.span.column) == (3, 9)
    assert caught.value.exit_code == 3


def test_undeclared_family_is_an_error_at_its_css_line(desk: Path) -> None:
    place = template(desk, css="article > p { font-family: Comic Sans; }")
    with pytest.raises(EcoPrintError) as caught:
        build(desk / "r.txt", Config(template=str(place)))
    (finding,) = [f for f in caught.value.findings if f.code == "family-undeclared"]
    assert finding.span is not None
    assert (finding.span.line, finding.span.column) == (2, 28)
    assert caught.value.exit_code == 3


@pytest.mark.parametrize(
    ("css", "code", "place"),
    [
        ("p { colour: red }", "css-property-unknown", (2, 5)),
        ("p { color: rot }", "css-value-invalid", (2, 12)),
        ("p::foo { color: red }", "css-selector-invalid", (2, 4)),
        ("@media wrong( { p { color: red } }", "css-rule-invalid", (2, 1)),
    ],
)
def test_engine_warnings_are_findings_with_file_and_place(
    desk: Path, css: str, code: str, place: tuple[int, int]
) -> None:
    folder = template(desk, css=css)
    built = build(desk / "r.txt", Config(template=str(folder)))
    (finding,) = [f for f in built.findings if f.code == code]
    assert finding.source is not None
    assert finding.source.path == folder / "style.css"
    assert finding.span is not None
    assert (finding.span.line, finding.span.column) == place


def test_no_shipped_template_prints_text_unescaped() -> None:
    shipped = Path(__file__).resolve().parents[2] / "templates"
    pages = list(shipped.glob("**/*.html"))
    assert pages
    for page in pages:
        text = page.read_text(encoding="utf-8")
        assert "|safe" not in text.replace(" ", "")
        assert "autoescape" not in text


@pytest.mark.parametrize(
    "trick", ["{{ report | safe }}", "{% autoescape false %}{% endautoescape %}"]
)
def test_escaping_cannot_be_switched_off(desk: Path, trick: str) -> None:
    assert codes(desk / "r.txt", template(desk, html=trick)) == ["template-syntax"]


@pytest.mark.parametrize(
    "trick", ["{{ ''.__class__.__mro__ }}", "{{ report.source.path.unlink() }}"]
)
def test_templates_run_in_a_sandbox(desk: Path, trick: str) -> None:
    codes(desk / "r.txt", template(desk, html=trick))
    assert (desk / "r.txt").is_file()
