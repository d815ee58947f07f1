"""An archive filled to ten thousand issues, measured at the first thousand and at the last."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable
from itertools import count
from pathlib import Path

from eco_print.archive import Archive, Deposit, Query, open_archive, parse

from .library import KINDS, issue, questions
from .timing import median, times, worst

STEPS = (1_000, 10_000)
_BATCH = 100
_HEAD = (
    "entries  adds/s  cpu ms each  disk/s  search ms  cpu ms  95 %  list ms  reopen ms  "
    "catalogue MB  kB each  inodes each"
)


def grow(place: Path, entries: int) -> None:
    """Fill an archive, and measure it at each step."""
    print(_HEAD)
    steps = [step for step in STEPS if step < entries] + [entries]
    with open_archive(place, create=True) as archive:
        done = 0
        for step in steps:
            own, disk, spent = [], [], 0.0
            while done < step:
                deposits = [issue(number) for number in range(done, min(done + _BATCH, step))]
                before = time.process_time()
                own += times(archive.add, deposits)
                spent += (time.process_time() - before) * 1e3
                if len(own) >= step - STEPS[0]:
                    disk += floor(place.parent / "floor", deposits[:20])
                done += len(deposits)
            pace, bare = 1e3 / median(own[-STEPS[0] :]), 1e3 / median(disk)
            print(f"{step:7}  {pace:6.0f}  {spent / len(own):11.1f}  {bare:6.0f}", end="  ")
            print(_row(archive, place, step), flush=True)
        start = time.perf_counter()
        archive.index.reindex()
        print(f"reindex of {entries}: {time.perf_counter() - start:.1f} s")


def _row(archive: Archive, place: Path, step: int) -> str:
    time.sleep(2.5)  # a quiet archive, as it is most of its life
    archive.index.refresh()
    asked = questions(240)
    before = time.process_time()
    searching = times(lambda typed: archive.find(Query(parse(typed))), asked)
    spent = (time.process_time() - before) * 1e3 / len(asked)
    offsets = range(0, step, max(1, step // 60))
    listing = times(lambda at: archive.find(Query(sort="date", offset=at)), offsets)
    reopening = times(lambda _: _reopened(place), range(9))
    catalogue = sum(path.stat().st_size for path in (place / "catalogue").iterdir()) / 1e6
    size, inodes = on_disk(place / "bags", place / "objects")
    kinds = ", ".join(
        f"{kind} {median(searching[number :: len(KINDS)]):.1f}" for number, kind in enumerate(KINDS)
    )
    return (
        f"{median(searching):9.2f}  {spent:6.1f}  {worst(searching):4.0f}  "
        f"{median(listing):7.2f}  {median(reopening):9.1f}  "
        f"{catalogue:12.1f}  {size / step / 1e3:7.0f}  {inodes / step:11.1f}\n"
        f"         search ms by kind: {kinds}"
    )


def _reopened(place: Path) -> None:
    with open_archive(place) as archive:
        archive.index.refresh()


def floor(place: Path, deposits: Iterable[Deposit]) -> list[float]:
    """Milliseconds that the disk takes for the same files, synced together and renamed."""
    from eco_print.archive.durable import sync, sync_all, write_new

    numbers = count(len(list(place.glob("*"))))

    def put(deposit: Deposit) -> None:
        staging, target = place / "staging", place / str(next(numbers))
        staging.mkdir(parents=True, exist_ok=True)
        paths = [f"{staging}/{number}" for number in range(len(deposit.files))]
        for path, file in zip(paths, deposit.files, strict=True):
            write_new(path, file.data)
        sync_all([*paths, str(staging)])
        staging.rename(target)
        sync(str(place))

    return times(put, deposits)


def on_disk(*folders: Path) -> tuple[int, int]:
    """The bytes that folders take on the disk, and their inodes, each once."""
    seen = {}
    for folder in folders:
        for inside, _, files in os.walk(folder):
            for path in (inside, *(os.path.join(inside, name) for name in files)):
                status = os.lstat(path)
                seen[status.st_ino] = status.st_blocks * 512
    return sum(seen.values()), len(seen)
