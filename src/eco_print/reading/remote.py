"""Pictures that lie on the web: left out, each named, for nothing here reads from a network.

A page saved without its pictures is still a report that has to go out. What is printed below a
picture stays, and says that the picture is not there (图略), as a printed text does.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from ..diagnostics import Diagnostic, Text, warning
from ..report import Block, Figure, ListBlock, ListItem, Quotation, Run
from ..source import Source

_REMOTE = re.compile(r"(?:(?:https?|ftps?):)?//", re.IGNORECASE)
_OMITTED = "（图略）"


def without_remote(
    blocks: tuple[Block, ...], source: Source, *, page: bool
) -> tuple[tuple[Block, ...], tuple[Diagnostic, ...]]:
    """The blocks without pictures on the web, and a finding for each.

    On a web `page` an address from the root (/upload/1.jpg) is one on the web too.
    """
    findings: list[Diagnostic] = []

    def kept(inside: Iterable[Block]) -> Iterator[Block]:
        for block in inside:
            match block:
                case Figure(target=str(target)) if _is_remote(target, page):
                    findings.append(_left_out(block, target, source))
                    if block.caption:
                        yield _captioned(block)
                case Quotation():
                    yield replace(block, blocks=tuple(kept(block.blocks)))
                case ListBlock():
                    yield replace(block, items=tuple(item(each) for each in block.items))
                case _:
                    yield block

    def item(each: ListItem) -> ListItem:
        return replace(each, children=tuple(kept(each.children)))

    return tuple(kept(blocks)), tuple(findings)


def _is_remote(target: str, page: bool) -> bool:
    return bool(_REMOTE.match(target)) or (page and target.startswith("/"))


def _captioned(figure: Figure) -> Figure:
    last = figure.caption[-1]
    return replace(figure, target=None, caption=(*figure.caption, Run(_OMITTED, last.span)))


def _left_out(figure: Figure, target: str, source: Source) -> Diagnostic:
    return warning(
        "picture-remote",
        Text(
            zh=f"网上的图片没有排进去：{target}",
            en=f"a picture on the web is left out: {target}",
        ),
        source=source,
        span=figure.span,
        hint=Text(
            zh="要印它，把图片存到报告的文件夹里，地址改成文件名；"
            "网页在浏览器里存成“网页，全部”，图片就会一起存下来",
            en="to print it, save the picture into the report's folder and write its name for the "
            "address; a browser saves a page with its pictures as “web page, complete”",
        ),
    )
