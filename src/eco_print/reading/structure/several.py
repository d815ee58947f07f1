"""Two reports pasted into one file: told, for a bulletin would run them together.

In: the lines of a plain text, before rules are left out. Out: a warning where, below a rule, a
second headline with its body begins.
"""

from __future__ import annotations

from collections.abc import Sequence

from ...diagnostics import Diagnostic, Text, warning
from ..manuscript import Block, Line, Manuscript
from ..patterns import lazy
from .runs import span
from .titles import is_title_line

_RULE = lazy(r"([-=_*~—＝－＊])(?:\s*\1){4,}")
_SENTENCE = lazy(".{10,}。")
_SHORTEST_HEADLINE = 6


def second_report(manuscript: Manuscript) -> tuple[Diagnostic, ...]:
    """A warning for each line that looks like the headline of another report."""
    if manuscript.format != "text":
        return ()
    blocks = [one for one in manuscript.blocks if not isinstance(one, Line) or one.strip.text]
    return tuple(
        _told(blocks[index + 1], manuscript)
        for index in range(1, len(blocks) - 2)
        if _parts(blocks, index)
    )


def _parts(blocks: Sequence[Block], index: int) -> bool:
    """Whether the block at the index is a rule between a body and a headline with its body."""
    rule, headline, lead = blocks[index : index + 3]
    return (
        isinstance(rule, Line)
        and bool(_RULE.fullmatch(rule.strip.text))
        and is_title_line(headline)
        and len(_text(headline)) >= _SHORTEST_HEADLINE
        and bool(_SENTENCE.match(_text(lead)))
        and any(_SENTENCE.match(_text(block)) for block in blocks[:index])
    )


def _text(block: Block) -> str:
    return block.strip.text if isinstance(block, Line) else ""


def _told(headline: Block, manuscript: Manuscript) -> Diagnostic:
    strip = headline.strip if isinstance(headline, Line) else None
    return warning(
        "several-reports",
        Text(zh="从这里起像是另一篇报道", en="another report seems to begin here"),
        source=manuscript.original.source,
        span=span(strip, manuscript.original) if strip else None,
        hint=Text(
            zh="一个文件放一篇，分别排；确是一篇的，去掉上面那条线",
            en="keep each in a file of its own; if it is one report, take out the rule above",
        ),
    )
