"""What the tests of composition share: a simple face, and lines as text."""

from collections.abc import Sequence

from eco_print.typesetting import Composer, Line, Paragraph, Settings, prepare, set_widths
from eco_print.typesetting.classes import classify

NARROW = frozenset("A0pc%$hly= _")


def advances(text: str) -> list[int]:
    """A face with em-square Han and marks, half-em Latin, and no width for joined characters."""
    return [0 if name in "Jm~Z\n" else 500 if name in NARROW else 1000 for name in classify(text)]


def lines(text: str, *measures: float, **choices: object) -> list[str]:
    """The text as lines."""
    return [text[line.start : line.end] for line in set_(text, *measures, **choices)[1]]


def set_(text: str, *measures: float, **choices: object) -> tuple[Paragraph, Sequence[Line]]:
    """A paragraph and its lines; measures in ems."""
    paragraph = prepare(text, advances(text), Settings(**choices))
    return paragraph, Composer(paragraph).lines([1000 * measure for measure in measures])


def origins(text: str, *measures: float, line: int = 0, **choices: object) -> list[float]:
    """Where the characters of one line stand, in thousandths of an em."""
    paragraph, set_lines = set_(text, *measures, **choices)
    return [origin for origin, _ in set_widths(paragraph, set_lines[line])]


def gaps(text: str, *measures: float, **choices: object) -> list[float]:
    """The white added between neighbours of the first line (their advances aside)."""
    paragraph, set_lines = set_(text, *measures, **choices)
    stands = list(set_widths(paragraph, set_lines[0]))
    widths = advances(text)
    return [stands[i + 1][0] - stands[i][0] - widths[i] for i in range(len(stands) - 1)]
