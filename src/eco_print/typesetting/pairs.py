"""What may happen between two neighbouring classes: divide, trim, air, stretch.

In: two class letters and the settings. Out: a `Pair`. Sources: CLREQ 3.1 (punctuation width,
prohibition rules) and 3.2 (mixed composition), GB/T 15834-2011; the prices are ours.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from . import classes as c
from .settings import Justify, Settings, Strictness, Trim, WordBreak

HALF: Final = 500
QUARTER: Final = 250
EIGHTH: Final = 125

# What may follow on the next line after a mark inside Latin text; a dash parts words, and the
# years of a span.
_AFTER: Final = {
    c.LATIN_DASH: "A0pc%$hly=", c.HYPHEN: c.LETTER, c.OPERATOR: "A0$p",
    c.LATIN_CLOSING: c.LATIN_OPENING,
}  # fmt: skip

# The order in which white space is reduced (CLREQ; closing marks at line ends come first and
# belong to the line, not to a pair).
WORD, DOT, BRACKET, COMMA, AIR, FULL_STOP = range(1, 7)
STAGES: Final = 7

# How a break is judged: its price in points, or never.
NEVER: Final = -1
FREE: Final = 0
_AFTER_JOINT: Final = 12  # after a hyphen, a slash, the dot inside a name
AFTER_OPERATOR: Final = 40  # GB 3102.11: a formula is divided right after its signs
_BEFORE_DASH: Final = 10  # where —— and …… may begin a line, they seldom should

_CLOSERS: Final = c.CLOSING + c.PAUSE + c.STOP + c.OUTCRY
_FULL_WIDTH: Final = frozenset(_CLOSERS + c.OPENING)
_EM_SQUARE: Final = frozenset(c.HAN + c.ITERATION + c.WIDE_DIGIT + c.OBJECT + c.WIDE_POSTFIX)
_LATIN: Final = frozenset("A0pc%$hly=")
# Never at a line's start, whatever the strictness; then what each level adds.
_NO_START: Final = frozenset(_CLOSERS + "X" + "cJm^ _i%T~Z\n")
_NO_START_NORMAL: Final = _NO_START | frozenset("MN/hl=")
_NO_START_STRICT: Final = _NO_START_NORMAL | frozenset("DEK")
_NO_END: Final = frozenset(c.OPENING + c.LATIN_OPENING + c.PREFIX + c.NO_BREAK_SPACE + c.JOINER)
_NO_END_NORMAL: Final = _NO_END | frozenset(c.SLASH)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two neighbours: the price of a break, and the space between them on one line.

    `gap` is what is added to (taken from) their widths; `stage` and `give` say in which turn
    and by how much it may be reduced; `air` and `word` by how much it may grow before the
    rest of the line does; `even` is whether it takes an equal share after that.
    """

    price: int = FREE
    gap: int = 0
    stage: int = 0
    give: int = 0
    air: int = 0
    word: int = 0
    even: bool = True


class PairTable(dict[str, Pair]):
    """Pairs by their two letters, worked out when first met."""

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self._settings = settings

    def __missing__(self, letters: str) -> Pair:
        found = self[letters] = _pair(letters[0], letters[1], self._settings)
        return found


_TABLES: Final[dict[tuple[object, ...], PairTable]] = {}


def table_for(settings: Settings) -> PairTable:
    """The table of these settings; tables are kept, there are few."""
    key = (
        settings.strictness,
        settings.justify,
        settings.air_letters,
        settings.air_digits,
        settings.trim,
        settings.word_break,
        settings.compress,
    )
    if key not in _TABLES:
        _TABLES[key] = PairTable(settings)
    return _TABLES[key]


def _pair(left: str, right: str, settings: Settings) -> Pair:
    gap, stage, give = _blank(left, right, settings)
    air = word = 0
    if c.SPACE not in (left, right) and _has_air(left, right, settings):
        gap, stage, give, air = QUARTER, AIR, EIGHTH, QUARTER
    if left in (c.SPACE, c.NO_BREAK_SPACE):
        stage, give, word = WORD, QUARTER, HALF  # limits of the space's own width
    if not settings.compress:
        stage = give = 0
    even = settings.justify is Justify.INTER_CHARACTER and not _undivided(left, right)
    return Pair(_price(left, right, settings), gap, stage, give, air, word, even)


