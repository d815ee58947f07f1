"""What the engine sees of the set: the declared faces, by role, on any machine."""

from __future__ import annotations

import ctypes
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from fontTools.ttLib import TTCollection, TTFont

from fonts.support_fonts import make_face, write_manifest

# In a process of its own: fontconfig reads its environment when the engine is imported.
SET = """
import os, sys
from pathlib import Path
from eco_print.fonts import fontconfig, load_fonts
html, out, *folders = sys.argv[1:]
os.environ["FONTCONFIG_FILE"] = str(fontconfig.write(load_fonts(*map(Path, folders))))
from weasyprint import HTML
HTML(string=html).write_pdf(out, pdf_identifier=b"same")
"""
CSS = "<style>body { font: 16pt 西文, 仿宋, 补字 }</style>"


def set_pages(html: str, out: Path, *folders: Path, **environment: str) -> Path:
    env = {**os.environ, "XDG_CACHE_HOME": str(out.parent / "cache"), **environment}
    env.pop("FONTCONFIG_FILE", None)
    command = [sys.executable, "-c", SET, CSS + html, str(out), *map(str, folders)]
    done = subprocess.run(command, env=env, capture_output=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr.decode()
    return out


def drawn(pdf: Path) -> list[tuple[str, str]]:
    """Every character of a PDF with the name of the font it is drawn in."""
    found: list[tuple[str, str]] = []
    document = pypdfium2.PdfDocument(pdf)
    for page in document:
        text = page.get_textpage()
        for index in range(text.count_chars()):
            char = chr(pdfium.FPDFText_GetUnicode(text.raw, index))
            if found and "\ud800" <= found[-1][0] < "\udc00":  # pdfium gives pairs by halves
                pair = found.pop()[0] + char
                char = pair.encode("utf-16", "surrogatepass").decode("utf-16")
            name = ctypes.create_string_buffer(200)
            pdfium.FPDFText_GetFontInfo(text.raw, index, name, 200, ctypes.c_int())
            if not char.isspace():
                found.append((char, name.value.decode().partition("+")[2]))
    document.close()
    return found


def fonts_of(text: str, pairs: list[tuple[str, str]]) -> dict[str, set[str]]:
    return {char: {font for c, font in pairs if c == char} for char in text}


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[str, str]]:
    html = """<html lang=zh>
    <p>10月24日，孙馗䶮、㛃报道：“2025年”‘推动’——东北……25℃，3‰，a·b×c，ABC Ωд é。
    <p>他说“Hello”，𠀀𪚥𫝀，2025年
    <p>議事國際關係，環境
    <p>☑ m⁻³ 䶵鿿 𰻞
    """
    pdf = set_pages(html, tmp_path_factory.mktemp("page") / "page.pdf")
    return drawn(pdf)


def test_figures_and_latin_come_from_the_western_face_alone(page: list[tuple[str, str]]) -> None:
    found = fonts_of("0123459ABCHeloabcéΩд", page)
    assert set().union(*found.values()) == {"Eco-Serif"}, found


def test_shared_marks_come_from_the_chinese_face(page: list[tuple[str, str]]) -> None:
    found = fonts_of("“”‘’—…·×℃‰，。：", page)
    assert set().union(*found.values()) == {"Eco-Fang"}, found


def test_rare_characters_come_from_the_supplements(page: list[tuple[str, str]]) -> None:
    assert fonts_of("馗䶮㛃𠀀𪚥𫝀䶵鿿𰻞係☑⁻", page) == {
        **{"馗": {"Eco-Fang"}, "䶮": {"Eco-Fang-Ext"}, "㛃": {"Eco-Fang-Ext"}},
        **{"𠀀": {"Eco-Han"}, "𪚥": {"Eco-Han"}, "𫝀": {"Eco-Han"}},
        **{"䶵": {"Eco-Song"}, "鿿": {"Eco-Kai"}, "𰻞": {"Eco-Song"}},
        **{"係": {"Eco-Fang-Hant"}, "☑": {"Eco-Symbols"}, "⁻": {"Eco-Symbols"}},
    }


