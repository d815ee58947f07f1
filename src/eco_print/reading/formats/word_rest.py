"""What a .docx holds besides its text, named so that nothing is left out in silence.

In: the document. Out: notes on page headers and footers, comments, deletions with changes tracked,
hidden text, and what cannot be set as it is (charts, embedded objects).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from ...diagnostics import Diagnostic, Text, note, warning
from ...source import Source, Span
from ..manuscript import Original
from .word_numbering import W
from .word_package import root_of
from .word_styles import switched

_PAGE_NUMBER = re.compile(r"[\s第页共/\-—–·.\dPageof]*")
_QUOTED = 60
_OBJECTS = {
    "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart": Text("图表", "chart"),
    "{http://schemas.openxmlformats.org/drawingml/2006/diagram}relIds": Text(
        "SmartArt", "SmartArt"
    ),
    f"{W}object": Text("嵌入的对象", "embedded object"),
    f"{W}altChunk": Text("嵌入的文档", "embedded document"),
}


def left_out(document: Any, source: Source) -> Iterator[Diagnostic]:
    """A note for each thing that is not taken over, a warning where it should have been printed."""
    body = document.element.body
    for name, words in _margins(document):
        yield note("docx-margin", _said(name, words), source=source)
    comments = root_of(document.part, "comments")
    for comment in () if comments is None else comments:
        author = comment.get(f"{W}author", "")
        words = f"{author}：{_words(comment)}" if author else _words(comment)
        yield note("docx-comment", _said(Text("批注", "comment"), words), source=source)
    deleted = "".join(one.text or "" for one in body.iter(f"{W}delText"))
    if deleted:
        name = Text("修订中删去的文字", "deletions")
        yield note("docx-deleted", _said(name, deleted), source=source)
    hidden = "".join(_hidden(body))
    if hidden:
        yield note("docx-hidden", _said(Text("隐藏的文字", "hidden text"), hidden), source=source)
    yield from _objects(body, source)


def _objects(body: Any, source: Source) -> Iterator[Diagnostic]:
    for tag, kind in _OBJECTS.items():
        if any(True for _ in body.iter(tag)):
            yield warning(
                "docx-object",
                Text(
                    zh=f"{kind.zh}不能排印，已略去", en=f"a {kind.en} cannot be printed; left out"
                ),
                source=source,
                hint=Text(zh="改成图片插入", en="insert it as a picture"),
            )


def _margins(document: Any) -> Iterator[tuple[Text, str]]:
    """What the page headers and footers of all sections say, page numbers aside."""
    names = {"header": Text("页眉", "page header"), "footer": Text("页脚", "page footer")}
    said: dict[tuple[Text, str], None] = {}
    for relation in document.part.rels.values():
        name = names.get(relation.reltype.rpartition("/")[2])
        if name and not relation.is_external and hasattr(relation.target_part, "element"):
            said[name, _words(relation.target_part.element)] = None
    yield from (one for one in said if not _PAGE_NUMBER.fullmatch(one[1]))


def _words(root: Any) -> str:
    paragraphs = ("".join(t.text or "" for t in p.iter(f"{W}t")) for p in root.iter(f"{W}p"))
    return " ".join(words.strip() for words in paragraphs if words.strip())


def _hidden(body: Any) -> Iterator[str]:
    for run in body.iter(f"{W}r"):
        if switched(run.find(f"{W}rPr"), "vanish"):
            yield from (text.text or "" for text in run.iterfind(f"{W}t"))


def _said(name: Text, words: str) -> Text:
    quoted = words if len(words) <= _QUOTED else f"{words[:_QUOTED]}…"
    return Text(zh=f"{name.zh}未取：{quoted}", en=f"{name.en} left out: {quoted}")


def pictures_left_out(lines: Iterable[int], original: Original) -> Iterator[Diagnostic]:
    """A warning for each picture that cannot be printed, after the line it stands behind."""
    for line in lines:
        yield warning(
            "picture-unsupported",
            Text(
                zh="图片格式不能排印（EMF、WMF 或外部链接），已略去",
                en="a picture cannot be printed (EMF, WMF or a link) and is left out",
            ),
            source=original.source,
            span=Span.at(max(1, line), 1),
            hint=Text(zh="另存为 PNG 或 JPEG", en="save it as PNG or JPEG"),
        )


def notes_left_out(count: int, original: Original) -> Iterator[Diagnostic]:
    """A warning when notes are referred to that are not there."""
    if count:
        yield warning(
            "docx-notes",
            Text(
                zh=f"有 {count} 条脚注找不到内容",
                en=f"the text of {count} footnote(s) is not in the document",
            ),
            source=original.source,
            hint=Text(zh="把脚注写进正文", en="write them into the text"),
        )
