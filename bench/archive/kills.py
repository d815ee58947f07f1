"""Adding processes killed at random moments, and what they had reported held against what is
there."""

from __future__ import annotations

from pathlib import Path

from archive.adders import Adders
from eco_print.archive import Means, Query, open_archive, verify

_PROCESSES = 4
_SECONDS = 0.3  # at most, between one kill and the next


def kill(place: Path, kills: int) -> int:
    """Kill adders; 1 when anything that was reported is not there, whole and in order."""
    adders = Adders(place, processes=_PROCESSES, size=100_000)
    adders.kill_some(kills, longest=_SECONDS)
    with open_archive(place) as archive:
        names = set(archive.names())
        lost = adders.reported - names
        unsound = [name for name in names if not verify(archive, name, Means()).passed]
        listed = archive.find(Query()).total
        faults = archive.index.faults()
    print(
        f"{kills} kills, {_PROCESSES} processes: {len(adders.reported)} reported, "
        f"{len(names)} there, {listed} in the catalogue; lost {len(lost)}, "
        f"unsound {len(unsound)}, faults {len(faults)}"
    )
    return int(bool(lost or unsound or faults or listed != len(names)))
