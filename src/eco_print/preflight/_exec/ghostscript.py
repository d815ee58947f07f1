"""Ghostscript as the press: a page rendered into its plates.

The device `tiffsep` writes one grey picture a plate, overprint and knock-out as a press would
see them. With the file's own output intent as its profile, CMYK values go through unchanged.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from urllib.parse import unquote

from msgspec import Struct
from PIL import Image, ImageChops

from .process import Absent, Failed, run

PROGRAM = "gs"
_PLATE = re.compile(r"^p(\d+)\((.*)\)\.tif$", re.DOTALL)
_SECONDS = 60.0
_SECONDS_A_PAGE = 20.0


class PagePlates(Struct, frozen=True, dict=True):
    """The plates of one page: pictures in which 255 is full ink, all of one size.

    They show the whole MediaBox as it is seen, turned by /Rotate, at `dpi` dots an inch.
    """

    page: int
    dpi: float
    plates: Mapping[str, Image.Image]


def separations(
    data: bytes, pages: Sequence[int], dpi: float, profile: bytes = b""
) -> tuple[PagePlates, ...] | Absent | Failed:
    """Render `pages` (numbers from 1) of a PDF into plates.

    `profile` is a CMYK ICC profile to print by, b"" for Ghostscript's own.
    """
    wanted = sorted(set(pages))
    with tempfile.TemporaryDirectory(prefix="eco-print-plates-") as folder:
        work = Path(folder)
        (work / "in.pdf").write_bytes(data)
        command: list[str | Path] = [
            *(PROGRAM, "-q", "-dSAFER", "-dBATCH", "-dNOPAUSE"),
            *("-sDEVICE=tiffsep", f"-r{dpi:g}"),
            *_profile_options(work, profile),
            "-sPageList=" + ",".join(map(str, wanted)),
            *(f"-sOutputFile={work / 'p%04d.tif'}", work / "in.pdf"),
        ]
        done = run(command, seconds=_SECONDS + _SECONDS_A_PAGE * len(wanted))
        if isinstance(done, Absent | Failed):
            return done
        return _gathered(work, wanted, dpi)


def _profile_options(work: Path, profile: bytes) -> list[str]:
    if not profile:
        return []
    path = work / "intent.icc"
    path.write_bytes(profile)
    return [f"-sDefaultCMYKProfile={path}", f"-sOutputICCProfile={path}"]


def _gathered(work: Path, wanted: Sequence[int], dpi: float) -> tuple[PagePlates, ...] | Failed:
    found: dict[int, dict[str, Image.Image]] = {}
    for path in sorted(work.glob("p*.tif")):
        match = _PLATE.match(path.name)
        if match:
            try:
                with Image.open(path) as picture:
                    plate = ImageChops.invert(picture.convert("L"))
            except (OSError, ValueError) as problem:  # a name too long for a file, a full disk
                return Failed(PROGRAM, f"{unquote(match[2])[:40]}: {problem}")
            found.setdefault(int(match[1]), {})[unquote(match[2])] = plate
    if len(found) != len(wanted):
        return Failed(PROGRAM, f"{len(found)} of {len(wanted)} pages came out")
    return tuple(PagePlates(page, dpi, found[index]) for index, page in enumerate(wanted, start=1))
