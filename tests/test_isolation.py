"""Work in child processes: results, errors, and limits that hold."""

from __future__ import annotations

import os
import resource
import signal
import time
from collections.abc import Callable

import pytest

from eco_print import EcoPrintError
from eco_print.config import Limits
from eco_print.diagnostics import ExitCode, Text, error
from eco_print.isolation import Outcome, run_all


def outcome(task: Callable[[], object], **limits: int) -> Outcome[object]:
    (only,) = run_all([task], Limits(**limits))
    return only


def test_results_of_all_tasks_come_back_whatever_their_order() -> None:
    tasks = [lambda n=n: n * n for n in range(9)]
    outcomes = list(run_all(tasks, Limits(), jobs=3))
    assert {each.index: each.get() for each in outcomes} == {n: n * n for n in range(9)}


def test_large_results_come_back_whole() -> None:
    data = os.urandom(5_000_000)
    assert outcome(lambda: data).get() == data


def test_an_error_crosses_with_its_findings_and_exit_code() -> None:
    def fail() -> None:
        raise EcoPrintError(ExitCode.MISSING, error("x-y", Text(zh="字", en="en")))

    with pytest.raises(EcoPrintError) as caught:
        outcome(fail).get()
    assert caught.value.exit_code == ExitCode.MISSING
    assert caught.value.findings == (error("x-y", Text(zh="字", en="en")),)


def _spin() -> None:
    while True:
        pass


def _crash() -> None:
    os.kill(os.getpid(), signal.SIGUSR1)


def _recurse() -> None:
    _recurse()


@pytest.mark.parametrize(
    ("task", "limits", "code", "exit_code"),
    [
        (_spin, {"seconds": 1}, "limit-time", 1),
        (lambda: time.sleep(60), {"seconds": 1}, "limit-time", 1),
        (lambda: bytearray(3_000_000_000), {"memory": 1500}, "limit-memory", 1),
        (_recurse, {}, "source-too-deep", 1),
        (_crash, {}, "internal-error", 70),
        (lambda: 1 / 0, {}, "internal-error", 70),
    ],
)
def test_what_a_child_cannot_finish_is_a_named_error(
    task: Callable[[], object], limits: dict[str, int], code: str, exit_code: int
) -> None:
    failure = outcome(task, **limits).error
    assert failure is not None
    assert failure.findings[0].code == code
    assert failure.exit_code == exit_code


def test_one_failure_leaves_the_others_alone() -> None:
    outcomes = sorted(run_all([_crash, lambda: 1], Limits(), jobs=2), key=lambda o: o.index)
    assert outcomes[0].error is not None
    assert outcomes[1].get() == 1


def test_a_tighter_limit_of_the_process_itself_is_the_one_that_is_told() -> None:
    def within_a_second() -> object:
        resource.setrlimit(resource.RLIMIT_CPU, (1, 1))
        return outcome(_spin, seconds=60).error

    told = outcome(within_a_second).get()
    assert isinstance(told, EcoPrintError)
    assert "1 seconds" in told.findings[0].message.en
