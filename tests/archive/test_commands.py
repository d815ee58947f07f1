"""`eco-print archive …`: what each command says, in text and JSON, and with which exit code."""

from __future__ import annotations

import io
import json
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import pikepdf
import pytest

from archive.deposits import deposit
from eco_print.archive import open_archive
from eco_print.cli import main
from eco_print.cli.language import language
from support import Ran, eco_print

REPORT = "某市召开安全生产会议\n\n10月8日，某市召开会议，坚持抓好落实。\n"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder whose settings name an archive of five issues."""
    desk = tmp_path_factory.mktemp("desk")
    (desk / "eco-print.toml").write_text('archive = "馆"\n', encoding="utf-8")
    with open_archive(desk / "馆", create=True) as archive:
        for number in range(1, 6):
            archive.add(deposit(number))
    return desk


def run(desk: Path, *arguments: object, **environment: str) -> Ran:
    """The command in this process, which spares a start for each; in English unless told."""
    out, err = io.TextIOWrapper(io.BytesIO(), "utf-8"), io.StringIO()
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(out), redirect_stderr(err):
        patch.chdir(desk)
        for name, value in {"ECO_PRINT_LANGUAGE": "en", **environment}.items():
            patch.setenv(name, value)
        language.cache_clear()
        with pytest.raises(SystemExit) as ended:
            main(["archive", *map(str, arguments)])
    language.cache_clear()
    out.flush()
    return Ran(int(ended.value.code or 0), out.buffer.getvalue(), err.getvalue())


def names(desk: Path) -> list[str]:
    return sorted(path.name for path in (desk / "馆" / "bags").iterdir())


def test_list_and_search(desk: Path) -> None:
    ran = run(desk, "list", "--format", "json", "--limit", "2", "--from", "2020-01-03")
    assert ran.data["total"] == 4
    assert [e["card"]["number"] for e in ran.data["entries"]] == ["5", "4"]
    assert {e["state"] for e in ran.data["entries"]} == {"current"}
    ran = run(desk, "search", "坚持", "第2期", "--format", "json")
    (entry,) = ran.data["entries"]
    assert entry["found"][0] == {
        "field": "body",
        "before": "会议要求，",
        "match": "坚持",
        "after": "生态优先，抓好第2项工作落实。",
    }
    text = run(desk, "search", "孙馗凯", "--issue", "2..3").out.decode()
    assert text.count("【孙馗凯】") == 2
    assert run(desk, "search", "没有的词").out == b""


def test_show_tells_all_there_is(desk: Path) -> None:
    name = names(desk)[0]
    ran = run(desk, "show", name, "--text", "--format", "json")
    assert ran.data["card"]["title"] == "全市生态环境保护大会召开（1）"
    assert "坚持" in ran.data["card"]["text"]
    assert [event["kind"] for event in ran.data["events"]][-1] == "ingestion"
    assert {file["path"] for file in ran.data["files"]} >= {"data/archive.pdf", "bagit.txt"}
    human = run(desk, "show", name, ECO_PRINT_LANGUAGE="zh").out.decode()
    assert "编印单位" not in human, "what is not known leaves no label"
    assert "记者 孙馗凯；校对 田畅" in human and "历史" in human


def test_corrections_and_their_history(desk: Path) -> None:
    one, two, three = names(desk)[:3]
    notice = run(desk, "supersede", one, "--by", two, "--reason", "漏字")
    assert notice.code == 0 and notice.out.decode().startswith("notice-")
    assert (
        run(desk, "withdraw", three, "--reason", "误发", "--format", "json").data["reason"]
        == "误发"
    )
    states = {e["name"]: e["state"] for e in run(desk, "list", "--format", "json").data["entries"]}
    assert (states[one], states[two], states[three]) == ("superseded", "current", "withdrawn")
    history = run(desk, "show", one, "--format", "json").data["acts"]
    assert [(act["action"], act["note"]) for act in history] == [("supersede", "漏字")]
    assert run(desk, "withdraw", three, "--reason", "再撤").code == 1
    assert run(desk, "withdraw", one).code == 2, "a reason must be given"


def test_verify_one_a_sample_or_all_and_keep_the_account(desk: Path) -> None:
    name = names(desk)[3]
    ran = run(desk, "verify", name, "--only", "bag", "--record", "--format", "json")
    assert ran.code == 0
    assert [e["name"] for e in ran.data["entries"]] == [name]
    acts = run(desk, "show", name, "--format", "json").data["acts"]
    assert [(act["action"], act["outcome"]) for act in acts] == [("check", "passed")]
    sampled = run(desk, "verify", "--only", "bag", "--sample", "2", "--format", "json")
    assert len(sampled.data["entries"]) == 2
    everything = run(desk, "verify", "--only", "bag", "--format", "json")
    assert len(everything.data["entries"]) == len(names(desk))


def test_damage_is_named_with_exit_code_4(desk: Path, tmp_path: Path) -> None:
    with open_archive(tmp_path / "a", create=True) as archive:
        name = archive.add(deposit(1)).record.name
        archive.add(deposit(2))
    pdf = tmp_path / "a" / "bags" / name / "data" / "archive.pdf"
    pdf.chmod(0o644)
    pdf.write_bytes(pdf.read_bytes()[:-1])
    ran = run(tmp_path, "verify", "--only", "bag", "--archive", "a")
    assert ran.code == 4
    assert f"{name}/data/archive.pdf" in ran.err and "error[bag-file-changed]" in ran.err
    assert "2 verified, 1 not as they were" in ran.err
    assert ran.out.decode().count("✗") == 1


def test_a_damaged_catalogue_is_said_and_made_anew(tmp_path: Path) -> None:
    with open_archive(tmp_path / "a", create=True) as archive:
        name = archive.add(deposit(1)).record.name
    (path,) = (tmp_path / "a" / "catalogue").iterdir()
    path.write_bytes(b"garbage" * 1000)
    said = run(tmp_path, "list", "--archive", "a")
    assert said.code == 5
    assert "error[catalogue-damaged]" in said.err and "reindex" in said.err
    checked = run(tmp_path, "verify", name, "--only", "bag", "--archive", "a", "--format", "json")
    outcomes = {c["check"]: c["outcome"] for c in checked.data["entries"][0]["checks"]}
    assert outcomes == {"bag": "passed", "catalogue": "failed"}
    anew = run(tmp_path, "reindex", "--archive", "a", "--format", "json")
    assert anew.data == {"version": 1, "entries": 1, "cleared": 0, "findings": []}
    assert run(tmp_path, "list", "--archive", "a").code == 0
    (tmp_path / "a" / "objects" / "00" / "00lone").write_text("x")
    assert "removed 1 files" in run(tmp_path, "reindex", "--archive", "a").err


def test_export(desk: Path, tmp_path: Path) -> None:
    name = names(desk)[0]
    ran = run(desk, "export", name, "-o", tmp_path / "out", "--as", "ro-crate", "--format", "json")
    assert ran.data["entries"] == [name]
    assert (tmp_path / "out" / "ro-crate-metadata.json").is_file()
    assert run(desk, "export", "-o", tmp_path / "all.zip", "--as", "zip").code == 0
    assert run(desk, "export", name, "-o", tmp_path / "out").code == 5


def test_which_archive_is_meant(desk: Path, tmp_path: Path) -> None:
    inner = desk / "深" / "处"
    inner.mkdir(parents=True, exist_ok=True)
    total = run(inner, "list", "--format", "json").data["total"]
    assert total == 5, "the nearest settings count, from their own folder"
    by_name = run(tmp_path, "list", "--archive", desk / "馆", "--format", "json")
    assert by_name.data["total"] == 5
    by_variable = run(tmp_path, "list", "--format", "json", ECO_PRINT_ARCHIVE=str(desk / "馆"))
    assert by_variable.data["total"] == 5
    none = run(tmp_path, "list")
    assert none.code == 2 and "--archive" in none.err
    missing = run(tmp_path, "list", "--archive", "没有")
    assert missing.code == 5 and "archive-missing" in missing.err
    assert not (tmp_path / "没有").exists()


def test_wrong_requests_are_clear_errors(desk: Path) -> None:
    for arguments, code, said in (
        (["show", "没有这一份"], 1, "entry-unknown"),
        (["show", "2020"], 1, "entry-ambiguous"),
        (["list", "--from", "昨天"], 1, "query-wrong"),
        (["search"], 2, "WORDS"),
        (["serch", "x"], 2, "search"),
        (["add", "a.pdf", "--sign", "eco-print.toml"], 2, "--key"),
        (["add", "没有.pdf"], 5, "pdf-unreadable"),
        (["add", "没有.pdf"], 5, "not added: 没有.pdf"),
    ):
        ran = run(desk, *arguments)
        assert (ran.code, said in ran.err) == (code, True), (arguments, ran.err)


def test_adding_with_a_reason_replaces(tmp_path: Path) -> None:
    for number in (1, 2):
        with pikepdf.new() as made:
            made.add_blank_page(page_size=(100 * number, 100))
            made.save(tmp_path / f"{number}.pdf")
    name = run(tmp_path, "add", "1.pdf", "--archive", "a", "-q").out.decode().strip()
    again = run(tmp_path, "add", "1.pdf", "--archive", "a", "--format", "json")
    assert again.data["reports"][0]["archive"]["name"] == name
    assert again.data["reports"][0]["archive"]["new"] is False
    replacing = ("add", "2.pdf", "--archive", "a", "--supersedes", name)
    refused = run(tmp_path, *replacing)
    assert refused.code == 1 and "correction-wrong" in refused.err
    assert run(tmp_path, *replacing, "--reason", "用词").code == 0
    shown = run(tmp_path, "show", name, "--archive", "a", "--format", "json")
    assert shown.data["state"] == "superseded"
    assert shown.data["acts"][0]["note"] == "用词"


def test_a_pdf_described_anew_replaces_the_one_described_wrongly(tmp_path: Path) -> None:
    with pikepdf.new() as made:
        made.add_blank_page()
        made.save(tmp_path / "old.pdf")
    add = ("add", "old.pdf", "--archive", "a", "-q", "--date", "2019-05-04")
    wrong = run(tmp_path, *add, "--issue", "7").out.decode().strip()
    assert run(tmp_path, *add, "--issue", "7").out.decode().strip() == wrong
    right = run(tmp_path, *add, "--issue", "8", "--supersedes", wrong, "--reason", "期号错")
    assert right.code == 0, right.err
    listed = run(tmp_path, "list", "--archive", "a", "--format", "json").data["entries"]
    assert {(e["card"]["number"], e["state"]) for e in listed} == {
        ("7", "superseded"),
        ("8", "current"),
    }


def test_build_takes_a_report_after_archive_for_a_report(tmp_path: Path) -> None:
    """--archive may stand without a place, so a file after it is no place."""
    (tmp_path / "r.txt").write_text(REPORT, encoding="utf-8")
    (tmp_path / "eco-print.toml").write_text('archive = "a"\n', encoding="utf-8")
    arguments = ("build", "--archive", "r.txt", "--format", "json")
    ran = eco_print(*arguments, cwd=tmp_path, PATH="/nonexistent")  # spares veraPDF's start
    assert ran.code == 0, ran.err
    (entry,) = json.loads(ran.out)["reports"]
    assert [output["profile"] for output in entry["outputs"]] == ["screen"]
    assert entry["archive"]["new"] is True
    (tmp_path / "eco-print.toml").unlink()
    ran = eco_print("build", "r.txt", "--archive", cwd=tmp_path)
    assert ran.code == 2 and "--archive" in ran.err


def test_an_archive_that_cannot_be_written_fails_the_build(tmp_path: Path) -> None:
    (tmp_path / "r.txt").write_text(REPORT, encoding="utf-8")
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "别的").write_text("x")
    ran = eco_print("build", "r.txt", "--archive", "a", cwd=tmp_path, PATH="/nonexistent")
    assert ran.code == 5
    assert "archive-foreign" in ran.err
