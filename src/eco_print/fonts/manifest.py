"""Reads `fonts.toml`: the shipped one, which knows everything, and users', which need not.

In: a folder. Out: its faces, and findings about it. A user's entry needs `file` and `role`:

    [[face]]
    role = "仿宋"
    file = "FZFSK.TTF"

and may give `weight`, `italic`, `index` (in a collection), `sha256`, `licence`, `licence-file`.
Every fault of a folder is found, each with its line.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from msgspec import Struct, field

from ..diagnostics import Diagnostic, EcoPrintError, Text, error, warning
from ..source import Source, Span
from ..toml_file import read_toml
from . import faults
from .coverage import Coverage
from .fontset import Face, Origin
from .probe import Facts, FontUnusableError, probe
from .roles import GENERIC, ROLES

FONT_FILES = (".ttf", ".otf", ".ttc", ".otc", ".woff", ".woff2")
#: The keys of a user's entry and what their values must be.
KEYS: dict[str, type] = {
    "role": str,
    "roles": list,
    "file": str,
    "weight": int,
    "italic": bool,
    "index": int,
    "sha256": str,
    "licence": str,
    "licence-file": str,
}
_TAKEN = {
    name.casefold()
    for name in (*ROLES, *GENERIC, *(alias for role in ROLES.values() for alias in role.aliases))
}


class Folder(Struct, frozen=True):
    """What a folder gives: faces, and findings, some of which may be errors."""

    faces: tuple[Face, ...] = ()
    findings: tuple[Diagnostic, ...] = ()


def read_shipped(folder: Path) -> Folder:
    """The faces that come with the program, as their manifest describes them.

    A file is only looked for, not opened: `check` compares its bytes.

    Raises:
        EcoPrintError: the manifest cannot be read.
    """
    _, data = read_toml(folder / faults.NAME)
    faces = tuple(_shipped_face(folder, entry) for entry in data["face"])
    missing = tuple(
        faults.missing(face.path, None, None) for face in faces if not face.path.is_file()
    )
    return Folder(faces, missing)


def _shipped_face(folder: Path, entry: dict[str, Any]) -> Face:
    return Face(
        family=entry["family"],
        path=folder / entry["file"],
        roles=tuple(entry["roles"]),
        coverage=Coverage(" ".join(entry["ranges"].split())),
        sha256=entry["sha256"],
        weight=entry["weight"],
        italic=entry["italic"],
        licence=entry["licence"],
        licence_file=folder / entry["licence-file"],
        origins=tuple(Origin(**origin) for origin in entry["origin"]),
        counts=tuple(entry["coverage"].items()),
        shipped=True,
    )


def read_users(folder: Path) -> Folder:
    """The faces of a user's folder; nothing is raised, so that all folders can be read."""
    if not folder.is_dir():
        return Folder(findings=(faults.no_folder(folder),))
    strangers = sorted(p.name for p in folder.iterdir() if p.suffix.lower() in FONT_FILES)
    if not (folder / faults.NAME).is_file():
        return Folder(findings=(faults.no_manifest(folder, strangers[0]),) if strangers else ())
    try:
        source, data = read_toml(folder / faults.NAME)
    except EcoPrintError as reason:
        return Folder(findings=reason.findings)
    reader = _Reader(folder, source)
    entries = data.get("face")
    if not isinstance(entries, list) or not all(isinstance(e, dict) for e in entries):
        return Folder(
            findings=(reader.fault(0, "face", "没有 [[face]]", "no [[face]]", faults.MINIMAL),)
        )
    faces = [face for n, entry in enumerate(entries) if (face := reader.face(n, entry))]
    named = {str(entry.get("file")) for entry in entries}
    unnamed = tuple(reader.unnamed(name) for name in strangers if name not in named)
    return Folder(tuple(faces), (*reader.findings, *unnamed))


