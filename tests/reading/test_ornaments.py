"""Emoji, dingbats and bullets that no face has: set as their nearest relation, or taken out."""

from __future__ import annotations

from pathlib import Path

import pytest

from eco_print import Config, EcoPrintError, build
from eco_print.diagnostics import Severity
from reading.helpers import read_text
from support import pdf_text

FAMILY = "👨\u200d👩\u200d👧"
WRITTEN = {
    "an emoji": ("祝贺🎉全体", "祝贺全体"),
    "in spaces": ("会议 🎉 召开", "会议召开"),
    "a tick": ("已✅完成", "已✓完成"),
    "a tick with its selector": ("已✔\ufe0f完成", "已✔\ufe0f完成"),
    "what a face has": ("电话☎\ufe0f①★➡好", "电话☎\ufe0f①★➡好"),
    "a family of joined emoji": (f"全家{FAMILY}好", "全家好"),
    "a flag": ("国旗🇨🇳好", "国旗好"),
    "keycaps": ("1\ufe0f\u20e3提高2\u20e3加强0\ufe0f\u20e3结束", "①提高②加强0结束"),
    "a tone of skin": ("手✌🏽好", "手✌好"),
    "a bullet of Wingdings": ("\uf0d8提高认识，抓好落实", "➢提高认识，抓好落实"),
    "a number of Wingdings": ("\uf081提高认识，抓好落实", "①提高认识，抓好落实"),
    "a symbol without relations": ("方向⤀好", "方向〓好"),
}  # fmt: skip


@pytest.mark.parametrize("case", WRITTEN)
def test_a_sign_that_no_face_has_is_set_as_its_nearest_relation(case: str) -> None:
    written, set_as = WRITTEN[case]
    report = read_text(f"会议强调，{written}。", headline="标题")
    assert report.body_text() == f"会议强调，{set_as}。"
    told = [f for f in report.findings if f.code == "ornament-missing"]
    repairs = [repair for repair in report.repairs if repair.kind == "ornament"]
    assert bool(told) == bool(repairs) == (written != set_as)


def test_each_sign_is_told_once_with_its_first_place_and_number() -> None:
    report = read_text("会议强调🎉，抓落实。\n\n会议指出🎉🎉，✅要求。", headline="标题")
    lost, replaced = [f for f in report.findings if f.code == "ornament-missing"]
    assert "U+1F389" in lost.message.en
    assert "3 处" in lost.message.zh
    assert lost.severity is Severity.WARNING
    assert lost.span is not None
    assert (lost.span.line, lost.span.column) == (1, 5)
    assert "“✓”" in replaced.message.zh
    assert replaced.severity is Severity.NOTE


@pytest.mark.parametrize("char", ["\U0003134f", "\U0002ebf0", "\ue0d8", "\u1234"])
def test_a_character_of_writing_that_no_face_has_stays_an_error(char: str, tmp_path: Path) -> None:
    (tmp_path / "r.txt").write_text(f"标题一行\n\n会议由王{char}主持🎉。\n", encoding="utf-8")
    with pytest.raises(EcoPrintError) as caught:
        build(tmp_path / "r.txt", Config())
    (missing,) = [f for f in caught.value.findings if f.code == "glyph-missing"]
    assert missing.span is not None
    assert (missing.span.line, missing.span.column) == (3, 5)
    assert caught.value.exit_code == 3


def test_the_repair_can_be_switched_off_and_the_report_is_then_refused(tmp_path: Path) -> None:
    (tmp_path / "r.txt").write_text("标题一行\n\n会议召开🎉。\n\n🎉\n", encoding="utf-8")
    made = build(tmp_path / "r.txt", Config()).products[0].data
    assert "会议召开。" in pdf_text(made)
    with pytest.raises(EcoPrintError):
        build(tmp_path / "r.txt", Config(repairs_off=frozenset({"ornament"})))
