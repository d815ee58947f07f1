"""The faces a run may use, and what stylesheets may call them.

A face outside the set is never used: `fontconfig.write` makes the private
configuration that the engine reads instead of the machine's.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from msgspec import Struct

from ..diagnostics import Diagnostic
from .coverage import Coverage
from .roles import GENERIC, ROLES


class Origin(Struct, frozen=True):
    """What a shipped face was made from: a file of a package, and where that comes from."""

    package: str
    version: str
    file: str
    sha256: str
    upstream: str


@dataclass(frozen=True, slots=True)
class Face:
    """One face. `family` with `weight` and `italic` is unique in a set, and names it in a PDF.

    `weight` is that of CSS (400, 700). `names` are other family names that reach the face.
    `coverage` is what it may be used for; of a face in a Western role that is less than the
    file has (`restricted`). `counts` says how many characters of a character set it has, for
    shipped faces. `index` is its place in a collection (.ttc).
    """

    family: str
    path: Path
    roles: tuple[str, ...]
    coverage: Coverage = field(repr=False)
    sha256: str = field(repr=False)
    weight: int = 400
    italic: bool = False
    names: tuple[str, ...] = ()
    licence: str | None = None
    licence_file: Path | None = field(default=None, repr=False)
    origins: tuple[Origin, ...] = field(default=(), repr=False)
    counts: tuple[tuple[str, int], ...] = field(default=(), repr=False)
    shipped: bool = False
    restricted: bool = False
    index: int = 0

    def __contains__(self, char: str) -> bool:
        return char in self.coverage


class FontSet(Struct, frozen=True, dict=True):
    """Declared faces. Those of users come before shipped ones; order is order of preference.

    `findings` is what users should know of their own faces, none of it fatal.
    """

    faces: tuple[Face, ...]
    findings: tuple[Diagnostic, ...] = ()

    @cached_property
    def roles(self) -> dict[str, tuple[Face, ...]]:
        """Each role's faces: the first leads, the next give the characters it lacks."""
        chains = {name: tuple(f for f in self.faces if name in f.roles) for name in ROLES}
        return {name: chain for name, chain in chains.items() if chain}

    @cached_property
    def families(self) -> frozenset[str]:
        """Every name that CSS `font-family` may use: roles, their ASCII names, real families."""
        return frozenset(self._chains)

    @cached_property
    def _chains(self) -> dict[str, tuple[Face, ...]]:
        chains: dict[str, tuple[Face, ...]] = {}
        for face in self.faces:
            for name in (face.family, *face.names):
                chains[name] = (*chains.get(name, ()), face)
        for name, chain in self.roles.items():
            chains.update(dict.fromkeys((name, *ROLES[name].aliases), chain))
        for name, roles in GENERIC.items():
            chains[name] = tuple(face for role in roles for face in self.roles.get(role, ()))
        return chains

    def family(self, name: str) -> tuple[Face, ...]:
        """The faces that a family name reaches, in order; empty when it is not declared."""
        return self._chains.get(name, ())

    def covers(self, char: str) -> tuple[Face, ...]:
        """Every face that has a character."""
        return tuple(face for face in self.faces if char in face)

    def chosen(self, char: str, families: Iterable[str]) -> Face | None:
        """The face that a list of families gives a character: the first that has it.

        Among the faces of one family weight and slant decide; this answers for the family.
        """
        asked = (face for name in families for face in self.family(name))
        return next((face for face in asked if char in face), None)

    def missing(self, text: str, families: Iterable[str]) -> set[str]:
        """The characters of `text` that no face of these families has."""
        coverages = {face.coverage for name in families for face in self.family(name)}
        return {char for char in set(text) if not any(char in c for c in coverages)}

    @cached_property
    def digest(self) -> str:
        """What the set is, in 64 hexadecimal digits: equal sets set a page equally anywhere."""
        lines = (
            f"{f.family}|{f.weight}|{f.italic}|{f.sha256}|{f.index}|{f.restricted}|{f.roles}"
            for f in self.faces
        )
        return hashlib.sha256("\n".join(lines).encode()).hexdigest()
