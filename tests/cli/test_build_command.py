"""`eco-print build`: outputs, summary, and a clear error with its exit code for bad input."""

from __future__ import annotations

import json
import os
import re
import shutil
from pathlib import Path
from typing import get_args

import pytest

from eco_print.choices import Repair
from eco_print.cli import summary
from eco_print.reading import REPAIR_KINDS
from support import EXAMPLE, ROOT, eco_print

SHORT = "某市召开安全生产会议\n\n10月8日，某市召开安全生产会议。会议要求各单位抓好落实。\n"


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A folder with one short report."""
    (tmp_path / "会议.txt").write_text(SHORT, encoding="utf-8")
    return tmp_path


def test_writes_into_the_output_folder_and_says_where(desk: Path) -> None:
    ran = eco_print("build", "会议.txt", cwd=desk)
    assert ran.code == 0, ran.err
    path = desk / ran.out.decode().strip()
    assert path.parent == desk / "output"
    assert path.name == "10-08-某市召开安全生产会议.pdf"
    assert path.read_bytes().startswith(b"%PDF-")
    assert list(path.parent.iterdir()) == [path], "a temporary file was left behind"


def test_summary_names_what_was_repaired_and_derived(tmp_path: Path) -> None:
    shutil.copy(EXAMPLE, tmp_path)
    ran = eco_print("build", "tieling.txt", "--format", "json", cwd=tmp_path)
    assert ran.code == 0
    (entry,) = ran.data["reports"]
    assert entry["headline"]["derived"] is True
    assert entry["repair_counts"]["pinyin"] == 341
    assert {"mangled", "punctuation", "script"} <= set(entry["repair_counts"])
    first = entry["repairs"][0]
    assert {"kind", "line", "column", "before", "after"} == set(first)
    assert entry["outputs"][0]["bytes"] == os.path.getsize(tmp_path / entry["outputs"][0]["path"])


def test_every_kind_of_repair_has_a_name_for_the_summary() -> None:
    assert set(summary._KINDS) == set(REPAIR_KINDS)


def test_every_kind_of_repair_can_be_switched_off_by_flag_and_settings() -> None:
    assert set(REPAIR_KINDS) == set(get_args(Repair))  # both take what they allow from there


def test_speaks_chinese_by_locale(desk: Path) -> None:
    ran = eco_print("build", "没有.txt", cwd=desk, ECO_PRINT_LANGUAGE="", LC_ALL="zh_CN.UTF-8")
    assert "错误[" in ran.err


def test_reads_standard_input_and_writes_standard_output(desk: Path) -> None:
    ran = eco_print("build", "-", "-o", "-", cwd=desk, stdin=SHORT.encode())
    assert ran.code == 0
    assert ran.out.startswith(b"%PDF-")
    assert not (desk / "output").exists()


def test_builds_a_folder_and_a_glob_and_keeps_reports_of_one_name_apart(desk: Path) -> None:
    (desk / "副本.txt").write_text(SHORT, encoding="utf-8")
    ran = eco_print("build", "*.txt", "-o", "做好", "-j", "2", cwd=desk)
    assert ran.code == 0, ran.err
    assert len(set(ran.out.decode().split())) == 2
    again = eco_print("build", ".", "-o", "又一次", cwd=desk)
    assert len(again.out.decode().split()) == 2


@pytest.mark.parametrize(
    "headline", ["某市召开会议", "某市召开" + "全面深入贯彻落实" * 10 + "会议"]
)
def test_reports_alike_in_name_and_headline_are_all_written(desk: Path, headline: str) -> None:
    reports = [desk / folder / "会议.txt" for folder in "甲乙丙"]
    for report in reports:
        report.parent.mkdir()
        report.write_text(f"{headline}\n\n{report.parent.name}方参加了会议。\n", encoding="utf-8")
    ran = eco_print("build", *map(str, reports), "-o", "out", cwd=desk)
    assert ran.code == 0, ran.err
    assert len(list((desk / "out").iterdir())) == 3


def test_output_file_can_be_named(desk: Path) -> None:
    assert eco_print("build", "会议.txt", "-o", "简报.pdf", cwd=desk).code == 0
    assert (desk / "简报.pdf").is_file()


def test_headline_and_fields_from_flags_win_over_settings(desk: Path) -> None:
    (desk / "eco-print.toml").write_text('[issue]\nissue = 3\norgan = "甲"\n', encoding="utf-8")
    ran = eco_print(
        "build", "会议.txt", "--headline", "另一个标题", "--issue", "7", "-o", "x.pdf", cwd=desk
    )
    assert ran.code == 0, ran.err
    from support import pdf_text

    text = pdf_text((desk / "x.pdf").read_bytes())
    assert "甲会议简报第7期另一个标题" in text


def test_fields_are_taken_as_offices_write_them(desk: Path) -> None:
    settings = '[issue]\n"刊名" = "安全生产简报"\ndate = 2026-11-23\n"印数" = "60份"\n'
    (desk / "eco-print.toml").write_text(f"\ufeff{settings}", encoding="utf-8")
    ran = eco_print(
        "build", "会议.txt", "--issue", "第12期", "--set", "总期号=总第 ３4 期", cwd=desk
    )
    assert (ran.code, "warning" in ran.err) == (0, False), ran.err
    from support import pdf_text

    path = desk / ran.out.decode().strip()
    assert path.name == "2026-11-23-某市召开安全生产会议.pdf"
    text = pdf_text(path.read_bytes())
    assert text.startswith("安全生产简报第12期（总第34期）2026年11月23日")
    assert "共印60份" in text


@pytest.mark.parametrize("written", ["2026.11.3", "2026/11/03", "2026年11月3日", "2026-11-03"])
def test_a_date_however_written_is_one_date_on_the_page_and_in_the_name(
    desk: Path, written: str
) -> None:
    ran = eco_print("build", "会议.txt", "--date", written, cwd=desk)
    assert ran.code == 0, ran.err
    from support import pdf_text

    path = desk / ran.out.decode().strip()
    assert path.name.startswith("2026-11-03-")
    assert "2026年11月3日" in pdf_text(path.read_bytes())


def test_a_template_goes_by_its_title_too(desk: Path) -> None:
    assert eco_print("build", "会议.txt", "-t", "大字版", "-o", "大.pdf", cwd=desk).code == 0
    eco_print("build", "会议.txt", "-t", "large-print", "-o", "large.pdf", cwd=desk)
    assert (desk / "大.pdf").read_bytes() == (desk / "large.pdf").read_bytes()


@pytest.mark.parametrize(
    ("settings", "remedy"),
    [
        ("[issue]\nname = 安全简报\n", 'name = "安全简报"'),
        ("[issue]\nname = “安全简报”\n", 'name = "安全简报"'),
        ('[issue]\n刊名 = "安全简报"\n', '"刊名" = '),
        ('profile = ["press"]\n', "profiles"),
        ('organ = "某办"\n', "[issue]"),
    ],
)
def test_a_slip_in_the_settings_is_told_with_what_to_write(
    desk: Path, settings: str, remedy: str
) -> None:
    (desk / "eco-print.toml").write_text(settings, encoding="utf-8")
    ran = eco_print("build", "会议.txt", cwd=desk)
    assert ran.code == 1
    assert remedy in ran.err.partition("hint: ")[2]


def test_finds_the_nearest_settings_above_the_report(desk: Path) -> None:
    (desk / "eco-print.toml").write_text('[issue]\norgan = "某某局"\n', encoding="utf-8")
    inner = desk / "十月"
    inner.mkdir()
    shutil.move(desk / "会议.txt", inner)
    eco_print("build", "十月/会议.txt", "-o", "x.pdf", cwd=desk)
    from support import pdf_text

    assert pdf_text((desk / "x.pdf").read_bytes()).startswith("某某局会议简报")


def test_one_bad_report_does_not_stop_the_others(desk: Path) -> None:
    (desk / "空.txt").write_text("", encoding="utf-8")
    ran = eco_print("build", ".", cwd=desk)
    assert ran.code == 1
    assert len(ran.out.decode().split()) == 1
    assert "空.txt" in ran.err


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("zh", "共 3 份：做成 1 份，没有做成 2 份（坏.txt、空.txt），警告 1 条"),
        ("en", "3 reports: 1 built, 2 not built (坏.txt, 空.txt), 1 warning"),
    ],
)
def test_several_reports_end_in_a_count(desk: Path, language: str, said: str) -> None:
    (desk / "空.txt").write_text("", encoding="utf-8")
    (desk / "坏.txt").write_bytes(bytes(range(256)) * 9)
    (desk / "会议.txt").write_text(f"{SHORT}会议🎉结束。\n", encoding="utf-8")
    for flags in ([], ["-q"]):
        ran = eco_print("build", ".", *flags, cwd=desk, ECO_PRINT_LANGUAGE=language)
        assert ran.code == 1
        assert ran.err.splitlines()[-1] == said
    assert eco_print("build", ".", "--format", "json", cwd=desk).data["counts"] == {
        "built": 1, "failed": 2, "withheld": 0, "warnings": 1,
    }  # fmt: skip
    assert "reports:" not in eco_print("build", "会议.txt", cwd=desk).err


def test_what_lies_in_a_folder_and_cannot_be_read_is_told(desk: Path) -> None:
    (desk / "旧稿.wps").write_bytes(b"\xd0\xcf\x11\xe0" + bytes(600))
    (desk / "~$会议.docx").write_bytes(b"lock")
    ran = eco_print("build", ".", cwd=desk)
    assert ran.code == 1
    assert len(ran.out.decode().split()) == 1
    assert ("旧稿.wps" in ran.err, "~$" in ran.err) == (True, False)


def test_a_headline_of_ones_own_is_not_said_to_be_derived(desk: Path) -> None:
    ran = eco_print("build", "会议.txt", "--headline", "另一个标题", cwd=desk)
    assert "另一个标题 (as given)" in ran.err
    assert "1 page\n" in ran.err


def test_an_argument_that_names_no_report_holds_up_no_other(desk: Path) -> None:
    (desk / "空文件夹").mkdir()
    ran = eco_print("build", "空文件夹", "会议.txt", "--format", "json", cwd=desk)
    assert ran.code == 1
    assert [(entry["source"], entry["status"]) for entry in ran.data["reports"]] == [
        ("空文件夹", "failed"),
        ("会议.txt", "built"),
    ]


def _names(data: object, above: str = "") -> set[str]:
    """Every key of a JSON value, with the keys above it; [] for the items of a list."""
    if isinstance(data, dict):
        inner = {name: f"{above}.{name}".removeprefix(".") for name in data}
        return set(inner.values()).union(*(_names(data[name], inner[name]) for name in data))
    if isinstance(data, list):
        return set().union(*(_names(each, f"{above}[]") for each in data))
    return set()


@pytest.mark.parametrize("page", ["json.md", "json.en.md"])
def test_every_key_of_the_json_is_documented(desk: Path, page: str) -> None:
    text = (ROOT / "docs" / page).read_text(encoding="utf-8")
    documented = set(re.findall(r"^\| `([\w.\[\]]+)` \|", text, re.MULTILINE))
    (desk / "会议.txt").write_text(f"{SHORT}记者：张三\u200b\n", encoding="utf-8")
    given = ["会议.txt", "没有.txt", "--set", "colour=red", "--format", "json"]
    ran = eco_print("build", *given, cwd=desk)
    assert _names(ran.data) == documented


def _docx_that_is_none(folder: Path) -> list[str]:
    (folder / "坏.docx").write_bytes(b"PK\x03\x04 broken")
    return ["坏.docx"]


def _binary(folder: Path) -> list[str]:
    (folder / "图.txt").write_bytes(bytes(range(256)) * 8)
    return ["图.txt"]


def _empty(folder: Path) -> list[str]:
    (folder / "空.txt").write_bytes(b"")
    return ["空.txt"]


def _folder_without_reports(folder: Path) -> list[str]:
    (folder / "空文件夹").mkdir()
    return ["空文件夹"]


def _wrong_settings(folder: Path) -> list[str]:
    (folder / "eco-print.toml").write_text(
        'templat = "bulletin"\n[limits]\nseconds = "x"\n', encoding="utf-8"
    )
    return ["会议.txt"]


def _wrong_field(folder: Path) -> list[str]:
    (folder / "eco-print.toml").write_text('[issue]\norgan = "甲"\nissue = 1.5\n', "utf-8")
    return ["会议.txt"]


def _broken_settings(folder: Path) -> list[str]:
    (folder / "eco-print.toml").write_text("template = \n", encoding="utf-8")
    return ["会议.txt"]


BAD = {
    "no such file": (lambda folder: ["没有.txt"], 5, "source-unreadable", "没有.txt"),
    "empty file": (_empty, 1, "source-empty", "空.txt"),
    "binary file": (_binary, 1, "source-binary", "图.txt"),
    "broken docx": (_docx_that_is_none, 1, "source-broken", "坏.docx"),
    "folder without reports": (_folder_without_reports, 1, "no-reports", "空文件夹"),
    "unknown template": (
        lambda folder: ["会议.txt", "-t", "buletin"],
        1,
        "template-unknown",
        "bulletin",
    ),
    "unknown setting": (_wrong_settings, 1, "settings-value", "eco-print.toml:1:1"),
    "wrong value in settings": (_wrong_settings, 1, "settings-value", "eco-print.toml:3:1"),
    "wrong value of a field": (_wrong_field, 1, "settings-value", "eco-print.toml:3:1"),
    "broken settings": (_broken_settings, 1, "toml-syntax", "eco-print.toml:1:12"),
    "unknown flag": (lambda folder: ["会议.txt", "--colour"], 2, "", "--colour"),
    "one file for two reports": (
        lambda folder: ["会议.txt", "会议.txt", "-o", "x.pdf"],
        2,
        "",
        "-o",
    ),
}


@pytest.mark.parametrize("case", BAD)
def test_bad_input_is_a_clear_error(case: str, desk: Path) -> None:
    prepare, code, finding, mentioned = BAD[case]
    ran = eco_print("build", *prepare(desk), cwd=desk)
    assert ran.code == code, ran.err
    assert mentioned in ran.err
    assert f"error[{finding}]" in ran.err if finding else "Traceback" not in ran.err
    assert not list(desk.glob("**/*.pdf"))


def test_an_unwritable_folder_is_a_file_access_error(desk: Path) -> None:
    (desk / "占用").write_text("not a folder", encoding="utf-8")
    ran = eco_print("build", "会议.txt", "-o", "占用/里面", cwd=desk)
    assert ran.code == 5
    assert "output-unwritable" in ran.err


def test_strict_makes_warnings_fail_and_lists_them_all(desk: Path) -> None:
    given = ["--set", "颜色=3", "--set", "colour=red"]
    assert eco_print("build", "会议.txt", *given, cwd=desk).code == 0
    ran = eco_print("build", "会议.txt", *given, "--strict", cwd=desk)
    assert ran.code == 1
    assert ran.err.count("field-unknown") == 2


def test_json_lists_failures_too(desk: Path) -> None:
    ran = eco_print("build", "没有.txt", "--format", "json", cwd=desk)
    (entry,) = json.loads(ran.out)["reports"]
    assert entry["status"] == "failed"
    assert entry["findings"][0]["code"] == "source-unreadable"
    assert set(entry["findings"][0]["message"]) == {"zh", "en"}
