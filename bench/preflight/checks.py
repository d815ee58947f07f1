"""What a check costs, against opening the same file, and against another version of the program.

    python bench/preflight/checks.py [--runs N] [--against SRC] [REPORT]

The press and archive files of a report are built and checked, without veraPDF. Every figure is
processor time (user + system, children included) of whole processes, run in turn, so that what
slows the machine slows all; ratios are those of neighbours, their median. `python, pikepdf` opens
the file and reads every stream of it: what a check can hardly cost less than. `--against` takes
the `src` folder of another version, such as one that `git worktree add` has put somewhere.
"""

from __future__ import annotations

import argparse
import compileall
import os
import resource
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = ROOT / "examples" / "tieling.txt"
PROFILES = ("press", "archive")
CHECK = [sys.executable, "-m", "eco_print", "check", "--no-verapdf"]
READ = """
import sys, pikepdf
with pikepdf.open(sys.argv[1]) as pdf:
    for item in pdf.objects:
        if isinstance(item, pikepdf.Stream):
            item.read_bytes()
"""


def cpu(command: list[str], source: Path) -> float:
    """Processor seconds of one run of a command."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(
        command,
        env={**os.environ, "PYTHONPATH": str(source)},
        check=True,
        stdout=subprocess.DEVNULL,
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def compare(path: str, against: Path | None, runs: int) -> None:
    """One file: the check beside other work on it."""
    ours = ROOT / "src"
    check = [*CHECK, path]
    others = {
        "python, pikepdf": ([sys.executable, "-c", READ, path], ours),
        "qpdf --check": (["qpdf", "--check", path], ours),
    }
    if against is not None:
        others["the other version"] = (check, against)
    rounds = []
    for _ in range(runs + 1):  # the first warms file caches
        here = cpu(check, ours)
        rounds.append((here, {name: cpu(*other) for name, other in others.items()}))
    rounds = rounds[1:]
    print(f"  check               {statistics.median(here for here, _ in rounds):8.3f} s")
    for name in others:
        middle = statistics.median(there[name] for _, there in rounds)
        ratio = statistics.median(here / there[name] for here, there in rounds)
        print(f"  {name:<20}{middle:8.3f} s   the check is {ratio:5.2f} ×")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=11)
    parser.add_argument("--against", type=Path, metavar="SRC")
    parser.add_argument("report", nargs="?", type=Path, default=EXAMPLE)
    arguments = parser.parse_args()
    for source in filter(None, (ROOT / "src", arguments.against)):
        compileall.compile_dir(source, quiet=1)  # as pip does with what it installs
    with tempfile.TemporaryDirectory() as folder:
        flags = [flag for profile in PROFILES for flag in ("--profile", profile)]
        build = [sys.executable, "-m", "eco_print", "build", str(arguments.report), "-q", *flags]
        cpu([*build, "-o", folder], ROOT / "src")
        for profile in PROFILES:
            (path,) = Path(folder).glob(f"*.{profile}.pdf")
            print(profile)
            compare(str(path), arguments.against, arguments.runs)


if __name__ == "__main__":
    main()
