"""`eco-print archive`: what was issued is kept, found, verified and handed out."""

from __future__ import annotations

import click

from . import Commands
from .language import say

#: Each command's module in `_archive` and its one-line help.
COMMANDS = {
    "add": say("把报告排好并入库，或收入现成的 PDF", "Build reports and keep them, or keep a PDF"),
    "list": say("列出馆藏", "List what is kept"),
    "search": say("检索：词语、人名、期号、日期", "Search by word, name, number or date"),
    "show": say("一份简报的著录、历史、文件", "An issue's description, history and files"),
    "verify": say("校验：档案袋、合规、重做", "Verify bags, conformance, and by rebuilding"),
    "export": say("导出档案袋、压缩包或 RO-Crate", "Export bags, a zip of them, or an RO-Crate"),
    "supersede": say("记下一份简报被另一份替代", "Put one issue in the place of another"),
    "withdraw": say("撤回一份简报，说明理由", "Withdraw an issue, with a reason"),
    "reindex": say("由档案袋重建目录", "Make the catalogue anew from the bags"),
    "serve": say("在浏览器里查阅（只读）", "Browse it in a web page (read-only)"),
}


@click.group(
    "archive",
    cls=Commands,
    modules=COMMANDS,
    package=f"{__package__}._archive",
    help=say("保存、检索、校验做好的简报。", "Keep, search and verify what was issued."),
)
def command() -> None:
    """The group of the archive's commands."""
