"""A worker process seen from its parent: calls that are answered, or end in a named error.

A worker that runs over its time or its memory is ended and started again; the call that did it
ends in the finding that says so, and the next one finds a fresh worker.
"""

from __future__ import annotations

import asyncio
import contextlib
import signal
import sys
import time
from typing import Any

from ..config import Limits
from ..diagnostics import EcoPrintError, ExitCode, Text, error
from ..isolation import bug, stopped
from .frames import HEADER, length, packed, unpacked


class WorkerEndedError(EcoPrintError):
    """A worker was ended from outside, long before its time was up: the call can be made again."""


class Worker:
    """One worker process, started when it is first called."""

    def __init__(self, service: str) -> None:
        self._service = service
        self._process: asyncio.subprocess.Process | None = None
        self._turn = asyncio.Lock()
        self.starts = 0

    async def call(self, name: str, *arguments: Any, limits: Limits) -> Any:
        """What the worker answers; calls wait for their turn.

        Raises:
            EcoPrintError: what the work ended in: its own findings, `limit-time`,
                `limit-memory`, or `internal-error`.
            WorkerEndedError: `worker-ended`, when somebody else ended the worker.
        """
        async with self._turn:
            began = time.monotonic()
            try:
                answer = await asyncio.wait_for(
                    self._exchange(packed((name, arguments, limits))), limits.seconds
                )
            except TimeoutError:
                await self._end()
                raise stopped(signal.SIGKILL, limits) from None
            except (EOFError, BrokenPipeError, ConnectionResetError):
                raise await self._died(limits, time.monotonic() - began) from None
            except asyncio.CancelledError:
                await self._end()  # half an answer may be in the pipe
                raise
        if isinstance(answer, EcoPrintError):
            if answer.exit_code is ExitCode.BUG or _out_of_memory(answer):
                await self.stop()  # nobody knows what state it is in
            raise answer
        return answer

    async def stop(self) -> None:
        """End the process; the next call starts another."""
        async with self._turn:
            await self._end()

    async def _exchange(self, call: bytes) -> Any:
        process = await self._running()
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(call)
        await process.stdin.drain()
        try:
            header = await process.stdout.readexactly(HEADER)
            data = await process.stdout.readexactly(length(header))
        except asyncio.IncompleteReadError as cut:
            raise EOFError from cut
        return unpacked(data)

    async def _running(self) -> asyncio.subprocess.Process:
        if self._process is None or self._process.returncode is not None:
            self.starts += 1
            self._process = await asyncio.create_subprocess_exec(
                *(sys.executable, "-m", f"{__package__}.child", self._service),
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
                start_new_session=True,  # an interrupt at the terminal is the parent's to handle
            )
        return self._process

    async def _died(self, limits: Limits, took: float) -> EcoPrintError:
        process, self._process = self._process, None
        if process is None:
            return bug("the worker was gone")
        status = await process.wait()
        if status in (-signal.SIGKILL, -signal.SIGTERM) and took < limits.seconds / 2:
            return _ended()
        if status < 0:
            return stopped(-status, limits)
        return bug(f"the worker {self._service} ended with status {status}")

    async def _end(self) -> None:
        process, self._process = self._process, None
        if process is not None and process.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                process.kill()
            await process.wait()


def _ended() -> WorkerEndedError:
    return WorkerEndedError(
        ExitCode.SOURCE,
        error(
            "worker-ended",
            Text(
                zh="排版的进程被别的程序结束了",
                en="the process that sets the pages was ended by another program",
            ),
            hint=Text(
                zh="可能是内存不够；再存一次就重排",
                en="the machine may be short of memory; saving again sets the pages again",
            ),
        ),
    )


def _out_of_memory(failure: EcoPrintError) -> bool:
    return any(finding.code == "limit-memory" for finding in failure.findings)