def test_bold_and_italic_never_take_another_family(tmp_path: Path) -> None:
    html = """<html lang=zh>
    <p style="font-weight: bold">仿 A
    <p style="font-style: italic">斜 B
    <p style="font-family: 西文, 楷体; font-weight: 900">楷 C
    <p style="font-family: 西文, 宋体; font-weight: bold">宋 D
    <p style="font-family: 西文, 宋体">细 E
    <p style="font-family: 西文, 小标宋">标 F
    <p style="font-family: 西文, 小标宋; font-weight: bold">题 G
    <p style="font-family: 西文黑体, 黑体; font-weight: bold">黑 H
    <p style="font-family: western-sans, heiti">体 I
    <p style="font-family: serif">衬 J
    """
    pdf = set_pages(html, tmp_path / "page.pdf")
    assert dict(drawn(pdf)) == {
        **{"仿": "Eco-Fang", "A": "Eco-Serif-Bold"},
        **{"斜": "Eco-Fang", "B": "Eco-Serif-Italic"},
        **{"楷": "Eco-Kai", "C": "Eco-Serif-Bold"},
        **{"宋": "Eco-Song-Bold", "D": "Eco-Serif-Bold"},
        **{"细": "Eco-Song", "E": "Eco-Serif"},
        **{"标": "Eco-Title", "F": "Eco-Serif"},
        **{"题": "Eco-Title", "G": "Eco-Serif-Bold"},
        **{"黑": "Eco-Hei", "H": "Eco-Sans-Bold"},
        **{"体": "Eco-Hei", "I": "Eco-Sans"},
        **{"衬": "Eco-Song", "J": "Eco-Serif"},
    }
    # Nothing is thickened or slanted by the engine either: no stroked text, no skewed matrix.
    content = subprocess.run(
        [sys.executable, "-c", READ, str(pdf)], capture_output=True, text=True, check=True
    ).stdout
    assert " Tr\n" not in content
    assert all(row[2] == "0" for row in map(str.split, content.splitlines()) if row[-1:] == ["Tm"])


READ = """
import sys, pikepdf
for page in pikepdf.open(sys.argv[1]).pages:
    page.contents_coalesce()
    print(page.Contents.read_bytes().decode("latin-1"))
"""


def test_the_full_western_role_has_western_quotes(tmp_path: Path) -> None:
    html = '<p lang=en style="font-family: 西文全">“It’s fine” — Übung…'
    pairs = drawn(set_pages(html, tmp_path / "page.pdf"))
    assert {font for _, font in pairs} == {"Eco-Serif-Full"}


def test_the_machines_fonts_and_language_make_no_difference(tmp_path: Path) -> None:
    html = "<p>会议 2025 ABC “引” 𪚥 <p style='font-family: nowhere'>无"
    share = tmp_path / "share"
    for number, name in enumerate(["Eco Serif", "仿宋", "西文", "nowhere", "补字"]):
        make_face(share / "fonts" / f"{number}.ttf", "会议2025ABC“引”𪚥无", name)
    pages = [
        set_pages(html, tmp_path / "a.pdf", LC_ALL="C", HOME=str(tmp_path)),
        set_pages(
            *(html, tmp_path / "b.pdf"),
            LC_ALL="C.UTF-8",
            LANG="ja_JP.UTF-8",
            XDG_DATA_HOME=str(share),
        ),
    ]
    assert pages[0].read_bytes() == pages[1].read_bytes()


def test_a_users_face_is_drawn_and_its_neighbours_are_not(tmp_path: Path) -> None:
    own = tmp_path / "own"
    make_face(own / "a.ttf", "会“2", "Own <&> 仿宋", chinese="自备仿宋")
    make_face(own / "b.ttf", "A仿", "Neighbour")
    make_face(own / "c.ttf", "2B”", "Own Times")
    write_manifest(
        own, 'role = "仿宋"\nfile = "a.ttf"', 'role = "西文"\nfile = "c.ttf"\nweight = 650'
    )
    html = """<p>会议“2AB”
    <p style="font-family: 自备仿宋">会<p style="font-family: Neighbour, 仿宋">仿"""
    found = dict(drawn(set_pages(html, tmp_path / "page.pdf", own)))
    assert found["会"].startswith("Own")
    assert found["“"].startswith("Own")
    assert found["2"].startswith("Own-Times")
    assert {c: found[c] for c in "议A”仿"} == {
        **{"议": "Eco-Fang", "A": "Eco-Serif", "”": "Eco-Fang", "仿": "Eco-Fang"},
    }


