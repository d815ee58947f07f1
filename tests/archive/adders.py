"""Processes that add to an archive until they are killed, and tell what was added."""

from __future__ import annotations

import os
import random
import select
import signal
import time
from dataclasses import dataclass, field
from pathlib import Path

from archive.deposits import deposit
from eco_print.archive import open_archive


@dataclass
class Adders:
    """Several processes that add different issues to one archive. `reported` is what they said
    was added before they were killed."""

    place: Path
    processes: int = 4
    size: int = 20_000
    reported: set[str] = field(default_factory=set)
    _next: int = 0
    _running: dict[int, tuple[int, bytearray]] = field(default_factory=dict)

    def kill_some(self, kills: int, seed: int = 0, longest: float = 0.08) -> None:
        """Let them add, and kill one after the other at random moments, `longest` seconds
        apart at most."""
        dice = random.Random(seed)
        for _ in range(self.processes):
            self._start()
        for _ in range(kills):
            self._listen(dice.uniform(0.002, longest))
            self._end(dice.choice(list(self._running)))
            self._start()
        for pid in list(self._running):
            self._end(pid)

    def _start(self) -> None:
        reading, writing = os.pipe()
        self._next += 100_000
        pid = os.fork()
        if pid == 0:
            os.close(reading)
            self._add_forever(writing, self._next)
        os.close(writing)
        self._running[pid] = (reading, bytearray())

    def _add_forever(self, pipe: int, number: int) -> None:
        try:
            with open_archive(self.place, create=True) as archive:
                while True:
                    number += 1
                    name = archive.add(deposit(number, size=self.size)).record.name
                    os.write(pipe, f"{name}\n".encode())
        finally:
            os._exit(1)

    def _listen(self, seconds: float) -> None:
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            ready, _, _ = select.select([pipe for pipe, _ in self._running.values()], [], [], left)
            for pipe, said in self._running.values():
                if pipe in ready:
                    said.extend(os.read(pipe, 1 << 16))

    def _end(self, pid: int) -> None:
        pipe, said = self._running.pop(pid)
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        while more := os.read(pipe, 1 << 16):
            said += more
        os.close(pipe)
        self.reported |= set(said.decode().split("\n")[:-1])
