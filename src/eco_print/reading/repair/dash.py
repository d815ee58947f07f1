"""Pass `dash`: —— takes two cells (GB/T 15834-2011, 4.13).

A single — between two words or numbers is another mark, the connector (4.13.3 and 4.15), and
stays; so do options of commands (--strict) and rules drawn with hyphens.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..han import CHINESE
from ..patterns import lazy
from ..strips import Edit

_LINES = lazy(r"(?<![-－―─])(?:-{2,4}|－{2,4}|―{2,4}|─{2,4}|— —)(?![-－―─])")


def repair(text: str) -> Iterator[Edit]:
    """The dashes of one strip that are drawn otherwise and join Chinese to something."""
    for match in _LINES.finditer(text):
        left = text[max(0, match.start() - 2) : match.start()].rstrip(" ")[-1:]
        right = text[match.end() : match.end() + 2].lstrip(" ")[:1]
        option = right.isascii() and right.islower()
        if CHINESE.match(right) or (CHINESE.match(left) and not option):
            yield Edit(match.start(), match.end(), "——")
