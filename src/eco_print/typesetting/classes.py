"""Character classes of Chinese composition.

In: the text of one paragraph. Out: a string of the same length that holds, for each
character, the letter of its class (the constants of this module). Every later rule is written
in terms of classes; this is the only module that knows code points.

The classes follow CLREQ (punctuation and its behaviour), GB/T 15834-2011 (which marks may not
begin or end a line) and UAX #14 for everything that is not Chinese. “ ” ‘ ’ — … and · are
shared between Chinese and Latin in Unicode; here they are told apart by their neighbours.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

HAN: Final = "H"  # ideographs, kana, hangul, full-width letters, symbols that behave like them
ITERATION: Final = "K"  # 々 ー and small kana: begin no line when the setting is strict
WIDE_DIGIT: Final = "F"
OPENING: Final = "O"  # full-width opening brackets and quotation marks
CLOSING: Final = "C"  # full-width closing brackets and quotation marks
PAUSE: Final = "P"  # ， 、 ； ：
STOP: Final = "S"  # 。 ．
OUTCRY: Final = "Q"  # ？ ！: stops that set tight against each other
EXCLAIM: Final = "X"  # ‼ ⁇ ⁈ ⁉: never begin a line, have no blank side
MIDDLE: Final = "M"  # · ・ ‧
DASH: Final = "D"  # — and ⸺ as Chinese dashes
ELLIPSIS: Final = "E"  # … and ⋯ as Chinese ellipses
CONNECTOR: Final = "N"  # ～ – 〜 and the hyphen between Han
SLASH: Final = "/"
LETTER: Final = "A"
DIGIT: Final = "0"
LATIN_OPENING: Final = "p"
LATIN_CLOSING: Final = "c"  # also Latin commas, stops and other trailing marks
LATIN_DASH: Final = "l"
HYPHEN: Final = "h"
SOFT_HYPHEN: Final = "~"
PREFIX: Final = "$"  # currency and signs before a number
POSTFIX: Final = "%"  # % ‰ ° and the like, as wide as Latin
WIDE_POSTFIX: Final = "T"  # ％ ℃ ℉
SYMBOL: Final = "y"
OPERATOR: Final = "="  # × = ±: what stands between two terms
NOTE_MARK: Final = "^"  # superscript figures, † ‡: stay with what they belong to
SPACE: Final = " "
NO_BREAK_SPACE: Final = "_"
WIDE_SPACE: Final = "i"  # U+3000
ZERO_SPACE: Final = "Z"  # U+200B, an opportunity without width
JOINER: Final = "J"  # U+2060, ZWJ, ZWNJ, U+FEFF and controls
MARK: Final = "m"  # combining marks, variation selectors, emoji modifiers
OBJECT: Final = "B"  # an atomic inline (picture, inline block)
NEWLINE: Final = "\n"

# Shared between Chinese and Latin, or a sign here and a hyphen there: decided by neighbours.
_LATER: Final = dict(zip("“‘”’\"'—―…⋯·-+−±", "uuvv\"'ddeen-++±", strict=True))

_MEMBERS: Final = {
    OPENING: "（《〈「『【〔［｛〖〘〚｟〝",
    CLOSING: "）》〉」』】〕］｝〗〙〛｠〞〟",
    PAUSE: "，、；：",
    STOP: "。．",
    OUTCRY: "？！",
    EXCLAIM: "‼⁇⁈⁉",
    MIDDLE: "・‧･",
    DASH: "⸺⸻",
    CONNECTOR: "～〜–゠－",
    SLASH: "/／",
    ITERATION: "々〻ゝゞヽヾーｰぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶ"
    "ㇰㇱㇲㇳㇴㇵㇶㇷㇸㇹㇺㇻㇼㇽㇾㇿｧｨｩｪｫｬｭｮｯ",
    PREFIX: "$¥£€₩₽＄￥￡￦№",
    POSTFIX: "%‰‱°′″‴",
    WIDE_POSTFIX: "％℃℉㎡㎥",
    NOTE_MARK: "¹²³⁰⁴⁵⁶⁷⁸⁹⁽⁾†‡",
    HYPHEN: "‐‒",
    OPERATOR: "=×÷≈≠≤≥<>",
    SOFT_HYPHEN: "\u00ad",
    SPACE: " \t",
    NO_BREAK_SPACE: "\u00a0\u202f\u2007",
    WIDE_SPACE: "\u3000",
    ZERO_SPACE: "\u200b",
    JOINER: "\u2060\u200c\u200d\ufeff\u034f",
    NEWLINE: "\n\u0085\u2028\u2029",
    OBJECT: "\ufffc",
    LATIN_OPENING: "｢",  # half-width forms are set like Latin
    LATIN_CLOSING: ",.;:!?｣､｡",
    WIDE_DIGIT: "".join(chr(c) for c in range(0xFF10, 0xFF1A)),
}
_FIXED: Final = {char: name for name, chars in _MEMBERS.items() for char in chars} | _LATER

# Blocks whose characters stand in an em square and may be divided anywhere (UAX #14 ID).
_IDEOGRAPHIC: Final = (
    (0x1100, 0x11FF), (0x203B, 0x203B),
    (0x2190, 0x21FF), (0x2460, 0x24FF), (0x2500, 0x27BF), (0x2B00, 0x2BFF),
    (0x2E80, 0x2FFF), (0x3003, 0x303F), (0x3040, 0x4DBF), (0x4E00, 0xA4CF), (0xA960, 0xA97F),
    (0xAC00, 0xD7FF), (0xF900, 0xFAFF), (0xFE30, 0xFE6F), (0xFF00, 0xFFEF), (0x16FE0, 0x18DFF),
    (0x1AFF0, 0x1B2FF), (0x1F000, 0x1F1E5), (0x1F200, 0x1F3FA), (0x1F400, 0x1FAFF),
    (0x20000, 0x3FFFF),
)  # fmt: skip

_BY_CATEGORY: Final = {
    "L": LETTER, "Nd": DIGIT, "N": LETTER, "M": MARK, "Ps": LATIN_OPENING, "Pi": LATIN_OPENING,
    "Pe": LATIN_CLOSING, "Pf": LATIN_CLOSING, "Pd": HYPHEN, "Zs": SPACE, "Sc": PREFIX,
    "Cf": JOINER, "Cc": JOINER, "Z": SPACE, "C": LETTER,
}  # fmt: skip


def _class_of(char: str) -> str:
    """The class of one character, neighbours not yet considered."""
    if fixed := _FIXED.get(char):
        return fixed
    code = ord(char)
    category = unicodedata.category(char)
    if category[0] == "M" or 0x1F3FB <= code <= 0x1F3FF:
        return MARK
    if any(first <= code <= last for first, last in _IDEOGRAPHIC):
        return HAN
    return _BY_CATEGORY.get(category) or _BY_CATEGORY.get(category[0], SYMBOL)


class _Table(dict[int, str]):
    """Code point to class, filled as characters are met; `str.translate` reads it."""

    def __missing__(self, code: int) -> str:
        found = self[code] = _class_of(chr(code))
        return found


_TABLE: Final = _Table()
_UNDECIDED: Final = re.compile("[uvden\"'+±-]")
# Neighbours that make a shared mark Chinese.
_CHINESE: Final = frozenset("HKFOCPSQXMDETNBi")
_LATIN: Final = frozenset("A0pc%$hly=")


def classify(text: str) -> str:
    """The classes of `text`, one letter a character, shared marks decided by neighbours."""
    classes = text.translate(_TABLE)
    if _UNDECIDED.search(classes):
        decided = list(classes)
        _decide_runs(classes, decided)
        _decide_quotes(text, decided)
        return "".join(decided)
    return classes


def _neighbour(classes: list[str], index: int, step: int) -> str:
    """The first class from `index` on that is no space, or "" at the paragraph's edge."""
    while 0 <= index < len(classes):
        if classes[index] not in " _Zi\n":
            return classes[index]
        index += step
    return ""


