"""What a colour asks of the plates: the tint on each.

A colour that must first be converted (RGB, Lab, another ICC profile) has no such tints: the
answer is None, and only rendering tells.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from .colour import Space
from .functions import output_maxima, total_maximum
from .objects import Value

PROCESS = ("Cyan", "Magenta", "Yellow", "Black")
_NO_INK: Mapping[str, float] = MappingProxyType({})


def plates(space: Space, values: tuple[float, ...]) -> Mapping[str, float] | None:
    """The tint (0–1) on every plate the colour needs, plates without ink left out.

    None when the colour has to be converted first. The colorant `All` is every plate and
    stays `All` here; `None` is no plate.
    """
    if space.family == "Indexed":
        return _indexed_plates(space, values)
    if space.family in {"Separation", "DeviceN"}:
        return _spot_plates(space, values)
    if space.family in {"DeviceCMYK"} or (space.native and space.model == "CMYK"):
        return _inked(dict(zip(PROCESS, values, strict=False)))
    if space.family == "DeviceGray":
        return _inked({"Black": 1.0 - values[0]}) if values else _NO_INK
    return None


def _inked(tints: Mapping[str, float]) -> Mapping[str, float]:
    clamped = {plate: min(max(tint, 0.0), 1.0) for plate, tint in tints.items()}
    return {plate: tint for plate, tint in clamped.items() if tint > 0.0005}


def _spot_plates(space: Space, values: tuple[float, ...]) -> Mapping[str, float]:
    found: dict[str, float] = {}
    for plate, tint in zip(space.names, values, strict=False):
        if plate != "None":
            found[plate] = max(found.get(plate, 0.0), tint)
    return _inked(found)


def _indexed_plates(space: Space, values: tuple[float, ...]) -> Mapping[str, float] | None:
    base = space.base
    if base is None or not base.components or not values:
        return None
    start = int(values[0]) * base.components
    entries = space.table[start : start + base.components]
    return plates(base, tuple(item / 255 for item in entries))


def heaviest(space: Space, function: Value = None) -> Mapping[str, float] | None:
    """A tint for every plate of `space` that no colour of a shading or image can exceed.

    `function` is the shading's; without one any colour of the space may occur.
    """
    if space.family == "Indexed":
        return _heaviest_entry(space)
    if space.kind == "gray":
        return {"Black": 1.0} if space.family == "DeviceGray" else None
    maxima = output_maxima(function, space.components) if function is not None else None
    if maxima is None or len(maxima) != space.components:
        maxima = (1.0,) * space.components
    return plates(space, maxima)


def heaviest_total(space: Space, function: Value) -> float | None:
    """The most that the inks of a shading's colours come to in one place, where it is known."""
    direct = space.family in {"DeviceCMYK", "DeviceN"} or (space.native and space.model == "CMYK")
    return total_maximum(function) if direct and "All" not in space.names else None


def _heaviest_entry(space: Space) -> Mapping[str, float] | None:
    found: dict[str, float] = {}
    step = space.base.components if space.base is not None else 0
    for index in range(len(space.table) // step if step else 0):
        inks = _indexed_plates(space, (float(index),))
        if inks is None:
            return None
        for plate, tint in inks.items():
            found[plate] = max(found.get(plate, 0.0), tint)
    return found


def is_white(space: Space, values: tuple[float, ...]) -> bool:
    """Whether the colour is the bare paper."""
    inks = plates(space, values)
    if inks is not None:
        return not inks
    if space.family == "Indexed" and space.base is not None and values:
        start = int(values[0]) * space.base.components
        entries = space.table[start : start + space.base.components]
        return bool(entries) and is_white(space.base, tuple(item / 255 for item in entries))
    if space.kind == "lab":
        return bool(values) and values[0] >= 99.9
    if space.kind == "cmyk":
        return all(value <= 0.001 for value in values)
    return bool(values) and all(value >= 0.999 for value in values)