def test_one_face_of_a_collection_is_seen(tmp_path: Path) -> None:
    own, collection = tmp_path / "own", TTCollection()
    for name, text in (("One", "会议"), ("Two", "会")):
        collection.fonts.append(TTFont(make_face(own / f"{name}.tmp", text, name)))
    collection.save(own / "both.ttc")
    write_manifest(own, 'role = "仿宋"\nfile = "both.ttc"\nindex = 1')
    html = "<p>会议<p style='font-family: One, 楷体'>议"
    pairs = drawn(set_pages(html, tmp_path / "page.pdf", own))
    assert pairs == [("会", "Two"), ("议", "Eco-Fang"), ("议", "Eco-Kai")]


def test_a_family_called_like_a_role_does_not_take_it(tmp_path: Path) -> None:
    own = tmp_path / "own"
    make_face(own / "a.ttf", "会", "宋体")
    write_manifest(own, 'role = "楷体"\nfile = "a.ttf"')
    html = "<p style='font-family: 宋体'>会<p style='font-family: 楷体'>会"
    fonts = [font for _, font in drawn(set_pages(html, tmp_path / "page.pdf", own))]
    assert fonts[0] == "Eco-Song"
    assert fonts[1] != "Eco-Song"


def test_only_links_to_declared_files_are_in_the_folder(tmp_path: Path) -> None:
    set_pages("<p>会", tmp_path / "page.pdf")
    (configuration,) = (tmp_path / "cache").rglob("fonts.conf")
    text = configuration.read_text(encoding="utf-8")
    assert text.count("<dir>") == 1
    assert "<include" not in text
    for link in (configuration.parent / "faces").iterdir():
        assert link.is_symlink()
        assert link.resolve().name.startswith("Eco")


def test_two_runs_at_once_make_one_whole_configuration(tmp_path: Path) -> None:
    with ThreadPoolExecutor(4) as pool:
        outs = [tmp_path / f"{number}.pdf" for number in range(4)]
        pages = list(pool.map(lambda out: set_pages("<p>会议 2025", out).read_bytes(), outs))
    assert len(set(pages)) == 1
    places = list((tmp_path / "cache" / "eco-print" / "fonts").iterdir())
    assert [place.name for place in places if place.name.startswith(".")] == []
    assert len([place for place in places if (place / "fonts.conf").exists()]) == 1


def test_a_broken_link_is_mended(tmp_path: Path) -> None:
    first = set_pages("<p>会", tmp_path / "a.pdf").read_bytes()
    (configuration,) = (tmp_path / "cache").rglob("fonts.conf")
    (configuration.parent / "faces" / "00.otf").unlink()
    assert set_pages("<p>会", tmp_path / "b.pdf").read_bytes() == first


def test_a_cache_that_cannot_be_written_is_gone_round(tmp_path: Path) -> None:
    blocked = tmp_path / "blocked"
    blocked.write_text("not a folder")
    (tmp_path / "temporary").mkdir()
    out = set_pages(
        *("<p>会", tmp_path / "page.pdf"),
        XDG_CACHE_HOME=str(blocked),
        TMPDIR=str(tmp_path / "temporary"),
    )
    assert drawn(out) == [("会", "Eco-Fang")]


def test_no_cache_at_all_is_an_error_that_says_what_to_do(tmp_path: Path) -> None:
    blocked = tmp_path / "blocked"
    blocked.write_text("not a folder")
    code = (
        "import tempfile; tempfile.tempdir = {0!r}\n"
        "from eco_print.fonts import fontconfig, load_fonts\n"
        "from eco_print.diagnostics import EcoPrintError\n"
        "try: fontconfig.write(load_fonts())\n"
        "except EcoPrintError as reason: print(reason.findings[0].code, int(reason.exit_code))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code.format(str(blocked))],
        env={**os.environ, "XDG_CACHE_HOME": str(blocked)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.split() == ["cache-unwritable", "5"]
