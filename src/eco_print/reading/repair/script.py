"""Pass `script`: a Simplified text that was converted to Traditional goes back; a genuine
Traditional text stays.

What tells them apart is not the characters, which are the same, but what a conversion leaves:
marks of the mainland’s standard (“ ”, half-width commas), characters that conversion does not
split (并 for 並, 于 for 於, 凈), and the words of the place that wrote it.
"""

from __future__ import annotations

import re

from ...diagnostics import Text
from ..han import words
from ..options import Script
from ..scripts import differing, simplified, suspects, traditional
from .passes import Doubt, Pass, Proposal, Texts, difference, nothing

_MAINLAND = words(
    "習近平 黨中央 中共 同志 市委 省委 縣委 區委 黨委 書記 人大常委 政協 國務院 "
    "二十大 十四五 會議指出 會議強調 會議要求 信息 網絡 互聯網 質量 項目 干部 群眾 "
    "落實 貫徹 抓好 水平 監制 報道 視頻 軟件 精準 鄉村振興 習近平總書記 貫徹落實 "
    "街道辦 黨員 黨組 工作部署 "
)
_ELSEWHERE = words(
    "資訊 網路 網際網路 軟體 硬體 品質 專案 立法院 行政院 總統 民國 民眾 里長 "
    "議員 台北 臺北 台灣 臺灣 高雄 縣市 報導 縣長 計畫 市長 立委 特區政府 立法會 "
    "行政長官 港鐵 區議會 影片 數位 透過 捷運 公車 里民 鄉公所 市公所 衛福部 "
    "教育部長 環境部 主委 處長 在地 提升 局長表示 "
)
_UNSPLIT = re.compile(r"[并于后里凈峰床布扎占群](?![:：])")
_SPLIT = re.compile(r"[並於後裡裏淨峯佈紮佔羣製]")


def repair_to(script: Script) -> Pass:
    """The pass for what the caller asked for."""
    if script == "keep":
        return nothing
    if script == "hant":
        return lambda texts: _convert(texts, to_simplified=False)
    if script == "hans":
        return lambda texts: _convert(texts, to_simplified=True)
    return _automatic


def _convert(texts: Texts, *, to_simplified: bool) -> Proposal:
    change = simplified if to_simplified else traditional
    return Proposal(tuple(difference(text, change(text)) for text in texts))


def _automatic(texts: Texts) -> Proposal:
    whole = "\n".join(texts)
    strange = suspects(whole)
    if not strange:
        return nothing(texts)
    differ = differing(strange)
    if not differ:
        return nothing(texts)
    verdict = evidence(whole)
    if verdict > 0:
        return _convert(texts, to_simplified=True)
    if verdict < 0:
        return nothing(texts)
    return nothing(texts, [_doubt(texts, differ)])


def evidence(text: str) -> int:
    """Above zero for a converted Simplified text, below for a genuine Traditional one."""
    score = sum(2 for word in _MAINLAND if word in text)
    score -= sum(2 for word in _ELSEWHERE if word in text)
    score += min(3, len(_UNSPLIT.findall(text))) - min(3, len(_SPLIT.findall(text)))
    score += 2 * ("“" in text) - 3 * ("「" in text)
    return score


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
