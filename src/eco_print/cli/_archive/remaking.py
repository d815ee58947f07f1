"""Judging an archived issue's products, and making them again from its bag alone.

Both are done in a child process with limits: what lies in an archive is input like any other.
"""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path, PurePosixPath

from ...archive import (
    Files,
    Remade,
    likeness,
    original_name,
    rebuild_impossible,
)
from ...config import Limits
from ...diagnostics import Diagnostic, EcoPrintError, Text
from ...fonts import load_fonts
from ...isolation import run_all
from ...preflight import Limits as PreflightLimits
from ...preflight import PreflightReport, check
from ...profile import Profile
from .environment import versions
from .making import (
    BUILD,
    Making,
    Surroundings,
    changes,
    colour_profiles,
    faces_used,
    read_making,
    settings_from,
)

#: Preflight starts a Java virtual machine, which reserves far more than it uses.
_JUDGING = Limits(seconds=600, memory=16_384)


def judge(
    products: Mapping[Profile, bytes], limits: PreflightLimits | None = None
) -> dict[Profile, PreflightReport]:
    """What preflight says of products, by profile."""
    tasks = [partial(check, data, profile, limits) for profile, data in products.items()]
    outcomes = run_all(tasks, _JUDGING)
    reports = {outcome.index: outcome.get() for outcome in outcomes}
    return {profile: reports[index] for index, profile in enumerate(products)}


def judge_bag(files: Files) -> tuple[Diagnostic, ...] | None:
    """What preflight says of the products in a bag; None when it holds none.

    Raises:
        EcoPrintError: `rebuild-impossible` when the bag's account of its making is no use.
    """
    making = _making(files)
    named = making.products if making else _products(files)
    found = {
        profile: files[f"data/{path}"] for profile, path in named.items() if f"data/{path}" in files
    }
    if not found:
        return None
    reports = judge(found, making.preflight if making else None)
    return tuple(finding for report in reports.values() for finding in report.diagnostics)


def _products(files: Files) -> dict[Profile, str]:
    """The PDF of a bag that this program did not make: judged as what it is kept for."""
    paths = [path for path in files if PurePosixPath(path).match("data/*.pdf")]
    return {Profile.ARCHIVE: paths[0].removeprefix("data/")} if paths else {}


def _making(files: Files) -> Making | None:
    data = files.get(f"data/{BUILD}")
    if data is None:
        return None
    try:
        return read_making(data)
    except ValueError as reason:
        raise rebuild_impossible(f"data/{BUILD}", reason) from reason


def remake(files: Files) -> Remade | None:
    """The products made again; None for an issue that this program did not make.

    Raises:
        EcoPrintError: with what stood in the way, and what has changed since.
    """
    making = _making(files)
    if making is None:
        return None
    (outcome,) = run_all([partial(_remade, making, dict(files))], _bounded(making.limits))
    return outcome.get()


def _bounded(limits: Limits) -> Limits:
    """What making it was allowed to cost, within reason: a bag may say anything."""
    return replace(
        limits,
        seconds=min(limits.seconds, _JUDGING.seconds),
        memory=min(limits.memory, _JUDGING.memory),
    )


def _remade(making: Making, files: dict[str, bytes]) -> Remade:
    with tempfile.TemporaryDirectory(prefix="eco-print-rebuild-") as folder:
        data = Path(folder).resolve()
        for path, content in files.items():
            if path.startswith("data/"):
                place = _place(data, path)
                place.parent.mkdir(parents=True, exist_ok=True)
                place.write_bytes(content)
        return _built(making, data, files)


def _place(data: Path, path: str) -> Path:
    """Where a file of the bag goes, under the name it came with; never outside `data`."""
    place = data.joinpath(*map(original_name, path.removeprefix("data/").split("/")))
    if "\0" in str(place) or not place.resolve().is_relative_to(data):
        raise rebuild_impossible(path, "path")
    return place


def _built(making: Making, data: Path, files: Files) -> Remade:
    from ...pipeline import build

    try:
        config = settings_from(making, lambda path: _place(data, path))
        source = _place(data, making.source)
        built = build(source if making.source_name else source.read_bytes(), config)
        products = {f"data/{making.products[p.profile]}": p.data for p in built.products}
    except (ValueError, KeyError, OSError) as reason:
        raise rebuild_impossible(f"data/{BUILD}", reason) from reason
    except EcoPrintError as reason:
        return Remade({}, _changes(making, data), reason.findings)
    looks = {
        path: likeness(files[path], made)
        for path, made in products.items()
        if path in files and files[path] != made
    }
    changed = _changes(making, data, colour_profiles(built.products))
    return Remade(products, changed, looks=looks)


def _changes(
    making: Making, data: Path, profiles: Mapping[Profile, tuple[str, ...]] | None = None
) -> tuple[Text, ...]:
    try:
        fonts = load_fonts(*(_place(data, folder) for folder in making.fonts))
    except EcoPrintError:  # why it could not be made is said already
        return changes(making, Surroundings(versions(), making.faces))
    now = Surroundings(versions(), faces_used(fonts), profiles or making.profiles)
    return changes(making, now)
