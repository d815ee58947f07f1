"""Files appear whole or not at all, under names every file system takes."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eco_print import EcoPrintError
from eco_print.files import file_name, write_whole


def test_replaces_the_old_file_in_one_step(tmp_path: Path) -> None:
    path = tmp_path / "新" / "a.pdf"
    write_whole(path, b"old")
    with path.open("rb") as reader:
        write_whole(path, b"new")
        assert reader.read() == b"old", "a reader of the old file saw the new one's bytes"
    assert path.read_bytes() == b"new"
    assert list(path.parent.iterdir()) == [path]


def test_keeps_the_old_file_and_leaves_nothing_when_writing_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(b"old")

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(EcoPrintError) as caught:
        write_whole(path, b"new")
    assert caught.value.exit_code == 5
    assert caught.value.findings[0].code == "output-unwritable"
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_honours_the_umask(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        write_whole(tmp_path / "a", b"")
    finally:
        os.umask(before)
    assert (tmp_path / "a").stat().st_mode & 0o777 == 0o640


@given(st.lists(st.text(), min_size=1, max_size=3))
def test_any_words_make_a_name_that_a_file_system_takes(words: list[str]) -> None:
    words = [word.encode("utf-8", "ignore").decode() for word in words]
    name = file_name(*words)
    assert 0 < len(name.encode()) <= 180
    assert not set(name) & set('/\\:*?"<>|\n\t\0 ')
    assert not name.startswith(".")


@pytest.mark.parametrize(
    ("words", "name"),
    [
        (("2026-10-24", "全市会议 召开"), "2026-10-24-全市会议-召开"),
        (("全市会议　召开\xa0三次",), "全市会议-召开-三次"),
        ((os.fsdecode("报道".encode("gb18030")),), "报道"),
        (("", "a/b"), "a-b"),
        (("...",), "report"),
    ],
)
def test_names_say_what_the_file_is(words: tuple[str, ...], name: str) -> None:
    assert file_name(*words) == name
