"""Bags: what BagIt asks, every changed byte found and named, names that come back."""

from __future__ import annotations

import os
import shutil
import subprocess
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import bagit
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from lxml import etree

from archive.deposits import deposit
from eco_print.archive import (
    Act,
    Action,
    Agent,
    Archive,
    Event,
    File,
    Log,
    Means,
    fit_name,
    open_archive,
    original_name,
    verify,
)
from eco_print.archive.bag import Fixity
from eco_print.archive.events import KINDS
from eco_print.archive.fixity import fixity
from eco_print.archive.premis import NAMESPACE, read_log, write_log
from eco_print.archive.serial import ZipBag, serialise


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Archive, str]]:
    with open_archive(tmp_path_factory.mktemp("bags") / "a", create=True) as archive:
        yield archive, archive.add(deposit(7)).record.name


def folder_of(archive: Archive, name: str) -> Path:
    return Path(archive.location) / "bags" / name


def test_a_bag_is_valid_for_the_reference_implementation(kept: tuple[Archive, str]) -> None:
    archive, name = kept
    bag = bagit.Bag(str(folder_of(archive, name)))
    bag.validate()
    assert bag.version_info == (1, 0)
    assert set(bag.algorithms) == {"sha256", "sha512"}
    assert bag.info["External-Identifier"].startswith("urn:uuid:")
    assert bag.info["Source-Organization"] == "某市生态环境保护委员会办公室"
    assert bag.info["Bag-Software-Agent"].startswith("eco-print ")


def test_a_bag_can_be_checked_with_coreutils_alone(kept: tuple[Archive, str]) -> None:
    archive, name = kept
    for manifest in ("manifest-sha256.txt", "tagmanifest-sha256.txt"):
        subprocess.run(
            ["sha256sum", "--check", "--strict", "--quiet", manifest],
            cwd=folder_of(archive, name),
            check=True,
        )


def test_a_bag_holds_what_was_handed_in(kept: tuple[Archive, str]) -> None:
    archive, name = kept
    bag = archive.bag(name)
    for file in deposit(7).files:
        assert bag.read(f"data/{file.path}") == file.data
    record = archive.record(name)
    assert record.card == deposit(7).card
    assert {"data/record.json", "data/premis.xml"} <= set(bag.paths())


def test_files_of_bags_are_kept_once_and_cannot_be_written(archive: Archive) -> None:
    for number in range(4):
        archive.add(deposit(number))
    shared = [
        folder_of(archive, name) / "data/template/bulletin/style.css" for name in archive.names()
    ]
    assert len({os.stat(path).st_ino for path in shared}) == 1
    assert all(os.stat(path).st_mode & 0o222 == 0 for path in shared)


# -- every byte ------------------------------------------------------------------------------


@settings(deadline=None, max_examples=150)
@given(data=st.data())
def test_every_changed_byte_of_a_folder_bag_is_named(
    kept: tuple[Archive, str], data: st.DataObject
) -> None:
    archive, name = kept
    path = data.draw(st.sampled_from(archive.bag(name).paths()))
    place = folder_of(archive, name) / path
    sound = place.read_bytes()
    at = data.draw(st.integers(0, len(sound) - 1))
    byte = data.draw(st.integers(0, 255).filter(lambda value: value != sound[at]))
    place.chmod(0o644)
    place.write_bytes(sound[:at] + bytes([byte]) + sound[at + 1 :])
    try:
        verdict = verify(archive, name, Means())
        assert not verdict.passed
        assert any(f"{name}/{path}" == f.place.zh for f in verdict.findings if f.place)
    finally:
        place.write_bytes(sound)
    assert verify(archive, name, Means()).passed


