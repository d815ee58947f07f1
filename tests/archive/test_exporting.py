"""What is handed out can be read by others' tools: bags, zips, RO-Crate."""

from __future__ import annotations

import json
import os
import zipfile
from pathlib import Path
from urllib.parse import quote

import bagit
import pytest

from archive.deposits import deposit
from eco_print import EcoPrintError
from eco_print.archive import Action, Archive, export


@pytest.fixture
def names(archive: Archive) -> tuple[str, ...]:
    first = archive.add(deposit(1)).record
    act = archive.correction(Action.SUPERSEDE, first.name, "漏字")
    archive.add(deposit(2), [act])
    return archive.names()


def test_bags_are_the_bags_that_are_kept(
    archive: Archive, names: tuple[str, ...], tmp_path: Path
) -> None:
    told = []
    written = export(archive, names, tmp_path / "out", progress=lambda *done: told.append(done))
    assert [path.name for path in written] == list(names)
    assert told == [(1, 2), (2, 2)]
    for path in written:
        bagit.Bag(str(path)).validate()
        kept = archive.bag(path.name)
        assert {p: (path / p).read_bytes() for p in kept.paths()} == {
            p: kept.read(p) for p in kept.paths()
        }


def test_a_zip_holds_them_all(archive: Archive, names: tuple[str, ...], tmp_path: Path) -> None:
    (path,) = export(archive, names, tmp_path / "out" / "全部.zip", "zip")
    with zipfile.ZipFile(path) as zipped:
        assert zipped.testzip() is None
        zipped.extractall(tmp_path / "un")
    assert sorted(os.listdir(tmp_path / "un")) == list(names)
    for name in names:
        bagit.Bag(str(tmp_path / "un" / name)).validate()
    again = export(archive, names, tmp_path / "again.zip", "zip")[0]
    assert again.read_bytes() == path.read_bytes()


def test_every_reference_of_a_crate_leads_somewhere(
    archive: Archive, names: tuple[str, ...], tmp_path: Path
) -> None:
    export(archive, names, tmp_path / "out", "ro-crate")
    graph = json.loads((tmp_path / "out" / "ro-crate-metadata.json").read_bytes())["@graph"]
    known = {item["@id"] for item in graph}
    assert len(known) == len(graph)

    def references(value: object) -> set[str]:
        if isinstance(value, dict):
            if set(value) == {"@id"}:
                return {value["@id"]}
            return {r for item in value.values() for r in references(item)}
        return {r for item in value for r in references(item)} if isinstance(value, list) else set()

    assert references(graph) - known == {"https://w3id.org/ro/crate/1.1"}
    by_id = {item["@id"]: item for item in graph}
    assert by_id[f"{names[1]}/"]["replaces"] == [{"@id": f"{names[0]}/"}]


def test_a_crate_is_read_by_another_program(
    archive: Archive, names: tuple[str, ...], tmp_path: Path
) -> None:
    """What RO-Crate 1.1 asks of the descriptor, the root and each file."""
    export(archive, names, tmp_path / "out", "ro-crate")
    said = json.loads((tmp_path / "out" / "ro-crate-metadata.json").read_bytes())
    items = {item["@id"]: item for item in said["@graph"]}
    assert items["ro-crate-metadata.json"]["about"] == {"@id": "./"}
    root = items["./"]
    assert root["@type"] == "Dataset"
    assert {"name", "description", "datePublished", "license", "hasPart"} <= root.keys()
    reached, waiting = set(), [root]
    while waiting:
        for part in waiting.pop().get("hasPart", ()):
            reached.add(part["@id"])
            waiting.append(items[part["@id"]])
    files = {
        quote(path.relative_to(tmp_path / "out").as_posix())
        for path in (tmp_path / "out").rglob("*")
        if path.is_file() and path.name != "ro-crate-metadata.json"
    }
    assert files == {each for each in reached if items[each]["@type"] == "File"}
    # Terms that are not in the context of RO-Crate are given a meaning beside it.
    assert {"sha256", "replaces"} == set(said["@context"][1])


@pytest.mark.parametrize("kind", ["bags", "zip", "ro-crate"])
def test_a_damaged_bag_is_not_handed_out(
    archive: Archive, names: tuple[str, ...], tmp_path: Path, kind: str
) -> None:
    pdf = Path(archive.location, "bags", names[1], "data", "archive.pdf")
    pdf.chmod(0o644)
    pdf.write_bytes(b"other")
    with pytest.raises(EcoPrintError) as caught:
        export(archive, names, tmp_path / "out" / "x", kind)
    assert [f.code for f in caught.value.findings] == ["bag-file-changed"]
    left = [p.name for p in (tmp_path / "out").rglob("*") if names[1] in p.name or p.suffix == "x"]
    assert left == []


def test_nothing_is_overwritten(archive: Archive, names: tuple[str, ...], tmp_path: Path) -> None:
    export(archive, names[:1], tmp_path / "out")
    with pytest.raises(EcoPrintError) as caught:
        export(archive, names, tmp_path / "out")
    assert caught.value.findings[0].code == "export-exists"


def test_a_place_that_cannot_be_written_is_said(
    archive: Archive, names: tuple[str, ...], tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("x")
    for kind in ("bags", "zip"):
        with pytest.raises(EcoPrintError) as caught:
            export(archive, names, tmp_path / "file" / "out", kind)
        assert caught.value.findings[0].code == "output-unwritable"
