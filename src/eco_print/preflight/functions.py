"""The most that a PDF function can give (ISO 32000-1, 7.10).

Preflight does not evaluate functions; to bound the ink of a shading it is enough to know what
no input can exceed, and that can be read off the dictionary.
"""

from __future__ import annotations

from .objects import Value, elements, entry, number, numbers

_DEPTH = 8


def output_maxima(function: Value, components: int, depth: int = 0) -> tuple[float, ...] | None:
    """For each output the value it cannot exceed; None when the function does not tell."""
    if depth > _DEPTH:
        return None
    several = elements(function)
    if several:
        return _joined([output_maxima(one, 1, depth + 1) for one in several])
    kind = number(entry(function, "/FunctionType"))
    if kind == 2:
        return _exponential(function)
    if kind == 3:
        parts = elements(entry(function, "/Functions"))
        return _largest([output_maxima(one, components, depth + 1) for one in parts])
    ranges = numbers(entry(function, "/Range"))
    return tuple(ranges[1::2]) if ranges else None


def total_maximum(function: Value, depth: int = 0) -> float | None:
    """What the outputs together cannot exceed; None when the function does not tell.

    From one colour to another by one power, the sum goes straight from one sum to the other: a
    gradient from cyan to black is nowhere 200 %.
    """
    kind = number(entry(function, "/FunctionType"))
    if kind == 2 and _exponential(function) is not None:
        ends = (numbers(entry(function, key)) for key in ("/C0", "/C1"))
        return max(sum(end) for end in ends if end is not None) if depth <= _DEPTH else None
    if kind == 3 and depth <= _DEPTH:
        parts = [total_maximum(one, depth + 1) for one in elements(entry(function, "/Functions"))]
        known = [part for part in parts if part is not None]
        return max(known) if known and len(known) == len(parts) else None
    return None


def _exponential(function: Value) -> tuple[float, ...] | None:
    """C0 + xᴺ (C1 − C0) lies between the two for 0 ≤ x ≤ 1."""
    start = numbers(entry(function, "/C0")) or (0.0,)
    end = numbers(entry(function, "/C1")) or (1.0,)
    domain = numbers(entry(function, "/Domain"), 2)
    power = number(entry(function, "/N"))
    if domain is None or not 0 <= domain[0] <= domain[1] <= 1 or power is None or power < 0:
        return None
    return tuple(max(pair) for pair in zip(start, end, strict=False))


def _joined(parts: list[tuple[float, ...] | None]) -> tuple[float, ...] | None:
    values: list[float] = []
    for part in parts:
        if part is None:
            return None
        values.extend(part)
    return tuple(values)


def _largest(parts: list[tuple[float, ...] | None]) -> tuple[float, ...] | None:
    known = [part for part in parts if part is not None]
    if not known or len(known) != len(parts):
        return None
    return tuple(map(max, zip(*known, strict=False)))
