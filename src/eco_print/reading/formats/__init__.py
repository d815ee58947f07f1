"""One reader for each format; each gives a manuscript.

In: bytes, with the name they came under. Out: the manuscript. Which reader is told by the options,
the bytes (a Word document is a ZIP package) or the name; what is none of these is text.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import PurePath

from ...diagnostics import Diagnostic, EcoPrintError, Text, note
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
    ".docm": "docx",
    ".dotx": "docx",
    ".txt": "text",
    ".text": "text",
}
_ZIP = b"PK\x03\x04"
_FOREIGN = (
    (b"\xd0\xcf\x11\xe0", "Word 97-2003 (.doc) / WPS"),
    (b"%PDF-", "PDF"),
    (b"{\\rtf", "RTF"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (_ZIP, "ZIP"),
)
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
"""What a document with a password is called inside of the old kind of file that holds it."""
_HTML = lazy(r"\s*(?:<!--.{0,500}?-->\s*)?<(?:!doctype\s+html|html|head|body)\b", re.I | re.S)
_OPENS = lazy(r"\s*<(?:p|div|section|article|h[1-6]|table|center|ul|ol|span)(?:\s[^<>]*)?>", re.I)
_CLOSES = lazy(r"</(?:p|div|section|article|h[1-6]|table|center|ul|ol)\s*>", re.I)
_MARKDOWN = lazy(r"^#{1,6} \S", re.MULTILINE)
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]{3,20})", re.I)


def read(data: bytes, source: Source, options: ReadOptions) -> tuple[Manuscript, list[Diagnostic]]:
    """The manuscript of a source, and what decoding had to say."""
    wanted = options.format or _by_name(source.name)
    if data.startswith(_ZIP) and wanted in (None, "docx"):
        wanted = "docx"
    _refuse_foreign(data, source, wanted)
    if wanted == "docx":
        from . import word

        return word.read(data, source, options), []
    decoded = _decoded(data, source, options, wanted)
    findings = list(decoded.findings)
    if wanted is None:
        wanted = _by_content(decoded.text)
    mended = options.format is None and "markup" not in options.repairs_off
    if wanted == "text" and mended and _is_page(decoded.text):
        wanted = "html"
        findings.append(_read_as_page(source))
    original = original_of(decoded.text, source, decoded.encoding)
    return _reader(wanted)(original), findings


def _by_name(name: str) -> str | None:
    return _SUFFIXES.get(PurePath(name).suffix.lower())


def _by_content(text: str) -> str:
    """What a text without a telling name is: a page, Markdown with headings, or plain."""
    if _HTML.match(text[:2000]):
        return "html"
    return "markdown" if _MARKDOWN.search(text[:20_000]) else "text"


def _is_page(text: str) -> bool:
    """Whether a text is a page, or a piece of one whose tags mark its paragraphs."""
    head = text[:2000]
    return bool(_HTML.match(head) or (_OPENS.match(head) and len(_CLOSES.findall(text)) >= 2))


def _read_as_page(source: Source) -> Diagnostic:
    return note(
        "text-is-page",
        Text(zh="内容带网页标签，按网页读", en="the text is marked up as a page and read as one"),
        source=source,
        hint=Text(
            zh="要照原样读，用 --no-repair markup", en="to read it as it is, use --no-repair markup"
        ),
    )


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


def _refuse_foreign(data: bytes, source: Source, wanted: str | None) -> None:
    for magic, name in _FOREIGN:
        if data.startswith(magic) and not (wanted == "docx" and magic == _ZIP):
            from .word_package import encrypted, foreign

            raise encrypted(source) if _ENCRYPTED in data else foreign(source, name)
