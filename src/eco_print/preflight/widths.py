"""How wide glyphs are, in thousandths of the size: the arrays of font dictionaries."""

from __future__ import annotations

from .objects import Value, elements, number

_LIMIT = 200_000


def simple_widths(first: Value, given: Value) -> dict[int, float]:
    """Widths by code from FirstChar and Widths (ISO 32000-1, table 111)."""
    start = int(number(first) or 0)
    return {start + i: number(width) or 0.0 for i, width in enumerate(elements(given)[:_LIMIT])}


def composite_widths(given: Value) -> dict[int, float]:
    """Widths by CID from a W array: `c [w …]` and `first last w` (ISO 32000-1, 9.7.4.3)."""
    array = elements(given)
    found: dict[int, float] = {}
    index = 0
    while index + 1 < len(array) and len(found) < _LIMIT:
        first = int(number(array[index]) or 0)
        listed = elements(array[index + 1])
        if listed or number(array[index + 1]) is None:
            for offset, width in enumerate(listed):
                found[first + offset] = number(width) or 0.0
            index += 2
            continue
        last = int(number(array[index + 1]) or 0)
        width = number(array[index + 2]) if index + 2 < len(array) else None
        for cid in range(first, min(last, first + 65535) + 1):
            found[cid] = width or 0.0
        index += 3
    return found
