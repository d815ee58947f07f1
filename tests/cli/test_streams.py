"""Standard streams, terminals and file names as they are met: each ends in a code that says so."""

from __future__ import annotations

import os
import pty
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from support import eco_print

REPORT = "某市召开会议\n\n10月8日，某市召开会议。会议要求各单位抓好落实。\n"


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    (tmp_path / "r.txt").write_text(REPORT, encoding="utf-8")
    (tmp_path / "空.txt").write_text("", encoding="utf-8")
    return tmp_path


def shell(command: str, desk: Path, **environment: str) -> subprocess.CompletedProcess[bytes]:
    program = f'"{sys.executable}" -m eco_print'
    return subprocess.run(
        ["bash", "-c", command.replace("eco-print", program)],
        cwd=desk,
        capture_output=True,
        check=False,
        env={**os.environ, "LC_ALL": "C.UTF-8", "ECO_PRINT_LANGUAGE": "zh", **environment},
    )


@pytest.mark.parametrize(
    "command",
    [
        "eco-print build r.txt -o - > /dev/full",
        "eco-print build r.txt -q > /dev/full",
        "eco-print templates > /dev/full",
        "eco-print --version > /dev/full",
        "eco-print build r.txt -o - >&-",
    ],
)
def test_an_output_that_takes_nothing_is_a_file_access_error(desk: Path, command: str) -> None:
    ran = shell(command, desk)
    said = ran.stderr.decode()
    assert ran.returncode == 5, said
    assert "标准输出" in said
    assert "Traceback" not in said


@pytest.mark.parametrize(
    "command",
    [
        "eco-print fonts | true; exit ${PIPESTATUS[0]}",
        "eco-print build r.txt -q | true; exit ${PIPESTATUS[0]}",
        "eco-print --version | true; exit ${PIPESTATUS[0]}",
        "eco-print --version 2>&-",
        "eco-print build r.txt -q >&-",
        "eco-print build r.txt -q 2>&-",
    ],
)
def test_who_stops_listening_is_no_fault(desk: Path, command: str) -> None:
    ran = shell(command, desk)
    assert (ran.returncode, ran.stderr) == (0, b"")


def test_a_closed_input_is_an_empty_report(desk: Path) -> None:
    ran = shell("eco-print build - <&-", desk)
    assert ran.returncode == 1
    assert "报告是空的" in ran.stderr.decode()


def test_a_chinese_terminal_that_is_not_utf8_is_spoken_to_in_its_encoding(desk: Path) -> None:
    ran = shell("eco-print build 空.txt", desk, PYTHONIOENCODING="gbk")
    assert "报告是空的" in ran.stderr.decode("gbk")
    ran = shell("eco-print build 空.txt", desk, PYTHONIOENCODING="ascii")
    assert "报告是空的" in ran.stderr.decode("utf-8")


@pytest.mark.parametrize("name", ["报", "报道.第一期"])
def test_a_name_in_another_encoding_is_read_and_gives_a_readable_one(desk: Path, name: str) -> None:
    path = desk / os.fsdecode(f"{name}.txt".encode("gb18030"))
    path.write_text("下雨了。\n", encoding="utf-8")
    ran = eco_print("build", path.name, "--format", "json", cwd=desk)
    assert ran.code == 0, ran.err
    assert ran.data["counts"]["built"] == 1
    assert (desk / "output" / f"{name}.pdf").is_file()
    assert eco_print("build", path.name, cwd=desk).code == 0


@pytest.mark.parametrize(
    "command",
    [
        "eco-print build r.txt --headline $'会议\\xff'",
        "eco-print build r.txt --set $'organ=\\xff'",
        "eco-print build r.txt --profile press --spot $'\\xff'",
        "eco-print archive search $'\\xff' --archive 库",
    ],
)
def test_words_in_another_encoding_are_a_wrong_use(desk: Path, command: str) -> None:
    ran = shell(command, desk)
    assert ran.returncode == 2
    assert "不是终端编码的文字" in ran.stderr.decode()


def on_a_terminal(desk: Path, *arguments: str, **environment: str) -> bytes:
    """What is said to a terminal."""
    own, other = pty.openpty()
    command = [sys.executable, "-m", "eco_print", *arguments]
    with subprocess.Popen(
        command, cwd=desk, stdout=other, stderr=other, env={**os.environ, **environment}
    ) as child:
        os.close(other)
        said = b""
        while True:
            try:
                said += (piece := os.read(own, 65536))
            except OSError:
                break
            if not piece:
                break
        child.wait()
    os.close(own)
    return said


def test_no_color_means_none(desk: Path) -> None:
    plain = dict.fromkeys(("NO_COLOR",), "")
    assert b"\x1b[" in on_a_terminal(desk, "build", "空.txt", **plain)
    assert b"\x1b[" not in on_a_terminal(desk, "build", "空.txt", NO_COLOR="1")


def test_an_interrupted_run_says_so_and_leaves_no_half_of_a_file(desk: Path) -> None:
    for number in range(30):
        (desk / f"{number}.txt").write_text(f"第{number}次会议\n\n{REPORT}", encoding="utf-8")
    # A suite that runs in the background of a shell would hand down that interrupts are ignored.
    command = ["env", "--default-signal=INT", sys.executable, "-m", "eco_print"]
    command += ["build", ".", "-o", "out"]
    environment = {**os.environ, "ECO_PRINT_LANGUAGE": "zh"}
    with subprocess.Popen(command, cwd=desk, env=environment, stderr=subprocess.PIPE) as child:
        while not list(desk.glob("out/*.pdf")):
            time.sleep(0.05)
        child.send_signal(signal.SIGINT)
        said = child.communicate()[1].decode()
    assert child.returncode == 130
    assert "已中断" in said
    assert "Traceback" not in said
    assert all(path.suffix == ".pdf" for path in (desk / "out").iterdir())


@pytest.mark.parametrize("given", ["r.txt", "r.txt/x", "/dev/full"])
def test_an_output_that_is_no_folder_is_told_as_such(desk: Path, given: str) -> None:
    ran = eco_print("build", "r.txt", "-o", given, cwd=desk, ECO_PRINT_LANGUAGE="zh")
    assert ran.code in (2, 5)
    assert "不是文件夹" in ran.err
    assert (desk / "r.txt").read_text("utf-8") == REPORT


def test_a_suffix_in_capitals_is_one(desk: Path) -> None:
    eco_print("build", "r.txt", "-o", "简报.PDF", cwd=desk)
    assert (desk / "简报.PDF").is_file()


def test_a_report_that_is_not_there_is_answered_with_one_that_is(desk: Path) -> None:
    for command in ("build", "preview"):
        ran = eco_print(command, "空空.txt", cwd=desk, ECO_PRINT_LANGUAGE="zh")
        assert ran.code == 5
        assert "是不是 空.txt？" in ran.err


@pytest.mark.parametrize("limit", ["-v 3000000", "-t 60"])
def test_limits_that_the_office_sets_are_kept_to(desk: Path, limit: str) -> None:
    ran = shell(f"ulimit {limit}; eco-print build r.txt -q -o x.pdf", desk)
    assert (ran.returncode, ran.stderr) == (0, b"")
    ran = shell(f"ulimit {limit}; eco-print check x.pdf --no-verapdf", desk)
    assert (ran.returncode, ran.stderr) == (0, b"")
