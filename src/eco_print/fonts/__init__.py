"""The font set: which faces there are, what each may be used for, which characters it has.

In: the shipped `fonts/` folder and users' own, each with its `fonts.toml`. Out: a `FontSet`,
whose private fontconfig configuration lets the engine see the declared faces and no others.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

from ..diagnostics import Diagnostic, EcoPrintError, ExitCode, Severity
from ..shipped import shipped
from . import faults, manifest
from .coverage import Coverage
from .fontset import Face, FontSet, Origin
from .roles import GENERIC, ROLES, WESTERN, Role

__all__ = [
    "GENERIC",
    "ROLES",
    "WESTERN",
    "Coverage",
    "Face",
    "FontSet",
    "Origin",
    "Role",
    "check_shipped",
    "load_fonts",
]

#: Findings that mean a face is not there or is no use; the others mean a manifest is wrong.
_MISSING = (
    *("font-missing", "font-broken", "font-compressed", "font-variable", "font-changed"),
    "font-folder-missing",
)


def load_fonts(*user_dirs: Path) -> FontSet:
    """The shipped faces, with those of users' folders before them.

    A user's face takes its role; the shipped one stays for characters that the user's lacks,
    and under its own family name. Of several folders the first counts most.

    Raises:
        EcoPrintError: with every fault of every folder; exit code 3 when a face is missing or
            no use, 1 when a manifest is wrong.
    """
    own = shipped("fonts")
    folders = [folder for folder in user_dirs if folder.resolve() != own.resolve()]
    read = [*(manifest.read_users(folder) for folder in folders), manifest.read_shipped(own)]
    findings = tuple(finding for folder in read for finding in folder.findings)
    errors = tuple(f for f in findings if f.severity is Severity.ERROR)
    if errors:
        raise EcoPrintError(_exit_code(errors), *errors)
    faces = tuple(face for folder in read for face in folder.faces)
    return FontSet(_for_roles(faces), findings)


def check_shipped() -> tuple[Diagnostic, ...]:
    """What is wrong with the shipped files themselves: gone, or not the ones recorded.

    Reads every file; for `doctor`, not for every run.
    """
    folder = manifest.read_shipped(shipped("fonts"))
    found = list(folder.findings)
    for face in folder.faces:
        if face.path.is_file():
            digest = hashlib.sha256(face.path.read_bytes()).hexdigest()
            if digest != face.sha256:
                found.append(faults.changed(face.path, face.sha256, digest, None, None))
    return tuple(found)


def _exit_code(errors: tuple[Diagnostic, ...]) -> ExitCode:
    missing = any(finding.code in _MISSING for finding in errors)
    return ExitCode.MISSING if missing else ExitCode.SOURCE


def _for_roles(faces: tuple[Face, ...]) -> tuple[Face, ...]:
    """Faces as the engine sees them: one in a Western role twice, bounded and in full."""
    seen = []
    for face in faces:
        western = tuple(role for role in face.roles if ROLES[role].western)
        if not western:
            seen.append(face)
            continue
        bounded = face.coverage.within(WESTERN)
        full = tuple(ROLES[role].full or role for role in western)
        rest = tuple(role for role in face.roles if role not in western)
        seen.append(replace(face, roles=western, coverage=bounded, restricted=True))
        seen.append(replace(face, roles=(*full, *rest), family=f"{face.family} Full", names=()))
    return manifest.unique(tuple(seen))
