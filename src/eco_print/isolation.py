"""Running work in child processes with limits, so that hostile input costs a bounded amount.

A child has limits on address space and processor time, and the parent watches the clock.
What a child cannot finish becomes a named error; nothing of it is written.
"""

from __future__ import annotations

import os
import pickle
import resource
import selectors
import signal
import time
import traceback
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Generic, TypeVar, cast

from msgspec import Struct

from .config import Limits
from .diagnostics import EcoPrintError, ExitCode, Text, error

Result = TypeVar("Result")

#: The exit status of a child that had no memory left to give its answer.
_NO_MEMORY = 99
_MEGABYTE = 1024 * 1024


class Outcome(Struct, Generic[Result], frozen=True):
    """What one task came to: its value, or the error that ended it."""

    index: int
    value: Result | None
    error: EcoPrintError | None

    def get(self) -> Result:
        """The value; raises the error when there is none."""
        if self.error is not None:
            raise self.error
        return cast(Result, self.value)


class _Child(Struct):
    index: int
    pid: int
    pipe: int
    deadline: float
    received: bytearray


def run_all(
    tasks: Sequence[Callable[[], Result]], limits: Limits, jobs: int = 1
) -> Iterator[Outcome[Result]]:
    """Run every task in a child of its own, `jobs` at a time; outcomes come as they finish."""
    limits = _allowed(limits)
    waiting = deque(enumerate(tasks))
    running: dict[int, _Child] = {}
    with selectors.DefaultSelector() as selector:
        try:
            while waiting or running:
                while waiting and len(running) < max(1, jobs):
                    index, task = waiting.popleft()
                    child = _start(index, task, limits)
                    running[child.pipe] = child
                    selector.register(child.pipe, selectors.EVENT_READ)
                for child in _ready(selector, running):
                    selector.unregister(child.pipe)
                    del running[child.pipe]
                    yield _finished(child, limits)
        finally:
            for child in running.values():
                os.kill(child.pid, signal.SIGKILL)
                os.waitpid(child.pid, 0)
                os.close(child.pipe)


def _start(index: int, task: Callable[[], Result], limits: Limits) -> _Child:
    reading, writing = os.pipe()
    # An interrupt that falls into the fork is swallowed by Python's hooks around it.
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        pid = os.fork()
        if pid == 0:
            os.close(reading)
            _work(task, limits, writing)
    finally:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    os.close(writing)
    return _Child(index, pid, reading, time.monotonic() + limits.seconds, bytearray())


def _work(task: Callable[[], Result], limits: Limits, pipe: int) -> None:
    """The child's life: it never returns."""
    status = 0
    try:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
        limit_process(limits)
        answer = pickle.dumps(_attempt(task, limits))
        with os.fdopen(pipe, "wb") as file:
            file.write(answer)
    except MemoryError:
        status = _NO_MEMORY
    except BrokenPipeError:
        status = 1  # nobody waits for the answer any more
    except BaseException:
        traceback.print_exc()
        status = 1
    os._exit(status)


def limit_process(limits: Limits, *, again: bool = False) -> None:
    """Limit this process from now on: address space, and processor time for what comes next.

    With `again` the time can be given anew, for the next piece of work.
    """
    memory = limits.memory * _MEGABYTE
    _limit(resource.RLIMIT_AS, memory, memory)
    used = resource.getrusage(resource.RUSAGE_SELF)
    spent = int(used.ru_utime + used.ru_stime)
    # The soft limit signals, the hard one kills; the child inherits none of its parent's time.
    hard = resource.RLIM_INFINITY if again else spent + limits.seconds + 5
    _limit(resource.RLIMIT_CPU, spent + limits.seconds, hard)
    _limit(resource.RLIMIT_CORE, 0, 0)


def _limit(kind: int, soft: int, hard: int) -> None:
    """Set a limit, but not above the hard one that this process was given: that is refused."""
    _, given = resource.getrlimit(kind)
    resource.setrlimit(kind, (_lower(soft, given), _lower(hard, given)))


def _lower(one: int, other: int) -> int:
    """The lower of two limits; no limit is the highest."""
    known = [limit for limit in (one, other) if limit != resource.RLIM_INFINITY]
    return min(known, default=resource.RLIM_INFINITY)


