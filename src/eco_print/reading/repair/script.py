"""Pass `script`: a Simplified text that was converted to Traditional goes back; a genuine
Traditional text stays. `provenance` tells them apart; where it cannot, nothing is done.

Quotation marks follow the script only when the caller asks for it (「」 in Traditional, “ ” in
Simplified): a text that was converted has its own marks still.
"""

from __future__ import annotations

from ...choices import Script
from ...diagnostics import Text
from ..patterns import lazy
from ..scripts import differing, share_of_traditional, simplified, suspects, traditional
from . import provenance
from .passes import Doubt, Pass, Proposal, Texts, difference, nothing

_TO_SIMPLIFIED = str.maketrans("「」『』", "“”‘’")
_TO_TRADITIONAL = str.maketrans("“”‘’", "「」『』")
_MIXED = 0.3
"""Below this share of Traditional forms a text is Simplified and quotes some old names."""
_CONVERTED = 0.7
_KANA = lazy("[ぁ-ゖァ-ヺ]{3}[^「」]*[ぁ-ゖァ-ヺ]{3}")
"""Japanese has Traditional forms of its own, and is no question."""


def repair_to(script: Script, *, annotated: bool) -> Pass:
    """The pass for what the caller asked for; an annotated text is known to be converted."""
    if script == "keep":
        return nothing
    if script == "hant":
        return _to_traditional
    if script == "hans":
        return _to_simplified
    return _back if annotated else _automatic


def _to_simplified(texts: Texts) -> Proposal:
    return _changed(texts, [simplified(text).translate(_TO_SIMPLIFIED) for text in texts])


def _to_traditional(texts: Texts) -> Proposal:
    return _changed(texts, [traditional(text).translate(_TO_TRADITIONAL) for text in texts])


def _back(texts: Texts) -> Proposal:
    return _changed(texts, [simplified(text) for text in texts])


def _changed(texts: Texts, changed: list[str]) -> Proposal:
    pairs = zip(texts, changed, strict=True)
    return Proposal(tuple(difference(old, new) for old, new in pairs))


def _automatic(texts: Texts) -> Proposal:
    whole = "\n".join(texts)
    share = share_of_traditional(whole)
    if share < _MIXED or _KANA.search(whole):
        return nothing(texts)
    origin = provenance.verdict(whole)
    if origin > 0 and share >= _CONVERTED:
        return _back(texts)
    if origin < 0:
        return nothing(texts)
    return nothing(texts, [_doubt(texts, differing(suspects(whole)))])


def _doubt(texts: Texts, differ: frozenset[str]) -> Doubt:
    index, start = next(
        (index, start)
        for index, text in enumerate(texts)
        for start, char in enumerate(text)
        if char in differ
    )
    return Doubt(
        "script-ambiguous",
        index,
        start,
        start + 1,
        Text(
            zh="看不出这是繁体原稿还是由简体转成的，照原样保留",
            en="this may be Traditional by nature or by conversion; it is left as it is",
        ),
        Text(zh="用 --script hans 或 hant 指定", en="settle it with --script hans or hant"),
    )
