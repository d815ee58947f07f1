"""What a designer's colours become on the plates of one press.

In: colours in sRGB, grey, inks or L*a*b*. Out: inks from 0 to 1, and a record of what could
not be printed as written. Grey and black go to the black plate alone, black text as K 100; the
red of official documents is made of magenta and yellow alone, 80 to 100 per cent of each (the
usual reading of GB/T 9704-2012 for offset); everything else goes through the profile. No colour
has more ink than the limit.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from .inks import InkBook
from .profiles import Cmyk, Lab, PressProfile, Rgb

BLACK: Cmyk = (0.0, 0.0, 0.0, 1.0)
_NEUTRAL = 8 / 255  # channels no further apart than this are grey
_DARK, _DARK_NEUTRAL = 40 / 255, 16 / 255  # near black, the eye sees no tinge
_VISIBLE = 10.0  # a difference (CIE 1976) that everybody sees


@dataclass(frozen=True, slots=True)
class Changed:
    """A colour that is printed otherwise than written: what for what, and why.

    `space` says how it was written: "srgb" (0–1), "lab" (CIE L*a*b*, D50) or "inks" (0–1).
    `difference` is the CIE 1976 difference of a colour outside the gamut; it is None where
    the ink was over the limit.
    """

    space: Literal["srgb", "lab", "inks"]
    written: tuple[float, ...]
    printed: Cmyk
    difference: float | None = None


class Separation:
    """Colours to plates, each colour once."""

    def __init__(
        self, profile: PressProfile, book: InkBook, ink_limit: float | None = None
    ) -> None:
        self.profile = profile
        self.ink_limit = ink_limit if ink_limit is not None else profile.ink_limit
        self._book = book
        self._known: dict[Rgb, Cmyk] = {}
        self._changed: dict[tuple[str, tuple[float, ...]], Changed] = {}

    @property
    def changed(self) -> tuple[Changed, ...]:
        """What was printed otherwise than written, in order of appearance."""
        return tuple(self._changed.values())

    def rgb(self, colour: Rgb) -> Cmyk:
        """The inks for an sRGB colour, or those it stands for."""
        if colour not in self._known:
            named = self._book.inks(colour)
            self._known[colour] = self.cmyk(named) if named is not None else self._separated(colour)
        return self._known[colour]

    def grey(self, level: float) -> Cmyk:
        """The black ink that prints a grey as light as it is (0 black, 1 white)."""
        return (0.0, 0.0, 0.0, self.black_for[round(255 * min(max(level, 0.0), 1.0))] / 100)

    def cmyk(self, inks: Cmyk) -> Cmyk:
        """Inks as they were asked for, unless they are too much."""
        printed = limited(inks, self.ink_limit)
        if printed != inks:
            self._changed["inks", inks] = Changed("inks", inks, printed)
        return printed

    def lab(self, colour: Lab) -> Cmyk:
        """The inks for a colour in CIE L*a*b*."""
        (inks,) = self.profile.separated_lab([colour])
        printed = limited(_whole(inks), self.ink_limit)
        (seen,) = self.profile.seen([printed])
        difference = _apart(colour, _lab(seen))
        if difference > _VISIBLE:
            self._changed["lab", colour] = Changed("lab", colour, printed, difference)
        return printed

    @cached_property
    def black_for(self) -> tuple[int, ...]:
        """Per cent of black ink for every grey from 0 to 255: as light as the paper allows.

        Lightness is scaled so that black is solid black and white is paper, as black point
        compensation does.
        """
        measured = self.profile.measured([(0.0, 0.0, 0.0, ink / 100) for ink in range(101)])
        light = [_luminance_of(lightness) for lightness, _, _ in measured]
        paper, solid = light[0], light[-1]
        darkness = [(paper - each) / (paper - solid) for each in light]  # rises from 0 to 1
        return tuple(_nearest(darkness, 1 - _luminance((grey / 255,) * 3)) for grey in range(256))

    def _separated(self, colour: Rgb) -> Cmyk:
        if _is_neutral(colour):
            return self.grey(_grey_level(colour))
        eight = tuple(round(255 * part) for part in colour)
        (inks,) = self.profile.separated([eight])  # type: ignore[list-item]
        red = official_red(inks)
        if red is not None:
            return red
        printed = limited(_whole(inks), self.ink_limit)
        difference = self._difference(colour, printed)
        if difference > _VISIBLE:
            self._changed["srgb", colour] = Changed("srgb", colour, printed, difference)
        return printed

    def _difference(self, colour: Rgb, inks: Cmyk) -> float:
        (seen,) = self.profile.seen([inks])
        return _apart(_lab(colour), _lab(seen))


def official_red(inks: Cmyk) -> Cmyk | None:
    """The red of official documents that inks come close to, None when they are another colour."""
    cyan, magenta, yellow, black = inks
    if magenta >= 0.8 and yellow >= 0.7 and cyan <= 0.15 and black <= 0.1:
        return (0.0, round(magenta, 2), round(max(yellow, 0.8), 2), 0.0)
    return None


def limited(inks: Cmyk, limit: float) -> Cmyk:
    """Inks with no more in total than the limit (per cent); black stays, the others give way."""
    *colours, black = inks
    room = limit / 100 - black
    total = sum(colours)
    if total <= room + 1e-9 or total == 0:
        return inks
    cyan, magenta, yellow = (int(100 * colour * max(room, 0.0) / total) / 100 for colour in colours)
    return cyan, magenta, yellow, black


def _whole(inks: Cmyk) -> Cmyk:
    """Inks in whole per cent."""
    cyan, magenta, yellow, black = (round(ink, 2) for ink in inks)
    return cyan, magenta, yellow, black


def _is_neutral(colour: Rgb) -> bool:
    spread = max(colour) - min(colour)
    return spread <= _NEUTRAL or (max(colour) <= _DARK and spread <= _DARK_NEUTRAL)


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def _luminance(colour: Rgb) -> float:
    red, green, blue = map(_linear, colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _luminance_of(lightness: float) -> float:
    """CIE Y (0–1) of a lightness L*."""
    scaled = (lightness + 16) / 116
    return scaled**3 if scaled > 6 / 29 else 3 * (6 / 29) ** 2 * (scaled - 4 / 29)


def _grey_level(colour: Rgb) -> float:
    """The grey that is as light as a colour; near black is black."""
    if max(colour) <= _DARK:
        return 0.0
    light = _luminance(colour)
    return 12.92 * light if light <= 0.0031308 else 1.055 * light ** (1 / 2.4) - 0.055


def _nearest(rising: list[float], wanted: float) -> int:
    """The index of the value nearest to the one wanted, in a list that rises."""
    at = min(bisect_left(rising, wanted), len(rising) - 1)
    return at - 1 if at and wanted - rising[at - 1] < rising[at] - wanted else at


def _apart(one: Lab, other: Lab) -> float:
    """The difference of two colours (CIE 1976)."""
    return float(sum((a - b) ** 2 for a, b in zip(one, other, strict=True)) ** 0.5)


def _lab(colour: Rgb) -> Lab:
    """An sRGB colour as CIE L*a*b*, as white as its paper."""
    red, green, blue = map(_linear, colour)
    x = (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.9505
    y = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    z = (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.089
    fx, fy, fz = (
        part ** (1 / 3) if part > (6 / 29) ** 3 else part / (3 * (6 / 29) ** 2) + 4 / 29
        for part in (x, y, z)
    )
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)
