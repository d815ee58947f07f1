"""Glyph names of simple fonts: which codes have them, what text they stand for.

Follows ISO 32000-1, annex D. Names of Latin letters are known here; for others the Adobe Glyph
List is loaded, which takes longer than the rest of what is asked of a font.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from ..font_programs.predefined import STRINGS, numbers

#: The characters of the standard strings from 1 on, in their order.
_LATIN = (
    ' !"#$%&’()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_‘abcdefghijklmnopqrstuvwxyz'
    "{|}~¡¢£⁄¥ƒ§¤'“«‹›ﬁﬂ–†‡·¶•‚„”»…‰¿`´ˆ˜¯˘˙¨˚¸˝˛ˇ—ÆªŁØŒºæıłøœß¹¬µ™Ð½±Þ¼÷¦°þ¾²®−ð×³©"
    "ÁÂÄÀÅÃÇÉÊËÈÍÎÏÌÑÓÔÖÒÕŠÚÛÜÙÝŸŽáâäàåãçéêëèíîïìñóôöòõšúûüùýÿž"
)
_NAMES = dict(zip(_LATIN, STRINGS[1:], strict=False)) | {"€": "Euro"}
_TEXTS = {name: text for text, name in _NAMES.items()}
#: The codes of the standard encoding, whose names are the standard strings from 1 on.
_STANDARD = (
    "32-126 161-175 177-180 182-189 191 193-200 202-203 205-208 225 227 232-235 241 245 248-251"
)
_CODECS = {"WinAnsiEncoding": "cp1252", "MacRomanEncoding": "mac_roman"}
_EXCEPTIONS = {
    "WinAnsiEncoding": {0xA0: "space", 0xAD: "hyphen"},
    "MacRomanEncoding": {0xCA: "space", 0xDB: "currency"},
}


@cache
def named_encoding(given: str) -> Mapping[int, str]:
    """The glyph names by code of a named encoding; none for a name that is none."""
    if given == "StandardEncoding":
        return dict(zip(numbers(_STANDARD), STRINGS[1:], strict=False))
    if given not in _CODECS:
        return {}
    texts = {code: bytes([code]).decode(_CODECS[given], "ignore") for code in range(32, 256)}
    found = {code: _NAMES[text] for code, text in texts.items() if text in _NAMES}
    return found | _EXCEPTIONS[given]


def glyph_text(glyph_name: str) -> str | None:
    """The text of a glyph name by the Adobe Glyph List, None when it has none."""
    if not glyph_name or glyph_name == ".notdef":
        return None
    if glyph_name in _TEXTS:
        return _TEXTS[glyph_name]
    from fontTools.agl import toUnicode

    return toUnicode(glyph_name) or None
