"""Whether the first row of a table is its head.

In: the texts of the rows, and whether the first is set off (bold, shaded) from the others. Out:
yes or no. A head is a row of short labels that is set off, or of words that head columns (姓名,
责任单位), or that stands over columns of figures. A form (时间 | 10月24日) has its labels in a
column: no head.
"""

from __future__ import annotations

from collections.abc import Sequence

from ..han import words
from ..patterns import lazy

_WORDS = frozenset(
    words(
        "序号 编号 姓名 单位 单位名称 部门 科室 职务 职称 性别 年龄 民族 项目 项目名称 名称 "
        "内容 主要内容 任务 工作任务 重点任务 事项 措施 工作措施 指标 目标 时限 完成时限 时间 "
        "日期 地点 责任单位 责任部门 责任人 牵头单位 配合单位 联系人 电话 联系电话 备注 数量 "
        "金额 单价 合计 进度 完成情况 类别 类型 县区 地区 乡镇 标准 分值 得分 排名 名次 同比 "
        "环比 增长 增幅 票数 议题 汇报人 汇报单位 参会人员 主持人"
    )
)
_FIGURE = lazy(
    r"[+\-−±]?\d[\d,.，]*\s*(?:[%％‰℃元]|[A-Za-z/²³]{1,5}|[\u4e00-\u9fff]{1,3})?"
    r"|\d{1,4}[年./-]\d{1,2}(?:[月./-]\d{0,2}日?)?.{0,3}|[—\-/]"
)
_FINAL = lazy("[。；，、！？：]$")
_LONGEST = 12


def is_head(rows: Sequence[Sequence[str]], *, set_off: bool = False) -> bool:
    """Whether the first of the rows heads the others."""
    first, *rest = rows
    if not rest or len(first) < 2 or not all(map(_is_label, first[1:])) or not _may_open(first[0]):
        return False
    if set_off:
        return True
    known = sum(cell in _WORDS for cell in first)
    named = sum(bool(row) and row[0] in _WORDS for row in rest)
    if 2 * known > len(first):
        return 2 * named <= len(rest)
    return named == 0 and _over_figures(rest, sure=known > 0)


def _is_label(text: str) -> bool:
    return 0 < len(text) <= _LONGEST and not _FIGURE.fullmatch(text) and not _FINAL.search(text)


def _may_open(text: str) -> bool:
    """The corner of a table may be empty."""
    return not text or _is_label(text)


def _over_figures(rest: Sequence[Sequence[str]], *, sure: bool) -> bool:
    """Whether a column holds nothing but figures; one row of two cells alone proves nothing."""
    columns = [[row[at] for row in rest if at < len(row)] for at in range(1, max(map(len, rest)))]
    solid = sum(bool(column) and all(map(_FIGURE.fullmatch, column)) for column in columns)
    return solid > 0 and (sure or len(rest) > 1 or 2 * solid > len(columns) > 1)
