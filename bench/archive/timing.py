"""Clock times of what is done many times over."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterable
from typing import TypeVar

Thing = TypeVar("Thing")


def times(do: Callable[[Thing], object], things: Iterable[Thing]) -> list[float]:
    """The milliseconds that each took."""
    taken = []
    for thing in things:
        start = time.perf_counter()
        do(thing)
        taken.append((time.perf_counter() - start) * 1e3)
    return taken


def median(taken: Iterable[float]) -> float:
    return statistics.median(taken)


def worst(taken: Iterable[float]) -> float:
    """What nineteen of twenty stay under."""
    return statistics.quantiles(taken, n=20)[-1]