@settings(deadline=None, max_examples=150)
@given(data=st.data())
def test_every_changed_byte_of_a_serialised_bag_is_found(data: st.DataObject) -> None:
    name, sound = _serialised()
    at = data.draw(st.integers(0, len(sound) - 1))
    byte = data.draw(st.integers(0, 255).filter(lambda value: value != sound[at]))
    with open_archive("memory://flipped", create=True) as archive:
        path = f"{archive.store.root}/bags/{name}.zip"
        archive.store.files.pipe_file(path, sound[:at] + bytes([byte]) + sound[at + 1 :])
        verdict = verify(archive, name, Means())
    assert not verdict.passed
    assert any(name in f.message.zh or (f.place and name in f.place.zh) for f in verdict.findings)


def _serialised(cache: dict[str, bytes] = {}) -> tuple[str, bytes]:  # noqa: B006
    if not cache:
        with open_archive("memory://sound", create=True) as archive:
            name = archive.add(deposit(3)).record.name
            cache[name] = archive.store.files.cat_file(f"{archive.store.root}/bags/{name}.zip")
    return next(iter(cache.items()))


def test_lost_added_and_renamed_files_are_named(archive: Archive) -> None:
    name = archive.add(deposit(1)).record.name
    folder = folder_of(archive, name)

    def codes() -> dict[str, str]:
        return {f.place.en.partition("/")[2]: f.code for f in fixity(archive.bag(name)) if f.place}

    (folder / "data/stray.txt").write_text("x")
    (folder / "stray.txt").write_text("x")
    assert codes() == {"data/stray.txt": "bag-file-unlisted", "stray.txt": "bag-file-unlisted"}
    (folder / "data/stray.txt").unlink()
    (folder / "stray.txt").unlink()
    (folder / "data/report.json").rename(folder / "data/report2.json")
    assert codes() == {
        "data/report.json": "bag-file-missing",
        "data/report2.json": "bag-file-unlisted",
    }
    (folder / "data/report2.json").unlink()
    (folder / "bagit.txt").unlink()
    assert codes() == {"data/report.json": "bag-file-missing", "bagit.txt": "bag-file-missing"}


def test_what_is_no_plain_file_is_named_whatever_it_leads_to(
    archive: Archive, tmp_path: Path
) -> None:
    """A link to the same bytes would be sound today and gone tomorrow; a pipe never ends."""
    name = archive.add(deposit(1)).record.name
    folder = folder_of(archive, name)
    pdf, source = folder / "data/archive.pdf", folder / "data/source"
    shutil.copy(pdf, tmp_path / "same.pdf")
    pdf.unlink()
    for plant in (
        lambda: pdf.symlink_to(tmp_path / "same.pdf"),
        lambda: pdf.symlink_to(tmp_path),
        lambda: os.mkfifo(pdf),
        lambda: pdf.mkdir() or (pdf / "x").write_text("x"),
    ):
        plant()
        verdict = verify(archive, name, Means())
        assert {f.place.en for f in verdict.findings} & {
            f"{name}/data/archive.pdf",
            f"{name}/data/archive.pdf/x",
        }
        assert not verdict.passed
        shutil.rmtree(pdf) if pdf.is_dir() and not pdf.is_symlink() else pdf.unlink()
    shutil.copy(tmp_path / "same.pdf", pdf)
    source.rename(tmp_path / "source")
    source.symlink_to(tmp_path / "source")
    assert ("bag-file-unreadable", f"{name}/data/source") in {
        (f.code, f.place.en) for f in verify(archive, name, Means()).findings
    }
    source.unlink()
    (tmp_path / "source").rename(source)
    assert verify(archive, name, Means()).passed
    folder.rename(tmp_path / "bag")
    folder.symlink_to(tmp_path / "bag")
    assert [f.code for f in verify(archive, name, Means()).findings] == ["bag-unreadable"]


def test_a_name_in_another_unicode_normalization_is_told_as_such(archive: Archive) -> None:
    made = deposit(1)
    pdf = File("résumé パ.pdf", b"%PDF-1.7\n")
    name = archive.add(replace(made, files=(*made.files, pdf))).record.name
    path = folder_of(archive, name) / "data" / pdf.path
    path.rename(path.with_name(unicodedata.normalize("NFD", path.name)))
    codes = [f.code for f in fixity(archive.bag(name))]
    assert sorted(codes) == ["bag-file-renamed", "bag-file-unlisted"]


