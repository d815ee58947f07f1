"""What the archive bears: adds a second, search, a page of the list, growth; places; kills.

    python -m bench.archive [growth] [places] [kills] [--entries N] [--kills N] [--folder FOLDER]

Without a name, all three. Clock times, since the disk counts; issues are made before the clock
starts, so that nothing of setting is in them. `growth` gives the disk's own pace beside each
figure: the same bytes written, synced and renamed with nothing else done.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "tests"))

from .growth import grow
from .kills import kill
from .places import compare

PARTS = ("growth", "places", "kills")


def main() -> int:
    """Run the parts that are asked for; 1 when a kill lost something."""
    parser = argparse.ArgumentParser(prog="python -m bench.archive")
    parser.add_argument("parts", nargs="*", metavar="PART", help=", ".join(PARTS))
    parser.add_argument("--entries", type=int, default=10_000)
    parser.add_argument("--kills", type=int, default=300)
    parser.add_argument("--folder", type=Path, help="where to write; a temporary folder if none")
    given = parser.parse_args()
    if unknown := set(given.parts) - set(PARTS):
        parser.error(f"no such part: {', '.join(sorted(unknown))}")
    parts = given.parts or PARTS
    folder = Path(tempfile.mkdtemp(prefix="eco-print-bench-", dir=given.folder))
    print(f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors", flush=True)
    try:
        if "growth" in parts:
            grow(folder / "grown", given.entries)
        if "places" in parts:
            compare(folder)
        return kill(folder / "killed", given.kills) if "kills" in parts else 0
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    sys.exit(main())
