"""A warm worker shows what a cold one would: whatever is kept from build to build never shows."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from eco_print.layout import opened
from eco_print.layout.composition import kept
from eco_print.preview.build import Wanted
from eco_print.preview.setter import Setter
from eco_print.shipped import shipped

from preview.desk import REPORT, Desk, make_desk, save  # isort: skip

VISIBLE = (1, 2, 3, 4, 5, 6)
WORDS = "各地各部门推进 internationalization 与“双碳”《条例》（2025年版），共 1,234 人次。" * 4
MIXED = f"{REPORT}\n\n{WORDS}\n"
TEMPLATE = (
    '<!DOCTYPE html><html lang="{lang}"><link rel="stylesheet" href="style.css">'
    f"<body><article><p>{WORDS}</p><p>{WORDS * 2}</p></article>"
)


def sketch(setter: Setter, desk: Desk, number: int) -> bytes:
    outcome = setter.set(number, Wanted(desk.report), VISIBLE)
    assert outcome.sketch, outcome.findings
    return outcome.sketch


def cold(desk: Desk) -> bytes:
    kept.forget()
    opened.forget()
    return sketch(Setter(), desk, 1)


def edits(desk: Desk) -> list[Callable[[], None]]:
    """Changes of every kind, each saved over the one before, and back."""
    styles = [
        ".name { color: #123456 }",
        "article > p { font-size: 17pt }",
        "article > p { font-family: 黑体, 西文 }",
        "article > p { font-weight: bold }",
        "article > p { hyphens: auto }",
        "article > p { hyphens: manual }",
        "article > p { line-height: 2.1 }",
        "@page { margin: 30mm 50mm }",
        "@page { size: A5 } @page :left { margin-left: 30mm }",
        "article > p::first-letter { font-size: 2em }",
        "",
    ]
    return [
        *(lambda css=css: desk.style(css) for css in styles),  # type: ignore[misc]
        lambda: save(desk.report, MIXED.replace("第1段", "又第一段")),
        lambda: desk.page(TEMPLATE.format(lang="zh-Hans")),
        lambda: desk.page(TEMPLATE.format(lang="zh-Hant-TW")),
        lambda: desk.page(TEMPLATE.format(lang="en")),
        lambda: desk.page(None),
        lambda: save(desk.report, MIXED),
    ]


def test_after_any_change_the_pages_are_those_of_a_cold_start(tmp_path: Path) -> None:
    warm, desk = Setter(), make_desk(tmp_path)
    save(desk.report, MIXED)
    changes = edits(desk)
    expected = []
    for change in changes:
        change()
        expected.append(cold(desk))
    assert len(set(expected)) >= len(changes) - 4, "the changes do show"
    kept.forget()
    opened.forget()
    for number, (change, pages) in enumerate(zip(changes, expected, strict=True)):
        change()
        assert sketch(warm, desk, number) == pages, number


def test_a_face_that_a_stylesheet_brings_is_read_anew(tmp_path: Path) -> None:
    """The engine knows such a face by its rule alone."""
    warm, desk = Setter(), make_desk(tmp_path)
    desk.style(
        "@font-face { font-family: Mine; src: url(mine.ttf) } article > p { font-family: Mine }"
    )
    shown = []
    for number, face in enumerate(("EcoSerif-Regular.ttf", "EcoSans-Regular.ttf")):
        (desk.template / "mine.ttf").write_bytes((shipped("fonts") / face).read_bytes())
        shown.append(sketch(warm, desk, number))
        assert shown[-1] == cold(desk)
    assert shown[0] != shown[1]


def test_faces_are_opened_afresh_after_many_sizes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    warm, desk = Setter(), make_desk(tmp_path)
    pages = cold(desk)
    monkeypatch.setattr(opened, "MOST_STYLES", 3)
    monkeypatch.setattr(opened, "MOST_SUBSETS", 1)
    for number in range(3):
        assert sketch(warm, desk, number) == pages
