"""How much a text looks like Chinese: the share of the language's commonest characters.

The two hundred commonest characters make up half of any running text; a text decoded with the
wrong encoding has hardly any of them.
"""

from __future__ import annotations

from .han import WIDE_MARKS

_COMMON = frozenset(
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能"
    "下过子说产种面而方后多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加"
    "量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形相全表间样与"
    "关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者"
    "最立代想已通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少"
    "图山统接知较将组见计别她手角期根论运农指几九区强放决西被干做必战先回则任取据处队南给色光"
    "市委会议记者环境保护全省政府领导责任落实书记主任副席讲话召开出席县区镇村街道办"
    "這為個國時來們對會發動過說產種後學經進著電裡還應當從業開關線數質氣變條沒結問無系軍題黨"
    "員總設長頭資邊級圖統將組見計別論運農幾區強決幹戰則處隊給實現議記環護書責領導縣鎮辦體點"
)
_MARKS = frozenset(WIDE_MARKS) | {"\u3000", *map(chr, range(0xFF01, 0xFF5F))}


def commonness(text: str) -> float:
    """Between 0 and 1: common characters among all that are not ASCII or Chinese marks."""
    wide = [char for char in text if char > "\x7f" and char not in _MARKS]
    return sum(char in _COMMON for char in wide) / len(wide) if wide else 0.0