_RUN: Final = re.compile("d+|e+|n|-+|[+]|±")


def _decide_runs(classes: str, decided: list[str]) -> None:
    """Dashes, ellipses, middle dots and hyphens: Chinese beside Chinese, Latin between Latin."""
    original = list(classes)
    for run in _RUN.finditer(classes):
        start, end = run.span()
        before = _neighbour(original, start - 1, -1)
        after = _neighbour(original, end, 1)
        kind = _run_class(run.group(), _side(before), _side(after))
        if run.group() in "+-±" and before not in _LATIN and classes[end : end + 1] == DIGIT:
            kind = PREFIX  # the sign of a number
        decided[start:end] = kind * (end - start)


def _side(name: str) -> str:
    """H for a Chinese neighbour, A for a Latin one, "" for the edge or an undecided mark."""
    if name in _CHINESE:
        return HAN
    return LETTER if name in _LATIN else ""


def _run_class(run: str, before: str, after: str) -> str:
    latin = LETTER in (before, after) and HAN not in (before, after)
    if run[0] == "d":
        return LATIN_DASH if latin and len(run) == 1 else DASH
    if run[0] == "e":
        return LATIN_CLOSING if latin and len(run) == 1 else ELLIPSIS
    if run[0] == "n":
        return SYMBOL if latin else MIDDLE
    if run in "+±":
        return SYMBOL if run == "+" else OPERATOR
    return CONNECTOR if before == after == HAN and len(run) == 1 else HYPHEN