def _blank(left: str, right: str, settings: Settings) -> tuple[int, int, int]:
    """Blank sides of marks: what neighbours lose at once, and what they may lose."""
    closing, opening = left in _CLOSERS, right == c.OPENING
    if settings.trim is Trim.SPACE_ALL:
        return 0, _stage(left, right), HALF if closing or opening else 0
    if settings.trim is Trim.TRIM_ALL:
        return -HALF * (closing + opening), 0, 0
    if (closing and right in _CLOSERS) or left == right == c.OPENING:
        return -HALF, 0, 0
    if closing and opening:
        return -HALF, BRACKET, QUARTER
    return 0, _stage(left, right), _give(left, right)


def _give(left: str, right: str) -> int:
    dot = c.MIDDLE in (left, right)
    if left in _CLOSERS or right == c.OPENING:
        return QUARTER if dot else HALF
    return QUARTER if dot else 0


def _stage(left: str, right: str) -> int:
    if left == c.PAUSE:
        return COMMA
    if left in (c.STOP, c.OUTCRY):
        return FULL_STOP
    if left == c.CLOSING or right == c.OPENING:
        return BRACKET
    return DOT if c.MIDDLE in (left, right) else 0


def _has_air(left: str, right: str, settings: Settings) -> bool:
    """Han beside a Latin letter or a figure. Marks on either side bring their own white."""
    wide, narrow = (left, right) if left in _EM_SQUARE - {c.OBJECT} else (right, left)
    if wide not in _EM_SQUARE - {c.OBJECT, c.WIDE_POSTFIX}:
        return False
    if narrow == c.LETTER:
        return settings.air_letters
    if narrow == c.PREFIX and left == narrow:
        return False
    return narrow in (c.DIGIT, c.POSTFIX, c.PREFIX) and settings.air_digits


def _undivided(left: str, right: str) -> bool:
    """Pairs that never take extra white: words, numbers, —— and ……, connectors and slashes and
    what stands beside them, marks on their base."""
    if left in _LATIN and right in _LATIN:
        return True
    if (left == right and left in "DE") or left in "N/" or right in "N/":
        return True
    if right in "Jm^~ Z\n" or left in "J~Z\n":
        return True
    return left in (c.PREFIX, c.WIDE_DIGIT) and right in (c.WIDE_DIGIT, c.DIGIT)


def _price(left: str, right: str, settings: Settings) -> int:
    """The price of a break between two neighbours that no space parts."""
    if right in "Jm \n~" or left == c.JOINER:
        return NEVER
    if settings.strictness is Strictness.ANYWHERE or left in (c.ZERO_SPACE, c.NEWLINE):
        return FREE
    if not _may_part(left, right, settings) or _keeps_words(left, right, settings):
        return NEVER
    if left == c.OPERATOR and right in _LATIN:
        return AFTER_OPERATOR
    if right in "DE":
        return _BEFORE_DASH
    return _AFTER_JOINT if left in "/hlM" else FREE


def may_start(right: str, strictness: Strictness) -> bool:
    """Whether a class may begin a line."""
    if strictness is Strictness.LOOSE:
        return right not in _NO_START
    return right not in (_NO_START_STRICT if strictness is Strictness.STRICT else _NO_START_NORMAL)


def may_end(left: str, strictness: Strictness) -> bool:
    """Whether a class may end a line."""
    basic = strictness in (Strictness.LOOSE, Strictness.BASIC)
    return left not in (_NO_END if basic else _NO_END_NORMAL)


def _may_part(left: str, right: str, settings: Settings) -> bool:
    if not may_start(right, settings.strictness) or not may_end(left, settings.strictness):
        return False
    if left == right and left in "DEF":
        return False
    return not (left == c.PREFIX and right == c.WIDE_DIGIT)


def _keeps_words(left: str, right: str, settings: Settings) -> bool:
    """Whether the two belong to one Latin word or number (or a Han word under keep-all)."""
    if settings.word_break is WordBreak.KEEP_ALL and left in "HKA0F" and right in "HKA0F":
        return True
    if left not in _LATIN or right not in _LATIN | {c.SLASH}:
        return left == c.SLASH and right == c.DIGIT
    if settings.word_break is WordBreak.BREAK_ALL and left in "A0" and right in "A0":
        return False
    return right not in _AFTER.get(left, "")
