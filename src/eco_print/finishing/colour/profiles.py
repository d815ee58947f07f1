"""The ICC profile of a press: read, checked, and asked for colours.

In: a path, or the profile that comes with the program. Out: a `PressProfile`. Raises
EcoPrintError: `icc-unreadable`, `icc-not-press`.
"""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from functools import cached_property
from itertools import product
from pathlib import Path
from typing import Any

from PIL import Image, ImageCms

from ...conditions import named_in, registered
from ...config import PressSettings
from ...diagnostics import Diagnostic, EcoPrintError, ExitCode, Text, error
from ...shipped import shipped
from ...wording import reason
from .srgb import srgb_profile

ICC_REGISTRY = "http://www.color.org"
_SHIPPED = "ISOcoated_v2_300_bas.icc"
_CMYK_OUTPUT = (b"prtr", b"CMYK")
_SEPARATING = {b"B2A0", b"B2A1", b"B2A2", b"B2D0", b"B2D1"}  # tags: from colours to inks
_DARK = (0, 32, 64, 96, 128)

Cmyk = tuple[float, float, float, float]
Rgb = tuple[float, float, float]
Lab = tuple[float, float, float]


@dataclass(frozen=True, eq=False)
class PressProfile:
    """An output profile for CMYK.

    `condition` is the registered name of what it describes, as it was given or else as `told`
    by the profile.
    """

    data: bytes = field(repr=False)
    description: str
    condition: str
    stated_limit: float | None = None
    told: str = ""

    @cached_property
    def handle(self) -> ImageCms.ImageCmsProfile:
        return ImageCms.ImageCmsProfile(io.BytesIO(self.data))

    @cached_property
    def ink_limit(self) -> float:
        """The most ink that the profile itself ever asks for, in per cent, in steps of 5."""
        if self.stated_limit is not None:
            return self.stated_limit
        darkest = [(r, g, b) for r, g, b in product(_DARK, repeat=3)]
        heaviest = max(sum(inks) for inks in self.separated(darkest))
        return min(400.0, -(-heaviest * 100 // 5) * 5)

    def separated(self, colours: list[tuple[int, int, int]]) -> list[Cmyk]:
        """sRGB colours (0–255) as inks (0–1), relative colorimetric, black point compensated."""
        return [_unit(value) for value in _transformed(self._from_srgb, "RGB", colours)]

    def separated_lab(self, colours: list[Lab]) -> list[Cmyk]:
        """CIE L*a*b* colours (D50) as inks."""
        coded = [_coded(lab) for lab in colours]
        return [_unit(value) for value in _transformed(self._from_lab, "LAB", coded)]

    def seen(self, inks: list[Cmyk]) -> list[Rgb]:
        """What inks look like, as sRGB (0–1)."""
        coded = [tuple(round(255 * ink) for ink in each) for each in inks]
        return [_unit(value) for value in _transformed(self._to_srgb, "CMYK", coded)]

    def measured(self, inks: list[Cmyk]) -> list[Lab]:
        """What inks look like on the profile's paper, as CIE L*a*b*."""
        coded = [tuple(round(255 * ink) for ink in each) for each in inks]
        return [_decoded(value) for value in _transformed(self._to_lab, "CMYK", coded)]

    @cached_property
    def _from_srgb(self) -> Any:
        return transform(srgb_handle(), self.handle, "RGB", "CMYK")

    @cached_property
    def _from_lab(self) -> Any:
        return transform(ImageCms.createProfile("LAB"), self.handle, "LAB", "CMYK")

    @cached_property
    def _to_srgb(self) -> Any:
        return transform(self.handle, srgb_handle(), "CMYK", "RGB")

    @cached_property
    def _to_lab(self) -> Any:
        return transform(self.handle, ImageCms.createProfile("LAB"), "CMYK", "LAB", False)


def load_profile(settings: PressSettings) -> PressProfile:
    """The profile that the settings ask for."""
    path = settings.icc or shipped("profiles") / _SHIPPED
    try:
        data = path.read_bytes()
        description = ImageCms.getProfileDescription(ImageCms.ImageCmsProfile(io.BytesIO(data)))
    except (OSError, ImageCms.PyCMSError) as problem:
        raise EcoPrintError(ExitCode.SOURCE, _unreadable(path, problem)) from problem
    if (data[12:16], data[16:20]) != _CMYK_OUTPUT:
        raise EcoPrintError(ExitCode.SOURCE, _not_press(path, data[16:20].decode("latin-1")))
    if not _SEPARATING & _tags(data):
        raise EcoPrintError(ExitCode.SOURCE, _one_way(path))
    known = registered(data)
    told = known.get("condition") or named_in(description)
    profile = PressProfile(
        data,
        description.strip() or path.stem,
        settings.condition or told,
        known.get("total_ink"),
        told,
    )
    if settings.icc is not None:
        _try_out(profile, path)
    return profile


def _try_out(profile: PressProfile, path: Path) -> None:
    """Convert a colour there and back: a profile may open and still be cut short or damaged."""
    try:
        profile.seen(profile.separated([(128, 64, 32)]))
        profile.measured([(0.0, 0.0, 0.0, 1.0)])
    except (OSError, ValueError, ImageCms.PyCMSError) as problem:
        raise EcoPrintError(ExitCode.SOURCE, _unreadable(path, problem)) from problem


def _tags(data: bytes) -> set[bytes]:
    """The names of a profile's tags (ICC.1, 7.3)."""
    count = min(int.from_bytes(data[128:132], "big"), (len(data) - 132) // 12)
    return {data[132 + 12 * at : 136 + 12 * at] for at in range(count)}


def srgb_handle() -> ImageCms.ImageCmsProfile:
    return ImageCms.ImageCmsProfile(io.BytesIO(srgb_profile()))


def transform(
    source: Any, target: Any, in_mode: str, out_mode: str, compensate: bool = True
) -> Any:
    """A transform of pictures, relative colorimetric."""
    flags = ImageCms.Flags.BLACKPOINTCOMPENSATION if compensate else ImageCms.Flags.NONE
    return ImageCms.buildTransform(
        *(source, target, in_mode, out_mode),
        renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
        flags=flags,
    )


def _transformed(by: Any, mode: str, colours: list[Any]) -> list[tuple[int, ...]]:
    picture = Image.frombytes(mode, (len(colours), 1), bytes(v for each in colours for v in each))
    result = ImageCms.applyTransform(picture, by)
    assert result is not None
    data, bands = result.tobytes(), len(result.getbands())
    return [tuple(data[at : at + bands]) for at in range(0, len(data), bands)]


def _unit(value: tuple[int, ...]) -> Any:
    return tuple(each / 255 for each in value)


def _coded(lab: Lab) -> tuple[int, int, int]:
    """L*a*b* as the eight bits a channel that lcms takes."""
    lightness, a, b = lab
    return round(lightness * 2.55), round(a) % 256, round(b) % 256


def _decoded(value: tuple[int, ...]) -> Lab:
    lightness, a, b = value
    return lightness / 2.55, (a + 128) % 256 - 128, (b + 128) % 256 - 128


def _unreadable(path: Path, problem: Exception) -> Diagnostic:
    why = reason(problem)
    return error(
        "icc-unreadable",
        Text(
            zh=f"ICC 文件读不出来：{path}（{why.zh}）",
            en=f"the ICC profile cannot be read: {path} ({why.en})",
        ),
        hint=Text(
            zh="向印厂索取 ICC 文件，用 --icc 或 [press] icc 写明路径",
            en="ask the printer for the profile and give its path with --icc or [press] icc",
        ),
    )


def _one_way(path: Path) -> Diagnostic:
    return error(
        "icc-not-press",
        Text(
            zh=f"{path.name} 只说油墨看起来什么样，没有把颜色分成油墨的表",
            en=f"{path.name} says only what inks look like, not which inks make a colour",
        ),
        hint=Text(
            zh="印刷成品要用印厂给的 CMYK 输出 ICC，如 FOGRA39、Japan Color 2011",
            en="a press file needs the printer's CMYK output profile, such as FOGRA39",
        ),
    )


def _not_press(path: Path, space: str) -> Diagnostic:
    return error(
        "icc-not-press",
        Text(
            zh=f"{path.name} 不是 CMYK 印刷设备的 ICC 文件（{space.strip()}）",
            en=f"{path.name} is no CMYK output profile ({space.strip()})",
        ),
        hint=Text(
            zh="印刷成品要用印厂给的 CMYK 输出 ICC，如 FOGRA39、Japan Color 2011",
            en="a press file needs the printer's CMYK output profile, such as FOGRA39",
        ),
    )
