"""From computed styles to the terms of the composer.

In: the style of a line box and its measure. Out: `Settings`. What the specifications leave to
the user agent for Chinese (`auto`, and `text-align` that nobody set) is decided here.
"""

from __future__ import annotations

from typing import Any, Final

from ...typesetting import EM, Hanging, Justify, Settings, Strictness, Trim, WordBreak

_TOO_NARROW: Final = 8
_TRIMS: Final = {trim.value: trim for trim in Trim}
_BREAKS: Final = {strictness.value: strictness for strictness in Strictness}


def is_chinese(style: Any) -> bool:
    """Whether a style's language is Chinese and runs from left to right."""
    language = style["lang"]
    return bool(language) and language[:2].lower() == "zh" and style["direction"] == "ltr"


def is_set(style: Any, name: str) -> bool:
    """Whether any stylesheet said something of an inherited property, here or above."""
    while style is not None:
        if name in getattr(style, "cascaded", ()):
            return True
        style = style.parent_style
    return False


def alignment(style: Any, ems: float) -> tuple[bool, bool]:
    """Whether lines are justified, and whether the last one is.

    `text-align` is `start` by the specification; Chinese text is justified unless a
    stylesheet says otherwise, or a line holds hardly more than a word.
    """
    align = style["text_align_all"]
    if align == "start" and ems >= _TOO_NARROW and not is_set(style, "text_align_all"):
        align = "justify"
    last = style["text_align_last"]
    return align == "justify", last == "justify"


def settings_for(style: Any, ems: float) -> Settings:
    """The settings of a paragraph on a measure of `ems`."""
    justified, last = alignment(style, ems)
    justify, compress = _justify(style, justified)
    letters, digits = _autospace(style["text_autospace"])
    hanging = style["hanging_punctuation"]
    hanging = () if hanging == "none" else hanging
    return Settings(
        strictness=_strictness(style["line_break"], ems),
        justify=justify,
        last_justified=last,
        air_letters=letters,
        air_digits=digits,
        trim=_trim(style),
        hanging=_hanging(hanging),
        hang_first="first" in hanging,
        hang_last="last" in hanging,
        word_break=WordBreak(style["word_break"]),
        pitch=_pitch(style),
        compress=compress,
        emergency=True,
        first_fit=style["text_wrap_style"] == "stable",
    )


def _justify(style: Any, justified: bool) -> tuple[Justify, bool]:
    value = style["text_justify"]
    compress = not isinstance(value, tuple)
    name = value if compress else value[0]
    if not justified or name == "none":
        return Justify.NONE, compress
    inter_word = Justify.INTER_WORD if name == "inter-word" else Justify.INTER_CHARACTER
    return inter_word, compress


def _strictness(value: str, ems: float) -> Strictness:
    return Strictness.for_measure(ems) if value == "auto" else _BREAKS[value]


def _autospace(value: str | tuple[str, ...]) -> tuple[bool, bool]:
    if value in ("normal", "auto"):
        return True, True
    if value == "no-autospace":
        return False, False
    named = {"ideograph-alpha", "ideograph-numeric"} & set(value)
    if not named and "punctuation" not in value:
        return True, True  # `insert` or `replace` alone
    return "ideograph-alpha" in named, "ideograph-numeric" in named


def _trim(style: Any) -> Trim:
    value = style["text_spacing_trim"]
    if value == "auto" or (value == "normal" and not is_set(style, "text_spacing_trim")):
        # GB/T 15834 5.1.10 halves marks at line ends; Taiwan and Hong Kong centre them.
        return Trim.TRIM_START if _is_traditional(style["lang"]) else Trim.TRIM_BOTH
    return _TRIMS[value]


def _is_traditional(language: str) -> bool:
    parts = language.lower().split("-")
    return bool({"hant", "tw", "hk", "mo"}.intersection(parts[1:])) and "hans" not in parts


def _hanging(value: tuple[str, ...]) -> Hanging:
    if "force-end" in value:
        return Hanging.FORCE_END
    return Hanging.ALLOW_END if "allow-end" in value else Hanging.NONE


def _pitch(style: Any) -> float:
    pitch = style["eco_character_pitch"]
    size = style["font_size"]
    # A grid is for the size of the text it was made for; headings keep their own.
    if pitch == "none" or not 0.8 < pitch / size < 1.5:
        return EM
    return float(pitch / size * EM)


def spacing_of(style: Any) -> tuple[int, int]:
    """`letter-spacing` and `word-spacing` in whole thousandths of an em."""
    letter = style["letter_spacing"]
    size = style["font_size"]
    letter = 0 if letter == "normal" else round(letter / size * EM)
    return letter, round(style["word_spacing"] / size * EM)
