"""Text that nothing was tuned on: news, speeches, notices, figures, interviews, technology, names,
minutes.

In: the sentence banks in `banks/`, written by hand for this bench, about eleven thousand
characters. Out: paragraphs, together at least forty thousand characters, the same every time.
It is not forty thousand characters of prose: each paragraph of the banks is told several times
over, each time with other words and figures where the bank offers a choice (`{one|another}`,
`{10~99}`) and with some of its sentences left out, so that lines fall otherwise.

Prices and tolerances of the composer are never chosen by what they do here; `corpus` is for
that. A figure that misses here is mended by reasoning about Chinese lines or it stays.
"""

from __future__ import annotations

import random
import re
from pathlib import Path

SEED = 19_491_001
CHARACTERS = 40_000
BANKS = Path(__file__).with_name("banks")

_CHOICE = re.compile(r"\{([^{}]*)\}")
_RANGE = re.compile(r"([\d,]+)~([\d,]+)")
_KEPT = 0.8  # the share of sentences told each time


def unseen_paragraphs(characters: int = CHARACTERS) -> list[str]:
    """Paragraphs of every bank in turn, together at least so many characters."""
    choose = random.Random(SEED)
    banks = [path.read_text(encoding="utf-8") for path in sorted(BANKS.glob("*.txt"))]
    told = [paragraph.splitlines() for bank in banks for paragraph in bank.strip().split("\n\n")]
    found: list[str] = []
    while sum(map(len, found)) < characters:
        choose.shuffle(told)
        found += [_tell(choose, sentences) for sentences in told]
    return found


def _tell(choose: random.Random, sentences: list[str]) -> str:
    text = "".join(each for each in sentences if choose.random() < _KEPT) or "".join(sentences)
    offers = 1
    while offers:  # the innermost first
        text, offers = _CHOICE.subn(lambda found: _chosen(choose, found[1]), text)
    return text


def _chosen(choose: random.Random, offer: str) -> str:
    figures = _RANGE.fullmatch(offer)
    if not figures:
        return choose.choice(offer.split("|"))
    low, high = (int(figure.replace(",", "")) for figure in figures.groups())
    number = choose.randint(low, high)
    return f"{number:,}" if "," in offer else str(number)
