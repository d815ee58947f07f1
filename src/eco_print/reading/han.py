"""Which characters are Han, which are marks: the classes that the readers share."""

from __future__ import annotations

from .patterns import lazy

HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"
"""The Han ranges, for use inside a character class of a regular expression."""

WIDE_MARKS = "、。，：；？！“”‘’（）《》〈〉【】〖〗〔〕「」『』—…·～"
"""Marks that belong to Chinese text."""

CHINESE = lazy(f"[{HAN}{WIDE_MARKS}]")
"""One Han character or Chinese mark."""

_HAN_CHARACTER = lazy(f"[{HAN}]")
_LATIN_WORD = lazy(r"[A-Za-zÀ-ɏ]+(?:[./:@_?=&#%+-]+[A-Za-z0-9À-ɏ]+)*")
"""A word, or an address or file name as one."""

SURNAMES = frozenset(
    "王李张刘陈杨黄赵周吴徐孙马朱胡林郭何高罗郑梁谢宋唐许邓冯韩曹曾彭萧蔡潘田董袁于余叶蒋杜"
    "苏魏程吕丁沈任姚卢傅钟姜崔谭廖范汪陆金石戴贾韦夏邱方侯邹熊孟秦白江阎薛尹段雷黎史龙陶贺"
    "顾毛郝龚邵万钱严赖覃洪武莫孔汤向常温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧"
    "耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华"
    "喻祁房蒲滕屈饶解牟艾尤时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿"
    "桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝官封谈匡鞠"
    "惠荆乐冀郁胥南班储原栗燕楚鄢扬刑覆妘馗岳阚佘逯银闫肖付"
    "張劉陳楊黃趙吳孫馬鄭謝許鄧馮韓蔣蘇呂盧鍾譚陸賈韋鄒閻龍賀顧龔萬錢嚴賴湯溫龐顏莊聶魯葉蕭羅"
)
"""The first characters of nearly all Chinese surnames, in both scripts."""


def is_han(char: str) -> bool:
    """Whether one character (or the empty string) is a Han character."""
    return (
        "\u4e00" <= char <= "\u9fff"
        or "\u3400" <= char <= "\u4dbf"
        or "\U00020000" <= char <= "\U000323af"
        or "\uf900" <= char <= "\ufaff"
        or char == "\u3007"
    )


def is_chinese_text(text: str) -> bool:
    """Whether Chinese is what a text is written in, rather than quoted in it."""
    han = len(_HAN_CHARACTER.findall(text))
    return han > 0 and han >= len(_LATIN_WORD.findall(text))


def looks_like_name(text: str) -> bool:
    """Whether Han text can be a person's name: a surname and one to three more, or 阿·依."""
    if "·" in text:
        return 3 <= len(text) <= 16
    return 2 <= len(text) <= 4 and text[0] in SURNAMES


def ends_with_name(text: str) -> bool:
    """Whether the last two to four characters can be a name."""
    return any(looks_like_name(text[-length:]) for length in (2, 3, 4) if length <= len(text))


def words(text: str) -> tuple[str, ...]:
    """The words of a list that is written with spaces between them."""
    return tuple(text.split())
