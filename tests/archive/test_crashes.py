"""Whatever is killed, full or locked: no entry lost, none half there, and it is said."""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import traceback
from pathlib import Path

import pytest

from archive.adders import Adders
from archive.conftest import can_mount
from archive.deposits import deposit
from eco_print import EcoPrintError
from eco_print.archive import Archive, Means, Query, open_archive, parse, verify
from eco_print.archive.fixity import fixity
from eco_print.archive.staging import staged


def assert_whole(archive: Archive) -> None:
    """Every bag is sound, and the catalogue has all of them and nothing else."""
    assert [f for name in archive.names() for f in verify(archive, name, Means()).findings] == []
    assert archive.index.refresh() == ()
    assert archive.find(Query()).total == len(archive.names())
    assert archive.index.faults() == ()


def test_nothing_reported_is_lost_when_adders_are_killed(tmp_path: Path) -> None:
    adders = Adders(tmp_path / "a")
    adders.kill_some(40)
    with open_archive(tmp_path / "a") as archive:
        assert len(adders.reported) > 40, "the processes hardly got anything done"
        assert adders.reported <= set(archive.names())
        assert_whole(archive)
        archive.add(deposit(1))
        assert_whole(archive)


def test_what_killed_processes_left_is_swept(tmp_path: Path) -> None:
    adders = Adders(tmp_path / "a", processes=2)
    adders.kill_some(12)
    staging = tmp_path / "a" / "staging"
    for left in staging.iterdir():
        os.utime(left, (0, 0))  # as if long ago
    with open_archive(tmp_path / "a") as archive:
        archive.add(deposit(1))
        assert list(staging.iterdir()) == []
        before = sum(1 for _ in (tmp_path / "a" / "objects").glob("??/*"))
        pruned = archive.store.tidy()
        after = sum(1 for _ in (tmp_path / "a" / "objects").glob("??/*"))
        assert before - after == pruned
        assert_whole(archive)


def test_a_bag_on_its_way_in_is_not_swept(tmp_path: Path) -> None:
    with open_archive(tmp_path / "a", create=True) as archive:
        with staged(archive.store.root / "staging") as staging:
            os.utime(staging, (0, 0))
            archive.add(deposit(1))
            assert staging.is_dir()
        assert not staging.exists()


def test_several_processes_add_the_same_issue_at_once(tmp_path: Path) -> None:
    open_archive(tmp_path / "a", create=True).close()
    children = []
    for _ in range(4):
        pid = os.fork()
        if pid == 0:
            with open_archive(tmp_path / "a") as archive:
                new = [archive.add(deposit(number, size=200_000)).new for number in range(12)]
            os._exit(sum(new))
        children.append(pid)
    added = [os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) for pid in children]
    assert sum(added) == 12, "each issue is new to one of them"
    with open_archive(tmp_path / "a") as archive:
        assert len(archive.names()) == 12
        assert_whole(archive)


def test_an_archive_is_made_once_by_several_processes(tmp_path: Path) -> None:
    children = []
    for number in range(6):
        pid = os.fork()
        if pid == 0:
            with open_archive(tmp_path / "a", create=True) as archive:
                archive.add(deposit(number))
            os._exit(0)
        children.append(pid)
    assert [os.waitpid(pid, 0)[1] for pid in children] == [0] * 6
    with open_archive(tmp_path / "a") as archive:
        assert len(archive.names()) == 6
        assert_whole(archive)


# -- a disk that fills ---------------------------------------------------------------------------


def fill(archive: Archive) -> tuple[list[str], EcoPrintError]:
    """Add until it cannot be done."""
    names = []
    for number in range(1000):
        try:
            names.append(archive.add(deposit(number, size=150_000)).record.name)
        except EcoPrintError as failure:
            return names, failure
    raise AssertionError("the disk never filled")


def on_a_full_file_system(place: Path) -> None:
    with open_archive(place / "a", create=True) as archive:
        names, failure = fill(archive)
        assert failure.exit_code == 5
        (finding,) = failure.findings
        assert finding.code == "archive-full"
        assert "磁盘已满" in finding.message.zh and "nothing was added" in finding.message.en
        assert len(names) > 3
        assert set(names) == set(archive.names())
        assert list((place / "a" / "staging").iterdir()) == []
        assert [f for name in names for f in fixity(archive.bag(name))] == []


def within_a_limit_on_file_size(place: Path) -> None:
    """The same for who may not mount: writing beyond a size fails."""
    with open_archive(place / "a", create=True) as archive:
        kept = archive.add(deposit(1, size=1000)).record.name
        before = resource.getrlimit(resource.RLIMIT_FSIZE)
        handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, before[1]))
        try:
            with pytest.raises(EcoPrintError) as caught:
                archive.add(deposit(2, size=500_000))
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, before)
            signal.signal(signal.SIGXFSZ, handler)
        assert caught.value.findings[0].code == "archive-full"
        assert archive.names() == (kept,)
        assert list((place / "a" / "staging").iterdir()) == []
        archive.add(deposit(2, size=500_000))
        assert_whole(archive)


def test_a_disk_that_fills_loses_nothing(request: pytest.FixtureRequest, tmp_path: Path) -> None:
    within_a_limit_on_file_size(tmp_path)
    if can_mount():
        place = request.getfixturevalue("small_disk")
        on_a_full_file_system(place)
        for path in (place / "a" / "catalogue").iterdir():
            path.unlink()  # room again
        with open_archive(place / "a") as archive:
            archive.index.reindex()
            assert archive.find(Query()).total == len(archive.names())


