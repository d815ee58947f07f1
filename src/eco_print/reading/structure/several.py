"""Two reports pasted into one file: told, for a bulletin would run them together.

In: the lines of a plain text, before rules are left out. Out: a warning where a second headline
with its body begins: below a rule, or where its lead opens as that of the first report did, with a
dateline or a day. (A heading without a number may look like a headline; its text opens otherwise.)
"""

from __future__ import annotations

from ...diagnostics import Diagnostic, Text, warning
from ..manuscript import Block, Line, Manuscript
from ..patterns import lazy
from .credits import is_credit_line
from .datelines import opening
from .runs import span
from .titles import is_title_line

_RULE = lazy(r"([-=_*~—＝－＊])(?:\s*\1){4,}")
_SENTENCE = lazy(".{10,}。")
_ENDED = lazy("[。！？…][”’）」』]*$")
_SHORTEST_HEADLINE = 6
_EVENT = lazy("召开|举行|举办|召開|舉行|舉辦|开幕|闭幕|启动|会见|调研|座谈|印发|通知|纪要")
_DAY = lazy(r"(?:\d{4}年)?\d{1,2}月\d{1,2}日(?:[上下]午|晚)?[，,]")


def second_report(manuscript: Manuscript) -> tuple[Diagnostic, ...]:
    """A warning for each line that looks like the headline of another report."""
    if manuscript.format != "text":
        return ()
    blocks = [one for one in manuscript.blocks if not isinstance(one, Line) or one.strip.text]
    first = next((at for at, one in enumerate(blocks) if _SENTENCE.match(_text(one))), len(blocks))
    return tuple(
        _told(blocks[index + 1], manuscript)
        for index in range(first, len(blocks) - 2)
        if _parts(*blocks[index : index + 3])
        or _opens_again(_text(blocks[first]), *blocks[index : index + 3])
    )


def _parts(rule: Block, headline: Block, lead: Block) -> bool:
    """Whether a block after a body is a rule that a headline with its body follows."""
    return (
        isinstance(rule, Line)
        and bool(_RULE.fullmatch(rule.strip.text))
        and is_title_line(headline)
        and len(_text(headline)) >= _SHORTEST_HEADLINE
        and bool(_SENTENCE.match(_text(lead)))
    )


def _opens_again(first: str, last: Block, headline: Block, lead: Block) -> bool:
    """Whether, after a body or its credits, a headline is followed by a lead like the first."""
    return (
        isinstance(headline, Line)
        and headline.gap
        and is_title_line(headline)
        and len(_text(headline)) >= _SHORTEST_HEADLINE
        and _EVENT.search(_text(headline)) is not None
        and (_ENDED.search(_text(last)) is not None or is_credit_line(_text(last)))
        and _SENTENCE.match(_text(lead)) is not None
        and _opening(first) == _opening(_text(lead)) != ""
    )


def _opening(lead: str) -> str:
    """How a lead opens: with a dateline, with a day, or otherwise."""
    if opening(lead):
        return "dateline"
    return "day" if _DAY.match(lead) else ""


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
            zh="一个文件放一篇，分别排；确是一篇的，去掉上面那条线，或给这一行加编号",
            en="keep each in a file of its own; "
            "if it is one report, take out the rule above or number this line",
        ),
    )
