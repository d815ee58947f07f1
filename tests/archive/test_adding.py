"""What goes in stays as it went in: identity, corrections, history."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from archive.deposits import deposit
from eco_print import EcoPrintError
from eco_print.archive import (
    Act,
    Action,
    Archive,
    Card,
    Means,
    Query,
    State,
    open_archive,
    parse,
    verify,
)


def codes(caught: pytest.ExceptionInfo[EcoPrintError]) -> list[str]:
    return [finding.code for finding in caught.value.findings]


def states(archive: Archive) -> dict[str, State]:
    return {hit.entry.record.name: hit.entry.state for hit in archive.find(Query()).hits}


def snapshot(archive: Archive) -> dict[str, bytes]:
    bags = Path(archive.location) / "bags"
    return {str(p): p.read_bytes() for p in bags.rglob("*") if p.is_file()}


def test_the_same_issue_is_kept_once(archive: Archive) -> None:
    first = archive.add(deposit(1))
    again = archive.add(deposit(1))
    assert first.new and not again.new
    assert again.record == first.record
    assert len(archive.names()) == 1


def test_the_identifier_is_of_the_content_alone(archive: Archive, tmp_path: Path) -> None:
    made = deposit(1)
    with open_archive(tmp_path / "other", create=True) as other:
        elsewhere = other.add(replace(made, events=(), agents=())).record
    assert archive.add(made).record.identifier == elsewhere.identifier
    assert archive.add(deposit(2)).record.identifier != elsewhere.identifier


def test_a_bag_is_named_by_its_day_of_issue_if_there_is_one(archive: Archive) -> None:
    assert archive.add(deposit(1, issued=date(2023, 10, 24))).record.name[:10] == "2023-10-24"
    record = archive.add(deposit(2, issued=None)).record
    assert record.name[:8] == "undated-"
    assert record.day == record.moment.date(), "it is listed under the day it came in"


def test_an_undated_issue_is_kept_once_whenever_it_comes(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = archive.add(deposit(1, issued=None)).record
    tomorrow = first.moment + timedelta(days=1)
    clock = type("Clock", (datetime,), {"now": classmethod(lambda _cls, _zone: tomorrow)})
    monkeypatch.setattr("eco_print.archive.accession.datetime", clock)
    again = archive.add(deposit(1, issued=None))
    assert (again.new, again.record) == (False, first)
    assert archive.names() == (first.name,)


def test_an_issue_cannot_replace_itself(archive: Archive) -> None:
    name = archive.add(deposit(1)).record.name
    with pytest.raises(EcoPrintError) as caught:
        archive.add(deposit(1), [archive.correction(Action.SUPERSEDE, name, "理由")])
    assert codes(caught) == ["correction-wrong"]
    assert states(archive) == {name: State.CURRENT}


def test_what_is_kept_but_damaged_is_not_said_to_be_kept(archive: Archive) -> None:
    name = archive.add(deposit(1)).record.name
    bag = Path(archive.location, "bags", name)
    (bag / "data/archive.pdf").unlink()
    with pytest.raises(EcoPrintError) as caught:
        archive.add(deposit(1))
    assert caught.value.exit_code == 5
    assert codes(caught) == ["entry-damaged", "bag-file-missing"]
    shutil.move(bag, bag.parents[2] / "damaged")
    assert archive.add(deposit(1)).new
    assert verify(archive, name, Means()).passed
    assert archive.index.faults() == ()
    assert archive.find(Query(parse("坚持"))).total == 1


def test_a_name_that_another_issue_has_is_not_taken_for_it(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("eco_print.archive.accession.bag_name", lambda *_: "2020-01-01-0")
    archive.add(deposit(1))
    with pytest.raises(EcoPrintError) as caught:
        archive.add(deposit(2))
    assert codes(caught) == ["entry-name-taken"]


def test_a_correction_changes_nothing_that_is_kept(archive: Archive) -> None:
    old, new = (archive.add(deposit(n)).record for n in (1, 2))
    before = snapshot(archive)
    archive.supersede(old.name, new.name, "人名有误")
    archive.withdraw(new.identifier, "数字有误")
    after = snapshot(archive)
    assert {path: after[path] for path in before} == before
    assert states(archive) == {old.name: State.SUPERSEDED, new.name: State.WITHDRAWN}


def test_an_issue_may_come_in_as_the_replacement_of_another(archive: Archive) -> None:
    old = archive.add(deposit(1)).record
    act = archive.correction(Action.SUPERSEDE, old.name, "第二段有漏字")
    new = archive.add(deposit(2), [act]).record
    assert states(archive) == {old.name: State.SUPERSEDED, new.name: State.CURRENT}
    ((done, said),) = archive.past(old).acts
    assert (done.name, said.by, said.note) == (new.name, new.identifier, "第二段有漏字")


def test_replacing_with_an_issue_kept_before_is_not_lost(archive: Archive) -> None:
    old, new = (archive.add(deposit(n)).record for n in (1, 2))
    again = archive.add(deposit(2), [Act(Action.SUPERSEDE, old.identifier, "理由")])
    assert not again.new
    assert states(archive) == {old.name: State.SUPERSEDED, new.name: State.CURRENT}
    ((_, said),) = archive.past(old).acts
    assert said.by == new.identifier


def test_history_is_in_order_and_survives_reindexing(archive: Archive) -> None:
    one, two, three = (archive.add(deposit(n)).record for n in (1, 2, 3))
    archive.supersede(one.name, two.name, "甲")
    archive.supersede(one.name, three.name, "乙")
    archive.withdraw(one.name, "丙")
    for _ in range(2):
        assert [act.note for _, act in archive.past(one).acts] == ["甲", "乙", "丙"]
        assert archive.entry(one.name).state is State.WITHDRAWN
        archive.index.reindex()


def test_corrections_that_make_no_sense_are_refused(archive: Archive) -> None:
    one, two = (archive.add(deposit(n)).record for n in (1, 2))
    notice = archive.withdraw(archive.add(deposit(3)).record.name, "理由").record
    archive.supersede(one.name, two.name, "理由")
    before = archive.names()
    for wrong in (
        lambda: archive.withdraw(one.name, "  "),
        lambda: archive.withdraw(notice.name, "理由"),
        lambda: archive.withdraw(deposit_name(archive, 3), "理由"),
        lambda: archive.supersede(one.name, one.name, "理由"),
        lambda: archive.supersede(two.name, one.name, "理由"),
        lambda: archive.supersede(two.name, notice.name, "理由"),
    ):
        with pytest.raises(EcoPrintError) as caught:
            wrong()
        assert codes(caught) == ["correction-wrong"]
    assert archive.names() == before


def deposit_name(archive: Archive, number: int) -> str:
    title = deposit(number).card.title
    hits = archive.find(Query()).hits
    return next(h.entry.record.name for h in hits if h.entry.record.card.title == title)


def test_an_entry_is_found_by_any_of_its_names(archive: Archive) -> None:
    record = archive.add(deposit(1, issued=date(2023, 10, 24))).record
    archive.add(deposit(2, issued=date(2024, 1, 2)))
    digits = record.identifier.removeprefix("urn:uuid:")
    for key in (record.name, record.identifier, digits, digits[:6], "2023-10-24", "2023"):
        assert archive.entry(key).record == record
    for key in ("2025", "zzzz", "", "20%", "x' OR 1"):
        with pytest.raises(EcoPrintError) as caught:
            archive.entry(key)
        assert codes(caught) == ["entry-unknown"]
    with pytest.raises(EcoPrintError) as caught:
        archive.entry("202")
    assert codes(caught) == ["entry-ambiguous"]


def test_a_title_with_line_ends_cannot_forge_a_line_of_bag_info(archive: Archive) -> None:
    forged = deposit(1, title="题\nSource-Organization: 别人\r\n  假", organ="真机关")
    info = archive.bag(archive.add(forged).record.name).read("bag-info.txt").decode()
    assert info.count("Source-Organization:") == 2
    assert sum(line.startswith("Source-Organization:") for line in info.splitlines()) == 1


def test_cards_with_nothing_known_can_be_kept(archive: Archive) -> None:
    bare = replace(deposit(1), card=Card(title="无"))
    record = archive.add(bare).record
    assert archive.entry(record.name).record.card == Card(title="无")


# -- places that are no archive --------------------------------------------------------------


def test_a_place_without_an_archive_is_named(tmp_path: Path) -> None:
    with pytest.raises(EcoPrintError) as caught:
        open_archive(tmp_path / "没有")
    assert codes(caught) == ["archive-missing"]
    assert caught.value.exit_code == 5
    assert not (tmp_path / "没有").exists()


def test_a_folder_of_other_things_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "家谱.txt").write_text("x")
    with pytest.raises(EcoPrintError) as caught:
        open_archive(tmp_path, create=True)
    assert codes(caught) == ["archive-foreign"]
    assert [path.name for path in tmp_path.iterdir()] == ["家谱.txt"]


@pytest.mark.parametrize(
    ("marker", "code"),
    [
        ('{"format": "eco-print archive", "version": 99}', "archive-newer"),
        ('{"format": "ocfl"}', "archive-foreign"),
        ("not json", "archive-foreign"),
    ],
)
def test_an_archive_of_another_format_is_not_touched(
    tmp_path: Path, marker: str, code: str
) -> None:
    (tmp_path / "archive.json").write_text(marker)
    with pytest.raises(EcoPrintError) as caught:
        open_archive(tmp_path, create=True)
    assert codes(caught) == [code]
