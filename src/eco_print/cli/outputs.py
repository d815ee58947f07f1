"""Where the products of a run are written, and under which names."""

from __future__ import annotations

import errno
import os
import sys
from dataclasses import dataclass, field
from itertools import chain, count
from pathlib import Path

from ..config import Config
from ..files import file_name, write_whole
from ..pipeline import Built

DEFAULT_FOLDER = Path("output")


@dataclass(slots=True)
class Outputs:
    """Writes what was built. `given` is the -o of the command line: a file, a folder, or -."""

    given: str | None
    _taken: dict[Path, str] = field(default_factory=dict)

    def write(self, built: Built, source: str, config: Config) -> tuple[str, ...]:
        """Write the products asked for; the paths written, none for standard output."""
        products = [p for p in built.products if p.profile in config.profiles]
        if self.given == "-":
            if sys.stdout is None:
                raise OSError(errno.EBADF, os.strerror(errno.EBADF))
            sys.stdout.buffer.write(products[0].data)
            sys.stdout.buffer.flush()
            return ()
        if self._names_the_file() and len(config.profiles) == 1:
            write_whole(Path(self.given or ""), products[0].data)
            return (str(self.given),)
        stem = self._stem(built, source, config)
        paths = []
        for product in products:
            path = stem.parent / f"{stem.name}{product.profile.suffix}"
            write_whole(path, product.data)
            paths.append(str(path))
        return tuple(paths)

    def _names_the_file(self) -> bool:
        """Whether -o names a file, which a single profile is written to as it is."""
        given = self.given or ""
        return given.lower().endswith(".pdf") and not Path(given).is_dir()

    def _stem(self, built: Built, source: str, config: Config) -> Path:
        """The path without suffix. Two reports of one run never share it."""
        if self._names_the_file():
            return Path(self.given or "").with_suffix("")
        folder = Path(self.given) if self.given else config.output or DEFAULT_FOLDER
        beside = f"{file_name(built.name, limit=110)}-{file_name(Path(source).stem, limit=60)}"
        names = chain((built.name, beside), (f"{beside}-{number}" for number in count(2)))
        stems = (folder / name for name in names)
        return next(stem for stem in stems if self._taken.setdefault(stem, source) == source)
