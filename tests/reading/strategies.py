"""Generated reports: sound ones, and arbitrary text in which everything may stand."""

from __future__ import annotations

from hypothesis import strategies as st

from eco_print.reading.han import words

SUBJECTS = words(
    "会议 市委常委会 全市各级党组织 市生态环境局 与会代表 副市长叶青 各县（市、区） "
    "“十四五”规划 项目建设指挥部 2,300余名干部 PM2.5浓度 省、市两级 东部地区"
)
VERBS = words(
    "指出 强调 要认真学习贯彻 全面推进 切实加强 同比下降3.6% 围绕“1+N”体系抓好 坚决打好 "
    "统筹做好 研究部署 于10:30审议通过 着力解决 持续改善"
)
OBJECTS = words(
    "生态环境保护工作 《关于深化改革的意见》 高质量发展 乡村振兴 安全生产责任制 营商环境 "
    "“放管服”改革 农村人居环境整治 GDP核算 标准化建设（第二批） 干部队伍建设 防汛抗旱 "
    "蓝天、碧水、净土保卫战 城乡供水一体化 电子商务（B2B）平台"
)
LINKS = ("，", "，", "，并", "；", "，不断", "——", "，既要重视", "：")
ENDS = ("。", "。", "。", "！", "……", "？")
_INNER = str.maketrans("“”", "‘’")


@st.composite
def clauses(draw: st.DrawFn) -> str:
    """A clause of a report."""
    parts = [draw(st.sampled_from(part)) for part in (SUBJECTS, VERBS, OBJECTS)]
    return "".join(parts)


@st.composite
def sentences(draw: st.DrawFn) -> str:
    """A sentence with sound marks; some of it is speech."""
    text = draw(clauses())
    for clause in draw(st.lists(clauses(), max_size=3)):
        text += draw(st.sampled_from(LINKS)) + clause
    end = draw(st.sampled_from(ENDS))
    if draw(st.integers(0, 5)) == 0:
        return f"他说：“{text.translate(_INNER)}{end}”"
    return text + end


@st.composite
def reports(draw: st.DrawFn) -> str:
    """A sound report in plain text: headline, paragraphs, credits."""
    lines = [f"全市{draw(st.sampled_from(OBJECTS))}会议召开"]
    paragraphs = st.lists(st.lists(sentences(), min_size=1, max_size=4), min_size=1)
    lines.extend("".join(paragraph) for paragraph in draw(paragraphs))
    if draw(st.booleans()):
        lines.append("记者：张晓明、李华")
    return "\n".join(lines) + "\n"


TROUBLE = (
    "环境會議乒。，、；：？！“”‘’（）《》—…,.:;?!()\"'-— 　\t\n1２aＡ%|•一（）10:月日记者：环(huán)"
    "\u200b\u202e\ufffd锟斤拷"
)
ARBITRARY = st.text(
    st.one_of(
        st.sampled_from(TROUBLE),
        st.characters(blacklist_categories=("Cs",), blacklist_characters="\0"),
    ),
    max_size=120,
)
"""Text in which marks, spaces, brackets and anything else follow each other at will."""

MARKUP = words(
    "<p> </p> <table> <tr> <td> <ul> <li> <a_href='x'> &amp; &#x4e00; <!-- --> <script> ** * "
    "` [ ]( ![ ) > - 1. # | |---| --- 环境，会议。 會(huì)議 ?xùn)| 记者：张三 "
    "10月24日，会议召开 新华社北京10月24日电 <img_src=x>"
)


@st.composite
def markup(draw: st.DrawFn) -> str:
    """Pieces of Markdown and HTML in any order, on any lines."""
    parts = draw(st.lists(st.sampled_from(MARKUP), max_size=30))
    breaks = draw(st.lists(st.sampled_from(("", " ", "\n", "\n\n")), min_size=30, max_size=30))
    return "".join(f"{part}{gap}" for part, gap in zip(parts, breaks, strict=False))
