"""Pass `ornament`: signs that adorn a text and that no declared face has.

Emoji, dingbats, and the bullets that Wingdings and Symbol leave in the private use area. Where a
face has the sign it stays. Else its nearest relation among the signs that a face has takes its
place (✅ ✓); an emoji without one goes, and another symbol becomes 〓, the sign of a missing sort.
Characters of writing are never touched, nor private ones that may be a name's: that no face has
them stays an error.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Set
from functools import cache
from pathlib import Path
from typing import NamedTuple

from ...diagnostics import Severity, Text
from ...fonts import FontSet, load_fonts
from ..han import CHINESE
from ..patterns import lazy
from ..strips import Edit
from .passes import Doubt, Pass, Proposal, Texts, nothing

GETA = "〓"
_PICTURE = (
    "\u203c\u2049\u2190-\u21ff\u231a\u231b\u2328\u23cf\u23e9-\u23fa\u25a0-\u27bf"
    "\u2900-\u297f\u2b00-\u2bff\U0001f000-\U0001f0ff\U0001f300-\U0001faff"
)
_ONE = f"[{_PICTURE}][\U0001f3fb-\U0001f3ff\ufe0e\ufe0f\u20e3]*"
_SIGN = lazy(
    f"[0-9#*]\ufe0f?\u20e3|[\U0001f1e6-\U0001f1ff]{{1,2}}|[\uf021-\uf0ff]|{_ONE}(?:\u200d{_ONE})*"
)
_EMOJI = lazy("[\u231a-\u23ff\u2600-\u27bf\u2b1b\u2b1c\u2b50\u2b55\U0001f000-\U0001ffff]")
_LOOSE = "\ufe0e\ufe0f\u200d"

#: What stands in for a sign, the nearest first.
_RELATIONS = {
    "✅": "✓√", "✔": "✓√", "❌": "✗×", "❎": "✗×", "❗": "！", "❕": "！", "❓": "？", "❔": "？",
    "⭐": "★", "🌟": "★", "⭕": "○", "➕": "＋", "➖": "－", "➗": "÷", "➰": "〜", "✋": "☞",
    "🔴": "●", "🟠": "●", "🟡": "●", "🟢": "●", "🔵": "●", "🟣": "●", "⚫": "●", "⚪": "○",
    "⬛": "■", "⬜": "□", "◼": "■", "◻": "□", "🟥": "■", "🟦": "■", "🟩": "■", "🔶": "◆",
    "🔷": "◆", "🔸": "◆", "🔹": "◆", "🔺": "▲", "🔻": "▼", "🔲": "□", "🔳": "□", "📞": "☎",
    "📱": "☎", "📧": "✉", "📩": "✉", "📨": "✉", "👉": "☞", "👈": "☜", "👆": "☝", "👇": "☟",
    "🚫": "×", "🔟": "⑩", "🎵": "♪", "🎶": "♫", "💗": "♥", "💖": "♥", "🀄": "中",
    # Wingdings, Symbol
    "\uf0b7": "•", "\uf06c": "●", "\uf06e": "■", "\uf06f": "□", "\uf071": "❑", "\uf072": "❒",
    "\uf074": "◆", "\uf075": "◆", "\uf076": "❖", "\uf077": "◆", "\uf09f": "•", "\uf0a7": "▪",
    "\uf0a8": "◻", "\uf0d8": "➢", "\uf0e0": "→", "\uf0e8": "➔", "\uf0f0": "⇨", "\uf0fc": "✓",
    "\uf0fb": "✗", "\uf0fd": "☒", "\uf0fe": "☑", "\uf046": "☞", "\uf028": "☎", "\uf02a": "✉",
    "\uf0ab": "★", "\uf0a1": "○", "\uf0a4": "◉",
    **{chr(0xF081 + n): chr(0x2460 + n) for n in range(10)},
    **{chr(0xF08C + n): chr(0x2776 + n) for n in range(10)},
}  # fmt: skip


class _Change(NamedTuple):
    strip: int
    edit: Edit
    sign: str


def repair_with(folders: Iterable[Path]) -> Pass:
    """The pass for the faces of these folders and the shipped ones."""
    places = tuple(folders)

    def run(texts: Texts) -> Proposal:
        found = [(i, m) for i, text in enumerate(texts) for m in _SIGN.finditer(text)]
        if not found:
            return nothing(texts)
        lacking = _lacking("".join(match[0] for _, match in found), places)
        signs = {match[0] for _, match in found}
        instead = {sign: _instead(sign, lacking, places) for sign in signs}
        changes = [
            _Change(index, Edit(*match.span(), after or _gap(match)), match[0])
            for index, match in found
            if (after := instead[match[0]]) is not None
        ]
        edits: list[list[Edit]] = [[] for _ in texts]
        for change in changes:
            edits[change.strip].append(change.edit)
        return Proposal(tuple(map(tuple, edits)), tuple(_doubts(changes)))

    return run


def _lacking(text: str, places: tuple[Path, ...]) -> set[str]:
    fonts = _fonts(places)
    return fonts.missing(text, fonts.families) - set(_LOOSE)


@cache
def _fonts(places: tuple[Path, ...]) -> FontSet:
    return load_fonts(*places)


def _instead(sign: str, lacking: Set[str], places: tuple[Path, ...]) -> str | None:
    """What takes the place of a sign; None when it stays."""
    if not lacking & set(sign):
        return None
    first = sign[0]
    if sign.endswith("\u20e3"):
        digit = unicodedata.digit(first, None)
        return chr(0x2460 + digit - 1) if digit else first
    for relation in _RELATIONS.get(first, ""):
        if not _lacking(relation, places):
            return relation
    if first not in lacking and "\u200d" not in sign:
        return first
    if unicodedata.category(first) == "Co":
        return None
    return "" if _EMOJI.match(first) else GETA


def _gap(match: re.Match[str]) -> str:
    """A space for an emoji inside Latin text: what it parted would be something else as one."""
    before = match.string[max(0, match.start() - 1) : match.start()]
    behind = match.string[match.end() : match.end() + 1]
    parts = bool(before.strip() and behind.strip()) and not CHINESE.search(before + behind)
    return " " if parts and _SIGN.match(behind) is None else ""


def _doubts(changes: Iterable[_Change]) -> Iterator[Doubt]:
    """Each sign once, with how often it stood and where it stood first."""
    by_sign: dict[str, list[_Change]] = {}
    for change in changes:
        by_sign.setdefault(change.sign, []).append(change)
    for sign, all_of_it in by_sign.items():
        index, edit, _ = all_of_it[0]
        code = " ".join(f"U+{ord(char):04X}" for char in sign)
        done = Text(zh="已去掉", en="taken out")
        if edit.after.strip():
            done = Text(zh=f"已换成“{edit.after}”", en=f"set as “{edit.after}”")
        yield Doubt(
            "ornament-missing",
            index,
            edit.start,
            edit.end,
            Text(
                zh=f"没有字体有“{sign}”（{code}），{done.zh} {len(all_of_it)} 处",
                en=f"no face has “{sign}” ({code}), {done.en} in {len(all_of_it)} place(s)",
            ),
            hint=Text(
                zh="要印出它，把有它的字体放进 fonts/；要先停下来，用 --no-repair ornament",
                en="to print it, add a face that has it to fonts/; "
                "to be stopped by it, use --no-repair ornament",
            ),
            severity=Severity.NOTE if edit.after.strip() not in ("", GETA) else Severity.WARNING,
        )
