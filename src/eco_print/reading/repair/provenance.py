"""Where a text in Traditional characters comes from: converted from Simplified, or written so.

The characters are the same; what differs is what a conversion leaves. It keeps the marks of the
mainland (“ ”, half-width commas), it does not split characters that Simplified merged (并 for 並,
于 for 於, 制 in 監制, 凈), and it keeps the words of the place that wrote it (信息, not 資訊; 市委,
not 市議會).
"""

from __future__ import annotations

from ..han import words
from ..patterns import lazy

_PARTY = words(
    "習近平總書記 黨中央 市委 省委 縣委 區委 黨委 黨組 人大常委 政協 會議指出 會議強調 會議要求 "
    "貫徹落實 鄉村振興 十四五 十五五 二十大 生態文明 領導小組 自治區 工委 黨工委"
)
_MAINLAND = words(
    "中共 同志 黨員 書記 國務院 信息 網絡 互聯網 質量 項目 干部 幹部 群眾 貫徹 落實 抓好 水平 監制 "
    "視頻 軟件 精準 街道辦 工作部署 發展改革 攻堅戰 高質量 講話精神 主要負責 有關部門 辦事處 "
    "居委會 村委會 服務業 示范"
)
_ELSEWHERE = words(
    "質素 署長 常任秘書長 政務司 本港 本澳 持份者 是次 運輸工務司 澳門特區 民政總署 空污 環團 "
    "資訊 網路 網際網路 軟體 硬體 品質 專案 立法院 行政院 總統 民國 民眾 里長 議員 台北 臺北 "
    "台灣 臺灣 高雄 縣市 報導 縣長 計畫 立委 特區政府 立法會 行政長官 港鐵 區議會 數位 透過 "
    "捷運 公車 里民 鄉公所 市公所 衛福部 主委 在地 局長表示 營運 志工 簡訊 影音 滑鼠 里幹事 "
    "議會 市府 縣府 鄉鎮市 國小 國中 警方 業者 台商 香港特區 運輸署 環保署 環境局"
)
_UNSPLIT = lazy("[并于凈扎]|(?<=[以之然前最今])后|(?<=[監編印研])制|示范")
_SPLIT = lazy("[並於裡裏淨佈紮佔製]")

_MAINLAND_QUOTES = lazy('[“"＂]')
"""Straight marks become “ ” later: the verdict must be the same before and after."""
_ENOUGH_FOR, _ENOUGH_AGAINST = 3, -2


def verdict(text: str) -> int:
    """1 for a converted Simplified text, -1 for a genuine Traditional one, 0 when unclear."""
    score = evidence(text)
    return (score >= _ENOUGH_FOR) - (score <= _ENOUGH_AGAINST)


def evidence(text: str) -> int:
    """The more above zero, the more converted; quotation marks alone do not decide."""
    score = sum(3 for word in _PARTY if word in text)
    score += sum(2 for word in _MAINLAND if word in text)
    score -= sum(2 for word in _ELSEWHERE if word in text)
    unsplit, split = len(_UNSPLIT.findall(text)), len(_SPLIT.findall(text))
    score += max(-4, min(4, unsplit - split))
    return score + 2 * bool(_MAINLAND_QUOTES.search(text)) - 4 * ("「" in text)
