"""Pass `placeholder`: what a copy leaves where a picture stood ([图片], （图片略）).

Square brackets around nothing but the word for a picture, and brackets that say it is left out,
hold no text. [图1] and （图1） may refer to a figure: the first goes where it has a line of its
own, the second stays.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..patterns import lazy
from ..strips import Edit

_PICTURE = "(?:图片|圖片|照片|相片|插图|插圖|配图|配圖|动图|视频|視頻|影片|[Ii]mage|[Pp]hoto)"
_MARK = (
    rf"(?:[\[【［]\s*{_PICTURE}\s*(?:\d{{1,2}}\s*)?[\]】］]"
    rf"|[\[【［（(]\s*(?:此处|此處)?(?:{_PICTURE}|[图圖])\s*(?:\d{{1,2}}\s*)?(?:从|從)?略\s*[）)\]】］])"
)
_ALONE = r"\A[\[【［]\s*[图圖]\s*\d{1,2}\s*[\]】］]\Z"
_RUN = rf"{_MARK}(?:\s*{_MARK})*"
_LEFT = lazy(rf"{_ALONE}|\A{_RUN}\s*|(?<!\s)\s*{_RUN}\Z|{_RUN}")
"""Marks are taken by the run: each is looked at once, however many stand together."""


def repair(text: str) -> Iterator[Edit]:
    """The marks in one strip; none where another one would come together from what is left."""
    if not _LEFT.search(_LEFT.sub("", text)):
        yield from (Edit(*match.span(), "") for match in _LEFT.finditer(text))
