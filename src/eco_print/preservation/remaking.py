"""Making an archived issue again, from its bag alone.

It is done in a child process with limits: what lies in an archive is input like any other.
"""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path

from .. import archive as archives
from ..archive import (
    Archive,
    Files,
    Means,
    Remade,
    Verdict,
    likeness,
    original_name,
    rebuild_impossible,
)
from ..config import Limits
from ..diagnostics import EcoPrintError, Text
from ..fonts import load_fonts
from ..isolation import run_all
from ..pipeline import build
from ..profile import Profile
from . import judging
from .making import (
    BUILD,
    Making,
    Surroundings,
    changes,
    colour_profiles,
    faces_used,
    making_of,
    settings_from,
)
from .versions import versions


def verify(
    archive: Archive,
    name: str,
    *,
    conformance: bool = True,
    rebuild: bool = True,
    authority: Path | None = None,
) -> Verdict:
    """Check the bag `name`: its bytes and signature, and what else is not left out.

    `conformance` judges its products again, `rebuild` makes them again and compares the bytes.
    `authority` is a file of certificates (PEM) that signers must come from. Never raises for
    what is wrong with the bag: it is in the verdict.
    """
    means = Means(
        judge=judging.judge_bag if conformance else None,
        remake=remake if rebuild else None,
        authority=authority,
    )
    return archives.verify(archive, name, means)


def remake(files: Files) -> Remade | None:
    """The products made again; None for an issue that this program did not make.

    Raises:
        EcoPrintError: with what stood in the way, and what has changed since.
    """
    making = making_of(files)
    if making is None:
        return None
    (outcome,) = run_all([partial(_remade, making, dict(files))], _bounded(making.limits))
    return outcome.get()


def _bounded(limits: Limits) -> Limits:
    """What making it was allowed to cost, within reason: a bag may say anything."""
    return replace(
        limits,
        seconds=min(limits.seconds, judging.WORK.seconds),
        memory=min(limits.memory, judging.WORK.memory),
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
    try:
        config = settings_from(making, lambda path: _place(data, path))
        source = _place(data, making.source)
        built = build(source if making.source_name else source.read_bytes(), config)
        products = {f"data/{making.products[p.profile]}": p.data for p in built.products}
    except (ArithmeticError, ValueError, KeyError, OSError) as reason:
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
