"""The properties as the specifications have them: values, initial values, inheritance."""

import logging

import pytest

from eco_print.layout.composition.properties import INITIAL

from .pages import composing

VALID = {
    "text-justify": ["auto", "none", "inter-word", "inter-character", "distribute",
                     "no-compress", "inter-character no-compress"],
    "text-autospace": ["normal", "no-autospace", "auto", "ideograph-alpha", "ideograph-numeric",
                       "ideograph-alpha ideograph-numeric", "ideograph-alpha insert",
                       "punctuation replace"],
    "text-spacing-trim": ["normal", "space-all", "space-first", "trim-start", "trim-both",
                          "trim-all", "auto"],
    "hanging-punctuation": ["none", "first", "allow-end", "first force-end last", "last"],
    "line-break": ["auto", "loose", "normal", "strict", "anywhere"],
    "text-wrap-style": ["auto", "balance", "stable", "pretty"],
    "text-emphasis-style": ["none", "dot", "open circle", "filled", "sesame filled", '"x"'],
    "text-emphasis-color": ["red", "currentcolor", "#123456"],
    "text-emphasis-position": ["over", "under right", "left over"],
    "text-emphasis": ["none", "dot red", "open", "#f00 triangle"],
    "text-wrap": ["balance", "wrap", "wrap pretty"],
    "text-spacing": ["none", "auto", "trim-start", "no-autospace trim-both"],
    "word-break": ["keep-all", "break-all", "normal"],
    "-eco-character-grid": ["none", "28 22 / 156mm 225mm", "20 30 / 10cm 200pt"],
}  # fmt: skip
INVALID = {
    "text-justify": ["left", "none none", "auto inter-word"],
    "text-autospace": ["normal no-autospace", "insert replace", "wide"],
    "text-spacing-trim": ["trim", "normal trim-start"],
    "hanging-punctuation": ["allow-end force-end", "end"],
    "line-break": ["hard"],
    "text-wrap-style": ["even"],
    "text-emphasis-style": ["dot circle", "open filled", "square"],
    "text-emphasis-position": ["right", "over under"],
    "-eco-character-grid": ["28", "28 22", "28 22 / 156mm", "2.5 22 / 1cm 1cm", "0 1 / 1cm 1cm"],
}
PROPERTIES = [
    ("text_justify", "auto"), ("text_autospace", "normal"), ("text_spacing_trim", "normal"),
    ("hanging_punctuation", "none"), ("line_break", "auto"), ("text_wrap_style", "auto"),
    ("text_emphasis_style", "none"), ("text_emphasis_position", ("over", "right")),
]  # fmt: skip


def warnings_of(declaration: str, caplog: pytest.LogCaptureFixture) -> list[str]:
    from weasyprint import CSS
    from weasyprint.logger import LOGGER

    caplog.clear()
    handlers, LOGGER.handlers = LOGGER.handlers, [caplog.handler]
    propagate, LOGGER.propagate = LOGGER.propagate, False
    try:
        with composing():
            CSS(string=f"p {{ {declaration} }}")
    finally:
        LOGGER.handlers, LOGGER.propagate = handlers, propagate
    return [record.getMessage() for record in caplog.records if record.levelno >= logging.WARNING]


def styles(css: str, lang: str = "zh") -> tuple[dict, dict]:
    """The computed styles of the root and of a paragraph in it."""
    from weasyprint import HTML

    html = f"<html lang={lang}><style>{css}</style><body><p id=p>中<h1>文</h1>"
    with composing():
        document = HTML(string=html).render()
        root = document.pages[0]._page_box.children[0]
        found = {box.element_tag: box.style for box in root.descendants()}
        for style in found.values():
            [style[name] for name in INITIAL]  # computed when first asked for
        return found["html"], found["p"]


@pytest.mark.parametrize(
    "declaration", [f"{name}: {value}" for name, values in VALID.items() for value in values]
)
def test_values_of_the_specification_are_taken(
    declaration: str, caplog: pytest.LogCaptureFixture
) -> None:
    for value in (declaration, declaration.partition(":")[0] + ": inherit"):
        assert warnings_of(value, caplog) == []


@pytest.mark.parametrize(
    "declaration", [f"{name}: {value}" for name, values in INVALID.items() for value in values]
)
def test_other_values_are_refused_with_a_warning(
    declaration: str, caplog: pytest.LogCaptureFixture
) -> None:
    assert len(warnings_of(declaration, caplog)) == 1


@pytest.mark.parametrize(("name", "initial"), PROPERTIES)
def test_initial_values_are_those_of_the_specification(name: str, initial: object) -> None:
    root, paragraph = styles("", lang="en")
    assert root[name] == paragraph[name] == initial


@pytest.mark.parametrize(
    ("declaration", "name", "value"),
    [
        ("text-justify: inter-word", "text_justify", "inter-word"),
        ("text-autospace: no-autospace", "text_autospace", "no-autospace"),
        ("text-spacing-trim: space-all", "text_spacing_trim", "space-all"),
        ("hanging-punctuation: allow-end", "hanging_punctuation", ("allow-end",)),
        ("line-break: strict", "line_break", "strict"),
        ("text-wrap: pretty", "text_wrap_style", "pretty"),
        ("text-emphasis: open sesame", "text_emphasis_style", ("open", "sesame")),
        ("text-spacing: none", "text_spacing_trim", "space-all"),
    ],
)
def test_every_property_is_inherited(declaration: str, name: str, value: object) -> None:
    root, paragraph = styles(f"html {{ {declaration} }}")
    assert root[name] == paragraph[name] == value


def test_a_custom_property_may_hold_a_value() -> None:
    _, paragraph = styles("html { --n: strict; --g: 10 5 / 100pt 100pt }"
                          "p { line-break: var(--n); -eco-character-grid: var(--g) }")  # fmt: skip
    assert paragraph["line_break"] == "strict"
    assert paragraph["eco_character_pitch"] == pytest.approx(100 / 10 * 4 / 3)
    assert paragraph["line_height"].value == pytest.approx(100 / 5 * 4 / 3)


def test_the_grid_is_a_shorthand_for_two_pitches_and_the_line_height() -> None:
    _, paragraph = styles("html { -eco-character-grid: 28 22 / 156mm 225mm }")
    millimetre = 96 / 25.4
    assert paragraph["eco_character_pitch"] == pytest.approx(156 / 28 * millimetre)
    assert paragraph["eco_line_pitch"] == pytest.approx(225 / 22 * millimetre)
    assert paragraph["line_height"].value == pytest.approx(225 / 22 * millimetre)


def test_chinese_emphasis_stands_below_without_a_word() -> None:
    assert styles("")[1]["text_emphasis_position"] == ("under", "right")
