"""Looking a word up in a list where it lies, by halving: for lists too long to be read whole."""

from __future__ import annotations


def looked_up(lines: bytes, word: str) -> str | None:
    """What follows `word` and a space on its line, None where the list has no such line.

    The lines are sorted by their bytes, and each ends with a line feed.
    """
    sought = word.encode("utf-8", "surrogatepass") + b" "
    low, high = 0, len(lines)
    while low < high:  # the line, if there is one, begins at low or after it, and before high
        start = lines.rfind(b"\n", low, (low + high) // 2) + 1 or low
        end = lines.index(b"\n", start)
        line = lines[start:end]
        if line.startswith(sought):
            return line[len(sought) :].decode()
        if line < sought:
            low = end + 1
        else:
            high = start
    return None
