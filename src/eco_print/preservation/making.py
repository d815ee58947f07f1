"""How an issue was made: `data/build.json`, from which it can be made again.

It records the settings, the versions of everything involved, the faces and colour profiles by
digest, and where in the bag the source, the template and the rest lie.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from io import BytesIO
from pathlib import Path
from types import MappingProxyType
from typing import Any

import msgspec
import pikepdf

from ..archive import Files, rebuild_impossible
from ..config import Config, Limits
from ..diagnostics import Text
from ..finishing import Pdf
from ..fonts import FontSet
from ..preflight import Limits as PreflightLimits
from ..profile import Profile

BUILD = "build.json"


@dataclass(frozen=True, slots=True)
class FaceUsed:
    """A face of the font set, by its bytes."""

    family: str
    weight: int
    italic: bool
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Making:
    """One build. Paths are relative to the bag's `data/`.

    `source_name` is the report's name as it was given, "" for standard input. `profiles` are
    the ICC profiles inside each product, by SHA-256. `settings` is the configuration; `icc`
    the printer's own profile, kept in the bag when it is not the shipped one. `limits` is
    what making it may cost, `preflight` what the products were judged by.
    """

    versions: dict[str, str]
    font_set: str
    faces: tuple[FaceUsed, ...]
    profiles: dict[Profile, tuple[str, ...]]
    source: str
    source_name: str
    template: str
    inherited: str
    fonts: tuple[str, ...] = ()
    icc: str = ""
    products: dict[Profile, str]
    limits: Limits
    preflight: PreflightLimits
    settings: dict[str, Any]
    version: int = 1

    def as_json(self) -> bytes:
        """As it lies in the bag."""
        return msgspec.json.format(msgspec.json.encode(self), indent=1) + b"\n"


def read_making(data: bytes) -> Making:
    """Raises ValueError when it is none."""
    return msgspec.json.decode(data, type=Making)


def making_of(files: Files) -> Making | None:
    """How the issue in a bag was made; None when this program did not make it.

    Raises:
        EcoPrintError: `rebuild-impossible` when the account of it is no use.
    """
    data = files.get(f"data/{BUILD}")
    if data is None:
        return None
    try:
        return read_making(data)
    except ValueError as reason:
        raise rebuild_impossible(f"data/{BUILD}", reason) from reason


def faces_used(fonts: FontSet) -> tuple[FaceUsed, ...]:
    """The faces of a set, each file once for each weight it serves as."""
    used = (FaceUsed(f.family, f.weight, f.italic, f.sha256) for f in fonts.faces)
    return tuple(dict.fromkeys(used))


def colour_profiles(products: Iterable[Pdf]) -> dict[Profile, tuple[str, ...]]:
    """The SHA-256 of the ICC profiles that products are to be read by, by product."""
    return {product.profile: tuple(_intents(product.data)) for product in products}


def _intents(data: bytes) -> Iterator[str]:
    with pikepdf.open(BytesIO(data)) as pdf:
        intents: Iterable[Any] = pdf.Root.get("/OutputIntents", ())
        found = {i.DestOutputProfile.read_bytes() for i in intents if "/DestOutputProfile" in i}
    yield from sorted(hashlib.sha256(profile).hexdigest() for profile in found)


# -- settings --------------------------------------------------------------------------------


def settings_data(config: Config) -> dict[str, Any]:
    """The settings that have a say in the products, as plain data."""
    plain = replace(
        config,
        template="",
        template_folders=(),
        font_folders=(),
        output=None,
        archive=None,
        strict=False,
        press=replace(config.press, icc=None),
    )
    data: dict[str, Any] = msgspec.to_builtins(plain, enc_hook=_plain)
    data.pop("limits")
    return {name: value for name, value in data.items() if value not in ("", None, [], {})}


def _plain(value: object) -> object:
    if isinstance(value, MappingProxyType):
        return dict(value)
    if isinstance(value, Path):
        return str(value)
    raise NotImplementedError(type(value).__name__)


def settings_from(making: Making, place: Callable[[str], Path]) -> Config:
    """The configuration to make it again with; `place` tells where a path of the bag lies now.

    Raises:
        ValueError: the settings are not those of any version known here.
    """
    config: Config = msgspec.convert(making.settings, Config, dec_hook=_read)
    return replace(
        config,
        limits=making.limits,
        template=str(place(making.template)),
        template_folders=(place(making.inherited),),
        font_folders=tuple(map(place, making.fonts)),
        press=replace(config.press, icc=place(making.icc) if making.icc else None),
    )


def _read(kind: type, value: Any) -> object:
    if kind is Path:
        return Path(value)
    raise NotImplementedError(kind.__name__)


# -- what changed ----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a build depends on besides its own contents."""

    versions: Mapping[str, str] = field(default_factory=dict)
    faces: tuple[FaceUsed, ...] = ()
    profiles: Mapping[Profile, tuple[str, ...]] = field(default_factory=dict)


def changes(making: Making, now: Surroundings) -> tuple[Text, ...]:
    """What is not as it was when the issue was made."""
    return (
        *_versions(making.versions, now.versions),
        *_faces(making.faces, now.faces),
        *_profiles(making.profiles, now.profiles),
    )


def _versions(then: Mapping[str, str], now: Mapping[str, str]) -> Iterator[Text]:
    for name in sorted(then.keys() | now.keys()):
        if then.get(name) != now.get(name):
            said = f"{name} {then.get(name, '-')} → {now.get(name, '-')}"
            yield Text(zh=said, en=said)


def _faces(then: tuple[FaceUsed, ...], now: tuple[FaceUsed, ...]) -> Iterator[Text]:
    for face in then:
        if face in now:
            continue
        named = f"{face.family} {face.weight}"
        same = next((f for f in now if (f.family, f.weight, f.italic) == _name(face)), None)
        other = f"sha256 {face.sha256[:12]} → {same.sha256[:12] if same else '-'}"
        yield Text(zh=f"字体 {named}（{other}）", en=f"the face {named} ({other})")
    for face in now:
        if _name(face) not in {_name(each) for each in then}:
            yield Text(zh=f"多了字体 {face.family}", en=f"a face more: {face.family}")


def _profiles(
    then: Mapping[Profile, tuple[str, ...]], now: Mapping[Profile, tuple[str, ...]]
) -> Iterator[Text]:
    for product, digests in then.items():
        others = now.get(product, digests)
        if others != digests:
            said = " → ".join(" ".join(d[:12] for d in each) or "-" for each in (digests, others))
            yield Text(
                zh=f"{product.value} 的 ICC（sha256 {said}）",
                en=f"the ICC of {product.value} (sha256 {said})",
            )


def _name(face: FaceUsed) -> tuple[str, int, bool]:
    return face.family, face.weight, face.italic
