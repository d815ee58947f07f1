"""Make `typesetting/words.txt`, the word list by which headlines are broken.

In: the dictionary of jieba 0.42.1 (PyPI, MIT; `jieba/dict.txt`: word, count, part of speech).
Out: the words of up to four Han that were counted at least ten times, one a line in the order of
their UTF-8 bytes, each with its price, 10 · ln(all / count). Run once:

    python -m bench.typography.make_words path/to/jieba/dict.txt
"""

from __future__ import annotations

import sys
from math import log
from pathlib import Path

OUT = Path(__file__).parents[2] / "src/eco_print/typesetting/words.txt"
LEAST = 10


def main(source: str) -> None:
    counts: dict[str, int] = {}
    total = 0
    for line in Path(source).read_text(encoding="utf-8").splitlines():
        word, count, _ = line.split()
        total += int(count)
        han = all("\u4e00" <= char <= "\u9fff" for char in word)
        if han and 1 <= len(word) <= 4 and int(count) >= LEAST:
            counts[word] = int(count)
    lines = sorted(
        f"{word} {round(10 * log(total / count))}\n".encode() for word, count in counts.items()
    )
    OUT.write_bytes(b"".join(lines))


if __name__ == "__main__":
    main(sys.argv[1])
