"""Colours that a press cannot print, found where a stylesheet names them.

In: what sheets say, and a function that says what sRGB colours look like when they are printed.
Out: a finding for each colour that changes visibly. The difference is measured as CIE 1976 ΔE*ab
under D50: what stays below the limit is seen only side by side.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

import tinycss2.color5
from msgspec import Struct

from ...diagnostics import Diagnostic, Text, warning
from ...source import Source, Span
from ...written import Written
from .names import colours

Rgb = tuple[int, int, int]

#: What sRGB colours (0–255) look like in print, as sRGB again.
Printed = Callable[[list[Rgb]], list[Rgb]]

#: Pure red (15) and cyan (34) are beyond it, 报头红 #d5181f (1) and yellow (10) are not.
LIMIT = 12.0

# IEC 61966-2-1 primaries under D50 (Bradford), by rows, and the white they add up to.
_TO_XYZ = (
    (0.43607, 0.38515, 0.14307),
    (0.22249, 0.71687, 0.06061),
    (0.01392, 0.09708, 0.71410),
)
_WHITE = (0.9642, 1.0, 0.8249)


class NamedColour(Struct, frozen=True):
    """A colour as a stylesheet writes it."""

    rgb: Rgb
    text: str
    source: Source
    span: Span


def named_colours(written: Iterable[Written]) -> Iterator[NamedColour]:
    """Every sRGB colour that sheets name; colours given as inks are the press's own."""
    return (colour for each in written if (colour := _named(each)) is not None)


def _named(written: Written) -> NamedColour | None:
    token = written.token
    if token.type == "ident":
        if token.lower_value not in colours() or not _takes_colours(written.name):
            return None
    elif token.type == "dimension" or getattr(token, "lower_name", "") == "device-cmyk":
        return None
    try:
        colour = tinycss2.color5.parse_color(token)
        converted = colour.to("srgb") if hasattr(colour, "to") else None
    except (ValueError, TypeError, NotImplementedError):
        return None  # spaces that cannot be converted here are found when pages are finished
    if converted is None:
        return None
    red, green, blue = (round(255 * min(1.0, max(0.0, part))) for part in converted.coordinates)
    return NamedColour((red, green, blue), token.serialize(), written.source, written.span)


def _takes_colours(name: str) -> bool:
    """Whether a word in a property can be a colour's name, and not one of a face or a page."""
    return name.startswith(_TAKE_COLOURS) or name.endswith("color")


_TAKE_COLOURS = ("--", "background", "border", "box-shadow", "column-rule", "list-style-image",
                 "outline", "text-decoration", "text-emphasis")  # fmt: skip


def check_colours(written: Iterable[Written], printed: Printed) -> tuple[Diagnostic, ...]:
    """A finding for each colour that print changes visibly."""
    named = list(named_colours(written))
    wanted = sorted({each.rgb for each in named})
    seen = dict(zip(wanted, printed(wanted), strict=True)) if wanted else {}
    return tuple(
        _unprintable(each, seen[each.rgb])
        for each in named
        if difference(each.rgb, seen[each.rgb]) > LIMIT
    )


def difference(one: Rgb, other: Rgb) -> float:
    """CIE 1976 ΔE*ab of two sRGB colours."""
    pairs = zip(_lab(one), _lab(other), strict=True)
    return float(sum((a - b) ** 2 for a, b in pairs) ** 0.5)


def _lab(rgb: Rgb) -> tuple[float, float, float]:
    linear = [_linear(part / 255) for part in rgb]
    x, y, z = (
        _root(sum(c * v for c, v in zip(row, linear, strict=True)) / white)
        for row, white in zip(_TO_XYZ, _WHITE, strict=True)
    )
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)


def _root(part: float) -> float:
    return float(part ** (1 / 3)) if part > 216 / 24389 else (24389 / 27 * part + 16) / 116


def _unprintable(colour: NamedColour, looks: Rgb) -> Diagnostic:
    nearest = "#{:02x}{:02x}{:02x}".format(*looks)
    return warning(
        "css-colour-unprintable",
        Text(
            zh=f"印不出 {colour.text}，印出来近于 {nearest}",
            en=f"the press cannot print {colour.text}; it comes out like {nearest}",
        ),
        source=colour.source,
        span=colour.span,
        hint=Text(
            zh=f"改用 {nearest}，所见即所印；或用 device-cmyk() 指定油墨",
            en=f"use {nearest}, and what is seen is what is printed; or name the inks with "
            "device-cmyk()",
        ),
    )
