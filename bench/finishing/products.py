"""What three products cost against one, and what an archive file weighs against a screen file.

    python bench/finishing/products.py [--runs N] [REPORT]

Times are processor time (user + system) of whole processes, run in turn, so that what slows the
machine slows both; ratios are of medians within one run. Every build judges its press and
archive files, so preflight is included. Goals: at most 2 times the CPU of one product for all
three; an archive file without its ICC profile at most 1.3 times the screen file.
"""

from __future__ import annotations

import argparse
import io
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pikepdf

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = ROOT / "examples" / "tieling.txt"
PROFILES = ("screen", "press", "archive")


def cpu(report: Path, folder: Path, profiles: tuple[str, ...]) -> float:
    """Processor seconds of one build of a report for some profiles."""
    flags = [flag for profile in profiles for flag in ("--profile", profile)]
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(
        [sys.executable, "-m", "eco_print", "build", report, "-o", folder, "-q", *flags],
        check=True,
        stdout=subprocess.DEVNULL,
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def compare_cpu(report: Path, folder: Path, runs: int) -> None:
    """Each product alone and all together, against the screen product."""
    sets = [*((profile,) for profile in PROFILES), PROFILES]
    for profiles in sets:  # warm: file caches, the engine's bindings, the fontconfig cache
        cpu(report, folder, profiles)
    times: dict[tuple[str, ...], list[float]] = {profiles: [] for profiles in sets}
    for _ in range(runs):
        for profiles in sets:
            times[profiles].append(cpu(report, folder, profiles))
    one = statistics.median(times["screen",])
    for profiles, measured in times.items():
        middle = statistics.median(measured)
        print(f"{' + '.join(profiles):<26}{middle:8.3f} s   {middle / one:5.2f} × screen")


def compare_sizes(folder: Path) -> None:
    """The archive file without its ICC profile against the screen file."""
    (archive,) = folder.glob("*.archive.pdf")
    (screen,) = (
        p for p in folder.glob("*.pdf") if p.suffixes[-2:-1] not in ([".press"], [".archive"])
    )
    data = archive.read_bytes()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        profile = len(pdf.Root.OutputIntents[0].DestOutputProfile.read_raw_bytes())
    ratio = (len(data) - profile) / screen.stat().st_size
    print(f"screen {screen.stat().st_size:,} bytes, archive {len(data):,} (ICC {profile:,})")
    print(f"archive without its ICC / screen  {ratio:.3f}")


@contextmanager
def timed(name: str) -> Iterator[None]:
    start = time.process_time()
    yield
    print(f"  {name:<22}{1000 * (time.process_time() - start):7.0f} ms")


def stages(report: Path) -> None:
    """Where the time of one build goes, in this process."""
    print("stages of one build of all three:")
    with timed("import"):
        from eco_print import orders, pipeline
        from eco_print.config import nearest_settings, resolve
        from eco_print.finishing.archive import make_archive
        from eco_print.finishing.colour.separation import Separation
        from eco_print.finishing.master import Master
        from eco_print.finishing.press import make_press
        from eco_print.finishing.screen import make_screen
        from eco_print.profile import Profile
    config = resolve(nearest_settings(report.parent), {"profiles": tuple(map(Profile, PROFILES))})
    with timed("read"):
        read = pipeline.read(report, orders.read_options(config))
    inks = pipeline.InkBook(config.press)
    with timed("lay out"):
        layout, _ = pipeline.set_report(read, config, inks)
    order = orders.order(read, config, layout)
    with timed("paint"):
        painted, _ = layout.paint()
    with timed("pack"):
        master = Master.of(painted)
    makers: dict[str, Callable[[], object]] = {
        "screen": lambda: make_screen(master, order, inks),
        "archive": lambda: make_archive(master, order, inks),
        "press": lambda: make_press(master, order, Separation(inks.profile, inks), layout.bleed),
    }
    for name, make in makers.items():
        with timed(name):
            make()
    with timed("preflight of the two"):
        pipeline.inspected(pipeline.finish(layout, order, inks), config, layout)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument("report", nargs="?", type=Path, default=EXAMPLE)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        compare_cpu(arguments.report, Path(name), arguments.runs)
        compare_sizes(Path(name))
    stages(arguments.report)


if __name__ == "__main__":
    main()
