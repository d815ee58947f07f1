"""The private fontconfig configuration: declared files only, roles as families.

Out: a folder in the cache, named by what is in it, with `fonts.conf`, a link to each declared
file, and fontconfig's own cache. It is made beside its place and renamed into it, so that two
runs may make it at once. Links let a file be seen twice (a Western face and its full twin)
and its neighbours not at all.
"""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from collections.abc import Iterator
from html import escape
from pathlib import Path

from ..cache import cache_folder
from .fontset import Face, FontSet
from .roles import GENERIC, ROLES

FORM = "1"  # of what is written here; a new one makes new folders
WEIGHTS = {100: 0, 200: 40, 300: 50, 400: 80, 500: 100, 600: 180, 700: 200, 800: 205, 900: 210}
HEAD = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
<reset-dirs/>
<config><rescan><int>0</int></rescan></config>
"""


def write(fonts: FontSet) -> Path:
    """The file that shows these faces and no others (FONTCONFIG_FILE), made if it is not there.

    It lies in the user's cache, or in a temporary folder when that cannot be written.

    Raises:
        EcoPrintError: `cache-unwritable` when neither can be written.
    """
    place = cache_folder() / "fonts" / _key(fonts)
    configuration = place / "fonts.conf"
    if not _complete(place, fonts):
        _make(place, fonts)
    return configuration


def _key(fonts: FontSet) -> str:
    paths = "\n".join(str(face.path) for face in fonts.faces)
    return hashlib.sha256(f"{FORM}\n{fonts.digest}\n{paths}".encode()).hexdigest()[:32]


def _complete(place: Path, fonts: FontSet) -> bool:
    links = (_link(place, number, face) for number, face in enumerate(fonts.faces))
    return (place / "fonts.conf").exists() and all(link.exists() for link in links)


def _make(place: Path, fonts: FontSet) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=place.parent, prefix=".making-") as making:
        new = Path(making) / "new"
        (new / "faces").mkdir(parents=True)
        (new / "cache").mkdir()
        for number, face in enumerate(fonts.faces):
            _link(new, number, face).symlink_to(face.path.resolve())
        (new / "fonts.conf").write_text(text(fonts, place), encoding="utf-8")
        _put(new, place, fonts)


def _put(new: Path, place: Path, fonts: FontSet) -> None:
    try:
        new.rename(place)
    except OSError:
        if _complete(place, fonts):  # another run was faster
            return
        shutil.rmtree(place, ignore_errors=True)
        new.rename(place)


def _link(place: Path, number: int, face: Face) -> Path:
    return place / "faces" / f"{number:02}{face.path.suffix.lower()}"


def text(fonts: FontSet, place: Path) -> str:
    """The configuration for a set whose folder is `place`."""
    faces = "".join(
        _face(face, _link(place, number, face)) for number, face in enumerate(fonts.faces)
    )
    names = "".join(_alias(name, chain) for name, chain in _families(fonts))
    return (
        f"{HEAD}<dir>{escape(str(place / 'faces'))}</dir>\n"
        f"<cachedir>{escape(str(place / 'cache'))}</cachedir>\n"
        f"{_unhinted()}{faces}{names}</fontconfig>\n"
    )


def _families(fonts: FontSet) -> Iterator[tuple[str, tuple[str, ...]]]:
    """What each name stands for. Roles come last: no rule changes what they stand for."""
    real = [name for face in fonts.faces for name in (*face.names, face.family)]
    roles = [name for role in fonts.roles for name in (role, *ROLES[role].aliases)]
    last = (*roles, *GENERIC)
    for name in dict.fromkeys((*(name for name in real if name not in last), *last)):
        chain = tuple(dict.fromkeys(face.family for face in fonts.family(name)))
        if chain and chain != (name,):
            yield name, chain


def _unhinted() -> str:
    """Widths are those of the face at any size: hinting would make them the machine's."""
    edit = '<edit name="hinting" mode="assign"><bool>false</bool></edit>'
    return f'<match target="pattern">{edit}</match>\n'


def _alias(name: str, families: tuple[str, ...]) -> str:
    values = "".join(f"<string>{escape(family)}</string>" for family in families)
    return (
        f'<match target="pattern"><test name="family"><string>{escape(name)}</string></test>'
        f'<edit name="family" mode="assign" binding="same">{values}</edit></match>\n'
    )


def _face(face: Face, link: Path) -> str:
    """What fontconfig shall take a file for, whatever its name table says."""
    file = f"<string>{escape(str(link))}</string>"
    edits = (
        ("family", "assign_replace", f"<string>{escape(face.family)}</string>"),
        ("weight", "assign", f"<int>{_weight(face.weight)}</int>"),
        ("slant", "assign", f"<int>{100 if face.italic else 0}</int>"),
        *((("charset", "assign", _charset(face)),) if face.restricted else ()),
    )
    wanted = "".join(f'<edit name="{n}" mode="{m}">{value}</edit>' for n, m, value in edits)
    rule = f'<match target="scan"><test name="file">{file}</test>{wanted}</match>\n'
    if link.suffix not in (".ttc", ".otc"):
        return rule
    named = f'<patelt name="file">{file}</patelt>'
    index = f'<patelt name="index"><int>{face.index}</int></patelt>'
    return (
        f"{rule}<selectfont><acceptfont><pattern>{named}{index}</pattern></acceptfont>"
        f"<rejectfont><pattern>{named}</pattern></rejectfont></selectfont>\n"
    )


def _weight(weight: int) -> int:
    return WEIGHTS[min(max(round(weight, -2), 100), 900)]


def _charset(face: Face) -> str:
    ranges = "".join(
        f"<range><int>{a:#x}</int><int>{b:#x}</int></range>" for a, b in face.coverage.ranges
    )
    return f"<charset>{ranges}</charset>"
