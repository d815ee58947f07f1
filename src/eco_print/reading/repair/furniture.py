"""Pass `furniture`: what a page says around its article, copied along with it.

A text copied from a page begins with where the reader was (您的位置：首页 > 要闻), when it was put
there and how often it was read, and ends with buttons, neighbours and rights. Such words stand on
lines of their own, before the first sentence or after the last. A line that also names a source
or an editor keeps that: 发布时间：… 来源：铁岭日报 浏览：12次 → 来源：铁岭日报.

The number of a page (- 1 -) is furniture wherever it has a line; so is the > before the lines of
a letter that was sent on. What stands at its head (发件人：…) is, when it says who sent it; and so
is what the first line tells whoever receives the report, above its headline (您好，附上稿件。).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from ..han import HAN
from ..patterns import lazy
from ..strips import Edit
from ..structure.credits import credit_line
from .passes import Proposal, Texts

_DAY = r"(?:\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?)"
_CLOCK = r"(?:\d{1,2}[:：]\d{2}(?:[:：]\d{2})?)"
_SIZES = r"(?:超大|特大|默认|标准|[大中小])"
_PLACES = (
    "微信好友|微信|新浪微博|腾讯微博|微博|QQ空间|QQ好友|QQ|朋友圈|人人网|豆瓣|百度|更多|一键分享"
)
_BUTTONS = (
    "打印(?:本页|此页|本文|文章|稿件)?|关闭(?:本页|此页|窗口)?|返回(?:顶部|首页|列表|上一?页)|"
    "(?:加入)?收藏(?:本页|此页|本文)?|(?:我要)?纠错|复制链接|字体(?:变大|变小)|听新闻|阅读原文|"
    "分享让更多人看到|预览时标签不可点|继续滑动看下一个|责任编辑留言"
)
_SEGMENTS = (
    r"(?:您|你)?(?:现在|当前|目前)?(?:的|所在的?)?位置(?:是|为)?\s*[:：].*",
    r"首页\s*(?:[>＞»›/]|&gt;).*|[^>＞»›]{2,14}(?:\s*[>＞»›]\s*[^>＞»›\s]{2,20}){2,}",
    rf"(?:发布|发表|更新|上传|录入|添加|发稿|公开)(?:时间|日期|于)?\s*[:：]?\s*{_DAY}?\s*{_CLOCK}?",
    rf"(?:时间|日期)\s*[:：]\s*{_DAY}\s*{_CLOCK}",
    rf"{_DAY}\s*{_CLOCK}",
    r"(?:浏览|阅读|点击|访问|收藏|点赞|评论)(?:次数|人数|量|数)?\s*[:：]?\s*\d+\s*[次人]?",
    r"(?:浏览|阅读|点击|访问)(?:次数|人数|量|数)\s*[:：]?\s*次?",
    rf"(?:字体|字号|文字大小)\s*[:：]?[\s\[【［|｜]*(?:{_SIZES}[\s|｜、/]*)*[\]】］]?",
    rf"[\[【［]\s*{_SIZES}(?:\s*[|｜、/]?\s*{_SIZES})*\s*[\]】］]",
    rf"(?:分享|转发)(?:到|至)?\s*[:：]?(?:[\s、|｜]*(?:{_PLACES}))*",
    rf"[\[【［（(]?(?:{_BUTTONS})[\]】］）)]?",
    r"[上下]一[篇条页则]\s*[:：]?.*",
    r"(?:版权所有|版权声明|免责声明|本网声明|[Cc]opyright\b|COPYRIGHT|©|All [Rr]ights).*",
    r".{0,40}(?:ICP备|ICP证|公网安备|网站标识码|网站地图|联网备案号).*",
    r"(?:点击|长按|戳)?(?:上方|下方|左上方|右上方)?.{0,3}(?:蓝字|名片)[，, ]?.{0,3}关注.{0,12}",
    r"点(?:个|亮|一下)[“\"「]?(?:在看|赞)[”\"」]?.{0,16}|阅读\s*\d+[万+]*",
    rf"(?:原创\s.{{0,40}}?\s)?{_DAY}\s*{_CLOCK}\s*发表于\s*[{HAN}]{{2,4}}|原创\s.{{0,40}}{_DAY}.{{0,20}}",
    r"(?:用?微信|手机)?(?:扫一扫|扫描|扫码|长按识别).{0,12}"
    r"(?:二维码|当前页|手机|公众号|分享|关注).{0,12}",
)
_SEGMENT = lazy(
    rf"(?<![^\s|｜丨·、，,;；】\])）:：])(?:{'|'.join(_SEGMENTS)})(?=[\s|｜丨、，,;；\[【（(]|$)"
)
_DATE = lazy(rf"(?<![^\s|｜丨]){_DAY}(?=[\s|｜丨]|$)")
_RELATED = lazy(
    "[【\\[]?(?:相关|推荐|热门|延伸|更多)(?:新闻|阅读|链接|文章|报道|稿件|推荐|内容)[:：】\\]]*"
    "|(?:往期|精彩)(?:推荐|回顾|内容|文章|阅读)|猜你喜欢|喜欢此内容的人还喜欢"
)
_QUOTED = lazy(r"(?:[>＞]\s*)+")
_PAGE = lazy(r"[-—－–─]\s*\d{1,4}\s*[-—－–─]|第\s*\d{1,4}\s*页(?:[\s,，/／]*共\s*\d{1,4}\s*页)?")
_LETTER = lazy(
    r"(?:发件人|寄件人|收件人|抄送|发送时间|发送日期|日期|时间|主题|附件"
    r"|From|To|Cc|Sent|Date|Subject)\s*[:：].*|[-—]{2,}\s*\S{0,6}邮件(?:原文|信息)?\s*[-—]{2,}"
)
_SENDER = lazy(r"(?:发件人|寄件人|From)\s*[:：]")
_COVER = lazy(
    rf"[{HAN}、，]{{0,16}}(?:您|你|您们|你们|大家)?好[，,！!。：:\s].{{0,40}}"
    "(?:附上|附件是|现[将把].{{0,30}}(?:报道|稿|简报|新闻|信息).{{0,8}}[发送报呈]|发[给来上您]|传[给来上]|报上|呈上|奉上|请[您]?(?:查收|审阅|审核|审定|过目|收))"
    ".{0,60}"
)
_BETWEEN = " \t\u3000\u00a0|｜丨·、，,;；-－—"
_STOP = f"(?:[。！？；…]|(?<=[{HAN}])[.!?;])"
_SENTENCE = lazy(rf"{_STOP}[”’）」』\"')]*$|{_STOP}.{{6}}")
_LONGEST, _SHORTEST_SENTENCE = 200, 12
_CALLED = lazy("[^，。；：！？…]{6,40}[！？!?]")
"""【重磅】某大会召开！ A first line that calls out is a headline; a sentence would have a comma."""
_HEADLINE = lazy("[^，。；：！？…,;:.!?]{6,60}")


def repair(texts: Texts) -> Proposal:
    """What to cut: the marks of a letter sent on, and what stands around and between the text."""
    marks = _marks(texts)
    inner = [text[mark:] for text, mark in zip(texts, marks, strict=True)]
    return Proposal(
        tuple(
            (*([Edit(0, mark, "")] if mark else []), *_moved(edits, mark))
            for mark, edits in zip(marks, _around(inner), strict=True)
        )
    )


def _marks(texts: Texts) -> list[int]:
    """How much of each line marks it as quoted (>); a few such lines (> 80 分) prove nothing."""
    found = [_QUOTED.match(text) for text in texts]
    count = sum(match is not None for match in found)
    quoted = count > 1 and 3 * count >= sum(map(bool, texts))
    return [match.end() if match and quoted else 0 for match in found]


def _moved(edits: Sequence[Edit], by: int) -> Iterator[Edit]:
    return (Edit(edit.start + by, edit.end + by, edit.after) for edit in edits)


def _around(texts: Texts) -> list[tuple[Edit, ...]]:
    """What to cut at either end of the text, and the numbers of pages in it."""
    edits: list[tuple[Edit, ...]] = [() for _ in texts]
    for index, text in enumerate(texts):
        if _PAGE.fullmatch(text):
            edits[index] = (Edit(0, len(text), ""),)
    trimmed = [tuple(cuts(text)) for text in texts]
    sentences = [_is_sentence(text) and not cut for text, cut in zip(texts, trimmed, strict=True)]
    opening = next((index for index, text in enumerate(texts) if text), 0)
    if texts and _CALLED.fullmatch(texts[opening]):
        sentences[opening] = False
    if not any(sentences):
        return edits
    head = sentences.index(True)
    tail = len(texts) - sentences[::-1].index(True)
    for index in (*range(head), *range(tail, len(texts))):
        edits[index] = edits[index] or trimmed[index]
    for index in (*_letterhead(texts), *_cover(texts)):
        edits[index] = (Edit(0, len(texts[index]), ""),)
    for index in _twice(["" if trimmed[at] else texts[at] for at in range(head)]):
        edits[index] = (Edit(0, len(texts[index]), ""),)
    related = next((i for i in range(tail, len(texts)) if _RELATED.fullmatch(texts[i])), None)
    for index in range(len(texts) if related is None else related, len(texts)):
        edits[index] = (Edit(0, len(texts[index]), ""),)
    return edits


def _letterhead(texts: Texts) -> Sequence[int]:
    """The lines at the head that say who sent a letter, to whom, when and what about."""
    filled = [index for index, text in enumerate(texts) if text]
    head = list(takewhile(lambda index: _LETTER.fullmatch(texts[index]), filled))
    return head if any(_SENDER.match(texts[index]) for index in head) else []


def _cover(texts: Texts) -> Sequence[int]:
    """The line above the headline that is said to whoever receives the report."""
    first = [index for index, text in enumerate(texts) if text][:2]
    if len(first) < 2 or not _COVER.fullmatch(texts[first[0]]):
        return []
    return first[:1] if _HEADLINE.fullmatch(texts[first[1]]) else []


def _is_sentence(text: str) -> bool:
    return len(text) >= _SHORTEST_SENTENCE and bool(_SENTENCE.search(text))


def _twice(texts: Sequence[str]) -> Iterator[int]:
    """The first line again: pages give their headline twice."""
    lines = [index for index, text in enumerate(texts) if text][:2]
    same = len(lines) == 2 and texts[lines[0]] == texts[lines[1]]
    if same and _HEADLINE.fullmatch(texts[lines[0]]):
        yield lines[1]


def cuts(text: str) -> Iterator[Edit]:
    """The furniture of a line that consists of nothing else but credits.

    A bare date is when the page was made only where other furniture or a source stands beside it.
    """
    if not text or len(text) > _LONGEST:
        return
    certain = [match.span() for match in _SEGMENT.finditer(text)]
    dated = sorted({*certain, *_apart(_DATE.finditer(text), certain)})
    for found in (certain, dated):
        rest = _rest(text, found)
        said = [credit_line(text[low:high]) for low, high in rest]
        sourced = any(one.role.endswith("源") for credits in said for one in credits)
        if found and all(said) and (certain or sourced):
            yield from _between(text, rest)
            return


def _apart(
    matches: Iterator[re.Match[str]], spans: Sequence[tuple[int, int]]
) -> Iterator[tuple[int, int]]:
    """The spans of the matches that lie outside of those given."""
    for match in matches:
        if not any(low < match.end() and match.start() < high for low, high in spans):
            yield match.span()


def _rest(text: str, found: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The stretches between those found, without what parts them; empty ones left out."""
    bounds = [0, *(point for span in found for point in span), len(text)]
    stretches = []
    for low, high in zip(bounds[::2], bounds[1::2], strict=True):
        inner = text[low:high]
        start = low + len(inner) - len(inner.lstrip(_BETWEEN))
        end = low + len(inner.rstrip(_BETWEEN))
        if start < end:
            stretches.append((start, end))
    return stretches


def _between(text: str, kept: Sequence[tuple[int, int]]) -> Iterator[Edit]:
    """Cut all but the stretches kept; two of them stay apart."""
    bounds = [0, *(point for span in kept for point in span), len(text)]
    for low, high in zip(bounds[::2], bounds[1::2], strict=True):
        if low < high:
            inner = low > 0 and high < len(text)
            yield Edit(low, high, " " if inner else "")
