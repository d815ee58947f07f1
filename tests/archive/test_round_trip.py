"""From a report to the archive and back: built, kept, the desk cleared, the same bytes again."""

from __future__ import annotations

import json
import os
import shutil
import struct
import tempfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import bagit
import pytest
from fontTools.ttLib import TTFont

from eco_print import Config, Profile, build
from eco_print.archive import File, Means, Outcome, open_archive, verify
from eco_print.diagnostics import Severity
from eco_print.preservation import judge_bag, remake
from eco_print.preservation.deposits import deposit
from eco_print.preservation.making import read_making
from support import ROOT, Ran, eco_print

REPORT = """---
issue: 12
date: 2026-11-23
organ: 某市生态环境保护委员会办公室
---
# 全市生态环境保护大会召开

各县区：

10月24日，全市生态环境保护大会召开，坚持生态优先。The meeting was held at 9:00.

![会场](图%20片/1.png)

（记者 孙馗凯）
"""


def png() -> bytes:
    """A small picture."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        body = kind + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    rows = b"".join(
        b"\0" + bytes((x * 4, y * 4, 120)[c] for x in range(60) for c in range(3))
        for y in range(60)
    )
    head = struct.pack(">IIBBBBB", 60, 60, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(rows))
        + (chunk(b"IEND", b""))
    )


def face(path: Path) -> None:
    """A face of one's own: a shipped one under another name."""
    with TTFont(ROOT / "fonts" / "EcoSans-Regular.ttf") as font:
        for record in font["name"].names:
            if record.nameID in (1, 3, 4, 6, 16):
                record.string = "DeskSans"
        font.save(path)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A report with a picture, a template, a face and settings of its own."""
    desk = tmp_path_factory.mktemp("desk")
    (desk / "报道（定稿）.md").write_text(REPORT, encoding="utf-8")
    (desk / "图 片").mkdir()
    (desk / "图 片" / "1.png").write_bytes(png())
    mine = desk / "templates" / "mine"
    mine.mkdir(parents=True)
    header = '[template]\nextends = "bulletin"\n[[fields]]\nname = "slogan"\ndefault = "x"\n'
    (mine / "template.toml").write_text(header, encoding="utf-8")
    shutil.copy(ROOT / "templates" / "bulletin" / "style.css", mine / "style.css")
    with (mine / "style.css").open("a", encoding="utf-8") as file:
        file.write("\nfigure img { width: 5mm }\nh1 { letter-spacing: 1pt }\n")
    (desk / "fonts").mkdir()
    face(desk / "fonts" / "desk.ttf")
    entry = '[[face]]\nrole = "西文"\nfile = "desk.ttf"\n'
    (desk / "fonts" / "fonts.toml").write_text(entry, encoding="utf-8")
    settings = 'template = "mine"\narchive = "../馆"\n[issue]\nname = "工作简报"\n'
    (desk / "eco-print.toml").write_text(settings, encoding="utf-8")
    return desk


@dataclass(frozen=True)
class Kept:
    place: Path
    name: str
    ran: Ran
    pdf: bytes


@pytest.fixture(scope="module")
def kept(desk: Path) -> Iterator[Kept]:
    """The issue built and kept, and the desk cleared."""
    ran = eco_print(
        *("build", "报道（定稿）.md", "--archive", "--profile", "press", "--profile", "archive"),
        *("-o", "成品", "--format", "json"),
        cwd=desk,
    )
    assert ran.code == 0, (ran.err, ran.out.decode())
    (path,) = (desk / "成品").glob("*.archive.pdf")
    pdf = path.read_bytes()
    place = desk.parent / "馆"
    shutil.rmtree(desk)
    yield Kept(place, ran.data["reports"][0]["archive"]["name"], ran, pdf)
    shutil.rmtree(place)


def test_the_bag_has_all_that_it_was_made_from(kept: Kept) -> None:
    folder = kept.place / "bags" / kept.name
    bagit.Bag(str(folder)).validate()
    data = folder / "data"
    assert (data / "source" / "报道（定稿）.md").read_text(encoding="utf-8") == REPORT
    assert (data / "source" / "图 片" / "1.png").read_bytes() == png()
    assert {path.name for path in (data / "template" / "mine").iterdir()} >= {
        "style.css",
        "template.toml",
    }
    assert {path.name for path in (data / "inherited").iterdir()} == {"_base", "bulletin"}
    assert {path.name for path in (data / "fonts" / "0").iterdir()} == {"desk.ttf", "fonts.toml"}
    assert sorted(path.suffixes[-2:] for path in data.glob("*.pdf")) == [
        [".archive", ".pdf"],
        [".press", ".pdf"],
    ]
    (archived,) = data.glob("*.archive.pdf")
    assert archived.read_bytes() == kept.pdf


def test_the_bag_tells_how_it_was_made(kept: Kept) -> None:
    data = kept.place / "bags" / kept.name / "data"
    making = read_making((data / "build.json").read_bytes())
    assert making.versions["weasyprint"].startswith("70.")
    assert {"eco-print", "python", "pango", "harfbuzz", "qpdf", "zlib"} <= set(making.versions)
    assert "DeskSans" in {face.family for face in making.faces}
    assert len(making.font_set) == 64
    assert all(len(digest) == 64 for profile in making.profiles.values() for digest in profile)
    assert str(kept.place.parent) not in (data / "build.json").read_text(encoding="utf-8")
    report = json.loads((data / "report.json").read_bytes())
    assert report["headline"]["runs"][0]["text"] == "全市生态环境保护大会召开"
    assert report["headline"]["runs"][0]["span"][0] == 6
    assert [block.get("role") for block in report["blocks"]] == ["salutation", "", None]
    preflight = json.loads((data / "preflight.json").read_bytes())
    assert {name: said["passed"] for name, said in preflight.items()} == {
        "archive": True,
        "press": True,
    }


def test_the_log_tells_of_fonts_profiles_preflight_and_verapdf(kept: Kept) -> None:
    with open_archive(kept.place) as archive:
        events = archive.past(archive.record(kept.name)).log.events
    creation = next(event for event in events if event.kind == "creation")
    assert "font set sha256" in creation.detail and "ICC sha256" in creation.detail
    validations = [event for event in events if event.kind == "validation"]
    assert [event.detail.partition(":")[0] for event in validations].count("veraPDF") == 1
    assert any("PDF/A-3a, PDF/UA-1" in event.detail for event in validations)
    assert {event.outcome for event in validations} <= {"success", "warning"}


def test_the_same_bytes_come_from_the_archive_alone_elsewhere(kept: Kept, tmp_path: Path) -> None:
    """Another machine as far as that goes: home, cache, folder, time zone, hash seed, language."""
    ran = eco_print(
        *("archive", "verify", "--archive", kept.place, "--format", "json"),
        cwd=tmp_path,
        HOME=str(tmp_path / "home"),
        XDG_CACHE_HOME=str(tmp_path / "cache"),
        TMPDIR=str(tmp_path),
        TZ="Pacific/Kiritimati",
        PYTHONHASHSEED="7",
        LANG="zh_CN.UTF-8",
        SOURCE_DATE_EPOCH="0",
    )
    assert ran.code == 0, (ran.err, ran.out.decode())
    (entry,) = ran.data["entries"]
    assert {each["check"]: each["outcome"] for each in entry["checks"]} == {
        "bag": "passed",
        "catalogue": "passed",
        "conformance": "passed",
        "rebuild": "passed",
    }


def test_the_issue_is_found_by_what_it_says(kept: Kept, tmp_path: Path) -> None:
    for words in (["坚持"], ["孙馗"], ["第12期"], ["2026-11-23"], ["工作简报", "生态"]):
        ran = eco_print("archive", "search", *words, "--archive", kept.place, cwd=tmp_path)
        assert kept.name in ran.out.decode()


def test_a_changed_page_is_named_by_file_and_object(kept: Kept, tmp_path: Path) -> None:
    place = tmp_path / "馆"
    shutil.copytree(kept.place, place)
    (pdf,) = (place / "bags" / kept.name / "data").glob("*.archive.pdf")
    sound = pdf.read_bytes()
    at = sound.index(b"2026-11-23T")  # in the metadata, which are not compressed
    pdf.chmod(0o644)
    pdf.write_bytes(sound[:at] + b"2027" + sound[at + 4 :])
    ran = eco_print(
        *("archive", "verify", kept.name, "--only", "rebuild", "--archive", place),
        *("--format", "json"),
        cwd=tmp_path,
    )
    assert ran.code == 4
    (entry,) = ran.data["entries"]
    found = {each["check"]: each["findings"] for each in entry["checks"]}
    assert found["bag"][0]["code"] == "bag-file-changed"
    assert found["bag"][0]["place"]["zh"].endswith(".archive.pdf")
    (differs, *_) = found["rebuild"]
    assert differs["code"] == "rebuild-differs"
    assert "XMP" in differs["message"]["zh"] and "/Root/Metadata" in differs["message"]["en"]
    assert "2027" in differs["message"]["en"]
    assert found["rebuild"][-1]["code"] == "rebuild-unexplained"


def test_what_was_made_with_other_versions_is_told_so(tmp_path: Path) -> None:
    """A bag from another version of the engine, whose file differs: the reason is named."""
    (tmp_path / "r.txt").write_text("某市召开会议\n\n10月8日，会议召开。\n", encoding="utf-8")
    config = Config(profiles=(Profile.ARCHIVE,))
    built = build(tmp_path / "r.txt", config)
    made = deposit(built, config, {})
    with open_archive(tmp_path / "a", create=True) as archive:
        name = archive.add(replace(made, files=tuple(map(_aged, made.files)))).record.name
        verdict = verify(archive, name, Means(remake=remake))
    assert verdict.passed, "that another program makes another file is no damage"
    assert verdict.results[-1].outcome is Outcome.UNPROVEN
    findings = {finding.code: finding for finding in verdict.findings}
    assert findings["rebuild-differs"].severity is Severity.WARNING
    why = findings["rebuild-environment"].message.en
    assert "weasyprint 69.0 → 70.0" in why
    assert "the face Eco Fang 400 (sha256 000000000000 →" in why
    assert "the ICC of archive (sha256 ffffffffffff →" in why
    assert "all 1 pages look as those kept do" in findings["rebuild-looks"].message.en


def test_what_other_versions_cannot_make_at_all_is_not_called_damaged(tmp_path: Path) -> None:
    """A later program may refuse what an earlier one took."""
    (tmp_path / "r.txt").write_text("某市召开会议\n\n10月8日，会议召开。\n", encoding="utf-8")
    config = Config(profiles=(Profile.ARCHIVE,))
    made = deposit(build(tmp_path / "r.txt", config), config, {})
    for versions, outcome in (({"weasyprint": "69.0"}, "unproven"), ({}, "failed")):
        files = [_unmade(file, versions) for file in made.files]
        with open_archive(tmp_path / outcome, create=True) as archive:
            name = archive.add(replace(made, files=tuple(files))).record.name
            result = verify(archive, name, Means(remake=remake)).results[-1]
        assert result.outcome.value == outcome
        assert "toml-syntax" in {finding.code for finding in result.findings}


def _unmade(file: File, versions: dict[str, str]) -> File:
    if file.path == "build.json":
        data = json.loads(file.data)
        data["versions"].update(versions)
        return File(file.path, json.dumps(data).encode())
    return File(file.path, b"[template") if file.path.endswith("template.toml") else file


def _aged(file: File) -> File:
    if file.path == "build.json":
        data = json.loads(file.data)
        data["versions"]["weasyprint"] = "69.0"
        data["faces"][0]["sha256"] = "0" * 64
        data["profiles"]["archive"] = ["f" * 64]
        return File(file.path, json.dumps(data).encode())
    if file.path.endswith(".pdf"):
        return File(file.path, file.data.replace(b"urn:uuid:", b"urn:uuie:", 1))
    return file


def test_a_hostile_bag_writes_nothing_outside_and_is_told(tmp_path: Path) -> None:
    (tmp_path / "r.txt").write_text("某市召开会议\n\n10月8日，会议召开。\n", encoding="utf-8")
    config = Config(profiles=(Profile.ARCHIVE,))
    made = deposit(build(tmp_path / "r.txt", config), config, {})
    evil = File("=2E=2E/=2E=2E/=2E=2E/evil.txt", b"x")
    with open_archive(tmp_path / "a", create=True) as archive:
        name = archive.add(replace(made, files=(*made.files, evil))).record.name
        verdict = verify(archive, name, Means(remake=remake))
        wrong = File("build.json", b'{"versions": 1}')
        others = tuple(f for f in made.files if f.path != "build.json")
        other = replace(made, files=(*others, wrong), core=("source/r.txt",))
        second = archive.add(other).record.name
        verdicts = [verdict, verify(archive, second, Means(remake=remake, judge=judge_bag))]
    for each in verdicts:
        assert "rebuild-impossible" in {finding.code for finding in each.findings}
        assert not each.passed
    assert not list(Path(tempfile.gettempdir()).glob("evil.txt"))
    assert not (tmp_path / "evil.txt").exists()


def test_a_finished_pdf_is_kept_as_it_is(kept: Kept, tmp_path: Path) -> None:
    (tmp_path / "旧.pdf").write_bytes(kept.pdf)
    (tmp_path / "旧.doc").write_bytes(b"\xd0\xcf\x11\xe0")
    ran = eco_print(
        *("archive", "add", "旧.pdf", "--source", "旧.doc", "--archive", "a"),
        *("--issue", "7", "--date", "2019-05-04", "--set", "organ=某办", "--format", "json"),
        cwd=tmp_path,
    )
    assert ran.code == 0, (ran.err, ran.out.decode())
    name = ran.data["reports"][0]["archive"]["name"]
    assert name.startswith("2019-05-04-")
    with open_archive(tmp_path / "a") as archive:
        card = archive.record(name).card
        assert (card.title, card.number, card.organ) == ("全市生态环境保护大会召开", "7", "某办")
        assert "坚持生态优先" in "".join(card.text.split())
        assert archive.bag(name).read("data/source/旧.doc") == b"\xd0\xcf\x11\xe0"
        verdict = verify(archive, name, Means(remake=remake))
        assert verdict.passed
        assert verdict.results[-1].outcome is Outcome.NONE


def test_a_report_from_standard_input_comes_back_too(tmp_path: Path) -> None:
    report = "某市召开会议\n\n10月8日，某市召开会议，坚持抓落实。\n".encode()
    arguments = ("build", "-", "-o", "-", "--archive", "a", "--issue", "3")
    ran = eco_print(*arguments, cwd=tmp_path, stdin=report, PATH="/nonexistent")
    assert ran.code == 0, (ran.err, ran.out.decode())
    assert ran.out.startswith(b"%PDF-"), "the screen file was asked for, and comes alone"
    assert os.listdir(tmp_path) == ["a"]
    with open_archive(tmp_path / "a") as archive:
        (name,) = archive.names()
        assert archive.bag(name).read("data/source/source.txt") == report
        assert verify(archive, name, Means(remake=remake)).passed