def test_a_strangers_file_name_cannot_act_on_the_terminal(archive: Archive) -> None:
    name = archive.add(deposit(1)).record.name
    for evil in (b"\x1b[2Jx", b"\xff\xfe", "\u202etxt.exe".encode()):
        (folder_of(archive, name) / "data" / os.fsdecode(evil)).write_bytes(b"x")
    findings = fixity(archive.bag(name))
    assert [f.code for f in findings] == ["bag-file-unlisted"] * 3
    said = "".join(f.message.zh + f.message.en + f.place.zh for f in findings)
    assert said.isprintable()
    said.encode()


@settings(deadline=None, max_examples=80)
@given(data=st.data())
def test_every_file_cut_lengthened_swapped_or_lost_is_named(
    kept: tuple[Archive, str], data: st.DataObject
) -> None:
    archive, name = kept
    paths = archive.bag(name).paths()
    path = data.draw(st.sampled_from(paths))
    other = data.draw(st.sampled_from(paths).filter(lambda each: each != path))
    place, beside = (folder_of(archive, name) / each for each in (path, other))
    sound, second = place.read_bytes(), beside.read_bytes()
    harmed = {
        "cut": (sound[: data.draw(st.integers(0, len(sound) - 1))], second),
        "lengthened": (sound + data.draw(st.binary(min_size=1, max_size=9)), second),
        "swapped": (second, sound),
        "lost": (None, second),
    }[data.draw(st.sampled_from(["cut", "lengthened", "swapped", "lost"]))]
    write(zip((place, beside), harmed, strict=True))
    try:
        findings = verify(archive, name, Means()).findings
        assert f"{name}/{path}" in {f.place.zh for f in findings if f.place}
    finally:
        write([(place, sound), (beside, second)])
    assert verify(archive, name, Means()).passed


def write(contents: Iterable[tuple[Path, bytes | None]]) -> None:
    """Files anew, not through the links that other bags share; None takes one away."""
    for path, data in contents:
        path.unlink(missing_ok=True)
        if data is not None:
            path.write_bytes(data)


def test_two_bags_under_each_others_names_are_told(archive: Archive) -> None:
    one, other = (archive.add(deposit(n)).record.name for n in (1, 2))
    bags = Path(archive.location) / "bags"
    (bags / one).rename(bags / "x")
    (bags / other).rename(bags / one)
    (bags / "x").rename(bags / other)
    for name in (one, other):
        assert "bag-misplaced" in {f.code for f in verify(archive, name, Means()).findings}


def test_a_bag_is_one_zip_whatever_wrote_it(kept: tuple[Archive, str], tmp_path: Path) -> None:
    archive, name = kept
    bag = archive.bag(name)
    files = {path: bag.read(path) for path in bag.paths()}
    data = serialise(name, files)
    assert data == serialise(name, dict(reversed(files.items())))
    (tmp_path / "bag.zip").write_bytes(data)
    shutil.unpack_archive(tmp_path / "bag.zip", tmp_path / "out")
    bagit.Bag(str(tmp_path / "out" / name)).validate()
    assert ZipBag.open(name, BytesIO(data)).paths() == bag.paths()


# -- the event log -----------------------------------------------------------------------------

TEXTS = st.text(st.characters(exclude_categories=("Cs",)), max_size=30)
NAMES = st.text("abcXYZ 甲乙", min_size=1, max_size=8)
EVENTS = st.builds(
    Event,
    kind=st.sampled_from(sorted(KINDS)),
    moment=st.datetimes(timezones=st.just(deposit().events[0].moment.tzinfo)),
    detail=TEXTS,
    note=TEXTS,
    agents=st.lists(NAMES, max_size=2, unique=True).map(tuple),
    files=st.lists(NAMES, max_size=2, unique=True).map(tuple),
) | st.builds(
    Event,
    kind=st.just("metadata modification"),
    moment=st.datetimes(timezones=st.just(deposit().events[0].moment.tzinfo)),
    detail=st.just("替代"),
    target=st.sampled_from(["", "urn:uuid:1"]),
)


