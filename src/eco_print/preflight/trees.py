"""Name trees (ISO 32000-1, 7.9.6), walked without recursion, loops and depth aside."""

from __future__ import annotations

from collections.abc import Iterator

from .objects import Value, elements, entry

MOST_NODES = 20_000
"""More than any sound file has in a tree or an outline."""


def name_tree(root: Value) -> Iterator[Value]:
    """The values of a name tree, loops and depth aside."""
    stack, steps = [root], 0
    while stack and steps < MOST_NODES:
        node = stack.pop()
        steps += 1
        yield from elements(entry(node, "/Names"))[1::2]
        stack.extend(elements(entry(node, "/Kids")))
