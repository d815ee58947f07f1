"""The same archive behind a URL: in memory, on a share, and on a real S3 server (moto's)."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import fsspec
import pytest
from moto.server import ThreadedMotoServer

from archive.deposits import deposit
from eco_print import EcoPrintError
from eco_print.archive import Means, Query, State, export, open_archive, parse, verify


@pytest.fixture(scope="module")
def s3() -> Iterator[str]:
    """A bucket on a server of this machine."""
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("AWS_ENDPOINT_URL", f"http://{host}:{port}")
        patch.setenv("AWS_ACCESS_KEY_ID", "test")
        patch.setenv("AWS_SECRET_ACCESS_KEY", "test")
        patch.setenv("AWS_DEFAULT_REGION", "us-east-1")
        fsspec.filesystem("s3").mkdir("bucket")
        yield "s3://bucket"
    fsspec.filesystem("s3").clear_instance_cache()
    server.stop()


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A cache of this test's own, where the catalogues of URLs lie."""
    monkeypatch.setattr("eco_print.archive.archive.cache_folder", lambda: tmp_path / "cache")


@pytest.fixture(params=["memory", "file", "s3"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "memory":
        return f"memory://{uuid4().hex}"
    if request.param == "file":
        return (tmp_path / "共享 夹").as_uri()
    return f"{request.getfixturevalue('s3')}/{uuid4().hex}/archive"


def test_an_archive_behind_a_url_does_all_that_a_folder_does(url: str, tmp_path: Path) -> None:
    with open_archive(url, create=True) as archive:
        one, two = (archive.add(deposit(n, text=f"坚持第{n}条")).record for n in (1, 2))
        assert not archive.add(deposit(1, text="坚持第1条")).new
        archive.supersede(one.name, two.name, "漏字")
    with open_archive(url) as archive:
        assert archive.find(Query(parse("坚持"))).total == 2
        assert archive.entry(one.name).state is State.SUPERSEDED
        assert [act.note for _, act in archive.past(one).acts] == ["漏字"]
        for name in archive.names():
            assert verify(archive, name, Means()).passed
        assert archive.index.reindex().entries == 3
        written = export(archive, archive.names(), tmp_path / "out")
        assert len(written) == 3


def test_another_machine_sees_what_was_added(url: str, tmp_path: Path, monkeypatch) -> None:
    with open_archive(url, create=True) as archive:
        archive.add(deposit(1))
        monkeypatch.setattr("eco_print.archive.archive.cache_folder", lambda: tmp_path / "2")
        with open_archive(url) as elsewhere:
            assert elsewhere.find(Query()).total == 1
            elsewhere.add(deposit(2))
        monkeypatch.setattr("eco_print.archive.index.PATIENCE", 0.0)  # as if a minute later
        assert archive.find(Query()).total == 2


def test_a_search_does_not_ask_an_object_store_for_its_list(s3: str, monkeypatch) -> None:
    """A list of ten thousand objects takes longer than any search."""
    url = f"{s3}/{uuid4().hex}"
    with open_archive(url, create=True) as archive:
        archive.add(deposit(1))
        assert archive.find(Query()).total == 1
        archive.add(deposit(2))
        monkeypatch.setattr(archive.store.files, "ls", None)
        assert archive.find(Query()).total == 2


def test_a_url_without_an_archive_is_named(url: str) -> None:
    with pytest.raises(EcoPrintError) as caught:
        open_archive(url)
    assert caught.value.findings[0].code == "archive-missing"


def test_the_catalogue_of_a_url_lies_in_the_cache(url: str, tmp_path: Path) -> None:
    with open_archive(url, create=True) as archive:
        archive.add(deposit(1))
        archive.index.abreast()
    assert list((tmp_path / "cache" / "archives").glob("*/*.sqlite"))
    if url.startswith("file://"):
        assert not (tmp_path / "共享 夹" / "catalogue").exists()


def test_one_of_several_adders_of_the_same_issue_wins_on_s3(s3: str) -> None:
    url = f"{s3}/{uuid4().hex}"
    open_archive(url, create=True).close()
    new = []

    def add() -> None:
        with open_archive(url) as archive:
            new.extend(archive.add(deposit(n)).new for n in range(3))

    threads = [threading.Thread(target=add) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(new) == 3
    assert len(new) == 9
    with open_archive(url) as archive:
        assert all(verify(archive, name, Means()).passed for name in archive.names())


def test_a_bag_that_is_cut_short_is_told_and_the_rest_goes_on(s3: str) -> None:
    url = f"{s3}/{uuid4().hex}"
    with open_archive(url, create=True) as archive:
        one, two = (archive.add(deposit(n)).record.name for n in (1, 2))
        path = f"{archive.store.root}/bags/{one}.zip"
        whole = archive.store.files.cat_file(path)
        archive.store.files.pipe_file(path, whole[: len(whole) // 2])
        assert not verify(archive, one, Means()).passed
        done = archive.index.reindex()
        assert (done.entries, [f.code for f in done.findings]) == (1, ["bag-unreadable"])
        assert verify(archive, two, Means()).passed


def test_a_server_that_does_not_answer_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    fsspec.filesystem("memory")
    for name, value in {
        "AWS_ENDPOINT_URL": "http://127.0.0.1:9",
        "AWS_ACCESS_KEY_ID": "x",
        "AWS_SECRET_ACCESS_KEY": "x",
        "AWS_MAX_ATTEMPTS": "1",
    }.items():
        monkeypatch.setenv(name, value)
    fsspec.get_filesystem_class("s3").clear_instance_cache()
    with pytest.raises(EcoPrintError) as caught:
        open_archive("s3://bucket/archive")
    assert caught.value.findings[0].code == "archive-unreachable"
    assert caught.value.exit_code == 5
    fsspec.get_filesystem_class("s3").clear_instance_cache()


@pytest.mark.parametrize(
    ("url", "code"),
    [("nosuch://x/y", "archive-unreachable"), ("sftp://nowhere.invalid/x", "archive-driver")],
)
def test_a_scheme_nobody_knows_is_said(url: str, code: str) -> None:
    with pytest.raises(EcoPrintError) as caught:
        open_archive(url)
    assert caught.value.findings[0].code == code


def test_a_bucket_of_other_things_is_left_alone(s3: str) -> None:
    files = fsspec.filesystem("s3")
    files.pipe_file(f"{s3}/other/photo.jpg", b"x")
    with pytest.raises(EcoPrintError) as caught:
        open_archive(f"{s3}/other", create=True)
    assert caught.value.findings[0].code == "archive-foreign"
    assert [os.path.basename(p) for p in files.ls(f"{s3}/other", detail=False)] == ["photo.jpg"]