def _allowed(limits: Limits) -> Limits:
    """The limits that hold: where this process itself has less memory or time, that is all."""
    memory = _lower(limits.memory * _MEGABYTE, resource.getrlimit(resource.RLIMIT_AS)[1])
    seconds = _lower(limits.seconds, resource.getrlimit(resource.RLIMIT_CPU)[1])
    return replace(limits, memory=memory // _MEGABYTE, seconds=seconds)


def _attempt(task: Callable[[], Result], limits: Limits) -> tuple[Result | None, object]:
    try:
        return task(), None
    except EcoPrintError as failure:
        return None, failure
    except MemoryError:
        return None, out_of_memory(limits)
    except RecursionError:
        return None, too_deep()
    except Exception:
        return None, traceback.format_exc()


def _ready(selector: selectors.BaseSelector, running: dict[int, _Child]) -> list[_Child]:
    """The children that have ended or ran over their time."""
    nearest = min(child.deadline for child in running.values())
    done = []
    for key, _ in selector.select(max(0.0, nearest - time.monotonic())):
        child = running[key.fd]
        data = os.read(child.pipe, 1 << 20)
        child.received += data
        if not data:
            done.append(child)
    late = [c for c in running.values() if c not in done and time.monotonic() >= c.deadline]
    for child in late:
        os.kill(child.pid, signal.SIGKILL)
    return done + late


def _finished(child: _Child, limits: Limits) -> Outcome[Result]:
    os.close(child.pipe)
    _, status = os.waitpid(child.pid, 0)
    if os.WIFSIGNALED(status):
        return Outcome(child.index, None, stopped(os.WTERMSIG(status), limits))
    if os.WEXITSTATUS(status) == _NO_MEMORY:
        return Outcome(child.index, None, out_of_memory(limits))
    if not child.received:
        return Outcome(child.index, None, bug("the worker ended without an answer"))
    value, failure = pickle.loads(bytes(child.received))
    if isinstance(failure, str):
        failure = bug(failure)
    return Outcome(child.index, value, failure)


def stopped(number: int, limits: Limits) -> EcoPrintError:
    """What to say of a process that signal `number` ended: it ran over its time, or it is ours."""
    if number in {signal.SIGKILL, signal.SIGXCPU}:
        return EcoPrintError(
            ExitCode.SOURCE,
            error(
                "limit-time",
                Text(
                    zh=f"{limits.seconds} 秒内没有排完，已停止",
                    en=f"not finished within {limits.seconds} seconds, stopped",
                ),
                hint=Text(
                    zh="报告或模板可能写得不对（极小的页面、极大的表格）；确需更久时，"
                    "在 eco-print.toml 的 [limits] 里调高 seconds",
                    en="the report or the template may be wrong (tiny pages, huge tables); if it "
                    "needs longer, raise `seconds` under [limits] in eco-print.toml",
                ),
            ),
        )
    return bug(f"the worker was ended by signal {number}")


def out_of_memory(limits: Limits) -> EcoPrintError:
    """What to say of work that needed more memory than it may have."""
    return EcoPrintError(
        ExitCode.SOURCE,
        error(
            "limit-memory",
            Text(
                zh=f"内存用量超过上限 {limits.memory} MB，已停止",
                en=f"more than {limits.memory} MB of memory was needed, stopped",
            ),
            hint=Text(
                zh="检查图片大小；确需更多时，在 eco-print.toml 的 [limits] 里调高 memory",
                en="look at the size of the pictures; if more is needed, raise `memory` under "
                "[limits] in eco-print.toml",
            ),
        ),
    )


def too_deep() -> EcoPrintError:
    """Something is nested beyond what can be followed."""
    return EcoPrintError(
        ExitCode.SOURCE,
        error(
            "source-too-deep",
            Text(zh="文档嵌套太深，无法处理", en="the document is nested too deeply"),
            hint=Text(zh="减少嵌套的层数", en="use fewer nested levels"),
        ),
    )


def bug(details: str) -> EcoPrintError:
    """An error of the program itself, with what its authors need to know."""
    return EcoPrintError(
        ExitCode.BUG,
        error(
            "internal-error",
            Text(zh="程序内部错误，这是我们的问题", en="an internal error: this is our fault"),
            hint=Text(zh=f"请把下面的内容报告给我们：\n{details}", en=f"please report:\n{details}"),
        ),
    )
