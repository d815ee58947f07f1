"""What a paragraph is set by: the choices a designer makes, in the terms of CSS Text 4.

Lengths are in thousandths of an em throughout the package: whole thousandths are what a PDF
can say exactly between two characters.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Final

EM: Final = 1000


class Strictness(Enum):
    """How many marks may not begin or end a line (CSS `line-break`, CLREQ 3.1.4).

    LOOSE is CSS's alone: stops, pauses and closing marks begin no line, opening marks end none.
    BASIC is CLREQ's basic rule: connectors, · and ／ begin none either. NORMAL adds GB/T 15834:
    ／ ends none. STRICT adds that —— …… and iteration marks begin none. ANYWHERE drops every rule.
    """

    LOOSE = "loose"
    BASIC = "basic"
    NORMAL = "normal"
    STRICT = "strict"
    ANYWHERE = "anywhere"

    @classmethod
    def for_measure(cls, ems: float) -> Strictness:
        """The customary strictness for a measure in ems; CLREQ leaves it open."""
        if ems < 24:
            return cls.BASIC
        return cls.NORMAL if ems < 32 else cls.STRICT


class Justify(Enum):
    """Where the lines' ends are made even (CSS `text-justify`)."""

    NONE = "none"
    INTER_WORD = "inter-word"
    INTER_CHARACTER = "inter-character"


class Trim(Enum):
    """The blank sides of full-width marks (CSS `text-spacing-trim`).

    SPACE_ALL keeps every blank; all others take half an em out between neighbours. NORMAL
    keeps an opening mark whole at a line's start, TRIM_START halves it there, SPACE_FIRST
    does so on all lines but the first; a closing mark at a line's end is halved where that
    helps, always under TRIM_BOTH. TRIM_ALL halves every mark everywhere.
    """

    SPACE_ALL = "space-all"
    NORMAL = "normal"
    SPACE_FIRST = "space-first"
    TRIM_START = "trim-start"
    TRIM_BOTH = "trim-both"
    TRIM_ALL = "trim-all"


class WordBreak(Enum):
    """CSS `word-break`."""

    NORMAL = "normal"
    BREAK_ALL = "break-all"
    KEEP_ALL = "keep-all"


class Hanging(Enum):
    """Whether 、 ， 。 may stand outside the measure at a line's end (CSS)."""

    NONE = "none"
    ALLOW_END = "allow-end"
    FORCE_END = "force-end"


@dataclass(frozen=True, slots=True)
class Settings:
    """How a paragraph is set. The defaults set Chinese as a compositor does; marks at both edges
    are halved, as GB/T 15834 5.1.10 has it.

    `pitch` is the width given to a full-width character (a character grid asks for other
    than 1000). `emergency` lets a word that is longer than the line be cut anywhere.
    `first_fit` fills each line in turn, without looking ahead.
    """

    strictness: Strictness = Strictness.NORMAL
    justify: Justify = Justify.INTER_CHARACTER
    last_justified: bool = False
    air_letters: bool = True
    air_digits: bool = True
    trim: Trim = Trim.TRIM_BOTH
    hanging: Hanging = Hanging.NONE
    hang_first: bool = False
    hang_last: bool = False
    word_break: WordBreak = WordBreak.NORMAL
    pitch: float = EM
    compress: bool = True
    emergency: bool = True
    first_fit: bool = False
