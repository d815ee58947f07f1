"""The inks that a designer named: `device-cmyk()` on its way through the engine.

Pages are painted in sRGB. A colour given as inks is painted as the sRGB colour it looks like,
made unlike any other by a millionth where need be, so that the press product finds the inks
again, exactly.
"""

from __future__ import annotations

from functools import cached_property

from ...config import PressSettings
from .profiles import Cmyk, PressProfile, Rgb, load_profile

_FINEST = 1_000_000  # the engine writes six decimals
Key = tuple[int, int, int]


class InkBook:
    """Stand-ins for the inks of one printer, and the inks by their stand-ins."""

    def __init__(self, settings: PressSettings) -> None:
        self._settings = settings
        self._stand_ins: dict[Cmyk, Rgb] = {}
        self._inks: dict[Key, Cmyk] = {}

    @cached_property
    def profile(self) -> PressProfile:
        """The printer's profile; read when it is first needed.

        Raises:
            EcoPrintError: `icc-unreadable`, `icc-not-press`.
        """
        return load_profile(self._settings)

    def __call__(self, cmyk: Cmyk) -> Rgb:
        """The sRGB colour that stands for inks."""
        if cmyk not in self._stand_ins:
            (looks,) = self.profile.seen([cmyk])
            key = _key(looks)
            step = 1 if key[0] < _FINEST // 2 else -1
            while key in self._inks or _is_plain(key):
                key = (key[0] + step, *key[1:])
            self._inks[key] = cmyk
            self._stand_ins[cmyk] = tuple(part / _FINEST for part in key)  # type: ignore[assignment]
        return self._stand_ins[cmyk]

    def inks(self, rgb: Rgb) -> Cmyk | None:
        """The inks that an sRGB colour stands for, None for a colour of its own."""
        return self._inks.get(_key(rgb))


def _key(rgb: Rgb) -> Key:
    red, green, blue = (round(part * _FINEST) for part in rgb)
    return red, green, blue


def _is_plain(key: Key) -> bool:
    """Whether a colour of eight bits a channel would be written the same."""
    return all(part == round(round(part * 255 / _FINEST) * _FINEST / 255) for part in key)