class _Reader(Struct):
    """Reads the entries of one manifest, noting where each fault stands."""

    folder: Path
    source: Source
    findings: list[Diagnostic] = field(default_factory=list)

    def face(self, number: int, entry: dict[str, Any]) -> Face | None:
        before = len(self.findings)
        self.findings.extend(self._faults(number, entry))
        if len(self.findings) > before:
            return None
        path, index = self.folder / entry["file"], entry.get("index", 0)
        facts = self._facts(number, path, index)
        if facts is None or not self._intact(number, entry, facts, path):
            return None
        licence_file = entry.get("licence-file")
        return Face(
            family=facts.names[0],
            path=path,
            roles=tuple(_roles(entry)),
            coverage=Coverage(facts.coverage),
            sha256=facts.sha256,
            weight=entry.get("weight", facts.weight),
            italic=entry.get("italic", facts.italic),
            names=facts.names[1:],
            licence=entry.get("licence"),
            licence_file=self.folder / licence_file if licence_file else None,
            index=index,
        )

    def _faults(self, number: int, entry: dict[str, Any]) -> Iterator[Diagnostic]:
        yield from self._wrong_types(number, entry)
        file = entry.get("file")
        if file is None:
            yield self.fault(number, "file", "没有写 file", "there is no file", faults.MINIMAL)
        elif isinstance(file, str) and (Path(file).is_absolute() or ".." in Path(file).parts):
            zh, en = f"{file} 不在这个文件夹里", f"{file} is not in this folder"
            yield self.fault(number, "file", zh, en)
        if not 1 <= _number(entry.get("weight", 400)) <= 1000:
            yield self.fault(number, "weight", "weight 应在 1–1000", "weight must be 1–1000")
        key = "roles" if "roles" in entry else "role"
        if not entry.get(key):
            yield self.fault(number, key, "没有写 role", "there is no role", faults.MINIMAL)
        for role in _roles(entry):
            if role not in ROLES:
                yield self.unknown_role(number, key, role)

    def _wrong_types(self, number: int, entry: dict[str, Any]) -> Iterator[Diagnostic]:
        for key, value in entry.items():
            wanted = KEYS.get(key)
            if wanted is None:
                zh, en = f"没有“{key}”这一项", f"there is no key “{key}”"
                yield self.fault(number, key, zh, en, "、".join(KEYS))
            elif type(value) is not wanted or not all(type(v) is str for v in _list(value)):
                zh, en = f"“{key}”的值不对", f"the value of “{key}” has a wrong type"
                yield self.fault(number, key, zh, en)

    def _facts(self, number: int, path: Path, index: int) -> Facts | None:
        span = _span(self.source, number, "file")
        try:
            return probe(path, index)
        except FileNotFoundError:
            self.findings.append(faults.missing(path, self.source, span))
        except OSError as reason:
            self.findings.append(faults.broken(path, reason.strerror or "", self.source, span))
        except FontUnusableError as reason:
            make = {"font-compressed": faults.compressed, "font-variable": faults.variable}
            finding = make.get(reason.code, faults.broken)
            self.findings.append(finding(path, str(reason), self.source, span))
        return None

    def _intact(self, number: int, entry: dict[str, Any], facts: Facts, path: Path) -> bool:
        wanted = entry.get("sha256", facts.sha256)
        if wanted.lower() == facts.sha256:
            return True
        span = _span(self.source, number, "sha256")
        self.findings.append(faults.changed(path, wanted, facts.sha256, self.source, span))
        return False

    def fault(
        self,
        number: int,
        key: str,
        zh: str,
        en: str,
        hint: str | None = None,
    ) -> Diagnostic:
        return error(
            "font-manifest",
            Text(zh=f"字体清单：{zh}", en=f"font manifest: {en}"),
            source=self.source,
            span=_span(self.source, number, key),
            hint=Text(zh=f"可写：{hint}", en=f"what may stand here: {hint}") if hint else None,
        )

    def unknown_role(self, number: int, key: str, role: str) -> Diagnostic:
        known = "、".join(ROLES)
        return error(
            "font-role-unknown",
            Text(
                zh=f"字体清单：没有“{role}”这种用途", en=f"font manifest: there is no role “{role}”"
            ),
            source=self.source,
            span=_span(self.source, number, key),
            hint=Text(zh=f"可写：{known}", en=f"what may stand here: {known}"),
        )

    def unnamed(self, name: str) -> Diagnostic:
        return warning(
            "font-unnamed",
            Text(
                zh=f"{name} 没有写进 {faults.NAME}，不会使用",
                en=f"{name} is not in {faults.NAME} and will not be used",
            ),
            source=self.source,
            hint=Text(
                zh="加一段 [[face]]，写明 role 和 file", en="add a [[face]] with role and file"
            ),
        )


def _roles(entry: dict[str, Any]) -> list[str]:
    both = [entry.get("role"), *_list(entry.get("roles"))]
    return [role for role in both if isinstance(role, str)]


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def _number(value: object) -> int:
    return value if isinstance(value, int) else 400


def _span(source: Source, number: int, key: str) -> Span | None:
    """Where `key` of the `number`th [[face]] stands, or the entry's first line."""
    entry = -1
    start: Span | None = None
    for line, text in enumerate(source.lines, 1):
        stripped = text.strip()
        if stripped.replace(" ", "").startswith("[[face]]"):
            entry += 1
            if entry == number:
                start = Span.at(line, text.index("[") + 1, len(stripped))
        elif entry == number and stripped.partition("=")[0].strip() == key:
            return Span.at(line, text.index(key) + 1, len(key))
    return start


def unique(faces: tuple[Face, ...]) -> tuple[Face, ...]:
    """The faces, with families numbered where family, weight and slant would be the same.

    The engine tells faces in a PDF apart by these three, and would draw with the wrong one. A
    family that is called like a role is numbered too: the name is the role's.
    """
    seen: set[tuple[str, int, bool]] = set()
    found = []
    for face in faces:
        name, number = face.family, 1
        while name.casefold() in _TAKEN or (name.casefold(), face.weight, face.italic) in seen:
            number += 1
            name = f"{face.family} {number}"
        seen.add((name.casefold(), face.weight, face.italic))
        names = face.names if name == face.family else (*face.names, face.family)
        found.append(replace(face, family=name, names=names))
    return tuple(found)
