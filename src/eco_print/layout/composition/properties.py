"""The properties the engine learns: CSS Text 4, CSS Text Decoration 4, and the character grid.

In: the engine's tables of properties. Out: the same tables with ours added, and a function that
takes them out again. Names, values, inheritance and initial values are the specifications';
what has no specification carries the prefix `-eco-`:

    -eco-character-grid: <characters> <lines> / <width> <height> | none

is a shorthand: the pitch of characters is width / characters, `line-height` and the pitch of
lines are height / lines.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

import weasyprint.css as engine_css
from tinycss2.ast import DimensionToken, IdentToken, NumberToken
from weasyprint.css import computed_values, properties, tokens, validation
from weasyprint.css.validation import expanders
from weasyprint.css.validation import properties as validators

Tokens = list[Any]

INITIAL: dict[str, Any] = {
    "text_justify": "auto",
    "text_autospace": "normal",
    "text_spacing_trim": "normal",
    "hanging_punctuation": "none",
    "line_break": "auto",
    "text_wrap_style": "auto",
    "text_emphasis_style": "none",
    "text_emphasis_color": "currentcolor",
    "text_emphasis_position": ("over", "right"),
    "eco_character_pitch": "none",
    "eco_line_pitch": "none",
}
INHERITED = frozenset(INITIAL)

_JUSTIFY = {"auto", "none", "inter-word", "inter-character"}
_TRIM = {
    "space-all", "normal", "space-first", "trim-start", "trim-both", "trim-all", "auto",
}  # fmt: skip
_BREAK = {"auto", "loose", "normal", "strict", "anywhere"}
_WRAP = {"auto", "balance", "stable", "pretty", "avoid-orphans"}
_SHAPES = {"dot", "circle", "double-circle", "triangle", "sesame"}


def _keywords(given: Tokens) -> list[str] | None:
    names = [tokens.get_keyword(token) for token in given]
    return None if None in names or len(set(names)) != len(names) else names


def _one_of(allowed: Iterable[str]) -> Callable[[Tokens], str | None]:
    values = frozenset(allowed)

    def validate(given: Tokens) -> str | None:
        keyword = tokens.get_single_keyword(given)
        return keyword if keyword in values else None

    return validate


def _text_justify(given: Tokens) -> Any:
    """`[ auto | none | inter-word | inter-character ] || no-compress`; `distribute` is old."""
    names = _keywords(given)
    if not names:
        return None
    rest = ["inter-character" if name == "distribute" else name for name in names]
    compress = "no-compress" not in rest
    rest = [name for name in rest if name != "no-compress"] or ["auto"]
    if len(rest) > 1 or rest[0] not in _JUSTIFY:
        return None
    return rest[0] if compress else (rest[0], "no-compress")


def _text_autospace(given: Tokens) -> Any:
    """`normal | auto | no-autospace | [ ideograph-alpha || ideograph-numeric || punctuation ] ||
    [ insert | replace ]`."""
    names = _keywords(given)
    if not names:
        return None
    if len(names) == 1 and names[0] in ("normal", "auto", "no-autospace"):
        return names[0]
    known = {"ideograph-alpha", "ideograph-numeric", "punctuation", "insert", "replace"}
    if set(names) - known or {"insert", "replace"} <= set(names):
        return None
    return tuple(sorted(names))


def _hanging_punctuation(given: Tokens) -> Any:
    """`none | [ first || [ force-end | allow-end ] || last ]`."""
    names = _keywords(given)
    if not names or names == ["none"]:
        return "none" if names else None
    known = {"first", "last", "force-end", "allow-end"}
    if set(names) - known or {"force-end", "allow-end"} <= set(names):
        return None
    return tuple(sorted(names))


def _emphasis_style(given: Tokens) -> Any:
    """`none | [ [ filled | open ] || [ dot | circle | … ] ] | <string>`."""
    if len(given) == 1 and given[0].type == "string":
        return ("string", given[0].value[:1]) if given[0].value else "none"
    names = _keywords(given)
    if not names or len(names) > 2:
        return None
    if names == ["none"]:
        return "none"
    shapes = [name for name in names if name in _SHAPES]
    fills = [name for name in names if name in ("filled", "open")]
    if len(shapes) + len(fills) != len(names) or len(shapes) > 1 or len(fills) > 1:
        return None
    return ((fills or ["filled"])[0], (shapes or ["circle"])[0])


def _emphasis_position(given: Tokens) -> Any:
    """`[ over | under ] && [ right | left ]?`."""
    names = _keywords(given)
    if not names or len(names) > 2:
        return None
    line = [name for name in names if name in ("over", "under")]
    side = [name for name in names if name in ("right", "left")]
    if len(line) != 1 or len(line) + len(side) != len(names):
        return None
    return (line[0], (side or ["right"])[0])


def _emphasis_color(given: Tokens) -> Any:
    return validators.PROPERTIES["text-decoration-color"](given)


def _pitch(given: Tokens) -> Any:
    if tokens.get_single_keyword(given) == "none":
        return "none"
    return tokens.get_length(given[0], negative=False) if len(given) == 1 else None


VALIDATORS: dict[str, Callable[[Tokens], Any]] = {
    "text-justify": _text_justify,
    "text-autospace": _text_autospace,
    "text-spacing-trim": _one_of(_TRIM),
    "hanging-punctuation": _hanging_punctuation,
    "line-break": _one_of(_BREAK),
    "text-wrap-style": _one_of(_WRAP),
    "text-emphasis-style": _emphasis_style,
    "text-emphasis-color": _emphasis_color,
    "text-emphasis-position": _emphasis_position,
    "eco-character-pitch": _pitch,
    "eco-line-pitch": _pitch,
}


def _expand_emphasis(given: Tokens, _name: str) -> Iterator[tuple[str, Tokens]]:
    """`text-emphasis: <style> || <color>`."""
    style = [token for token in given if not _emphasis_color([token])]
    color = [token for token in given if _emphasis_color([token])]
    if len(color) > 1:
        raise tokens.InvalidValues
    if style:
        yield "-style", style
    if color:
        yield "-color", color


def _expand_wrap(given: Tokens, _name: str) -> Iterator[tuple[str, Tokens]]:
    """`text-wrap: <style>`; of the modes only `wrap`, for `nowrap` is `white-space`'s here."""
    style = [token for token in given if tokens.get_keyword(token) != "wrap"]
    if len(given) > 2 or len(style) > 1:
        raise tokens.InvalidValues
    if style:
        yield "text-wrap-style", style


