"""What colours are written as for plates: process inks, a spot ink, the grey of a soft mask."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol

from pikepdf import Array, Dictionary, Name

from .colour.profiles import Cmyk, Lab, Rgb

Values = tuple[float, ...]
"""A colour as it is written: four inks, or one grey inside a soft mask."""


class Palette(Protocol):
    """What colours of every kind are written as."""

    def rgb(self, colour: Rgb) -> Values: ...
    def grey(self, level: float) -> Values: ...
    def cmyk(self, inks: Cmyk) -> Values: ...
    def lab(self, colour: Lab) -> Values: ...


class MaskPalette:
    """Colours inside a luminosity mask: their lightness is the mask, and no ink."""

    def rgb(self, colour: Rgb) -> Values:
        red, green, blue = colour
        return (0.3 * red + 0.59 * green + 0.11 * blue,)

    def grey(self, level: float) -> Values:
        return (level,)

    def cmyk(self, inks: Cmyk) -> Values:
        cyan, magenta, yellow, black = inks
        return (1 - min(1.0, 0.3 * cyan + 0.59 * magenta + 0.11 * yellow + black),)

    def lab(self, colour: Lab) -> Values:
        return (colour[0] / 100,)


@dataclass(slots=True)
class Spot:
    """A spot ink: its name, and the inks that stand for it where it is not printed.

    The first red that is written is what stands for it, everywhere in the file alike.
    """

    name: str
    alternate: Values | None = None

    def space(self, red: Values) -> Array:
        """Its colour space (ISO 32000-1, 8.6.6.4)."""
        self.alternate = self.alternate or red
        return separation_space(self.name, self.alternate)


def separation_space(name: str, full: Values) -> Array:
    """The space of one plate, which looks like the inks `full` where it is not printed."""
    tint = Dictionary(
        FunctionType=2,
        Domain=Array([0, 1]),
        C0=Array([0, 0, 0, 0]),
        C1=Array([*map(decimal, full)]),
        N=1,
    )
    return Array([Name.Separation, Name("/" + name), Name.DeviceCMYK, tint])


def is_red(inks: Values) -> bool:
    """Whether inks are the red of official documents, which a spot ink may stand for.

    So may it for a darker red, as one that must stand out from paper for weak eyes.
    """
    if len(inks) != 4:
        return False
    cyan, magenta, yellow, black = inks
    return min(magenta, yellow) >= 0.8 and max(cyan, black) <= 0.2


def decimal(value: float) -> Decimal:
    """A number as PDF takes it: four places, and no exponent."""
    return Decimal(f"{value:.4f}".rstrip("0").rstrip(".") or "0")
