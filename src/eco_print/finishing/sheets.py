"""What a designer wrote that cannot be printed as written, at the line where it is written.

In: the stylesheets, and the colours that were printed otherwise. Out: findings. A sheet is read
with the same parser as the engine's, so that a colour is found in whatever notation it has.
sRGB colours of a sheet that lie outside the gamut are found before painting, when the sheets
are checked; here are those of other spaces and of drawings, and inks over the limit.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import tinycss2
from tinycss2.color5 import parse_color

from ..config import PressSettings
from ..diagnostics import Diagnostic, Text, warning
from ..source import Source, Span
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
_CLOSE = 1e-4


@dataclass(frozen=True, slots=True)
class Declaration:
    """One declaration of a sheet: its property, and the tokens of its value."""

    name: str
    tokens: tuple[Any, ...]
    sheet: Source


def found_in_sheets(
    paths: Iterable[Path], changed: Iterable[Changed], settings: PressSettings
) -> tuple[Diagnostic, ...]:
    """Colours out of gamut or over the ink limit, lines too thin, a bleed too narrow."""
    declarations = [each for path in paths if path.suffix == ".css" for each in _declared(path)]
    colours = [*_colour_findings(declarations, tuple(changed))]
    return (*colours, *_thin_lines(declarations), *_narrow_bleeds(declarations, settings.bleed))


def _declared(path: Path) -> Iterator[Declaration]:
    text = path.read_text(encoding="utf-8", errors="replace")
    sheet = Source(str(path), path, tuple(text.splitlines()))
    rules = tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True)
    yield from _in_rules(rules, sheet)


def _in_rules(rules: Iterable[Any], sheet: Source) -> Iterator[Declaration]:
    """The declarations of rules and of the rules inside them (@media, @page)."""
    for rule in rules:
        if rule.type == "declaration":
            yield Declaration(rule.lower_name, tuple(rule.value), sheet)
        elif rule.type in ("qualified-rule", "at-rule") and rule.content is not None:
            inside = tinycss2.parse_blocks_contents(
                rule.content, skip_comments=True, skip_whitespace=True
            )
            yield from _in_rules(inside, sheet)


def _colour_findings(
    declarations: list[Declaration], changed: tuple[Changed, ...]
) -> Iterator[Diagnostic]:
    """One finding a colour, at the first place where it is written, if it is in a sheet."""
    places: dict[int, tuple[Source, Span]] = {}
    for declaration in declarations if changed else ():
        for token in _tokens(declaration.tokens):
            written = _colour(token)
            for number, each in enumerate(changed):
                if written is not None and number not in places and _same(written, each):
                    places[number] = declaration.sheet, _span(token, declaration.sheet)
    for number, each in enumerate(changed):
        sheet, span = places.get(number, (None, None))
        if each.difference is None:
            yield _over_limit(each, sheet, span)
        elif sheet is None or each.space == "lab":
            yield _out_of_gamut(each, each.difference, sheet, span)


def _tokens(tokens: Iterable[Any]) -> Iterator[Any]:
    """Every token that may be a colour, those inside functions (gradients) included."""
    for token in tokens:
        if token.type in ("hash", "ident", "function"):
            yield token
        if token.type == "function":
            yield from _tokens(token.arguments)


def _colour(token: Any) -> tuple[str, tuple[float, ...]] | None:
    """A colour with its space, as `Changed` has it; None for a token that is none."""
    colour = parse_color(token)
    if colour is None or isinstance(colour, str):
        return None
    if colour.space in ("srgb", "hsl", "hwb"):
        return "srgb", tuple(colour.to("srgb").coordinates)
    if colour.space == "device-cmyk":
        return "inks", tuple(colour.coordinates)
    try:
        return "lab", tuple(colour.to("lab").coordinates)
    except NotImplementedError:  # a space that the engine does not paint either
        return None


def _same(written: tuple[str, tuple[float, ...]], changed: Changed) -> bool:
    space, values = written
    pairs = zip(values, changed.written, strict=False)
    return space == changed.space and all(abs(one - other) < _CLOSE for one, other in pairs)


def _span(token: Any, sheet: Source) -> Span:
    """The place of a token: to its end for a word, to its bracket for a function."""
    line = sheet.line(token.source_line) or ""
    rest = line[token.source_column - 1 :]
    end = rest.find(")") + 1 if token.type == "function" else len(_word(rest))
    return Span.at(token.source_line, token.source_column, max(end, 1))


def _word(rest: str) -> str:
    length = next(
        (at for at, char in enumerate(rest) if at and not (char.isalnum() or char in "-_.%")),
        len(rest),
    )
    return rest[:length]


def _thin_lines(declarations: list[Declaration]) -> Iterator[Diagnostic]:
    for declaration in declarations:
        if not declaration.name.startswith(_RULES) or "radius" in declaration.name:
            continue
        for token in declaration.tokens:
            points = _points(token)
            if points is not None and 0 < points < _HAIRLINE - 1e-6:
                yield _hairline(points, declaration.sheet, _span(token, declaration.sheet))


def _narrow_bleeds(declarations: list[Declaration], wanted: float) -> Iterator[Diagnostic]:
    for declaration in declarations:
        for token in declaration.tokens if declaration.name.startswith("bleed") else ():
            points = _points(token)
            if points is not None and 0 < points < wanted * _POINTS["mm"] - 0.01:
                yield _narrow(points, wanted, declaration.sheet, _span(token, declaration.sheet))


def _points(token: Any) -> float | None:
    if token.type != "dimension" or token.lower_unit not in _POINTS:
        return None
    return float(token.value * _POINTS[token.lower_unit])


def _named(inks: tuple[float, ...]) -> str:
    """Inks as printers name them: M95 Y90."""
    named = zip("CMYK", inks, strict=True)
    return " ".join(f"{name}{round(100 * ink)}" for name, ink in named if ink)


def _over_limit(changed: Changed, sheet: Source | None, span: Span | None) -> Diagnostic:
    total, inks = round(100 * sum(changed.written)), _named(changed.printed)
    return warning(
        "press-ink-limit",
        Text(
            zh=f"总墨量 {total}% 超过上限，改按 {inks} 印",
            en=f"{total} % of ink is over the limit; printed as {inks}",
        ),
        source=sheet,
        span=span,
        hint=Text(
            zh="黑字用 K100 即可；少叠几色墨",
            en="K 100 is enough for black; lay fewer inks on one another",
        ),
    )


def _out_of_gamut(
    changed: Changed, difference: float, sheet: Source | None, span: Span | None
) -> Diagnostic:
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
        source=sheet,
        span=span,
        hint=Text(
            zh="换一个印得出的颜色（样式表里没有时，在图里找）",
            en="choose a colour that inks can print (where no sheet has it, look in pictures)",
        ),
    )


def _hairline(points: float, sheet: Source, span: Span) -> Diagnostic:
    return warning(
        "press-hairline",
        Text(
            zh=f"线粗 {points:.2f} 磅，印出来可能断（至少 {_HAIRLINE} 磅）",
            en=f"a line of {points:.2f} pt may break up in print (at least {_HAIRLINE} pt)",
        ),
        source=sheet,
        span=span,
        hint=Text(zh="加粗到 0.25 磅以上", en="make it 0.25 pt or more"),
    )


def _narrow(points: float, wanted: float, sheet: Source, span: Span) -> Diagnostic:
    millimetres = points / _POINTS["mm"]
    return warning(
        "press-bleed",
        Text(
            zh=f"出血 {millimetres:.1f} 毫米，印厂要 {wanted:g} 毫米；已按 {wanted:g} 毫米出",
            en=f"a bleed of {millimetres:.1f} mm, the printer wants {wanted:g} mm, and gets it",
        ),
        source=sheet,
        span=span,
        hint=Text(
            zh="出血处的图和色块也要伸到这么宽",
            en="let pictures and areas that bleed reach that far",
        ),
    )
