"""Chinese line composition: from text and a measure to lines with exact distances.

In: the text of a paragraph, the advance of each character and a measure, all in thousandths
of an em. Out: lines, each with what is added after every character in whole thousandths. The
package knows neither fonts nor pages: numbers go in and numbers come out. The rules are those
of CLREQ (horizontal), GB/T 15834-2011 and GB/T 9704-2012, said in the terms of CSS Text 4;
docs/clreq.md goes through them clause by clause.

    paragraph = prepare("中文，2025年。", [1000, 1000, 1000, 500, 500, 500, 500, 1000, 1000])
    for line in compose(paragraph, (26_000, 28_000)):
        ...
"""

from .classes import classify
from .compose import Composer, Line, compose, set_widths
from .paragraph import Hints, Paragraph, prepare
from .settings import EM, Hanging, Justify, Settings, Strictness, Trim, WordBreak

__all__ = [
    "EM",
    "Composer",
    "Hanging",
    "Hints",
    "Justify",
    "Line",
    "Paragraph",
    "Settings",
    "Strictness",
    "Trim",
    "WordBreak",
    "classify",
    "compose",
    "prepare",
    "set_widths",
]
