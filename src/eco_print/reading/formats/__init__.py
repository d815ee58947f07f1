"""One reader for each format; each gives a manuscript.

In: bytes, with the name they came under. Out: the manuscript. Which reader is told by the options,
the bytes (a Word document is a ZIP package) or the name; what is none of these is text.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import PurePath

from ...diagnostics import Diagnostic, EcoPrintError, ExitCode, Text, error
from ...source import Source
from ..decoding import Decoded, decode
from ..manuscript import Manuscript, Original, original_of
from ..options import ReadOptions
from ..patterns import lazy

_SUFFIXES = {
    ".md": "markdown",
    ".markdown": "markdown",
    ".htm": "html",
    ".html": "html",
    ".xhtml": "html",
    ".docx": "docx",
    ".txt": "text",
    ".text": "text",
}
_FOREIGN = (
    (b"\xd0\xcf\x11\xe0", "Word 97-2003 (.doc) / WPS"),
    (b"%PDF-", "PDF"),
    (b"{\\rtf", "RTF"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"PK\x03\x04", "ZIP"),
)
_HTML = lazy(r"\s*(?:<!--.{0,500}?-->\s*)?<(?:!doctype\s+html|html|head|body)\b", re.I | re.S)
_MARKDOWN = lazy(r"^#{1,6} \S", re.MULTILINE)
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]{3,20})", re.I)


def read(data: bytes, source: Source, options: ReadOptions) -> tuple[Manuscript, list[Diagnostic]]:
    """The manuscript of a source, and what decoding had to say."""
    wanted = options.format or _by_name(source.name)
    if data.startswith(b"PK\x03\x04") and wanted in (None, "docx"):
        wanted = "docx"
    if wanted == "docx":
        from . import word

        return word.read(data, source, options), []
    _refuse_foreign(data, source)
    decoded = _decoded(data, source, options, wanted)
    if wanted is None:
        wanted = _by_content(decoded.text)
    original = original_of(decoded.text, source, decoded.encoding)
    return _reader(wanted)(original), list(decoded.findings)


def _by_name(name: str) -> str | None:
    return _SUFFIXES.get(PurePath(name).suffix.lower())


def _by_content(text: str) -> str:
    """What a text without a telling name is: a page, Markdown with headings, or plain."""
    if _HTML.match(text[:2000]):
        return "html"
    return "markdown" if _MARKDOWN.search(text[:20_000]) else "text"


def _reader(name: str) -> Callable[[Original], Manuscript]:
    if name == "markdown":
        from . import markdown

        return markdown.read
    if name == "html":
        from . import html

        return html.read
    from . import text

    return text.read


def _decoded(data: bytes, source: Source, options: ReadOptions, wanted: str | None) -> Decoded:
    """The text; a page may name its encoding, but its bytes have the last word."""
    named = _CHARSET.search(data[:4096]) if wanted == "html" and not options.encoding else None
    if named is not None and not _is_utf8(data):
        try:
            return decode(data, source, named[1].decode("ascii"))
        except EcoPrintError:
            pass
    return decode(data, source, options.encoding)


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _refuse_foreign(data: bytes, source: Source) -> None:
    for magic, name in _FOREIGN:
        if data.startswith(magic):
            finding = error(
                "source-format",
                Text(zh=f"不能读这种文件：{name}", en=f"files of this kind are not read: {name}"),
                source=source,
                hint=Text(
                    zh="另存为 .docx、.txt、.md 或 .html", en="save it as .docx, .txt, .md or .html"
                ),
            )
            raise EcoPrintError(ExitCode.SOURCE, finding)
