"""Pass `width`: full-width figures and letters become half-width, as this house sets them.

Marks stay full-width; only the full stop between full-width figures (３．５) is a decimal point
and goes with them.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..patterns import lazy
from ..strips import Edit

_WIDE = lazy("[０-９Ａ-Ｚａ-ｚ]+(?:．[０-９]+)*")
_OFFSET = ord("０") - ord("0")


def repair(text: str) -> Iterator[Edit]:
    """The full-width words and numbers of one strip."""
    for match in _WIDE.finditer(text):
        narrow = "".join(chr(ord(char) - _OFFSET) for char in match[0])
        yield Edit(match.start(), match.end(), narrow)