def test_a_catalogue_that_cannot_be_written_does_not_lose_the_entry(archive: Archive) -> None:
    archive.add(deposit(1))
    connection = archive.index.abreast().connection
    connection.execute("PRAGMA max_page_count = 1")  # as full as can be: it may not grow
    added = archive.add(deposit(2, text="长" * 300_000))
    assert added.new
    assert [f.code for f in added.findings] == ["catalogue-behind"]
    assert "已入库" in added.findings[0].message.zh
    archive.close()
    assert_whole(archive)
    assert archive.find(Query()).total == 2


# -- a folder that may not be written ------------------------------------------------------------


def read_only(place: Path, entries: int) -> str:
    """What a process finds that may only read, and what it is told when it adds."""
    reading, writing = os.pipe()
    pid = os.fork()
    if pid == 0:
        try:
            if os.geteuid() == 0:
                os.setgid(65534)
                os.setuid(65534)
            os.write(writing, _found_and_told(place, entries).encode())
        except BaseException:
            os.write(writing, traceback.format_exc().encode())
        finally:
            os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as pipe:
        said = pipe.read()
    os.waitpid(pid, 0)
    return said


def _found_and_told(place: Path, entries: int) -> str:
    with open_archive(place) as archive:
        assert archive.find(Query(parse("坚持"))).total == entries
        record = archive.find(Query()).hits[0].entry.record
        assert archive.past(record).log.events
        assert verify(archive, record.name, Means()).passed
        with pytest.raises(EcoPrintError) as caught:
            archive.add(deposit(999))
    (finding,) = caught.value.findings
    return f"{caught.value.exit_code} {finding.code} {finding.hint.en}"


def open_to_all(folder: Path) -> None:
    for path in (folder, *folder.parents):
        if path.stat().st_uid == os.geteuid():
            path.chmod(path.stat().st_mode | 0o555)


def test_a_read_only_folder_can_be_searched_and_verified(tmp_path: Path) -> None:
    place = tmp_path / "a"
    with open_archive(place, create=True) as archive:
        for number in range(3):
            archive.add(deposit(number))
    open_to_all(place)
    for folder, _, _ in os.walk(place):
        os.chmod(folder, 0o555)
    for path in (place / "catalogue").iterdir():
        path.chmod(0o444)
    try:
        assert read_only(place, 3) == "5 archive-unwritable reason: Permission denied"
    finally:
        for folder, _, _ in os.walk(place):
            os.chmod(folder, 0o755)


def test_a_read_only_folder_with_a_catalogue_behind_or_none(tmp_path: Path) -> None:
    place = tmp_path / "a"
    with open_archive(place, create=True) as archive:
        archive.add(deposit(0))
        archive.index.abreast()
        index, archive.index = archive.index, open_archive(place).index
        archive.index.put = lambda _record: None  # killed before the catalogue heard of it
        archive.add(deposit(1))
        archive.index = index
    open_to_all(place)
    for folder, _, _ in os.walk(place):
        os.chmod(folder, 0o555)
    try:
        assert read_only(place, 2).startswith("5 archive-unwritable")
        os.chmod(place / "catalogue", 0o755)
        for path in (place / "catalogue").iterdir():
            path.unlink()
        os.chmod(place / "catalogue", 0o555)
        assert read_only(place, 2).startswith("5 archive-unwritable")
    finally:
        for folder, _, _ in os.walk(place):
            os.chmod(folder, 0o755)


@pytest.mark.parametrize("kept", ["*-wal", "*-[ws][ah][lm]"])
def test_a_read_only_folder_with_what_a_killed_process_left(tmp_path: Path, kept: str) -> None:
    """The catalogue's log holds what it has not yet taken in; its index may be gone."""
    place = tmp_path / "a"
    pid = os.fork()
    if pid == 0:
        archive = open_archive(place, create=True)
        for number in range(3):
            archive.add(deposit(number))
        os.kill(os.getpid(), signal.SIGKILL)
    os.waitpid(pid, 0)
    left = set((place / "catalogue").glob(kept))
    for path in set((place / "catalogue").glob("*-*.sqlite-*")) - left:
        path.unlink()
    assert left
    open_to_all(place)
    for folder, _, _ in os.walk(place):
        os.chmod(folder, 0o555)
    for path in (place / "catalogue").iterdir():
        path.chmod(0o444)
    try:
        assert read_only(place, 3).startswith("5 archive-unwritable")
    finally:
        for folder, _, _ in os.walk(place):
            os.chmod(folder, 0o755)


def test_a_read_only_file_system_is_said(request: pytest.FixtureRequest, tmp_path: Path) -> None:
    """A real one where it can be mounted; its message names the reason."""
    if not can_mount():
        return
    place = request.getfixturevalue("small_disk")
    with open_archive(place / "a", create=True) as archive:
        name = archive.add(deposit(1)).record.name
    subprocess.run(["mount", "-o", "remount,ro", str(place)], check=True)
    try:
        with open_archive(place / "a") as archive:
            assert archive.find(Query()).total == 1
            assert verify(archive, name, Means()).passed
            with pytest.raises(EcoPrintError) as caught:
                archive.add(deposit(2))
            assert caught.value.findings[0].code == "archive-unwritable"
            assert "Read-only file system" in caught.value.findings[0].hint.en
            assert caught.value.findings[0].hint.zh == "原因：文件系统只读"
    finally:
        subprocess.run(["mount", "-o", "remount,rw", str(place)], check=True)
