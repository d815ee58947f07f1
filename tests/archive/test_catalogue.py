"""The catalogue is derived: damage is noticed and said, and bags alone make it anew."""

from __future__ import annotations

import random
import shutil
import sqlite3
from pathlib import Path

import pytest

from archive.deposits import deposit
from eco_print import EcoPrintError
from eco_print.archive import Archive, Means, Query, open_archive, parse, verify
from eco_print.archive.records import RECORD


def catalogue_file(archive: Archive) -> Path:
    """The one database file; closed, it has no log beside it."""
    archive.close()
    (path,) = Path(archive.location, "catalogue").iterdir()
    return path


def filled(archive: Archive, count: int = 8) -> list[str]:
    return [archive.add(deposit(number)).record.name for number in range(count)]


def everything(archive: Archive) -> list[tuple[str, str]]:
    page = archive.find(Query(parse("坚持"), sort="date", limit=1000))
    return [(hit.entry.record.name, hit.found[0].after) for hit in page.hits]


def test_reindexing_gives_the_same_catalogue_from_the_bags_alone(archive: Archive) -> None:
    names = filled(archive)
    archive.withdraw(names[0], "理由")
    before = everything(archive), archive.past(archive.record(names[0]))
    shutil.rmtree(Path(archive.location, "catalogue"))
    shutil.rmtree(Path(archive.location, "objects"))
    archive.close()
    done = archive.index.reindex()
    assert (done.entries, done.findings) == (9, ())
    assert (everything(archive), archive.past(archive.record(names[0]))) == before
    assert archive.index.faults() == ()


def test_reindexing_leaves_one_catalogue_and_no_drafts(archive: Archive) -> None:
    filled(archive, 3)
    for _ in range(3):
        archive.index.reindex()
    assert catalogue_file(archive).suffix == ".sqlite"


def test_a_process_that_has_the_old_catalogue_open_goes_on(archive: Archive) -> None:
    filled(archive, 3)
    with open_archive(archive.location) as other:
        assert other.find(Query()).total == 3
        archive.index.reindex()
        other.add(deposit(100))
        assert other.find(Query()).total == 4
    assert archive.find(Query()).total == 4


def test_entries_the_catalogue_missed_are_taken_in_when_it_is_opened(archive: Archive) -> None:
    filled(archive, 3)
    kept = catalogue_file(archive).read_bytes()
    archive.add(deposit(100))
    catalogue_file(archive).write_bytes(kept)
    with open_archive(archive.location) as again:
        assert again.find(Query()).total == 4
        assert again.find(Query(parse("第100项"))).total == 1


def truncated(data: bytes) -> bytes:
    return data[: len(data) // 2]


def emptied(_data: bytes) -> bytes:
    return b""


def overwritten(data: bytes) -> bytes:
    return b"not a database at all\n" * (len(data) // 22)


def without_its_tables(data: bytes) -> bytes:
    return data.replace(b"CREATE TABLE entries", b"CREATE TABLE entriez")


@pytest.mark.parametrize("damage", [truncated, emptied, overwritten, without_its_tables])
def test_a_damaged_catalogue_is_noticed_and_said_and_bags_go_on(archive: Archive, damage) -> None:
    names = filled(archive)
    path = catalogue_file(archive)
    path.write_bytes(damage(path.read_bytes()))
    with pytest.raises(EcoPrintError) as caught:
        archive.find(Query(parse("坚持")))
    (finding,) = caught.value.findings
    assert finding.code == "catalogue-damaged"
    assert "reindex" in finding.hint.zh and "目录损坏" in finding.message.zh
    added = archive.add(deposit(100))
    assert added.new
    assert [f.code for f in added.findings] == ["catalogue-behind"]
    verdict = verify(archive, names[0], Means())
    assert {f.code for f in verdict.findings} == {"catalogue-damaged"}
    assert archive.index.reindex().entries == 9
    assert len(everything(archive)) == 9
    assert verify(archive, names[0], Means()).passed


def test_every_garbled_page_is_found_by_verify_or_harms_nothing(archive: Archive) -> None:
    """SQLite keeps no checksums: what it does not notice, the bags tell."""
    names = filled(archive, 30)
    path = catalogue_file(archive)
    sound = path.read_bytes()
    dice = random.Random(1)
    pages = len(sound) // 4096
    for page in range(pages):
        at = page * 4096
        garbled = bytes(dice.randrange(256) for _ in range(4096))
        path.write_bytes(sound[:at] + garbled + sound[at + 4096 :])
        found = [*archive.index.faults()]
        found += [f for name in names for f in verify(archive, name, Means()).findings]
        if not found:
            assert len(everything(archive)) == 30, f"page {page} was lost unseen"
        archive.close()
        for beside in path.parent.glob("*-*"):
            if beside != path:
                beside.unlink()
    assert pages > 10


def test_a_changed_row_is_found_by_the_bag(archive: Archive) -> None:
    names = filled(archive, 2)
    path = catalogue_file(archive)
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE entries SET number = 99 WHERE name = ?", (names[0],))
    findings = verify(archive, names[0], Means()).findings
    assert [(f.code, names[0] in f.message.en) for f in findings] == [("catalogue-differs", True)]
    assert verify(archive, names[1], Means()).passed


def test_a_bag_that_is_gone_is_said(archive: Archive) -> None:
    names = filled(archive, 3)
    shutil.rmtree(Path(archive.location, "bags", names[1]))
    (finding,) = archive.index.refresh()
    assert finding.code == "bag-vanished"
    assert names[1] in finding.message.zh
    assert [f.code for f in archive.index.faults()] == ["bag-vanished"]


def test_a_bag_whose_record_cannot_be_read_is_named_and_the_rest_goes_on(archive: Archive) -> None:
    names = filled(archive, 3)
    record = Path(archive.location, "bags", names[1], RECORD)
    record.chmod(0o644)
    record.write_bytes(b"{")
    done = archive.index.reindex()
    assert done.entries == 2
    assert [f.code for f in done.findings] == ["bag-unreadable"]
    assert names[1] in done.findings[0].message.en


def test_a_bag_without_a_record_does_not_stop_the_archive(archive: Archive) -> None:
    names = filled(archive, 2)
    (Path(archive.location) / "bags" / "空").mkdir()
    assert [f.code for f in archive.index.refresh()] == ["bag-unreadable"]
    assert archive.find(Query()).total == 2
    assert not verify(archive, "空", Means()).passed
    assert verify(archive, names[0], Means()).passed


def test_an_index_folded_otherwise_is_made_anew(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled(archive, 3)
    archive.close()
    before = catalogue_file(archive)
    monkeypatch.setattr("eco_print.archive.catalogue.catalogue.folding", lambda: "another")
    assert len(everything(archive)) == 3
    assert catalogue_file(archive) != before


def test_a_catalogue_that_cannot_be_used_is_said_in_chinese_too(archive: Archive) -> None:
    archive.add(deposit(1))
    archive.index.abreast().connection.execute("PRAGMA query_only = 1")
    (behind,) = archive.add(deposit(2)).findings
    assert behind.code == "catalogue-behind"
    with pytest.raises(EcoPrintError) as caught:
        archive.find(Query())
    (finding,) = caught.value.findings
    assert finding.code == "catalogue-unusable"
    assert finding.hint.zh == "原因：数据库只读"
    assert finding.hint.en == "reason: attempt to write a readonly database"
