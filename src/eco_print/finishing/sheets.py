"""What a designer wrote that cannot be printed as written, at the line where it is written.

In: what the sheets and drawings say, and the colours that were printed otherwise. Out: findings.
Tokens are those of the engine's own parser, so a colour is found in whatever notation it has.
sRGB colours of a sheet that lie outside the gamut are found before painting, when the sheets
are checked; here are those of other spaces and of drawings, and inks over the limit.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from tinycss2.color5 import parse_color

from ..config import PressSettings
from ..diagnostics import Diagnostic, Text, warning
from ..written import Written
from .colour.separation import Changed

_HAIRLINE = 0.25  # points; the thinnest line that a plate holds (GWG 2015)
_RULES = ("border", "outline", "column-rule")
_POINTS = {
    "pt": 1.0,
    "px": 0.75,
    "mm": 72 / 25.4,
    "cm": 72 / 2.54,
    "in": 72.0,
    "q": 18 / 25.4,
    "pc": 12.0,
}
_SPACES = {"srgb": "srgb", "hsl": "srgb", "hwb": "srgb", "device-cmyk": "inks"}
_Key = tuple[str, tuple[float, ...]]


def found_in_sheets(
    written: Iterable[Written], changed: Iterable[Changed], settings: PressSettings
) -> tuple[Diagnostic, ...]:
    """Colours out of gamut or over the ink limit, lines too thin, a bleed too narrow."""
    written = tuple(written)
    colours = [*_colour_findings(written, tuple(changed))]
    return (*colours, *_thin_lines(written), *_narrow_bleeds(written, settings.bleed))


def _colour_findings(
    written: tuple[Written, ...], changed: tuple[Changed, ...]
) -> Iterator[Diagnostic]:
    """One finding a colour, at the first place where it is written, if there is any."""
    wanted = {_key(each.space, each.written): each for each in changed}
    places: dict[_Key, Written] = {}
    for each in written if wanted else ():
        key = _colour(each.token)
        if key in wanted:
            places.setdefault(key, each)
    for key, one in wanted.items():
        place = places.get(key)
        if one.difference is None:
            yield _at(place, _over_limit(one))
        elif place is None or place.drawn or one.space == "lab":
            yield _at(place, _out_of_gamut(one, one.difference))


def _at(place: Written | None, finding: Diagnostic) -> Diagnostic:
    return replace(finding, source=place.source, span=place.span) if place else finding


def _colour(token: Any) -> _Key | None:
    """A colour as `Changed` has it; None for a token that is none."""
    try:
        colour = None if token.type == "dimension" else parse_color(token)
        if colour is None or isinstance(colour, str):
            return None
        space = _SPACES.get(colour.space, "lab")
        converted = colour if space == "inks" else colour.to(space)
        return _key(space, converted.coordinates)
    except (NotImplementedError, TypeError):
        return None  # a space that the engine does not paint; `none` among inks


def _key(space: str, values: Iterable[float]) -> _Key:
    return space, tuple(round(value, 3) for value in values)


def _thin_lines(written: tuple[Written, ...]) -> Iterator[Diagnostic]:
    for each in _lengths(written, _RULES):
        points = _points(each.token)
        if points is not None and 0 < points < _HAIRLINE - 1e-6 and "radius" not in each.name:
            yield _at(each, _hairline(points))


def _narrow_bleeds(written: tuple[Written, ...], wanted: float) -> Iterator[Diagnostic]:
    for each in _lengths(written, ("bleed",)):
        points = _points(each.token)
        if points is not None and 0 < points < wanted * _POINTS["mm"] - 0.01:
            yield _at(each, _narrow(points, wanted))


def _lengths(written: tuple[Written, ...], properties: tuple[str, ...]) -> Iterator[Written]:
    """The values of some properties, those included that they take from custom properties."""
    users: dict[str, set[str]] = {}
    for each in written:
        if each.inside == "var" and "radius" not in each.name:
            users.setdefault(each.name, set()).add(each.token.value)
    taken = {name for user, names in users.items() if user.startswith(properties) for name in names}
    while more := {name for user in taken for name in users.get(user, ())} - taken:
        taken |= more
    for each in written:
        if not each.inside and (each.name.startswith(properties) or each.name in taken):
            yield each


def _points(token: Any) -> float | None:
    if token.type != "dimension" or token.lower_unit not in _POINTS:
        return None
    return float(token.value * _POINTS[token.lower_unit])


def _named(inks: tuple[float, ...]) -> str:
    """Inks as printers name them: M95 Y90."""
    named = zip("CMYK", inks, strict=True)
    return " ".join(f"{name}{round(100 * ink)}" for name, ink in named if ink)


def _over_limit(changed: Changed) -> Diagnostic:
    total, inks = round(100 * sum(changed.written)), _named(changed.printed)
    return warning(
        "press-ink-limit",
        Text(
            zh=f"总墨量 {total}% 超过上限，改按 {inks} 印",
            en=f"{total} % of ink is over the limit; printed as {inks}",
        ),
        hint=Text(
            zh="黑字用 K100 即可；少叠几色墨",
            en="K 100 is enough for black; lay fewer inks on one another",
        ),
    )


def _out_of_gamut(changed: Changed, difference: float) -> Diagnostic:
    if changed.space == "lab":
        written = f"lab({' '.join(f'{part:.0f}' for part in changed.written)})"
    else:
        written = "#" + "".join(f"{round(255 * part):02x}" for part in changed.written)
    inks = _named(changed.printed)
    return warning(
        "press-gamut",
        Text(
            zh=f"{written} 超出印刷色域，按 {inks} 印（色差 ΔE {difference:.0f}）",
            en=f"{written} cannot be printed; {inks} is as near as inks come (ΔE {difference:.0f})",
        ),
        hint=Text(
            zh="换一个印得出的颜色（样式表里没有时，在图里找）",
            en="choose a colour that inks can print (where no sheet has it, look in pictures)",
        ),
    )


def _hairline(points: float) -> Diagnostic:
    return warning(
        "press-hairline",
        Text(
            zh=f"线粗 {points:.2f} 磅，印出来可能断（至少 {_HAIRLINE} 磅）",
            en=f"a line of {points:.2f} pt may break up in print (at least {_HAIRLINE} pt)",
        ),
        hint=Text(zh="加粗到 0.25 磅以上", en="make it 0.25 pt or more"),
    )


def _narrow(points: float, wanted: float) -> Diagnostic:
    millimetres = points / _POINTS["mm"]
    return warning(
        "press-bleed",
        Text(
            zh=f"出血 {millimetres:.1f} 毫米，印厂要 {wanted:g} 毫米；已按 {wanted:g} 毫米出",
            en=f"a bleed of {millimetres:.1f} mm, the printer wants {wanted:g} mm, and gets it",
        ),
        hint=Text(
            zh="出血处的图和色块也要伸到这么宽",
            en="let pictures and areas that bleed reach that far",
        ),
    )