def _expand_spacing(given: Tokens, _name: str) -> Iterator[tuple[str, Tokens]]:
    """`text-spacing: none | auto | <autospace> || <spacing-trim>`."""
    keyword = tokens.get_single_keyword(given)
    if keyword == "none":
        yield "text-autospace", [_ident("no-autospace", given[0])]
        yield "text-spacing-trim", [_ident("space-all", given[0])]
        return
    trim = [token for token in given if tokens.get_keyword(token) in _TRIM - {"normal", "auto"}]
    space = [token for token in given if token not in trim]
    if keyword not in ("normal", "auto") and space:
        yield "text-autospace", space
    if trim:
        yield "text-spacing-trim", trim


def _ident(name: str, like: Any) -> IdentToken:
    return IdentToken(like.source_line, like.source_column, name)


def _expand_grid(given: Tokens, _name: str) -> Iterator[tuple[str, Tokens]]:
    """`none | <characters> <lines> / <width> <height>`."""
    if tokens.get_single_keyword(given) == "none":
        yield "eco-character-pitch", given
        yield "eco-line-pitch", given
        return
    if len(given) != 5 or given[2].type != "literal" or given[2].value != "/":
        raise tokens.InvalidValues
    counts = [_count(token) for token in given[:2]]
    sizes = [_size(token) for token in given[3:]]
    for name, count, size in zip(("character", "line"), counts, sizes, strict=True):
        pitch = [_divided(size, count)]
        yield f"eco-{name}-pitch", pitch
        if name == "line":
            yield "line-height", pitch