@settings(deadline=None)
@given(st.lists(EVENTS, max_size=4))
def test_events_come_back_as_they_were_written(events: list[Event]) -> None:
    names = {name for event in events for name in event.agents}
    log = Log(tuple(events), tuple(Agent(name, "1") for name in sorted(names)))
    written = write_log("urn:uuid:0", "题", {"data/a.pdf": Fixity.of(b"x")}, {}, log)
    read = read_log(written)
    xml = [event.detail + event.note for event in events]
    if all(char.isprintable() for text in xml for char in text):
        assert read.events == log.events
    assert len(read.events) == len(events)
    assert {agent.name for agent in read.agents} == names


def test_the_log_has_the_order_that_premis_asks_for(kept: tuple[Archive, str]) -> None:
    archive, name = kept
    root = etree.fromstring(archive.bag(name).read("data/premis.xml"))
    assert root.get("version") == "3.0"
    kinds = [etree.QName(child).localname for child in root]
    assert kinds == sorted(kinds, key=["object", "event", "agent"].index)
    event = root.find(f"{{{NAMESPACE}}}event")
    assert [etree.QName(child).localname for child in event] == [
        *("eventIdentifier", "eventType", "eventDateTime", "eventDetailInformation"),
        *("eventOutcomeInformation", "linkingAgentIdentifier", "linkingObjectIdentifier"),
    ]
    fixed = root.findall(f".//{{{NAMESPACE}}}messageDigestAlgorithm")
    assert {element.text for element in fixed} == {"SHA-256", "SHA-512"}
    kind = event.find(f"{{{NAMESPACE}}}eventType")
    assert (kind.text, kind.get("valueURI").rpartition("/")[2]) == ("creation", "cre")


def test_notices_and_checks_have_logs_of_their_own(archive: Archive) -> None:
    one, two = (archive.add(deposit(n)).record for n in (1, 2))
    notices = (
        archive.supersede(one.name, two.name, "漏字").record,
        archive.withdraw(two.name, "误发").record,
        archive.note([Act(Action.CHECK, two.identifier, "bag", outcome="failed")], "check").record,
    )
    events = [event for each in notices for event in archive.past(each).log.events]
    assert [(e.kind, e.outcome, e.note, e.target) for e in events] == [
        ("metadata modification", "success", "漏字", one.identifier),
        ("metadata modification", "success", "误发", two.identifier),
        ("fixity check", "fail", "bag", two.identifier),
    ]


def test_the_log_says_what_was_taken_in_and_what_it_replaced(archive: Archive) -> None:
    old = archive.add(deposit(1)).record
    new = archive.add(
        deposit(2), [Act(Action.SUPERSEDE, old.identifier, note="第三段人名有误")]
    ).record
    kinds = [event.kind for event in archive.past(new).log.events]
    assert kinds == ["creation", "message digest calculation", "ingestion", "metadata modification"]
    assert archive.past(new).log.events[-1].note == "第三段人名有误"


# -- names -------------------------------------------------------------------------------------

FILE_NAMES = st.text(
    st.characters(exclude_categories=("Cs",), exclude_characters="/\0"), min_size=1, max_size=40
).filter(lambda name: name not in {".", ".."})


@settings(deadline=None)
@given(FILE_NAMES)
@example("=")
@example("=3D")
def test_any_name_becomes_fit_and_comes_back(name: str) -> None:
    fit = fit_name(name)
    assert original_name(fit) == name
    assert not set(fit) & set('<>:"/\\|?*%\r\n')
    assert fit not in {".", ".."} and not fit.endswith((".", " "))


@pytest.mark.parametrize("name", ["报道.txt", "10月 会议（定稿）.docx", "a-b_c.md"])
def test_usual_names_stay_as_they_are(name: str) -> None:
    assert fit_name(name) == name
