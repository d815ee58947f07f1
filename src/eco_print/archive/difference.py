"""What differs between a kept PDF and the same made again: which object, and how.

In: two files' bytes. Out: the objects that differ, by the place where the document uses them
(page, font, metadata …), with both values. Both files are followed from their trailers side by
side, so that renumbered objects are not taken for different ones.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from itertools import islice
from typing import Any

import pikepdf

from ..diagnostics import Text

_LIMIT = 12
_EXCERPT = 48
#: Follows from the rest, or leads back up.
_PASSED_OVER = frozenset({"/Length", "/Filter", "/DecodeParms", "/Parent", "/P"})
#: The same in the trailer, which may be an object of its own.
_OF_THE_FILE = frozenset({"/Size", "/Prev", "/XRefStm", "/Type", "/W", "/Index", "/ID"})
_ROLES = {
    "/Metadata": Text(zh="元数据（XMP）", en="the metadata (XMP)"),
    "/Info": Text(zh="文档信息（Info）", en="the document information (Info)"),
    "/StructTreeRoot": Text(zh="结构树", en="the structure tree"),
    "/OutputIntents": Text(zh="输出意图（ICC）", en="the output intent (ICC)"),
    "/EmbeddedFiles": Text(zh="附件", en="the attachments"),
    "/AF": Text(zh="附件", en="the attachments"),
    "/Outlines": Text(zh="书签", en="the outline"),
    "/Contents": Text(zh="页面内容", en="the content of the page"),
    "/Font": Text(zh="字体", en="a font"),
    "/XObject": Text(zh="图像或表单", en="a picture or form"),
    "/Annots": Text(zh="链接与批注", en="links and annotations"),
    "/ID": Text(zh="文件标识", en="the file identifier"),
}


@dataclass(frozen=True, slots=True)
class Difference:
    """One place where two files differ. `object` is "12 0" in the kept file, "" if direct."""

    path: str
    object: str
    what: Text
    kept: str
    made: str

    @property
    def message(self) -> Text:
        """What differs, in a line."""
        number = f" [{self.object}]" if self.object else ""
        return Text(
            zh=f"{self.what.zh}{number} {self.path}：{self.kept} → {self.made}",
            en=f"{self.what.en}{number} {self.path}: {self.kept} → {self.made}",
        )


def differences(kept: bytes, made: bytes) -> tuple[Difference, ...]:
    """The first objects that differ; one saying so when only the writing of the file does.

    Empty when the bytes are the same.
    """
    if kept == made:
        return ()
    try:
        with pikepdf.open(BytesIO(kept)) as one, pikepdf.open(BytesIO(made)) as other:
            found = tuple(islice(_walk(one, other), _LIMIT)) or tuple(_identifiers(one, other))
    except pikepdf.PdfError as reason:
        return (_whole(kept, made, Text(zh="文件读不出来", en="the file cannot be read"), reason),)
    return found or (_whole(kept, made, _WRITING, None),)


_WRITING = Text(
    zh="对象都相同，写法不同（压缩或排列）",
    en="all objects are the same, written otherwise (compression or order)",
)


def _whole(kept: bytes, made: bytes, what: Text, reason: Exception | None) -> Difference:
    said = f" ({reason})" if reason else ""
    place = next((n for n, (a, b) in enumerate(zip(kept, made, strict=False)) if a != b), 0)
    return Difference(f"@{place}{said}", "", what, f"{len(kept)} B", f"{len(made)} B")


def _walk(one: pikepdf.Pdf, other: pikepdf.Pdf) -> Iterator[Difference]:
    pages = {page.obj.objgen: number for number, page in enumerate(one.pages, 1)}
    seen: set[tuple[int, int]] = set()
    waiting: list[tuple[str, str, Any, Any]] = [("", "", one.trailer, other.trailer)]
    while waiting:
        path, owner, a, b = waiting.pop()
        if isinstance(a, pikepdf.Object) and a.is_indirect:
            if a.objgen in seen:
                continue
            seen.add(a.objgen)
            owner = f"{a.objgen[0]} {a.objgen[1]}"
            if a.objgen in pages:
                path = f"/Page {pages[a.objgen]}"
        yield from _compared(path, owner, a, b)
        # Last in, first out: what comes first in the file is to be followed first.
        waiting.extend(reversed([(path + step, owner, x, y) for step, x, y in _below(path, a, b)]))


def _identifiers(one: pikepdf.Pdf, other: pikepdf.Pdf) -> Iterator[Difference]:
    """The file identifiers, which follow from the content unless they are left to chance."""
    a, b = ([bytes(part).hex() for part in pdf.trailer.get("/ID", [])] for pdf in (one, other))
    if a != b:
        yield _difference("/ID", "", " ".join(a)[:_EXCERPT], " ".join(b)[:_EXCERPT])


def _compared(path: str, owner: str, a: Any, b: Any) -> Iterator[Difference]:
    """What differs between two objects themselves, not below them."""
    if _kind(a) is not _kind(b):
        yield _difference(path, owner, _said(a), _said(b))
    elif isinstance(a, pikepdf.Stream) and path:
        x, y = _data(a), _data(b)
        if x != y:
            yield _difference(path, owner, *_first_difference(x, y))
    elif isinstance(a, pikepdf.Array):
        if len(a) != len(b):
            yield _difference(path, owner, f"{len(a)} items", f"{len(b)} items")
    elif not isinstance(a, pikepdf.Dictionary) and a != b:
        yield _difference(path, owner, _said(a), _said(b))
    if isinstance(a, pikepdf.Dictionary | pikepdf.Stream) and _kind(a) is _kind(b):
        for key in sorted(_keys(path, a) ^ _keys(path, b)):
            yield _difference(path + key, owner, _said(a.get(key)), _said(b.get(key)))


def _below(path: str, a: Any, b: Any) -> Iterator[tuple[str, Any, Any]]:
    if _kind(a) is not _kind(b):
        return
    if isinstance(a, pikepdf.Dictionary | pikepdf.Stream):
        for key in sorted(_keys(path, a) & _keys(path, b)):
            yield key, a[key], b[key]
    elif isinstance(a, pikepdf.Array):
        for number, (x, y) in enumerate(zip(a, b, strict=False)):
            yield f"[{number}]", x, y


def _keys(path: str, obj: Any) -> set[str]:
    return set(obj.keys()) - _PASSED_OVER - (frozenset() if path else _OF_THE_FILE)


def _kind(value: Any) -> type:
    for kind in (pikepdf.Stream, pikepdf.Dictionary, pikepdf.Array):
        if isinstance(value, kind):
            return kind
    return type(value)


def _data(stream: Any) -> bytes:
    try:
        return bytes(stream.read_bytes())
    except pikepdf.PdfError:
        return bytes(stream.read_raw_bytes())


def _difference(path: str, owner: str, kept: str, made: str) -> Difference:
    steps = [step for step in _ROLES if step in path]
    role = max(steps, key=path.rfind, default="")
    what = _ROLES.get(role, Text(zh="对象", en="an object"))
    return Difference(path or "/", owner, what, kept, made)


def _first_difference(a: bytes, b: bytes) -> tuple[str, str]:
    """The first stretch of two streams that differs, as text."""
    place = next(
        (n for n, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b))
    )
    start = max(a.rfind(b"\n", 0, place) + 1, place - _EXCERPT // 2)
    return _excerpt(a, start), _excerpt(b, start)


def _excerpt(data: bytes, start: int) -> str:
    piece = data[start : start + _EXCERPT].decode("utf-8", "replace").split("\n")[0]
    shown = "".join(char if char.isprintable() else "·" for char in piece)
    return f"“{shown}” ({len(data)} B)"


def _said(value: Any) -> str:
    if value is None:
        return "-"
    if isinstance(value, pikepdf.Dictionary | pikepdf.Stream | pikepdf.Array):
        return _kind(value).__name__.lower()
    return str(value)[:_EXCERPT]