def _count(token: Any) -> int:
    if not isinstance(token, NumberToken) or not token.is_integer or token.int_value < 1:
        raise tokens.InvalidValues("a grid counts whole characters and lines")
    return int(token.int_value)


def _size(token: Any) -> DimensionToken:
    if not isinstance(token, DimensionToken) or token.value <= 0:
        raise tokens.InvalidValues("a grid needs the width and the height of the type area")
    return token


def _divided(size: DimensionToken, count: int) -> DimensionToken:
    value = size.value / count
    line, column = size.source_line, size.source_column
    return DimensionToken(line, column, value, None, f"{value!r}", size.unit)


EXPANDERS: dict[str, Any] = {
    "text-emphasis": expanders.generic_expander("-style", "-color")(_expand_emphasis),
    "text-wrap": expanders.generic_expander("text-wrap-style")(_expand_wrap),
    "text-spacing": expanders.generic_expander("text-autospace", "text-spacing-trim")(
        _expand_spacing
    ),
    "eco-character-grid": expanders.generic_expander(
        "eco-character-pitch", "eco-line-pitch", "line-height"
    )(_expand_grid),
}


def _computed_pitch(style: Any, name: str, value: Any) -> Any:
    return (
        value if value == "none" else computed_values.length(style, name, value, pixels_only=True)
    )


COMPUTERS: dict[str, Any] = {
    "text_emphasis_color": computed_values.COMPUTER_FUNCTIONS["text_decoration_color"],
    "eco_character_pitch": _computed_pitch,
    "eco_line_pitch": _computed_pitch,
}


def _keep_all(given: Tokens) -> str | None:
    """`word-break` as the specification has it; the engine does not know `keep-all`."""
    keyword = tokens.get_single_keyword(given)
    return keyword if keyword in ("normal", "break-all", "keep-all") else None


def _with_prefix(original: Callable[..., Any]) -> Callable[..., Any]:
    """Declarations with the prefix `-eco-` are ours; the engine drops every prefixed name."""

    def preprocess(base_url: Any, declarations: Iterable[Any], prelude: Any = None) -> Any:
        declarations = list(declarations)
        for declaration in declarations:
            if declaration.type == "declaration" and declaration.lower_name.startswith("-eco-"):
                declaration.lower_name = declaration.lower_name[1:]
        return original(base_url, declarations, prelude)

    preprocess.replaces = original  # type: ignore[attr-defined]
    return preprocess


def register() -> Callable[[], None]:
    """Teach the engine; returns what makes it forget."""
    original_break = validators.PROPERTIES["word-break"]
    original_preprocess = validation.preprocess_declarations
    properties.INITIAL_VALUES.update(INITIAL)
    properties.INHERITED.update(INHERITED)
    properties.KNOWN_PROPERTIES.update(VALIDATORS)
    for name, validator in VALIDATORS.items():
        validator.wants_base_url = False  # type: ignore[attr-defined]
        validators.PROPERTIES[name] = validator
    _keep_all.wants_base_url = False  # type: ignore[attr-defined]
    validators.PROPERTIES["word-break"] = _keep_all
    expanders.EXPANDERS.update(EXPANDERS)
    computed_values.COMPUTER_FUNCTIONS.update(COMPUTERS)
    preprocess = _with_prefix(original_preprocess)
    validation.preprocess_declarations = engine_css.preprocess_declarations = preprocess

    def forget() -> None:
        for name in INITIAL:
            del properties.INITIAL_VALUES[name]
        properties.INHERITED.difference_update(INHERITED)
        properties.KNOWN_PROPERTIES.difference_update(VALIDATORS)
        for name in VALIDATORS:
            del validators.PROPERTIES[name]
        validators.PROPERTIES["word-break"] = original_break
        for name in EXPANDERS:
            del expanders.EXPANDERS[name]
        for name in COMPUTERS:
            del computed_values.COMPUTER_FUNCTIONS[name]
        validation.preprocess_declarations = original_preprocess
        engine_css.preprocess_declarations = original_preprocess

    return forget