def _decide_quotes(text: str, decided: list[str]) -> None:
    """“ ” ‘ ’ in pairs, from the outside in; a mark without a partner by its own neighbours."""
    straight = {'"': False, "'": False}
    waiting: dict[str, list[int]] = {"“": [], "‘": []}
    for index, name in enumerate(decided):
        if name == "u":
            waiting[text[index]].append(index)
        elif name == "v":
            _close_quote(text, decided, waiting["“" if text[index] == "”" else "‘"], index)
        elif name in straight:
            decided[index] = _straight(decided, index, straight, name)
    for index in sorted(waiting["“"] + waiting["‘"]):
        outside = _neighbour(decided, index - 1, -1)
        inside = _neighbour(decided, index + 1, 1)
        chinese = _is_chinese(outside, inside, (outside, inside))
        decided[index] = OPENING if chinese else LATIN_OPENING


def _close_quote(text: str, decided: list[str], opened: list[int], index: int) -> None:
    before, after = _neighbour(decided, index - 1, -1), _neighbour(decided, index + 1, 1)
    if text[index] == "’" and before == LETTER and (not opened or after == LETTER):
        adjoining = decided[index + 1 : index + 2]
        if adjoining == [LETTER] or not opened:
            decided[index] = LETTER if adjoining == [LETTER] else LATIN_CLOSING
            return  # an apostrophe
    if not opened:
        chinese = _is_chinese(before, after, (before, after))
        decided[index] = CLOSING if chinese else LATIN_CLOSING
        return
    start = opened.pop()
    outside = (_neighbour(decided, start - 1, -1), after)
    inside = (_neighbour(decided, start + 1, 1), before)
    chinese = _is_chinese(*outside, inside)
    decided[start] = OPENING if chinese else LATIN_OPENING
    decided[index] = CLOSING if chinese else LATIN_CLOSING


def _is_chinese(left: str, right: str, inside: tuple[str, str]) -> bool:
    """A pair is Chinese when Chinese stands outside it; at an edge, when it stands inside."""
    if left in _CHINESE or right in _CHINESE:
        return True
    if left in _LATIN and right in _LATIN and left and right:
        return False
    return any(name in _CHINESE or name in ("u", "v") for name in inside)


def _straight(decided: list[str], index: int, state: dict[str, bool], name: str) -> str:
    """A straight quote opens and closes by turns; between letters it is an apostrophe."""
    around = decided[max(0, index - 1) : index] + decided[index + 1 : index + 2]
    if name == "'" and around == [LETTER, LETTER]:
        return LETTER
    state[name] = not state[name]
    return LATIN_OPENING if state[name] else LATIN_CLOSING
