"""Pass `markup`: tags and character references that a copy of a page left in the text.

会议&nbsp;强调&ldquo;两山&rdquo;<br/>理念 → 会议 强调“两山”理念. A reference is turned into its
character, however often it was escaped (&amp;nbsp;); tags go when a text has two of them or more,
one alone may be what the text is about.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from ..patterns import lazy
from ..strips import Edit
from .passes import Proposal, Texts

_NAMES = (
    "p|br|hr|div|span|strong|b|em|i|u|s|font|a|img|h[1-6]|section|article|center|small|big|sub|sup|"
    "ul|ol|li|table|tbody|thead|tr|td|th|blockquote|o:p|st1:\\w+"
)
_TAG = lazy(rf"(?:<|&lt;)/?(?:{_NAMES})(?:\s[^<>]{{0,300}}?)?\s*/?(?:>|&gt;)", re.IGNORECASE)
_REFERENCE = lazy(
    r"&(?:amp;|#38;|#x26;)*(?:#\d{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,9});"
)
_CUT_OFF = lazy(r"&[#A-Za-z0-9]{0,9}\Z")
_ENOUGH = 2


def repair(texts: Texts) -> Proposal:
    """The tags and references to undo."""
    tags = sum(len(_TAG.findall(text)) for text in texts if "<" in text or "&lt;" in text)
    return Proposal(tuple(tuple(_strip(text, tags >= _ENOUGH)) for text in texts))


def _strip(text: str, tagged: bool) -> Iterator[Edit]:
    if "&" not in text and not (tagged and "<" in text):
        return
    tags = [match.span() for match in _TAG.finditer(text)] if tagged else []
    found = [Edit(start, end, _between(text, start, end)) for start, end in tags]
    for match in _REFERENCE.finditer(text):
        inside = any(start < match.end() and match.start() < end for start, end in tags)
        meant = _meant(match[0])
        # What stands right after half a reference would complete it.
        if not inside and meant is not None and not _CUT_OFF.search(text, 0, match.start()):
            found.append(Edit(match.start(), match.end(), meant))
    yield from sorted(found, key=lambda edit: edit.start)


def _between(text: str, start: int, end: int) -> str:
    """A tag that parts two words leaves a space."""
    name = re.match(r"(?:<|&lt;)/?(\w+)", text[start:end])
    parts = name is not None and name[1].lower() in ("br", "p", "div", "td", "th", "li", "tr")
    return " " if parts and text[:start].strip() and text[end:].strip() else ""


def _meant(reference: str) -> str | None:
    """The character, None for what is none; spaces of every kind are plain ones."""
    name = reference.rpartition("&")[2]
    meant = html.unescape("&" + name.split(";")[-2] + ";")
    if meant.startswith("&") and len(meant) > 1:
        return None
    if meant.isspace():
        return " "
    return "".join(char for char in meant if char.isprintable())
