"""What the archive bears: adds a second, search, a page of the list, growth; and kills.

    python bench/archive [--entries N] [--kills N] [--folder FOLDER]

Clock times, since the disk counts; deposits are made before the clock starts, so that nothing
of setting is in them. Medians. The last part kills adding processes at random moments and
then holds what they had reported against what is there.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[2] / "tests")]

from library import issue, questions  # noqa: E402

from archive.adders import Adders  # noqa: E402
from eco_print.archive import Archive, Means, Query, open_archive, parse, verify  # noqa: E402

BATCH = 100
STEPS = (1_000, 10_000)


def main() -> None:
    """Run both parts and print their tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--entries", type=int, default=STEPS[-1])
    parser.add_argument("--kills", type=int, default=300)
    parser.add_argument("--folder", type=Path, help="where to write; a temporary folder if none")
    given = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="eco-print-bench-", dir=given.folder))
    try:
        grow(folder / "grown", given.entries)
        kill(folder / "killed", given.kills)
    finally:
        shutil.rmtree(folder)


def grow(place: Path, entries: int) -> None:
    """Fill an archive, and measure it at each step."""
    print("entries  adds/s  search ms  list ms  reopen ms  catalogue MB")
    steps = [step for step in STEPS if step < entries] + [entries]
    with open_archive(place, create=True) as archive:
        done = 0
        for step in steps:
            rates = []
            while done < step:
                count = min(BATCH, step - done)
                rates.append(count / added(archive, range(done, done + count)))
                done += count
            print(row(archive, place, step, statistics.median(rates[-10:])), flush=True)
        start = time.perf_counter()
        archive.index.reindex()
        print(f"reindex of {entries}: {time.perf_counter() - start:.1f} s")


def added(archive: Archive, numbers: Iterable[int]) -> float:
    """Seconds to add issues that are made before."""
    deposits = [issue(number) for number in numbers]
    start = time.perf_counter()
    for deposit in deposits:
        archive.add(deposit)
    return time.perf_counter() - start


def row(archive: Archive, place: Path, step: int, rate: float) -> str:
    time.sleep(2.5)  # a quiet archive, as it is most of its life
    archive.index.refresh()
    search = median(lambda q: archive.find(Query(parse(q))), questions(120))
    pages = range(0, step, max(1, step // 60))
    listing = median(lambda offset: archive.find(Query(sort="date", offset=offset)), pages)
    reopening = median(lambda _: reopened(place), range(9))
    size = sum(path.stat().st_size for path in (place / "catalogue").iterdir()) / 1e6
    return f"{step:7}  {rate:6.0f}  {search:9.2f}  {listing:7.2f}  {reopening:9.1f}  {size:12.1f}"


def reopened(place: Path) -> None:
    with open_archive(place) as archive:
        archive.index.refresh()


def median(do: Callable[[object], object], things: Iterable[object]) -> float:
    """The median of doing it, in milliseconds."""
    times = []
    for thing in things:
        start = time.perf_counter()
        do(thing)
        times.append((time.perf_counter() - start) * 1e3)
    return statistics.median(times)


def kill(place: Path, kills: int) -> None:
    """Kill adders, and see what is left."""
    adders = Adders(place, processes=4, size=100_000)
    adders.kill_some(kills)
    with open_archive(place) as archive:
        names = set(archive.names())
        lost = adders.reported - names
        unsound = [name for name in names if not verify(archive, name, Means()).passed]
        listed = archive.find(Query()).total
        faults = archive.index.faults()
    print(
        f"{kills} kills, 4 processes: {len(adders.reported)} reported, {len(names)} there, "
        f"{listed} in the catalogue; lost {len(lost)}, unsound {len(unsound)}, "
        f"faults {len(faults)}"
    )
    if lost or unsound or faults or listed != len(names):
        sys.exit(1)


if __name__ == "__main__":
    main()
