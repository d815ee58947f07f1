"""What designers write, with its places: what passes from layout to whoever must point at it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from .source import Source, Span


@dataclass(frozen=True, slots=True)
class Written:
    """A part of a value: a token of CSS Syntax 3 as tinycss2 has it, and where it stands.

    `name` is the property, or the attribute of an SVG drawing, and `inside` the function that
    the token is an argument of, if any; `drawn` says that it is part of a drawing.
    """

    name: str
    token: Any = field(repr=False)
    source: Source
    span: Span
    inside: str = ""
    drawn: bool = False
