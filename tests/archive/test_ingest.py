"""From a build to the archive through Python alone: judged, taken in once, made again."""

from __future__ import annotations

import io
import json
import os
import shutil
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from archive.deposits import deposit as some_deposit
from eco_print import Config, EcoPrintError, Profile, build, deposit, ingest, verify
from eco_print.archive import FAILURE, Archive, Deposit
from eco_print.cli._archive.keepers import Keepers
from eco_print.pipeline import Built
from eco_print.preservation import Terms, foreign_deposit, remake
from support import ROOT

CONFIG = Config(profiles=(Profile.SCREEN, Profile.ARCHIVE))


@pytest.fixture(autouse=True)
def without_verapdf(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its start takes seconds; that it is asked is tested in the round trip."""
    monkeypatch.setenv("PATH", "/nonexistent")


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("desk") / "报道.txt"
    path.write_text("某市召开会议\n\n10月8日，会议召开，坚持抓落实。\n", encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def built(report: Path) -> Built:
    return build(report, CONFIG)


def test_the_same_issue_built_twice_is_kept_once(
    archive: Archive, report: Path, built: Built
) -> None:
    first = ingest(deposit(built, CONFIG), archive)
    again = ingest(deposit(build(report, CONFIG), CONFIG), archive)
    assert (first.new, again.new) == (True, False)
    assert again.record == first.record
    assert archive.names() == (first.record.name,)
    assert verify(archive, first.record.name).passed


def test_another_setting_makes_another_issue_that_may_replace_the_first(
    archive: Archive, report: Path, built: Built
) -> None:
    first = ingest(deposit(built, CONFIG), archive).record.name
    other = replace(CONFIG, overrides={"issue": "8"})
    made = deposit(build(report, other), other)
    with pytest.raises(EcoPrintError) as refused:
        ingest(made, archive, Terms(supersedes=first))
    assert refused.value.findings[0].code == "correction-wrong", "it needs a reason"
    assert archive.names() == (first,)
    ingest(made, archive, Terms(supersedes=first, reason="补期号"))
    assert archive.entry(first).state.value == "superseded"


def nonconforming(built: Built) -> Built:
    """The same, with an archive file that is no PDF/A: it is the screen file's."""
    screen, archived = built.products
    return replace(built, products=(screen, replace(archived, data=screen.data)))


def test_what_does_not_conform_is_kept_with_that_on_record(archive: Archive, built: Built) -> None:
    added = ingest(deposit(nonconforming(built), CONFIG), archive)
    assert added.findings[0].code == "archive-nonconforming"
    assert {finding.severity.value for finding in added.findings} == {"warning"}
    events = archive.past(added.record).log.events
    outcomes = {e.detail: e.outcome for e in events if e.kind == "validation"}
    assert outcomes["印前检查 · preflight: archive"] == FAILURE
    assert outcomes["印前检查 · preflight: screen"] != FAILURE


def test_strictly_it_is_refused(built: Built) -> None:
    with pytest.raises(EcoPrintError) as refused:
        deposit(nonconforming(built), replace(CONFIG, strict=True))
    assert refused.value.exit_code == 4


def test_an_issue_that_lacks_a_file_is_refused(built: Built) -> None:
    screen, archived = built.products
    for short, code in (
        (replace(built, products=(screen,)), 1),
        (replace(built, products=(screen,), withheld=(Profile.ARCHIVE,)), 4),
        (replace(built, products=(screen, archived), withheld=(Profile.PRESS,)), 4),
    ):
        with pytest.raises(EcoPrintError) as refused:
            deposit(short, CONFIG)
        (finding,) = refused.value.findings
        assert (finding.code, refused.value.exit_code) == ("deposit-incomplete", code)


def test_a_report_and_a_pdf_with_names_in_gbk_are_kept_under_names_that_are_read(
    archive: Archive, built: Built, tmp_path: Path
) -> None:
    named = tmp_path / os.fsdecode("报道.txt".encode("gb18030"))
    named.write_text("某市召开会议\n\n10月8日，会议召开。\n", encoding="utf-8")
    finished = named.with_suffix(".pdf")
    finished.write_bytes(built.products[0].data)
    own = deposit(build(named, CONFIG), CONFIG)
    foreign = foreign_deposit(finished, named, None, {})
    for made in (own, foreign):
        assert "data/source/报道.txt" in files_of(made)
        assert verify(archive, ingest(made, archive).record.name, conformance=False).passed
    assert "data/报道.pdf" in files_of(foreign)


def test_a_pdf_with_a_password_is_not_kept(built: Built, tmp_path: Path) -> None:
    with pikepdf.open(io.BytesIO(built.products[0].data)) as pdf:
        pdf.save(tmp_path / "锁.pdf", encryption=pikepdf.Encryption(owner="a", user="b"))
    with pytest.raises(EcoPrintError) as refused:
        foreign_deposit(tmp_path / "锁.pdf", None, None, {})
    (finding,) = refused.value.findings
    assert finding.code == "pdf-unreadable"
    assert finding.hint is not None and "口令" in finding.hint.zh


def test_what_it_was_made_from_and_is_gone_is_named(tmp_path: Path) -> None:
    Image.new("RGB", (60, 60), (200, 30, 30)).save(tmp_path / "图.png")
    (tmp_path / "稿.md").write_text("# 会议召开\n\n会议强调。\n\n![会场](图.png)\n", "utf-8")
    built = build(tmp_path / "稿.md", CONFIG)
    (tmp_path / "图.png").unlink()
    with pytest.raises(EcoPrintError) as caught:
        deposit(built, CONFIG, {})
    (finding,) = caught.value.findings
    assert (finding.code, caught.value.exit_code) == ("deposit-unreadable", 5)
    assert "图.png" in finding.message.zh


def files_of(made: Deposit) -> dict[str, bytes]:
    return {f"data/{file.path}": file.data for file in made.files}


def test_a_face_that_changed_since_is_told_and_the_bag_s_own_serve(
    tmp_path: Path, report: Path
) -> None:
    """The desk's own face goes along; of the shipped ones the digests tell what changed."""
    face = ROOT / "fonts" / "EcoSans-Regular.ttf"
    shutil.copy(face, tmp_path / "own.ttf")
    (tmp_path / "fonts.toml").write_text('[[face]]\nrole = "西文"\nfile = "own.ttf"\n', "utf-8")
    config = replace(CONFIG, font_folders=(tmp_path,))
    files = files_of(deposit(build(report, config), config, {}))
    shutil.rmtree(tmp_path)
    same = remake(files)
    assert same is not None
    assert same.changes == ()
    assert all(files[path] == data for path, data in same.products.items())
    making = json.loads(files["data/build.json"])
    making["faces"][0]["sha256"] = "0" * 64
    other = remake({**files, "data/build.json": json.dumps(making).encode()})
    assert other is not None
    assert other.products == same.products
    (changed,) = other.changes
    assert "sha256 000000000000 →" in changed.en
    shorn = {path: data for path, data in files.items() if not path.endswith("own.ttf")}
    stopped = remake(shorn)
    assert stopped is not None
    assert not stopped.products
    assert stopped.stopped, "a face of the bag that is gone is no other face's to replace"


@pytest.mark.parametrize(
    ("part", "said"),
    [
        ("products", {"web": "a.web.pdf"}),  # a later program may know more profiles
        ("settings", {"epoch": 10**20}),  # and a bag may say anything
    ],
)
def test_a_making_that_cannot_be_followed_is_told(
    built: Built, part: str, said: dict[str, object]
) -> None:
    files = files_of(deposit(built, CONFIG, {}))
    making = json.loads(files["data/build.json"])
    making[part].update(said)
    with pytest.raises(EcoPrintError) as caught:
        remake({**files, "data/build.json": json.dumps(making).encode()})
    assert caught.value.findings[0].code == "rebuild-impossible"


@pytest.mark.parametrize("end", ["well", "in an error", "in an interrupt"])
def test_the_archives_of_a_run_are_closed_however_it_ends(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, end: str
) -> None:
    closed = []
    monkeypatch.setattr(Archive, "close", lambda archive: closed.append(archive.location))
    places = [str(tmp_path / name) for name in "ab"]
    with suppress(KeyboardInterrupt, EcoPrintError), Keepers("") as keepers:
        for place in (*places, places[0]):
            keepers.put(some_deposit(), Config(archive=place))
        if end == "in an error":
            keepers.put(some_deposit(), Config(archive=str(ROOT)))  # no archive, and not empty
        if end == "in an interrupt":
            raise KeyboardInterrupt
    assert sorted(closed) == places
